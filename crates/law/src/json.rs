//! Reading JSON strictly: every refusal names the place and says what is allowed.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::calendar::{Date, Month};
use crate::kroner::Kroner;

/// Why an input is refused (R0-10). `pointer` is the RFC 6901 pointer of the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invalid {
    /// Where: a JSON pointer, `""` for the whole document.
    pub pointer: String,
    /// What is wrong.
    pub code: InvalidCode,
    /// What is allowed there, in English, for the person who made the input.
    pub message: String,
}

/// The kinds of wrong input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InvalidCode {
    /// The bytes are not one JSON document.
    NotJson,
    /// A JSON type that the field does not take.
    WrongType,
    /// A required field is absent.
    MissingField,
    /// A field that the contract does not have.
    UnknownField,
    /// The same key twice in one object.
    RepeatedKey,
    /// The same item twice in a list of different items.
    RepeatedItem,
    /// Text that is not in the required form.
    Pattern,
    /// A date that the calendar does not have.
    NotADate,
    /// Not one of the listed values.
    NotAChoice,
    /// A number outside its range.
    OutOfRange,
    /// Too many or too few items.
    Length,
    /// The relationship needs a partner, and there is none.
    PartnerRequired,
    /// A partner, or a reference to one, where there is no partner.
    PartnerNotAllowed,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() {
            "the document"
        } else {
            &self.pointer
        };
        write!(f, "{place}: {}", self.message)
    }
}

impl std::error::Error for Invalid {}

/// A JSON value as it stands, repeated keys included.
#[derive(Debug)]
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    OtherNumber,
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Self, Invalid> {
        serde_json::from_slice(bytes).map_err(|error| Invalid {
            pointer: String::new(),
            code: InvalidCode::NotJson,
            message: format!(
                "not a JSON document: line {}, column {}",
                error.line(),
                error.column()
            ),
        })
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Integer(_) => "an integer",
            Self::OtherNumber => "a number that is not a plain integer",
            Self::Text(_) => "a string",
            Self::List(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Json<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Tree;
        impl<'de> Visitor<'de> for Tree {
            type Value = Json<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }
            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Json::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
                Ok(Json::Bool(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
                Ok(Json::Integer(value))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
                Ok(i64::try_from(value).map_or(Json::OtherNumber, Json::Integer))
            }
            fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
                Ok(Json::OtherNumber)
            }
            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
                Ok(Json::Text(Cow::Borrowed(value)))
            }
            fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
                Ok(Json::Text(Cow::Owned(value.to_owned())))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(Json::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut object = Vec::new();
                while let Some((Text(key), value)) = entries.next_entry()? {
                    object.push((key, value));
                }
                Ok(Json::Object(object))
            }
        }
        deserializer.deserialize_any(Tree)
    }
}

/// A string that borrows from the input when it has no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Key;
        impl<'de> Visitor<'de> for Key {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(value)))
            }
            fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(value.to_owned())))
            }
        }
        deserializer.deserialize_str(Key)
    }
}

/// A place in the document, spelled out only when something is wrong there.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    pub(crate) const ROOT: At<'static> = At {
        parent: None,
        step: Step::Root,
    };

    pub(crate) fn key(&'a self, key: &'a str) -> At<'a> {
        At {
            parent: Some(self),
            step: Step::Key(key),
        }
    }

    pub(crate) fn index(&'a self, index: usize) -> At<'a> {
        At {
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = self.parent.map(At::pointer).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Step::Index(index) => pointer.push_str(&format!("/{index}")),
        }
        pointer
    }

    pub(crate) fn refuse<T>(
        &self,
        code: InvalidCode,
        message: impl Into<String>,
    ) -> Result<T, Invalid> {
        Err(self.invalid(code, message.into()))
    }

    // Once for all types that could have been read here: the browser downloads each copy.
    #[inline(never)]
    fn invalid(&self, code: InvalidCode, message: String) -> Invalid {
        Invalid {
            pointer: self.pointer(),
            code,
            message,
        }
    }

    #[inline(never)]
    fn wrong_type(&self, wanted: &str, json: &Json<'_>) -> Invalid {
        let message = format!("{wanted} is needed here, not {}", json.kind());
        self.invalid(InvalidCode::WrongType, message)
    }
}

/// What can be read from JSON.
pub(crate) trait Read: Sized {
    fn read(json: &Json<'_>, at: &At<'_>) -> Result<Self, Invalid>;
}

impl Read for bool {
    fn read(json: &Json<'_>, at: &At<'_>) -> Result<Self, Invalid> {
        match json {
            Json::Bool(value) => Ok(*value),
            other => Err(at.wrong_type("true or false", other)),
        }
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: &Json<'_>, at: &At<'_>) -> Result<Self, Invalid> {
        nullable(T::read)(json, at)
    }
}

impl Read for Kroner {
    fn read(json: &Json<'_>, at: &At<'_>) -> Result<Self, Invalid> {
        parsed(
            json,
            at,
            "an amount: one to nine digits, a point and two digits, like \"1234.50\"",
            Self::parse,
        )
    }
}

impl Read for Month {
    fn read(json: &Json<'_>, at: &At<'_>) -> Result<Self, Invalid> {
        parsed(json, at, "a month like \"2026-11\"", Self::parse)
    }
}

impl Read for Date {
    fn read(json: &Json<'_>, at: &At<'_>) -> Result<Self, Invalid> {
        let text = text(json, at)?;
        match Self::parse(text) {
            Some(date) => Ok(date),
            None => at.refuse(
                InvalidCode::NotADate,
                "a date that is in the calendar is needed here, like \"2026-11-21\"",
            ),
        }
    }
}

