//! Rest from demands (promises B40, B41). It stays with the owner.

use indgang_domain::plan::edit::{Rest, Value};
use leptos::prelude::*;

use super::state;
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind};

/// A choice of rest; while there is one, what it means and the way back.
pub fn resting() -> AnyView {
    let set = |rest: Option<Rest>| state::say(None, Value::Resting(rest));
    (move || match state::board().get().resting {
        None => view! {
            <details class="details rest">
                <summary class="details-summary"><span class="details-summary-text">{t(Key::REST_TITLE)}</span></summary>
                <div class="details-text">
                    <p>{t(Key::REST_TEXT)}</p>
                    <Button kind=ButtonKind::Secondary on_press=move |()| set(Some(Rest::Rest))>{t(Key::REST_JOB)}</Button>
                    <Button kind=ButtonKind::Secondary on_press=move |()| set(Some(Rest::StandBy))>{t(Key::REST_ALL)}</Button>
                    <p class="form-hint">{t(Key::REST_DUTY)}</p>
                </div>
            </details>
        }
        .into_any(),
        Some(rest) => {
            let words = match rest {
                Rest::Rest => Key::REST_JOB_ON,
                Rest::StandBy => Key::REST_ALL_ON,
            };
            view! {
                <div class="rest back__note">
                    <p>{t(words)}</p>
                    <Button kind=ButtonKind::Secondary on_press=move |()| set(None)>{t(Key::REST_END)}</Button>
                </div>
            }
            .into_any()
        }
    })
    .into_any()
}
