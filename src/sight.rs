//! Whether a gesture can be seen at all by a sensor that shows only some joints.
//!
//! Input: typed gestures and the joints that are seen. Output: for each gesture that can never fire, a statement that
//! stays unknown and the joints that are missing for it. Whether a statement is known depends on which joints are seen,
//! not on where they are, so one standing body tells it. It knows nothing of recordings.

use prepose_matcher::{Body, Frame, JOINTS, Joint, Proportions, Tracking};

use crate::interpret::margin;
use crate::posture::Posture;
use crate::typed::{Constraint, Gesture, TypedStatement};

/// Why a gesture can never fire where these joints are all that is ever seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// A statement that stays unknown, in the author's words.
    pub statement: String,
    /// A smallest set of joints which, seen too, would make it known.
    pub joints: Vec<Joint>,
    /// The gesture that has that statement, where it is one that must be done before.
    pub unlocking: Option<String>,
}

/// What keeps `gesture`, one of `all`, from ever firing; nothing where there is a way through its steps that can be seen.
/// `seen` has an entry for each joint, in the order of [`Joint::index`].
pub fn unseen(gesture: &Gesture, all: &[&Gesture], seen: &[bool; JOINTS]) -> Option<Unseen> {
    let mut asked = gesture;
    // each name once: a circle of gestures that unlock each other is refused before
    let mut before: Vec<&str> = Vec::new();
    loop {
        if let Some((statement, joints)) = hidden(asked, seen) {
            let unlocking = (!before.is_empty()).then(|| asked.name.clone());
            return Some(Unseen { statement: statement.text.clone(), joints, unlocking });
        }
        before.push(&asked.name);
        let (name, _) = asked.after.as_ref()?;
        asked = all.iter().find(|other| other.app == gesture.app && other.name == *name)?;
        if before.contains(&asked.name.as_str()) {
            return None;
        }
    }
}

/// A statement that no way through the gesture can do without, or one of those that close its ways.
fn hidden<'g>(gesture: &'g Gesture, seen: &[bool; JOINTS]) -> Option<(&'g TypedStatement, Vec<Joint>)> {
    let body = body(seen);
    let dark = |statement: &&TypedStatement| statement.constraints.iter().any(|c| !is_known(c, &body));
    let mut reached = Vec::with_capacity(gesture.nodes.len());
    for node in &gesture.nodes {
        // a node stands behind those that lead to it
        let open = node.entry || node.after.iter().any(|&before| reached.get(before) == Some(&true));
        reached.push(open && !node.statements.iter().any(|statement| dark(&statement)));
    }
    if gesture.nodes.iter().zip(&reached).any(|(node, reached)| node.accept && *reached) {
        return None;
    }
    let statement = gesture.nodes.iter().flat_map(|node| &node.statements).find(dark)?;
    Some((statement, missing(statement, seen)))
}

/// A smallest set of joints without which the statement is unknown. Joints that it names are kept before others.
fn missing(statement: &TypedStatement, seen: &[bool; JOINTS]) -> Vec<Joint> {
    let named: Vec<Joint> = statement.constraints.iter().flat_map(Constraint::joints).collect();
    let mut needed = [true; JOINTS];
    let (named, others): (Vec<Joint>, Vec<Joint>) = Joint::ALL.into_iter().partition(|joint| named.contains(joint));
    for joint in others.into_iter().chain(named).filter(|joint| !seen[joint.index()]) {
        needed[joint.index()] = false;
        let body = body(&needed);
        needed[joint.index()] = !statement.constraints.iter().all(|constraint| is_known(constraint, &body));
    }
    Joint::ALL.into_iter().filter(|joint| needed[joint.index()] && !seen[joint.index()]).collect()
}

fn is_known(constraint: &Constraint, body: &Body) -> bool {
    margin(constraint, body, Some(body)).is_some()
}

/// A standing body of which these joints are seen.
fn body(seen: &[bool; JOINTS]) -> Body {
    let positions = Posture::rest().positions();
    let mut frame = Frame::empty(0.0, 1);
    for joint in Joint::ALL.into_iter().filter(|joint| seen[joint.index()]) {
        let [x, y, z]: [f64; 3] = positions[joint.index()].into();
        // faces the sensor, two metres away; its own right is at the sensor's +x
        frame.set(joint, [x as f32, y as f32, (2.0 - z) as f32], Tracking::Tracked);
    }
    Body::from_frame(&frame, Proportions::Canonical, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::typed::{CheckLimits, NoFiles, check};

    fn gestures(text: &str) -> Vec<Gesture> {
        let mut sources = Sources::default();
        let source = sources.add("it.prepose", text);
        let checked = check(&mut sources, source, &NoFiles, &Default::default(), &CheckLimits::default());
        assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
        checked.module.gestures
    }

    fn without(joints: &[Joint]) -> [bool; JOINTS] {
        let mut seen = [true; JOINTS];
        for joint in joints {
            seen[joint.index()] = false;
        }
        seen
    }

    const NECK: &str = "
APP a:
  GESTURE up:
    POSE low: point your arms down.
    POSE raised: put your right hand above your neck.
    EXECUTION: low, raised.
  GESTURE then:
    AFTER up within 5 seconds.
    POSE low: point your arms down.
    POSE out: point your right arm right.
    EXECUTION: low, out.
";

    #[test]
    fn a_statement_about_a_joint_that_is_never_seen_is_named() {
        let all = gestures(NECK);
        let found = unseen(&all[0], &all.iter().collect::<Vec<_>>(), &without(&[Joint::Neck, Joint::HandTipLeft]))
            .expect("no neck");
        assert_eq!(found.statement, "put your right hand above your neck");
        assert_eq!((found.joints, found.unlocking), (vec![Joint::Neck], None));
    }

    #[test]
    fn what_must_be_done_before_counts() {
        let all = gestures(NECK);
        let found = unseen(&all[1], &all.iter().collect::<Vec<_>>(), &without(&[Joint::Neck])).expect("never unlocked");
        assert_eq!(found.unlocking.as_deref(), Some("up"));
        assert_eq!(unseen(&all[1], &all.iter().collect::<Vec<_>>(), &without(&[Joint::KneeLeft])), None);
    }

    #[test]
    fn another_way_through_is_enough() {
        let text = "
APP a:
  GESTURE wave:
    POSE low: point your arms down.
    POSE raised: point either arm up.
    EXECUTION: low, raised.
";
        let all = gestures(text);
        let one = without(&[Joint::WristLeft]);
        // the pose that all ways begin with names both arms
        assert!(unseen(&all[0], &all.iter().collect::<Vec<_>>(), &one).is_some());
        let all = gestures(&text.replace("your arms down", "your spine up"));
        assert_eq!(unseen(&all[0], &all.iter().collect::<Vec<_>>(), &one), None);
        let both = without(&[Joint::WristLeft, Joint::WristRight]);
        assert!(unseen(&all[0], &all.iter().collect::<Vec<_>>(), &both).is_some());
    }

    #[test]
    fn a_trunk_that_is_bridged_is_seen() {
        let all =
            gestures("APP a:\n  GESTURE up:\n    POSE raised: point your right arm up.\n    EXECUTION: raised.\n");
        let landmarks = without(&[Joint::SpineBase, Joint::SpineMid, Joint::SpineShoulder, Joint::Neck]);
        assert_eq!(unseen(&all[0], &all.iter().collect::<Vec<_>>(), &landmarks), None);
        assert_eq!(unseen(&all[0], &all.iter().collect::<Vec<_>>(), &[true; JOINTS]), None);
    }
}
