//! The least sure records of a run, picked out while it goes on.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::bulk::Done;
use crate::output::destination::PartialFile;
use crate::output::{Frame, Sink};

/// Confidence and number of a record: the order in which they are told.
type Key = (u8, u64);

/// The least sure records seen so far.
pub(crate) struct Review {
    most: usize,
    kept: BTreeMap<Key, Vec<u8>>,
}

impl Review {
    pub(crate) fn new(most: usize) -> Review {
        Review { most, kept: BTreeMap::new() }
    }

    /// Looks at a batch whose first record is the one numbered `first`. What is kept is noted too.
    ///
    /// Once there are as many as wanted, a record only gets in by being less sure than the one it pushes out, and sureness
    /// is counted in hundredths: the notes hold a hundred times as many records at most, however long the input.
    pub(crate) fn add(&mut self, first: u64, done: &Done, mut notes: Option<&mut PartialFile>) -> Result<()> {
        let mut start = 0;
        for (number, (confidence, end)) in (first..).zip(&done.parts) {
            let (key, record) = ((*confidence, number), done.bytes.get(start..*end).unwrap_or_default());
            if self.wants(key) {
                if let Some(notes) = &mut notes {
                    notes.put(&note(key, record)?)?;
                }
                self.keep(key, record.to_vec());
            }
            start = *end;
        }
        Ok(())
    }

    /// Looks again at what an earlier run noted.
    pub(crate) fn read_back(&mut self, line: &[u8]) -> Result<()> {
        let (confidence, number, record): (u8, u64, String) = serde_json::from_slice(line)?;
        self.keep((confidence, number), record.into_bytes());
        Ok(())
    }

    fn wants(&self, key: Key) -> bool {
        self.kept.len() < self.most || self.kept.last_key_value().is_some_and(|(worst, _)| key < *worst)
    }

    fn keep(&mut self, key: Key, record: Vec<u8>) {
        self.kept.insert(key, record);
        if self.kept.len() > self.most {
            self.kept.pop_last();
        }
    }

    /// Tells the records, the least sure first, and what stands around them.
    pub(crate) fn tell(self, frame: &Frame, mut tell: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        tell(&frame.begin)?;
        for (place, record) in self.kept.into_values().enumerate() {
            if place > 0 {
                tell(frame.between)?;
            }
            tell(&record)?;
        }
        tell(&frame.end)
    }
}

/// A line for the notes.
fn note((confidence, number): Key, record: &[u8]) -> Result<Vec<u8>> {
    let mut line = serde_json::to_vec(&(confidence, number, std::str::from_utf8(record)?))?;
    line.push(b'\n');
    Ok(line)
}
