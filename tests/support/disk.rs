//! The files of this machine, for tests of files that import others.

use std::path::Path;

use prepose::typed::Loader;

/// Reads what is imported from disk.
pub struct Disk;

impl Loader for Disk {
    fn load(&self, path: &Path) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|_| "there is no such file".to_string())
    }
}
