//! What a damaged, a foreign and an unwritable cache do: nothing.

use super::*;

/// A folder that is taken away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("prepose-cache-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a new folder");
        Folder(path)
    }

    fn cache(&self) -> Cache {
        Cache::at(&self.0.join("cache"), &self.0.join("state")).expect("a place for the key")
    }

    fn file(&self) -> PathBuf {
        self.0.join("cache").join(FILE)
    }

    /// With two answers kept.
    fn filled(name: &str) -> Folder {
        let folder = Folder::new(name);
        let cache = folder.cache();
        cache.put([1; 32], b"one".to_vec());
        cache.put([2; 32], b"two".to_vec());
        cache.save();
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn got(cache: &Cache, key: u8) -> Option<Vec<u8>> {
    cache.get(&[key; 32])
}

#[test]
fn answers_come_back_and_add_up() {
    let folder = Folder::filled("round");
    let cache = folder.cache();
    assert_eq!((got(&cache, 1), got(&cache, 2), got(&cache, 3)), (Some(b"one".to_vec()), Some(b"two".to_vec()), None));
    cache.put([3; 32], Vec::new());
    cache.put([1; 32], b"other".to_vec());
    cache.save();
    let cache = folder.cache();
    assert_eq!((got(&cache, 1), got(&cache, 3)), (Some(b"other".to_vec()), Some(Vec::new())));
    assert_eq!(cache.before.records.len(), 3, "an answer stands once");
}

#[test]
fn two_at_once_lose_nothing() {
    let folder = Folder::new("two");
    let (one, other) = (folder.cache(), folder.cache());
    one.put([1; 32], b"one".to_vec());
    other.put([2; 32], b"two".to_vec());
    one.save();
    other.save();
    let cache = folder.cache();
    assert!(got(&cache, 1).is_some() && got(&cache, 2).is_some());
}

#[test]
fn whatever_byte_is_flipped_no_wrong_answer_comes_back() {
    let folder = Folder::filled("flipped");
    let whole = std::fs::read(folder.file()).expect("the file");
    for i in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[i] ^= 0x10;
        std::fs::write(folder.file(), &bytes).expect("the file can be written");
        let cache = folder.cache();
        assert!([None, Some(b"one".to_vec())].contains(&got(&cache, 1)), "byte {i}");
        assert!([None, Some(b"two".to_vec())].contains(&got(&cache, 2)), "byte {i}");
        assert!(got(&cache, 1).is_none() || got(&cache, 2).is_none(), "byte {i} is part of something");
    }
}

#[test]
fn a_file_cut_short_is_used_up_to_there() {
    let folder = Folder::filled("cut");
    let whole = std::fs::read(folder.file()).expect("the file");
    let first = MAGIC.len() + HEAD + 3 + MARK;
    for length in 0..whole.len() {
        std::fs::write(folder.file(), &whole[..length]).expect("the file can be written");
        let cache = folder.cache();
        assert_eq!(got(&cache, 1).is_some(), length >= first, "{length} bytes");
        assert_eq!(got(&cache, 2), None, "{length} bytes");
    }
}

#[test]
fn answers_under_another_key_are_not_ours() {
    let folder = Folder::filled("foreign");
    std::fs::remove_dir_all(folder.0.join("state")).expect("the key can be lost");
    let cache = folder.cache();
    assert_eq!((got(&cache, 1), got(&cache, 2)), (None, None));
    // and they do not stay
    cache.put([3; 32], b"three".to_vec());
    cache.save();
    assert_eq!(folder.cache().before.records.len(), 1);
}

#[test]
fn the_oldest_make_room() {
    let folder = Folder::filled("full");
    let mut cache = folder.cache();
    cache.largest = MAGIC.len() + 2 * (HEAD + 3 + MARK) + 1;
    cache.put([3; 32], b"new".to_vec());
    cache.save();
    let cache = folder.cache();
    assert_eq!((got(&cache, 1), got(&cache, 2).is_some(), got(&cache, 3).is_some()), (None, true, true));
}

#[test]
fn where_nothing_can_be_written_nothing_is_kept() {
    let folder = Folder::new("unwritable");
    // a file where a folder should be cannot be written below, not even by a superuser
    std::fs::write(folder.0.join("cache"), "in the way").expect("a file");
    let cache = folder.cache();
    cache.put([1; 32], b"one".to_vec());
    cache.save();
    assert_eq!(got(&folder.cache(), 1), None);
    std::fs::write(folder.0.join("wall"), "in the way").expect("a file");
    assert!(Cache::at(&folder.0, &folder.0.join("wall")).is_none(), "without a key there is no cache");
}

#[cfg(unix)]
#[test]
fn the_key_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::filled("owner");
    let key = folder.0.join("state/cache-key");
    let mode = || key.metadata().expect("the key").permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("it can be laid open");
    assert_eq!(got(&folder.cache(), 1), None, "a key that others can read proves nothing");
    assert_eq!(mode(), 0o600);
}
