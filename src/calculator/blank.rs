//! The questions on paper: those of the screen, with boxes to tick and lines to write on.

use serde_json::Value;

use super::field::{Field, Kind, Scope, Typed, Unit};
use super::questions::{QUESTIONS, Question};
use super::words;
use crate::text::{Key, t, t_with};
use crate::ui::Markup;

/// How many children, and how many other kinds of amounts, there is room for.
const ROWS: usize = 3;

/// Whom questions are about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Who applies, and the household.
    Applicant,
    /// Their spouse or partner.
    Partner,
}

/// The questions about somebody, in their order.
pub fn put(about: About, markup: &mut Markup) {
    let is_wanted = |question: &&Question| {
        !question.extra && (question.at == "/partner") == (about == About::Partner)
    };
    for question in QUESTIONS.iter().filter(is_wanted) {
        for one in question.fields {
            field(one, question.at, markup);
        }
    }
}

/// Whether it is asked of everybody; on paper the others are, too, and say so.
fn is_for_all(field: &Field, at: &str) -> bool {
    let scope = Scope {
        facts: &Value::Null,
        at,
        typed: &Typed::new(),
        key: at,
    };
    (field.when)(&scope)
}

fn field(field: &Field, at: &str, markup: &mut Markup) {
    markup.open("section", &[("class", "blank__one")]);
    markup.put("h3", words::title(field, at));
    if !is_for_all(field, at) {
        markup.put("p", t(Key::BLANK_IF_IT_FITS));
    }
    if let Some(hint) = words::hint(field) {
        markup.put("p", hint);
    }
    match &field.kind {
        Kind::Rows {
            kinds: Some(_),
            usual,
            ..
        } => {
            let other = t(Key::BLANK_OTHER);
            let named = field.answers().into_iter().take(*usual);
            for kind in named.map(|kind| words::answer(field, kind)) {
                line(markup, &format!("{kind}, {}", t(Key::BLANK_KRONER)));
            }
            for _ in 0..ROWS {
                line(markup, other);
            }
        }
        Kind::Rows { fields, .. } => {
            for number in 1..=ROWS {
                // Each on a sheet whole, not all of them on one.
                markup.close("section");
                markup.open("section", &[("class", "blank__one")]);
                let number = number.to_string();
                markup.put("h4", &t_with(Key::CALCULATOR_CHILD, &[("nummer", &number)]));
                for one in fields.iter().filter(|one| !one.folded) {
                    markup.put("p", words::title(one, at));
                    answers(one, markup);
                }
            }
        }
        _ => answers(field, markup),
    }
    markup.close("section");
}

/// Boxes where there is something to choose, else a line.
fn answers(field: &Field, markup: &mut Markup) {
    let all = field.answers();
    if all.is_empty() {
        let words = match &field.kind {
            Kind::Date { .. } => t(Key::BLANK_DATE),
            Kind::Number {
                unit: Unit::Kroner, ..
            } => t(Key::BLANK_KRONER),
            _ => "",
        };
        return line(markup, words);
    }
    boxes(markup, all.into_iter().map(|one| words::answer(field, one)));
}

/// Boxes to tick.
pub fn boxes(markup: &mut Markup, answers: impl Iterator<Item = &'static str>) {
    markup.open("ul", &[("class", "blank__boxes")]);
    for answer in answers {
        markup.put("li", answer);
    }
    markup.close("ul");
}

/// A line to write on, behind what it is for.
pub fn line(markup: &mut Markup, words: &str) {
    markup.put_in("p", "blank__line", words);
}
