//! Ending before the end: asked for by Ctrl-C, or forced by a disk that takes no more.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};

use crate::args::Lang;
use crate::output::destination;
use crate::settings::Settings;

/// What `rust_xlsxwriter` panics with where a file of its own cannot be written; the system's reason follows.
const PANIC: &str = "Couldn't write to xml file: ";

/// Whether a run is to end, and what is said of what it leaves behind.
#[derive(Debug)]
pub(crate) struct Halt {
    asked: AtomicBool,
    /// Everything that is done is noted: before the first record is answered, and after the last.
    at_rest: AtomicBool,
    /// Where results go; `None` is the standard output.
    output: Option<PathBuf>,
    /// Whether what is left behind is only what the output is made of.
    is_made_at_end: bool,
    lang: Lang,
}

impl Halt {
    pub(crate) fn new(settings: &Settings) -> Arc<Halt> {
        Arc::new(Halt {
            asked: AtomicBool::new(false),
            at_rest: AtomicBool::new(true),
            output: settings.output.clone(),
            is_made_at_end: settings.is_made_at_end(),
            lang: settings.lang,
        })
    }

    /// Ctrl-C asks the run to end; a second one, or one when everything is noted, ends it at once.
    pub(crate) fn on_interrupt(self: &Arc<Halt>) -> Result<()> {
        let halt = Arc::clone(self);
        ctrlc::set_handler(move || {
            let again = halt.asked.swap(true, Ordering::SeqCst);
            if halt.at_rest.load(Ordering::SeqCst) {
                halt.leave();
            } else if !again {
                return;
            }
            std::process::exit(130);
        })
        .context("Ctrl-C")
    }

    /// A workbook that cannot be written is an error like any other, where its library would only panic.
    pub(crate) fn on_panic(self: &Arc<Halt>) {
        let halt = Arc::clone(self);
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let Some(reason) = info.payload().downcast_ref::<String>().and_then(|text| text.strip_prefix(PANIC)) else {
                return usual(info);
            };
            halt.leave();
            // The number of the system's error says more than its name in Rust.
            let number = reason.split_once("code: ").and_then(|(_, rest)| rest.split(',').next()?.parse().ok());
            let error = number.map_or_else(|| std::io::Error::other(reason.to_owned()), std::io::Error::from_raw_os_error);
            let place = halt.output.as_deref().unwrap_or(Path::new("-")).display().to_string();
            let error = anyhow::Error::from(error).context(place);
            crate::say::error(&error, halt.lang);
            std::process::exit(2);
        }));
    }

    /// Whether the run was asked to end.
    pub(crate) fn asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    /// From now on records are answered.
    pub(crate) fn begin(&self) {
        self.at_rest.store(false, Ordering::SeqCst);
    }

    /// From now on there is nothing left but writing. Returns whether the run was asked to end before.
    pub(crate) fn rest(&self) -> bool {
        self.at_rest.store(true, Ordering::SeqCst);
        self.asked()
    }

    /// Says how far an interrupted run has come, and how to go on.
    pub(crate) fn tell(&self, records: u64) {
        let Some(output) = &self.output else { return };
        let (path, done) = (destination::partial(output).display().to_string(), crate::summary::grouped(records));
        crate::say::note(&match (self.lang, self.is_made_at_end) {
            (Lang::Zh, false) => format!("已中断：做完前 {done} 家，结果在 {path}；加 --resume 再运行一次即接着做"),
            (Lang::Zh, true) => format!("已中断：做完前 {done} 家，先记在 {path}（还不是成品）；加 --resume 再运行一次即接着做"),
            (Lang::En, false) => {
                format!("interrupted: the first {done} records are done and in {path}; run it again with --resume to go on")
            }
            (Lang::En, true) => format!(
                "interrupted: the first {done} records are done and noted in {path} (not the finished file yet); \
                 run it again with --resume to go on"
            ),
        });
    }

    /// What can be gone on with stays, and is told; the rest goes.
    pub(crate) fn leave(&self) {
        let Some(output) = &self.output else { return };
        destination::remove_fresh(output);
        match destination::noted(output).filter(|records| *records > 0) {
            Some(records) => self.tell(records),
            None => destination::discard(output),
        }
    }
}
