//! Each rule of the matcher as a short film.

#[path = "support/film.rs"]
mod film;
#[path = "support/program.rs"]
mod program;
#[path = "support/skeleton.rs"]
mod skeleton;

use film::{frame, play, tell, words};
use prepose_matcher::{Blocker, EventKind, Matcher, Options, Program, Tracking, Unit};
use program::{Tables, step};

fn chain<const N: usize>(steps: [program::Step; N]) -> Program {
    let mut tables = Tables::default();
    tables.chain(steps);
    tables.program()
}

#[test]
fn one_pose_fires_once_until_it_was_left() {
    let program = chain([step("a")]);
    let film = [(0.0, ""), (0.1, "a"), (0.2, "a"), (0.3, ""), (0.4, "a"), (0.5, "a")];
    assert_eq!(tell(&program, &film), ["0.1 g0 completed since 0.1", "0.4 g0 completed since 0.4"]);
}

#[test]
fn an_unseen_joint_does_not_count_as_leaving_the_pose() {
    let program = chain([step("a")]);
    let film = [(0.1, "a"), (0.2, "?a"), (0.3, "a"), (0.4, ""), (0.5, "?a"), (0.6, "a")];
    assert_eq!(tell(&program, &film), ["0.1 g0 completed since 0.1", "0.6 g0 completed since 0.6"]);
}

#[test]
fn steps_are_told_in_order() {
    let program = chain([step("a"), step("b"), step("c")]);
    let film = [(0.0, "a"), (1.0, ""), (2.0, "b"), (2.5, ""), (3.0, "c")];
    assert_eq!(tell(&program, &film), ["0 g0 started", "2 g0 reached b", "3 g0 completed since 0"]);
}

#[test]
fn an_attempt_moves_by_one_step_a_frame_and_the_last_pose_must_come_anew() {
    let program = chain([step("a"), step("a"), step("b")]);
    let film = [(0.0, "ab"), (0.1, "ab"), (0.2, "ab"), (0.3, "ab"), (0.4, "ab"), (0.5, "ab"), (0.6, "")];
    // poses that are kept let an attempt begin anew, but not end anew
    let told = tell(&program, &film);
    assert_eq!(told[..3], ["0 g0 started", "0.1 g0 reached a", "0.2 g0 completed since 0"]);
    assert_eq!(told[3..], ["0.3 g0 started", "0.4 g0 reached a"]);
}

#[test]
fn the_window_counts_from_the_last_moment_the_pose_before_held() {
    let program = chain([step("a"), step("b").latest(2.0)]);
    let kept = [(0.0, "a"), (0.9, "a"), (1.8, "a"), (2.7, "a"), (3.6, ""), (4.5, "b")];
    assert_eq!(tell(&program, &kept), ["0 g0 started", "4.5 g0 completed since 0"]);
    let late = [(0.0, "a"), (0.9, "a"), (1.8, ""), (2.7, ""), (2.95, "b")];
    assert_eq!(tell(&program, &late), ["0 g0 started", "2.95 g0 abandoned before b for nothing"]);
}

#[test]
fn an_abandoned_attempt_names_the_statement_that_was_missing() {
    let program = chain([step("a"), step("bcd").latest(1.0)]);
    let film = |last| [(0.0, "a"), (0.9, ""), (1.5, last)];
    assert_eq!(tell(&program, &film("b"))[1], "1.5 g0 abandoned before bcd for c");
    assert_eq!(tell(&program, &film("c ?b"))[1], "1.5 g0 abandoned before bcd for d");
    assert_eq!(tell(&program, &film("bc ?d"))[1], "1.5 g0 abandoned before bcd for d");
}

#[test]
fn slowly_means_not_before() {
    let program = chain([step("a"), step("b").earliest(1.0)]);
    assert_eq!(tell(&program, &[(0.0, "a"), (0.5, "b"), (0.9, "b"), (1.5, "b")]), ["0 g0 started"]);
    let left = [(0.0, "a"), (0.5, "b"), (0.8, ""), (1.0, "b")];
    assert_eq!(tell(&program, &left), ["0 g0 started", "1 g0 completed since 0"]);
}

#[test]
fn rapidly_means_not_after() {
    let program = chain([step("a"), step("b").latest(0.5)]);
    assert_eq!(tell(&program, &[(0.0, "a"), (0.5, "b")])[1], "0.5 g0 completed since 0");
    assert_eq!(tell(&program, &[(0.0, "a"), (0.6, "b")])[1], "0.6 g0 abandoned before b for nothing");
}

