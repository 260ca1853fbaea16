//! A file that appears when it is complete. Until then it is called `NAME.partial`, and beside it stands
//! `NAME.partial.json`, which says how far it is good, so that an interrupted run can go on.
//!
//! What can only be made of all records (a workbook, a choice among them) has what it is made of in
//! `NAME.partial`, so that it can be gone on with too, and is called `NAME.partial.new` while it is written.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::Sink;
use crate::args::Lang;
use crate::tally::Tally;

/// How far a partial file is good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Checkpoint {
    /// What was being done; a run that does something else must not go on with this file.
    pub(crate) job: Vec<String>,
    /// Bytes of the file that hold whole records.
    pub(crate) bytes: u64,
    /// What these records came to.
    pub(crate) tally: Tally,
}

/// The file in the making.
pub(crate) struct PartialFile {
    target: PathBuf,
    file: BufWriter<File>,
    written: u64,
    job: Vec<String>,
}

/// `path` with `ending` put after its whole name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(ending);
    PathBuf::from(name)
}

/// Where the file is written before it is complete.
pub(crate) fn partial(target: &Path) -> PathBuf {
    beside(target, ".partial")
}

fn checkpoint(target: &Path) -> PathBuf {
    beside(target, ".partial.json")
}

/// Where the file is written that takes the place of `path`.
fn fresh(path: &Path) -> PathBuf {
    beside(path, ".new")
}

/// Records of an interrupted run that are good, if there is one that can be gone on with.
pub(crate) fn noted(target: &Path) -> Option<u64> {
    let point: Checkpoint = serde_json::from_slice(&fs::read(checkpoint(target)).ok()?).ok()?;
    Some(point.tally.records)
}

/// Removes what is only half written and cannot be gone on with.
pub(crate) fn remove_fresh(target: &Path) {
    // Where even that fails, the file stays, and the next run writes over it.
    let _ = fs::remove_file(fresh(&partial(target)));
    let _ = fs::remove_file(fresh(&checkpoint(target)));
}

/// Removes what an interrupted run wrote that holds nothing for a later one.
pub(crate) fn discard(target: &Path) {
    let _ = fs::remove_file(partial(target));
    let _ = fs::remove_file(checkpoint(target));
}

/// What to say of notes that make no sense.
fn damaged(lang: Lang) -> &'static str {
    lang.pick("中断记录已损坏，请删去它和 .partial 重来", "the checkpoint is damaged; delete it and the .partial and start again")
}

/// Refuses to write over an interrupted run's results.
fn check_free(target: &Path, lang: Lang) -> Result<()> {
    // The note of a file that has its name by now is only left over.
    if checkpoint(target).exists() && partial(target).exists() {
        bail!(
            "{} {}\n{}",
            lang.pick("上次中断的结果还在：", "the results of an interrupted run are still there:"),
            partial(target).display(),
            lang.pick("加 --resume 接着做；不要了就删去它和 .partial.json", "go on with --resume, or delete it and the .partial.json"),
        );
    }
    Ok(())
}

impl PartialFile {
    /// Begins a new file.
    pub(crate) fn create(target: &Path, job: Vec<String>, lang: Lang) -> Result<PartialFile> {
        check_free(target, lang)?;
        remove(&checkpoint(target))?;
        let path = partial(target);
        let file = File::create(&path).with_context(|| format!("{}：{}", path.display(), lang.pick("写不了", "cannot be written")))?;
        Ok(PartialFile { target: target.to_owned(), file: BufWriter::with_capacity(1 << 18, file), written: 0, job })
    }

    /// Goes on with the file of an interrupted run; `None` when there is none.
    pub(crate) fn resume(target: &Path, job: Vec<String>, lang: Lang) -> Result<Option<(PartialFile, Checkpoint)>> {
        let Ok(bytes) = fs::read(checkpoint(target)) else { return Ok(None) };
        if !partial(target).exists() {
            return Ok(None);
        }
        let point: Checkpoint =
            serde_json::from_slice(&bytes).with_context(|| format!("{}：{}", checkpoint(target).display(), damaged(lang)))?;
        if point.job != job {
            bail!(other_job(target, &point.job, &job, lang));
        }
        let path = partial(target);
        let mut file = OpenOptions::new().write(true).open(&path).with_context(|| path.display().to_string())?;
        if file.metadata()?.len() < point.bytes {
            bail!("{}：{}", path.display(), damaged(lang));
        }
        // What was written after the checkpoint may be half a record.
        file.set_len(point.bytes)?;
        file.seek(SeekFrom::End(0))?;
        let file = PartialFile { target: target.to_owned(), file: BufWriter::with_capacity(1 << 18, file), written: point.bytes, job };
        Ok(Some((file, point)))
    }

