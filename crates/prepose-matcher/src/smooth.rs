//! Smooths the positions of joints before they are matched.
//!
//! Input and output: frames. The one-euro filter of Casiez, Roussel and Vogel, "1€ Filter: A Simple Speed-based Low-pass
//! Filter for Noisy Input in Interactive Systems", CHI 2012, on each coordinate of each joint: still joints are held
//! still, fast ones are followed without delay. It knows nothing of gestures.

use crate::frame::{Frame, Sample, Tracking};
use crate::joint::JOINTS;
use crate::roster::{Found, Roster};

/// The parameters of the filter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneEuro {
    /// The cutoff frequency for a joint at rest, in hertz: lower holds it more still.
    pub min_cutoff: f64,
    /// By how many hertz the cutoff rises for each metre per second: higher follows with less delay.
    pub beta: f64,
    /// The cutoff frequency for the speed itself, in hertz.
    pub derivative_cutoff: f64,
}

impl Default for OneEuro {
    /// For skeletons at 30 frames a second: jitter of a joint at rest is held down, and a moving hand lags by less than
    /// a frame.
    fn default() -> OneEuro {
        OneEuro { min_cutoff: 1.5, beta: 8.0, derivative_cutoff: 1.0 }
    }
}

/// The filters of several bodies. Allocates only when it is made.
#[derive(Debug)]
pub struct Smoother {
    parameters: OneEuro,
    roster: Roster,
    bodies: Vec<[Option<Filtered>; JOINTS]>,
}

/// A joint after its last frame.
#[derive(Debug, Clone, Copy)]
struct Filtered {
    position: [f64; 3],
    /// Metres per second.
    speed: [f64; 3],
}

/// Seconds after which a body's earlier frames say nothing any more.
const GAP: f64 = 1.0;

impl Smoother {
    /// Filters for so many bodies. A parameter that is not positive and finite is replaced by its default; `beta` may
    /// be 0.
    pub fn new(parameters: OneEuro, max_bodies: usize) -> Smoother {
        let usual = OneEuro::default();
        let positive = |value: f64, usual| if value.is_finite() && value > 0.0 { value } else { usual };
        let parameters = OneEuro {
            min_cutoff: positive(parameters.min_cutoff, usual.min_cutoff),
            beta: if parameters.beta == 0.0 { 0.0 } else { positive(parameters.beta, usual.beta) },
            derivative_cutoff: positive(parameters.derivative_cutoff, usual.derivative_cutoff),
        };
        Smoother { parameters, roster: Roster::new(max_bodies), bodies: vec![[None; JOINTS]; max_bodies] }
    }

    /// Replaces the positions of a frame by smoothed ones. A joint that is not seen is left as it is, and begins anew
    /// when it is seen again, as does a body after a second or when its time goes back. Frames of more bodies than there
    /// is room for, and frames without a finite time, are left as they are.
    pub fn smooth(&mut self, frame: &mut Frame) {
        let found = if frame.time.is_finite() { self.roster.seat(frame.body, frame.time) } else { None };
        let Some(found) = found else {
            return;
        };
        let (Found::Known { place, .. } | Found::New { place }) = found;
        let joints = &mut self.bodies[place];
        let passed = match found {
            Found::Known { last, .. } => frame.time - last,
            Found::New { .. } => f64::INFINITY,
        };
        if !(0.0..=GAP).contains(&passed) {
            joints.fill(None);
        }
        for (filtered, sample) in joints.iter_mut().zip(&mut frame.joints) {
            *filtered = self.parameters.joint(*filtered, sample, passed);
        }
    }
}

impl OneEuro {
    fn joint(&self, before: Option<Filtered>, sample: &mut Sample, passed: f64) -> Option<Filtered> {
        let seen = sample.tracking != Tracking::NotTracked && sample.position.iter().all(|x| x.is_finite());
        if !seen {
            return None;
        }
        let position = sample.position.map(f64::from);
        let Some(mut filtered) = before else {
            return Some(Filtered { position, speed: [0.0; 3] });
        };
        for ((smooth, speed), measured) in filtered.position.iter_mut().zip(&mut filtered.speed).zip(position) {
            // two frames of one moment: the later measurement adds nothing
            if passed > 0.0 {
                let raw = (measured - *smooth) / passed;
                *speed += weight(self.derivative_cutoff, passed) * (raw - *speed);
                let cutoff = self.min_cutoff + self.beta * speed.abs();
                *smooth += weight(cutoff, passed) * (measured - *smooth);
            }
        }
        sample.position = filtered.position.map(|x| x as f32);
        Some(filtered)
    }
}

/// The weight of a new measurement in a first-order low-pass filter with a cutoff in hertz, for frames so many seconds
/// apart.
fn weight(cutoff: f64, passed: f64) -> f64 {
    let time_constant = 1.0 / (std::f64::consts::TAU * cutoff);
    1.0 / (1.0 + time_constant / passed)
}

#[cfg(test)]
mod tests;
