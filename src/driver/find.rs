//! The gesture files that paths name, and the settings that hold for them.
//!
//! Input: files, folders, `-`. Output: files in order, each once. Folders are walked as git sees them: what `.gitignore`
//! names is left out, and so are hidden files, `target`, and what the settings exclude. Invariant: nothing is opened here,
//! so a pipe, a socket or a device in a folder holds nothing up, and no link to a folder is followed, so none leads round
//! in a circle. A file that is named is taken, wherever it is.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};

use super::cli::ConfigArguments;
use super::config::{Config, Configs};
use super::files;
use super::output::{self, Failure};

/// Gesture files and what is set for them.
pub struct Found {
    /// The files, in order.
    pub paths: Vec<PathBuf>,
    /// What has the name of a gesture file and is none, such as a pipe.
    pub left_out: Vec<PathBuf>,
    /// The name that standard input goes by.
    pub stdin_name: Option<PathBuf>,
    /// For each the settings that hold for it.
    configs: Vec<Option<Arc<Config>>>,
}

impl Found {
    /// Says what was left out.
    pub fn tell_left_out(&self) {
        for path in &self.left_out {
            output::tell(&format!("prepose: left out: `{}` is neither a file nor a folder", path.display()));
        }
    }

    /// For each file the mark of the settings that hold for it: other settings, another mark.
    pub fn settings(&self) -> Vec<Option<blake3::Hash>> {
        self.configs.iter().map(|config| config.as_ref().map(|config| config.mark)).collect()
    }

    /// The settings that hold for all of them.
    ///
    /// # Errors
    /// Two files for which different things are set.
    pub fn config(&self) -> Result<Option<&Config>, Failure> {
        let mut all = self.paths.iter().zip(&self.configs);
        let Some((first, config)) = all.next() else { return Ok(None) };
        let same = |other: &Option<Arc<Config>>| match (config, other) {
            (None, None) => true,
            (Some(config), Some(other)) => Arc::ptr_eq(config, other) || config.agrees(other),
            (Some(one), None) | (None, Some(one)) => one.asks_nothing(),
        };
        if let Some((path, other)) = all.find(|(_, other)| !same(other)) {
            let under = |config: &Option<Arc<Config>>| match config {
                Some(config) => format!("the settings of `{}` hold", config.name),
                None => "no settings hold".to_string(),
            };
            return Err(Failure::Misuse(format!(
                "for `{}` {}, for `{}` {}; give them apart, or name one file for all with `--config`",
                first.display(),
                under(config),
                path.display(),
                under(other)
            )));
        }
        // what holds for some and asks nothing of the others is still what holds
        Ok(self.configs.iter().flatten().next().map(Arc::as_ref))
    }
}

/// Finds gesture files: files as they are named, folders with all gesture files below them, in order of name. `-` stands
/// in the folder of the name that it is given, or in the one that the command runs in.
///
/// # Errors
/// A path that does not exist or cannot be read, a folder that holds no gesture file, and settings that cannot be used.
pub fn find(paths: &[PathBuf], arguments: &ConfigArguments, stdin_name: Option<&Path>) -> Result<Found, Failure> {
    let mut configs = Configs::new(arguments)?;
    let stdin_name = stdin_name.map(Path::to_path_buf);
    let mut found = Found { paths: Vec::new(), left_out: Vec::new(), stdin_name, configs: Vec::new() };
    for path in paths {
        if path.as_os_str() == "-" {
            let folder = folder_of(found.stdin_name.as_deref().unwrap_or(path));
            let config = configs.of(folder)?;
            found.add(path.clone(), config);
            continue;
        }
        let data = path.metadata().map_err(Failure::unreadable(path))?;
        if !data.is_dir() {
            found.add(path.clone(), configs.of(folder_of(path))?);
            continue;
        }
        let mut any = false;
        for file in below(path, configs.of(path)?)? {
            let config = configs.of(folder_of(&file))?;
            if config.as_deref().is_some_and(|config| excludes(config, &file, false)) {
                continue;
            }
            if can_be_read(&file) {
                any = true;
                found.add(file, config);
            } else {
                found.left_out.push(file);
            }
        }
        if !any {
            return Err(Failure::Misuse(format!(
                "there is no `.prepose` file in `{}`; `prepose new NAME` writes a first one",
                path.display()
            )));
        }
    }
    // the same file under two names is one file
    let mut seen = HashSet::new();
    let Found { paths, configs, .. } = found;
    let each = paths.into_iter().zip(configs);
    let once = each.filter(|(path, _)| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    let (paths, configs) = once.unzip();
    Ok(Found { paths, configs, left_out: found.left_out, stdin_name: found.stdin_name })
}

impl Found {
    fn add(&mut self, path: PathBuf, config: Option<Arc<Config>>) {
        self.paths.push(path);
        self.configs.push(config);
    }
}

/// What has the name of a gesture file below a folder, but no folder.
fn below(folder: &Path, config: Option<Arc<Config>>) -> Result<Vec<PathBuf>, Failure> {
    let wanted = move |entry: &DirEntry| {
        let is_file = !entry.file_type().is_some_and(|kind| kind.is_dir());
        let is_left_out = || {
            entry.file_name() == "target"
                || config.as_deref().is_some_and(|config| excludes(config, entry.path(), true))
        };
        // the folder that was named is walked, whatever its name
        entry.depth() == 0 || is_file || !is_left_out()
    };
    let mut walk = WalkBuilder::new(folder);
    // what one user's git leaves out everywhere would make two machines disagree
    walk.git_global(false).git_exclude(false).sort_by_file_name(|a, b| a.cmp(b)).filter_entry(wanted);
    let mut files = Vec::new();
    for entry in walk.build() {
        let entry = entry.map_err(|error| {
            let what = format!("`{}` cannot be read", folder.display());
            match error.io_error().map(std::io::Error::kind) {
                Some(kind) => Failure::Io { what, source: std::io::Error::new(kind, error) },
                None => Failure::Misuse(format!("{what}: {error}")),
            }
        })?;
        if files::is_gesture_file(entry.path()) && !entry.path().is_dir() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Whether reading will come to an end. A link that leads nowhere is read, and told of then.
fn can_be_read(path: &Path) -> bool {
    path.metadata().map_or(true, |data| data.is_file())
}

/// Settings know paths without links; the last part of a path is what is left out, not what it links to.
fn excludes(config: &Config, path: &Path, is_folder: bool) -> bool {
    let Some(name) = path.file_name() else { return false };
    folder_of(path).canonicalize().is_ok_and(|folder| config.excludes(&folder.join(name), is_folder))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
