//! Whether a performance is recognised.
//!
//! Input: frames of one person, a program and a gesture. Output: how far the very matcher that runs in the core gets. It
//! knows nothing of how the frames were made.

use prepose_matcher::{EventKind, Frame, Matcher, Options, Program};

/// Where the matcher stopped.
#[derive(Debug, Clone, PartialEq)]
pub struct Missed {
    /// How many steps were reached.
    pub reached: u32,
    /// Of how many.
    pub of: u32,
    /// The words of what did not hold.
    pub statement: Option<String>,
}

/// Runs the frames of one person through a matcher.
///
/// # Errors
/// How far it got, when the gesture is not completed.
pub fn recognised(program: &Program, gesture: usize, frames: &[Frame]) -> Result<(), Missed> {
    let parts = program.parts();
    let nodes = &parts.gestures[gesture].nodes;
    let mut matcher = Matcher::new(program.clone(), Options::default().with_max_bodies(1));
    let mut completed = false;
    let mut missed = Missed { reached: 0, of: nodes.iter().map(|node| node.of).min().unwrap_or(0), statement: None };
    for frame in frames {
        let mut reached = None;
        matcher.step(frame, |event| {
            if event.gesture as usize != gesture {
                return;
            }
            match event.kind {
                EventKind::Completed { .. } => completed = true,
                EventKind::Started => reached = Some(1),
                EventKind::StepReached { node } => reached = Some(nodes[node as usize].step),
                EventKind::Abandoned { node, statement } if nodes[node as usize].step > missed.reached => {
                    missed.statement = statement.map(|index| parts.statements[index as usize].text.clone());
                }
                EventKind::Abandoned { .. } | EventKind::Progress { .. } => {}
            }
        });
        if let Some(step) = reached
            && step > missed.reached
        {
            missed.reached = step;
            missed.statement = None;
        }
    }
    if completed {
        return Ok(());
    }
    if missed.statement.is_none()
        && let Some(why) = frames.last().and_then(|last| matcher.why(last.body, gesture))
    {
        missed.of = why.of;
        let lacking = why.statements.iter().find(|statement| statement.holds != Some(true));
        missed.statement = lacking.map(|lacking| parts.statements[lacking.statement as usize].text.clone());
    }
    Err(missed)
}
