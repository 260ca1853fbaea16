//! Fields of JSON objects: names that tell them apart, values without what is only spacing, and the columns they make
//! in a table.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::args::Lang;

/// What a field of a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What the record is called.
    Id,
    /// The text that is read, or a part of it.
    Text,
    /// Anything else, which is passed through.
    Other,
    /// Not a field: the line, which could not be read, as a JSON string.
    Line,
}

/// The columns of a table of objects, made of the fields of the first one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Our names of two columns instead of fields: the first record is a bare text.
    pub(crate) is_bare: bool,
    names: Vec<String>,
    places: HashMap<String, usize>,
    /// Where records without fields have their number and their text.
    pub(crate) id: Option<usize>,
    pub(crate) text: Option<usize>,
    /// What the column is called that holds the fields for which there is no column.
    rest: String,
}

impl Layout {
    /// What the columns of bare texts are called.
    pub(crate) const BARE: [(&str, &str); 2] = [("编号", "id"), ("文本", "text")];

    /// The columns for objects like one with these fields; `None` when it has none.
    pub(crate) fn of_fields<'f>(fields: impl Iterator<Item = (&'f str, Role)>, lang: Lang) -> Option<Layout> {
        let fields: Vec<(&str, Role)> = fields.collect();
        let place = |role| fields.iter().position(|(_, of)| *of == role);
        let names: Vec<String> = fields.iter().map(|(name, _)| (*name).to_owned()).collect();
        let (id, text) = (place(Role::Id), place(Role::Text));
        (!names.is_empty()).then(|| Layout::new(names, id, text, false, lang))
    }

    /// The columns for texts that are no objects.
    pub(crate) fn bare(lang: Lang) -> Layout {
        let names = Layout::BARE.map(|(zh, en)| lang.pick(zh, en).to_owned());
        Layout::new(names.to_vec(), Some(0), Some(1), true, lang)
    }

    fn new(names: Vec<String>, id: Option<usize>, text: Option<usize>, is_bare: bool, lang: Lang) -> Layout {
        let places = names.iter().enumerate().map(|(place, name)| (name.clone(), place)).collect();
        let all: Vec<&str> = names.iter().map(String::as_str).chain([lang.pick("其他字段", "other fields")]).collect();
        let rest = tell_apart(&all).pop().unwrap_or_default().into_owned();
        Layout { is_bare, names, places, id, text, rest }
    }

    /// The header: a column a field, and one for the rest.
    pub(crate) fn header(&self) -> Vec<String> {
        self.names.iter().chain([&self.rest]).cloned().collect()
    }

    /// The place of the last column, where the fields stand for which there is no other.
    pub(crate) fn rest(&self) -> usize {
        self.names.len()
    }

    /// Where the field called `name` stands.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied().filter(|_| !self.is_bare)
    }

    /// What is to be known about it.
    pub(crate) fn note(&self, lang: Lang) -> String {
        let names = crate::clean::line(&self.names.join(lang.pick("、", ", ")));
        let rest = crate::clean::line(&self.rest);
        match (lang, self.is_bare) {
            (Lang::Zh, false) => format!("各列取自第一条记录的字段：{names}；其后记录另有的字段都在“{rest}”一列"),
            (Lang::En, false) => {
                format!("the columns are the fields of the first record: {names}; further fields of later ones stand in “{rest}”")
            }
            (Lang::Zh, true) => format!("第一条记录只是文本；其后记录另有的字段都在“{rest}”一列"),
            (Lang::En, true) => format!("the first record is a bare text; further fields of later ones stand in “{rest}”"),
        }
    }
}

