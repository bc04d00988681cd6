//! The matcher again, slow and obvious: every condition evaluated for every frame, attempts in maps, whole bodies as
//! snapshots. What it shares with the real one is only the body and the value of a quantity.
#![allow(dead_code)]

use std::collections::{BTreeMap, HashMap};

use prepose_matcher::program::{Parts, Program};
use prepose_matcher::{Body, Event, EventKind, Frame, Proportions, evaluate};

pub struct Naive {
    parts: Parts,
    people: HashMap<u64, Person>,
}

#[derive(Clone, Copy, Default)]
struct Run {
    since: Option<f64>,
    began: f64,
    now: Option<bool>,
    before: Option<bool>,
}

#[derive(Clone)]
struct Attempt {
    reached: f64,
    held: f64,
    started: f64,
    snapshot: Body,
    // of relative steps after this one
    runs: BTreeMap<usize, Run>,
}

#[derive(Default)]
struct Person {
    last: Option<f64>,
    runs: Vec<Run>,
    attempts: BTreeMap<(usize, usize), Attempt>,
    armed: BTreeMap<(usize, usize), (f64, Body, Run)>,
    completed: HashMap<usize, f64>,
    told: HashMap<usize, u32>,
}

impl Run {
    fn advance(&mut self, truth: Option<bool>, time: f64, passed: f64) {
        (self.before, self.now) = (self.now, truth);
        match truth {
            Some(true) if self.since.is_none() => (self.since, self.began) = (Some(time), time),
            Some(true) => {}
            Some(false) => self.since = None,
            None => self.since = self.since.map(|since| since + passed),
        }
    }
}

impl Naive {
    pub fn new(program: &Program) -> Naive {
        Naive { parts: program.parts().clone(), people: HashMap::new() }
    }

    pub fn step(&mut self, frame: &Frame) -> Vec<Event> {
        let mut person = self.people.remove(&frame.body).unwrap_or_default();
        if person.last.is_some_and(|last| frame.time < last) {
            person = Person::default();
        }
        let mut scene = Scene {
            parts: &self.parts,
            body: Body::from_frame(frame, Proportions::Canonical, true),
            time: frame.time,
            passed: person.last.map_or(0.0, |last| frame.time - last),
            who: frame.body,
            events: Vec::new(),
        };
        scene.play(&mut person);
        person.last = Some(frame.time);
        self.people.insert(frame.body, person);
        scene.events
    }
}

struct Scene<'a> {
    parts: &'a Parts,
    body: Body,
    time: f64,
    passed: f64,
    who: u64,
    events: Vec<Event>,
}

