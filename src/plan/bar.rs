//! What can be done with the card in the hand, without dragging.

use indgang_domain::plan::Week;
use indgang_domain::plan::hand::{Hand, Held, Place};
use leptos::prelude::*;

use super::hold::{BAR, Holding};
use super::sheet::weeks_shown;
use super::{state, words};
use crate::text::{Key, t, t_with};
use crate::ui::Icon;

/// The bar at the foot of the screen while something is held.
#[component]
pub fn HoldBar(
    /// The board's hand.
    holding: Holding,
) -> impl IntoView {
    // Also while the pointer is down on something else: what it is on would move away under it.
    let held = Memo::new(move |_| {
        holding.hand.with(|hand| match hand {
            Hand::Holding(held)
            | Hand::Pressed {
                before: Some(held), ..
            } => Some(held.clone()),
            _ => None,
        })
    });
    move || held.get().map(|held| bar(held, holding))
}

fn bar(held: Held, holding: Holding) -> AnyView {
    let title = holding.title(&held);
    let first = untrack(state::first_week);
    let weeks = (0..i16::try_from(weeks_shown(false)).unwrap_or(0)).map(|n| first.plus(n));
    let options = weeks.map(|week| {
        view! { <option value=week.0.to_string()>{words::week_with_date(week)}</option> }
    });
    // Not at once: with the arrow keys one comes past every week before the one that is meant.
    let chosen = RwSignal::new(None::<Week>);
    let choose = move |event| chosen.set(event_target_value(&event).parse().ok().map(Week));
    let put = move |_| {
        if let Some(week) = chosen.get_untracked() {
            holding.choose(Place::Week(week));
        }
    };
    let opened = held.clone();
    let open = move |_| holding.open(&opened);
    let card = match &held {
        Held::Card(id) => Some(*id),
        _ => None,
    };
    let is_laid = card.is_some_and(|id| {
        let board = state::board().get_untracked();
        board
            .card(id)
            .is_some_and(|card| card.span.is_some() && card.parked.is_none())
    });
    let can_open = held != Held::Blank;
    let action = |icon: &'static str, words: Key, act: Box<dyn Fn()>| {
        view! {
            <button type="button" class="hold-bar__action" on:click=move |_| act()>
                <Icon name=icon/>
                <span>{t(words)}</span>
            </button>
        }
    };
    let laid = card.filter(|_| is_laid).map(|id| {
        view! {
            {action("arrow-back", Key::PLAN_EARLIER, Box::new(move || holding.shift(id, -1)))}
            {action("arrow-forward", Key::PLAN_LATER, Box::new(move || holding.shift(id, 1)))}
            {action("minus", Key::PLAN_SHORTER, Box::new(move || holding.stretch(id, -1)))}
            {action("plus", Key::PLAN_LONGER, Box::new(move || holding.stretch(id, 1)))}
        }
    });
    let own = card.map(|id| {
        view! {
            {action("delete", Key::PLAN_REMOVE, Box::new(move || holding.remove(id)))}
        }
    });
    view! {
        <div
            class="hold-bar"
            id=BAR
            role="group"
            tabindex="-1"
            aria-label=t_with(Key::PLAN_HELD_SHORT, &[("kort", &title)])
        >
            <p class="hold-bar__what">{t_with(Key::PLAN_HELD_SHORT, &[("kort", &title)])}</p>
            <div class="hold-bar__actions">
                <label class="hold-bar__week">
                    <span>{t(Key::PLAN_MOVE_TO)}</span>
                    <select class="form-select" on:change=choose>
                        <option value="">{t(Key::PLAN_CHOOSE_WEEK)}</option>
                        {options.collect_view()}
                    </select>
                </label>
                <button
                    type="button"
                    class="hold-bar__action hold-bar__put"
                    disabled=move || chosen.get().is_none()
                    on:click=put
                >
                    <span>{t(Key::PLAN_PUT_WEEK)}</span>
                </button>
                {can_open.then(|| view! {
                    <button type="button" class="hold-bar__action" on:click=open>
                        <Icon name="edit"/>
                        <span>{t(Key::PLAN_OPEN)}</span>
                    </button>
                })}
                {laid}
                {action("hourglass", Key::PLAN_PARK, Box::new(move || holding.choose(Place::Parking)))}
                {own}
                {action("close", Key::PLAN_LET_GO, Box::new(move || holding.let_go()))}
            </div>
        </div>
    }
    .into_any()
}
