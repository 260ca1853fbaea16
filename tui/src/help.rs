//! The help in the person's language, and errors of the command line that teach.

use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};

use crate::args::{Cli, Lang};

/// English for what `args.rs` says in Chinese: the command, the argument (empty for the command itself), the text.
const ENGLISH: &[(&str, &str, &str)] = &[
    ("greencat", "", "Reads business scopes against China's Green Industry Guidance Catalogue (2019 edition)"),
    ("greencat", "lang", "Language of the interface"),
    ("browse", "", "Open the terminal browser: judge, browse, search, list, record, policy, park"),
    ("browse", "text", "A business scope, or a list (.xlsx .csv .tsv .ndjson .txt); '-' reads the standard input"),
    ("browse", "facts", "Facts (TOML) for the policies, or a park's own threshold; may be repeated"),
    ("browse", "theme", "The colours"),
    ("browse", "no_history", "Neither read nor write the prospects looked at"),
    ("browse", "config", "The configuration; else greencat/config.toml in the folder for configurations"),
    ("classify", "", "Classify: entries, the words they rest on, what must still be proven"),
    ("classify", "texts", "Business scopes; '-' reads the standard input; names of spreadsheets too (.xlsx .csv .tsv .ndjson .txt …)"),
    ("classify", "input", "Read a file, may be repeated; '-' is the standard input"),
    ("classify", "from", "How the input is read; by the file's ending, the standard input as one text a line"),
    ("classify", "column", "The column with the business scope: name or number; several joined by commas"),
    ("classify", "id_column", "The column that names a record; else its number"),
    ("classify", "sheet", "The sheet to read: name or number; else the first"),
    ("classify", "encoding", "The encoding of the input"),
    ("classify", "format", "How results are written; else by the ending of -o"),
    ("classify", "output", "Write to a file, which appears when complete; an interrupted run leaves a .partial"),
    ("classify", "top", "At most so many entries a text"),
    ("classify", "long", "Tables: a row for each entry (else one for each record)"),
    ("classify", "review", "Only the N least certain records, to be reviewed by a person"),
    ("classify", "bom", "Whether CSV begins with a byte order mark (Excel needs it)"),
    ("classify", "raw_cells", "Write CSV cells as they are, without the apostrophe before what could be a formula"),
    ("classify", "jobs", "Number of threads; else all cores"),
    ("classify", "resume", "Go on where the last run was interrupted (with -o)"),
    ("classify", "summary", "Tell the summary on the standard error; by default with -o"),
    ("show", "", "Show an entry: name, scope, conditions, page"),
    ("show", "code", "A code such as 3.1.2"),
    ("show", "format", "Output format"),
    ("search", "", "Search codes, names, products, everyday words, standards, English; one or two typing errors are forgiven"),
    ("search", "query", "What to look for, such as 光伏组件, gb18613, \"wind power\""),
    ("search", "top", "At most so many results"),
    ("search", "format", "Output format"),
    ("tree", "", "The catalogue as a tree, all of it or below a code"),
    ("tree", "code", "Where to begin, such as 3 or 3.1"),
    ("tree", "format", "Output format"),
    ("crosswalk", "", "Which entries of the 2024 and 2025 catalogues correspond to one of 2019 (derived, not official)"),
    ("crosswalk", "code", "A code such as 3.1.2 or 3.1; else all"),
    ("crosswalk", "from", "The edition that the code is of"),
    ("crosswalk", "format", "Output format"),
    ("screen", "", "Check policies condition by condition: met, not met, not known; what to ask and to bring"),
    ("screen", "policies", "Policies by name, several; 'all'; or a park's own threshold (a .toml file)"),
    ("screen", "list", "List the policies"),
    ("screen", "template", "Write a facts file to fill in"),
    ("screen", "threshold", "Write an example of a park's threshold"),
    ("screen", "facts", "The facts (TOML)"),
    (
        "screen",
        "text",
        "The enterprise's business scope, for policies on enterprises; '-' reads the standard input; a .txt file's name too",
    ),
    ("screen", "industries", "The park's leading industries, for policies on parks; likewise"),
    ("screen", "name", "The name of the enterprise or the park"),
    ("screen", "format", "How the record is written; else by the ending of -o"),
    ("screen", "output", "Write to a file"),
    ("park", "", "Report on a park: green shares, leading industry, concentration, gaps in chains, whom to ask what"),
    ("park", "list", "The enterprises: .xlsx .csv .tsv …, one a row, with business scope, best with name, value and year"),
    ("park", "facts", "The park's facts (TOML): with them the conditions of the two park policies are checked"),
    ("park", "policies", "Which policies to check, may be repeated; see greencat screen --list"),
    ("park", "name", "The park's name"),
    ("park", "from", "How the list is read; else by the file's ending"),
    ("park", "column", "The column with the business scope: name or number; several joined by commas"),
    ("park", "name_column", "The column with the enterprises' names"),
    ("park", "value_column", "The column with output value or revenue"),
    ("park", "year_column", "The column with the year"),
    ("park", "sheet", "The sheet to read: name or number; else the first"),
    ("park", "encoding", "The encoding of the list"),
    ("park", "format", "How the report is written; else by the ending of -o"),
    ("park", "output", "Write to a file"),
    ("park", "roster", "Look the enterprises' names up in a roster, may be repeated"),
    ("screen", "roster", "Look the name up in a roster, may be repeated: FILE, FACT=FILE or FACT:VALUE=FILE, which then answers the fact"),
    ("roster", "", "Look names up in a roster (green factories and the like), or index one"),
    ("roster", "list", "The roster (.xlsx .csv …), or its index"),
    ("roster", "names", "The names to look up"),
    ("roster", "column", "The column with the names; else by the header"),
    ("roster", "format", "Output format"),
    ("roster", "output", "Write an index, which opens without reading the table again"),
    ("completions", "", "Print completions for a shell"),
    ("completions", "shell", "Which shell"),
    ("man", "", "Print the manual page"),
    ("*", "help", "Print help"),
    ("*", "version", "Print version"),
    ("#", "输入", "Input"),
    ("#", "输出", "Output"),
    ("#", "运行", "Run"),
    ("<>", "列", "COLUMN"),
    ("<>", "表", "SHEET"),
    ("<>", "代码", "CODE"),
    ("<>", "检索词", "QUERY"),
    ("<>", "文本或文件", "TEXT|FILE"),
    ("<>", "文本", "TEXT"),
    ("<>", "政策", "POLICY"),
    ("<>", "[事实=]FILE", "[FACT=]FILE"),
    ("<>", "名单", "LIST"),
    ("<>", "名称", "NAME"),
];

