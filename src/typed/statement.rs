//! From one statement to constraints.

use std::collections::BTreeMap;
use std::f64::consts::PI;

use nalgebra::{Rotation3, Unit, Vector3};
use prepose_matcher::Joint::{self, *};
use prepose_matcher::program::Axis;

use super::Constraint;
use super::bound::{self, DEGREES, METERS, Range};
use super::parts::{self, Hand};
use super::settings::{ALIGN, ANGLE, CONTACT, Settings};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{
    Amount, Bound, Compass, Direction, Measure, Part, PartKind, Plane, Relation, Statement, StatementKind, Way,
};

/// The direction that each joint's bone was sent to by `point` and `rotate`.
pub type Targets = BTreeMap<Joint, Vector3<f64>>;

/// The least difference of coordinates that `put` asks for, in metres.
const PUT: f64 = 0.01;
/// The largest length that a statement can name, in metres: nobody is larger.
const LARGEST: f64 = 3.0;

/// What a statement's meaning depends on.
pub struct Context<'a> {
    /// Which side `either` is.
    pub chosen: Hand,
    /// The tolerances.
    pub settings: &'a Settings,
    /// Where the step before sent the bones.
    pub before: &'a Targets,
}

/// What one statement asks for.
#[derive(Debug, Default)]
pub struct Lowered {
    pub constraints: Vec<Constraint>,
    /// Where it sends bones.
    pub targets: Targets,
    /// The joints whose earlier `point` in the same pose it turns.
    pub replaces: Vec<Joint>,
}

