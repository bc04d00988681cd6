//! `prepose run`.

use std::io::{BufWriter, IsTerminal, Stdout};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use prepose_matcher::{Frame, Matcher, OneEuro, Options, Program, Proportions, Smoother};
use prepose_sensor::Recording;

use super::cli::{EventFormat, MatchingArguments, ProportionsArgument, RunArguments};
use super::events::{self, EventWriter};
use super::observed::Observed;
use super::output::{self, Failure, Outcome};
use super::progress::Bar;
use super::{blind, find, gestures, replay, terminal, why};
use crate::typed::Gesture;

/// Runs gestures over recordings and prints what happens.
pub fn run(arguments: &RunArguments) -> Result<Outcome, Failure> {
    replay::one_standard_input(arguments.gestures.iter().chain(&arguments.source))?;
    let (checked, program) = gestures::program(&find::find(&arguments.gestures, &arguments.config, None)?)?;
    let why = match &arguments.why {
        Some(name) => {
            let wanted = gestures::by_name(&checked, name)?;
            program.parts().gestures.iter().position(|g| g.name == wanted.name && g.app == wanted.app)
        }
        None => None,
    };
    let human = match arguments.format {
        EventFormat::Human => true,
        EventFormat::Json => false,
        EventFormat::Auto => std::io::stdout().is_terminal(),
    };
    let out = BufWriter::with_capacity(1 << 16, std::io::stdout());
    let writer = Mutex::new(EventWriter::new(out, human, terminal::color(), &program));
    let gestures: Vec<&Gesture> = checked.gestures().collect();
    let session = Session { arguments, gestures: &gestures, program: &program, why, writer: &writer };
    let outcome = if arguments.realtime {
        session.side_by_side()
    } else {
        // one after another, so that the same recordings always print the same
        arguments.source.iter().try_for_each(|source| session.source(source, session.open(source)?))
    };
    writer.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).flush()?;
    outcome.map(|()| Outcome::Fine)
}

/// The matcher's options as the command line says.
pub fn options(arguments: &MatchingArguments) -> Options {
    let proportions = match arguments.proportions {
        ProportionsArgument::Canonical => Proportions::Canonical,
        ProportionsArgument::Own => Proportions::Own,
    };
    Options::default()
        .with_max_bodies(arguments.people.into())
        .with_trust_inferred(!arguments.distrust_inferred)
        .with_proportions(proportions)
}

/// The jitter filter, where it is wanted.
pub fn smoother(arguments: &MatchingArguments) -> Option<Smoother> {
    arguments.smooth.then(|| Smoother::new(OneEuro::default(), arguments.people.into()))
}

struct Session<'a> {
    arguments: &'a RunArguments,
    gestures: &'a [&'a Gesture],
    program: &'a Program,
    /// The gesture that is explained.
    why: Option<usize>,
    writer: &'a Mutex<EventWriter<BufWriter<Stdout>>>,
}

