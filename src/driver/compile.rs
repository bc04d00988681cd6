//! `prepose compile`.

use super::cli::CompileArguments;
use super::output::{self, Failure, Outcome};
use super::output_path::{self, Destination};
use super::prove::{self, ProofRequest};
use super::{config, find, gestures, rules, terminal};
use crate::compile;
use crate::diagnostic::render;

/// Writes the program of gestures of which everything required is proved or accepted. Findings go to standard error.
pub fn compile(arguments: &CompileArguments) -> Result<Outcome, Failure> {
    let found = find::find(&arguments.paths, &arguments.config, None)?;
    output_path::not_an_input(arguments.output.as_deref(), found.paths.iter())?;
    let proving = config::with_settings(&arguments.proving, found.config()?);
    let mut checked = gestures::check_files(&found)?;
    let base = rules::base(&mut checked, &proving)?;
    let color = terminal::color_on_stderr();
    if checked.has_errors() {
        output::tell(&render::brief(&checked.diagnostics, &checked.sources, color));
        output::tell("prepose: the gestures have errors, so nothing was written");
        return Ok(Outcome::Findings);
    }
    gestures::fit_together(&checked)?;
    let output = Destination::probe(arguments.output.as_deref())?;
    prove::solver_is_usable()?;
    let proved = prove::prove(&checked, base, &proving, ProofRequest::default())?;
    let findings = proved.report.findings().iter().filter(|finding| proved.stands(finding));
    let standing = || proved.report.rules().iter().chain(findings.clone().map(|finding| &finding.diagnostic));
    output::tell(&render::brief(standing(), &checked.sources, color));
    let refused = |against: usize| {
        let s = if against == 1 { "" } else { "s" };
        output::tell(&format!("prepose: {against} finding{s} against these gestures, so nothing was written"));
        Ok(Outcome::Findings)
    };
    if proved.has_errors() {
        return refused(standing().count());
    }
    let verified = match proved.report.verified() {
        Ok(verified) => verified,
        Err(against) => return refused(against),
    };
    let program =
        compile::compile(&verified).map_err(|source| Failure::Program { source, remedy: "compile fewer together" })?;
    output.deliver(&program.to_bytes())?;
    Ok(Outcome::Fine)
}
