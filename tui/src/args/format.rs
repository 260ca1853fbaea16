//! How answers are written.

use clap::{Args, ValueEnum};

/// How a lookup is printed.
#[derive(Debug, Args)]
pub(crate) struct PrintArgs {
    /// 输出格式
    #[arg(long, value_enum, default_value = "text", value_name = "text|json", hide_possible_values = true, hide_default_value = true)]
    pub(crate) format: TextOrJson,
}

/// How a single lookup is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextOrJson {
    Text,
    Json,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Ndjson,
    Csv,
    Tsv,
    Xlsx,
}

impl Format {
    /// Whether it has rows and columns.
    pub(crate) fn is_table(self) -> bool {
        matches!(self, Format::Csv | Format::Tsv | Format::Xlsx)
    }

    /// The name on the command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Xlsx => "xlsx",
        }
    }
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParkFormat {
    Text,
    Html,
    #[value(alias = "markdown")]
    Md,
    Xlsx,
    Json,
}

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordFormat {
    Text,
    Json,
    #[value(alias = "markdown")]
    Md,
    Html,
}
