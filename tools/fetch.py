"""Brings libz3, which the proofs link, into `.deps/z3`: `make deps`.

Takes, in this order: the folder that Z3_LIBRARY_PATH_OVERRIDE names (then nothing is done here), the system's libz3
where it is new enough (then `.deps/z3/lib` links to it), the wheel pinned in requirements.txt. What it makes is whole or
not there: `lib/` with the library, `library`, a link to it, and `requirements.txt`, by which `make deps` sees that
nothing has changed.
"""

import ctypes
import ctypes.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

# The least version whose numbers of declaration kinds are those compiled into z3-sys 0.14 (its build script lists where
# they changed). An older library solves too, from 4.13.3 on, but may name a kind that the bindings do not know.
LEAST = (5, 3, 0)
NAME = "libz3.dylib" if sys.platform == "darwin" else "libz3.so"
ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "tools" / "requirements.txt"
HOME = ROOT / ".deps" / "z3"


class Unusable(Exception):
    """Why a way to the library is closed, in words for whoever builds."""


def main() -> None:
    # whoever stops this leaves no folder behind
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda number, _: sys.exit(128 + number))
    override = os.environ.get("Z3_LIBRARY_PATH_OVERRIDE")
    try:
        if override:
            check(Path(override) / NAME)
        elif not in_place():
            bring()
    except Unusable as reason:
        ways = "\n".join(f"  {way}" for way in (ways_past(override) if override else WAYS))
        sys.exit(f"libz3 is missing: {reason}\ndo one of these, then run `make deps` again:\n{ways}")


def ways_past(override: str) -> "list[str]":
    """What to do about a folder that was named: nothing else is looked at while it is."""
    return [
        f"unset Z3_LIBRARY_PATH_OVERRIDE, which names {override}: then this system's libz3 is taken, or pip fetches one",
        f"set Z3_LIBRARY_PATH_OVERRIDE to the folder of a {NAME} of {dotted(LEAST)} or newer",
    ]


def in_place() -> bool:
    """The same test as in the Makefile; `library` dangles when a system's libz3 that was linked has gone."""
    stamp = HOME / "requirements.txt"
    return (HOME / "library").exists() and stamp.exists() and stamp.read_bytes() == REQUIREMENTS.read_bytes()


def bring() -> None:
    HOME.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fetching-", dir=HOME.parent) as temporary:
        made = Path(temporary) / "z3"
        (made / "lib").mkdir(parents=True)
        system = of_system()
        if system:
            link(system, made / "lib")
        else:
            unpack(download(Path(temporary)), made / "lib")
        check(made / "lib" / NAME)
        (made / "library").symlink_to(Path("lib") / NAME)
        shutil.copyfile(REQUIREMENTS, made / "requirements.txt")
        if HOME.exists():
            HOME.rename(Path(temporary) / "old")
        try:
            made.rename(HOME)
        except OSError:
            # another `make deps` was quicker
            if not in_place():
                raise


def of_system() -> "Path | None":
    """The system's libz3, if it is new enough."""
    name = ctypes.util.find_library("z3")
    try:
        if name is None or version(name) < LEAST:
            return None
    except Unusable:
        return None
    if os.path.isabs(name):
        return Path(name)
    # Linux: find_library names it, the loader knows where it lies
    for line in Path("/proc/self/maps").read_text().splitlines():
        path = Path(line[line.find("/") :])
        if path.name.startswith("libz3.so"):
            return path
    return None


def link(library: Path, folder: Path) -> None:
    """Links to the library by the name that the linker looks for and by those that programs ask for when they start."""
    for other in library.parent.iterdir():
        if other.name.startswith("libz3.") and other.exists() and other.samefile(library):
            (folder / other.name).symlink_to(other)
    if not (folder / NAME).exists():
        (folder / NAME).symlink_to(library)


def download(folder: Path) -> Path:
    print("fetching libz3 (about 40 MB, once)", file=sys.stderr, flush=True)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
    what = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--requirement", str(REQUIREMENTS)]
    ran = subprocess.run([*pip, *what, "--dest", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wheels = list(folder.glob("*.whl"))
    if ran.returncode != 0 or not wheels:
        lines = ran.stdout.strip().splitlines() or ["no word why"]
        raise Unusable("pip could not fetch it: " + next((line for line in lines if "ERROR" in line), lines[-1]))
    return wheels[0]


def unpack(wheel: Path, folder: Path) -> None:
    """Takes the library out of a wheel, which holds it once for each of its names."""
    first = {}
    with zipfile.ZipFile(wheel) as archive:
        for info in archive.infolist():
            inside, _, name = info.filename.rpartition("/")
            if inside != "z3/lib" or not name.startswith("libz3.") or name.endswith(".dll"):
                continue
            if info.CRC in first:
                (folder / name).symlink_to(first[info.CRC])
                continue
            first[info.CRC] = name
            with archive.open(info) as packed, open(folder / name, "wb") as plain:
                shutil.copyfileobj(packed, plain)
            (folder / name).chmod(0o755)


def check(library: Path) -> None:
    if not library.exists():
        raise Unusable(f"there is no {library}")
    found = version(str(library))
    if found < LEAST:
        raise Unusable(f"{library} is {dotted(found)}, and {dotted(LEAST)} is needed")


def version(library: str) -> "tuple[int, ...]":
    try:
        numbers = [ctypes.c_uint() for _ in range(4)]
        ctypes.CDLL(library).Z3_get_version(*map(ctypes.byref, numbers))
    except (OSError, AttributeError) as error:
        raise Unusable(f"{library} does not load: {error}") from error
    return tuple(number.value for number in numbers[:3])


def dotted(numbers: "tuple[int, ...]") -> str:
    return ".".join(map(str, numbers))


WAYS = [
    "let pip fetch it: Python needs its module pip (Debian, Ubuntu: apt-get install python3-pip) and the network",
    f"install libz3 {dotted(LEAST)} or newer on this system",
    f"set Z3_LIBRARY_PATH_OVERRIDE to the folder of a {NAME} of that age",
]

if __name__ == "__main__":
    main()
