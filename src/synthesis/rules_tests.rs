//! Rules and postures: a person at ease keeps the standard ones, and a bend to a side means that side.

use nalgebra::Vector3;
use prepose_matcher::Joint::{self, *};

use crate::decide::state::pair;
use crate::facts;
use crate::posture::{Posture, angle};
use crate::source::Sources;
use crate::typed::{self, NoFiles, Rule, Rules, StandardLibrary, TypedStatement, standard_rules};

/// The rules of a text that is free of findings.
fn rules(name: &str, text: &str) -> Rules {
    let mut sources = Sources::default();
    let root = sources.add(name, text);
    let checked = typed::check(&mut sources, root, &NoFiles, &Default::default(), &Default::default());
    let found: Vec<_> = checked.diagnostics.iter().map(|found| &found.message).collect();
    assert!(found.is_empty(), "{name}: {found:?}");
    checked.module.rules
}

/// The constraints of `bend your ...`.
fn bends(words: &str) -> Vec<TypedStatement> {
    rules("bend", &format!("SAFETY s: ALWAYS bend: bend your {words}.")).safety.remove(0).statements
}

fn keeps(rule: &Rule, posture: &Posture) -> bool {
    holds(&rule.statements, posture) != rule.never
}

fn holds(statements: &[TypedStatement], posture: &Posture) -> bool {
    let state = pair(posture, posture);
    facts::of_statements(statements).iter().all(|fact| fact.holds(&state, 0.0))
}

#[test]
fn the_standard_rules_are_free_of_findings_and_complete() {
    let (mut anatomy, mut safety, mut protected, mut idle) = (0, 0, 0, 0);
    for name in StandardLibrary::rule_files() {
        let rules = rules(name, StandardLibrary::text(name).expect("it is embedded"));
        anatomy += rules.anatomy.len();
        safety += rules.safety.len();
        protected += rules.protected.len();
        idle += rules.idle.len();
        let docs = rules.anatomy.iter().chain(&rules.safety).map(|rule| (&rule.name, &rule.doc));
        let docs = docs.chain(rules.protected.iter().map(|gesture| (&gesture.name, &gesture.doc)));
        for (name, doc) in docs.chain(rules.idle.iter().map(|region| (&region.name, &region.doc))) {
            assert!(doc.len() > 15, "`{name}` is described");
        }
    }
    let all = standard_rules();
    assert_eq!((anatomy, safety), (all.anatomy.len(), all.safety.len()));
    assert_eq!((protected, idle), (all.protected.len(), all.idle.len()));
    assert!(anatomy > 20 && safety >= 9 && protected == 3 && idle == 3);
    assert!(all.protected.iter().all(|gesture| gesture.app == "everyday" && !gesture.nodes.is_empty()));
}

#[test]
fn a_person_at_ease_keeps_the_standard_rules_and_is_idle() {
    let (all, rest) = (standard_rules(), Posture::rest());
    for rule in all.anatomy.iter().chain(&all.safety) {
        assert!(keeps(rule, &rest), "`{}` of `{}`", rule.name, rule.block);
    }
    let standing = all.idle.iter().find(|region| region.name == "standing").expect("people stand");
    assert!(holds(&standing.statements, &rest));
}

#[test]
fn the_standard_rules_forbid_what_hurts() {
    let all = standard_rules();
    let broken = |change: &[(Joint, [f64; 3])]| -> Vec<&str> {
        let mut posture = Posture::rest();
        change.iter().for_each(|&(joint, direction)| posture.set(joint, direction.into()));
        let rules = all.anatomy.iter().chain(&all.safety).filter(|rule| !keeps(rule, &posture));
        rules.map(|rule| rule.name.as_str()).collect()
    };
    assert_eq!(broken(&[(AnkleLeft, [0.0, -1.0, 0.17]), (FootLeft, [0.0, 0.0, 1.0])]), ["knees-not-backwards"]);
    assert_eq!(
        broken(&[(AnkleRight, [0.0, -1.0, 0.3]), (FootRight, [0.0, 0.0, 1.0])]),
        ["knee-flexion", "knees-not-backwards"]
    );
    assert_eq!(broken(&[(ElbowRight, [0.2, 0.0, -1.0])]), ["shoulder-extension"]);
    assert!(broken(&[(Head, [0.0, 0.5, 1.0])]).contains(&"head-upright"));
    assert_eq!(broken(&[(ElbowRight, [0.4, 0.4, -0.9])]), ["elbow-behind-and-above"]);
    assert_eq!(
        broken(&[(WristLeft, [0.0, 0.0, 1.0]), (HandLeft, [0.0, 0.0, 1.0]), (HandTipLeft, [0.0, 0.0, 1.0])]),
        [""; 0]
    );
}

