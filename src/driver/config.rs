//! `prepose.toml`: what holds for all gestures below a folder, so that commands agree without being told again.
//!
//! Input: folders. Output: for each the settings that hold in it, those of the nearest file upwards, with their paths
//! made usable from where the command runs. A folder that holds a `.git` is the last one that is looked into: beyond it
//! begins what others own. Invariant: a file that is not understood in every word stops the command.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::cli::{ConfigArguments, ProvingArguments, ReportFormat};
use super::output::Failure;
use super::terminal;
use crate::diagnostic::render;
use crate::source::{Sources, Span};

mod settings;

// a door for the fuzz target that holds the reader to hostile bytes
#[doc(hidden)]
pub use settings::parse;

/// The name of a settings file.
const FILE: &str = "prepose.toml";

/// The settings of one file.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file, as messages name it.
    pub name: String,
    /// Files whose rule blocks are added.
    pub safety: Vec<PathBuf>,
    /// The file whose ANATOMY blocks stand in for the standard ones.
    pub anatomy: Option<PathBuf>,
    /// Whether the gestures of all files are compared.
    pub together: Option<bool>,
    /// The form of what `check` prints.
    pub format: Option<ReportFormat>,
    /// The folder of labelled recordings.
    pub recordings: Option<PathBuf>,
    /// The hash of the text.
    pub mark: blake3::Hash,
    /// Its folder, without links.
    folder: PathBuf,
    exclude: Gitignore,
}

impl Config {
    /// Whether a file or a folder, a path without links, is left out of the walk through a folder.
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        // the matcher takes only what is below its folder
        path.starts_with(&self.folder) && self.exclude.matched_path_or_any_parents(path, is_folder).is_ignore()
    }

    /// Whether proofs and what is printed of them come out the same under the other settings.
    pub fn agrees(&self, other: &Config) -> bool {
        let asked = |config: &Config| {
            (config.safety.clone(), config.anatomy.clone(), config.together, config.format, config.recordings.clone())
        };
        asked(self) == asked(other)
    }

    /// Whether nothing is set but what is left out of folders.
    pub fn asks_nothing(&self) -> bool {
        let unset = self.anatomy.is_none() && self.together.is_none() && self.format.is_none();
        unset && self.safety.is_empty() && self.recordings.is_none()
    }
}

/// The arguments of a proof with what the settings add. What is given on the command line goes before; files of rules
/// are added to each other.
pub fn with_settings(arguments: &ProvingArguments, config: Option<&Config>) -> ProvingArguments {
    let mut all = arguments.clone();
    let Some(config) = config else { return all };
    all.safety.extend(config.safety.iter().filter(|path| !arguments.safety.contains(path)).cloned());
    all.anatomy = all.anatomy.or_else(|| config.anatomy.clone());
    all.together = !all.no_together && (all.together || config.together == Some(true));
    all
}

/// Finds the settings of folders. Each file is read once.
pub struct Configs {
    search: Search,
    known: HashMap<PathBuf, Option<Arc<Config>>>,
}

enum Search {
    /// Upwards from each folder.
    Upwards,
    /// One for all, or none at all.
    Fixed(Option<Arc<Config>>),
}

impl Configs {
    /// As the command line says.
    ///
    /// # Errors
    /// A file named there that cannot be used.
    pub fn new(arguments: &ConfigArguments) -> Result<Configs, Failure> {
        let search = match &arguments.config {
            _ if arguments.no_config => Search::Fixed(None),
            Some(file) => Search::Fixed(Some(Arc::new(read(file, file.display().to_string())?))),
            None => Search::Upwards,
        };
        Ok(Configs { search, known: HashMap::new() })
    }

    /// The settings that hold in a folder.
    ///
    /// # Errors
    /// A settings file that cannot be used.
    pub fn of(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, Failure> {
        if let Search::Fixed(config) = &self.search {
            return Ok(config.clone());
        }
        // a folder that is not there is told of by whoever needs it
        let Ok(folder) = folder.canonicalize() else { return Ok(None) };
        self.upwards(&folder)
    }

    fn upwards(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, Failure> {
        if let Some(known) = self.known.get(folder) {
            return Ok(known.clone());
        }
        let file = folder.join(FILE);
        let found = match file.symlink_metadata() {
            Ok(_) => Some(Arc::new(read(&file, from_here(&file).display().to_string())?)),
            Err(_) if folder.join(".git").exists() => None,
            Err(_) => match folder.parent() {
                Some(above) => self.upwards(above)?,
                None => None,
            },
        };
        self.known.insert(folder.to_path_buf(), found.clone());
        Ok(found)
    }
}

fn read(file: &Path, name: String) -> Result<Config, Failure> {
    // to open a pipe is to wait for its writer
    if !file.metadata().map_err(Failure::unreadable(file))?.is_file() {
        return Err(Failure::Misuse(format!("`{name}` is not a file, and a file of settings is needed")));
    }
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(Failure::unreadable(file))?;
    opened.take(settings::LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(Failure::unreadable(file))?;
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(Failure::Misuse(format!("`{name}` is not a text in UTF-8; save it as UTF-8 in your editor")));
    };
    let settings = match settings::parse(&text) {
        Ok(settings) => settings,
        Err(mistakes) => return Err(Failure::Settings(excerpts(&name, text, &mistakes))),
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(Failure::unreadable(file))?;
    let beside = |path: &String| from_here(&folder.join(path));
    Ok(Config {
        mark: blake3::hash(text.as_bytes()),
        safety: settings.safety.iter().map(beside).collect(),
        anatomy: settings.anatomy.as_ref().map(beside),
        together: settings.together,
        format: settings.format,
        recordings: settings.recordings.as_ref().map(beside),
        exclude: excluded(&folder, &settings.exclude),
        folder,
        name,
    })
}

/// The patterns of what is left out, as a matcher of paths below a folder.
fn excluded(folder: &Path, patterns: &[String]) -> Gitignore {
    let mut builder = GitignoreBuilder::new(folder);
    for pattern in patterns {
        // one that cannot be read was a mistake before
        let _ = builder.add_line(None, pattern);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

fn excerpts(name: &str, text: String, mistakes: &[settings::Mistake]) -> String {
    let mut sources = Sources::default();
    let source = sources.add(name, text);
    let excerpt = |mistake: &settings::Mistake| {
        let span = Span { source, start: mistake.place.start as u32, end: mistake.place.end as u32 };
        render::misuse(&mistake.message, span, &mistake.help, &sources, terminal::color_on_stderr())
    };
    mistakes.iter().map(excerpt).collect()
}

/// A path as one would write it from the folder that the command runs in: without that folder where it begins with it,
/// and with `..` where a folder above begins it.
fn from_here(path: &Path) -> PathBuf {
    let Ok(here) = std::env::current_dir() else { return path.to_path_buf() };
    let mut up = PathBuf::new();
    for above in here.ancestors() {
        // the root begins every path, which tells nothing
        if above.parent().is_none() {
            break;
        }
        if let Ok(rest) = path.strip_prefix(above) {
            return up.join(rest);
        }
        up.push("..");
    }
    path.to_path_buf()
}