/// The constraints of one statement; `here` is where earlier statements of the same pose sent the bones.
pub fn lower(
    statement: &Statement,
    context: &Context<'_>,
    here: &Targets,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Lowered> {
    let mut lowering = Lowering { context, here, span: statement.span, out: Lowered::default(), diagnostics };
    let negated = statement.negated.is_some();
    if negated && !lowering.can_negate(&statement.kind) {
        return None;
    }
    lowering.statement(&statement.kind, negated)?;
    Some(lowering.out)
}

struct Lowering<'a> {
    context: &'a Context<'a>,
    here: &'a Targets,
    span: Span,
    out: Lowered,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Lowering<'_> {
    fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message).help(help));
    }

    fn can_negate(&mut self, kind: &StatementKind) -> bool {
        let two_sided = |amount: &Amount| matches!(amount.bound, Bound::Between(..) | Bound::About(_));
        let (fine, help) = match kind {
            StatementKind::Rotate { .. } | StatementKind::Move { .. } | StatementKind::Compose(_) => {
                (false, "leave `don't` out and say where the part is instead")
            }
            StatementKind::Bend { amount, .. } | StatementKind::Keep { amount, .. } if two_sided(amount) => {
                (false, "say `at least` or `at most`; outside of two bounds would be two poses")
            }
            StatementKind::Put { amount: Some(amount), .. } if !matches!(amount.bound, Bound::AtLeast(_)) => {
                (false, "say `at least` or leave the amount out")
            }
            _ => (true, ""),
        };
        if !fine {
            self.report(Code::CannotNegate, self.span, "`don't` cannot turn round what is said here", help);
        }
        fine
    }

    fn statement(&mut self, kind: &StatementKind, negated: bool) -> Option<()> {
        match kind {
            StatementKind::Point { parts, direction, within } => {
                let angle = self.tolerance(within.as_ref())?;
                self.point(parts, direction, angle, negated)
            }
            StatementKind::Rotate { parts, angle, way, within } => {
                let tolerance = self.tolerance(within.as_ref())?;
                let by = bound::within(angle, &DEGREES, 180.0, self.diagnostics)?;
                self.rotate(parts, by, way, tolerance)
            }
            StatementKind::Touch { part, hand, within } => {
                let length = self.contact(within.as_ref())?;
                self.near(std::slice::from_ref(hand), part, length, negated)
            }
            StatementKind::Near { parts, within, part } => {
                let length = bound::within(within, &METERS, LARGEST, self.diagnostics)?;
                self.near(parts, part, length, negated)
            }
            StatementKind::Put { parts, amount, relation, part } => {
                self.put(parts, amount.as_ref(), *relation, part, negated)
            }
            StatementKind::Connect { parts, to, within } => {
                let length = self.contact(within.as_ref())?;
                match to {
                    Some(to) => self.near(parts, to, length, negated),
                    None => self.apart(parts, Range { low: None, high: Some(length) }, negated),
                }
            }
            StatementKind::Keep { parts, amount } => {
                let range = bound::range(amount, &METERS, LARGEST, None, self.diagnostics)?;
                self.apart(parts, range, negated)
            }
            StatementKind::Align { parts, within } => {
                let angle = match within {
                    Some(measure) => bound::within(measure, &DEGREES, 180.0, self.diagnostics)?,
                    None => self.context.settings.angle.unwrap_or(ALIGN),
                };
                self.align(parts, angle, negated)
            }
            StatementKind::Bend { parts, amount, within } => {
                if let (Some(within), Bound::AtLeast(_) | Bound::AtMost(_) | Bound::Between(..)) =
                    (within, amount.bound)
                {
                    let message = "a bound needs no tolerance";
                    self.report(Code::BoundNeeded, within.span, message, "leave `within ... degrees` out");
                    return None;
                }
                let tolerance = self.tolerance(within.as_ref())?;
                let range = bound::range(amount, &DEGREES, 180.0, Some(tolerance), self.diagnostics)?;
                self.bend(parts, range, negated)
            }
            StatementKind::Straighten { parts, within } => {
                let tolerance = self.tolerance(within.as_ref())?;
                self.bend(parts, Range { low: None, high: Some(tolerance) }, negated)
            }
            StatementKind::Move { parts, amount, direction } => self.moved(parts, amount, direction),
            // a composition is written out before its statements come here
            StatementKind::Compose(_) | StatementKind::Name(_) | StatementKind::Unreadable => Some(()),
        }
    }

    fn tolerance(&mut self, within: Option<&Measure>) -> Option<f64> {
        match within {
            Some(measure) => bound::within(measure, &DEGREES, 180.0, self.diagnostics),
            None => Some(self.context.settings.angle.unwrap_or(ANGLE)),
        }
    }

    fn contact(&mut self, within: Option<&Measure>) -> Option<f64> {
        match within {
            Some(measure) => bound::within(measure, &METERS, LARGEST, self.diagnostics),
            None => Some(self.context.settings.contact.unwrap_or(CONTACT)),
        }
    }

    fn joints(&self, part: &Part) -> Vec<Joint> {
        parts::joints(part, self.context.chosen)
    }

    /// Each joint of the parts, with the direction seen from its side of the body. Every joint has a bone.
    fn bones_toward(&mut self, parts: &[Part], direction: &Direction) -> Option<Vec<(Joint, Vector3<f64>)>> {
        let mut out = Vec::new();
        for part in parts {
            for joint in self.joints(part) {
                self.has_bone(joint, part.span)?;
                out.push((joint, self.direction(joint, direction)?));
            }
        }
        Some(out)
    }

    fn has_bone(&mut self, joint: Joint, span: Span) -> Option<()> {
        if joint.parent().is_some() {
            return Some(());
        }
        let message = "the spine base is where the body is measured from, so it points nowhere";
        self.report(Code::NoBone, span, message, "name the part above it, `spine mid`, or the whole `spine`");
        None
    }

    fn direction(&mut self, joint: Joint, direction: &Direction) -> Option<Vector3<f64>> {
        let first = self.compass(joint, direction.first, direction.span)?;
        let Some(second) = direction.second else { return Some(first) };
        let sum = first + self.compass(joint, second, direction.span)?;
        if sum.norm() < 1e-9 {
            let message = "these two directions cancel each other";
            self.report(Code::OppositeDirections, direction.span, message, "join two that lie beside each other");
            return None;
        }
        Some(sum.normalize())
    }

    fn compass(&mut self, joint: Joint, compass: Compass, span: Span) -> Option<Vector3<f64>> {
        Some(match compass {
            Compass::Up => Vector3::y(),
            Compass::Down => -Vector3::y(),
            Compass::Front => Vector3::z(),
            Compass::Back => -Vector3::z(),
            Compass::Right => Vector3::x(),
            Compass::Left => -Vector3::x(),
            Compass::Outward | Compass::Inward => {
                let outward = match joint.name() {
                    name if name.ends_with("Left") => -Vector3::x(),
                    name if name.ends_with("Right") => Vector3::x(),
                    _ => {
                        let message =
                            format!("the {} is in the middle, so it has no outward and inward", joint.words());
                        self.report(Code::NoSide, span, message, "say `left` or `right`");
                        return None;
                    }
                };
                if compass == Compass::Outward { outward } else { -outward }
            }
        })
    }

    fn point(&mut self, parts: &[Part], direction: &Direction, angle: f64, negated: bool) -> Option<()> {
        for (joint, direction) in self.bones_toward(parts, direction)? {
            self.out.constraints.push(Constraint::Cone { joint, direction, angle, inside: !negated });
            if !negated {
                self.out.targets.insert(joint, direction);
            }
        }
        Some(())
    }

    fn rotate(&mut self, parts: &[Part], by: f64, way: &Way, tolerance: f64) -> Option<()> {
        for part in parts {
            for joint in self.joints(part) {
                self.has_bone(joint, part.span)?;
                let before = self.context.before.get(&joint);
                // a rotation is never satisfied by its own start
                let relative = tolerance.min(by / 2.0);
                let (start, tolerance) = match (self.here.get(&joint), before) {
                    (Some(here), _) => (Some(*here), tolerance),
                    (None, Some(before)) => (Some(*before), relative),
                    (None, None) => (None, relative),
                };
                if self.here.contains_key(&joint) {
                    self.out.replaces.push(joint);
                }
                match way {
                    Way::InPlane { clockwise, plane } => {
                        let rotation = in_plane(*plane, if *clockwise { by } else { -by });
                        match start {
                            Some(start) => self.send(joint, rotation * start, tolerance),
                            None => self.out.constraints.push(Constraint::Turned { joint, rotation, tolerance }),
                        }
                    }
                    Way::Toward(direction) => {
                        let direction = self.direction(joint, direction)?;
                        match start {
                            Some(start) => self.send(joint, toward(start, direction, by), tolerance),
                            None => {
                                self.out.constraints.push(Constraint::Nearer { joint, direction, by, near: tolerance });
                            }
                        }
                    }
                }
            }
        }
        Some(())
    }

    fn send(&mut self, joint: Joint, direction: Vector3<f64>, angle: f64) {
        let direction = direction.normalize();
        self.out.constraints.push(Constraint::Cone { joint, direction, angle, inside: true });
        self.out.targets.insert(joint, direction);
    }

    fn near(&mut self, parts: &[Part], part: &Part, length: f64, negated: bool) -> Option<()> {
        for (a, b) in self.pairs(parts, part)? {
            self.out.constraints.push(Constraint::Distance { a, b, at_least: negated, length });
        }
        Some(())
    }

    /// Every joint of the parts with every joint of the part.
    fn pairs(&mut self, parts: &[Part], part: &Part) -> Option<Vec<(Joint, Joint)>> {
        let others = self.joints(part);
        let mut pairs = Vec::new();
        for given in parts {
            for joint in self.joints(given) {
                if others.contains(&joint) {
                    let message = format!("the {} is set against itself", joint.words());
                    self.report(Code::SamePart, given.span.to(part.span), message, "name two different parts");
                    return None;
                }
                pairs.extend(others.iter().map(|&other| (joint, other)));
            }
        }
        Some(pairs)
    }

    fn put(
        &mut self,
        parts: &[Part],
        amount: Option<&Amount>,
        relation: Relation,
        part: &Part,
        negated: bool,
    ) -> Option<()> {
        let range = match amount {
            None => Range { low: Some(PUT), high: None },
            Some(amount) => {
                let range = bound::range(amount, &METERS, LARGEST, None, self.diagnostics)?;
                // `at most 10 centimeters above` is still above
                Range { low: range.low.or(Some(0.0)), ..range }
            }
        };
        let (axis, forward) = match relation {
            Relation::InFrontOf => (Axis::Z, true),
            Relation::Behind => (Axis::Z, false),
            Relation::OnTopOf | Relation::Above => (Axis::Y, true),
            Relation::Below => (Axis::Y, false),
            Relation::RightOf => (Axis::X, true),
            Relation::LeftOf => (Axis::X, false),
        };
        for (a, b) in self.pairs(parts, part)? {
            let (from, to) = if forward { (b, a) } else { (a, b) };
            self.bounds(range, negated, |at_least, length| Constraint::Offset { from, to, axis, at_least, length });
        }
        Some(())
    }

    /// Constraints for a range, or for what lies outside of a range that is open on one side.
    fn bounds(&mut self, range: Range, negated: bool, make: impl Fn(bool, f64) -> Constraint) {
        if let Some(low) = range.low {
            self.out.constraints.push(make(!negated, low));
        }
        if let Some(high) = range.high {
            self.out.constraints.push(make(negated, high));
        }
    }

    /// The distances within the parts: limb against limb where they are a left and a right one, else all pairs.
    fn apart(&mut self, parts: &[Part], range: Range, negated: bool) -> Option<()> {
        let joints: Vec<Joint> = parts.iter().flat_map(|part| self.joints(part)).collect();
        if joints.len() < 2 {
            let message = "one part alone is neither connected nor apart";
            self.report(Code::GroupNeeded, self.span, message, "name two parts, or a pair such as `hands` or `feet`");
            return None;
        }
        let (left, right): (Vec<Joint>, Vec<Joint>) = joints.iter().partition(|joint| joint.name().ends_with("Left"));
        let limbs = left.len() == right.len() && left.iter().all(|joint| right.contains(&joint.mirrored()));
        let pairs: Vec<(Joint, Joint)> =
            if limbs { left.iter().map(|&joint| (joint, joint.mirrored())).collect() } else { every_pair(&joints) };
        for (a, b) in pairs {
            if a == b {
                let message = format!("the {} is set against itself", a.words());
                self.report(Code::SamePart, self.span, message, "name two different parts");
                return None;
            }
            self.bounds(range, negated, |at_least, length| Constraint::Distance { a, b, at_least, length });
        }
        Some(())
    }

    fn align(&mut self, parts: &[Part], angle: f64, negated: bool) -> Option<()> {
        if let [part] = parts
            && parts::is_joint(part.kind)
        {
            let message = "one joint alone cannot be aligned";
            let help = "name several, or a group such as `left arm`, `legs` or `spine`";
            self.report(Code::GroupNeeded, part.span, message, help);
            return None;
        }
        let limbs = match parts {
            [part] => parts::limbs(part.kind, &self.joints(part)),
            _ => vec![parts.iter().flat_map(|part| self.joints(part)).collect()],
        };
        for limb in limbs {
            for &joint in &limb {
                self.has_bone(joint, self.span)?;
            }
            // the two bones of the shoulders, or of the hips, point away from each other when they are in line
            let one_line = parts.len() == 1 && matches!(limb[..], [ShoulderLeft, ShoulderRight] | [HipLeft, HipRight]);
            for (a, b) in every_pair(&limb) {
                let (at_least, angle) = if one_line { (!negated, PI - angle) } else { (negated, angle) };
                self.out.constraints.push(Constraint::BoneAngle { a, b, at_least, angle });
            }
        }
        Some(())
    }

    fn bend(&mut self, parts: &[Part], range: Range, negated: bool) -> Option<()> {
        for part in parts {
            let limb_or_trunk = matches!(
                part.kind,
                PartKind::Arm
                    | PartKind::Leg
                    | PartKind::Arms
                    | PartKind::Legs
                    | PartKind::Spine
                    | PartKind::Back
                    | PartKind::You
            );
            if limb_or_trunk {
                let help = match parts::bending_joint(part.kind) {
                    Some(joint) => format!("name the joint that bends, such as the `{joint}`"),
                    None => "name the joint that bends, such as `spine mid` or `neck`".to_string(),
                };
                self.report(Code::JointNeeded, part.span, "several joints are named where one bends", help);
                return None;
            }
            for joint in self.joints(part) {
                let Some((a, b, folded)) = bending_bones(joint) else {
                    let message = format!("the {} has no angle of its own", joint.words());
                    let help =
                        "joints that bend are elbows, wrists, shoulders, hips, knees, the neck and the spine mid";
                    self.report(Code::CannotBend, part.span, message, help);
                    return None;
                };
                self.bounds(range, negated, |at_least, angle| match folded {
                    false => Constraint::BoneAngle { a, b, at_least, angle },
                    true => Constraint::BoneAngle { a, b, at_least: !at_least, angle: PI - angle },
                });
            }
        }
        Some(())
    }

    fn moved(&mut self, parts: &[Part], amount: &Amount, direction: &Direction) -> Option<()> {
        let range = bound::range(amount, &METERS, LARGEST, None, self.diagnostics)?;
        for part in parts {
            for joint in self.joints(part) {
                let direction = self.direction(joint, direction)?;
                self.bounds(range, false, |at_least, length| Constraint::Moved { joint, direction, at_least, length });
            }
        }
        Some(())
    }
}

