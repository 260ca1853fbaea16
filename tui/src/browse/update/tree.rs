//! 浏览: opening and closing branches, going to neighbours, going back.

use greencat_core::Code;

use super::super::atlas::Atlas;
use super::super::command::{Command, Context};
use super::super::model::{Model, Tree};
use super::step;

/// The nodes shown, from top to bottom.
pub(crate) fn visible(atlas: &Atlas, tree: &Tree) -> Vec<Code> {
    let shown = |code: Code| std::iter::successors(code.parent(), |code| code.parent()).all(|above| tree.open.contains(&above));
    atlas.nodes().iter().map(|node| node.code).filter(|code| shown(*code)).collect()
}

/// Goes to a node, remembering where it came from.
pub(crate) fn visit(model: &mut Model, code: Code) {
    let tree = &mut model.tree;
    if let Some(from) = tree.code.filter(|from| *from != code) {
        tree.back.push(from);
        tree.forward.clear();
    }
    show(tree, code);
}

fn show(tree: &mut Tree, code: Code) {
    tree.open.extend(std::iter::successors(code.parent(), |code| code.parent()));
    tree.code = Some(code);
    tree.leaf_top = 0;
}

pub(super) fn run(model: &mut Model, here: Context, command: Command) {
    match command {
        Command::Backward => travel(model, true),
        Command::Forward => travel(model, false),
        Command::Letter(number) => neighbour(model, usize::from(number)),
        Command::NextPane | Command::PrevPane => model.tree.leaf = !model.tree.leaf,
        _ if here == Context::Leaf => leaf(model, command),
        _ => tree(model, command),
    }
}

fn travel(model: &mut Model, back: bool) {
    let tree = &mut model.tree;
    let (from, to) = if back { (&mut tree.back, &mut tree.forward) } else { (&mut tree.forward, &mut tree.back) };
    let Some(code) = from.pop() else {
        return if back { model.say("没有更早的", "Nothing before") } else { model.say("没有更后的", "Nothing after") };
    };
    to.extend(tree.code);
    show(tree, code);
}

fn neighbour(model: &mut Model, number: usize) {
    let Some(code) = model.tree.code else { return };
    let next = model.atlas.neighbours(code).get(number).map(|entry| entry.code);
    match next {
        Some(next) => visit(model, next),
        None => model.say("没有这个相邻条目", "No such neighbour"),
    }
}

fn leaf(model: &mut Model, command: Command) {
    let tree = &mut model.tree;
    match command {
        Command::Up => tree.leaf_top = tree.leaf_top.saturating_sub(1),
        Command::Down => tree.leaf_top += 1,
        Command::PageUp => tree.leaf_top = tree.leaf_top.saturating_sub(8),
        Command::PageDown => tree.leaf_top += 8,
        Command::First => tree.leaf_top = 0,
        Command::Last => tree.leaf_top = usize::MAX / 2,
        Command::Back | Command::Left => tree.leaf = false,
        _ => {}
    }
}

fn tree(model: &mut Model, command: Command) {
    let shown = visible(&model.atlas, &model.tree);
    let Some(code) = model.tree.code else { return };
    let place = shown.iter().position(|shown| *shown == code).unwrap_or(0);
    if let Some(next) = step(command, place, shown.len(), 10).and_then(|place| shown.get(place)) {
        model.tree.code = Some(*next);
        model.tree.leaf_top = 0;
        return;
    }
    let tree = &mut model.tree;
    let open = tree.open.contains(&code);
    match command {
        Command::Enter if code.level() == 3 && model.picking => super::run(model, Context::Tree, Command::Pick),
        Command::Enter | Command::Right if code.level() == 3 => tree.leaf = true,
        Command::Enter if open => {
            tree.open.remove(&code);
        }
        Command::Right if open => {
            if let Some(child) = model.atlas.children(code).next() {
                tree.code = Some(child.code);
            }
        }
        Command::Enter | Command::Right => {
            tree.open.insert(code);
        }
        Command::Left if open => {
            tree.open.remove(&code);
        }
        Command::Left => {
            if let Some(parent) = code.parent() {
                tree.code = Some(parent);
                tree.leaf_top = 0;
            }
        }
        _ => {}
    }
}

/// A click chooses a node; on a branch it opens or closes it.
pub(super) fn click(model: &mut Model, code: Code) {
    model.tree.leaf = false;
    visit(model, code);
    if code.level() < 3 {
        tree(model, Command::Enter);
    }
}
