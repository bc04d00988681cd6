//! Where answers and the key of their marks lie, after the XDG Base Directory Specification 0.8.

use std::io::Write;
use std::path::{Path, PathBuf};

const KEY: &str = "cache-key";

/// The folder of the answers; nothing for a user without a home.
pub fn cache() -> Option<PathBuf> {
    folder("XDG_CACHE_HOME", ".cache")
}

/// The folder of the key; nothing for a user without a home.
pub fn state() -> Option<PathBuf> {
    folder("XDG_STATE_HOME", ".local/state")
}

fn folder(variable: &str, below_home: &str) -> Option<PathBuf> {
    // the specification asks that relative paths be ignored
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let above = absolute(variable).or_else(|| {
        let home = absolute("HOME").or_else(|| absolute("USERPROFILE"))?;
        Some(home.join(below_home))
    })?;
    Some(above.join("prepose"))
}

/// The key in a folder, made at first use; nothing where it can be neither read nor written.
pub fn secret(folder: &Path) -> Option<[u8; 32]> {
    let path = folder.join(KEY);
    read(&path).or_else(|| {
        std::fs::create_dir_all(folder).ok()?;
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).ok()?;
        let part = folder.join(format!(".{KEY}.{}.part", std::process::id()));
        let written = write(&part, &secret).and_then(|()| std::fs::rename(&part, &path));
        if written.is_err() {
            let _ = std::fs::remove_file(&part);
        }
        // of two processes that make one at once, both use the one that is there in the end
        read(&path)
    })
}

/// A key that is whole and that nobody else can read or change.
fn read(path: &Path) -> Option<[u8; 32]> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = path.metadata().ok()?.permissions().mode();
        if mode & 0o077 != 0 {
            return None;
        }
    }
    std::fs::read(path).ok()?.try_into().ok()
}

fn write(path: &Path, secret: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)?.write_all(secret)
}
