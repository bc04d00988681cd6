//! Whether a gesture fires on a person who does nothing.
//!
//! Input: a gesture and ways to idle. Output: findings with a motion that stays within the way to idle. It knows nothing
//! of other gestures.

use crate::decide::fact::Fact;
use crate::diagnostic::{Code, Diagnostic};
use crate::synthesis::Performance;
use crate::typed::Node;
use crate::verify::model::gesture::{Model, PoseFacts};
use crate::verify::model::rest;
use crate::verify::model::rules::IdleRegion;
use crate::verify::property::trace::{Embedding, Moment, Trace, find_embedding};
use crate::verify::property::witness::{self, Stop};
use crate::verify::query::QueryContext;
use crate::verify::report::findings::{Finding, Verdict, Witness};
use crate::verify::report::message;
use crate::verify::report::message::undecided;

/// Looks at one gesture.
pub fn check(model: &Model, index: usize, context: &QueryContext) -> (Verdict, Vec<Finding>) {
    let (mut verdict, mut findings) = (Verdict::Proved, Vec::new());
    for idling in &context.rules.idle {
        let name = &idling.region.name;
        if findings.iter().any(|finding: &Finding| finding.with.as_ref() == Some(name)) {
            continue;
        }
        match fires(model, idling, context) {
            Ok(None) => {}
            Ok(Some(performance)) => {
                verdict = Verdict::Refuted;
                findings.push(found(model, index, idling, performance));
            }
            Err(reason) => {
                verdict = verdict.and(Verdict::Undecided(reason.clone()));
                let what = format!("whether it fires on a person who idles ({})", message::spoken(name));
                let mut finding = undecided(model, index, model.pose(0), &what, &reason);
                finding.diagnostic.help = Some("ask for something that an idle person clearly does not do".to_string());
                findings.push(finding);
            }
        }
    }
    (verdict, findings)
}

fn fires(model: &Model, idling: &IdleRegion, context: &QueryContext) -> Result<Option<Performance>, String> {
    let region = Node {
        pose: idling.region.name.clone(),
        span: idling.region.span,
        statements: idling.region.statements.clone(),
        after: Vec::new(),
        entry: true,
        accept: true,
        earliest: 0.0,
        latest: f64::INFINITY,
        hold: 0.0,
        step: 1,
        of: 1,
    };
    let (moving, follows) = rest::moving(idling.spoken);
    let nodes = [region];
    let trace = Trace { nodes: &nodes, rests: false, one_body: false };
    let began: Vec<Fact> = idling.facts.iter().map(Fact::earlier).collect();
    let mut meet = |_: usize, pose: &PoseFacts| context.meet(&idling.facts, &began, &follows, moving, pose);
    let chain = match find_embedding(&trace, model, context, &mut meet) {
        Embedding::Never | Embedding::AtRest => return Ok(None),
        Embedding::Unknown(reason) => return Err(reason),
        Embedding::Found(chain) => chain,
    };
    let stops: Vec<Stop> = chain
        .iter()
        .filter(|(_, moment, _)| matches!(moment, Moment::Step(_)))
        .map(|(n, _, bodies)| Stop {
            steps: vec![(&model.gesture.nodes[*n], false), (&nodes[0], true)],
            posture: (!model.pose(*n).is_relative()).then(|| rest::posture(bodies)),
        })
        .collect();
    let performance = witness::perform_stops(&stops, &[model.gesture]);
    performance.map(Some).ok_or_else(|| "bodies were found for its steps, but no motion that fires it".to_string())
}

fn found(model: &Model, index: usize, idling: &IdleRegion, performance: Performance) -> Finding {
    let name = &idling.region.name;
    let once = message::once_unlocked(model.gesture);
    let message =
        format!("`{}` fires on a person who does nothing{once}: {}", model.gesture.name, message::spoken(name));
    let diagnostic = Diagnostic::new(Code::FiresWhenIdle, model.gesture.span, message).help(format!(
        "ask for something that an idle person does not do, or for a hold, or say with `ACCEPT E0610 with {name} because \"...\".` why \
         it is meant"
    ));
    let witness = Witness {
        title: format!("a person who does nothing ({}) and fires `{}`", message::spoken(name), model.gesture.name),
        frames: performance.frames,
        keyframes: performance.keyframes,
        joints: Vec::new(),
    };
    Finding::new(index, diagnostic).naming(name).shown_by(Some(witness))
}
