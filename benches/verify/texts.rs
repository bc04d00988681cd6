//! Gestures to measure: those that are shipped, and made-up ones.

use super::folder;

/// The texts of the shipped gestures, file by file.
pub fn shipped() -> Vec<String> {
    let files = folder::files("gestures", &["prepose"]);
    files.iter().map(|file| std::fs::read_to_string(file).expect("a text")).collect()
}

/// Numbers that look random and are the same in every run (splitmix64, Steele and others 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % count as u64) as usize
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}

const ARM: [&str; 9] = [
    "point your SIDE arm up within 30 degrees",
    "point your SIDE arm front within 30 degrees",
    "point your SIDE arm outward within 30 degrees",
    "point your SIDE arm down within 30 degrees",
    "point your SIDE elbow outward within 30 degrees, bend your SIDE elbow at least 70 degrees",
    "touch your head with your SIDE hand",
    "put your SIDE hand at least 10 centimeters above your head",
    "put your SIDE hand in front of your spine mid, bend your SIDE elbow at least 50 degrees",
    "touch your SIDE hip with your SIDE hand",
];
const LEGS: [&str; 5] = [
    "point your left knee front within 35 degrees, bend your left knee at least 40 degrees",
    "bend your knees at least 50 degrees",
    "point your right leg outward and down within 20 degrees",
    "point your legs down within 20 degrees",
    "straighten your knees",
];
const TRUNK: [&str; 3] = [
    "point your spine up within 20 degrees",
    "point your spine shoulder up and front within 25 degrees",
    "point your head up within 20 degrees",
];

fn pose(random: &mut Random) -> String {
    let mut said = Vec::new();
    let sides = [["left", "right"], ["right", "left"]][random.below(2)];
    said.push(random.pick(&ARM).replace("SIDE", sides[0]));
    if random.below(2) == 0 {
        said.push(random.pick(&ARM).replace("SIDE", sides[1]));
    }
    if random.below(3) == 0 {
        said.push(random.pick(&LEGS).to_string());
    }
    if random.below(3) == 0 {
        said.push(random.pick(&TRUNK).to_string());
    }
    said.join(", ")
}

/// So many gestures of one to four steps in one app, as authors write them; no two are told alike.
pub fn made_up(count: usize) -> String {
    let mut random = Random(7);
    let mut text = String::from("APP made-up:\n");
    for number in 0..count {
        let steps = 1 + random.below(4);
        text.push_str(&format!("  GESTURE gesture-{number}:\n"));
        for step in 0..steps {
            text.push_str(&format!("    POSE p{step}: {}.\n", pose(&mut random)));
        }
        let way: Vec<String> = (0..steps).map(|step| format!("p{step}")).collect();
        text.push_str(&format!("    EXECUTION: {}.\n", way.join(", ")));
    }
    text
}

fn two_poses(said: [Vec<String>; 2]) -> String {
    let [one, other] = said.map(|said| said.join(", "));
    format!(
        "APP large:\n  GESTURE large:\n    POSE one: {one}.\n    POSE other: {other}.\n    EXECUTION: one, other.\n"
    )
}

/// One gesture of two poses, each of so many angles: no two bounds are equal.
pub fn of_angles(size: usize) -> String {
    let bones =
        ["left elbow", "right elbow", "left wrist", "right wrist", "left knee", "right knee", "head", "spine mid"];
    let said = |direction: &'static str| {
        (0..size).map(move |i| {
            let (bone, wide) = (bones[i % bones.len()], 100 + i / bones.len() % 20);
            format!("don't point your {bone} {direction} within {}.{:03} degrees", wide / 4, i)
        })
    };
    two_poses([said("back").collect(), said("left and back").collect()])
}

/// One gesture of two poses, each of so many distances between joints of the limbs.
pub fn of_distances(size: usize) -> String {
    let joints = ["shoulder", "elbow", "wrist", "hand", "hip", "knee", "ankle", "foot"];
    let said = |least: usize| {
        (0..size).map(move |i| {
            let (one, other) = (joints[i % 8], joints[(i / 8) % 8]);
            format!("keep your left {one} and your right {other} at least {}.{i:03} centimeters apart", least + i % 3)
        })
    };
    two_poses([said(6).collect(), said(9).collect()])
}
