//! What each key does to the state, through the same door as a person's keys.

use greencat_core::{Classifier, Outcome};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;
use crate::browse::list::Row;
use crate::browse::marks::Mark;

fn model() -> Model {
    Model::new(Classifier::embedded())
}

fn press(model: &mut Model, code: KeyCode) {
    update(model, Action::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    refresh(model, Duration::MAX);
}

fn keys(model: &mut Model, keys: &str) {
    keys.chars().for_each(|key| press(model, KeyCode::Char(key)));
}

fn paste(model: &mut Model, text: &str) {
    update(model, Action::Paste(text.to_owned()));
    refresh(model, Duration::MAX);
}

fn rows(model: &mut Model) {
    model.list.path = Some("名单.csv".into());
    let row = |id: &str, text: &str| {
        let found = model.classifier.classify(text);
        let first = found.entries.first().map(|candidate| (candidate.code, candidate.verdict));
        Row { id: id.into(), name: "".into(), text: text.into(), outcome: found.outcome, confidence: 50, first }
    };
    let rows = vec![row("1", "光伏组件制造"), row("2", "餐饮服务；日用百货销售"), row("3", "充电桩运营")];
    update(model, Action::News(News::Rows { rows, percent: 100 }));
    model.list.marks.insert(1, Mark::Wrong);
    update(model, Action::News(News::Done));
    model.part = Part::List;
}

#[test]
fn the_answer_comes_with_each_letter() {
    let mut model = model();
    keys(&mut model, "光伏组件");
    let names_only = model.judge.case.outcome;
    keys(&mut model, "制造");
    assert_ne!(names_only, Outcome::Unclear);
    assert_eq!(model.judge.case.outcome, Outcome::Green);
    assert_eq!(model.code().map(|code| code.to_string()).as_deref(), Some("3.1.2"));
}

#[test]
fn a_text_is_read_once_and_a_long_one_only_when_the_keys_rest() {
    let mut model = model();
    update(&mut model, Action::Paste("光伏组件制造；".repeat(5_000)));
    assert!(refresh(&mut model, Duration::ZERO), "a long text waits");
    assert!(model.judge.case.standings.is_empty());
    assert!(!refresh(&mut model, REST));
    assert!(!model.judge.case.standings.is_empty());
    let read = model.judge.read;
    press(&mut model, KeyCode::Esc);
    press(&mut model, KeyCode::Down);
    assert_eq!(model.judge.read, read, "moving reads nothing anew");
}

#[test]
fn a_chosen_entry_stays_chosen_while_the_text_grows() {
    let mut model = model();
    paste(&mut model, "光伏组件制造；污水处理；");
    press(&mut model, KeyCode::Esc);
    press(&mut model, KeyCode::Down);
    let chosen = model.code();
    press(&mut model, KeyCode::Char('i'));
    paste(&mut model, "餐饮服务；风力发电机组制造；");
    assert_eq!(model.code(), chosen);
}

#[test]
fn a_paste_outside_of_the_text_is_a_new_prospect_and_the_earlier_one_is_kept() {
    let mut model = model();
    paste(&mut model, "光伏组件制造");
    press(&mut model, KeyCode::Esc);
    paste(&mut model, "充电桩运营");
    assert_eq!(model.judge.case.text, "充电桩运营");
    assert_eq!(model.history.len(), 1);
    assert!(model.effects.contains(&Effect::SaveHistory));
}

#[test]
fn the_panes_of_judging_go_round() {
    let mut model = model();
    paste(&mut model, "光伏组件制造");
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(model.context());
        press(&mut model, KeyCode::Tab);
    }
    assert_eq!(seen, [Context::Writing, Context::Answers, Context::Entry, Context::Writing]);
}

#[test]
fn quitting_asks_for_nothing_and_letters_do_not_quit_while_writing() {
    let mut model = model();
    keys(&mut model, "q");
    assert!(model.effects.is_empty());
    press(&mut model, KeyCode::Esc);
    keys(&mut model, "q");
    assert_eq!(model.effects, [Effect::Quit]);
}

#[test]
fn enter_chooses_where_standard_output_waits_for_a_code() {
    let mut model = model();
    model.picking = true;
    paste(&mut model, "光伏组件制造");
    press(&mut model, KeyCode::Esc);
    press(&mut model, KeyCode::Enter);
    assert!(model.effects.contains(&Effect::Pick("3.1.2".to_owned())), "{:?}", model.effects);
}

#[test]
fn the_tree_opens_closes_and_remembers_the_way() {
    let mut model = model();
    press(&mut model, KeyCode::Esc);
    keys(&mut model, "2");
    assert_eq!(visible(&model.atlas, &model.tree).len(), 6);
    press(&mut model, KeyCode::Enter);
    assert_eq!(visible(&model.atlas, &model.tree).len(), 13);
    press(&mut model, KeyCode::Left);
    assert_eq!(visible(&model.atlas, &model.tree).len(), 6);
    tree::visit(&mut model, "3.1.2".parse().expect("a code"));
    keys(&mut model, "a");
    let neighbour = model.tree.code;
    keys(&mut model, "[[");
    assert_eq!(model.tree.code.map(|code| code.to_string()).as_deref(), Some("1"));
    keys(&mut model, "]]");
    assert_eq!(model.tree.code, neighbour);
}

