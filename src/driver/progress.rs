//! How far long work is, on a terminal.
//!
//! Invariant: nothing is seen of it where standard error is no terminal, where the work is quick, and when it has ended.

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::signals;

/// Work that is done by then needs no bar.
const QUICK: Duration = Duration::from_millis(700);

/// A bar, or none where nobody would see it.
pub struct Bar {
    bar: ProgressBar,
    /// Ends the thread that shows the bar.
    showing: Option<(mpsc::Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    /// For so much work, which is counted as the template says; `{left}` is the time that it may still take.
    pub fn new(total: u64, template: &str) -> Bar {
        if !std::io::stderr().is_terminal() {
            return Bar::none();
        }
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.with_key("left", left));
        }
        let (showing, ended) = mpsc::channel();
        let waiting = bar.clone();
        // one piece of the work may take minutes, so the bar does not wait until one is done
        let thread = std::thread::spawn(move || {
            if ended.recv_timeout(QUICK) == Err(RecvTimeoutError::Timeout) {
                waiting.set_draw_target(ProgressDrawTarget::stderr());
                waiting.enable_steady_tick(Duration::from_millis(200));
            }
        });
        signals::progress_bar(Some(&bar));
        Bar { bar, showing: Some((showing, thread)) }
    }

    /// None at all.
    pub fn none() -> Bar {
        Bar { bar: ProgressBar::hidden(), showing: None }
    }

    /// So much is done.
    pub fn at(&self, done: u64) {
        if self.showing.is_some() && self.bar.position() != done {
            self.bar.set_position(done);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        let Some((showing, thread)) = self.showing.take() else { return };
        drop(showing);
        // it shows the bar before that is cleared, or not at all
        let _ = thread.join();
        self.bar.finish_and_clear();
        signals::progress_bar(None);
    }
}

/// Nothing is known of the rest before anything is done; then the time that has gone shows that the work goes on.
fn left(state: &ProgressState, out: &mut dyn std::fmt::Write) {
    let (time, what) = match state.pos() {
        0 => (state.elapsed(), "so far"),
        _ => (state.eta(), "left"),
    };
    // a bar that cannot be written is not seen
    let _ = write!(out, "{:#} {what}", HumanDuration(time));
}
