//! Figures as people read them.

use greencat_core::park::{Green, Group, Range, State};

/// A number as people read it: thousands apart, and one decimal only where it still says something.
pub(crate) fn amount(number: f64) -> String {
    let rounded = if number.abs() < 1000.0 { format!("{number:.1}") } else { format!("{number:.0}") };
    let (whole, decimal) = rounded.split_once('.').unwrap_or((&rounded, "0"));
    let digits: Vec<char> = whole.chars().collect();
    let mut out = String::new();
    for (place, digit) in digits.iter().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(*digit);
    }
    if decimal == "0" { out } else { format!("{out}.{decimal}") }
}

pub(super) fn percent(share: f64) -> String {
    // Little is not nothing.
    if 0.0 < share && share < 0.0005 { "<0.1%".to_owned() } else { format!("{:.1}%", share * 100.0) }
}

/// A range as people read it; one figure when nothing is open.
pub(super) fn between(least: &str, most: &str) -> String {
    if least == most { least.to_owned() } else { format!("{least}～{most}") }
}

pub(super) fn shares(range: Range) -> String {
    between(&percent(range.least), &percent(range.most))
}

/// What a group comes to, as text.
pub(super) struct Told {
    pub(super) members: String,
    pub(super) value: String,
    pub(super) share: String,
}

pub(super) fn told(group: &Group, green: &Green) -> Told {
    let most = group.direct + group.conditional;
    let of = |value: f64| percent(if green.value > 0.0 { value / green.value } else { 0.0 });
    Told {
        members: between(&group.direct.to_string(), &most.to_string()),
        value: if group.with_value == 0 { "—".to_owned() } else { between(&amount(group.value_least), &amount(group.value_most)) },
        share: if group.with_value == 0 { "—".to_owned() } else { between(&of(group.value_least), &of(group.value_most)) },
    }
}

pub(in crate::park) fn state_english(state: State) -> &'static str {
    match state {
        State::Green => "green",
        State::Conditional => "conditional",
        State::Near => "near",
        State::None => "none",
        State::Unclear => "unclear",
        State::Unreadable => "unreadable",
    }
}
