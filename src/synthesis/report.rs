//! Why a gesture cannot be performed, in words.
//!
//! Input: the step at which planning stopped. Output: a message for whoever wrote the gesture. It knows nothing of how
//! the step was found impossible.

use thiserror::Error;

use super::plan::PlanFailure;
use super::planner::Infeasible;
use super::solve::{Conflict, Lack};
use crate::typed::{Gesture, Node};

/// Why a gesture cannot be performed.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum CannotPerform {
    /// No body was found for a pose.
    #[error("no body was found for the pose `{pose}`: {shortfall}")]
    Pose {
        /// The step, an index of [`Gesture::nodes`].
        node: usize,
        /// The pose's name.
        pose: String,
        /// The statements that do not go together, as indices of [`Node::statements`].
        statements: Vec<usize>,
        /// The same in words, with what the nearest body lacks.
        shortfall: String,
    },
    /// A step allows less time than a body needs.
    #[error(
        "the pose `{pose}` must come within {latest} seconds, and no body turns {degrees} degrees so fast; give the \
         step more time, or make the way shorter"
    )]
    Pace {
        /// The step, an index of [`Gesture::nodes`].
        node: usize,
        /// The pose's name.
        pose: String,
        /// Seconds.
        latest: f64,
        /// How far the fastest bone turns.
        degrees: u32,
    },
    /// A step must not come soon after one whose pose is held until it comes.
    #[error(
        "the pose `{before}` is still held when the pose `{pose}` is met, so no time passes between them; leave \
         `slowly` out, or make the two exclude each other"
    )]
    Overlap {
        /// The step, an index of [`Gesture::nodes`].
        node: usize,
        /// The pose's name.
        pose: String,
        /// The name of the pose before.
        before: String,
    },
    /// The gesture that must come first cannot be performed.
    #[error("the gesture `{gesture}` must come first: {why}")]
    Unlock {
        /// Its name.
        gesture: String,
        /// Why not; steps are its own.
        why: Box<CannotPerform>,
    },
    /// The performance is not recognised, however often the person tries.
    #[error(
        "person {} reached {reached} of {of} steps however often they tried{}; allow the pose more tolerance or the \
         step more time",
        person + 1,
        statement.as_ref().map_or(String::new(), |words| format!(", for want of `{words}`"))
    )]
    NotRecognised {
        /// Which person, from 0.
        person: usize,
        /// How many steps were reached.
        reached: u32,
        /// Of how many.
        of: u32,
        /// The author's words of what did not hold.
        statement: Option<String>,
    },
    /// The matcher does not take the gesture.
    #[error("the gesture `{gesture}` is too large to run: {limit}")]
    TooLarge {
        /// The gesture's name.
        gesture: String,
        /// What it is over.
        limit: String,
    },
    /// No step completes the gesture.
    #[error("the gesture `{gesture}` has no step that completes it; give it at least one step")]
    NoWay {
        /// The gesture's name.
        gesture: String,
    },
}

/// Puts into words where planning failure.
pub fn report(gesture: &Gesture, unlock: Option<&Gesture>, failure: &PlanFailure) -> CannotPerform {
    match unlock.filter(|_| failure.unlocking) {
        Some(unlock) => {
            CannotPerform::Unlock { gesture: unlock.name.clone(), why: Box::new(one_step(unlock, failure)) }
        }
        None => one_step(gesture, failure),
    }
}

fn one_step(gesture: &Gesture, failure: &PlanFailure) -> CannotPerform {
    let node = &gesture.nodes[failure.node];
    match &failure.why {
        Infeasible::Conflict(conflict) => CannotPerform::Pose {
            node: failure.node,
            pose: node.pose.clone(),
            statements: conflict.statements.clone(),
            shortfall: shortfall(node, conflict),
        },
        Infeasible::Overlap { before } => CannotPerform::Overlap {
            node: failure.node,
            pose: node.pose.clone(),
            before: gesture.nodes[*before].pose.clone(),
        },
        Infeasible::Pace { latest, travel } => CannotPerform::Pace {
            node: failure.node,
            pose: node.pose.clone(),
            latest: *latest,
            degrees: travel.to_degrees().round() as u32,
        },
    }
}

fn shortfall(node: &Node, conflict: &Conflict) -> String {
    let words = |i: &usize| node.statements.get(*i).map_or(String::new(), |s| format!("`{}`", s.text));
    let all: Vec<String> = conflict.statements.iter().map(words).collect();
    let mut message = match &all[..] {
        [] => "its statements ask for more than joints allow".to_string(),
        [one] => format!("{one} asks for more than a body can do"),
        [first, second] => format!("{first} and {second} do not go together"),
        [rest @ .., last] => format!("{} and {last} do not go together", rest.join(", ")),
    };
    if let Some((statement, lack)) = conflict.worst {
        let lack = match lack {
            Lack::Angle(radians) => format!("{} degrees", radians.to_degrees().ceil()),
            Lack::Length(metres) => format!("{} centimeters", (metres * 100.0).ceil()),
        };
        message += &format!("; at the nearest, {} lacks {lack}", words(&statement));
    }
    if let Some((joint, radians)) = conflict.strained {
        message += &format!("; the {} would bend {} degrees too far", joint.words(), radians.to_degrees().ceil());
    }
    message + "; change or leave out one of them"
}
