//! The rules of the standard library, which hold wherever a file brings none of its own.

use std::path::Path;
use std::sync::OnceLock;

use super::{Limits, Loader, Rules, StandardLibrary, check};
use crate::source::Sources;

/// Anatomy, safety, protected gestures and idle poses of the standard library. They are read once; their places lie in
/// no [`Sources`] of the caller, so findings about them name them and do not point at them.
pub fn standard_rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(read)
}

fn read() -> Rules {
    let mut sources = Sources::default();
    let mut all = Rules::default();
    for name in StandardLibrary::rule_files() {
        let text = StandardLibrary::text(name).unwrap_or_default();
        let source = sources.add(format!("stdlib/{name}.prepose"), text);
        // a test holds that nothing is found in them
        let rules = check(&mut sources, source, &Nowhere, &Default::default(), &Limits::default()).module.rules;
        all.anatomy.extend(rules.anatomy);
        all.safety.extend(rules.safety);
        all.protected.extend(rules.protected);
        all.idle.extend(rules.idle);
    }
    all
}

/// They import nothing but modules of the standard library.
struct Nowhere;

impl Loader for Nowhere {
    fn load(&self, _: &Path) -> Result<String, String> {
        Err("rules of the standard library import no files".to_string())
    }
}
