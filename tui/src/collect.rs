//! Collecting the results of a run: written in order, counted, noted for going on, shown as progress.

// Counts of records stay far below 2^53, where a float still tells each from the next.
#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::Lang;
use crate::bulk::{Collect, Done};
use crate::halt::Halt;
use crate::input::Meter;
use crate::output::destination::PartialFile;
use crate::output::{Sink, WorkbookSink};
use crate::review::Review;
use crate::summary::grouped;
use crate::tally::Tally;

/// How often it is noted how far a file is good.
const MARK: Duration = Duration::from_secs(1);
/// A run shorter than this shows no progress bar.
const SHORT: Duration = Duration::from_millis(500);

/// Where results go.
pub(crate) enum Target {
    Stream(Box<dyn Sink>),
    /// The results as they come; with a review, those that were kept.
    File(PartialFile),
    /// A workbook in the making, whose rows are noted: a zip file cannot be gone on with.
    Workbook(PartialFile, Box<WorkbookSink>),
}

impl Target {
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Target::Stream(sink) => sink.put(bytes),
            Target::File(file) => file.put(bytes),
            Target::Workbook(notes, book) => {
                book.put(bytes)?;
                notes.put(bytes)
            }
        }
    }

    /// What an interrupted run leaves behind.
    pub(crate) fn file(&mut self) -> Option<&mut PartialFile> {
        match self {
            Target::Stream(_) => None,
            Target::File(file) | Target::Workbook(file, _) => Some(file),
        }
    }
}

/// Takes the results of a run.
pub(crate) struct Collector {
    pub(crate) target: Target,
    pub(crate) review: Option<Review>,
    pub(crate) tally: Tally,
    /// Asked for by Ctrl-C.
    halt: Arc<Halt>,
    pub(crate) interrupted: bool,
    marked: Instant,
    started: Instant,
    /// Records that an earlier run has answered.
    before: u64,
    bar: Option<ProgressBar>,
    meters: Vec<Meter>,
    lang: Lang,
}

impl Collector {
    pub(crate) fn new(target: Target, review: Option<Review>, tally: Tally, meters: Vec<Meter>, halt: Arc<Halt>, lang: Lang) -> Collector {
        let (now, before) = (Instant::now(), tally.records);
        Collector { target, review, tally, halt, interrupted: false, marked: now, started: now, before, bar: None, meters, lang }
    }

    /// Shows progress from now on, if the run is long and there is a terminal.
    pub(crate) fn show_progress(&mut self) {
        let total: Option<u64> = self.meters.iter().map(|meter| meter.total).sum();
        let bar = match total {
            Some(total) => ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden()),
            None => ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
        };
        let left = self.lang.pick("剩余", "left");
        let template =
            if total.is_some() { format!("{{bar:30}} {{percent:>3}}%  {{msg}}  {left} {{eta}}") } else { "{spinner} {msg}".to_owned() };
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style.progress_chars("█▌░"));
        }
        self.bar = Some(bar);
    }

    pub(crate) fn time(&self) -> Duration {
        self.started.elapsed()
    }

    /// Takes the bar off the screen. Returns whether there was one to be seen.
    pub(crate) fn end_progress(&mut self) -> bool {
        let Some(bar) = self.bar.take() else { return false };
        let was_seen = !bar.is_hidden();
        bar.finish_and_clear();
        was_seen
    }

    fn progress(&mut self) {
        let Some(bar) = &self.bar else { return };
        let elapsed = self.started.elapsed();
        if elapsed < SHORT {
            return;
        }
        let is_new = bar.is_hidden();
        if is_new {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_position(self.meters.iter().map(Meter::read).sum());
        // What was read before the bar was there, or is only skipped, does not say how long the rest takes.
        if is_new || self.tally.records == self.before {
            bar.reset_eta();
        }
        let rate = ((self.tally.records - self.before) as f64 / elapsed.as_secs_f64()).round() as u64;
        let (done, rate) = (grouped(self.tally.records), grouped(rate));
        bar.set_message(match self.lang {
            Lang::Zh => format!("{done} 家  每秒 {rate} 家"),
            Lang::En => format!("{done} records  {rate} a second"),
        });
    }

    /// Notes how far the file is good.
    pub(crate) fn mark(&mut self) -> Result<()> {
        if let Some(file) = self.target.file() {
            file.mark(&self.tally)?;
        }
        self.marked = Instant::now();
        Ok(())
    }
}

impl Collect for Collector {
    fn take(&mut self, done: &Done) -> Result<bool> {
        match &mut self.review {
            Some(review) => review.add(self.tally.records + 1, done, self.target.file())?,
            None => self.target.put(&done.bytes)?,
        }
        self.tally.add(&done.tally);
        Ok(true)
    }

    fn pause(&mut self) -> Result<()> {
        match &mut self.target {
            Target::Stream(sink) => sink.flush(),
            // A file is looked at when it is complete.
            Target::File(_) | Target::Workbook(..) => Ok(()),
        }
    }

    fn tick(&mut self) -> Result<bool> {
        self.progress();
        if self.marked.elapsed() >= MARK {
            self.mark()?;
        }
        self.interrupted = self.halt.asked();
        Ok(!self.interrupted)
    }
}
