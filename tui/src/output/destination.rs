//! A file that appears when it is complete. Until then it is called `NAME.partial`, and beside it stands
//! `NAME.partial.json`, which says how far it is good, so that an interrupted run can go on.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom, Write};
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
    /// Records of the last note.
    marked: Option<u64>,
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

/// Refuses to write over an interrupted run's results.
pub(crate) fn check_free(target: &Path, lang: Lang) -> Result<()> {
    if checkpoint(target).exists() {
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
        let path = partial(target);
        let file = File::create(&path).with_context(|| format!("{}：{}", path.display(), lang.pick("写不了", "cannot be written")))?;
        Ok(PartialFile { target: target.to_owned(), file: BufWriter::with_capacity(1 << 18, file), written: 0, job, marked: None })
    }

    /// Goes on with the file of an interrupted run; `None` when there is none.
    pub(crate) fn resume(target: &Path, job: Vec<String>, lang: Lang) -> Result<Option<(PartialFile, Checkpoint)>> {
        let Ok(bytes) = fs::read(checkpoint(target)) else { return Ok(None) };
        let unusable =
            lang.pick("中断记录已损坏，请删去它和 .partial 重来", "the checkpoint is damaged; delete it and the .partial and start again");
        let point: Checkpoint = serde_json::from_slice(&bytes).with_context(|| format!("{}：{unusable}", checkpoint(target).display()))?;
        if let Some((was, is)) = point.job.iter().zip(&job).find(|(was, is)| was != is) {
            bail!(
                "{}\n  {was}\n  {is}",
                lang.pick("与上次中断的不是同一件事，不能接着做：", "this is not what was interrupted, it cannot go on:")
            );
        }
        let path = partial(target);
        let mut file = OpenOptions::new().write(true).open(&path).with_context(|| path.display().to_string())?;
        if file.metadata()?.len() < point.bytes {
            bail!("{}：{unusable}", path.display());
        }
        // What was written after the checkpoint may be half a record.
        file.set_len(point.bytes)?;
        file.seek(SeekFrom::End(0))?;
        let file = PartialFile {
            target: target.to_owned(),
            file: BufWriter::with_capacity(1 << 18, file),
            written: point.bytes,
            job,
            marked: Some(point.tally.records),
        };
        Ok(Some((file, point)))
    }

    /// Notes how far the file is good.
    pub(crate) fn mark(&mut self, tally: &Tally) -> Result<()> {
        self.file.flush().with_context(|| partial(&self.target).display().to_string())?;
        let point = Checkpoint { job: self.job.clone(), bytes: self.written, tally: tally.clone() };
        let path = checkpoint(&self.target);
        let fresh = beside(&self.target, ".partial.json.new");
        fs::write(&fresh, serde_json::to_vec(&point)?).with_context(|| fresh.display().to_string())?;
        fs::rename(&fresh, &path).with_context(|| path.display().to_string())?;
        self.marked = Some(tally.records);
        Ok(())
    }

    /// Records that the last note says are good.
    pub(crate) fn marked(&self) -> Option<u64> {
        self.marked
    }

    /// Removes what was written: it holds nothing that a later run could use.
    pub(crate) fn discard(&self) {
        // Where even that fails, the file stays, and the next run writes over it.
        let _ = fs::remove_file(partial(&self.target));
        let _ = fs::remove_file(checkpoint(&self.target));
    }

    /// Leaves the file of an interrupted run under its provisional name.
    pub(crate) fn keep(mut self) -> Result<()> {
        self.file.flush().with_context(|| partial(&self.target).display().to_string())
    }

    /// Gives the complete file its name.
    pub(crate) fn complete(mut self) -> Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        appear(&self.target)
    }
}

/// Gives the complete file its name, and forgets how far it was good.
pub(crate) fn appear(target: &Path) -> Result<()> {
    fs::rename(partial(target), target).with_context(|| target.display().to_string())?;
    match fs::remove_file(checkpoint(target)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).with_context(|| checkpoint(target).display().to_string()),
        _ => Ok(()),
    }
}

impl Sink for PartialFile {
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).with_context(|| partial(&self.target).display().to_string())?;
        self.written += bytes.len() as u64;
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
