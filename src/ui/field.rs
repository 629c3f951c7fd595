//! What the form components share.

use leptos::prelude::*;

/// `form-group`, with the red edge while there is an error.
pub(super) fn group_class(error: Signal<Option<String>>) -> Signal<&'static str> {
    Signal::derive(move || {
        if error.read().is_some() {
            "form-group form-error"
        } else {
            "form-group"
        }
    })
}

/// The ids that describe a field: its hint and, while there is one, its error.
pub(super) fn described_by(
    id: &str,
    hint: Option<&String>,
    error: Signal<Option<String>>,
) -> Signal<Option<String>> {
    let hint = hint.map(|_| format!("{id}-hint"));
    let fault = format!("{id}-error");
    Signal::derive(move || match (&hint, error.read().is_some()) {
        (Some(hint), true) => Some(format!("{hint} {fault}")),
        (Some(hint), false) => Some(hint.clone()),
        (None, true) => Some(fault.clone()),
        (None, false) => None,
    })
}

/// The help under a label, with the id that [`described_by`] names.
pub(super) fn hint_of(id: &str, hint: Option<String>) -> AnyView {
    let id = format!("{id}-hint");
    hint.map(|hint| view! { <span class="form-hint" id=id>{hint}</span> })
        .into_any()
}

/// The words of a label or legend; as the page's heading when they are its question.
pub(super) fn question(words: AnyView, as_heading: bool) -> AnyView {
    if as_heading {
        view! { <h1 class="question">{words}</h1> }.into_any()
    } else {
        words
    }
}