/// How a command is written: the command, in Chinese, in English.
const USAGE: &[(&str, &str, &str)] = &[
    ("greencat", "greencat [选项] <命令>", "greencat [OPTIONS] <COMMAND>"),
    ("browse", "greencat browse [选项] [文本或文件]", "greencat browse [OPTIONS] [TEXT|FILE]"),
    ("classify", "greencat classify [选项] [文本或文件]…", "greencat classify [OPTIONS] [TEXT|FILE]…"),
    ("show", "greencat show [选项] <代码>", "greencat show [OPTIONS] <CODE>"),
    ("search", "greencat search [选项] <检索词>…", "greencat search [OPTIONS] <QUERY>…"),
    ("tree", "greencat tree [选项] [代码]", "greencat tree [OPTIONS] [CODE]"),
    ("crosswalk", "greencat crosswalk [选项] [代码]", "greencat crosswalk [OPTIONS] [CODE]"),
    ("screen", "greencat screen [选项] <政策>…", "greencat screen [OPTIONS] <POLICY>…"),
    ("park", "greencat park [选项] <名单>", "greencat park [OPTIONS] <LIST>"),
    ("roster", "greencat roster [选项] <名单> [名称]…", "greencat roster [OPTIONS] <ROSTER> [NAME]…"),
    ("completions", "greencat completions <SHELL>", "greencat completions <SHELL>"),
    ("man", "greencat man", "greencat man"),
];

fn english(command: &str, argument: &str) -> Option<&'static str> {
    ENGLISH.iter().find(|(of, name, _)| (*of == command || *of == "*") && *name == argument).map(|(_, _, text)| *text)
}

/// The command line in the person's language.
pub(crate) fn command(lang: Lang) -> Command {
    let command = Cli::command();
    let command = command.mut_subcommands(|sub| localised(sub, lang));
    localised(command, lang)
}