/// The two bones whose angle is the joint's, and whether the angle is 0 when they point against each other: at the hips
/// and shoulders, where the limb hangs down from an upright trunk.
fn bending_bones(joint: Joint) -> Option<(Joint, Joint, bool)> {
    Some(match joint {
        ElbowLeft => (ElbowLeft, WristLeft, false),
        ElbowRight => (ElbowRight, WristRight, false),
        WristLeft => (WristLeft, HandLeft, false),
        WristRight => (WristRight, HandRight, false),
        KneeLeft => (KneeLeft, AnkleLeft, false),
        KneeRight => (KneeRight, AnkleRight, false),
        Neck => (Neck, Head, false),
        SpineMid => (SpineMid, SpineShoulder, false),
        ShoulderLeft => (ElbowLeft, SpineShoulder, true),
        ShoulderRight => (ElbowRight, SpineShoulder, true),
        HipLeft => (KneeLeft, SpineShoulder, true),
        HipRight => (KneeRight, SpineShoulder, true),
        _ => return None,
    })
}

fn every_pair(joints: &[Joint]) -> Vec<(Joint, Joint)> {
    let rest = |i: usize| joints[i + 1..].iter().map(move |&b| (joints[i], b));
    (0..joints.len()).flat_map(rest).collect()
}

/// Clockwise is positive: in the left-handed body frame, seen from in front, from the subject's right, and from above.
fn in_plane(plane: Plane, angle: f64) -> Rotation3<f64> {
    let axis = match plane {
        Plane::Frontal => Vector3::z_axis(),
        Plane::Sagittal => Vector3::x_axis(),
        Plane::Horizontal => Vector3::y_axis(),
    };
    Rotation3::from_axis_angle(&axis, angle)
}

/// A direction turned by an angle toward another, at most onto it. From the exact opposite the way leads through the
/// front, and from front or back through up.
fn toward(start: Vector3<f64>, end: Vector3<f64>, by: f64) -> Vector3<f64> {
    if start.angle(&end) <= by {
        return end;
    }
    let mut axis = start.cross(&end);
    if axis.norm() < 1e-9 {
        let through = if start.z.abs() < 0.9 { Vector3::z() } else { Vector3::y() };
        axis = start.cross(&through);
    }
    Rotation3::from_axis_angle(&Unit::new_normalize(axis), by) * start
}