/// The names, each one only once: the second 产值 becomes 产值 2. JSON keeps but one of two fields of the same name.
pub(crate) fn tell_apart<'n>(names: &[&'n str]) -> Vec<Cow<'n, str>> {
    // Objects have a few fields: for them comparing costs less than a table.
    if names.len() <= 16 && names.iter().enumerate().all(|(place, name)| !names.iter().take(place).any(|before| before == name)) {
        return names.iter().copied().map(Cow::Borrowed).collect();
    }
    let mut taken: HashSet<Cow<'_, str>> = names.iter().copied().map(Cow::Borrowed).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut told = Vec::with_capacity(names.len());
    for name in names {
        let count = counts.entry(name).or_default();
        *count += 1;
        if *count == 1 {
            told.push(Cow::Borrowed(*name));
            continue;
        }
        loop {
            let other = if name.is_empty() { count.to_string() } else { format!("{name} {count}") };
            if taken.insert(Cow::Owned(other.clone())) {
                told.push(Cow::Owned(other));
                break;
            }
            *count += 1;
        }
    }
    told
}

/// A JSON value without spacing, its strings written plainly: 中 instead of `\u4e2d`. Numbers stay as they were written.
///
/// Only for what a parser has let pass.
pub(crate) fn tidy(json: &str) -> Cow<'_, str> {
    let is_spacing = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    if !json.bytes().any(|byte| byte == b'\\' || is_spacing(byte)) {
        return Cow::Borrowed(json);
    }
    let mut tidy = String::with_capacity(json.len());
    let mut rest = json;
    // Neither spacing nor quotation marks are ever part of a longer character.
    while let Some(at) = rest.bytes().position(|byte| byte == b'"' || is_spacing(byte)) {
        let (before, from) = rest.split_at(at);
        tidy.push_str(before);
        let length = if from.starts_with('"') { string_length(from) } else { 1 };
        let (token, after) = from.split_at(length);
        if length > 1 {
            push_string(token, &mut tidy);
        }
        rest = after;
    }
    tidy.push_str(rest);
    Cow::Owned(tidy)
}

/// The bytes of the string that `json` begins with, quotation marks included.
fn string_length(json: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in json.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    json.len()
}

fn push_string(token: &str, out: &mut String) {
    // Half a surrogate pair is no character: it stays an escape.
    let plain = token.contains('\\').then(|| serde_json::from_str::<String>(token).and_then(|text| serde_json::to_string(&text)));
    match plain {
        Some(Ok(plain)) => out.push_str(&plain),
        _ => out.push_str(token),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::{tell_apart, tidy};

    #[test]
    fn names_are_told_apart_and_those_that_stand_alone_stay() {
        assert_eq!(tell_apart(&["甲", "乙"]), ["甲", "乙"]);
        assert_eq!(tell_apart(&["产值", "产值", "产值 2", "产值"]), ["产值", "产值 3", "产值 2", "产值 4"]);
        assert_eq!(tell_apart(&["", "", "2"]), ["", "3", "2"]);
        let many = vec!["甲"; 40];
        assert_eq!(tell_apart(&many)[39], "甲 40");
    }

    #[test]
    fn values_are_tidied_and_numbers_stay_as_they_were() {
        let json = "{ \"a\" : [1.50, -0, 1e400,\t12345678901234567890123 ] , \"\\u7532\": \"乙 \\\" \\\\\" }";
        assert_eq!(tidy(json), "{\"a\":[1.50,-0,1e400,12345678901234567890123],\"甲\":\"乙 \\\" \\\\\"}");
        assert_eq!(tidy("\"\\ud800 \""), "\"\\ud800 \"");
        assert_eq!(tidy("\"\\u001b[31m\""), "\"\\u001b[31m\"");
    }

    /// Any value, as serde makes one.
    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[ \\\\\"\n\t光\u{1b}\u{9b}a,:{}\\[\\]]{0,8}".prop_map(Value::from)
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec(("[ \"光\\\\]{0,3}", inner), 0..4).prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_tidied_value_is_the_same_value_in_its_shortest_form(value in value()) {
            let compact = value.to_string();
            prop_assert_eq!(tidy(&compact), compact.as_str());
            let pretty = serde_json::to_string_pretty(&value).unwrap();
            prop_assert_eq!(tidy(&pretty), compact.as_str());
            // Other programs write every character as an escape.
            let ascii: String = compact.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04X}", c as u32) }).collect();
            prop_assert_eq!(tidy(&ascii), compact.as_str());
        }
    }
}
