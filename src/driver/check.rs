//! `prepose check` and `prepose verify-report`.

use super::cli::{CheckArguments, ProvingArguments, ReportArguments, ReportFormat};
use super::config;
use super::find::{self, Found};
use super::findings::{self, FindingCounts, summary, verdicts};
use super::gestures::CheckedFiles;
use super::output::{self, Failure, Outcome};
use super::output_path::{self, Destination};
use super::prove::{self, ProofRequest, Proved};
use super::report::{self, Kind};
use super::watch::{self, Seen};
use super::witness::{self, WitnessFiles};
use super::{rules, terminal};
use crate::diagnostic::Severity;
use crate::diagnostic::render::{self, RenderedFinding};

/// Reads gesture files, prints what is wrong with them, and proves the rest; again and again where that is asked for.
pub fn check(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let find = || find::find(&arguments.paths, &arguments.config, arguments.stdin_filename.as_deref());
    if arguments.watch {
        if arguments.paths.iter().any(|path| path.as_os_str() == "-") {
            let message = "standard input, `-`, is read once and cannot be watched; name a file";
            return Err(Failure::Misuse(message.to_string()));
        }
        return watch::watch(find, |found, seen| Check::new(arguments, found)?.run(found, seen));
    }
    let found = find()?;
    let outcome = Check::new(arguments, &found)?.run(&found, &mut Seen::default())?;
    Ok(if arguments.exit_zero { Outcome::Fine } else { outcome })
}

/// `check` with a report.
pub fn report(arguments: ReportArguments) -> Result<Outcome, Failure> {
    check(&CheckArguments {
        paths: arguments.paths,
        format: Some(ReportFormat::Human),
        output_file: None,
        stdin_filename: None,
        watch: false,
        quiet: false,
        exit_zero: false,
        syntax_only: false,
        proving: arguments.proving,
        min_margin: None,
        allow_undecided: false,
        notes: false,
        witness: None,
        report: Some(arguments.output),
        config: arguments.config,
    })
}

/// One check, with what the settings add to the arguments.
struct Check<'a> {
    arguments: &'a CheckArguments,
    proving: ProvingArguments,
    format: ReportFormat,
    kind: Option<Kind>,
    destination: Destination,
}