impl Session<'_> {
    /// All sources at once, each on a thread of its own. All are open before the first begins.
    fn side_by_side(&self) -> Result<(), Failure> {
        let sources = self.arguments.source.iter().map(|path| Ok((path, self.open(path)?)));
        let sources: Vec<(&PathBuf, Recording)> = sources.collect::<Result<_, Failure>>()?;
        std::thread::scope(|scope| {
            let start = |(path, recording): (&'_ PathBuf, Recording)| {
                let path = path.clone();
                scope.spawn(move || self.source(&path, recording))
            };
            let threads: Vec<_> = sources.into_iter().map(start).collect();
            let mut ended = threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            ended.try_for_each(|ended| ended)
        })
    }

    fn open(&self, path: &Path) -> Result<Recording, Failure> {
        replay::open(path, &replay::options(&self.arguments.reading)?)
    }

    fn source(&self, path: &Path, recording: Recording) -> Result<(), Failure> {
        let arguments = self.arguments;
        let name = (arguments.source.len() > 1).then(|| path.display().to_string());
        let matching = &arguments.matching;
        let options = options(matching).with_progress(arguments.progress);
        let mut matcher = Matcher::new(self.program.clone(), options);
        let mut smoother = smoother(matching);
        let mut smooth = Frame::empty(0.0, 0);
        // events that are lines on the same terminal show how far it is
        let unseen = arguments.realtime || std::io::stdout().is_terminal();
        let bar = match recording.size_hint().filter(|_| !unseen) {
            Some(size) => Bar::new(size, "{bar:40} {percent:>3} %  {left}"),
            None => Bar::none(),
        };
        let mut clock: Option<(f64, Instant)> = None;
        let mut failure = None;
        // whoever watches a live source wants each event when it happens
        let live = arguments.realtime || path.as_os_str() == "-";
        let mut observed = Observed::new(!matching.distrust_inferred);
        let shown = path.display().to_string();
        let look = |ahead: &[Frame], whole: bool| self.tell_blind(&shown, ahead, whole, live);
        let ending = replay::replay_after(recording, live, look, |frame, bytes| {
            if live {
                observed.add(frame);
            }
            let &mut (zero, started) = clock.get_or_insert_with(|| (frame.time, Instant::now()));
            if arguments.realtime {
                let due = started + Duration::from_secs_f64((frame.time - zero).clamp(0.0, 1e6));
                std::thread::sleep(due.saturating_duration_since(Instant::now()));
            }
            bar.at(bytes);
            let frame = match &mut smoother {
                None => frame,
                Some(smoother) => {
                    smooth.clone_from(frame);
                    smoother.smooth(&mut smooth);
                    &smooth
                }
            };
            matcher.step(frame, |event| {
                let mut writer = self.lock();
                writer.zero = zero;
                let written = writer.event(&events::named(&event, self.program, name.as_deref()));
                let written = if live { written.and_then(|()| writer.flush()) } else { written };
                if let Err(error) = written {
                    failure.get_or_insert(error);
                }
            });
            if let Some(gesture) = self.why
                && let Some(why) = matcher.why(frame.body, gesture)
            {
                let mut writer = self.lock();
                writer.zero = zero;
                why::write(&mut writer, self.program, gesture, frame, name.as_deref(), &why)?;
                if live {
                    writer.flush()?;
                }
            }
            failure.take().map_or(Ok(()), Err)
        })?;
        drop(bar);
        // of a live source nothing could be said before
        if live && ending.frames > 0 {
            self.tell(&blind::lines(self.gestures, &observed, &shown, None));
        }
        if matcher.ignored_frames() > 0 {
            output::tell(&format!(
                "prepose: {} frames were left out because more than {} people were in view; `--people` follows more",
                matcher.ignored_frames(),
                matching.people
            ));
        }
        match ending.error {
            None => {
                if ending.frames == 0 {
                    output::tell(&format!("prepose: `{}` holds no frame", path.display()));
                }
                Ok(())
            }
            Some(error) if arguments.reading.keep_going => {
                output::tell(&format!("prepose: {error}\n  the {} frames before it were used", ending.frames));
                Ok(())
            }
            Some(error) => Err(replay::stopped(error, ending.frames)),
        }
    }

    /// Says which gestures can have no event, by the frames that were read ahead.
    fn tell_blind(&self, recording: &str, ahead: &[Frame], whole: bool, live: bool) {
        if live || ahead.is_empty() {
            return;
        }
        let mut observed = Observed::new(!self.arguments.matching.distrust_inferred);
        ahead.iter().for_each(|frame| observed.add(frame));
        let ahead = (!whole).then_some(ahead.len());
        self.tell(&blind::lines(self.gestures, &observed, recording, ahead));
    }

    fn tell(&self, lines: &[String]) {
        lines.iter().for_each(|line| output::tell(&format!("prepose: {line}")));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, EventWriter<BufWriter<Stdout>>> {
        self.writer.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
