use leptos::prelude::*;

use crate::browser::page;
use crate::text::{Key, plural, t};

/// The id of the summary.
pub const ERROR_SUMMARY: &str = "error-summary";

/// A field that must be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the control that gets the focus from the summary.
    pub field: String,
    /// What to do: the same words as at the field.
    pub message: String,
}

impl FieldError {
    /// What is said at one field, of all that is wrong.
    #[must_use]
    pub fn at(errors: RwSignal<Vec<Self>>, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let errors = errors.read();
            let here = errors.iter().find(|error| error.field == field)?;
            Some(here.message.clone())
        })
    }
}

/// All that stops the way on, at the top of the page, each with a link to its field. Set `errors` when
/// the citizen hands in: every time there are some, the focus moves here.
#[component]
pub fn ErrorSummary(
    /// None: nothing is shown.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    Effect::new(move || {
        if !errors.read().is_empty() {
            page::focus(ERROR_SUMMARY);
        }
    });
    move || {
        let errors = errors.get();
        (!errors.is_empty()).then(|| {
            let heading = plural(
                errors.len(),
                Key::COMMON_ERRORS_ONE,
                Key::COMMON_ERRORS_MANY,
            );
            let items = errors.into_iter().map(|FieldError { field, message }| {
                let target = field.clone();
                view! {
                    <li>
                        <a
                            href=format!("#{field}")
                            on:click=move |event| {
                                event.prevent_default();
                                page::focus(&target);
                            }
                        >
                            {message}
                        </a>
                    </li>
                }
            });
            view! {
                <div class="alert alert-error" id=ERROR_SUMMARY role="alert" tabindex="-1">
                    <super::Icon name="error"/>
                    <h2 class="alert-heading">{heading}</h2>
                    <p class="alert-text">{t(Key::COMMON_ERRORS_TEXT)}</p>
                    <ul class="alert-text nobullet-list">{items.collect::<Vec<_>>()}</ul>
                </div>
            }
        })
    }
}
