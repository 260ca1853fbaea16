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
    let (completed, names) = super::paths::complete(line);
    if let Some(prompt) = &mut model.prompt {
        prompt.draft = super::draft::Draft::of_line(&completed);
    }
    match names.as_slice() {
        [] => model.say("这里没有这样开头的名单", "No list here begins like this"),
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
    let page = Page { case: &model.judge.case, lang: model.lang, date: &model.today };
    let contents = [("md", report::markdown(&page)), ("html", report::html(&page)), ("json", report::json(&page)?)];
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let stem = free(folder, &report::file_stem(&model.judge.case), &contents);
    for (extension, content) in &contents {
        history::replace(&folder.join(format!("{stem}.{extension}")), content.as_bytes())?;
    }
    let place = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).join(&stem);
    super::update::keep(model);
    model.say(&format!("已导出 {}.md .html .json", place.display()), &format!("Exported {}.md .html .json", place.display()));
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