    /// Notes how far the file is good.
    pub(crate) fn mark(&mut self, tally: &Tally) -> Result<()> {
        self.file.flush().with_context(|| partial(&self.target).display().to_string())?;
        let point = Checkpoint { job: self.job.clone(), bytes: self.written, tally: tally.clone() };
        let path = checkpoint(&self.target);
        let fresh = fresh(&path);
        fs::write(&fresh, serde_json::to_vec(&point)?).with_context(|| fresh.display().to_string())?;
        fs::rename(&fresh, &path).with_context(|| path.display().to_string())?;
        Ok(())
    }

    /// Whether nothing has been put yet.
    pub(crate) fn is_new(&self) -> bool {
        self.written == 0
    }

    /// Tells each line of the file, as an earlier run wrote it.
    pub(crate) fn read_back(&self, lang: Lang, mut tell: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let path = partial(&self.target);
        let name = || path.display().to_string();
        let mut lines = BufReader::with_capacity(1 << 18, File::open(&path).with_context(name)?);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).with_context(name)? > 0 {
            tell(&line).with_context(|| format!("{}：{}", path.display(), damaged(lang)))?;
            line.clear();
        }
        Ok(())
    }

    /// Gives the complete file its name.
    pub(crate) fn complete(mut self) -> Result<()> {
        let path = partial(&self.target);
        self.file.flush().with_context(|| path.display().to_string())?;
        self.file.get_ref().sync_all().with_context(|| path.display().to_string())?;
        fs::rename(&path, &self.target).with_context(|| self.target.display().to_string())?;
        remove(&checkpoint(&self.target))
    }

    /// Writes the file that all this was noted for, in the place of the notes.
    pub(crate) fn replace(self, make: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
        let path = fresh(&partial(&self.target));
        let written = File::create(&path).map_err(anyhow::Error::from).and_then(|file| {
            let mut file = BufWriter::with_capacity(1 << 18, file);
            make(&mut file)?;
            file.flush()?;
            Ok(file.get_ref().sync_all()?)
        });
        let written = written.with_context(|| path.display().to_string());
        let named = written.and_then(|()| fs::rename(&path, &self.target).with_context(|| self.target.display().to_string()));
        if named.is_err() {
            remove_fresh(&self.target);
            return named;
        }
        remove(&checkpoint(&self.target))?;
        remove(&partial(&self.target))
    }
}

/// Says that a run is not the one that was interrupted, in what, and what to do.
fn other_job(target: &Path, was: &[String], is: &[String], lang: Lang) -> String {
    let differ = (0..was.len().max(is.len())).map(|place| (was.get(place), is.get(place))).find(|(was, is)| was != is);
    let word = |line: Option<&String>| line.map_or("—", String::as_str).to_owned();
    let (was, is) = differ.map_or_else(Default::default, |(was, is)| (word(was), word(is)));
    format!(
        "{}\n  {} {was}\n  {} {is}\n{} {} {}",
        lang.pick("与上次中断的不是同一件事，不能接着做：", "this is not what was interrupted, it cannot go on:"),
        lang.pick("上次", "then:"),
        lang.pick("这次", "now: "),
        lang.pick(
            "请照上次的写法再运行；上次的不要了，就删去",
            "run it as it was written then; or, if that is not wanted any more, delete"
        ),
        partial(target).display(),
        checkpoint(target).display(),
    )
}

/// Removes a file that may not be there.
fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).with_context(|| path.display().to_string()),
        _ => Ok(()),
    }
}

impl Sink for PartialFile {
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).with_context(|| partial(&self.target).display().to_string())?;
        self.written += bytes.len() as u64;
        Ok(())
    }
}
