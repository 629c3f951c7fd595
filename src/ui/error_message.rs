use leptos::prelude::*;

use crate::text::{Key, t};

/// What is wrong with one field, right above it: "Skriv dit beløb i kroner", not "Ugyldig værdi".
#[component]
pub fn ErrorMessage(
    /// The field's id; the message gets `{id}-error`, which the field names as its description.
    #[prop(into)]
    id: String,
    /// Nothing is shown while there is none.
    error: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        error.get().map(|message| {
            view! {
                <span class="form-error-message" id=format!("{id}-error")>
                    <span class="sr-only">{t(Key::COMMON_ERROR)} ": "</span>
                    {message}
                </span>
            }
        })
    }
}
