//! `prepose new`.

use super::cli::NewArguments;
use super::output::{self, Failure, Outcome};
use super::output_path;
use crate::source::Sources;
use crate::syntax::ast::AppItem;
use crate::syntax::{ParseLimits, parse};

/// Writes a first gesture under a name that does not exist yet.
pub fn new(arguments: &NewArguments) -> Result<Outcome, Failure> {
    let name = arguments.name.strip_suffix(".prepose").unwrap_or(&arguments.name);
    let text = template(name);
    let mut sources = Sources::default();
    let source = sources.add(name, &text);
    let parsed = parse(&sources, source, &ParseLimits::default());
    let named = |item: &AppItem| matches!(item, AppItem::Gesture(gesture) if gesture.name.text == name);
    let alone = matches!(&parsed.file.apps[..], [app] if matches!(&app.items[..], [item] if named(item)));
    if !parsed.diagnostics.is_empty() || !alone {
        let message = format!(
            "`{name}` cannot be the name of a gesture; names are made of letters, digits, `_`, `-` and `$`, with at least \
             one letter, as in `raise-hand`, and `slowly`, `rapidly` and `repeat` are no names"
        );
        return Err(Failure::Misuse(message));
    }
    let path = arguments.folder.join(format!("{name}.prepose"));
    if path.exists() {
        return Err(Failure::Misuse(format!("`{}` is there already; choose another name", path.display())));
    }
    output_path::write_file(&path, text.as_bytes())?;
    output::print(&format!(
        "wrote {0}\nnext: prepose check {0}\n      prepose view {0} -o {name}.html\n",
        path.display()
    ))?;
    Ok(Outcome::Fine)
}

fn template(name: &str) -> String {
    format!(
        "\
APP my-gestures:
  # Lift either arm out to the side, keep it there for a moment, and let it hang again.
  GESTURE {name}:
    POSE arm-out:
      point your either arm outward within 25 degrees,
      point your other arm down within 30 degrees.
    POSE arms-hang:
      point your arms down within 40 degrees.
    EXECUTION:
      arms-hang,
      arm-out and hold for 0.5 seconds,
      arms-hang.
"
    )
}
