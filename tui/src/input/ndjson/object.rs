//! One object: its fields in their order, and which of them are read.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::input::columns;
use crate::input::fields::Role;

/// Which fields of an object are wanted.
pub(super) struct Keys {
    /// The fields that hold the text; when none is asked for, `text` or what is known to hold one.
    pub(super) text: Vec<String>,
    pub(super) id: String,
}

/// What a line says: an object's fields, or a bare text.
#[derive(Default)]
pub(super) struct Object<'de> {
    pub(super) fields: Vec<Field<'de>>,
    /// The places of the fields that hold the text, in the order in which they are joined.
    pub(super) texts: Vec<usize>,
    pub(super) bare: Option<Cow<'de, str>>,
}

pub(super) struct Field<'de> {
    pub(super) name: Cow<'de, str>,
    pub(super) value: Held<'de>,
    pub(super) role: Role,
}

/// The value of a field.
pub(super) enum Held<'de> {
    /// A text that may be read, or null in its place.
    Text(Option<Cow<'de, str>>),
    /// Any other, as it stands in the line.
    Json(&'de RawValue),
}

impl Object<'_> {
    fn set_role(&mut self, place: Option<usize>, role: Role) {
        if let Some(field) = place.and_then(|place| self.fields.get_mut(place)) {
            field.role = role;
        }
    }

    /// The field that names the record, as JSON.
    pub(super) fn id(&self) -> Option<&str> {
        self.fields.iter().find(|field| field.role == Role::Id).and_then(|field| match field.value {
            Held::Json(json) => Some(json.get()),
            Held::Text(_) => None,
        })
    }

    /// The parts of the text.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let parts = self.texts.iter().filter_map(|place| match &self.fields.get(*place)?.value {
            Held::Text(text) => text.as_deref(),
            Held::Json(_) => None,
        });
        self.bare.as_deref().into_iter().chain(parts)
    }
}

impl<'de> DeserializeSeed<'de> for &Keys {
    type Value = Object<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Object<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &Keys {
    type Value = Object<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object such as {\"id\":1,\"text\":\"…\"}, or a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Object<'de>, E> {
        Ok(Object { bare: Some(Cow::Borrowed(text)), ..Object::default() })
    }

    fn visit_str<E>(self, text: &str) -> Result<Object<'de>, E> {
        Ok(Object { bare: Some(Cow::Owned(text.to_owned())), ..Object::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut object = Object::default();
        // Of two fields that would be read as the same thing one is, and the other is passed through.
        let mut asked: Vec<Option<usize>> = vec![None; self.text.len()];
        let (mut id, mut best): (Option<usize>, Option<(usize, usize)>) = (None, None);
        while let Some(Key(name)) = map.next_key()? {
            let place = object.fields.len();
            let rank = if self.text.is_empty() { columns::rank(&name) } else { None };
            let rank = rank.filter(|rank| best.is_none_or(|(than, _)| *rank < than));
            let (value, role) = if let Some(slot) = self.text.iter().position(|wanted| *wanted == name).and_then(|at| asked.get_mut(at)) {
                let before = slot.replace(place);
                object.set_role(before, Role::Other);
                (Held::Text(map.next_value::<Text<'de>>()?.0), Role::Text)
            } else if name == self.id {
                object.set_role(id.replace(place), Role::Other);
                (Held::Json(map.next_value()?), Role::Id)
            } else if rank == Some(0) {
                // What is called `text` has to be one.
                (Held::Text(map.next_value::<Text<'de>>()?.0), Role::Text)
            } else {
                let json: &RawValue = map.next_value()?;
                if rank.is_some() && json.get().starts_with('"') {
                    (Held::Text(serde_json::from_str::<Text<'de>>(json.get()).map_err(A::Error::custom)?.0), Role::Text)
                } else {
                    (Held::Json(json), Role::Other)
                }
            };
            if let (Some(rank), Held::Text(Some(_))) = (rank, &value) {
                let before = best.replace((rank, place)).map(|(_, place)| place);
                object.set_role(before, Role::Other);
            }
            object.fields.push(Field { name, value, role });
        }
        object.texts = asked.into_iter().flatten().chain(best.map(|(_, place)| place)).collect();
        Ok(object)
    }
}

/// A key of an object.
#[derive(serde::Deserialize)]
struct Key<'k>(#[serde(borrow)] Cow<'k, str>);

/// A text, or null.
#[derive(serde::Deserialize)]
struct Text<'t>(#[serde(borrow)] Option<Cow<'t, str>>);
