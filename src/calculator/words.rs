//! The words of a field. Those about a spouse are asked with "din ægtefælle" where that differs.

use super::field::{Fault, Field, Found};
use super::questions::Question;
use crate::text::{CALCULATOR_WORDS, Key, LAW, t, t_with};

/// The question, or the label of a lesser field.
pub fn title(field: &Field, at: &str) -> &'static str {
    title_of(field.id, at)
}

fn title_of(id: &str, at: &str) -> &'static str {
    let spouse = || CALCULATOR_WORDS.find(&format!("question.partner.{id}.title"));
    let about_spouse = at.starts_with("/partner").then(spouse).flatten();
    about_spouse
        .or_else(|| CALCULATOR_WORDS.find(&format!("question.{id}.title")))
        .or_else(|| CALCULATOR_WORDS.find(&format!("question.{id}")))
        .unwrap_or_default()
}

/// A line of help that everyone needs.
pub fn hint(field: &Field) -> Option<&'static str> {
    beside(field, "hint").filter(|hint| *hint != "-")
}

/// Why it is asked.
pub fn why(field: &Field) -> Option<&'static str> {
    beside(field, "why")
}

/// The name of a page: its first question, or what its fields have in common (`tax.kommuneskat`).
pub fn name(question: &Question) -> &'static str {
    let first = question.fields.first();
    let common =
        first.and_then(|field| CALCULATOR_WORDS.find(&format!("question.{}.title", topic(field))));
    first
        .map(|field| title(field, question.at))
        .filter(|_| !is_part(first))
        .or(common)
        .unwrap_or_default()
}

/// A field that only makes sense beside others under a common heading.
pub fn is_part(field: Option<&Field>) -> bool {
    field.is_some_and(|field| field.id.contains('.'))
}

/// `tax` of `tax.kommuneskat`.
fn topic(field: &Field) -> &'static str {
    field.id.split('.').next().unwrap_or(field.id)
}

fn beside(field: &Field, part: &str) -> Option<&'static str> {
    let id = if part == "why" {
        topic(field)
    } else {
        field.id
    };
    CALCULATOR_WORDS
        .find(&format!("question.{id}.{part}"))
        .or_else(|| CALCULATOR_WORDS.find(&format!("question.partner.{id}.{part}")))
}

/// An answer.
pub fn answer(field: &Field, answer: &str) -> &'static str {
    let group = match field.id {
        "wealth" => "asset",
        "public_benefit" => "benefit",
        other => other,
    };
    CALCULATOR_WORDS
        .find(&format!("question.{}.{answer}", field.id))
        .or_else(|| CALCULATOR_WORDS.find(&format!("question.partner.{}.{answer}", field.id)))
        .or_else(|| LAW.find(&format!("law.{group}.{answer}")))
        .or_else(|| CALCULATOR_WORDS.find(&format!("answer.{answer}")))
        .unwrap_or_default()
}

/// What to put right, for a list of several.
pub fn fault_in_list(found: &Found) -> String {
    let title = title_of(found.id, &found.key);
    let colon = if title.ends_with('?') { "" } else { ":" };
    format!("{title}{colon} {}", fault(found.fault))
}

/// What to do about a fault.
pub fn fault(fault: Fault) -> String {
    match fault {
        Fault::Choose => t(Key::CALCULATOR_FAULT_CHOOSE).to_owned(),
        Fault::Date => t(Key::CALCULATOR_FAULT_DATE).to_owned(),
        Fault::Future => t(Key::CALCULATOR_FAULT_FUTURE).to_owned(),
        Fault::Kroner => t(Key::CALCULATOR_FAULT_KRONER).to_owned(),
        Fault::Percent => t(Key::CALCULATOR_FAULT_PERCENT).to_owned(),
        Fault::Whole(least, most) => t_with(
            Key::CALCULATOR_FAULT_WHOLE,
            &[("fra", &least.to_string()), ("til", &most.to_string())],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::field::Kind;
    use super::super::questions::QUESTIONS;
    use super::*;

    fn check(field: &Field, at: &str) {
        assert!(!title(field, at).is_empty(), "{} has no title", field.id);
        for id in field.answers() {
            assert!(
                !answer(field, id).is_empty(),
                "{} has no words for {id}",
                field.id
            );
        }
        if let Kind::Rows { fields, .. } = &field.kind {
            fields.iter().for_each(|field| check(field, at));
        }
    }

    #[test]
    fn every_question_and_every_answer_has_words() {
        for question in QUESTIONS {
            question
                .fields
                .iter()
                .for_each(|field| check(field, question.at));
            assert!(
                why(&question.fields[0]).is_some(),
                "why is {} asked?",
                question.path
            );
        }
    }
}
