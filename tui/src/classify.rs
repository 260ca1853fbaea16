//! `greencat classify`: reads, answers, writes, and says what it came to.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write, stdout};
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use greencat_core::Classifier;

use crate::args::{Format, Lang, SummaryArg};
use crate::batch::Batch;
use crate::bulk::{self, Work};
use crate::clean::Clean;
use crate::collect::{Collector, Target};
use crate::exit::{Exit, is_broken_pipe};
use crate::halt::Halt;
use crate::input::fields::Layout;
use crate::input::{self, Chain, Meter, Source};
use crate::output::destination::PartialFile;
use crate::output::{self, Frame, Sink, Stream, WorkbookSink};
use crate::review::Review;
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
    let (mut source, meters) = open(settings)?;
    let layout = if settings.format.is_table() { source.layout()? } else { None };
    let columns = layout.as_ref().map_or_else(|| source.header().to_vec(), Layout::header);
    if let Some(note) = settings.review_note(&columns) {
        crate::say::note(&note);
    }
    let notes = source.notes();
    for note in &notes {
        crate::say::note(note);
    }
    let classifier = Classifier::embedded();
    let options = output::Options {
        lang,
        header: source.header().to_vec(),
        layout,
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
    let halt = Halt::new(settings);
    let (target, review, tally) = target(settings, &halt)?;
    halt.begin();
    let skip = tally.records;
    let mut collector = Collector::new(target, review, tally, meters, Arc::clone(&halt), lang);
    if settings.output.is_some() {
        collector.show_progress();
    }
    let frame = Frame::of(work.format.as_ref());
    if collector.review.is_none() && collector.target.file().is_none_or(|file| file.is_new()) {
        collector.target.put(&frame.begin)?;
    }
    // With everything noted, whatever goes wrong from here on costs nothing but the making of the file.
    let result = bulk::run(source, work, settings.jobs, skip, &mut collector).and_then(|()| collector.mark());
    let was_seen = collector.end_progress();
    if let Err(error) = result {
        keep(&mut collector, &halt);
        return Err(error);
    }
    if collector.interrupted || settings.is_made_at_end() && halt.rest() {
        halt.tell(collector.tally.records);
        return Ok(Exit::Interrupted);
    }
    if was_seen && settings.is_made_at_end() {
        tell_making(settings, collector.tally.records);
    }
    let summary = Summary::new(collector.tally.clone(), collector.tally.records - skip, collector.time(), classifier);
    let finished = finish(collector, &frame, settings, |book, out| book.save(out, &summary, &sources(settings, &notes)));
    if let Err(error) = finished {
        halt.leave();
        return Err(error);
    }
    tell_summary(settings, &summary);
    Ok(match (summary.tally.unreadable, summary.tally.matched()) {
        (1.., _) => Exit::Unreadable,
        (0, true) => Exit::Matched,
        (0, false) => Exit::Nothing,
    })
}

/// Ends the stream, or makes the file and gives it its name.
fn finish(
    collector: Collector,
    frame: &Frame,
    settings: &Settings,
    save: impl FnOnce(WorkbookSink, &mut BufWriter<File>) -> Result<()>,
) -> Result<()> {
    match (collector.target, collector.review, &settings.output) {
        (Target::Workbook(notes, book), _, _) => notes.replace(|out| save(*book, out)),
        (Target::File(notes), Some(review), Some(path)) if settings.format == Format::Xlsx => notes.replace(|out| {
            let mut book = WorkbookSink::new(path, settings.lang)?;
            review.tell(frame, |bytes| book.put(bytes))?;
            save(book, out)
        }),
        (Target::File(notes), Some(review), _) => notes.replace(|out| review.tell(frame, |bytes| Ok(out.write_all(bytes)?))),
        (Target::File(mut file), None, _) => {
            file.put(&frame.end)?;
            file.complete()
        }
        (Target::Stream(mut sink), Some(review), _) => {
            review.tell(frame, |bytes| sink.put(bytes))?;
            sink.flush()
        }
        (Target::Stream(mut sink), None, _) => {
            sink.put(&frame.end)?;
            sink.flush()
        }
    }
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
fn target(settings: &Settings, halt: &Arc<Halt>) -> Result<(Target, Option<Review>, Tally)> {
    let mut review = settings.review.map(Review::new);
    let Some(path) = &settings.output else { return Ok((Target::Stream(stream(settings.format)), review, Tally::default())) };
    let (notes, tally) = partial_file(path, settings)?;
    // Reading back what a large run noted takes a while, too.
    halt.on_interrupt()?;
    if settings.format == Format::Xlsx {
        halt.on_panic();
    }
    if let Some(review) = &mut review {
        notes.read_back(settings.lang, |line| review.read_back(line))?;
    } else if settings.format == Format::Xlsx {
        let mut book = WorkbookSink::new(path, settings.lang)?;
        notes.read_back(settings.lang, |line| book.put(line))?;
        return Ok((Target::Workbook(notes, Box::new(book)), review, tally));
    }
    Ok((Target::File(notes), review, tally))
}

/// The standard output.
fn stream(format: Format) -> Box<dyn Sink> {
    let out = stdout();
    let is_terminal = out.is_terminal();
    match format {
        Format::Text => Box::new(Stream(BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(out)))),
        // Texts and JSON are made safe where they are written; cells are passed through as they are.
        Format::Csv | Format::Tsv if is_terminal => Box::new(Stream(BufWriter::with_capacity(1 << 16, Clean::new(out)))),
        _ => Box::new(Stream(BufWriter::with_capacity(1 << 16, out))),
    }
}

/// The file in the making: a new one, or that of an interrupted run, and what it has come to.
fn partial_file(path: &Path, settings: &Settings) -> Result<(PartialFile, Tally)> {
    let lang = settings.lang;
    if settings.resume {
        if let Some((file, point)) = PartialFile::resume(path, settings.job(), lang)? {
            let done = crate::summary::grouped(point.tally.records);
            crate::say::note(&match lang {
                Lang::Zh => format!("已有 {done} 家，接着做"),
                Lang::En => format!("{done} records are there, going on"),
            });
            return Ok((file, point.tally));
        }
        crate::say::note(lang.pick("没有中断的结果，从头做起", "there is nothing to go on with, starting from the beginning"));
    }
    Ok((PartialFile::create(path, settings.job(), lang)?, Tally::default()))
}

/// After an error in the middle of a run: what is done is kept where that is possible.
fn keep(collector: &mut Collector, halt: &Halt) {
    let Some(file) = collector.target.file() else { return };
    // What could not be written is not done: on a full disk the last note holds.
    let _ = file.mark(&collector.tally);
    halt.leave();
}

/// A large workbook takes a while to be made of its rows, without a bar to look at.
fn tell_making(settings: &Settings, records: u64) {
    let Some(path) = &settings.output else { return };
    let (path, done) = (path.display(), crate::summary::grouped(records));
    crate::say::note(&match settings.lang {
        Lang::Zh => format!("{done} 家都已做完，正在写成 {path}"),
        Lang::En => format!("all {done} records are done, now making {path}"),
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
