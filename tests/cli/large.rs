//! Input that explodes or is just very much: an answer comes, and soon.

use std::time::{Duration, Instant};

use super::support::{Folder, Ran};

/// Far more than any of these takes, on a machine with much else to do, and far less than an explosion would.
const SOON: Duration = Duration::from_secs(60);

/// Checks one gesture of these poses, with more behind it.
fn check(poses: &[String], more: &str) -> Ran {
    let folder = Folder::new();
    let declared: String = poses.iter().enumerate().map(|(i, pose)| format!("    POSE p{i}: {pose}.\n")).collect();
    let steps: Vec<String> = (0..poses.len()).map(|i| format!("p{i}")).collect();
    let text = format!("APP large:\n  GESTURE g:\n{declared}    EXECUTION: {}.\n{more}", steps.join(", "));
    folder.write("large.prepose", text);
    let start = Instant::now();
    let ran = folder.run(&["check", "large.prepose"]);
    assert!(start.elapsed() < SOON, "{:?} for\n{}", start.elapsed(), ran.out);
    assert!(ran.code < 2 && ran.err.is_empty(), "{}: {}", ran.code, ran.err);
    ran
}

/// So many statements.
fn many(count: usize, statement: impl Fn(usize) -> String) -> String {
    (0..count).map(statement).collect::<Vec<_>>().join(", ")
}

/// Every gesture was looked at, whatever the verdict.
fn decided(ran: &Ran) {
    assert!(ran.out.contains("gesture proved") && !ran.out.contains("nothing was proved"), "{}", ran.out);
}

#[test]
fn negations_over_groups_are_decided() {
    let parts = ["arms", "legs", "hands", "feet"];
    let relations = ["above", "below", "in front of", "behind"];
    let of_groups = many(parts.len() * relations.len(), |i| {
        format!("don't put your {} {} your {}", parts[i % 4], relations[i / 4], ["head", "spine base"][i % 2])
    });
    decided(&check(&[of_groups], ""));
    let directions = ["up", "left", "front"];
    let of_cones = many(12, |i| format!("don't point your {} {}", parts[i % 4], directions[i / 4]));
    let of_lines = many(4, |i| format!("don't align your {}", ["arms", "legs", "left arm", "right leg"][i]));
    decided(&check(&[format!("{of_cones}, {of_lines}")], ""));
    let touching = ["head", "neck", "spine mid", "left knee", "right knee", "left ankle", "right ankle", "spine base"];
    decided(&check(
        &[many(16, |i| format!("don't touch your {} with your {} hand", touching[i / 2], ["left", "right"][i % 2]))],
        "",
    ));
}

#[test]
fn negations_of_every_pair_of_joints_are_decided() {
    let joints = ["shoulder", "elbow", "wrist", "hand", "knee", "ankle", "foot"];
    let pair = |i: usize| format!("don't put your left {} above your right {}", joints[i / 7], joints[i % 7]);
    decided(&check(&[many(49, pair)], ""));
}

/// Broken by all of its statements at once, a rule is an "or" of their opposites.
#[test]
fn rules_of_many_statements_are_decided() {
    let bones = ["left elbow", "left wrist", "right elbow", "right wrist", "left knee", "right knee"];
    let statement = |r: usize| {
        move |i: usize| {
            let direction = ["front", "up", "left"][i / 6];
            format!("point your {} {direction} within {} degrees", bones[i % 6], 10 + r + i)
        }
    };
    let rules: String = (0..20).map(|r| format!("  NEVER r{r}: {}.\n", many(18, statement(r)))).collect();
    let pose = "point your left knee front within 20 degrees, point your arms down within 20 degrees".to_string();
    decided(&check(&[pose], &format!("\nSAFETY many:\n{rules}")));
}

#[test]
fn a_pose_of_too_many_statements_is_refused_where_it_stands() {
    let ran = check(&[many(3_000, |i| format!("point your left wrist up within {}.{i:04} degrees", 20))], "");
    assert!(ran.out.contains("error[E0504]: the pose `p0` has more than 500 statements"), "{}", ran.out);
    assert!(ran.out.contains("large.prepose:3:10") && ran.out.contains("help: "), "{}", ran.out);
}

#[test]
fn thousands_of_statements_on_one_joint_are_decided() {
    let narrow = |p: usize| many(400, |i| format!("point your left leg front within {}.{i:03} degrees", 20 + p));
    let agreeing = check(&(0..8).map(narrow).collect::<Vec<_>>(), "");
    decided(&agreeing);
    assert!(agreeing.out.contains("1 gesture proved, ") && agreeing.out.contains("... and "), "{}", agreeing.out);

    let either_way = |p: usize| {
        let direction = |i: usize| ["front", "down"][i % 2];
        many(400, |i| format!("point your left leg {} within {}.{i:03} degrees", direction(i), 20 + p))
    };
    let clashing = check(&(0..8).map(either_way).collect::<Vec<_>>(), "");
    let told = clashing.out.matches("error[E0601]").count();
    assert_eq!(told, 8, "{}", clashing.out);
}

#[test]
fn thousands_of_rules_are_held() {
    let rule = |i: usize| format!("  ALWAYS r{i}: point your left wrist down within 100.{i:04} degrees.\n");
    let rules: String = (0..3_000).map(rule).collect();
    let ran = check(&["point your left leg front within 20 degrees".to_string()], &format!("\nSAFETY many:\n{rules}"));
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("1 gesture proved"), "{}", ran.out);
}

/// Bounds on one quantity, of which the tightest says all: first of such as go together, then of such as clash.
#[test]
fn hundreds_of_bounds_on_one_distance_are_decided() {
    let apart = |i: usize| format!("keep your hands at least {}.{:02} centimeters apart", 30 + i / 20, i % 20 * 5);
    let agreeing = check(&[many(499, apart)], "");
    decided(&agreeing);
    assert!(agreeing.out.contains("498 warnings"), "{}", agreeing.out);

    let either_way = |i: usize| match i % 2 {
        0 => format!("keep your hands at most {}.{:03} centimeters apart", 20, i),
        _ => apart(i),
    };
    let clashing = check(&[many(499, either_way)], "");
    assert!(clashing.out.contains("error[E0601]") && clashing.out.contains("these statements do not go together"));
}

#[test]
fn a_move_that_no_body_can_make_is_refused_before_it_is_tried() {
    let ran = check(
        &[
            "point your head up within 20 degrees".to_string(),
            "move your head at least 190 centimeters left".to_string(),
        ],
        "",
    );
    assert!(ran.out.contains("error[E0602]"), "{}", ran.out);
}