#[test]
fn two_keys_before_a_frame_find_the_branch_already_open() {
    let mut model = model();
    press(&mut model, KeyCode::Esc);
    keys(&mut model, "2ljj");
    assert_eq!(model.tree.code.map(|code| code.to_string()).as_deref(), Some("1.2"));
}

#[test]
fn a_hit_opens_in_the_tree_and_back_leads_back() {
    let mut model = model();
    press(&mut model, KeyCode::Esc);
    keys(&mut model, "/gb18613");
    press(&mut model, KeyCode::Enter);
    assert_eq!(model.context(), Context::Leaf);
    assert_eq!(model.code().map(|code| code.to_string()).as_deref(), Some("1.1.8"));
}

#[test]
fn rows_are_marked_and_the_mark_goes_on_to_the_next() {
    let mut model = model();
    rows(&mut model);
    keys(&mut model, "r");
    assert_eq!((model.list.marks.get(&0), model.list.chosen), (Some(&Mark::Right), 1));
    assert_eq!(model.list.marks.get(&1), Some(&Mark::Wrong), "the mark of an earlier sitting");
    keys(&mut model, "w");
    assert_eq!(model.list.marks.get(&1), None, "the same mark again takes it off");
    keys(&mut model, "=");
    assert_eq!(model.context(), Context::Prompt);
    keys(&mut model, "4.1.1");
    press(&mut model, KeyCode::Enter);
    assert_eq!(model.list.marks.get(&1), Some(&Mark::Entry("4.1.1".parse().expect("a code"))));
    assert!(model.effects.contains(&Effect::SaveMarks));
}

#[test]
fn a_row_opens_in_judging_and_the_next_one_is_a_key_away() {
    let mut model = model();
    rows(&mut model);
    press(&mut model, KeyCode::Enter);
    assert_eq!((model.part, model.judge.case.text.as_str()), (Part::Judge, "光伏组件制造"));
    keys(&mut model, "]");
    assert_eq!(model.judge.case.text, "餐饮服务；日用百货销售");
    keys(&mut model, "r4");
    assert_eq!(model.list.marks.get(&1), Some(&Mark::Right));
    assert_eq!(model.part, Part::List);
}

#[test]
fn the_filter_goes_round_the_outcomes() {
    let mut model = model();
    rows(&mut model);
    let mut shown = Vec::new();
    for _ in 0..6 {
        shown.push(model.list.order.len());
        keys(&mut model, "f");
    }
    assert_eq!(shown, [3, 2, 0, 0, 1, 0]);
    assert_eq!(model.list.order.len(), 3);
}

#[test]
fn a_filter_by_entry_takes_codes_and_words_and_tells_what_it_does_not_know() {
    let mut model = model();
    rows(&mut model);
    keys(&mut model, "F3.1");
    press(&mut model, KeyCode::Enter);
    assert_eq!(model.list.order, [0]);
    keys(&mut model, "F9.9");
    press(&mut model, KeyCode::Enter);
    assert!(model.notice.is_some());
}

#[test]
fn copying_offers_code_name_and_summary() {
    let mut model = model();
    paste(&mut model, "光伏组件制造");
    press(&mut model, KeyCode::Esc);
    keys(&mut model, "ys");
    let [Effect::Copy(text)] = model.effects.as_slice() else { panic!("{:?}", model.effects) };
    assert!(text.starts_with("属于绿色产业。3.1.2 太阳能发电装备制造（属于）"), "{text}");
    keys(&mut model, "q");
    assert_eq!(model.overlay, None, "any key closes what was copied");
    assert!(!model.effects.contains(&Effect::Quit));
}

#[test]
fn the_mouse_chooses_an_outcome_and_what_to_copy() {
    let mut model = model();
    rows(&mut model);
    list::filter(&mut model, 4);
    assert_eq!(model.list.order, [1]);
    list::filter(&mut model, 0);
    assert_eq!(model.list.order.len(), 3);
    paste(&mut model, "光伏组件制造");
    keys(&mut model, "y");
    overlay::choose(&mut model, 1);
    assert!(model.effects.contains(&Effect::Copy("3.1.2".to_owned())), "{:?}", model.effects);
}

#[test]
fn an_earlier_prospect_opens_again() {
    let mut model = model();
    paste(&mut model, "光伏组件制造");
    press(&mut model, KeyCode::Esc);
    keys(&mut model, "n");
    press(&mut model, KeyCode::Esc);
    keys(&mut model, "5");
    press(&mut model, KeyCode::Tab);
    press(&mut model, KeyCode::Enter);
    assert_eq!((model.part, model.judge.case.text.as_str()), (Part::Judge, "光伏组件制造"));
}

#[test]
fn a_release_of_a_key_is_no_key() {
    let mut model = model();
    let mut event = KeyEvent::new(KeyCode::Char('光'), KeyModifiers::NONE);
    event.kind = KeyEventKind::Release;
    update(&mut model, Action::Key(event));
    assert!(model.judge.draft.is_empty());
}
