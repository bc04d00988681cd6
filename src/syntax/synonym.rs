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
    (
        &["finger", "fingers", "fingertip", "fingertips"],
        &["head", "hand"],
        "name the `hand tip`, as in `left hand tip`",
    ),
    (&["forearm", "forearms"], &["head", "elbow"], "the forearm is the bone that ends in the `wrist`"),
    (&["thigh", "thighs"], &["head", "elbow"], "the thigh is the bone that ends in the `knee`"),
    (&["shin", "shins", "calf", "calves"], &["head", "elbow"], "the shin is the bone that ends in the `ankle`"),
    (&["chest", "torso", "trunk", "body", "waist"], &["head"], "name the `spine`, `spine mid` or `spine shoulder`"),
    (&["face", "nose", "chin", "ear", "ears", "mouth"], &["head"], "name the `head`"),
    (&["toe", "toes", "heel", "heels"], &["head", "elbow"], "name the `foot` or the `ankle`"),
    (
        &["arm", "leg", "shoulder", "elbow", "wrist", "hand", "thumb", "hip", "knee", "ankle", "foot"],
        &["head"],
        "say which: put `left`, `right` or `either` before it, or name both, as in `arms` or `knees`",
    ),
    (
        &["raise", "lift", "stretch"],
        &["point"],
        "say where it points, `point your left arm up`, or what it is above, `put`",
    ),
    (&["place", "hold"], &["put"], "say `put`, as in `put your left hand above your head`"),
    (&["turn", "twist"], &["rotate"], "say `rotate`, as in `rotate your left wrist 45 degrees up`"),
    (&["flex", "fold"], &["bend"], "say `bend`, as in `bend your left elbow at least 90 degrees`"),
    (&["extend", "straight"], &["straighten"], "say `straighten`, as in `straighten your left elbow`"),
    (&["quickly", "fast", "quick"], &["rapidly"], "say `rapidly`"),
    (&["slow"], &["slowly"], "say `slowly`"),
    (&["minute", "minutes"], &["seconds"], "times are in `seconds`: a minute is `60 seconds`"),
    (&["inch", "inches", "feet", "millimeters", "mm"], &["centimeters"], "lengths are in `centimeters` or `meters`"),
    (&["with"], &["within"], "did you mean `within`?"),
    (&["for"], &["and"], "write `and hold for 2 seconds`"),
    (&["percent", "radians"], &["degrees"], "angles are in `degrees`"),
];

/// Help for a word that people use in place of one that is expected here.
pub fn hint(word: &str, expected: impl Fn(&str) -> bool) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let found = |(words, meant, _): &&(&[&str], &[&str], &str)| {
        words.contains(&lower.as_str()) && meant.iter().any(|meant| expected(meant))
    };
    SYNONYMS.iter().find(found).map(|(_, _, help)| *help)
}
