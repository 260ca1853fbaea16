//! `greencat classify`: reads, answers, writes, and says what it came to.

use std::io::{BufWriter, IsTerminal, Write, stdout};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use greencat_core::Classifier;

use crate::args::{Format, Lang, SummaryArg};
use crate::batch::Batch;
use crate::bulk::{self, Work};
use crate::clean::Clean;
use crate::collect::{Collector, Review, Target};
use crate::exit::{Exit, is_broken_pipe};
use crate::input::{self, Chain, Meter, Source};
use crate::output::destination::{self, PartialFile};
use crate::output::{self, Sink, Stream, WorkbookSink};
use crate::settings::{Input, Settings};
use crate::summary::Summary;
use crate::tally::Tally;

/// Runs the command.
pub(crate) fn run(settings: &Settings) -> Result<Exit> {
    match classify(settings) {
        Err(error) if is_broken_pipe(&error) => Ok(Exit::Matched),
        result => result,
    }
}

fn classify(settings: &Settings) -> Result<Exit> {
    let lang = settings.lang;
    let (source, meters) = open(settings)?;
    let notes = source.notes();
    for note in &notes {
        crate::say::note(note);
    }
    let classifier = Classifier::embedded();
    let options = output::Options {
        lang,
        header: source.header().to_vec(),
        long: settings.long,
        bom: settings.bom,
        raw_cells: settings.raw_cells,
        single: matches!(settings.inputs.as_slice(), [Input::Text(_)]),
        styled: settings.output.is_none(),
        with_text: settings.review.is_some(),
    };
    let work = Work {
        format: output::format(settings.format, &classifier, &options),
        classifier: classifier.clone(),
        top: settings.top,
        apart: settings.review.is_some(),
    };
    let (target, tally) = target(settings)?;
    let skip = tally.records;
    let interrupt = Arc::new(AtomicBool::new(false));
    let mut collector = Collector::new(target, settings.review.map(Review::new), tally, meters, Arc::clone(&interrupt), lang);
    if settings.output.is_some() {
        on_interrupt(interrupt)?;
        collector.show_progress();
    }
    let (mut begin, mut end) = (Vec::new(), Vec::new());
    work.format.begin(&mut begin);
    work.format.end(&mut end);
    let between = work.format.between();
    if skip == 0 {
        collector.target.put(&begin)?;
    }
    let result = bulk::run(source, work, settings.jobs, skip, &mut collector);
    collector.end_progress();
    if let Err(error) = result {
        return Err(keep(&mut collector, settings, error));
    }
    if collector.interrupted && settings.resumable() {
        collector.mark()?;
        tell_partial(settings, collector.tally.records);
        return Ok(Exit::Interrupted);
    }
    if let Some(review) = collector.review.take() {
        for (place, record) in review.into_records().enumerate() {
            if place > 0 {
                collector.target.put(between)?;
            }
            collector.target.put(&record)?;
        }
    }
    collector.target.put(&end)?;
    collector.target.flush()?;
    let (tally, time, interrupted) = (collector.tally.clone(), collector.time(), collector.interrupted);
    let answered = tally.records - skip;
    let summary = Summary::new(tally, answered, time, classifier);
    match (collector.target, &settings.output) {
        (Target::File(file), _) if interrupted => {
            file.keep()?;
            tell_partial(settings, summary.tally.records);
            return Ok(Exit::Interrupted);
        }
        (Target::File(file), _) => file.complete()?,
        (Target::Workbook(book), Some(path)) => {
            book.save(path, &summary, &sources(settings, &notes))?;
            if interrupted {
                tell_partial(settings, summary.tally.records);
                return Ok(Exit::Interrupted);
            }
            destination::appear(path)?;
        }
        _ => {}
    }
    tell_summary(settings, &summary);
    Ok(match (summary.tally.unreadable, summary.tally.matched()) {
        (1.., _) => Exit::Unreadable,
        (0, true) => Exit::Matched,
        (0, false) => Exit::Nothing,
    })
}

/// Opens everything that is read.
fn open(settings: &Settings) -> Result<(Box<dyn Source>, Vec<Meter>)> {
    let mut sources: Vec<(std::path::PathBuf, Box<dyn Source>)> = Vec::new();
    let mut meters = Vec::new();
    for input in &settings.inputs {
        match input {
            Input::Text(text) => sources.push((Path::new("-").to_owned(), Box::new(Given(Some(text.clone()))))),
            Input::File(path) => {
                let opened = input::open(path, &settings.input)?;
                meters.push(opened.meter);
                sources.push((path.clone(), opened.source));
            }
        }
    }
    Ok((Box::new(Chain::new(sources, settings.lang)?), meters))
}

/// A text given on the command line.
struct Given(Option<String>);

impl Source for Given {
    fn fill(&mut self, batch: &mut Batch, number: &mut u64) -> Result<bool> {
        if let Some(text) = self.0.take() {
            *number += 1;
            batch.begin(*number);
            batch.text(&text);
        }
        Ok(false)
    }
}

