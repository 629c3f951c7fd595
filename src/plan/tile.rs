//! A card as it lies on the board.

use indgang_domain::offers::{Area, Decides};
use indgang_domain::plan::board::{Card, Proposal};
use indgang_domain::plan::hand::Held;
use indgang_domain::plan::{Board, Week};
use leptos::prelude::*;

use super::hold::{Holding, hold};
use super::{state, words};
use crate::text::{Key, t};
use crate::ui::{Icon, Picture};

/// Where a card is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// On the wide sheet, from that week on.
    Sheet(Week),
    /// In a list: the phone's weeks, the P-sign, the hand.
    List,
}

/// The class of an area: colour, edge and pattern.
pub fn area_class(area: Area) -> &'static str {
    match area {
        Area::Job => "area-job",
        Area::Uddannelse => "area-uddannelse",
        Area::Helbred => "area-helbred",
        Area::Hverdag => "area-hverdag",
        Area::Stoette => "area-stoette",
    }
}

/// A small sign for who decides.
pub fn decides_sign(decides: Decides) -> &'static str {
    match decides {
        Decides::Du => "person",
        Decides::Aftale => "persons",
        Decides::Kommune => "business",
    }
}

/// The picture on a card: its offer's, or one of the owner's own.
pub fn picture(card: &Card) -> AnyView {
    let name = words::picture(card);
    if name.starts_with("data:image/") {
        view! { <img class="picture" src=name alt=""/> }.into_any()
    } else {
        view! { <Picture name=&name/> }.into_any()
    }
}

/// The card. A tap picks it up.
#[component]
pub fn CardTile(
    /// Which.
    card: Card,
    /// Where.
    shown: Shown,
    /// The board's hand.
    holding: Holding,
) -> impl IntoView {
    let held = Held::Card(card.id);
    let attribute = hold(&held);
    let is_held = {
        let held = held.clone();
        move || holding.hand.with(|hand| hand.held() == Some(&held))
    };
    let board: Board = state::board().get_untracked();
    let waits = board.open_request(card.id).is_some();
    let mut class = format!("plan-card {}", area_class(card.area));
    if card.proposal == Proposal::Open {
        class += " plan-card--ghost";
    }
    if card.due.is_some() {
        class += " plan-card--pinned";
    }
    let (from, weeks) = match (shown, card.span) {
        (Shown::Sheet(first), Some(span)) => {
            let from = span.from.since(first).max(0);
            let end = span.end().since(first);
            (from + 1, (end - from).max(1))
        }
        _ => (1, 1),
    };
    let label = words::spoken(&card, &board);
    let title = words::title(&card);
    let lane = card.lane.clone();
    let picture = picture(&card);
    view! {
        <div class=class style:--from=from.to_string() style:--weeks=weeks.to_string()>
            <button
                type="button"
                class="plan-card__main"
                data-hold=attribute
                aria-label=label
                aria-pressed=move || if is_held() { "true" } else { "false" }
            >
                <span class="grip" aria-hidden="true"></span>
                {picture}
                <span class="plan-card__title">
                    {title}
                    {(!lane.is_empty()).then(|| view! { <span class="plan-card__lane">{lane}</span> })}
                </span>
                <span class="plan-card__signs" aria-hidden="true">
                    {(card.due.is_some()).then(|| view! { <Icon name="location"/> })}
                    {waits.then(|| view! { <Icon name="time"/> })}
                    {(!card.shared).then(|| view! { <Icon name="lock"/> })}
                    <Icon name=decides_sign(card.decides)/>
                </span>
            </button>
            {(card.proposal == Proposal::Open).then(|| view! { <span class="plan-card__ghost">{t(Key::PLAN_GHOST)}</span> })}
        </div>
    }
    .into_any()
}
