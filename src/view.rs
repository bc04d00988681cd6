//! Pictures: one self-contained page that plays a recording, a still, and a page that reviews what was proved.
//!
//! Input: a [`Scene`], a [`Still`] or a [`review::Review`], plain data that the driver puts together. Output: the text of
//! an HTML page or of an SVG picture. Invariant: what is written loads nothing from anywhere, and text of authors and of files stays text
//! whatever it holds. It knows nothing of files, programs, matchers or solvers.

mod escape;
mod figure;
mod pack;
mod page;
pub mod review;
mod still;

use prepose_event::GestureEvent;
use prepose_matcher::Joint;
use serde::Serialize;

pub use page::html;
pub use still::svg;

/// The joints of one body at one moment, in native order; `None` where a joint was not tracked.
///
/// Sensor coordinates in metres: y up, z away from the sensor, and a subject who faces the sensor has the own right at
/// +x.
pub type Skeleton = [Option<[f32; 3]>; 25];

/// A solved body that satisfies a pose, in native order of the joints.
///
/// Body frame in metres: x the subject's right, y up, z the subject's front, the origin at the spine base.
pub type Target = [[f32; 3]; 25];

/// Everything that the page shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Scene {
    /// The heading of the page.
    pub title: String,
    /// Where the recording came from, in words; empty when there is nothing to say.
    pub source: String,
    /// One track a body.
    pub tracks: Vec<Track>,
    /// One entry a gesture, in the order in which they are offered.
    pub gestures: Vec<GestureTrack>,
}

/// One body over time.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Track {
    /// Which person, as the source numbers them.
    pub body: u64,
    /// Seconds of the source's clock, ascending. A time below the one before it is shown as the one before it.
    pub times: Vec<f64>,
    /// As many as there are times; the surplus of either is left out.
    pub frames: Vec<Skeleton>,
}

/// One gesture and what became of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct GestureTrack {
    /// The app that declares it.
    pub app: String,
    /// The gesture's name.
    pub name: String,
    /// What the person is to do, from the comment above the gesture; may be empty.
    pub description: String,
    /// The steps in the order of execution.
    pub steps: Vec<StepView>,
    /// What happened, of all bodies, by time. Events of kind `progress` are not drawn.
    pub events: Vec<GestureEvent>,
    /// How far each body was, by time. Points that say what the body's point before said may be left out. Without any,
    /// the page tells the step from the events.
    pub progress: Vec<ProgressPoint>,
}

/// One step of a gesture.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct StepView {
    /// The pose's name.
    pub pose: String,
    /// Its statements in the author's words.
    pub statements: Vec<String>,
    /// Timing in words, such as `slowly` or `hold 2 s`; may be empty.
    pub note: String,
    /// A body that satisfies the pose, if one is known.
    pub target: Option<Target>,
}

/// How far one body was in one gesture from this moment on.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ProgressPoint {
    /// Seconds of the source's clock.
    pub time: f64,
    /// Which person.
    pub body: u64,
    /// How many steps are reached so far; the next step is `steps[step]`.
    pub step: u32,
    /// The statement of the next step that does not hold, in the author's words.
    pub held_back: Option<String>,
    /// By how much it does not hold, in words: `12 degrees`.
    pub short_by: Option<String>,
}

/// Everything that a still picture shows: figures in rows of at most five.
#[derive(Debug, Clone, PartialEq)]
pub struct Still {
    /// The heading; may be empty.
    pub title: String,
    /// A sentence below the heading; may be empty.
    pub caption: String,
    /// The figures from left to right.
    pub skeletons: Vec<StillFigure>,
    /// By how many degrees the figures are turned about the vertical, so that arms to the front can be seen: 0 is the
    /// view of the sensor (for a target: from in front), positive turns the subject's front to the viewer's right.
    pub turn: f32,
}

impl Default for Still {
    fn default() -> Still {
        Still { title: String::new(), caption: String::new(), skeletons: Vec::new(), turn: still::USUAL_TURN }
    }
}

/// One figure of a still picture.
#[derive(Debug, Clone, PartialEq)]
pub struct StillFigure {
    /// What the figure is: a pose's name, a time.
    pub label: String,
    /// Smaller lines below the label: statements, a note. May be empty.
    pub lines: Vec<String>,
    /// The body.
    pub skeleton: StillBody,
    /// The joints to ring.
    pub highlight: Vec<Joint>,
}

/// The body of a figure, in the frame it is known in.
#[derive(Debug, Clone, PartialEq)]
pub enum StillBody {
    /// As a sensor saw it. All seen bodies of one picture stand on one floor, at their lowest joint.
    Seen(Skeleton),
    /// A solved target. Each stands on its own lowest joint.
    Target(Target),
}