/// Opens what is written, and says what an interrupted run has already come to.
fn target(settings: &Settings) -> Result<(Target, Tally)> {
    let lang = settings.lang;
    let Some(path) = &settings.output else {
        let out = stdout();
        let is_terminal = out.is_terminal();
        let sink: Box<dyn Sink> = match settings.format {
            Format::Text => Box::new(Stream(BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(out)))),
            // Texts and JSON are made safe where they are written; cells are passed through as they are.
            Format::Csv | Format::Tsv if is_terminal => Box::new(Stream(BufWriter::with_capacity(1 << 16, Clean::new(out)))),
            _ => Box::new(Stream(BufWriter::with_capacity(1 << 16, out))),
        };
        return Ok((Target::Stream(sink), Tally::default()));
    };
    if settings.format == Format::Xlsx {
        destination::check_free(path, lang)?;
        return Ok((Target::Workbook(Box::new(WorkbookSink::new(path, lang)?)), Tally::default()));
    }
    if settings.resume {
        if let Some((file, point)) = PartialFile::resume(path, settings.job(), lang)? {
            let done = crate::summary::grouped(point.tally.records);
            crate::say::note(&match lang {
                Lang::Zh => format!("已有 {done} 家，接着做"),
                Lang::En => format!("{done} records are there, going on"),
            });
            return Ok((Target::File(file), point.tally));
        }
        crate::say::note(lang.pick("没有中断的结果，从头做起", "there is nothing to go on with, starting from the beginning"));
    }
    Ok((Target::File(PartialFile::create(path, settings.job(), lang)?), Tally::default()))
}

/// Ctrl-C asks the run to end; a second one ends the program at once.
fn on_interrupt(interrupt: Arc<AtomicBool>) -> Result<()> {
    ctrlc::set_handler(move || {
        if interrupt.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .context("Ctrl-C")
}

/// An error in the middle of a run: what is done is kept where that is possible.
fn keep(collector: &mut Collector, settings: &Settings, error: anyhow::Error) -> anyhow::Error {
    let reviewed = collector.review.is_some();
    let Target::File(file) = &mut collector.target else { return error };
    // What could not be written is not done: on a full disk the last note holds.
    let marked = if reviewed { None } else { file.mark(&collector.tally).ok().map(|()| collector.tally.records).or(file.marked()) };
    match marked.filter(|records| *records > 0) {
        Some(records) => tell_partial(settings, records),
        None => file.discard(),
    }
    error
}

fn tell_partial(settings: &Settings, records: u64) {
    let Some(path) = &settings.output else { return };
    let (path, done) = (destination::partial(path).display().to_string(), crate::summary::grouped(records));
    let resumable = settings.resumable();
    crate::say::note(&match settings.lang {
        Lang::Zh => format!("已中断：做完前 {done} 家，结果在 {path}{}", if resumable { "；加 --resume 再运行一次即接着做" } else { "" }),
        Lang::En => format!(
            "interrupted: the first {done} records are done and in {path}{}",
            if resumable { "; run it again with --resume to go on" } else { "" }
        ),
    });
}

fn tell_summary(settings: &Settings, summary: &Summary) {
    let bytes = match settings.summary {
        SummaryArg::Json => summary.json(),
        SummaryArg::Text | SummaryArg::Auto => summary.text(settings.lang, crate::settings::columns()),
        SummaryArg::None => return,
    };
    // A summary that no one can see is no reason to fail.
    let _ = anstream::stderr().write_all(&bytes);
}

/// What the workbook says of its making.
fn sources(settings: &Settings, notes: &[String]) -> Vec<(String, String)> {
    let lang = settings.lang;
    let mut lines = vec![
        (lang.pick("目录", "catalogue"), "《绿色产业指导目录（2019年版）》（发改环资〔2019〕293号）".to_owned()),
        (lang.pick("目录版本", "edition"), Classifier::embedded().edition().to_owned()),
        (lang.pick("程序", "program"), concat!("greencat ", env!("CARGO_PKG_VERSION")).to_owned()),
    ];
    for input in &settings.inputs {
        lines.push((
            lang.pick("输入", "input"),
            match input {
                Input::Text(text) => text.clone(),
                Input::File(path) => path.display().to_string(),
            },
        ));
    }
    lines.extend(notes.iter().map(|note| (lang.pick("读取", "read as"), note.clone())));
    let meaning = lang.pick(
        "属于：文本写明的业务在条目范围内；待证：条目要求的等级文本未写明，须凭证书；相近不属于：对象相符而活动不符。",
        "direct: the stated business is within the entry; conditional: the entry asks for a grade that the text does not state; near: the subject fits, the activity does not.",
    );
    lines.push((lang.pick("判定的含义", "verdicts"), meaning.to_owned()));
    lines.into_iter().map(|(what, value)| (what.to_owned(), value)).collect()
}