fn localised(command: Command, lang: Lang) -> Command {
    let usage = lang.pick("用法：", "Usage: ");
    let (arguments, options, commands) = (lang.pick("参数", "Arguments"), lang.pick("选项", "Options"), lang.pick("命令", "Commands"));
    let template = if command.has_subcommands() {
        format!("{{about}}\n\n{usage}{{usage}}\n\n{commands}\n{{subcommands}}\n\n{options}\n{{options}}{{after-help}}\n")
    } else {
        format!("{{about}}\n\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}\n")
    };
    let name = command.get_name().to_owned();
    let about = if lang == Lang::En { english(&name, "") } else { None };
    let is_top = command.has_subcommands();
    let written = USAGE.iter().find(|(of, _, _)| *of == name).map_or("", |(_, zh, en)| lang.pick(zh, en));
    let mut command = command
        .help_template(template)
        .override_usage(written)
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help(lang.pick("显示帮助", "Print help")));
    if is_top {
        let version =
            Arg::new("version").short('V').long("version").action(clap::ArgAction::Version).help(lang.pick("显示版本", "Print version"));
        command = command.disable_version_flag(true).arg(version);
        command = command.after_help(examples(lang));
    }
    if let Some(about) = about {
        command = command.about(about);
    }
    command.mut_args(|argument| {
        let text = if lang == Lang::En { english(&name, argument.get_id().as_str()) } else { None };
        let heading = match argument.get_help_heading() {
            None if argument.is_positional() => Some(arguments),
            None => Some(options),
            Some(heading) if lang == Lang::En => ENGLISH.iter().find(|(of, zh, _)| *of == "#" && *zh == heading).map(|(_, _, en)| *en),
            Some(_) => None,
        };
        let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
        let value = value.and_then(|value| ENGLISH.iter().find(|(of, zh, _)| *of == "<>" && *zh == value)).map(|(_, _, en)| *en);
        let argument = match text {
            Some(text) => argument.help(text),
            None => argument,
        };
        let argument = match value.filter(|_| lang == Lang::En) {
            Some(value) => argument.value_name(value),
            None => argument,
        };
        match heading {
            Some(heading) => argument.help_heading(heading),
            None => argument,
        }
    })
}

fn examples(lang: Lang) -> &'static str {
    lang.pick(
        "例\n  greencat classify \"光伏组件、逆变器的研发、生产；充电桩运营\"\n  greencat classify 企业名单.xlsx -o 结果.xlsx\n  greencat classify --format ndjson < 一行一段.txt\n  greencat search 充电桩",
        "Examples\n  greencat classify \"光伏组件、逆变器的研发、生产；充电桩运营\" --lang en\n  greencat classify list.xlsx -o results.xlsx\n  greencat classify --format ndjson < one-a-line.txt\n  greencat search \"wind power\"",
    )
}

/// What a mistake on the command line is called, and how it is mended.
pub(crate) fn mistake(error: &clap::Error, lang: Lang) -> String {
    let context = |kind| {
        error.get(kind).map(|value| match value {
            ContextValue::String(text) => text.clone(),
            ContextValue::Strings(texts) => texts.join(" "),
            other => other.to_string(),
        })
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let told = match error.kind() {
        ErrorKind::UnknownArgument => format!("{} {argument}", lang.pick("没有这个选项：", "there is no option")),
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!(
                "{} {name}；{}",
                lang.pick("没有这个命令：", "there is no command"),
                lang.pick("要判读文本，请写 greencat classify \"…\"", "to classify a text, write greencat classify \"…\"")
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} {}", lang.pick("后面要写值", "needs a value")),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} {} “{value}”", lang.pick("不能是", "cannot be")),
        ErrorKind::MissingRequiredArgument => format!("{} {argument}", lang.pick("还缺：", "missing:")),
        ErrorKind::ArgumentConflict => {
            format!("{argument} {}", lang.pick("写重了，或与别的选项相冲突", "is written twice or contradicts another option"))
        }
        _ => error.to_string().trim().to_owned(),
    };
    let mut told = crate::clean::line(&told);
    if let Some(ContextValue::Strings(valid)) = error.get(ContextKind::ValidValue) {
        let _ = write!(told, "；{} {}", lang.pick("可用", "choose from"), valid.join(" "));
    }
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        if let Some(close) = context(kind) {
            let _ = write!(told, "；{} {close}", lang.pick("是否要写", "did you mean"));
        }
    }
    told.push('\n');
    told.push_str(lang.pick("用 --help 看用法", "see --help"));
    told
}
