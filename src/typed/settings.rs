//! Tolerances, windows and their like, and what holds where nothing is said.

use super::bound::{self, DEGREES, METERS, SECONDS};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::{Measure, Name, Setting, SettingKind, Unit};

/// The tolerance of directions and joint angles where nothing is said: 15 degrees.
pub const ANGLE: f64 = 15.0 * std::f64::consts::PI / 180.0;
/// The tolerance of `align` where nothing is said: 20 degrees.
pub const ALIGN: f64 = 20.0 * std::f64::consts::PI / 180.0;
/// The distance of a contact where nothing is said, in metres.
pub const CONTACT: f64 = 0.20;
/// The time in which a step must be met where nothing is said, in seconds.
pub const WINDOW: f64 = 5.0;

/// What holds in one gesture.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Radians.
    pub angle: Option<f64>,
    /// Metres.
    pub contact: Option<f64>,
    /// Seconds.
    pub window: Option<f64>,
    /// Seconds.
    pub cooldown: Option<f64>,
    /// The gesture that unlocks this one, and for how many seconds.
    pub after: Option<(Name, f64)>,
}

/// Where a setting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// In an app, for all its gestures.
    App,
    /// In a gesture.
    Gesture,
}

/// Lays the settings of one level over those of the level above.
pub fn read<'a>(
    mut settings: Settings,
    given: impl Iterator<Item = &'a Setting>,
    level: Level,
    diagnostics: &mut Vec<Diagnostic>,
) -> Settings {
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for setting in given {
        let name = match &setting.kind {
            SettingKind::Tolerance(measure) if measure.unit == Unit::Degrees => {
                settings.angle = bound::within(measure, &DEGREES, 90.0, diagnostics).or(settings.angle);
                "`TOLERANCE` in degrees"
            }
            SettingKind::Tolerance(measure) if measure.unit == Unit::Seconds => {
                let message = "an angle, in `degrees`, or a length, in `centimeters`, is needed here, not seconds";
                let help = "a time is set with `WINDOW` or `COOLDOWN`";
                diagnostics.push(Diagnostic::new(Code::WrongUnit, measure.span, message).help(help));
                continue;
            }
            SettingKind::Tolerance(measure) => {
                settings.contact = bound::within(measure, &METERS, 2.0, diagnostics).or(settings.contact);
                "`TOLERANCE` in centimeters"
            }
            SettingKind::Window(measure) => {
                settings.window = seconds(measure, diagnostics).or(settings.window);
                "`WINDOW`"
            }
            SettingKind::Cooldown(measure) => {
                settings.cooldown = seconds(measure, diagnostics).or(settings.cooldown);
                "`COOLDOWN`"
            }
            SettingKind::After(name, measure) => {
                if level == Level::App {
                    let message = "`AFTER` says which gesture unlocks one other, so it cannot stand in an app";
                    let help = "move it into the gesture that it unlocks, directly under `GESTURE name:`";
                    diagnostics.push(Diagnostic::new(Code::MisplacedSetting, setting.span, message).help(help));
                    continue;
                }
                if let Some(time) = seconds(measure, diagnostics) {
                    settings.after = Some((name.clone(), time));
                }
                "`AFTER`"
            }
        };
        match seen.iter().find(|(known, _)| *known == name) {
            Some((_, first)) => diagnostics.push(
                Diagnostic::new(Code::SecondSetting, setting.span, format!("a second {name}"))
                    .and(*first, "the first is here")
                    .help("keep the one you mean"),
            ),
            None => seen.push((name, setting.span)),
        }
    }
    settings
}

fn seconds(measure: &Measure, diagnostics: &mut Vec<Diagnostic>) -> Option<f64> {
    bound::within(measure, &SECONDS, 600.0, diagnostics)
}
