//! What a recording showed: bodies, times, joints, and how upright people stood.
//!
//! Input: its frames, one after the other. Output: counts, in memory that does not grow with the frames.

use std::collections::BTreeMap;

use prepose_matcher::{Frame, JOINTS, Joint, Tracking};

/// Gaps between two frames of a body that are told apart, in milliseconds: more are counted as the last.
const GAPS: usize = 2000;

/// What was seen so far.
pub struct Observed {
    trust_inferred: bool,
    pub frames: u64,
    /// In how many frames each joint was seen.
    joints: [u64; JOINTS],
    /// The time of each body's last frame.
    bodies: BTreeMap<u64, f64>,
    /// The first and the last time, in seconds.
    pub times: Option<(f64, f64)>,
    /// For frames of a body that were so many milliseconds apart, how many there were, and the sum of their gaps in seconds.
    gaps: Vec<(u64, f64)>,
    /// The sum of the trunks' directions, in the sensor's axes, and how many there were.
    trunk: ([f64; 3], u64),
}

impl Observed {
    /// Nothing yet. Joints that the sensor only inferred count as seen where they are trusted.
    pub fn new(trust_inferred: bool) -> Observed {
        Observed {
            trust_inferred,
            frames: 0,
            joints: [0; JOINTS],
            bodies: BTreeMap::new(),
            times: None,
            gaps: vec![(0, 0.0); GAPS + 1],
            trunk: ([0.0; 3], 0),
        }
    }

    /// Takes in one frame.
    pub fn add(&mut self, frame: &Frame) {
        self.frames += 1;
        for joint in Joint::ALL {
            self.joints[joint.index()] += u64::from(self.place(frame, joint).is_some());
        }
        let (first, last) = self.times.get_or_insert((frame.time, frame.time));
        (*first, *last) = (first.min(frame.time), last.max(frame.time));
        if let Some(before) = self.bodies.insert(frame.body, frame.time) {
            let gap = frame.time - before;
            let (count, sum) = &mut self.gaps[(gap * 1000.0).round().clamp(0.0, GAPS as f64) as usize];
            *count += 1;
            *sum += gap;
        }
        if let Some(up) = self.trunk_of(frame) {
            for (sum, part) in self.trunk.0.iter_mut().zip(up) {
                *sum += part;
            }
            self.trunk.1 += 1;
        }
    }

    /// How many people were told apart.
    pub fn people(&self) -> usize {
        self.bodies.len()
    }

    /// Which joints were seen at least once, by [`Joint::index`].
    pub fn seen(&self) -> [bool; JOINTS] {
        self.joints.map(|frames| frames > 0)
    }

    /// In what share of the frames a joint was seen.
    pub fn share(&self, joint: Joint) -> f64 {
        self.joints[joint.index()] as f64 / self.frames.max(1) as f64
    }

    /// The joints that were never seen.
    pub fn never_seen(&self) -> impl Iterator<Item = Joint> + '_ {
        Joint::ALL.into_iter().filter(|joint| self.joints[joint.index()] == 0)
    }

    /// Frames a second, by the median of the gaps; nothing where no body has two frames at different times.
    pub fn rate(&self) -> Option<f64> {
        let half = self.gaps.iter().map(|(count, _)| count).sum::<u64>().div_ceil(2);
        let mut passed = 0;
        let median = self.gaps.iter().find(|(count, _)| {
            passed += count;
            half > 0 && passed >= half
        });
        median.filter(|(_, sum)| *sum > 0.0).map(|(count, sum)| *count as f64 / sum)
    }

    /// By how many degrees trunks leaned toward the sensor (away from it: less than 0), on average; nothing where no trunk
    /// was seen or people did not stand.
    pub fn lean(&self) -> Option<f64> {
        let ([_, y, z], count) = self.trunk;
        let upright = y / count.max(1) as f64 > 0.5;
        (count > 0 && upright).then(|| -z.atan2(y).to_degrees() + 0.0)
    }

    /// The unit vector from the middle of the hips to the middle of the shoulders.
    fn trunk_of(&self, frame: &Frame) -> Option<[f64; 3]> {
        let middle = |left, right| {
            let (a, b) = (self.place(frame, left)?, self.place(frame, right)?);
            Some([0, 1, 2].map(|axis| f64::from(a[axis] + b[axis]) / 2.0))
        };
        let low = middle(Joint::HipLeft, Joint::HipRight)?;
        let high = middle(Joint::ShoulderLeft, Joint::ShoulderRight)?;
        let way = [0, 1, 2].map(|axis| high[axis] - low[axis]);
        let length = way.iter().map(|part| part * part).sum::<f64>().sqrt();
        (length > 0.01).then(|| way.map(|part| part / length))
    }

    fn place(&self, frame: &Frame, joint: Joint) -> Option<[f32; 3]> {
        let sample = frame.joint(joint);
        let seen = match sample.tracking {
            Tracking::Tracked => true,
            Tracking::Inferred => self.trust_inferred,
            Tracking::NotTracked => false,
        };
        (seen && sample.position.iter().all(|part| part.is_finite())).then_some(sample.position)
    }
}
