//! How a plan begins: an empty sheet, a suggestion, or a look at an example.

use indgang_domain::plan::example::{self, Starter, Words};
use indgang_domain::plan::steps::first_week;
use leptos::prelude::*;

use super::state::{self, Side};
use super::{PlanBoard, take};
use crate::browser::{clock, page};
use crate::routes::{Route, go};
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind, ButtonLink, Picture};

/// Above a board on which nothing has been done.
#[component]
pub fn StartPanel() -> impl IntoView {
    let put_aside = RwSignal::new(false);
    let shows = Memo::new(move |_| !state::is_begun() && !put_aside.get());
    let suggests = RwSignal::new(false);
    let empty = move |()| {
        put_aside.set(true);
        page::focus_seen(&["#plan-goal", "#plan-search"]);
    };
    view! {
        <Show when=move || shows.get()>
            <section class="plan-start" aria-labelledby="plan-start">
                <h2 id="plan-start">{t(Key::PLAN_START_TITLE)}</h2>
                <div class="plan-start__ways">
                    <Button on_press=empty>{t(Key::PLAN_START_EMPTY)}</Button>
                    <Button kind=ButtonKind::Secondary on_press=move |()| suggests.update(|it| *it = !*it)>
                        {t(Key::PLAN_START_SUGGEST)}
                    </Button>
                    <ButtonLink href=Route::PlanExample.path() kind=ButtonKind::Secondary>
                        {t(Key::PLAN_START_EXAMPLE)}
                    </ButtonLink>
                </div>
                <div hidden=move || !suggests.get()>
                    <p>{t(Key::PLAN_START_SUGGEST_TEXT)}</p>
                    <ul class="plan-start__suggestions nobullet-list">
                        {Starter::ALL.map(suggestion).collect_view()}
                    </ul>
                </div>
            </section>
        </Show>
    }
    .into_any()
}

fn suggestion(starter: Starter) -> AnyView {
    let begin = move |()| {
        state::act(starter.edits(first_week(state::today())));
        page::announce(t(Key::PLAN_START_LAID));
        page::focus_seen(&[".plan h1"]);
    };
    let first = starter.cards().first().map_or("", |card| card.0);
    view! {
        <li>
            <Button kind=ButtonKind::Secondary on_press=begin>
                <Picture name=first/>{words(starter)}
            </Button>
        </li>
    }
    .into_any()
}

fn words(starter: Starter) -> &'static str {
    t(match starter {
        Starter::Ledig => Key::PLAN_START_LEDIG,
        Starter::Syg => Key::PLAN_START_SYG,
        Starter::Uddannelse => Key::PLAN_START_UDDANNELSE,
        Starter::Alene => Key::PLAN_START_ALENE,
    })
}

/// The plan of somebody made up, to try the board on. Nothing of it is kept.
#[component]
pub fn ExamplePlan() -> impl IntoView {
    state::sit_at(Side::Example, "");
    state::begin_with(example::bent(
        Words {
            goal: t(Key::PLAN_EXAMPLE_GOAL),
            training_wish: t(Key::PLAN_EXAMPLE_WISH),
            training_task: t(Key::PLAN_EXAMPLE_TASK),
            own_card: t(Key::PLAN_EXAMPLE_OWN),
            paused_why: t(Key::PLAN_EXAMPLE_PAUSED),
            frustration: t(Key::PLAN_EXAMPLE_FRUSTRATION),
            note: t(Key::PLAN_EXAMPLE_NOTE),
            attention: t(Key::PLAN_EXAMPLE_ATTENTION),
            success: t(Key::PLAN_EXAMPLE_SUCCESS),
            second_success: t(Key::PLAN_EXAMPLE_SUCCESS_TWO),
        },
        state::replica(),
        clock::milliseconds(),
        first_week(state::today()),
    ));
    on_cleanup(|| state::sit_at(Side::Owner, ""));
    view! { <PlanBoard/> }
}

/// Says that it is an example, and how to leave it.
pub fn example_banner() -> AnyView {
    let take_it = |()| {
        let log = state::log().get_untracked();
        state::sit_at(Side::Owner, "");
        take::instead(log);
        go(Route::Plan);
    };
    view! {
        <section class="plan-start plan-start--example" aria-labelledby="plan-example">
            <h2 id="plan-example">{t(Key::PLAN_EXAMPLE_BANNER)}</h2>
            <p>{t(Key::PLAN_EXAMPLE_TEXT)}</p>
            <div class="plan-start__ways">
                <ButtonLink href=Route::Plan.path()>{t(Key::PLAN_EXAMPLE_LEAVE)}</ButtonLink>
                <Button kind=ButtonKind::Secondary on_press=take_it>{t(Key::PLAN_EXAMPLE_TAKE)}</Button>
            </div>
        </section>
    }
    .into_any()
}
