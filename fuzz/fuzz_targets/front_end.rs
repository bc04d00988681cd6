#![no_main]
//! The parser, the types, the compiler and the layout, on any text.

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use prepose::translate::translate;
use prepose::diagnostic::render;
use prepose::source::Sources;
use prepose::typed::{self, Loader};
use prepose::syntax;

struct Nothing;

impl Loader for Nothing {
    fn load(&self, _: &Path) -> Result<String, String> {
        Err("there are no files here".to_string())
    }
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut sources = Sources::default();
    let source = sources.add("fuzz.prepose", text);
    let limits = typed::Limits { steps: 200, statements: 100, imports: 8, module_statements: 5_000 };
    let checked = typed::check(&mut sources, source, &Nothing, &syntax::Limits::default(), &limits);
    let report = render::human(&checked.diagnostics, &sources, false);
    assert_eq!(report.is_empty(), checked.diagnostics.is_empty());
    if let Ok(program) = translate(&checked.module.gestures) {
        let again = prepose_matcher::Program::from_bytes(&program.to_bytes());
        assert_eq!(again.as_ref(), Ok(&program));
    }
    if let Ok(formatted) = syntax::format::format(&sources, source, &syntax::Limits::default()) {
        let again = sources.add("again.prepose", formatted.clone());
        let twice = syntax::format::format(&sources, again, &syntax::Limits::default());
        assert_eq!(twice.as_ref(), Ok(&formatted));
    }
});
