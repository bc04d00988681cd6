//! Words that people use in place of the language's own.

/// What each means: the words of the language, of which one must be expected, and the help.
const SYNONYMS: &[(&[&str], &[&str], &str)] = &[
    (&["upward", "upwards"], &["up"], "say `up`"),
    (&["downward", "downwards"], &["down"], "say `down`"),
    (&["forward", "forwards", "ahead"], &["front"], "say `front`"),
    (&["backward", "backwards"], &["back"], "say `back`"),
    (&["sideways", "aside", "outwards"], &["outward"], "say `outward`, or `left` or `right`"),
    (&["inwards"], &["inward"], "say `inward`"),
    (&["over"], &["above"], "say `above your`"),
    (&["under", "beneath", "underneath"], &["below"], "say `below your`"),
    (&["near", "close", "next", "beside"], &["above", "within"], "say `within 20 centimeters of your`"),
    (&["both"], &["head"], "leave it out: `arms`, `hands`, `knees` are both"),
    (&["my", "his", "her", "their", "its"], &["head"], "say `your`"),
    (&["the", "a", "an"], &["head"], "say `your`, as in `your left hand`"),
    (&["floor", "ground", "wall", "chair", "table", "ball", "sky", "ceiling"], &["head"], NO_THINGS),
    (
        &["finger", "fingers", "fingertip", "fingertips", "nail", "index", "pinky"],
        &["head", "hand"],
        "no finger is seen but the `thumb`: name the `hand tip`, as in `left hand tip`",
    ),
    (
        &["palm", "palms", "fist", "fists", "knuckle", "knuckles"],
        &["head", "hand"],
        "name the `hand`, as in `left hand`; where a palm faces is not seen",
    ),
    (
        &["upper"],
        &["head", "elbow"],
        "the upper arm is the bone that ends in the `elbow`, the upper leg the one that ends in the `knee`",
    ),
    (
        &["lower"],
        &["head", "elbow"],
        "the lower arm is the bone that ends in the `wrist`, the lower leg the one that ends in the `ankle`",
    ),
    (&["biceps", "triceps"], &["head", "elbow"], "the upper arm is the bone that ends in the `elbow`"),
    (&["forearm", "forearms"], &["head", "elbow"], "the forearm is the bone that ends in the `wrist`"),
    (&["thigh", "thighs"], &["head", "elbow"], "the thigh is the bone that ends in the `knee`"),
    (&["shin", "shins", "calf", "calves"], &["head", "elbow"], "the shin is the bone that ends in the `ankle`"),
    (
        &["chest", "torso", "trunk", "body", "waist", "belly", "stomach", "tummy", "ribs", "breast"],
        &["head"],
        "name the `spine`, `spine mid` or `spine shoulder`",
    ),
    (&["pelvis", "bottom", "buttocks", "butt", "seat", "crotch"], &["head"], "name the `spine base` or the `hips`"),
    (
        &[
            "face", "nose", "chin", "jaw", "ear", "ears", "eye", "eyes", "eyebrow", "mouth", "lip", "lips", "cheek",
            "cheeks", "forehead", "temple", "hair", "tongue", "teeth",
        ],
        &["head", "elbow"],
        "name the `head`, without a side: no part of the face is seen",
    ),
    (&["throat", "nape"], &["head"], "name the `neck`"),
    (&["toe", "toes", "heel", "heels", "sole", "soles"], &["head", "elbow"], "name the `foot` or the `ankle`"),
    (
        &["arm", "leg", "shoulder", "elbow", "wrist", "hand", "thumb", "hip", "knee", "ankle", "foot"],
        &["head"],
        "say which: put `left`, `right` or `either` before it, or name both, as in `arms` or `knees`",
    ),
    (
        &["raise", "lift", "stretch", "reach", "bring", "swing", "kick", "punch", "throw", "push", "pull"],
        &["point"],
        "say where it points, `point your left arm up`, or what it is above, `put`",
    ),
    (&["lower", "drop"], &["point"], "say where it points, `point your left arm down`, or what it is below, `put`"),
    (
        &["open", "close", "clench", "fist", "grab", "grasp", "grip", "pinch", "squeeze", "snap", "make"],
        &["point"],
        "a hand that opens or closes cannot be asked for yet: of a hand only `hand`, `hand tip` and `thumb` are seen",
    ),
    (
        &["nod"],
        &["point"],
        "tell a nod as poses, `rotate your head 20 degrees front` and `point your head up`, in `EXECUTION: nod, ahead`",
    ),
    (
        &["shake"],
        &["point"],
        "tell it as poses, one for each end of the way, in `EXECUTION: left, right`; a head that turns left and right cannot \
         be seen",
    ),
    (
        &["wave", "clap", "circle", "beat", "wiggle"],
        &["point"],
        "tell it as poses, one for each end of the way, and `EXECUTION: repeat 3 times the following steps: left, right`",
    ),
    (
        &["jump", "hop", "step", "steps", "walk", "run", "go", "skip", "dance", "leap"],
        &["point"],
        "places are measured from the `spine base`, so a way through the room cannot be said: say what arms and legs do",
    ),
    (
        &["squat", "sit", "stand", "kneel", "crouch", "lunge"],
        &["point"],
        "say how the legs are, as in `bend your knees at least 80 degrees` or `straighten your legs`",
    ),
    (&["lean", "tilt", "bow"], &["point"], "say `rotate`, as in `rotate your spine 20 degrees front`"),
    (
        &["look", "smile", "blink", "breathe", "speak", "say", "face", "laugh", "wink"],
        &["point"],
        "only joints are seen, so a face, a look or a voice cannot be asked for",
    ),
    (&["place"], &["put"], "say `put`, as in `put your left hand above your head`"),
    (&["turn", "twist"], &["rotate"], "say `rotate`, as in `rotate your left wrist 45 degrees up`"),
    (&["flex", "fold"], &["bend"], "say `bend`, as in `bend your left elbow at least 90 degrees`"),
    (&["extend", "straight"], &["straighten"], "say `straighten`, as in `straighten your left elbow`"),
    (&["quickly", "fast", "quick"], &["rapidly"], "say `rapidly`"),
    (&["slow", "gently"], &["slowly"], "say `slowly`"),
    (&["minute", "minutes"], &["seconds"], "times are in `seconds`: a minute is `60 seconds`"),
    (&["inch", "inches", "feet", "millimeters", "mm"], &["centimeters"], "lengths are in `centimeters` or `meters`"),
    (&["with"], &["within"], "did you mean `within`?"),
    (&["once", "twice", "thrice"], &["NUMBER"], "write the number: `2 times`"),
    (
        &["a", "an", "one", "half", "several", "few", "some"],
        &["NUMBER"],
        "write a number, as in `1 second` or `0.5 seconds`",
    ),
    (&["for", "hold", "during"], &["and"], "write `and hold for 2 seconds`"),
    (&["percent", "radians"], &["degrees"], "angles are in `degrees`"),
];

