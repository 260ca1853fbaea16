//! What a classify run is to do, settled from the arguments, the files' names and the terminal.

use std::io::{IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;
use greencat_core::Classifier;

use crate::args::{Choice, ClassifyArgs, Format, Lang, SummaryArg};
use crate::input::{self, Kind};

/// Lines are not wider than this, however wide the terminal: longer ones are hard to read.
const WIDEST: usize = 120;

/// Columns of the terminal that results go to, or 80.
pub(crate) fn columns() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let size = || terminal_size::terminal_size_of(stdout()).map(|(width, _)| usize::from(width.0));
    asked.or_else(size).unwrap_or(80).clamp(20, WIDEST)
}

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// A text given on the command line.
    Text(String),
    /// A file, or `-` for the standard input.
    File(PathBuf),
}

/// A settled run.
#[allow(clippy::struct_excessive_bools)] // Each is a switch of the command line.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) lang: Lang,
    pub(crate) inputs: Vec<Input>,
    pub(crate) input: input::Options,
    pub(crate) format: Format,
    pub(crate) output: Option<PathBuf>,
    pub(crate) top: Option<usize>,
    pub(crate) long: bool,
    pub(crate) review: Option<usize>,
    pub(crate) bom: bool,
    pub(crate) raw_cells: bool,
    pub(crate) jobs: usize,
    pub(crate) resume: bool,
    pub(crate) summary: SummaryArg,
}

impl Settings {
    pub(crate) fn new(args: ClassifyArgs, lang: Lang) -> Result<Settings> {
        let inputs = inputs(&args, lang)?;
        let format = match args.format.or_else(|| args.output.as_deref().and_then(format_of_name)) {
            Some(format) => format,
            None => default_format(&inputs, &args),
        };
        if format == Format::Xlsx && args.output.is_none() {
            bail!("{}", lang.pick("xlsx 要写入文件：加 -o 结果.xlsx", "xlsx is written to a file: add -o results.xlsx"));
        }
        if let Some(output) = &args.output {
            check_output(output, &inputs, lang)?;
        }
        // Excel takes a CSV file without a mark for one in the system's old encoding.
        let is_csv_file = format == Format::Csv && args.output.is_some();
        let summary = match args.summary {
            SummaryArg::Auto if args.output.is_some() => SummaryArg::Text,
            SummaryArg::Auto => SummaryArg::None,
            asked => asked,
        };
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let input = input::Options {
            from: args.table.from,
            encoding: args.table.encoding,
            column: args.table.column,
            id_column: args.id_column,
            sheet: args.table.sheet,
            every_field: format.is_table(),
            lang,
        };
        Ok(Settings {
            lang,
            format,
            top: args.top,
            long: args.long,
            review: args.review,
            bom: match args.bom {
                Choice::Auto => is_csv_file,
                Choice::Yes => true,
                Choice::No => false,
            },
            raw_cells: args.raw_cells,
            // Threads do not pay for a few texts.
            jobs: if inputs.iter().all(|input| matches!(input, Input::Text(_))) { 1 } else { args.jobs.map_or_else(cores, usize::from) },
            resume: args.resume,
            summary,
            output: args.output,
            input,
            inputs,
        })
    }

    /// Whether the output can only be made when all records are answered.
    pub(crate) fn is_made_at_end(&self) -> bool {
        self.format == Format::Xlsx || self.review.is_some()
    }

    /// What to say of a choice for review that the browser's list will not open: it goes by the ending of the name and by
    /// the names of the columns.
    pub(crate) fn review_note(&self, columns: &[String]) -> Option<String> {
        let output = self.output.as_deref().filter(|_| self.review.is_some())?;
        let read = match self.format {
            Format::Csv => Some(Kind::Csv),
            Format::Tsv => Some(Kind::Tsv),
            Format::Xlsx => Some(Kind::Workbook),
            Format::Ndjson => Some(Kind::Ndjson),
            Format::Text | Format::Json => None,
        };
        let name = output.display();
        if read.is_none() || Kind::of_name(output) != read {
            return Some(match self.lang {
                Lang::Zh => format!("greencat 终端界面的名单打不开 {name}；要在那里复核，请写成 .xlsx、.csv、.tsv 或 .ndjson"),
                Lang::En => format!("the browser's list will not open {name}; to review it there, write .xlsx, .csv, .tsv or .ndjson"),
            });
        }
        let is_told = columns.is_empty() || input::columns::find(columns, &[], None, None, self.lang).is_ok();
        (self.format.is_table() && !is_told).then(|| match self.lang {
            Lang::Zh => format!("greencat 终端界面的名单打不开 {name}：从列名看不出哪一列是经营范围；要在那里复核，请写成 .ndjson"),
            Lang::En => format!(
                "the browser's list will not open {name}: the names of its columns do not tell which one is the text; to review it there, write .ndjson"
            ),
        })
    }

