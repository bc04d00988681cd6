//! The text of a `prepose.toml`, read.
//!
//! Input: a text. Output: [`Settings`], or every mistake in it with its place. It knows nothing of files. Paths and
//! patterns stay as they are written.

use std::ops::Range;

use clap::ValueEnum;
use ignore::gitignore::GitignoreBuilder;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::nearest;
use crate::driver::cli::ReportFormat;

/// Bytes of a settings file above which it is not read.
pub const LARGEST: usize = 64 << 10;
/// How many texts a list may have.
const LONGEST_LIST: usize = 1_000;
/// What may be set.
const KEYS: [&str; 6] = ["anatomy", "exclude", "format", "recordings", "safety", "together"];

/// What a settings file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Files whose rule blocks are added.
    pub safety: Vec<String>,
    /// The file whose ANATOMY blocks stand in for the standard ones.
    pub anatomy: Option<String>,
    /// Whether the gestures of all files are compared.
    pub together: Option<bool>,
    /// The form of what `check` prints.
    pub format: Option<ReportFormat>,
    /// The folder of labelled recordings.
    pub recordings: Option<String>,
    /// What is left out of folders, in the patterns of `.gitignore`.
    pub exclude: Vec<String>,
}

/// Something that cannot be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake {
    /// The bytes of the text that it is about, on character boundaries.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// Reads a settings file.
///
/// # Errors
/// All that is wrong with it, in the order of the text.
pub fn parse(text: &str) -> Result<Settings, Vec<Mistake>> {
    if text.len() > LARGEST {
        let help = "settings are a few lines; is this the right file?";
        return Err(vec![mistake(0..0, format!("this file is larger than {} KiB", LARGEST >> 10), help)]);
    }
    let table = DeTable::parse(text).map_err(|error| {
        let place = error.span().unwrap_or_default();
        vec![mistake(
            on_boundaries(text, place),
            first_line(error.message()),
            "the file is TOML, such as `together = true`",
        )]
    })?;
    let mut reader = Reader { settings: Settings::default(), mistakes: Vec::new() };
    for (key, value) in table.get_ref() {
        reader.entry(key, value);
    }
    reader.mistakes.sort_by_key(|mistake| mistake.place.start);
    if reader.mistakes.is_empty() { Ok(reader.settings) } else { Err(reader.mistakes) }
}

struct Reader {
    settings: Settings,
    mistakes: Vec<Mistake>,
}

impl Reader {
    fn entry(&mut self, key: &Spanned<std::borrow::Cow<str>>, value: &Spanned<DeValue>) {
        match key.get_ref().as_ref() {
            "safety" => self.settings.safety = self.paths(value),
            "anatomy" => self.settings.anatomy = self.path(value),
            "recordings" => self.settings.recordings = self.path(value),
            "exclude" => self.settings.exclude = self.patterns(value),
            "together" => {
                self.settings.together = value.get_ref().as_bool();
                if self.settings.together.is_none() {
                    self.wrong_kind(value, "`true` or `false`");
                }
            }
            "format" => self.format(value),
            "policy" => {
                let help =
                    "leave it out; this version has no policies, and one that were passed over would protect nobody";
                self.mistakes.push(mistake(key.span(), "`policy` is not known yet".to_string(), help));
            }
            other => {
                let help = match nearest(other, KEYS) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("there are {}", list(&KEYS)),
                };
                self.mistakes.push(mistake(key.span(), format!("`{other}` is not a setting"), help));
            }
        }
    }

    fn format(&mut self, value: &Spanned<DeValue>) {
        let names = ReportFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = names.map(|name| name.get_name().to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let Some(text) = value.get_ref().as_str() else { return self.wrong_kind(value, &one_of(&names)) };
        match ReportFormat::from_str(text, false) {
            Ok(format) => self.settings.format = Some(format),
            Err(_) => {
                let help = match nearest(text, names.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("it is {}", one_of(&names)),
                };
                self.mistakes.push(mistake(value.span(), format!("`{text}` is not a form of report"), help));
            }
        }
    }

    /// A path; an empty one would mean the folder itself, which nobody writes so.
    fn path(&mut self, value: &Spanned<DeValue>) -> Option<String> {
        match value.get_ref().as_str() {
            Some("") => {
                self.mistakes.push(mistake(value.span(), "this path is empty".to_string(), "name a file or a folder"));
                None
            }
            Some(text) if text.contains('\0') => {
                self.mistakes.push(mistake(value.span(), "no path holds a zero".to_string(), "leave it out"));
                None
            }
            Some(text) => Some(text.to_string()),
            None => {
                self.wrong_kind(value, "a path in quotes");
                None
            }
        }
    }

    fn paths(&mut self, value: &Spanned<DeValue>) -> Vec<String> {
        match value.get_ref() {
            DeValue::Array(_) => self.list(value, "paths").iter().filter_map(|one| self.path(one)).collect(),
            _ => self.path(value).into_iter().collect(),
        }
    }

    fn patterns(&mut self, value: &Spanned<DeValue>) -> Vec<String> {
        let mut patterns = Vec::new();
        for one in self.list(value, "patterns") {
            let Some(pattern) = one.get_ref().as_str() else {
                self.wrong_kind(one, "a pattern in quotes, such as \"drafts/\"");
                continue;
            };
            match GitignoreBuilder::new("").add_line(None, pattern) {
                Ok(_) => patterns.push(pattern.to_string()),
                Err(error) => {
                    let message = format!("this pattern cannot be read: {error}");
                    self.mistakes.push(mistake(one.span(), message, "patterns are those of `.gitignore`"));
                }
            }
        }
        patterns
    }

    fn list<'v, 'i>(&mut self, value: &'v Spanned<DeValue<'i>>, what: &str) -> &'v [Spanned<DeValue<'i>>] {
        match value.get_ref() {
            DeValue::Array(list) if list.len() <= LONGEST_LIST => list,
            DeValue::Array(_) => {
                let message = format!("these are more than {LONGEST_LIST} {what}");
                self.mistakes.push(mistake(value.span(), message, "keep them in a folder of their own"));
                &[]
            }
            _ => {
                self.wrong_kind(value, &format!("a list of {what}, such as [\"a\", \"b\"]"));
                &[]
            }
        }
    }

    fn wrong_kind(&mut self, value: &Spanned<DeValue>, wanted: &str) {
        let kind = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.mistakes.push(mistake(value.span(), format!("this is {kind}"), format!("write {wanted}")));
    }
}

