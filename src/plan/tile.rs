//! A card as it lies on the board.

use indgang_domain::offers::{Area, Decides};
use indgang_domain::plan::board::{Card, Proposal};
use indgang_domain::plan::edit::ItemId;
use indgang_domain::plan::hand::Held;
use indgang_domain::plan::{Board, Week};
use leptos::prelude::*;

use super::hold::{Holding, hold};
use super::{state, words};
use crate::browser::format;
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
    of_name(words::picture(card))
}

/// The picture of that name, or at that `data:` address.
pub fn of_name(name: String) -> AnyView {
    if name.starts_with("data:image/") {
        view! { <img class="picture" src=name alt=""/> }.into_any()
    } else {
        view! { <Picture name=&name/> }.into_any()
    }
}

/// What a finger drags a card by. The browser hears that the movement is not its own: else it lets the page
/// glide on after a swift finger, though the page lies still, and takes the next tap as the end of that.
pub fn grip() -> AnyView {
    let keep = |event: leptos::ev::TouchEvent| event.prevent_default();
    view! { <span class="grip" aria-hidden="true" on:touchmove=keep></span> }.into_any()
}

/// A card and what else its tile tells.
#[derive(Clone, PartialEq)]
struct Tile {
    card: Card,
    /// Its owner has asked about it.
    waits: bool,
}

impl Tile {
    fn of(id: ItemId, board: &Board) -> Option<Self> {
        let card = board.card(id)?.clone();
        Some(Self {
            waits: board.open_request(id).is_some(),
            card,
        })
    }

    fn class(&self) -> String {
        let mut class = format!("plan-card {}", area_class(self.card.area));
        if self.card.proposal == Proposal::Open {
            class += " plan-card--ghost";
        }
        if self.card.due.is_some() {
            class += " plan-card--pinned";
        }
        class
    }

    /// Its first column, and how many it has.
    fn columns(&self, shown: Shown) -> (i16, i16) {
        match (shown, self.card.span) {
            (Shown::Sheet(first), Some(span)) => {
                let from = span.from.since(first).max(0);
                let end = span.end().since(first);
                (from + 1, (end - from).max(1))
            }
            _ => (1, 1),
        }
    }

    fn signs(&self) -> AnyView {
        let card = &self.card;
        view! {
            {(card.due.is_some()).then(|| view! { <Icon name="location"/> })}
            {self.waits.then(|| view! { <Icon name="time"/> })}
            {(!card.shared).then(|| view! { <Icon name="lock"/> })}
            <Icon name=decides_sign(card.decides)/>
        }
        .into_any()
    }
}

/// The card. A tap picks it up. It stays the same element while the card changes, so that the focus stays
/// on it and only what has changed is drawn.
#[component]
pub fn CardTile(
    /// Which.
    id: ItemId,
    /// Where.
    shown: Shown,
    /// The board's hand.
    holding: Holding,
) -> impl IntoView {
    let board = state::board();
    // Taken off the board, it looks as before until it is gone from the list that it stands in.
    let tile = Memo::new(move |before: Option<&Option<Tile>>| {
        Tile::of(id, &board.read()).or_else(|| before.cloned().flatten())
    });
    let with = move |say: fn(&Tile) -> String| tile.with(|tile| tile.as_ref().map(say));
    let column = move |pick: fn((i16, i16)) -> i16| {
        tile.with(|tile| {
            tile.as_ref()
                .map(|tile| pick(tile.columns(shown)).to_string())
        })
    };
    let is_held = holding.holds(Held::Card(id));
    let pictured = Memo::new(move |_| with(|tile| words::picture(&tile.card)));
    let is_ghost = move || {
        tile.with(|tile| {
            tile.as_ref()
                .is_some_and(|it| it.card.proposal == Proposal::Open)
        })
    };
    // Beside the name of the card, which is what a voice calls it by.
    let day = move || {
        let due = tile.with(|tile| tile.as_ref().and_then(|it| it.card.due));
        due.map(|day| format::day_and_short_month(day.date()))
    };
    let lane =
        Memo::new(move |_| with(|tile| tile.card.lane.clone()).filter(|lane| !lane.is_empty()));
    view! {
        <div
            class=move || with(Tile::class)
            style:--from=move || column(|(from, _)| from)
            style:--weeks=move || column(|(_, weeks)| weeks)
        >
            <button
                type="button"
                class="plan-card__main"
                data-hold=hold(&Held::Card(id))
                aria-label=move || with(|tile| words::spoken(&tile.card, tile.waits))
                aria-pressed=move || if is_held() { "true" } else { "false" }
            >
                {grip()}
                {move || pictured.get().map(of_name)}
                <span class="plan-card__title" aria-hidden="true" data-more=day>
                    {move || with(|tile| words::title(&tile.card))}
                    {move || lane.get().map(|lane| view! { <span class="plan-card__lane">{lane}</span> })}
                </span>
                <span class="plan-card__signs" aria-hidden="true">
                    {move || tile.with(|tile| tile.as_ref().map(Tile::signs))}
                </span>
            </button>
            {move || is_ghost().then(|| view! { <span class="plan-card__ghost">{t(Key::PLAN_GHOST)}</span> })}
        </div>
    }
    .into_any()
}