#[test]
fn a_hold_must_not_break() {
    let program = chain([step("a"), step("b").hold(0.5)]);
    let film = [(0.0, "a"), (0.5, "b"), (0.75, "b"), (0.9, ""), (1.0, "b"), (1.25, "b"), (1.5, "b")];
    assert_eq!(tell(&program, &film), ["0 g0 started", "1.5 g0 completed since 0"]);
    let first = chain([step("a").hold(0.5), step("b")]);
    let film = [(0.0, "a"), (0.25, "a"), (0.5, "a"), (0.75, "b")];
    assert_eq!(tell(&first, &film), ["0.5 g0 started", "0.75 g0 completed since 0"]);
}

#[test]
fn holding_does_not_count_while_unseen_and_does_not_break() {
    let program = chain([step("a").hold(0.5)]);
    let film = [(0.0, "a"), (0.25, "a"), (0.5, "?a"), (0.75, "?a"), (0.875, "a"), (1.0, "a"), (1.125, "a")];
    assert_eq!(tell(&program, &film), ["1 g0 completed since 0.5"]);
}

#[test]
fn an_attempt_that_is_holding_outlives_its_window() {
    let program = chain([step("a"), step("b").latest(0.5).hold(1.0)]);
    let film = [(0.0, "a"), (0.5, "b"), (1.0, "b"), (1.5, "b")];
    assert_eq!(tell(&program, &film), ["0 g0 started", "1.5 g0 completed since 0"]);
    let broken = [(0.0, "a"), (0.5, "b"), (1.0, "b"), (1.25, ""), (1.5, "b")];
    assert_eq!(tell(&program, &broken)[1], "1.25 g0 abandoned before b for b");
}

#[test]
fn a_body_out_of_sight_loses_its_hold_but_not_its_attempt() {
    let program = chain([step("a"), step("b").hold(0.5)]);
    let film = [(0.0, "a"), (0.5, "b"), (1.75, "b"), (2.0, "b"), (2.25, "b")];
    assert_eq!(tell(&program, &film), ["0 g0 started", "2.25 g0 completed since 0"]);
}

#[test]
fn time_that_goes_back_forgets_the_body_silently() {
    let program = chain([step("a"), step("b")]);
    assert_eq!(tell(&program, &[(5.0, "a"), (4.0, "b")]), ["5 g0 started"]);
    assert_eq!(tell(&program, &[(5.0, "a"), (5.0, "b")]), ["5 g0 started", "5 g0 completed since 5"]);
    let pose = chain([step("a")]);
    assert_eq!(tell(&pose, &[(5.0, "a"), (4.0, "a")]).len(), 2);
}

#[test]
fn repeats_count_every_time() {
    let program = chain([step("a"), step("b"), step("a"), step("b")]);
    let film = [(0.0, "a"), (0.5, "b"), (1.0, "a"), (1.5, "b"), (2.0, "a"), (2.5, "b"), (3.0, "a"), (3.5, "b")];
    let told = tell(&program, &film);
    let completed: Vec<_> = told.iter().filter(|e| e.contains("completed")).collect();
    assert_eq!(completed, ["1.5 g0 completed since 0", "3.5 g0 completed since 2"]);
    assert_eq!(told[..3], ["0 g0 started", "0.5 g0 reached b", "1 g0 reached a"]);
}

#[test]
fn a_new_attempt_may_begin_while_another_waits() {
    let program = chain([step("a"), step("b").latest(1.0), step("c").latest(1.0)]);
    // the second a begins an attempt behind the first; only the second finds its c in time
    let film = [(0.0, "a"), (0.75, "b"), (1.0, ""), (1.25, "a"), (2.0, "b"), (2.75, ""), (3.0, "c")];
    assert_eq!(tell(&program, &film), ["0 g0 started", "0.75 g0 reached b", "3 g0 completed since 1.25"]);
}

#[test]
fn an_attempt_that_arrives_where_one_is_kept_joins_it() {
    let program = chain([step("a"), step("b"), step("c")]);
    let film = [(0.0, "a"), (0.5, "ab"), (0.75, "ab"), (1.0, "c")];
    assert_eq!(tell(&program, &film), ["0 g0 started", "0.5 g0 reached b", "1 g0 completed since 0"]);
    let left = [(0.0, "a"), (0.5, "b"), (0.75, "a"), (0.9, "b"), (1.0, "c")];
    assert_eq!(tell(&program, &left)[2], "1 g0 completed since 0.75");
}

