//! Rule blocks and acceptances, as later phases get them.

use prepose::diagnostic::Code;
use prepose::source::Sources;
use prepose::typed::{self, Constraint, TypedModule};

#[path = "support/sound.rs"]
mod sound;

/// What a text means in which nothing is found.
fn module(text: &str) -> TypedModule {
    let (_, checked) = sound::check(&mut Sources::default(), "rules.prepose", text);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    checked.module
}

#[test]
fn protected_gestures_are_gestures_of_their_own() {
    let module = module(
        "IMPORT arm-poses.\n\
         PROTECTED signs:\n\
         TOLERANCE 20 degrees.\n\
         GESTURE stop: POSE out: point your either arm front. EXECUTION: out and hold for 2 seconds.\n\
         GESTURE help: WINDOW 3 seconds. AFTER stop within 4 seconds. EXECUTION: arms-out, arms-up.\n\
         APP mine: GESTURE stop: POSE up: point your left arm up. EXECUTION: up.\n\
         PROTECTED more: GESTURE stop: POSE low: point your arms down. EXECUTION: low.\n",
    );
    let named = |gestures: &[typed::Gesture]| -> Vec<(String, String)> {
        gestures.iter().map(|gesture| (gesture.app.clone(), gesture.name.clone())).collect()
    };
    let pair = |app: &str, name: &str| (app.to_string(), name.to_string());
    assert_eq!(module.app, "mine");
    assert_eq!(named(&module.gestures), [pair("mine", "stop")]);
    let protected = &module.rules.protected;
    assert_eq!(named(protected), [pair("signs", "stop"), pair("signs", "help"), pair("more", "stop")]);
    assert_eq!(protected[0].nodes.len(), 2, "one for each side");
    assert_eq!(protected[0].nodes[0].hold, 2.0);
    assert_eq!((protected[1].nodes[1].latest, protected[1].after.clone()), (3.0, Some(("stop".to_string(), 4.0))));
    let Constraint::DirectionAngle { angle, .. } = protected[0].nodes[0].statements[0].constraints[0] else {
        panic!("a cone")
    };
    assert!((angle - 20f64.to_radians()).abs() < 1e-12);
}

#[test]
fn a_file_of_rules_has_no_app_and_no_gestures() {
    let module = module(
        "ANATOMY adult:\n\
         # As far as it goes.\n\
         ALWAYS elbow: bend your elbows at most 150 degrees.\n\
         IDLE day: POSE up: point your spine up. POSE down: MIRROR up.\n",
    );
    assert!(module.app.is_empty() && module.gestures.is_empty() && module.poses.is_empty());
    let [rule] = &module.rules.anatomy[..] else { panic!("one rule") };
    assert_eq!((rule.block.as_str(), rule.name.as_str(), rule.doc.as_str()), ("adult", "elbow", "As far as it goes."));
    assert!(!rule.never && rule.statements[0].constraints.len() == 2);
    assert_eq!(module.rules.idle.len(), 2);
}

#[test]
fn a_gesture_keeps_what_its_author_accepts() {
    let module = module(
        "APP mine:\n\
         GESTURE raise: ACCEPT n0609 with lift because \"both  count\". POSE up: point your left arm up. EXECUTION: up.\n\
         GESTURE lift: MIRROR raise. ACCEPT E0615 because \"hard\". ACCEPT N0609 because \"any\".\n",
    );
    let accepted: Vec<Vec<(Code, Option<&str>, &str)>> = module
        .gestures
        .iter()
        .map(|gesture| gesture.accepted.iter().map(|a| (a.code, a.with.as_deref(), a.reason.as_str())).collect())
        .collect();
    assert_eq!(accepted[0], [(Code::MayFire, Some("lift"), "both count")]);
    assert_eq!(accepted[1], [(Code::Undecided, None, "hard"), (Code::MayFire, None, "any")]);
}

#[test]
fn a_bend_to_a_side_is_mirrored_with_its_limb() {
    let module = module(
        "IDLE sides:\n\
         POSE a: bend your left knee at most 20 degrees front and outward, bend your left elbow at least 5 degrees left.\n\
         POSE b: MIRROR a.\n\
         POSE c: bend your right knee at most 20 degrees front and outward, bend your right elbow at least 5 degrees right.\n",
    );
    let [_, b, c] = &module.rules.idle[..] else { panic!("three regions") };
    for (b, c) in b.statements.iter().zip(&c.statements) {
        let (
            Constraint::Hinge { a, b, axis, at_least, sine },
            Constraint::Hinge { a: of, b: by, axis: about, at_least: least, sine: bound },
        ) = (&b.constraints[0], &c.constraints[0])
        else {
            panic!("hinges")
        };
        assert_eq!((a, b, at_least, sine), (of, by, least, bound));
        assert!((axis - about).norm() < 1e-12, "{axis} {about}");
    }
}