impl<'a> Check<'a> {
    /// Prepares one; what it is to write can be written, as far as that can be known before.
    fn new(arguments: &'a CheckArguments, found: &Found) -> Result<Check<'a>, Failure> {
        let kind = arguments.report.as_deref().map(Kind::of).transpose()?;
        let config = found.config()?;
        for output in [&arguments.report, &arguments.output_file] {
            output_path::not_an_input(output.as_deref(), found.paths.iter())?;
        }
        if arguments.report.is_some() && arguments.report == arguments.output_file {
            let message = "`--report` and `--output-file` name one file; give each its own";
            return Err(Failure::Misuse(message.to_string()));
        }
        Ok(Check {
            arguments,
            proving: config::with_settings(&arguments.proving, config),
            format: arguments.format.or(config.and_then(|config| config.format)).unwrap_or_default(),
            kind,
            destination: Destination::probe(arguments.output_file.as_deref())?,
        })
    }

    fn run(&self, found: &Found, seen: &mut Seen) -> Result<Outcome, Failure> {
        let arguments = self.arguments;
        let mut checked = CheckedFiles::new(found);
        let base = checked.read_all(found).and_then(|()| match arguments.syntax_only {
            true => Ok(Default::default()),
            false => rules::base(&mut checked, &self.proving),
        });
        seen.files = checked.disk.read_files();
        let base = base?;
        if arguments.syntax_only || checked.has_errors() {
            let printed = self.print_front_end(&checked);
            // what lies there from an earlier check is not taken for the answer to this one
            if let Some(path) = &arguments.report {
                output::tell(&format!("prepose: nothing was proved, so `{}` was not written", path.display()));
            }
            printed?;
            // a warning alone does not stop a build
            return Ok(if checked.has_errors() { Outcome::Findings } else { Outcome::Fine });
        }
        self.probe_destinations()?;
        prove::solver_is_usable()?;
        let request = ProofRequest {
            witnesses: arguments.witness.is_some() || self.kind == Some(Kind::Page),
            margins: arguments.report.is_some(),
            min_margin: arguments.min_margin,
            allow_undecided: arguments.allow_undecided,
            quiet: arguments.quiet,
        };
        let proved = prove::prove(&checked, base, &self.proving, request)?;
        let pictures = match &arguments.witness {
            Some(folder) => witness::write(folder, &proved),
            None => Ok(WitnessFiles::nothing(&proved)),
        };
        let reported = match (&arguments.report, self.kind) {
            (Some(path), Some(kind)) => report::write(path, kind, &checked, &proved),
            _ => Ok(()),
        };
        // what took so long to find is told before what could not be written
        let (pictures, drawn) = match pictures {
            Ok(pictures) => (pictures, Ok(())),
            Err(failure) => (WitnessFiles::nothing(&proved), Err(failure)),
        };
        let printed = self.print(&checked, &proved, &pictures);
        drawn.and(reported).and(printed)?;
        Ok(if proved.has_errors() { Outcome::Findings } else { Outcome::Fine })
    }

    /// Whether everything can be written that is to be written. A report may lie in the folder of the pictures.
    fn probe_destinations(&self) -> Result<(), Failure> {
        let _folder = self.arguments.witness.as_deref().map(output_path::probe_folder).transpose()?;
        self.arguments.report.as_deref().map_or(Ok(()), output_path::probe_file)
    }

    fn print_front_end(&self, checked: &CheckedFiles) -> Result<(), Failure> {
        let (found, sources) = (&checked.diagnostics, &checked.sources);
        self.deliver(match self.format {
            ReportFormat::Json => render::json(found, sources),
            ReportFormat::Sarif => render::sarif(found, sources),
            ReportFormat::Github => render::github(found, sources),
            ReportFormat::Human => {
                let excerpts = render::brief(found, sources, self.color());
                let counts = FindingCounts::of_diagnostics(found);
                excerpts + &self.unless_quiet(summary::of_texts(checked, &counts, !self.arguments.syntax_only))
            }
        })
    }

    fn print(&self, checked: &CheckedFiles, proved: &Proved, pictures: &WitnessFiles) -> Result<(), Failure> {
        let all = findings::all(checked, proved, pictures);
        let standing = all.iter().filter(|finding| finding.accepted.is_none());
        let notes = self.arguments.notes;
        // notes are many, and most are meant
        let wanted =
            |finding: &&RenderedFinding| notes || (finding.accepted.is_none() && finding.severity != Severity::Note);
        let sources = &checked.sources;
        self.deliver(match self.format {
            ReportFormat::Json => {
                let mut object = render::json_value(&all, sources);
                object["verdicts"] = verdicts::json(proved, pictures);
                format!("{object:#}\n")
            }
            ReportFormat::Sarif => render::sarif(&all, sources),
            ReportFormat::Github => render::github(standing.filter(wanted), sources),
            ReportFormat::Human => {
                let excerpts = render::brief(all.iter().filter(wanted), sources, self.color());
                let counts = FindingCounts::of(&all);
                excerpts + &self.unless_quiet(summary::of_proofs(checked.modules.len(), proved, &counts, !notes))
            }
        })
    }

    fn deliver(&self, text: String) -> Result<(), Failure> {
        self.destination.deliver(text.as_bytes())
    }

    fn color(&self) -> bool {
        if self.destination.is_file() { terminal::color_in_files() } else { terminal::color() }
    }

    fn unless_quiet(&self, summary: String) -> String {
        if self.arguments.quiet { String::new() } else { summary }
    }
}
