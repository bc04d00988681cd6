//! How far an attempt is, for whoever wants to see it move.
//!
//! Input: the furthest attempt of a gesture. Output: a fraction, told when it has changed enough. Not called at all
//! unless asked for.

use super::event::{Event, EventKind};
use super::pass::Pass;
use super::plan::range;

impl<F: FnMut(Event)> Pass<'_, F> {
    /// Notes how far the next step's pose is away as a step is reached.
    pub(crate) fn measure(&mut self, n: usize) {
        self.state.attempts[n].distance = self.distance(n).unwrap_or(f64::NAN);
    }

    /// Tells the progress of a gesture if it has changed by at least `least` since it was last told.
    pub(crate) fn report(&mut self, g: usize, least: f32) {
        let Some(fraction) = self.fraction(g) else {
            return;
        };
        let told = &mut self.state.standings[g].fraction;
        if told.is_nan() || (fraction - *told).abs() >= least {
            *told = fraction;
            self.tell(g, EventKind::Progress { fraction });
        }
    }

    /// Nothing while no attempt is under way or nothing of the next pose can be seen.
    fn fraction(&mut self, g: usize) -> Option<f32> {
        let n = self.state.furthest(range(&self.plan.automata[g].steps), self.plan)?;
        let away = self.distance(n)?;
        let attempt = &mut self.state.attempts[n];
        if attempt.distance.is_nan() {
            attempt.distance = away;
        }
        // a pose that was there from the start has nothing left to come nearer by
        let nearer = if away > 0.0 { 1.0 - (away / attempt.distance).clamp(0.0, 1.0) } else { 1.0 };
        let way = *self.plan.out.get(n as u32).first()?;
        let next = &self.plan.steps[self.plan.ways[way as usize].to as usize];
        let done = f64::from(self.plan.steps[n].number);
        Some(((done + nearer) / f64::from(next.of)).clamp(0.0, 1.0) as f32)
    }

    fn distance(&self, n: usize) -> Option<f64> {
        let way = &self.plan.ways[*self.plan.out.get(n as u32).first()? as usize];
        let g = self.plan.automata.partition_point(|automaton| automaton.steps.end <= n as u32);
        let node = way.to - self.plan.automata[g].steps.start;
        self.view().distance(g, node, way.timer)
    }
}
