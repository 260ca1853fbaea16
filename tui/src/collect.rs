//! Collecting the results of a run: written in order, counted, noted for going on, shown as progress.

// Counts of records stay far below 2^53, where a float still tells each from the next.
#![allow(clippy::cast_precision_loss, clippy::cast_sign_loss)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::Lang;
use crate::bulk::{Collect, Done};
use crate::input::Meter;
use crate::output::destination::PartialFile;
use crate::output::{Sink, WorkbookSink};
use crate::summary::grouped;
use crate::tally::Tally;

/// How often it is noted how far a file is good.
const MARK: Duration = Duration::from_secs(1);
/// A run shorter than this shows no progress bar.
const SHORT: Duration = Duration::from_millis(500);

/// Where results go.
pub(crate) enum Target {
    Stream(Box<dyn Sink>),
    File(PartialFile),
    Workbook(Box<WorkbookSink>),
}

impl Target {
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Target::Stream(sink) => sink.put(bytes),
            Target::File(file) => file.put(bytes),
            Target::Workbook(book) => book.put(bytes),
        }
    }

    pub(crate) fn flush(&mut self) -> Result<()> {
        match self {
            Target::Stream(sink) => sink.flush(),
            Target::File(file) => file.flush(),
            Target::Workbook(book) => book.flush(),
        }
    }
}

/// The least sure records seen so far, by confidence and number.
pub(crate) struct Review {
    most: usize,
    kept: BTreeMap<(u8, u64), Vec<u8>>,
}

impl Review {
    pub(crate) fn new(most: usize) -> Review {
        Review { most, kept: BTreeMap::new() }
    }

    fn add(&mut self, first: u64, done: &Done) {
        let mut start = 0;
        for (number, (confidence, end)) in (first..).zip(&done.parts) {
            let key = (*confidence, number);
            let worst = self.kept.last_key_value().map(|(key, _)| *key);
            if self.kept.len() < self.most || worst.is_some_and(|worst| key < worst) {
                self.kept.insert(key, done.bytes.get(start..*end).unwrap_or_default().to_vec());
                if self.kept.len() > self.most {
                    self.kept.pop_last();
                }
            }
            start = *end;
        }
    }

    /// The records, the least sure first.
    pub(crate) fn into_records(self) -> impl Iterator<Item = Vec<u8>> {
        self.kept.into_values()
    }
}

/// Takes the results of a run.
pub(crate) struct Collector {
    pub(crate) target: Target,
    pub(crate) review: Option<Review>,
    pub(crate) tally: Tally,
    /// Set by Ctrl-C.
    interrupt: Arc<AtomicBool>,
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
    pub(crate) fn new(
        target: Target,
        review: Option<Review>,
        tally: Tally,
        meters: Vec<Meter>,
        interrupt: Arc<AtomicBool>,
        lang: Lang,
    ) -> Collector {
        let (now, before) = (Instant::now(), tally.records);
        Collector { target, review, tally, interrupt, interrupted: false, marked: now, started: now, before, bar: None, meters, lang }
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

    /// Takes the bar off the screen.
    pub(crate) fn end_progress(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    fn progress(&mut self) {
        let Some(bar) = &self.bar else { return };
        let elapsed = self.started.elapsed();
        if elapsed < SHORT {
            return;
        }
        if bar.is_hidden() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.reset_elapsed();
        }
        bar.set_position(self.meters.iter().map(Meter::read).sum());
        let rate = ((self.tally.records - self.before) as f64 / elapsed.as_secs_f64()).round() as u64;
        let (done, rate) = (grouped(self.tally.records), grouped(rate));
        bar.set_message(match self.lang {
            Lang::Zh => format!("{done} 家  每秒 {rate} 家"),
            Lang::En => format!("{done} records  {rate} a second"),
        });
    }

    /// Notes how far the file is good.
    pub(crate) fn mark(&mut self) -> Result<()> {
        if let Target::File(file) = &mut self.target {
            file.mark(&self.tally)?;
        }
        self.marked = Instant::now();
        Ok(())
    }
}

impl Collect for Collector {
    fn take(&mut self, done: &Done) -> Result<bool> {
        match &mut self.review {
            Some(review) => review.add(self.tally.records + 1, done),
            None => self.target.put(&done.bytes)?,
        }
        self.tally.add(&done.tally);
        Ok(true)
    }

    fn pause(&mut self) -> Result<()> {
        self.target.flush()
    }

    fn tick(&mut self) -> Result<bool> {
        self.progress();
        if self.marked.elapsed() >= MARK && self.review.is_none() {
            self.mark()?;
        }
        self.interrupted = self.interrupt.load(Ordering::Relaxed);
        Ok(!self.interrupted)
    }
}
