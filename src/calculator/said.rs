//! The answers in words: for the summary, and beside each rule that used them.

use serde_json::Value;

use super::answers::Answers;
use super::field::{self, Empty, Field, Kind, NONE, Scope, UNKNOWN, Unit};
use super::questions::{QUESTIONS, Question};
use super::words;
use crate::browser::format;
use crate::text::{CALCULATOR_WORDS, Key, t_with};
use crate::typed;

/// An answer in words.
pub struct Said {
    /// The facts that it sets.
    pub places: Vec<String>,
    /// What was asked.
    pub label: String,
    /// What was answered.
    pub said: String,
    /// Where to change it.
    pub question: &'static Question,
}

/// What has been answered, in order.
pub fn all(answers: &Answers, facts: &Value) -> Vec<Said> {
    let mut found = Vec::new();
    for question in QUESTIONS {
        if answers.is_in(question) && (question.when)(facts) {
            let (at, typed) = (question.at, &answers.typed);
            collect(
                question,
                question.fields,
                Scope {
                    facts,
                    at,
                    typed,
                    key: at,
                },
                "",
                &mut found,
            );
        }
    }
    found
}

/// The answers that set a fact: for a list all that was said in it.
pub fn about<'a>(all: &'a [Said], pointer: &str) -> Vec<&'a Said> {
    let inside = |place: &str, outer: &str| {
        place
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let within: Vec<&Said> = all
        .iter()
        .filter(|said| said.places.iter().any(|place| inside(place, pointer)))
        .collect();
    if !within.is_empty() {
        return within;
    }
    let around = |said: &&Said| said.places.iter().any(|place| inside(pointer, place));
    all.iter().rfind(around).into_iter().collect()
}

fn collect(
    question: &'static Question,
    fields: &'static [Field],
    scope: Scope<'_>,
    row: &str,
    found: &mut Vec<Said>,
) {
    for field in fields.iter().filter(|field| (field.when)(&scope)) {
        let answer = scope.answer(field.id);
        let label = words::title(field, scope.at);
        let label = if row.is_empty() {
            label.to_owned()
        } else {
            format!("{row}: {label}")
        };
        let places = field
            .facts()
            .into_iter()
            .map(|fact| field::place(scope.at, fact))
            .collect();
        let push = |said| {
            found.push(Said {
                places,
                label,
                said,
                question,
            })
        };
        let Kind::Rows {
            at: list,
            kinds,
            fields,
            ..
        } = &field.kind
        else {
            if let Some(said) = in_words(field, answer) {
                push(said);
            }
            continue;
        };
        let slots: Vec<&str> = field::slots(answer).collect();
        let kind = |slot: &&str| words::answer(field, field::kind_of(slot));
        push(match (slots.len(), kinds) {
            (0, _) => nothing(field).to_owned(),
            (n, None) => n.to_string(),
            (_, Some(_)) => slots.iter().map(kind).collect::<Vec<_>>().join(", "),
        });
        for (index, slot) in slots.iter().enumerate() {
            let at = format!("{}/{index}", field::place(scope.at, list));
            let key = format!("{}/{}/{slot}", scope.key, field.id);
            let name = match kinds {
                Some(_) => kind(slot).to_owned(),
                None => t_with(
                    Key::CALCULATOR_CHILD,
                    &[("nummer", &(index + 1).to_string())],
                ),
            };
            collect(
                question,
                fields,
                Scope {
                    at: &at,
                    key: &key,
                    ..scope
                },
                &name,
                found,
            );
        }
    }
}

fn nothing(list: &Field) -> &'static str {
    let own = CALCULATOR_WORDS.find(&format!("question.{}.none", list.id));
    own.or_else(|| CALCULATOR_WORDS.find("answer.no"))
        .unwrap_or_default()
}

/// What was left empty and has a default is not an answer.
fn in_words(field: &Field, answer: &str) -> Option<String> {
    match &field.kind {
        Kind::Number { empty, .. } if answer.trim().is_empty() => {
            let unknown = CALCULATOR_WORDS
                .find(&format!("answer.{UNKNOWN}"))
                .map(str::to_owned);
            unknown.filter(|_| *empty == Empty::Unknown)
        }
        Kind::Number {
            unit: Unit::Kroner, ..
        } => {
            let amount = typed::kroner(answer).map(|amount| amount.to_string());
            Some(amount.map_or_else(|| answer.to_owned(), |amount| format::kroner_short(&amount)))
        }
        Kind::Number {
            unit: Unit::Percent(_),
            ..
        } => {
            let rate = typed::percent(answer, 100);
            Some(rate.map_or_else(|| answer.to_owned(), |rate| format::percent(&rate)))
        }
        Kind::Number { .. } => Some(answer.to_owned()),
        Kind::Date { .. } => match typed::date(answer) {
            Some(date) => Some(format::date_short(date)),
            None => (!answer.replace('/', "").is_empty()).then(|| answer.to_owned()),
        },
        _ => {
            let chosen: Vec<&str> = answer.split(' ').filter(|id| !id.is_empty()).collect();
            let words: Vec<&str> = chosen.iter().map(|id| words::answer(field, id)).collect();
            let unsaid = chosen.is_empty() || field.folded && chosen == [NONE];
            (!unsaid).then(|| words.join(", "))
        }
    }
}