    /// The run in words, compared before an interrupted one goes on: what changes the bytes of the output.
    pub(crate) fn job(&self) -> Vec<String> {
        let catalogue = Classifier::embedded();
        let mut job = vec![
            crate::PROGRAM.to_owned(),
            // The same version may come with another catalogue.
            format!("{} {:016x}", catalogue.edition(), catalogue.fingerprint()),
            format!("--format {}", self.format.word()),
        ];
        let input = &self.input;
        let words: [(&str, Option<String>); 11] = [
            ("--from", Some(name(&input.from))),
            ("--encoding", Some(name(&input.encoding))),
            ("--column", input.column.clone()),
            ("--id-column", input.id_column.clone()),
            ("--sheet", input.sheet.clone()),
            ("--lang", Some(name(&self.lang))),
            ("--top", self.top.map(|most| most.to_string())),
            ("--long", Some(self.long.to_string())),
            ("--review", self.review.map(|most| most.to_string())),
            ("--bom", Some(self.bom.to_string())),
            ("--raw-cells", Some(self.raw_cells.to_string())),
        ];
        job.extend(words.into_iter().map(|(option, value)| format!("{option} {}", value.as_deref().unwrap_or("—"))));
        job.extend(self.inputs.iter().map(|input| match input {
            Input::Text(text) => text.clone(),
            Input::File(path) => {
                let size = path.metadata().map_or(0, |data| data.len());
                format!("{} ({} B)", path.display(), crate::summary::grouped(size))
            }
        }));
        job
    }
}

/// What a choice is called on the command line.
fn name(choice: &impl ValueEnum) -> String {
    choice.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Settles what is read, in the order in which it was written.
fn inputs(args: &ClassifyArgs, lang: Lang) -> Result<Vec<Input>> {
    let mut inputs: Vec<Input> = args.input.iter().cloned().map(Input::File).collect();
    for text in &args.texts {
        let path = Path::new(text);
        inputs.push(if text == "-" {
            Input::File(PathBuf::from("-"))
        } else if Kind::of_name(path).is_some() {
            // No business scope ends like a spreadsheet.
            if !path.exists() {
                bail!("{}：{}", text, lang.pick("没有这个文件", "there is no such file"));
            }
            Input::File(path.to_owned())
        } else if path.is_file() && (path.extension().is_some() || path.components().count() > 1) {
            // Named otherwise, and still a file: 名单.parquet is told what to do, 名单.dat is read as lines.
            Input::File(path.to_owned())
        } else {
            Input::Text(text.clone())
        });
    }
    if inputs.is_empty() {
        if stdin().is_terminal() {
            bail!(
                "{}\n  greencat classify \"光伏组件的研发、生产；充电桩运营\"\n  greencat classify 企业名单.xlsx -o 结果.xlsx",
                lang.pick("要判读什么？写一段经营范围，或一个文件：", "what is to be classified? Write a business scope, or a file:"),
            );
        }
        inputs.push(Input::File(PathBuf::from("-")));
    }
    Ok(inputs)
}

fn format_of_name(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match ending.as_str() {
        "txt" => Format::Text,
        "json" => Format::Json,
        "ndjson" | "jsonl" => Format::Ndjson,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "xlsx" => Format::Xlsx,
        _ => return None,
    })
}

/// On a terminal and for texts something to read; else the kind that was read.
fn default_format(inputs: &[Input], args: &ClassifyArgs) -> Format {
    if args.output.is_none() && stdout().is_terminal() {
        return Format::Text;
    }
    match inputs.first() {
        Some(Input::File(path)) => match Kind::settle(args.table.from, path) {
            Kind::Csv | Kind::Workbook => Format::Csv,
            Kind::Tsv => Format::Tsv,
            Kind::Ndjson => Format::Ndjson,
            Kind::Lines => Format::Text,
        },
        _ => Format::Text,
    }
}

/// Refuses to write over what is read.
fn check_output(output: &Path, inputs: &[Input], lang: Lang) -> Result<()> {
    if output.is_dir() {
        bail!("{}：{}", output.display(), lang.pick("这是一个文件夹，请写文件名", "this is a folder; write a file's name"));
    }
    let Ok(output) = output.canonicalize() else { return Ok(()) };
    for input in inputs {
        if let Input::File(path) = input
            && path.canonicalize().is_ok_and(|path| path == output)
        {
            bail!("{}：{}", path.display(), lang.pick("输入和输出是同一个文件", "the input and the output are the same file"));
        }
    }
    Ok(())
}
