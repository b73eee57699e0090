//! A progress bar for work that turns out to be long.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// Counts what is done, and shows it on a terminal once the work has taken a while.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    wanted: bool,
    shown: AtomicBool,
    start: Instant,
}

impl Progress {
    pub(crate) fn new(total: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left") {
            bar.set_style(style);
        }
        let wanted = !quiet && std::io::stderr().is_terminal();
        Self { bar, wanted, shown: AtomicBool::new(false), start: Instant::now() }
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
        if self.wanted && self.start.elapsed() > PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// All is done: the bar goes away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
