#![no_main]
//! The text of a `prepose.toml`: any text gives settings, or mistakes whose places lie in it.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(mistakes) = prepose::driver::parse_settings(text) {
        assert!(!mistakes.is_empty());
        for mistake in mistakes {
            assert!(text.get(mistake.place).is_some());
        }
    }
});
