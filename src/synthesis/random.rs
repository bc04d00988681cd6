//! Random numbers that can be had again.
//!
//! Input: a seed and what the numbers are for. Output: a stream of numbers that depends on nothing else, so that a
//! performance can be asked for again. It knows nothing of bodies.

/// A stream of random numbers: SplitMix64 of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators",
/// OOPSLA 2014.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
}

/// The odd constant nearest to 2^64 over the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The stream of a seed for one purpose; streams of different purposes are unrelated.
    pub fn new(seed: u64, purpose: &[u64]) -> Random {
        let mut random = Random { state: seed };
        for &part in purpose {
            random.state = random.bits() ^ part.wrapping_mul(STEP);
        }
        random
    }

    fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to but not including 1, evenly.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From `low` to `high`, evenly.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Of mean 0 and standard deviation 1 (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }
}