#[test]
fn either_makes_two_rules_the_left_one_first() {
    let text = "SAFETY s:\n  NEVER reach: put your either hand above your other shoulder.\nIDLE i:\n  POSE a: point your either arm down.\n";
    let rules = rules("either", text);
    let texts: Vec<&str> = rules.safety.iter().map(|rule| rule.statements[0].text.as_str()).collect();
    assert_eq!(texts, ["put your left hand above your right shoulder", "put your right hand above your left shoulder"]);
    assert!(rules.safety.iter().all(|rule| rule.never && rule.name == "reach" && rule.block == "s"));
    assert_eq!(rules.idle.len(), 2);
}

/// A bone that leaves the line of the one before it by some degrees to a side, while the limb hangs down.
#[test]
fn a_bend_to_a_side_is_how_far_a_bone_goes_there() {
    let sides = [("front", Vector3::z()), ("back", -Vector3::z()), ("left", -Vector3::x()), ("right", Vector3::x())];
    let joints = [
        ("left knee", KneeLeft, AnkleLeft, -1.0),
        ("right elbow", ElbowRight, WristRight, -1.0),
        ("left wrist", WristLeft, HandLeft, -1.0),
        ("right hip", SpineShoulder, KneeRight, -1.0),
        ("left shoulder", SpineShoulder, ElbowLeft, -1.0),
        ("neck", Neck, Head, 1.0),
        ("spine mid", SpineMid, SpineShoulder, 1.0),
    ];
    for (name, parent, child, way) in joints {
        for (word, side) in sides {
            for (opposite, against) in [(word, false), (sides.iter().find(|s| s.1 == -side).expect("both").0, true)] {
                let mut posture = Posture::rest();
                let trunk = matches!(parent, SpineMid | SpineShoulder | Neck);
                posture.set(parent, if trunk { Vector3::y() } else { -Vector3::y() });
                posture.set(child, Vector3::y() * way * 25f64.to_radians().cos() + side * 25f64.to_radians().sin());
                for (bound, kept) in [("at least 20", true), ("at least 30", false), ("at most 30", true)] {
                    let statements = bends(&format!("{name} {bound} degrees {opposite}"));
                    let kept = if against { bound.starts_with("at most") } else { kept };
                    assert_eq!(holds(&statements, &posture), kept, "{name} {bound} {opposite}, bent {word}");
                }
            }
        }
    }
}

#[test]
fn the_gradient_of_a_bend_is_how_it_changes() {
    let statements = bends("left knee at most 30 degrees front and left");
    let fact = facts::of(&statements[0].constraints[0]);
    let mut posture = Posture::rest();
    posture.set(KneeLeft, Vector3::new(0.2, -1.0, 0.4));
    posture.set(AnkleLeft, Vector3::new(-0.3, -1.0, 0.1));
    let before = pair(&posture, &posture);
    let mut gradient = Vec::new();
    fact.gradient(&before, &mut gradient);
    for (bone, change) in &gradient {
        let joint = bone.joint();
        let turn = Vector3::new(0.3, 0.2, -0.5).cross(&posture.bone(joint)) * 1e-6;
        let mut turned = posture.clone();
        turned.set(joint, posture.bone(joint) + turn);
        let expected = fact.slack(&before) + change.dot(&turn);
        let slack = fact.slack(&pair(&turned, &turned));
        assert!((slack - expected).abs() < 1e-10, "{joint:?}: {slack} is not {expected}");
        assert!(angle(turned.bone(joint), posture.bone(joint)) > 0.0);
    }
    assert_eq!(gradient.len(), 2);
}
