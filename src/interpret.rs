//! The slow, obvious interpreter of typed gestures, against which the compiled matcher is tested.
//!
//! Input: typed gestures, then frames. Output: the same [`Event`]s as the matcher's, for every frame at once. It keeps
//! whole bodies where the matcher keeps numbers, compares angles where the matcher compares cosines, and looks at every
//! step of every gesture at every frame. It knows nothing of programs, nor of how the matcher works.

use prepose_matcher::{Body, Event, EventKind, Frame, Options};

use crate::typed::Gesture;

mod attempt;
mod pass;
mod truth;

use attempt::Attempts;
pub use truth::margin;

/// Seconds between two frames of a body above which it was out of sight.
const GAP: f64 = 1.0;
/// Seconds without a frame after which a body makes room for another.
const GONE: f64 = 2.0;

/// Typed gestures at work. In an [`EventKind::Abandoned`], `statement` is an index of the step's own statements, where
/// the matcher's is one of the program's.
#[derive(Debug, Clone)]
pub struct Interpreter {
    gestures: Vec<Gesture>,
    options: Options,
    slack: f64,
    people: Vec<Person>,
}

/// What is remembered of one body.
#[derive(Debug, Clone)]
struct Person {
    body: u64,
    /// When it was last seen.
    time: f64,
    gestures: Vec<Attempts>,
}

impl Interpreter {
    /// An interpreter that has seen no frame. The gestures stand in the order of the compiled program. Progress is never
    /// told.
    pub fn new(gestures: &[Gesture], options: &Options) -> Interpreter {
        Interpreter { gestures: unlocking_first(gestures), options: options.clone(), slack: 0.0, people: Vec::new() }
    }

    /// Lets every constraint be broken by so much, in radians or metres; less than 0 asks for more than is written. Where
    /// a little of it makes a difference, rounding decides.
    pub fn with_slack(self, slack: f64) -> Interpreter {
        Interpreter { slack, ..self }
    }

    /// The gestures in the order in which events count them.
    pub fn gestures(&self) -> &[Gesture] {
        &self.gestures
    }

    /// Takes in one frame.
    pub fn step(&mut self, frame: &Frame) -> Vec<Event> {
        let mut events = Vec::new();
        let Some(place) = self.place(frame) else { return events };
        let person = &mut self.people[place];
        let time = frame.time;
        let passed = time - person.time;
        person.time = time;
        if passed < 0.0 {
            person.gestures = self.gestures.iter().map(Attempts::new).collect();
        }
        if passed > GAP {
            person.gestures.iter_mut().for_each(Attempts::forget_runs);
        }
        let body = Body::from_frame(frame, self.options.proportions, self.options.trust_inferred);
        for (index, gesture) in self.gestures.iter().enumerate() {
            let unlocked = gesture.after.as_ref().is_none_or(|(name, seconds)| {
                let other = self.gestures.iter().position(|other| other.app == gesture.app && other.name == *name);
                let completed = other.and_then(|other| person.gestures[other].completed);
                completed.is_some_and(|completed| time - completed <= *seconds)
            });
            let attempts = &mut person.gestures[index];
            let moment = pass::Moment { time, passed: passed.max(0.0), body: &body, slack: self.slack, unlocked };
            let tell = |kind: EventKind| events.push(Event { time, body: frame.body, gesture: index as u32, kind });
            pass::pass(gesture, attempts, &moment, tell);
        }
        events
    }

    /// Where the frame's body is remembered; nothing when there is no room for it.
    fn place(&mut self, frame: &Frame) -> Option<usize> {
        if !frame.time.is_finite() {
            return None;
        }
        if let Some(known) = self.people.iter().position(|person| person.body == frame.body) {
            return Some(known);
        }
        let person =
            Person { body: frame.body, time: frame.time, gestures: self.gestures.iter().map(Attempts::new).collect() };
        if self.people.len() < self.options.max_bodies {
            self.people.push(person);
            return Some(self.people.len() - 1);
        }
        let longest_gone = |a: &&usize, b: &&usize| self.people[**a].time.total_cmp(&self.people[**b].time);
        let gone: Vec<usize> = (0..self.people.len()).filter(|&i| frame.time - self.people[i].time >= GONE).collect();
        let place = *gone.iter().min_by(longest_gone)?;
        self.people[place] = person;
        Some(place)
    }
}

/// The order of the compiled program: as given, but right before a gesture stands the one that unlocks it, if it does not
/// stand further up already.
fn unlocking_first(gestures: &[Gesture]) -> Vec<Gesture> {
    let mut ordered: Vec<Gesture> = Vec::new();
    for gesture in gestures {
        let mut chain = vec![gesture];
        while let Some((name, _)) = &chain[chain.len() - 1].after {
            let unlocking = gestures.iter().find(|other| other.app == gesture.app && other.name == *name);
            match unlocking.filter(|other| !chain.iter().any(|known| std::ptr::eq(*known, *other))) {
                Some(unlocking) => chain.push(unlocking),
                None => break,
            }
        }
        for gesture in chain.into_iter().rev() {
            if !ordered.iter().any(|known| known.app == gesture.app && known.name == gesture.name) {
                ordered.push(gesture.clone());
            }
        }
    }
    ordered
}