fn mistake(place: Range<usize>, message: String, help: impl Into<String>) -> Mistake {
    Mistake { place, message, help: help.into() }
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or("this is not TOML").to_string()
}

/// The nearest stretch that an excerpt can mark.
fn on_boundaries(text: &str, place: Range<usize>) -> Range<usize> {
    let before = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = before(place.start);
    start..before(place.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<(String, String, String)> {
        let found = parse(text).expect_err("mistakes");
        found.into_iter().map(|m| (text[m.place].to_string(), m.message, m.help)).collect()
    }

    #[test]
    fn all_that_may_be_set_is_read() {
        let text = "safety = [\"a.prepose\", \"b.prepose\"]\nanatomy = \"child.prepose\"\ntogether = true\n\
                    format = \"sarif\"\nrecordings = \"films\"\nexclude = [\"drafts/\", \"*.old.prepose\"]\n";
        let settings = parse(text).expect("settings");
        let expected = Settings {
            safety: vec!["a.prepose".to_string(), "b.prepose".to_string()],
            anatomy: Some("child.prepose".to_string()),
            together: Some(true),
            format: Some(ReportFormat::Sarif),
            recordings: Some("films".to_string()),
            exclude: vec!["drafts/".to_string(), "*.old.prepose".to_string()],
        };
        assert_eq!(settings, expected);
        assert_eq!(parse("").expect("nothing set"), Settings::default());
        assert_eq!(parse("safety = 'one'").expect("one path").safety, ["one"]);
    }

    #[test]
    fn every_mistake_is_told_at_its_place() {
        let text = "saftey = []\ntogether = \"yes\"\nformat = \"jsn\"\nanatomy = 3\nrecordings = ''\nexclude = ['a{']\n\
                    [x]\npolicy = 1\n";
        let found = mistakes(text);
        let places: Vec<&str> = found.iter().map(|(place, _, _)| place.as_str()).collect();
        assert_eq!(places, ["saftey", "\"yes\"", "\"jsn\"", "3", "''", "'a{'", "x"]);
        assert_eq!(found[0].2, "did you mean `safety`?");
        assert_eq!(found[1].1, "this is a text");
        assert_eq!(found[2].2, "did you mean `json`?");
    }

    #[test]
    fn a_policy_is_refused_aloud() {
        let found = mistakes("policy = \"host.policy\"\n");
        assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("policy", "`policy` is not known yet"));
    }

    #[test]
    fn what_is_no_toml_or_too_much_is_a_mistake() {
        assert_eq!(mistakes("together = tru\n").len(), 1);
        assert_eq!(mistakes("together = true\ntogether = true\n").len(), 1);
        assert_eq!(mistakes(&"#".repeat(LARGEST + 1)).len(), 1);
        assert_eq!(mistakes(&format!("safety = [{}]", "'a',".repeat(LONGEST_LIST + 1))).len(), 1);
        assert_eq!(mistakes(&"[".repeat(10_000)).len(), 1);
    }
}
