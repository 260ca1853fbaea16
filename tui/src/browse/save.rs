//! What the model asks of the disk: records, lists, marks, the history, the names of files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::config::Config;
use super::history;
use super::marks;
use super::model::{Effect, Model};
use super::report::{self, Page};

/// Writes what an effect asks for, and says where.
pub(crate) fn perform(model: &mut Model, config: &Config, history: Option<&Path>, effect: &Effect) -> Result<()> {
    match effect {
        Effect::Export => export(model, &config.export_dir),
        Effect::ExportList => export_list(model),
        Effect::ExportPark => export_park(model, &config.export_dir),
        Effect::Facts(path) => super::facts::load(model, path),
        Effect::SaveMarks => marks::write(&model.classifier, &model.list),
        Effect::Complete(line) => {
            complete(model, line);
            Ok(())
        }
        Effect::SaveHistory => history.map_or(Ok(()), |path| history::write(path, &model.history)),
        _ => Ok(()),
    }
}

/// Completes the path in the prompt; where there is a choice, names it at the foot.
fn complete(model: &mut Model, line: &str) {
    let facts = model.prompt.as_ref().is_some_and(|prompt| prompt.kind == super::model::Ask::FactsFile);
    let (completed, names) = super::paths::complete(line, if facts { super::paths::is_facts } else { super::paths::is_list });
    if let Some(prompt) = &mut model.prompt {
        prompt.draft = super::draft::Draft::of_line(&completed);
    }
    match names.as_slice() {
        [] => model.say("这里没有这样开头的文件", "No such file begins like this"),
        [_] => {}
        names => {
            let names = names.join("  ");
            model.say(&names, &names);
        }
    }
}

/// Writes the record in its three formats.
fn export(model: &mut Model, folder: &Path) -> Result<()> {
    if model.judge.case.text.trim().is_empty() {
        model.say("还没有对象可导出", "No prospect to export");
        return Ok(());
    }
    let policies = model.desk.checked(&model.judge.case, &model.today, model.lang);
    let page = Page { case: &model.judge.case, policies: &policies, lang: model.lang, date: &model.today };
    let mut contents = vec![("md", report::markdown(&page)), ("html", report::html(&page)), ("json", report::json(&page)?)];
    // With them the policies can be checked again: greencat screen --facts.
    contents.extend(policies.facts_file(model.lang).map(|facts| ("facts.toml", facts)));
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let stem = free(folder, &report::file_stem(&model.judge.case), &contents);
    for (extension, content) in &contents {
        history::replace(&folder.join(format!("{stem}.{extension}")), content.as_bytes())?;
    }
    let place = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).join(&stem);
    super::update::keep(model);
    let endings: Vec<String> = contents.iter().map(|(extension, _)| format!(".{extension}")).collect();
    let endings = endings.join(" ");
    model.say(&format!("已导出 {}{endings}", place.display()), &format!("Exported {}{endings}", place.display()));
    Ok(())
}

/// Writes the report of the park in its formats.
fn export_park(model: &mut Model, folder: &Path) -> Result<()> {
    use crate::args::ParkFormat;
    let lang = model.lang.spoken();
    let (told, screenings) = (model.desk.of_record(), model.desk.of_park(&model.today, model.lang));
    let path = model.list.path.clone().unwrap_or_default();
    let Some(report) = model.park.report_mut() else { return Ok(()) };
    report.checked(told, screenings);
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let stem = format!("greencat-park-{}", path.file_stem().unwrap_or_default().to_string_lossy());
    let formats = [("html", ParkFormat::Html), ("md", ParkFormat::Md), ("json", ParkFormat::Json), ("xlsx", ParkFormat::Xlsx)];
    let written = formats.map(|(ending, format)| Ok((ending, crate::park::render(report, format, &model.classifier, lang)?)));
    let written = written.into_iter().collect::<Result<Vec<_>>>()?;
    // A workbook has its date within and is never the same: the texts tell whether someone wrote into the report.
    let texts = written.iter().filter(|(ending, _)| *ending != "xlsx");
    let texts: Vec<(&str, String)> = texts.map(|(ending, bytes)| (*ending, String::from_utf8_lossy(bytes).into_owned())).collect();
    let stem = free(folder, &stem, &texts);
    for (ending, bytes) in &written {
        history::replace(&folder.join(format!("{stem}.{ending}")), bytes)?;
    }
    let place = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).join(&stem);
    let place = format!("{}.html .md .json .xlsx", place.display());
    model.say(&format!("已导出 {place}"), &format!("Exported {place}"));
    Ok(())
}

/// A name under which nothing else stands: a record that someone wrote into is not written over.
fn free(folder: &Path, stem: &str, contents: &[(&str, String)]) -> String {
    let taken = |stem: &str| {
        contents.iter().any(|(extension, content)| {
            let path = folder.join(format!("{stem}.{extension}"));
            path.exists() && fs::read_to_string(path).map_or(true, |there| there != *content)
        })
    };
    let names = std::iter::once(stem.to_owned()).chain((2..).map(|number| format!("{stem}-{number}")));
    names.take(1_000).find(|name| !taken(name)).unwrap_or_else(|| stem.to_owned())
}

/// Writes the rows that are shown, with their marks, beside the list.
fn export_list(model: &mut Model) -> Result<()> {
    let Some(path) = model.list.path.clone() else { return Ok(()) };
    let name = |code| model.atlas.entry(code).map_or_else(String::new, |entry| entry.name.clone());
    let bytes = marks::export(&model.list, name)?;
    let target = reviewed(&path);
    history::replace(&target, &bytes)?;
    let (rows, all) = (model.list.order.len(), model.list.rows.len());
    // What is not in the file is said: rows that the filter hides, rows that are still being read.
    let (mut chinese, mut english) = (String::new(), String::new());
    if rows < all {
        chinese.push_str("（筛选所示）");
        english.push_str(" (those shown)");
    }
    if model.list.progress.is_some() {
        chinese.push_str("（名单还在读）");
        english.push_str(" (the list is still being read)");
    }
    model.say(&format!("已导出 {rows} 行{chinese}：{}", target.display()), &format!("{rows} rows exported{english}: {}", target.display()));
    Ok(())
}

fn reviewed(list: &Path) -> PathBuf {
    let mut name = list.file_stem().unwrap_or_default().to_owned();
    name.push(".reviewed.csv");
    list.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_that_was_changed_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let contents = [("md", "同".to_owned())];
        assert_eq!(free(folder.path(), "a", &contents), "a");
        fs::write(folder.path().join("a.md"), "同").expect("written");
        assert_eq!(free(folder.path(), "a", &contents), "a");
        fs::write(folder.path().join("a.md"), "手写").expect("written");
        assert_eq!(free(folder.path(), "a", &contents), "a-2");
    }

    #[test]
    fn a_reviewed_list_stands_beside_its_file() {
        assert_eq!(reviewed(Path::new("/tmp/名单.xlsx")), Path::new("/tmp/名单.reviewed.csv"));
    }
}