/// Null, or what `read` reads.
pub(crate) fn nullable<T>(
    read: impl Fn(&Json<'_>, &At<'_>) -> Result<T, Invalid>,
) -> impl Fn(&Json<'_>, &At<'_>) -> Result<Option<T>, Invalid> {
    move |json, at| match json {
        Json::Null => Ok(None),
        json => read(json, at).map(Some),
    }
}

/// A whole number in a range.
pub(crate) fn whole(
    range: RangeInclusive<i64>,
) -> impl Fn(&Json<'_>, &At<'_>) -> Result<u32, Invalid> {
    move |json, at| match json {
        Json::Integer(value) if range.contains(value) => Ok(*value as u32),
        Json::Integer(_) => at.refuse(
            InvalidCode::OutOfRange,
            format!(
                "a whole number from {} to {} is needed here",
                range.start(),
                range.end()
            ),
        ),
        other => Err(at.wrong_type("a whole number without fraction or exponent", other)),
    }
}

/// A list with at most `most` items.
pub(crate) fn list<T: Read>(most: usize) -> impl Fn(&Json<'_>, &At<'_>) -> Result<Vec<T>, Invalid> {
    move |json, at| {
        let Json::List(items) = json else {
            return Err(at.wrong_type("an array", json));
        };
        if items.len() > most {
            return at.refuse(
                InvalidCode::Length,
                format!("at most {most} items are allowed here"),
            );
        }
        items
            .iter()
            .enumerate()
            .map(|(index, item)| T::read(item, &at.index(index)))
            .collect()
    }
}

/// A list of different items.
pub(crate) fn distinct<T: Read + PartialEq>(
    json: &Json<'_>,
    at: &At<'_>,
) -> Result<Vec<T>, Invalid> {
    let items: Vec<T> = list(usize::MAX)(json, at)?;
    for (index, item) in items.iter().enumerate() {
        if items[..index].contains(item) {
            return at
                .index(index)
                .refuse(InvalidCode::RepeatedItem, "each may be named once");
        }
    }
    Ok(items)
}

pub(crate) fn text<'j>(json: &'j Json<'_>, at: &At<'_>) -> Result<&'j str, Invalid> {
    match json {
        Json::Text(text) => Ok(text),
        other => Err(at.wrong_type("a string", other)),
    }
}

pub(crate) fn parsed<T>(
    json: &Json<'_>,
    at: &At<'_>,
    wanted: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, Invalid> {
    match parse(text(json, at)?) {
        Some(value) => Ok(value),
        None => at.refuse(InvalidCode::Pattern, format!("{wanted} is needed here")),
    }
}

/// One of a closed set of words.
pub(crate) fn choice<T: Copy>(
    json: &Json<'_>,
    at: &At<'_>,
    choices: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, Invalid> {
    let name = |index: usize| choices.get(index).map(|choice| name(*choice));
    one_of(json, at, &name).map(|index| choices[index])
}

/// Which of the names stands here; `name` gives them one after the other.
fn one_of(
    json: &Json<'_>,
    at: &At<'_>,
    name: &dyn Fn(usize) -> Option<&'static str>,
) -> Result<usize, Invalid> {
    let text = text(json, at)?;
    let names = || (0..).map_while(name);
    match names().position(|name| name == text) {
        Some(index) => Ok(index),
        None => at.refuse(
            InvalidCode::NotAChoice,
            format!(
                "one of these is needed here: {}",
                names().collect::<Vec<_>>().join(", ")
            ),
        ),
    }
}

/// An object whose fields are known, each at most once.
pub(crate) struct Fields<'j, 'a> {
    entries: &'j [(Cow<'a, str>, Json<'a>)],
    at: &'j At<'j>,
}

impl<'j, 'a> Fields<'j, 'a> {
    pub(crate) fn open(
        json: &'j Json<'a>,
        at: &'j At<'j>,
        known: &[&[&str]],
    ) -> Result<Self, Invalid> {
        let Json::Object(entries) = json else {
            return Err(at.wrong_type("an object", json));
        };
        for (index, (key, _)) in entries.iter().enumerate() {
            if !known.iter().any(|keys| keys.contains(&key.as_ref())) {
                return at.key(key).refuse(
                    InvalidCode::UnknownField,
                    format!(
                        "there is no such field; these are known: {}",
                        known.concat().join(", ")
                    ),
                );
            }
            if entries[..index].iter().any(|(earlier, _)| earlier == key) {
                return at.key(key).refuse(
                    InvalidCode::RepeatedKey,
                    "a key may stand once in an object",
                );
            }
        }
        Ok(Self { entries, at })
    }

    /// The field, its default when it is absent, or the refusal when it has none.
    pub(crate) fn field<T>(
        &self,
        key: &str,
        default: Option<T>,
        read: impl Fn(&Json<'_>, &At<'_>) -> Result<T, Invalid>,
    ) -> Result<T, Invalid> {
        let at = self.at.key(key);
        match (self.get(key), default) {
            (Some(json), _) => read(json, &at),
            (None, Some(default)) => Ok(default),
            (None, None) => at.refuse(InvalidCode::MissingField, "this field is required"),
        }
    }

    #[inline(never)]
    fn get(&self, key: &str) -> Option<&'j Json<'a>> {
        let entry = self.entries.iter().find(|(name, _)| name == key);
        entry.map(|(_, json)| json)
    }
}
