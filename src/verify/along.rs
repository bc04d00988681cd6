//! Whether a gesture can fire along the poses of another motion.
//!
//! Input: places at which a body can be, one after another, and a gesture. Output: whether all steps of the gesture can be
//! met at places in that order; if so, which at which. Invariant: "never" is said only where every question that stands
//! in between was refuted. It knows nothing of what the places are.

use super::ask::Asker;
use super::decide::Answer;
use super::fact::Bodies;
use super::model::{Model, Pose};
use crate::typed::Node;

/// A place at which a body can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before the motion, at rest.
    Before,
    /// At a step of the motion.
    Step(usize),
    /// After it, at rest again.
    After,
}

/// What came of it.
#[derive(Debug)]
pub enum Along {
    /// It cannot fire.
    Never,
    /// It fires on a body that only rests, so it has nothing to do with the motion.
    AtRest,
    /// Its steps can be met: each node at a place, with a body.
    Fires(Vec<(usize, Place, Bodies)>),
    /// It may be that they can.
    Unknown(String),
}

/// The places of a motion: the nodes of a gesture, or a single place, and who is at rest before and after.
pub struct Places<'m> {
    /// The nodes; predecessors first.
    pub nodes: &'m [Node],
    /// Which nodes a gesture may use that can only begin when this one is complete.
    pub only_end: bool,
    /// Whether the person rests before and after.
    pub rests: bool,
    /// Whether each place is one body; else the body moves about in it.
    pub still: bool,
}

/// Follows a gesture along places; `meet` answers whether a body can be at a place's node and in a pose of the gesture.
pub fn follow(places: &Places, gesture: &Model, asker: &Asker, meet: &mut dyn FnMut(usize, &Pose) -> Answer) -> Along {
    let count = places.nodes.len() + 2;
    let nodes = &gesture.gesture.nodes;
    let usable = |node: usize| !places.only_end || places.nodes[node].accept;
    let resting: Vec<bool> = gesture.poses.iter().map(|pose| places.rests && rests(pose, asker)).collect();
    // for each node of the gesture, where it can be met when all before it were, and whether only perhaps
    let mut reached: Vec<Vec<Option<Met>>> = Vec::with_capacity(nodes.len());
    let mut answers: Vec<Vec<Option<Answer>>> = gesture.poses.iter().map(|_| vec![None; places.nodes.len()]).collect();
    let mut open: Option<String> = None;
    for (n, node) in nodes.iter().enumerate() {
        let allowed: Vec<Option<From>> = match node.entry {
            true => vec![Some(None); count],
            false => since(places, &reached, node),
        };
        let pose = gesture.pose_of[n];
        let mut here = vec![None; count];
        for (at, from) in allowed.iter().enumerate() {
            let Some(from) = *from else { continue };
            let from = match from {
                Some((before, there)) if there == at && places.still => {
                    // one body is in both poses, or the step before was met at an earlier place
                    match (place(at, count), gesture.pose_of[before]) {
                        (Place::Step(step), other) if other != pose => {
                            let both = Pose::both(&gesture.poses[other], &gesture.poses[pose]);
                            match matches!(meet(step, &both), Answer::Refuted(_)) {
                                true => match earlier(places, &reached, node, at) {
                                    Some(from) => Some(from),
                                    None => continue,
                                },
                                false => Some((before, there)),
                            }
                        }
                        _ => Some((before, there)),
                    }
                }
                from => from,
            };
            let met = match place(at, count) {
                Place::Before if places.only_end => false,
                Place::Before | Place::After => resting[pose],
                Place::Step(step) if !usable(step) => false,
                Place::Step(step) => {
                    let answer = answers[pose][step].get_or_insert_with(|| meet(step, &gesture.poses[pose]));
                    match answer {
                        Answer::Met(_) => true,
                        Answer::Refuted(_) => false,
                        Answer::Open(reason) => {
                            open.get_or_insert(reason.clone());
                            true
                        }
                    }
                }
            };
            if met {
                here[at] = Some(Met { from });
            }
        }
        reached.push(here);
    }
    let ends = nodes.iter().enumerate().filter(|(_, node)| node.accept);
    let mut chains = ends.flat_map(|(n, _)| (0..count).filter(move |_| true).map(move |at| (n, at)));
    let mut only_rest = false;
    let end = chains.find(|&(n, at)| {
        let complete = reached[n][at].is_some();
        let rests_only = complete && places.rests && chain(&reached, n, at).iter().all(|&(_, at)| at == 0);
        only_rest |= rests_only;
        complete && !rests_only
    });
    if only_rest {
        return Along::AtRest;
    }
    let Some((n, at)) = end else { return Along::Never };
    if let Some(reason) = open {
        return Along::Unknown(reason);
    }
    let bodies = |(n, at): (usize, usize)| {
        let place = place(at, count);
        let body = match place {
            Place::Step(step) => match &answers[gesture.pose_of[n]][step] {
                Some(Answer::Met(bodies)) => **bodies,
                _ => asker.rest,
            },
            _ => asker.rest,
        };
        (n, place, body)
    };
    Along::Fires(chain(&reached, n, at).into_iter().map(bodies).collect())
}