impl Scene<'_> {
    fn play(&mut self, person: &mut Person) {
        person.runs.resize(self.parts.conditions.len(), Run::default());
        if self.passed > 1.0 {
            let attempts = person.attempts.values_mut().flat_map(|a| a.runs.values_mut());
            let armed = person.armed.values_mut().map(|(.., run)| run);
            person.runs.iter_mut().chain(attempts).chain(armed).for_each(|run| run.since = None);
        }
        for condition in 0..self.parts.conditions.len() {
            let truth = self.condition(condition, None);
            person.runs[condition].advance(truth, self.time, self.passed);
        }
        for gesture in 0..self.parts.gestures.len() {
            self.gesture(person, gesture);
        }
    }

    fn gesture(&mut self, person: &mut Person, g: usize) {
        let gesture = &self.parts.gestures[g];
        let nodes = &gesture.nodes;
        let successors = |k: usize| (0..nodes.len()).filter(move |&n| nodes[n].after.contains(&(k as u32)));
        let parts = self.parts;
        let relative = |n: usize| is_relative(parts, nodes[n].condition as usize);
        let condition = |n: usize| nodes[n].condition as usize;

        for (n, node) in nodes.iter().enumerate().filter(|&(n, node)| node.entry && relative(n)) {
            let fresh = || (self.time, self.body.clone(), Run::default());
            let armed = person.armed.entry((g, n)).or_insert_with(fresh);
            if self.time - armed.0 > node.latest && armed.2.since.is_none() {
                *armed = fresh();
            }
            let truth = self.condition(condition(n), Some(&armed.1));
            armed.2.advance(truth, self.time, self.passed);
        }
        for k in 0..nodes.len() {
            let Some(attempt) = person.attempts.get_mut(&(g, k)) else { continue };
            for n in successors(k).filter(|&n| relative(n)) {
                let truth = self.condition(condition(n), Some(&attempt.snapshot));
                attempt.runs.entry(n).or_default().advance(truth, self.time, self.passed);
            }
            if !relative(k) && person.runs[condition(k)].now == Some(true) {
                attempt.held = self.time;
            }
        }
        let completed = |person: &Person| person.completed.get(&g).copied();
        let run_into = |person: &Person, k: usize, n: usize| match relative(n) {
            true => person.attempts[&(g, k)].runs.get(&n).copied().unwrap_or_default(),
            false => person.runs[condition(n)],
        };

        for n in (0..nodes.len()).rev() {
            for &k in &nodes[n].after {
                let k = k as usize;
                let Some(from) = person.attempts.get(&(g, k)).cloned() else { continue };
                let run = run_into(person, k, n);
                let (Some(since), Some(true)) = (run.since, run.now) else { continue };
                let start = since.max(from.reached);
                let elapsed = (start - from.held).max(0.0);
                let in_time = nodes[n].earliest <= elapsed && elapsed <= nodes[n].latest;
                if !in_time || self.time - start < nodes[n].hold {
                    continue;
                }
                if nodes[n].accept {
                    if completed(person).is_none_or(|completed| run.began > completed) {
                        return self.complete(person, g, from.started);
                    }
                    continue;
                }
                person.attempts.remove(&(g, k));
                match person.attempts.get_mut(&(g, n)) {
                    Some(there) if run.before == Some(true) => there.held = self.time,
                    _ => {
                        person.attempts.insert((g, n), self.attempt(from.started));
                        self.announce(person, g, n, EventKind::StepReached { node: n as u32 });
                    }
                }
            }
        }

        let cool = completed(person).is_none_or(|completed| self.time >= completed + gesture.cooldown);
        let unlocked = gesture.unlocked_by.is_none_or(|(other, window)| {
            person.completed.get(&(other as usize)).is_some_and(|completed| self.time - completed <= window)
        });
        for n in (0..nodes.len()).filter(|&n| nodes[n].entry && cool && unlocked) {
            let run = if relative(n) { person.armed[&(g, n)].2 } else { person.runs[condition(n)] };
            let (Some(since), Some(true)) = (run.since, run.now) else { continue };
            if self.time - since < nodes[n].hold {
                continue;
            }
            if nodes[n].accept {
                if completed(person).is_none_or(|completed| run.began > completed) {
                    return self.complete(person, g, since);
                }
            } else if !person.attempts.contains_key(&(g, n)) {
                let first = !person.attempts.keys().any(|&(of, _)| of == g);
                person.attempts.insert((g, n), self.attempt(since));
                let reached = EventKind::StepReached { node: n as u32 };
                self.announce(person, g, n, if first { EventKind::Started } else { reached });
            }
        }

        let mut dead: Vec<(usize, Attempt)> = Vec::new();
        for k in 0..nodes.len() {
            let Some(attempt) = person.attempts.get(&(g, k)).cloned() else { continue };
            let patience = successors(k).map(|n| nodes[n].latest).fold(0.0, f64::max);
            let holding = successors(k).any(|n| {
                let since = run_into(person, k, n).since;
                since.is_some_and(|since| (since.max(attempt.reached) - attempt.held).max(0.0) <= nodes[n].latest)
            });
            if self.time - attempt.held > patience && !holding {
                person.attempts.remove(&(g, k));
                dead.push((k, attempt));
            }
        }
        if person.attempts.keys().any(|&(of, _)| of == g) {
            return;
        }
        // of equally far ones `max_by_key` takes the last
        let Some((k, attempt)) = dead.into_iter().max_by_key(|(k, _)| nodes[*k].step) else { return };
        let next = successors(k).next().unwrap();
        let statements = &self.parts.conditions[condition(next)].statements;
        let first = |truth| statements.iter().copied().find(|&s| self.statement(s, Some(&attempt.snapshot)) == truth);
        let statement = first(Some(false)).or_else(|| first(None));
        person.told.remove(&g);
        self.tell(g, EventKind::Abandoned { node: next as u32, statement });
    }

    fn attempt(&self, started: f64) -> Attempt {
        let (reached, held, snapshot) = (self.time, self.time, self.body.clone());
        Attempt { reached, held, started, snapshot, runs: BTreeMap::new() }
    }

    fn complete(&mut self, person: &mut Person, g: usize, since: f64) {
        person.attempts.retain(|&(of, _), _| of != g);
        person.completed.insert(g, self.time);
        person.told.remove(&g);
        for (_, armed) in person.armed.iter_mut().filter(|((of, _), _)| *of == g) {
            *armed = (self.time, self.body.clone(), Run::default());
        }
        self.tell(g, EventKind::Completed { since });
    }

    fn announce(&mut self, person: &mut Person, g: usize, n: usize, kind: EventKind) {
        let step = self.parts.gestures[g].nodes[n].step;
        if step > person.told.get(&g).copied().unwrap_or(0) {
            person.told.insert(g, step);
            self.tell(g, kind);
        }
    }

    fn tell(&mut self, g: usize, kind: EventKind) {
        self.events.push(Event { time: self.time, body: self.who, gesture: g as u32, kind });
    }

    fn condition(&self, condition: usize, began: Option<&Body>) -> Option<bool> {
        all(self.parts.conditions[condition].statements.iter().map(|&s| self.statement(s, began)))
    }

    fn statement(&self, statement: u32, began: Option<&Body>) -> Option<bool> {
        all(self.parts.statements[statement as usize].atoms.iter().map(|&a| {
            let atom = self.parts.atoms[a as usize];
            let value = evaluate(&self.parts.quantities[atom.quantity as usize], &self.body, began)?;
            Some(if atom.at_least { value >= atom.bound } else { value <= atom.bound })
        }))
    }
}

fn is_relative(parts: &Parts, condition: usize) -> bool {
    let statements = parts.conditions[condition].statements.iter().map(|&s| &parts.statements[s as usize]);
    let mut atoms = statements.flat_map(|s| &s.atoms).map(|&a| parts.atoms[a as usize]);
    atoms.any(|a| parts.quantities[a.quantity as usize].is_relative())
}

fn all(truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let truths: Vec<_> = truths.collect();
    if truths.contains(&Some(false)) {
        Some(false)
    } else if truths.contains(&None) {
        None
    } else {
        Some(true)
    }
}