#[test]
fn a_cooldown_keeps_a_gesture_from_beginning() {
    let mut tables = Tables::default();
    tables.chain([step("a")]).cooldown = 2.0;
    let film = [(0.0, "a"), (0.5, ""), (1.0, "a"), (1.5, ""), (1.75, "a"), (2.0, "a")];
    assert_eq!(tell(&tables.program(), &film), ["0 g0 completed since 0", "2 g0 completed since 1.75"]);
}

#[test]
fn a_gesture_unlocks_another_for_a_while() {
    let mut tables = Tables::default();
    tables.chain([step("a")]);
    tables.chain([step("b")]).unlocked_by = Some((0, 1.0));
    let program = tables.program();
    assert!(tell(&program, &[(0.0, "b"), (0.5, "")]).is_empty());
    assert_eq!(tell(&program, &[(0.0, "a"), (1.0, "b")]), ["0 g0 completed since 0", "1 g1 completed since 1"]);
    assert_eq!(tell(&program, &[(0.0, "ab")]), ["0 g0 completed since 0", "0 g1 completed since 0"]);
    assert_eq!(tell(&program, &[(0.0, "a"), (0.5, "a"), (1.1, "b")]), ["0 g0 completed since 0"]);
    // another person's gesture unlocks nothing
    let mut matcher = Matcher::new(program, Options::default());
    play(&mut matcher, 1, &[(0.0, "a")]);
    assert!(play(&mut matcher, 2, &[(0.5, "b")]).is_empty());
}

#[test]
fn a_choice_goes_on_from_either_branch() {
    let mut tables = Tables::default();
    let nodes = vec![
        step("a").node(&mut tables, vec![], true, false, 1, 2),
        step("b").node(&mut tables, vec![], true, false, 1, 2),
        step("c").node(&mut tables, vec![0, 1], false, true, 2, 2),
    ];
    tables.gesture(nodes);
    let program = tables.program();
    for first in ["a", "b"] {
        let film = [(0.0, first), (0.5, ""), (1.0, "c")];
        assert_eq!(tell(&program, &film), ["0 g0 started", "1 g0 completed since 0"]);
    }
    let both = [(0.0, "a"), (4.0, "b"), (6.0, ""), (9.25, "")];
    assert_eq!(tell(&program, &both), ["0 g0 started", "9.25 g0 abandoned before c for c"]);
}

#[test]
fn a_turn_is_relative_to_the_step_before() {
    let program = chain([step("a"), step("r45"), step("r45")]);
    let film = [(0.0, "a r0"), (0.5, "r45"), (1.0, "r60"), (1.5, "r90")];
    assert_eq!(tell(&program, &film), ["0 g0 started", "0.5 g0 reached r45", "1.5 g0 completed since 0"]);
    // the same movement when the foot began elsewhere
    let film = [(0.0, "a r20"), (0.5, "r45"), (1.0, "r65"), (1.5, "r110")];
    assert_eq!(tell(&program, &film)[1..], ["1 g0 reached r45", "1.5 g0 completed since 0"]);
}

#[test]
fn a_turn_alone_is_relative_to_where_the_body_was_of_late() {
    let program = chain([step("r45").latest(1.0)]);
    assert_eq!(tell(&program, &[(0.0, "r0"), (0.5, "r20"), (1.0, "r45")]), ["1 g0 completed since 1"]);
    // too slow: the snapshot was taken anew at 1.5
    let slow = [(0.0, "r0"), (0.75, "r10"), (1.5, "r20"), (2.0, "r45"), (2.5, "r65")];
    assert_eq!(tell(&program, &slow), ["2.5 g0 completed since 2.5"]);
    // from the completion on, the turn counts from there
    let twice = [(0.0, "r0"), (0.5, "r45"), (0.75, "r45"), (1.0, "r90")];
    assert_eq!(tell(&program, &twice), ["0.5 g0 completed since 0.5", "1 g0 completed since 1"]);
}

#[test]
fn bodies_do_not_see_each_other() {
    let program = chain([step("a"), step("b")]);
    let mut matcher = Matcher::new(program.clone(), Options::default());
    let mut told = Vec::new();
    for (time, body, pose) in [(0.0, 1, "a"), (0.0, 2, ""), (0.5, 2, "b"), (0.5, 1, ""), (1.0, 2, "a"), (1.0, 1, "b")] {
        matcher.step(&frame(time, body, pose), |e| told.push(format!("{}: {}", e.body, words(&program, &e))));
    }
    assert_eq!(told, ["1: 0 g0 started", "2: 1 g0 started", "1: 1 g0 completed since 0"]);
}

