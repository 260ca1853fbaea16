//! 搜索: looking while the query is written.

use super::super::command::{Command, Context};
use super::super::model::{Model, Part};
use super::{step, tree};

/// Looks for what the query says now.
pub(super) fn look(model: &mut Model) {
    let query = model.search.draft.text();
    model.search.hits = model.search.finder.find(&model.classifier, &model.atlas, &query);
    model.search.chosen = 0;
    model.search.top = 0;
    model.search.entry_top = 0;
}

pub(super) fn run(model: &mut Model, here: Context, command: Command) {
    if let Some(place) = step(command, model.search.chosen, model.search.hits.len(), 10) {
        model.search.chosen = place;
        model.search.entry_top = 0;
        return;
    }
    match command {
        Command::Enter if model.picking => super::run(model, here, Command::Pick),
        Command::Enter | Command::Open | Command::Right => {
            if let Some(code) = model.code() {
                tree::visit(model, code);
                model.part = Part::Tree;
                model.tree.leaf = true;
            }
        }
        Command::Back | Command::NextPane | Command::PrevPane => model.search.writing = !model.search.writing,
        _ => {}
    }
}

/// A first click chooses, a second one opens.
pub(super) fn click(model: &mut Model, number: usize) {
    if model.search.chosen == number && !model.search.writing {
        return run(model, Context::Hits, Command::Enter);
    }
    model.search.writing = false;
    model.search.chosen = number;
    model.search.entry_top = 0;
}
