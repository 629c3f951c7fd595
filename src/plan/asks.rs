//! The one question after a planning session: how much one sees of what will happen (D18). It waits at the
//! foot until it is answered or sent away, at most once a day. The answer stays with the owner.

use std::sync::LazyLock;

use indgang_domain::plan::edit::Value;
use leptos::prelude::*;

use super::hold::{self, Holding};
use super::state;
use crate::browser::{page, store};
use crate::text::{Key, t};
use crate::ui::Icon;

/// The day of the last time.
const LAST: &str = "plan.asked";

static IS_ASKED: LazyLock<ArcRwSignal<bool>> = LazyLock::new(ArcRwSignal::default);

/// A planning session is over: the plan was printed, or a meeting has ended.
pub fn after_session() {
    let today = untrack(state::today).0.to_string();
    if state::is_kept() && store::load(LAST).as_ref() != Some(&today) {
        store::save(LAST, &today);
        IS_ASKED.set(true);
    }
}

/// The question, while nothing else is said and nothing is held.
pub fn question(holding: Holding) -> AnyView {
    // What was said before the session is old; what is said after it comes first.
    Effect::new(move |_| {
        if IS_ASKED.get() {
            holding.said.set(String::new());
        }
    });
    let shows = move || {
        IS_ASKED.get() && holding.said.read().is_empty() && holding.held.with(Option::is_none)
    };
    let done = move || {
        IS_ASKED.set(false);
        page::rescue_focus(&[hold::TOOLS]);
    };
    let answer = move |n: u8| {
        state::say(None, Value::Overview(n));
        page::announce(t(Key::OVERVIEW_THANKS));
        done();
    };
    let choices = move || {
        (1..=5).map(move |n| {
            view! { <button type="button" class="tool" on:click=move |_| answer(n)>{n}</button> }
        })
    };
    view! {
        <Show when=shows>
            <div class="said" role="group" aria-labelledby="plan-asks" aria-describedby="plan-asks-hint">
                <div class="said__words">
                    <p id="plan-asks"><b>{t(Key::OVERVIEW_TITLE)}</b></p>
                    <p id="plan-asks-hint"><Icon name="lock"/>{t(Key::OVERVIEW_HINT)}</p>
                </div>
                <div class="said__ways">
                    {choices().collect_view()}
                    <button type="button" class="tool" on:click=move |_| done()>{t(Key::OVERVIEW_NOT_NOW)}</button>
                </div>
            </div>
        </Show>
    }
    .into_any()
}
