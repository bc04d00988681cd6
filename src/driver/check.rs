//! `prepose check` and `prepose verify-report`.

use super::cli::{CheckArguments, Color, ReportArguments, ReportFormat};
use super::findings::{self, FindingCounts, summary, verdicts};
use super::gestures::{self, CheckedFiles};
use super::output::{self, Failure, Outcome};
use super::output_path;
use super::prove::{self, ProofRequest, Proved};
use super::report::{self, Kind};
use super::witness::{self, Shown};
use super::{rules, terminal};
use crate::diagnostic::Severity;
use crate::diagnostic::render::{self, RenderedFinding};

/// Reads gesture files, prints what is wrong with them, and proves the rest.
pub fn check(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let kind = arguments.report.as_deref().map(Kind::of).transpose()?;
    output_path::not_an_input(arguments.report.as_deref(), super::files::find(&arguments.paths)?.iter())?;
    let mut checked = gestures::check_paths(&arguments.paths)?;
    let base = match arguments.syntax_only {
        true => Default::default(),
        false => rules::base(&mut checked, &arguments.proving)?,
    };
    if arguments.syntax_only || checked.has_errors() {
        let printed = print_front_end(&checked, arguments);
        // what lies there from an earlier check is not taken for the answer to this one
        if let Some(path) = &arguments.report {
            output::tell(&format!("prepose: nothing was proved, so `{}` was not written", path.display()));
        }
        printed?;
        // a warning alone does not stop a build
        return Ok(if checked.has_errors() { Outcome::Findings } else { Outcome::Fine });
    }
    probe_destinations(arguments)?;
    prove::solver_is_usable()?;
    let request = ProofRequest {
        witnesses: arguments.witness.is_some() || kind == Some(Kind::Page),
        margins: arguments.report.is_some(),
        min_margin: arguments.min_margin,
        allow_undecided: arguments.allow_undecided,
    };
    let proved = prove::prove(&checked, base, &arguments.proving, request)?;
    let pictures = match &arguments.witness {
        Some(folder) => witness::write(folder, &proved),
        None => Ok(Shown::nothing(&proved)),
    };
    let reported = match (&arguments.report, kind) {
        (Some(path), Some(kind)) => report::write(path, kind, &checked, &proved),
        _ => Ok(()),
    };
    // what took so long to find is told before what could not be written
    let (pictures, drawn) = match pictures {
        Ok(pictures) => (pictures, Ok(())),
        Err(failure) => (Shown::nothing(&proved), Err(failure)),
    };
    let printed = print(&checked, &proved, &pictures, arguments);
    drawn.and(reported).and(printed)?;
    Ok(if proved.has_errors() { Outcome::Findings } else { Outcome::Fine })
}

/// Whether everything can be written that is to be written. A report may lie in the folder of the pictures.
fn probe_destinations(arguments: &CheckArguments) -> Result<(), Failure> {
    let _folder = arguments.witness.as_deref().map(output_path::probe_folder).transpose()?;
    arguments.report.as_deref().map_or(Ok(()), output_path::probe_file)
}

/// `check` with a report.
pub fn report(arguments: ReportArguments) -> Result<Outcome, Failure> {
    check(&CheckArguments {
        paths: arguments.paths,
        format: ReportFormat::Human,
        color: Color::Auto,
        syntax_only: false,
        proving: arguments.proving,
        min_margin: None,
        allow_undecided: false,
        notes: false,
        witness: None,
        report: Some(arguments.output),
    })
}

fn print_front_end(checked: &CheckedFiles, arguments: &CheckArguments) -> Result<(), Failure> {
    let (found, sources) = (&checked.diagnostics, &checked.sources);
    output::print(&match arguments.format {
        ReportFormat::Json => render::json(found, sources),
        ReportFormat::Sarif => render::sarif(found, sources),
        ReportFormat::Github => render::github(found, sources),
        ReportFormat::Human => {
            let excerpts = render::brief(found, sources, terminal::color(arguments.color));
            let counts = FindingCounts::of_diagnostics(found);
            excerpts + &summary::of_texts(checked, &counts, !arguments.syntax_only)
        }
    })
}

fn print(checked: &CheckedFiles, proved: &Proved, pictures: &Shown, arguments: &CheckArguments) -> Result<(), Failure> {
    let all = findings::all(checked, proved, pictures);
    let standing = all.iter().filter(|finding| finding.accepted.is_none());
    // notes are many, and most are meant
    let wanted = |finding: &&RenderedFinding| {
        arguments.notes || (finding.accepted.is_none() && finding.severity != Severity::Note)
    };
    let sources = &checked.sources;
    output::print(&match arguments.format {
        ReportFormat::Json => {
            let mut object = render::json_value(&all, sources);
            object["verdicts"] = verdicts::json(proved, pictures);
            format!("{object:#}\n")
        }
        ReportFormat::Sarif => render::sarif(&all, sources),
        ReportFormat::Github => render::github(standing.filter(wanted), sources),
        ReportFormat::Human => {
            let excerpts = render::brief(all.iter().filter(wanted), sources, terminal::color(arguments.color));
            excerpts + &summary::of_proofs(checked.modules.len(), proved, &FindingCounts::of(&all), !arguments.notes)
        }
    })
}