/// The node met before, and where; nothing for a first step.
type From = Option<(usize, usize)>;

#[derive(Clone, Copy)]
struct Met {
    from: From,
}

fn place(at: usize, count: usize) -> Place {
    match at {
        0 => Place::Before,
        at if at + 1 == count => Place::After,
        at => Place::Step(at - 1),
    }
}

/// Whether a body at rest is in a pose.
fn rests(pose: &Pose, asker: &Asker) -> bool {
    pose.facts.iter().all(|fact| fact.holds(&asker.rest, 0.0)) && !pose.is_relative()
}

/// A step before that was met at a place before this one.
fn earlier(places: &Places, reached: &[Vec<Option<Met>>], node: &Node, at: usize) -> Option<(usize, usize)> {
    let count = places.nodes.len() + 2;
    let before_here: Vec<usize> = match place(at, count) {
        Place::Before => return None,
        Place::Step(step) => {
            let own = places.nodes[step].after.iter().map(|&b| b + 1);
            own.chain(places.nodes[step].entry.then_some(0)).collect()
        }
        Place::After => (0..places.nodes.len()).filter(|&b| places.nodes[b].accept).map(|b| b + 1).collect(),
    };
    let carried = since(places, reached, node);
    before_here.into_iter().find_map(|b| carried[b].flatten())
}

/// For each place whether a step before was met there or at a place before it.
fn since(places: &Places, reached: &[Vec<Option<Met>>], node: &Node) -> Vec<Option<From>> {
    let count = places.nodes.len() + 2;
    let mut allowed: Vec<Option<From>> = vec![None; count];
    for &before in &node.after {
        // predecessors of a place stand before it, so one pass carries everything on
        let mut carried: Vec<Option<From>> = vec![None; count];
        for at in 0..count {
            let own = reached[before][at].map(|_| Some((before, at)));
            let inherited = || match place(at, count) {
                Place::Before => None,
                Place::Step(step) if places.nodes[step].entry => {
                    carried[0].or_else(|| places.nodes[step].after.iter().find_map(|&b| carried[b + 1]))
                }
                Place::Step(step) => places.nodes[step].after.iter().find_map(|&b| carried[b + 1]),
                Place::After => {
                    (0..places.nodes.len()).filter(|&b| places.nodes[b].accept).find_map(|b| carried[b + 1])
                }
            };
            carried[at] = own.or_else(inherited);
        }
        for (allowed, carried) in allowed.iter_mut().zip(carried) {
            if allowed.is_none() {
                *allowed = carried;
            }
        }
    }
    allowed
}

/// The nodes from a first step to one, each with its place.
fn chain(reached: &[Vec<Option<Met>>], node: usize, at: usize) -> Vec<(usize, usize)> {
    let mut chain = vec![(node, at)];
    let mut here = reached[node][at];
    while let Some(Met { from: Some((n, at)) }) = here {
        chain.push((n, at));
        here = reached[n][at];
    }
    chain.reverse();
    chain
}
