//! Which recordings there are, what their labels mean, and which movements hold others within them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::driver::output::Failure;

/// One recording of an index.
pub struct Clip {
    pub path: String,
    pub dataset: String,
    pub label: String,
    /// What the index notes about how the movement was performed.
    pub correct: Option<bool>,
}

/// What labels mean.
pub struct Labels {
    meaning: BTreeMap<(String, String), BTreeSet<String>>,
    /// Gesture and contained gesture; `*` stands for every gesture.
    nested: BTreeSet<(String, String)>,
}

impl Labels {
    /// Reads the tables.
    pub fn read(labels: &Path, nested: Option<&Path>) -> Result<Labels, Failure> {
        let mut meaning: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for [dataset, label, gesture] in rows(labels, ["dataset", "label", "gesture"])? {
            meaning.entry((dataset, label)).or_default().insert(gesture);
        }
        let mut pairs = BTreeSet::new();
        if let Some(path) = nested {
            for [gesture, contained, reason] in rows(path, ["gesture", "contains", "reason"])? {
                if reason.trim().is_empty() {
                    let message = format!("`{}`: the row `{gesture},{contained}` gives no reason", path.display());
                    return Err(Failure::Misuse(message));
                }
                pairs.insert((gesture, contained));
            }
        }
        Ok(Labels { meaning, nested: pairs })
    }

    /// The gestures that a label means, if the table knows it.
    pub fn meant(&self, dataset: &str, label: &str) -> Option<BTreeSet<String>> {
        self.meaning.get(&(dataset.to_string(), label.to_string())).cloned()
    }

    /// Whether any label of a dataset is known.
    pub fn knows_dataset(&self, dataset: &str) -> bool {
        self.meaning.keys().any(|(known, _)| known == dataset)
    }

    /// Every gesture that a label means.
    pub fn gestures(&self) -> BTreeSet<&str> {
        self.meaning.values().flatten().map(String::as_str).collect()
    }

    /// Whether a movement holds another within it.
    pub fn contains(&self, movement: &str, other: &str) -> bool {
        let listed = |movement: &str| self.nested.contains(&(movement.to_string(), other.to_string()));
        listed(movement) || listed("*")
    }
}

/// The recordings of a folder's `index.csv`.
pub fn clips(folder: &Path) -> Result<Vec<Clip>, Failure> {
    let index = folder.join("index.csv");
    let rows = rows(&index, ["path", "dataset", "label", "note"])?;
    let clip = |[path, dataset, label, note]: [String; 4]| {
        let note = note.to_lowercase();
        let correct = match (note.starts_with("correct"), note.starts_with("incorrect")) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        };
        Clip { path, dataset, label, correct }
    };
    Ok(rows.into_iter().map(clip).collect())
}

/// The named columns of a CSV with a header.
fn rows<const N: usize>(path: &Path, columns: [&str; N]) -> Result<Vec<[String; N]>, Failure> {
    let bad = |error: csv::Error| Failure::Table { path: path.display().to_string(), source: error };
    let mut reader = csv::Reader::from_path(path).map_err(bad)?;
    let header = reader.headers().map_err(bad)?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = header.iter().position(|name| name.trim() == column).ok_or_else(|| {
            Failure::Misuse(format!("`{}` has no column `{column}`; it needs {}", path.display(), columns.join(", ")))
        })?;
    }
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        out.push(places.map(|place| record.get(place).unwrap_or("").trim().to_string()));
    }
    Ok(out)
}
