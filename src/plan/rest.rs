//! Rest from demands (promises B40, B41), and how much one sees of what will happen (D18). Both stay with
//! the owner.

use indgang_domain::plan::edit::{Rest, Value};
use leptos::prelude::*;

use super::state;
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind, Icon};

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

/// "I see what will happen": 1 to 5.
pub fn overview() -> AnyView {
    let chosen = move || state::board().get().overview;
    let choices = (1..=5_u8).map(|n| {
        let field = format!("overview-{n}");
        view! {
            <div class="form-group-radio">
                <input
                    type="radio"
                    class="form-radio"
                    name="overview"
                    id=field.clone()
                    prop:checked=move || chosen() == Some(n)
                    on:change=move |_| state::say(None, Value::Overview(n))
                />
                <label class="form-label" for=field>{n.to_string()}</label>
            </div>
        }
    });
    view! {
        <fieldset class="overview">
            <legend class="form-label">{t(Key::OVERVIEW_TITLE)}</legend>
            <p class="form-hint"><Icon name="lock"/>{t(Key::OVERVIEW_HINT)}</p>
            <div class="overview__choices">{choices.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
