//! The files of a folder of this package.

use std::path::{Path, PathBuf};

/// Every file below a folder that has one of some extensions, in order of name. A relative folder is one of the working
/// folder, which is the package's in a test.
pub fn files(folder: impl AsRef<Path>, extensions: &[&str]) -> Vec<PathBuf> {
    let mut waiting = vec![folder.as_ref().to_path_buf()];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        for entry in std::fs::read_dir(path).expect("a folder of ours") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().and_then(|end| end.to_str()).is_some_and(|end| extensions.contains(&end)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