const NO_THINGS: &str = "places are measured on the body alone, so name a part of it: things around it are not seen";

const PERSONS: &[&str] = &[
    "person",
    "people",
    "partner",
    "partners",
    "friend",
    "therapist",
    "trainer",
    "teacher",
    "patient",
    "else",
    "someone",
    "somebody",
    "neighbour",
    "neighbor",
    "opponent",
    "child",
    "mother",
    "father",
    "man",
    "woman",
    "other-person",
];

/// Whether the last word names somebody beside the one who does the gesture, as in `the other person's`.
pub fn is_other_person(words: &str) -> bool {
    let last = words.rsplit([' ', '\t', '\n']).next().unwrap_or(words).to_lowercase();
    let last = last
        .strip_suffix('s')
        .and_then(|last| last.strip_suffix(['\'', '\u{2018}', '\u{2019}', '\u{b4}']))
        .unwrap_or(&last);
    PERSONS.contains(&last)
}

/// The number that a word spells, up to a hundred.
pub fn spelt_number(word: &str) -> Option<u32> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let one = |word: &str| ONES.iter().position(|one| *one == word).map(|one| one as u32);
    let lower = word.to_lowercase();
    let (tens, ones) = lower.split_once('-').unwrap_or((&lower, "zero"));
    let ten = TENS.iter().position(|ten| *ten == tens).map(|ten| 10 * (ten as u32 + 2));
    match ten {
        Some(ten) => one(ones).filter(|ones| *ones < 10).map(|ones| ten + ones),
        None if lower == "hundred" => Some(100),
        None => one(&lower),
    }
}

/// An amount in a unit that the language lacks, in the unit that it has.
pub fn converted(amount: &str, unit: &str) -> Option<String> {
    let lower = unit.to_lowercase();
    let (factor, meant) = match lower.as_str() {
        "ms" | "msec" | "msecs" | "millisecond" | "milliseconds" => (0.001, "seconds"),
        "s" | "sec" | "secs" => (1.0, "seconds"),
        "min" | "mins" | "minute" | "minutes" => (60.0, "seconds"),
        "mm" | "millimeter" | "millimeters" | "millimetre" | "millimetres" => (0.1, "centimeters"),
        "dm" => (10.0, "centimeters"),
        "cm" | "centimeters" | "centimetres" => (1.0, "centimeters"),
        "m" | "meters" | "metres" => (1.0, "meters"),
        "in" | "inch" | "inches" => (2.54, "centimeters"),
        "foot" | "feet" | "ft" => (30.48, "centimeters"),
        "deg" | "degs" | "degree" | "degrees" => (1.0, "degrees"),
        "rad" | "radian" | "radians" => (180.0 / std::f64::consts::PI, "degrees"),
        _ => return None,
    };
    let value = (amount.parse::<f64>().ok()? * factor * 1000.0).round() / 1000.0;
    Some(format!("{value} {}", if value == 1.0 { meant.trim_end_matches('s') } else { meant }))
}

/// Help for a word that people use in place of one that is expected here.
pub fn hint(word: &str, expected: impl Fn(&str) -> bool) -> Option<&'static str> {
    let lower = word.to_lowercase();
    if expected("head") && is_other_person(word) {
        return Some("a gesture is of one body, so another person cannot be named: say what this body does");
    }
    let found = |(words, meant, _): &&(&[&str], &[&str], &str)| {
        words.contains(&lower.as_str()) && meant.iter().any(|meant| expected(meant))
    };
    SYNONYMS.iter().find(found).map(|(_, _, help)| *help)
}
