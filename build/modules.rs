//! Joins ES modules into one script, which a page can carry inside itself.
//!
//! Input: an entry module and all that it imports. Output: a classic script in which each module is a function that is
//! called once, in the order of dependence, so that names of one module stay its own. Invariant: what is imported is
//! exported. It knows of modules only what ours use: `import { a, b as c } from "./x.js";` and `export` before
//! `function`, `async function`, `class` or `const`, at the beginning of a line. Anything else is refused.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The script, and the files that it was made of.
#[derive(Debug)]
pub struct Joined {
    pub script: String,
    pub files: Vec<PathBuf>,
}

/// A module taken apart.
struct Module {
    /// What is imported: the name there, the name here, the path as written.
    imports: Vec<(String, String, String)>,
    exports: Vec<String>,
    /// The text without both.
    body: String,
}

/// A module that stands in the script already.
struct Done {
    path: PathBuf,
    exports: Vec<String>,
}

/// Joins a module with all that it imports.
///
/// # Errors
/// A sentence that names the module: a file that cannot be read, a name that is not exported, modules in a circle, a
/// statement that is not understood.
pub fn join(entry: &Path, read: impl Fn(&Path) -> Result<String, String>) -> Result<Joined, String> {
    let mut done = Vec::new();
    let mut script = String::from("(() => {\n\"use strict\";\n");
    visit(entry, &read, &mut Vec::new(), &mut done, &mut script)?;
    script.push_str("})();\n");
    Ok(Joined { script, files: done.into_iter().map(|module| module.path).collect() })
}

/// Writes a module after those that it imports and returns its place among those that are done.
fn visit(
    path: &Path,
    read: &impl Fn(&Path) -> Result<String, String>,
    open: &mut Vec<PathBuf>,
    done: &mut Vec<Done>,
    script: &mut String,
) -> Result<usize, String> {
    if let Some(place) = done.iter().position(|module| module.path == path) {
        return Ok(place);
    }
    let name = path.display();
    if open.iter().any(|module| module == path) {
        return Err(format!("{name} imports itself by way of others"));
    }
    let module = take_apart(&read(path)?).map_err(|why| format!("{name}: {why}"))?;
    open.push(path.to_path_buf());
    let mut imported = String::new();
    for (there, here, from) in &module.imports {
        let other = path.with_file_name(from.trim_start_matches("./"));
        let place = visit(&other, read, open, done, script)?;
        if !done[place].exports.contains(there) {
            return Err(format!("{name} imports `{there}`, which {from} does not export"));
        }
        let _ = writeln!(imported, "const {here} = module{place}.{there};");
    }
    open.pop();
    let place = done.len();
    let _ = writeln!(script, "const module{place} = (() => {{");
    script.push_str(&imported);
    script.push_str(&module.body);
    let _ = writeln!(script, "return {{ {} }};\n}})();", module.exports.join(", "));
    done.push(Done { path: path.to_path_buf(), exports: module.exports });
    Ok(place)
}

fn take_apart(text: &str) -> Result<Module, String> {
    let mut module = Module { imports: Vec::new(), exports: Vec::new(), body: String::new() };
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        if line.starts_with("import ") {
            let (statement, after) = rest.split_once(";\n").ok_or("an import does not end with `;`")?;
            module.imports.extend(imports(statement)?);
            rest = after;
            continue;
        }
        match line.strip_prefix("export ") {
            Some(declaration) => {
                module.exports.push(declared(declaration).ok_or_else(|| format!("not understood: {line}"))?);
                module.body.push_str(declaration);
            }
            None if line.starts_with("export") || line.starts_with("import") => {
                return Err(format!("not understood: {line}"));
            }
            None => module.body.push_str(line),
        }
        module.body.push('\n');
        rest = after;
    }
    Ok(module)
}

/// Names of `import { a, b as c } from "./x.js"`.
fn imports(statement: &str) -> Result<Vec<(String, String, String)>, String> {
    let understood = || {
        let (names, from) = statement.strip_prefix("import {")?.split_once('}')?;
        let path = from.trim().strip_prefix("from \"./")?.strip_suffix('"')?;
        (!path.contains(['/', '"'])).then_some((names, path))
    };
    let (names, path) = understood().ok_or_else(|| format!("not understood: {statement}"))?;
    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    let pair = |name: &str| {
        let (there, here) = name.split_once(" as ").unwrap_or((name, name));
        (there.trim().to_string(), here.trim().to_string(), format!("./{path}"))
    };
    Ok(names.map(pair).collect())
}

/// The name that a declaration declares.
fn declared(declaration: &str) -> Option<String> {
    let kinds = ["async function ", "function ", "class ", "const "];
    let rest = kinds.iter().find_map(|kind| declaration.strip_prefix(kind))?;
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'))?;
    (end > 0).then(|| rest[..end].to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(modules: &[(&str, &str)]) -> Result<Joined, String> {
        join(Path::new(modules[0].0), |path| {
            let found = modules.iter().find(|(name, _)| Path::new(name) == path);
            found.map(|(_, text)| text.to_string()).ok_or_else(|| format!("{} is not there", path.display()))
        })
    }

    #[test]
    fn modules_come_after_what_they_import_and_once() {
        let joined = joined(&[
            ("a.js", "import { b } from \"./b.js\";\nimport { c as other } from \"./c.js\";\nb(other);\n"),
            ("b.js", "import {\n  c,\n} from \"./c.js\";\nexport function b() {\n  return c;\n}\n"),
            ("c.js", "// a constant\nexport const c = 1;\n"),
        ])
        .unwrap();
        assert_eq!(joined.files, ["c.js", "b.js", "a.js"].map(PathBuf::from));
        assert_eq!(
            joined.script,
            "(() => {\n\"use strict\";\n\
             const module0 = (() => {\n// a constant\nconst c = 1;\nreturn { c };\n})();\n\
             const module1 = (() => {\nconst c = module0.c;\nfunction b() {\n  return c;\n}\nreturn { b };\n})();\n\
             const module2 = (() => {\nconst b = module1.b;\nconst other = module0.c;\nb(other);\nreturn {  };\n})();\n\
             })();\n"
        );
    }

    #[test]
    fn what_cannot_be_joined_is_refused() {
        let message = |modules: &[(&str, &str)]| joined(modules).unwrap_err();
        let own = "import { b } from \"./b.js\";\nexport const a = b;\n";
        assert_eq!(message(&[("a.js", own)]), "b.js is not there");
        assert_eq!(
            message(&[("a.js", own), ("b.js", "const b = 1;\n")]),
            "a.js imports `b`, which ./b.js does not export"
        );
        let back = "import { a } from \"./a.js\";\nexport const b = a;\n";
        assert_eq!(message(&[("a.js", own), ("b.js", back)]), "a.js imports itself by way of others");
        for text in [
            "import b from \"./b.js\";\n",
            "import * as b from \"./b.js\";\n",
            "import { b } from \"elsewhere\";\n",
            "import { b } from \"./../b.js\";\n",
            "import \"./b.js\";\n",
            "export default 1;\n",
            "export let b = 1;\n",
            "export { b };\n",
            "export * from \"./b.js\";\n",
        ] {
            assert!(message(&[("a.js", text), ("b.js", "export const b = 1;\n")]).contains("not understood"), "{text}");
        }
    }
}
