//! The example runs, and the bytes that it runs are read by this version.

use prepose_matcher::Program;

#[path = "../examples/hand_on_head.rs"]
#[allow(dead_code)] // its `main` prints
mod example;

#[test]
fn the_example_tells_a_hand_on_the_head() {
    assert_eq!(
        example::lines().expect("a program"),
        [
            "0.00 s: Started",
            "0.00 s: step 2 of 2 waits for the pose",
            "0.50 s: step 2 of 2 waits for the pose",
            "1.00 s: step 2 of 2 waits for the pose",
            "1.50 s: step 2 of 2 waits for 0.03 s more",
            "1.53 s: completed in 1.53 s",
        ]
    );
}

/// The promise of `Program::from_bytes`: whoever changes what the bytes mean raises the version and compiles these again.
#[test]
fn bytes_of_this_version_stay_readable() {
    let bytes = include_bytes!("../examples/hand-on-head.program");
    assert_eq!(bytes[8..12], Program::VERSION.to_le_bytes());
    let program = Program::from_bytes(bytes).expect("a program");
    let gesture = &program.parts().gestures[0];
    assert_eq!((gesture.app.as_str(), gesture.name.as_str(), gesture.nodes.len()), ("demo", "hand-on-head", 2));
    assert_eq!(program.to_bytes(), bytes);
}
