//! Answers of the verifier, kept from run to run in one file.
//!
//! Input and output: names of questions and answers as bytes. The file is a magic number with a version, then records:
//! the name (32 bytes), the length of the answer (4 bytes, little end first), the answer, and a keyed BLAKE3 hash of name
//! and answer. Invariant: an answer is given only when it carries our mark, whose key lies in a folder of its own; what
//! is damaged or foreign is as if it were not there. A cache never fails, it only helps less.

use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::output_path;
use crate::verify::{Key, Store};

mod folders;
#[cfg(test)]
mod tests;

/// The file's first bytes; the last one is its version.
const MAGIC: &[u8; 16] = b"prepose-answers\x01";
const FILE: &str = "answers";
/// A file is not grown beyond this; the oldest answers make room.
const LARGEST: usize = 64 << 20;
const MARK: usize = 32;
const HEAD: usize = 36;

/// The kept answers and the new ones.
pub struct Cache {
    file: PathBuf,
    secret: [u8; 32],
    before: CachedRecords,
    new: Mutex<Vec<(Key, Vec<u8>)>>,
    largest: usize,
}

/// A file's bytes, and where in them the answers are.
#[derive(Default)]
struct CachedRecords {
    bytes: Vec<u8>,
    /// Whole records, in the order in which they were written.
    records: Vec<Range<usize>>,
    places: HashMap<Key, usize>,
}

impl Cache {
    /// The cache of the user, or in a folder; nothing when it is not wanted or there is no place for it.
    pub fn open(unwanted: bool, folder: Option<&Path>) -> Option<Cache> {
        if unwanted {
            return None;
        }
        let folder = folder.map(Path::to_path_buf).or_else(folders::cache)?;
        Cache::at(&folder, &folders::state()?)
    }

    /// The cache in a folder, with the key in another; nothing where there is no place for the key.
    pub fn at(folder: &Path, state: &Path) -> Option<Cache> {
        let secret = folders::secret(state)?;
        let file = folder.join(FILE);
        let before = CachedRecords::read(&file);
        Some(Cache { file, secret, before, new: Mutex::default(), largest: LARGEST })
    }

    /// Writes the new answers behind the old ones. What another process has written since is kept too.
    pub fn save(&self) {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(folder) = self.file.parent().filter(|_| !new.is_empty()) else { return };
        if std::fs::create_dir_all(folder).is_err() {
            return;
        }
        let now = CachedRecords::read(&self.file);
        let fresh: Vec<Vec<u8>> = new.iter().map(|(key, value)| self.record(key, value)).collect();
        let replaced: std::collections::HashSet<&Key> = new.iter().map(|(key, _)| key).collect();
        let old = now.records.iter().map(|place| &now.bytes[place.clone()]);
        let good = |record: &&[u8]| answer(&self.secret, record).is_some_and(|(key, _)| !replaced.contains(&key));
        let all: Vec<&[u8]> = old.filter(good).chain(fresh.iter().map(Vec::as_slice)).collect();
        let mut room = self.largest.saturating_sub(MAGIC.len());
        let fits = |record: &&&[u8]| {
            room = room.saturating_sub(record.len());
            room > 0
        };
        let kept = all.iter().rev().take_while(fits).count();
        let mut bytes = MAGIC.to_vec();
        all[all.len() - kept..].iter().for_each(|record| bytes.extend_from_slice(record));
        // a full disk or a folder that cannot be written only costs the cache
        let _ = output_path::write_file(&self.file, &bytes);
    }

    fn record(&self, key: &Key, value: &[u8]) -> Vec<u8> {
        let mut record = Vec::with_capacity(HEAD + value.len() + MARK);
        record.extend_from_slice(key);
        record.extend_from_slice(&(value.len() as u32).to_le_bytes());
        record.extend_from_slice(value);
        record.extend_from_slice(mark(&self.secret, key, value).as_bytes());
        record
    }
}

impl Store for Cache {
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let place = self.before.records[*self.before.places.get(key)?].clone();
        let (_, value) = answer(&self.secret, &self.before.bytes[place])?;
        Some(value.to_vec())
    }

    fn put(&self, key: Key, value: Vec<u8>) {
        if value.len() < LARGEST / 4 {
            self.new.lock().unwrap_or_else(PoisonError::into_inner).push((key, value));
        }
    }
}

impl CachedRecords {
    /// A file's records, up to where it is cut short; none where it cannot be read or is no file of ours.
    fn read(file: &Path) -> CachedRecords {
        let mut bytes = Vec::new();
        let read = std::fs::File::open(file).and_then(|file| file.take(2 * LARGEST as u64).read_to_end(&mut bytes));
        if read.is_err() || !bytes.starts_with(MAGIC) {
            return CachedRecords::default();
        }
        let (mut records, mut places) = (Vec::new(), HashMap::new());
        let mut start = MAGIC.len();
        while let Some((key, length)) = bytes.get(start..).and_then(head) {
            let end = start.saturating_add(HEAD + MARK).saturating_add(length);
            if end > bytes.len() {
                break;
            }
            places.insert(key, records.len());
            records.push(start..end);
            start = end;
        }
        CachedRecords { bytes, records, places }
    }
}

/// The name and the length of the answer of the record that some bytes begin with.
fn head(bytes: &[u8]) -> Option<(Key, usize)> {
    let (key, rest) = bytes.split_first_chunk::<32>()?;
    let (length, _) = rest.split_first_chunk::<4>()?;
    Some((*key, u32::from_le_bytes(*length) as usize))
}

/// The name and the answer of a record that carries our mark.
fn answer<'r>(secret: &[u8; 32], record: &'r [u8]) -> Option<(Key, &'r [u8])> {
    let (key, _) = head(record)?;
    let (value, found) = record.get(HEAD..)?.split_last_chunk::<MARK>()?;
    // blake3 compares hashes in constant time
    (mark(secret, &key, value) == *found).then_some((key, value))
}

fn mark(secret: &[u8; 32], key: &Key, value: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new_keyed(secret);
    hasher.update(key);
    hasher.update(value);
    hasher.finalize()
}
