//! Many records: read in order, answered on all cores, written in order, in memory that does not grow.
//!
//! One thread reads batches and deals them out to the workers in turn; each worker answers its batches in
//! order; the main thread collects from the workers in the same turn. The channels hold one batch each, so
//! that a slow output makes the input wait. A batch is dealt out as soon as reading on would wait: a pipe
//! that trickles is answered line by line.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};
use greencat_core::Classifier;

use crate::batch::Batch;
use crate::input::Source;
use crate::output::Format;
use crate::tally::Tally;

/// How often the one who waits for results looks at the clock and at Ctrl-C.
const TICK: Duration = Duration::from_millis(100);

/// How records are answered.
pub(crate) struct Work {
    pub(crate) classifier: Classifier,
    pub(crate) format: Box<dyn Format>,
    pub(crate) top: Option<usize>,
    /// Whether the bytes of each record are told apart.
    pub(crate) apart: bool,
}

/// The written answers of a batch.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) bytes: Vec<u8>,
    pub(crate) tally: Tally,
    /// Confidence, and where the bytes of a record end.
    pub(crate) parts: Vec<(u8, usize)>,
}

/// Takes results in order.
pub(crate) trait Collect {
    /// Takes one batch. Returns whether to go on.
    fn take(&mut self, done: &Done) -> Result<bool>;

    /// Nothing more is ready: what was written should be seen.
    fn pause(&mut self) -> Result<()>;

    /// Called now and then. Returns whether to go on.
    fn tick(&mut self) -> Result<bool>;
}

impl Work {
    fn answer(&self, batch: &Batch, done: &mut Done) {
        done.bytes.clear();
        done.bytes.shrink_to(1 << 20);
        done.parts.clear();
        done.tally.clear();
        for (place, record) in batch.records().enumerate() {
            if !self.apart && place + usize::from(record.number > 1) > 0 {
                done.bytes.extend_from_slice(self.format.between());
            }
            let answer = record.fault.is_none().then(|| self.classifier.classify(record.text));
            let answer = answer.map(|mut answer| {
                answer.entries.truncate(self.top.unwrap_or(usize::MAX));
                answer
            });
            self.format.write(&record, answer.as_ref(), &mut done.bytes);
            done.tally.count(answer.as_ref());
            if self.apart {
                // What cannot be read comes first among what is to be looked at.
                done.parts.push((answer.map_or(0, |answer| answer.confidence.0), done.bytes.len()));
            }
        }
    }
}

/// A source that leaves out the first records, which an earlier run has answered.
struct Skipping<'s> {
    source: &'s mut dyn Source,
    skip: u64,
    number: u64,
}

impl Skipping<'_> {
    fn fill(&mut self, batch: &mut Batch) -> Result<bool> {
        loop {
            batch.clear();
            let more = self.source.fill(batch, &mut self.number)?;
            batch.drop_up_to(self.skip);
            // An empty batch would put the workers out of turn.
            if !batch.is_empty() || !more {
                return Ok(more);
            }
        }
    }
}

/// Answers every record of `source` after the first `skip`.
pub(crate) fn run(mut source: Box<dyn Source>, work: Work, jobs: usize, skip: u64, collect: &mut dyn Collect) -> Result<()> {
    if jobs > 1 {
        return parallel(source, &Arc::new(work), jobs, skip, collect);
    }
    let mut source = Skipping { source: source.as_mut(), skip, number: 0 };
    let (mut batch, mut done) = (Batch::default(), Done::default());
    loop {
        let more = source.fill(&mut batch)?;
        work.answer(&batch, &mut done);
        let go_on = collect.take(&done)? && collect.tick()?;
        if !more || !go_on {
            return Ok(());
        }
        // The next batch may have to be waited for.
        if !batch.is_full() {
            collect.pause()?;
        }
    }
}

/// What goes round: a batch, and what came of it. Both are used again.
type Parcel = (Batch, Done);

fn parallel(source: Box<dyn Source>, work: &Arc<Work>, jobs: usize, skip: u64, collect: &mut dyn Collect) -> Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let (used, spare) = channel::<Parcel>();
    let (mut deal, mut gather) = (Vec::new(), Vec::new());
    for number in 0..jobs {
        let (send, receive) = sync_channel::<Parcel>(1);
        let (hand_on, results) = sync_channel::<Parcel>(1);
        let work = Arc::clone(work);
        thread::Builder::new().name(format!("worker {number}")).spawn(move || worker(&work, &receive, &hand_on))?;
        deal.push(send);
        gather.push(results);
    }
    let (tell, fault) = channel();
    let stopped = Arc::clone(&stop);
    // The threads are not joined: a reader that waits for a pipe must not keep the program alive.
    thread::Builder::new().name("reader".to_owned()).spawn(move || {
        if let Err(error) = reader(source, &deal, &spare, skip, &stopped) {
            let _ = tell.send(error);
        }
    })?;
    let finished = gather_in_turn(&gather, &used, collect);
    stop.store(true, Ordering::Relaxed);
    match (finished, fault.try_recv()) {
        (Ok(()), Ok(error)) | (Err(error), _) => Err(error),
        (Ok(()), Err(_)) => Ok(()),
    }
}

fn reader(mut source: Box<dyn Source>, deal: &[SyncSender<Parcel>], spare: &Receiver<Parcel>, skip: u64, stop: &AtomicBool) -> Result<()> {
    let mut source = Skipping { source: source.as_mut(), skip, number: 0 };
    for worker in deal.iter().cycle() {
        let (mut batch, done) = spare.try_recv().unwrap_or_default();
        let filled = source.fill(&mut batch);
        let more = *filled.as_ref().unwrap_or(&false);
        // What was read before an error is still answered. Only the last batch can be empty.
        if !batch.is_empty() && worker.send((batch, done)).is_err() {
            break;
        }
        filled?;
        if !more || stop.load(Ordering::Relaxed) {
            break;
        }
    }
    Ok(())
}

fn worker(work: &Work, receive: &Receiver<Parcel>, hand_on: &SyncSender<Parcel>) {
    while let Ok((batch, mut done)) = receive.recv() {
        work.answer(&batch, &mut done);
        if hand_on.send((batch, done)).is_err() {
            return;
        }
    }
}

fn gather_in_turn(gather: &[Receiver<Parcel>], used: &Sender<Parcel>, collect: &mut dyn Collect) -> Result<()> {
    for results in gather.iter().cycle() {
        let result = match results.try_recv() {
            Ok(result) => result,
            Err(TryRecvError::Disconnected) => return Ok(()),
            Err(TryRecvError::Empty) => {
                collect.pause()?;
                match wait(results, collect)? {
                    Some(result) => result,
                    None => return Ok(()),
                }
            }
        };
        if !collect.take(&result.1)? || !collect.tick()? {
            return Ok(());
        }
        let _ = used.send(result);
    }
    Err(anyhow!("there is no worker"))
}

fn wait(results: &Receiver<Parcel>, collect: &mut dyn Collect) -> Result<Option<Parcel>> {
    loop {
        match results.recv_timeout(TICK) {
            Ok(result) => return Ok(Some(result)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) => {
                if !collect.tick()? {
                    return Ok(None);
                }
            }
        }
    }
}
