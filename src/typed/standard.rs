//! The rules of the standard library, which hold wherever a file brings none of its own.

use std::sync::OnceLock;

use super::check::check;
use super::import::{NoFiles, StandardLibrary};
use super::limits::CheckLimits;
use super::module::Rules;
use crate::source::{Origin, Sources};

/// Anatomy, safety, protected gestures and idle poses of the standard library. They are read once; their places lie in
/// no [`Sources`] of the caller, so findings about them name them and do not point at them.
pub fn standard_rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| standard_rules_in(&mut Sources::default()))
}

/// The same, their texts put with others, so that no place of theirs is taken for one of another text.
pub fn standard_rules_in(sources: &mut Sources) -> Rules {
    let mut all = Rules::default();
    for name in StandardLibrary::rule_files() {
        let text = StandardLibrary::text(name).unwrap_or_default();
        let source = sources.add_from(Origin::Library, format!("stdlib/{name}.prepose"), text);
        // they import no files, and a test holds that nothing is found in them
        let rules = check(sources, source, &NoFiles, &Default::default(), &CheckLimits::default()).module.rules;
        all.extend(rules);
    }
    all
}
