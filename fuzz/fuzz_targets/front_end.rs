#![no_main]
//! The parser, the types, the compiler and the layout, on any text.

use libfuzzer_sys::fuzz_target;
use prepose::syntax;
use prepose::translate::translate;
use prepose::typed::{CheckLimits, Gesture};

mod text;

fuzz_target!(|bytes: &[u8]| {
    let limits = CheckLimits { steps: 200, statements: 100, imports: 8, module_statements: 5_000 };
    let (mut sources, source, checked) = text::check(String::from_utf8_lossy(bytes), &limits);
    text::show(&checked.diagnostics, &sources);
    runs(&checked.module.gestures);
    runs(&checked.module.rules.protected);
    if let Ok(formatted) = syntax::format::format(&sources, source, &syntax::ParseLimits::default()) {
        let again = sources.add("again.prepose", formatted.clone());
        let twice = syntax::format::format(&sources, again, &syntax::ParseLimits::default());
        assert_eq!(twice.as_ref(), Ok(&formatted));
    }
});

/// What is compiled is read back as it was.
fn runs(gestures: &[Gesture]) {
    if let Ok(program) = translate(gestures) {
        let again = prepose_matcher::Program::from_bytes(&program.to_bytes());
        assert_eq!(again.as_ref(), Ok(&program));
    }
}