#[test]
fn a_body_takes_the_place_of_one_that_left() {
    let program = chain([step("a"), step("b")]);
    let mut matcher = Matcher::new(program, Options::default().with_max_bodies(1));
    play(&mut matcher, 1, &[(0.0, "a")]);
    assert!(play(&mut matcher, 2, &[(1.0, "a"), (1.5, "b")]).is_empty());
    assert_eq!(matcher.ignored_frames(), 2);
    // what body 1 had begun is not body 2's
    assert!(play(&mut matcher, 2, &[(2.0, "b")]).is_empty());
    assert_eq!(play(&mut matcher, 2, &[(2.5, "a"), (3.0, "b")]).len(), 2);
    assert_eq!((matcher.ignored_frames(), matcher.why(1, 0)), (2, None));
    matcher.step(&frame(f64::NAN, 2, "a"), |_| panic!("a frame outside time"));
    assert_eq!(matcher.ignored_frames(), 3);
}

#[test]
fn distrusted_joints_are_not_seen() {
    let program = chain([step("a")]);
    let mut seen = frame(0.0, 1, "a");
    seen.joints[program::LETTERS[0].1.index()].tracking = Tracking::Inferred;
    for (trust_inferred, events) in [(true, 1), (false, 0)] {
        let mut matcher = Matcher::new(program.clone(), Options::default().with_trust_inferred(trust_inferred));
        let mut count = 0;
        matcher.step(&seen, |_| count += 1);
        assert_eq!(count, events);
        assert_eq!(matcher.statement_truth(1, 0), trust_inferred.then_some(true));
    }
}

#[test]
fn why_names_the_statement_and_what_it_lacks() {
    let mut tables = Tables::default();
    tables.chain([step("ab"), step("c").earliest(1.0).hold(0.5)]).cooldown = 3.0;
    tables.chain([step("d")]).unlocked_by = Some((0, 1.0));
    let mut matcher = Matcher::new(tables.program(), Options::default());
    assert_eq!(matcher.why(1, 0), None);
    play(&mut matcher, 1, &[(0.0, "a")]);
    let why = matcher.why(1, 0).unwrap();
    assert_eq!((why.step, why.of, why.node, why.blocker), (1, 2, 0, Blocker::Pose));
    assert_eq!((why.statements[0].holds, why.statements[0].short_by), (Some(true), None));
    let (amount, unit) = why.statements[1].short_by.unwrap();
    assert_eq!(unit, Unit::Degrees);
    assert!((amount - (180.0 - 0.9f64.acos().to_degrees())).abs() < 0.1, "{amount}");
    assert_eq!(matcher.why(1, 1).unwrap().blocker, Blocker::Locked);

    play(&mut matcher, 1, &[(1.0, "ab"), (1.25, "c")]);
    assert_eq!(matcher.why(1, 0).unwrap().blocker, Blocker::TooEarly { left: 0.75 });
    play(&mut matcher, 1, &[(1.5, "ab"), (2.0, "?c"), (2.5, "c")]);
    assert_eq!(matcher.why(1, 0).unwrap().blocker, Blocker::Hold { left: 0.5 });
    let events = play(&mut matcher, 1, &[(3.0, "c")]);
    assert_eq!(events[0].kind, EventKind::Completed { since: 1.0 });
    assert_eq!(matcher.why(1, 0).unwrap().blocker, Blocker::Cooldown { left: 3.0 });
    assert_eq!(matcher.why(1, 9), None);
}

#[test]
fn progress_tells_how_near_the_next_pose_is() {
    let program = chain([step("a"), step("r90")]);
    let mut matcher = Matcher::new(program.clone(), Options::default().with_progress(Some(0.1)));
    let film = [(0.0, "a r0"), (0.5, "r40"), (0.6, "r41"), (0.75, "r60"), (1.0, "r90")];
    let told: Vec<_> = play(&mut matcher, 1, &film).iter().map(|event| words(&program, event)).collect();
    // half is done with the first step; 80 degrees were missing to the edge of the second, then 40, then 20
    assert_eq!(told, ["0 g0 started", "0 g0 at 0.50", "0.5 g0 at 0.75", "0.75 g0 at 0.88", "1 g0 completed since 0"]);
}
