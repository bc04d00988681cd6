//! A word by which a page tells its own scripts and styles from what may have got into its texts.
//!
//! Input: all that a page holds of others. Output: a word that none of it can name, since to name it would change it; so
//! the page's policy lets run what carries the word and nothing else. The same texts give the same word, and so the same
//! page. It knows nothing of what the text says.

/// The word for a page that holds these texts.
pub(super) fn of(texts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        // where one ends and the next begins
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_string()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn each_text_has_its_word() {
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["ab", ""]));
        assert_eq!(of(&[]).len(), 32);
    }
}
