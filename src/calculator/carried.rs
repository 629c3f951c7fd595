//! A link with answers was opened.

use indgang_law::household::Household;
use leptos::prelude::*;

use super::answers::Answers;
use super::link::Unreadable;
use super::{Page, state};
use crate::browser::{location, page};
use crate::routes::{Route, use_go};
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind, ButtonLink};

/// Shows the answers of a link at once on a device that has none, and asks first on one that has.
#[component]
pub fn Carried(
    /// What the link carries.
    carried: Result<Household, Unreadable>,
    /// The link has served.
    done: Callback<()>,
) -> impl IntoView {
    let go = use_go();
    let show = move |answers: Option<Answers>| {
        if let Some(answers) = answers {
            state::change(|own| *own = answers);
        }
        location::clear_fragment();
        go.run(Route::Calculator(Page::Result));
        done.run(());
        page::begin();
    };
    let answers = carried.ok().and_then(|household| Answers::of(&household));
    let Some(answers) = answers else {
        return view! {
            <h1>{t(Key::CALCULATOR_LINK_TITLE)}</h1>
            <p>{t(Key::CALCULATOR_LINK_UNREADABLE)}</p>
            <p class="way-on">
                <ButtonLink href=Page::Start.path()>{t(Key::CALCULATOR_BEGIN)}</ButtonLink>
            </p>
        }
        .into_any();
    };
    let own = state::answers().get_untracked();
    if !untrack(state::has_answers) || own.household() == answers.household() {
        Effect::new(move || show(Some(answers.clone())));
        return ().into_any();
    }
    view! {
        <h1>{t(Key::CALCULATOR_LINK_TITLE)}</h1>
        <p>{t(Key::CALCULATOR_LINK_TEXT)}</p>
        <p class="way-on begun">
            <Button on_press=move |()| show(Some(answers.clone()))>{t(Key::CALCULATOR_LINK_USE)}</Button>
            <Button kind=ButtonKind::Secondary on_press=move |()| show(None)>
                {t(Key::CALCULATOR_LINK_KEEP)}
            </Button>
        </p>
    }
    .into_any()
}
