//! Who can see what: the owner chooses card by card, and note by note.

use indgang_domain::plan::board::{Card, Proposal};
use indgang_domain::plan::edit::{Edit, ItemId, NoteKind, Value};
use leptos::prelude::*;

use super::hold::name;
use super::{state, words};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Icon};

/// Everything that can be shown, with a tick for what is.
pub fn choices() -> AnyView {
    let cards = move || {
        let board = state::board().get();
        let cards = board.cards.into_iter();
        cards
            .filter(|card| card.proposal == Proposal::Taken)
            .collect::<Vec<_>>()
    };
    let notes = move || {
        let board = state::board().get();
        let notes = board.notes.into_iter();
        notes
            .filter(|note| note.on.is_none() && note.kind != NoteKind::Law)
            .collect::<Vec<_>>()
    };
    let goal = move || state::board().get().goal;
    let all = move |()| {
        let board = state::board().get_untracked();
        let log = state::log();
        let hidden = board
            .cards
            .iter()
            .filter(|card| is_open(card) && !card.shared);
        let edits: Vec<Edit> = hidden
            .map(|card| log.read_untracked().say(Some(card.id), Value::Shared(true)))
            .collect();
        state::act(edits);
    };
    view! {
        <div class="show">
            <p>{t(Key::SHOW_TEXT)}</p>
            <Button kind=ButtonKind::Secondary on_press=all>{t(Key::SHOW_ALL)}</Button>
            {move || (!goal().is_empty()).then(|| {
                let shared = state::board().get().goal_shared;
                let words = t_with(Key::SHOW_GOAL, &[("maal", &goal())]);
                tick("show-goal".to_owned(), words, shared, false, move |shared| {
                    state::say(None, Value::GoalShared(shared));
                })
            })}
            <For each=cards key=|card| (card.id, card.shared, words::title(card)) let:card>
                {
                    let id = card.id;
                    let private = !is_open(&card);
                    of_item(id, words::title(&card), card.shared, private)
                }
            </For>
            <For each=notes key=|note| (note.id, note.shared, note.text.clone()) let:note>
                {of_item(note.id, words::note(&note), note.shared, false)}
            </For>
        </div>
    }
    .into_any()
}

/// Whether a card tells nothing of health, debt and the like.
fn is_open(card: &Card) -> bool {
    card.proposal == Proposal::Taken && !card.is_sensitive()
}

fn of_item(id: ItemId, words: String, shared: bool, private: bool) -> AnyView {
    tick(
        format!("show-{}", name(id)),
        words,
        shared,
        private,
        move |shared| {
            state::say(Some(id), Value::Shared(shared));
        },
    )
}

fn tick(
    id: String,
    words: String,
    shared: bool,
    private: bool,
    change: impl Fn(bool) + 'static,
) -> AnyView {
    view! {
        <div class="form-group-checkbox">
            <input
                class="form-checkbox"
                type="checkbox"
                id=id.clone()
                prop:checked=shared
                on:change=move |event| change(event_target_checked(&event))
            />
            <label class="form-label" for=id>
                {words}
                {private.then(|| view! { " "<Icon name="lock"/><span class="sr-only">{t(Key::SHOW_PRIVATE)}</span> })}
            </label>
        </div>
    }
    .into_any()
}
