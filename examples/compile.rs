//! The library in a few lines: reads a gesture file, compiles it, writes the program's bytes, and reads them back as the
//! matcher does.
//!
//! usage: cargo run --example compile -- GESTURES OUTPUT

use std::path::Path;

use prepose::diagnostic::render;
use prepose::source::Sources;
use prepose::syntax;
use prepose::translate::translate;
use prepose::typed::{self, Loader};
use prepose_matcher::Program;

struct Disk;

impl Loader for Disk {
    fn load(&self, path: &Path) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(input), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("usage: compile GESTURES OUTPUT".into());
    };
    let mut sources = Sources::default();
    let source = sources.add(&input, std::fs::read_to_string(&input)?);
    let checked =
        typed::check(&mut sources, source, &Disk, &syntax::ParseLimits::default(), &typed::CheckLimits::default());
    eprint!("{}", render::human(&checked.diagnostics, &sources, false));
    let program = translate(&checked.module.gestures)?;
    let bytes = program.to_bytes();
    std::fs::write(&output, &bytes)?;
    assert_eq!(Program::from_bytes(&bytes)?, program);
    println!("{} gestures, {} bytes", program.parts().gestures.len(), bytes.len());
    Ok(())
}
