//! 政策: choosing a policy, answering its questions, noting papers.

use greencat_core::policy::{Facts, Known, Screening, Subject};

use super::super::command::{Command, Context};
use super::super::desk::{Stop, choices, read};
use super::super::draft::Draft;
use super::super::model::{Ask, Effect, Model, Prompt};
use super::{ask, step};

/// The policy that is looked at.
fn current(model: &Model) -> Option<Screening> {
    let mut all = model.desk.screenings(&model.judge.case, &model.today, model.lang);
    (model.desk.chosen < all.len()).then(|| all.swap_remove(model.desk.chosen))
}

pub(super) fn run(model: &mut Model, here: Context, command: Command) {
    let Some(screening) = current(model) else { return };
    match command {
        Command::NextPane | Command::PrevPane => model.desk.inside = !model.desk.inside,
        Command::Export => model.effects.push(Effect::Export),
        Command::Open => ask(model, Ask::FactsFile),
        Command::Letter(choice) => letter(model, &screening, usize::from(choice)),
        Command::Fill => write(model, &screening),
        Command::Tick => tick(model, &screening),
        Command::Unanswer => take_back(model, &screening),
        _ if here == Context::Policies => policies(model, command),
        _ => conditions(model, &screening, command),
    }
}

fn policies(model: &mut Model, command: Command) {
    if let Some(place) = step(command, model.desk.chosen, model.desk.checks.len(), 5) {
        return choose(model, place);
    }
    if matches!(command, Command::Enter | Command::Right) {
        model.desk.inside = true;
    }
}

fn choose(model: &mut Model, place: usize) {
    if model.desk.chosen != place {
        (model.desk.chosen, model.desk.stop, model.desk.top) = (place, 0, 0);
    }
}

fn conditions(model: &mut Model, screening: &Screening, command: Command) {
    let stops = model.desk.stops(screening).len();
    if command == Command::Down && model.desk.stop + 1 >= stops {
        model.desk.top += 1;
        return;
    }
    if let Some(place) = step(command, model.desk.stop, stops, 5) {
        model.desk.stop = place;
        return;
    }
    match command {
        Command::Back | Command::Left => model.desk.inside = false,
        Command::Enter => write(model, screening),
        _ => {}
    }
}

fn letter(model: &mut Model, screening: &Screening, choice: usize) {
    let Some(fact) = model.desk.asked(screening).cloned() else { return nothing(model) };
    match choices(&fact).get(choice) {
        Some(known) => answered(model, screening, &fact.id, Some(known.clone())),
        None if choices(&fact).is_empty() => write(model, screening),
        None => model.say("没有这个答案", "There is no such answer"),
    }
}

fn nothing(model: &mut Model) {
    model.say("这里没有要填的事实", "There is no fact to answer here");
}

/// Sets an answer; the marker stays where it is, so that it can be changed.
fn answered(model: &mut Model, screening: &Screening, id: &str, known: Option<Known>) {
    let before = screening.standing;
    model.desk.answer(screening.subject, id, known);
    if let Some(now) = current(model).filter(|now| now.standing != before) {
        let (chinese, english) = (now.standing.chinese(), now.standing.english());
        model.say(&format!("{}：{chinese}", now.name), &format!("{}: {english}", now.name_en));
    }
}

/// Asks for a written answer.
fn write(model: &mut Model, screening: &Screening) {
    let Some(id) = model.desk.asked(screening).map(|fact| fact.id.clone()) else { return nothing(model) };
    if let Some(number) = model.desk.policies.facts.iter().position(|fact| fact.id == id) {
        model.prompt = Some(Prompt { kind: Ask::Fact(number), draft: Draft::single() });
    }
}

/// Takes a written answer; what is none is asked again, with what was written.
pub(super) fn fill(model: &mut Model, number: usize, line: &str) {
    let (Some(screening), Some(fact)) = (current(model), model.desk.policies.facts.get(number).cloned()) else { return };
    if line.is_empty() {
        return;
    }
    if let Ok(known) = read(&fact, line) {
        answered(model, &screening, &fact.id, known);
    } else {
        let mut draft = Draft::single();
        draft.insert(line);
        model.prompt = Some(Prompt { kind: Ask::Fact(number), draft });
    }
}

/// The next answer of the fact, or the paper that has come.
fn tick(model: &mut Model, screening: &Screening) {
    if model.desk.inside
        && let Some(Stop::Paper(place)) = model.desk.stops(screening).get(model.desk.stop)
        && let Some(paper) = screening.papers.get(*place)
    {
        if !model.desk.received.remove(paper) {
            model.desk.received.insert(paper.clone());
        }
        return;
    }
    let Some(fact) = model.desk.asked(screening).cloned() else { return nothing(model) };
    if choices(&fact).is_empty() {
        return write(model, screening);
    }
    let known = model.desk.cycled(screening.subject, &fact);
    answered(model, screening, &fact.id, known);
}

/// Takes back the answer under the marker, or the last one that was given.
fn take_back(model: &mut Model, screening: &Screening) {
    if model.desk.inside
        && let Some(fact) = model.desk.asked(screening).cloned()
    {
        return answered(model, screening, &fact.id, None);
    }
    match model.desk.take_back() {
        Some(fact) => model.say(&format!("已收回：{}", fact.ask), &format!("Taken back: {}", fact.ask_en)),
        None => model.say("没有可收回的回答", "No answer to take back"),
    }
}

/// Takes in the facts of a file.
pub(crate) fn taken(model: &mut Model, facts: &Facts) {
    let check = model.desk.checks.get(model.desk.chosen).cloned().unwrap_or_default();
    let subject = if model.part == super::super::model::Part::Policy { model.desk.subject(&check) } else { Subject::Enterprise };
    let (subject, taken) = model.desk.take(facts, subject);
    if let Some(Known::Text(name)) = facts.get("name").filter(|_| subject == Subject::Enterprise && model.judge.case.name.is_empty()) {
        model.judge.case.name = name.chars().take(80).collect();
    }
    let (chinese, english) = (subject.chinese(), subject.english());
    model.say(&format!("已填入 {taken} 项事实（{chinese}）"), &format!("{taken} facts taken in ({english})"));
}

/// A first click chooses, a second one looks closer.
pub(super) fn click(model: &mut Model, place: usize) {
    model.desk.inside = model.desk.chosen == place && !model.desk.inside;
    choose(model, place);
}

/// A first click chooses, a second one goes to the next answer.
pub(super) fn click_stop(model: &mut Model, place: usize) {
    if model.desk.inside && model.desk.stop == place {
        return run(model, Context::Conditions, Command::Tick);
    }
    (model.desk.inside, model.desk.stop) = (true, place);
}
