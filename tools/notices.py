"""Writes THIRD-PARTY.md, what others made and the binary carries, with the licences: `make notices`.

Reads Cargo.lock through cargo, and the licence texts that the crates bring. A crate counts as carried when it is linked
on one of TARGETS. Of licences that a crate offers as a choice it takes the first of CHOICE. `--check` writes nothing and
fails when the file is not what would be written.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "THIRD-PARTY.md"
TEXTS = ROOT / "tools" / "licences"
# the systems for which tools/requirements.txt names a libz3
TARGETS = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "aarch64-apple-darwin", "x86_64-apple-darwin"]
# what we take of a choice, and by which names the crates keep its text
CHOICE = {
    "MIT": ("LICENSE-MIT", "LICENSE-MIT.md", "LICENSE-MIT.txt", "LICENSE", "LICENSE.md", "LICENSE.txt"),
    "Apache-2.0": ("LICENSE-APACHE", "LICENSE_A2", "LICENSE"),
    "BSD-3-Clause": ("LICENSE-BSD", "LICENSE"),
    "ISC": ("LICENSE",),
    "Zlib": ("LICENSE-ZLIB", "LICENSE"),
    "Unicode-3.0": ("LICENSE-UNICODE", "LICENSE"),
}


def main() -> None:
    made = page(linked())
    if sys.argv[1:] == ["--check"]:
        if not NOTICES.exists() or NOTICES.read_text() != made:
            sys.exit("THIRD-PARTY.md is not what the crates say: run `make notices`")
    else:
        NOTICES.write_text(made)


def linked() -> "list[tuple[str, str, str, str]]":
    """Name, version, licence and licence text of each crate that the binary carries, our own left out."""
    targets = [word for target in TARGETS for word in ("--target", target)]
    form = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]
    tree = cargo("tree", "--locked", "--package", "prepose", *form, *targets)
    names = {tuple(line.split()[:2]) for line in tree.splitlines() if line.strip()}
    filters = [word for target in TARGETS for word in ("--filter-platform", target)]
    packages = json.loads(cargo("metadata", "--locked", "--format-version", "1", *filters))["packages"]
    crates = []
    for package in packages:
        if package["source"] and (package["name"], "v" + package["version"]) in names:
            folder = Path(package["manifest_path"]).parent
            licence = chosen(package["name"], package["license"])
            crates.append((package["name"], package["version"], licence, text(package, folder, licence)))
    return sorted(crates)


def cargo(*arguments: str) -> str:
    ran = subprocess.run(["cargo", *arguments], cwd=ROOT, stdout=subprocess.PIPE)
    if ran.returncode != 0:
        sys.exit("cargo could not say what is linked")
    return ran.stdout.decode()


def chosen(name: str, expression: "str | None") -> str:
    """`MIT` of `Apache-2.0 OR MIT`."""
    offered = re.split(r" OR | ?/ ?", expression or "")
    for licence in CHOICE:
        if licence in offered:
            return licence
    sys.exit(f"{name} comes under `{expression}`, of which tools/notices.py and deny.toml take nothing: look at it")


def text(package: dict, folder: Path, licence: str) -> str:
    """As the crate brings it; where it brings none, the licence's common text with the authors that the crate names."""
    for name in CHOICE[licence]:
        if (folder / name).is_file():
            return tidy((folder / name).read_text(encoding="utf-8"))
    common = TEXTS / f"{licence}.txt"
    if not common.exists():
        sys.exit(f"{package['name']} brings no text of {licence}: add one to {common.parent}")
    authors = ", ".join(re.sub(r" *<[^>]*>", "", author) for author in package["authors"])
    return tidy(common.read_text(encoding="utf-8").replace("<AUTHORS>", authors or f"the authors of {package['name']}"))


def tidy(words: str) -> str:
    """The same words without spaces at the ends of lines, so that equal texts are found equal."""
    return "\n".join(line.rstrip() for line in words.replace("\r\n", "\n").strip("\n").splitlines())


def page(crates: "list[tuple[str, str, str, str]]") -> str:
    lines = [
        "# What others made",
        "",
        "prepose is built from the parts below, each under a licence of its own. `make notices` writes this file.",
        "",
        "| part | version | licence |",
        "|---|---|---|",
        f"| Z3, the shared library `libz3` | {z3()} | MIT |",
        "| Rust's standard library | of the compiler that built it | MIT |",
    ]
    lines += [f"| {name} | {version} | {licence} |" for name, version, licence, _ in crates]
    lines += ["", "## Licence texts"]
    # equal but for line breaks is equal
    texts: "dict[str, tuple[str, list[str]]]" = {}
    rust = (TEXTS / "MIT.txt").read_text().replace("<AUTHORS>", "The Rust Project Contributors")
    ours = [("Z3", tidy((TEXTS / "z3.txt").read_text())), ("Rust's standard library", tidy(rust))]
    for name, words in ours + [(name, words) for name, _, _, words in crates]:
        texts.setdefault(" ".join(words.split()), (words, []))[1].append(name)
    for words, names in texts.values():
        lines += ["", "### " + ", ".join(names), "", "```text", words, "```"]
    return "\n".join(lines) + "\n"


def z3() -> str:
    """`5.4.1.0`, the wheel that `make deps` fetches."""
    found = re.search(r"^z3-solver==(\S+)", (ROOT / "tools" / "requirements.txt").read_text(), re.MULTILINE)
    if not found:
        sys.exit("tools/requirements.txt names no z3-solver")
    return found.group(1)


if __name__ == "__main__":
    main()
