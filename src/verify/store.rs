//! Where answers are kept from run to run.
//!
//! It knows nothing of what they say.

/// The name of a query.
pub type Key = [u8; 32];

/// Where answers are kept.
pub trait Store: Sync {
    /// What was kept under a key.
    fn get(&self, key: &Key) -> Option<Vec<u8>>;
    /// Keeps something.
    fn put(&self, key: Key, value: Vec<u8>);
}
