//! How meetings are named.

use indgang_api::kommune::Dato;
use indgang_api::meetings::Meeting;
use indgang_domain::meetings::{Form, Words};
use leptos::prelude::*;

use super::keep::Known;
use crate::browser::format;
use crate::municipality::municipality;
use crate::text::{Key, Language, language_now, t, t_with};

/// The municipality's words in the language on the screen.
pub fn said(words: &'static Words) -> &'static str {
    match language_now() {
        Language::Da => &words.da,
        Language::En => &words.en,
    }
}

/// `Jobsamtale`.
pub fn kind(known: &Known, key: &str) -> String {
    let kind = known.kind(key).map(|kind| said(&kind.name));
    kind.unwrap_or(key).to_owned()
}

/// `Telefon`.
pub fn form(form: Form) -> &'static str {
    t(match form {
        Form::InPerson => Key::MEET_FORM_IN_PERSON,
        Form::Phone => Key::MEET_FORM_PHONE,
        Form::Video => Key::MEET_FORM_VIDEO,
    })
}

/// What the form asks of one.
pub fn form_text(form: Form) -> &'static str {
    t(match form {
        Form::InPerson => Key::MEET_FORM_IN_PERSON_TEXT,
        Form::Phone => Key::MEET_FORM_PHONE_TEXT,
        Form::Video => Key::MEET_FORM_VIDEO_TEXT,
    })
}

/// `Tal i telefon i stedet`.
pub fn form_instead(form: Form) -> &'static str {
    t(match form {
        Form::InPerson => Key::MEET_FORM_TO_IN_PERSON,
        Form::Phone => Key::MEET_FORM_TO_PHONE,
        Form::Video => Key::MEET_FORM_TO_VIDEO,
    })
}

/// `Mandag den 7. december kl. 10.15`, where a line begins with it.
pub fn when(meeting: &Meeting) -> String {
    capital(&format::when(meeting.start))
}

/// The same words with a capital letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// `mandag den 7. december`.
pub fn day(date: Dato) -> String {
    format::day(date.0)
}

/// The way to people.
pub fn call() -> AnyView {
    let phone = &municipality().telefon;
    let words = t_with(Key::MEET_CALL, &[("telefon", &phone.to_string())]);
    view! { <a class="button button-secondary" href=format!("tel:{}", phone.link())>{words}</a> }
        .into_any()
}
