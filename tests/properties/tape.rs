//! Choices: read from a tape that proptest made (so that a failing text shrinks), or drawn from a seed.

/// Numbers between nothing and everything; 0 for the simplest choice.
pub trait Choices {
    /// The next number.
    fn next(&mut self) -> u64;

    /// A number below `count`; 0 where `count` is.
    fn below(&mut self, count: usize) -> usize {
        self.next().checked_rem(count as u64).unwrap_or(0) as usize
    }

    /// One of several.
    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    /// Yes in so many of 100 cases.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) + percent >= 100
    }

    /// A number from 0 to 1.
    fn unit(&mut self) -> f64 {
        (self.next() % 1_000_003) as f64 / 1_000_003.0
    }

    /// A number between two.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }
}

/// A tape; it goes on with zeros when it has ended.
pub struct Tape<'a> {
    rest: std::slice::Iter<'a, u32>,
}

impl<'a> Tape<'a> {
    pub fn new(numbers: &'a [u32]) -> Tape<'a> {
        Tape { rest: numbers.iter() }
    }
}

impl Choices for Tape<'_> {
    fn next(&mut self) -> u64 {
        self.rest.next().map_or(0, |&number| number.into())
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Seeded(pub u64);

impl Choices for Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) >> 1
    }
}
