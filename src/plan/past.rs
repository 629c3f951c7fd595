//! What has happened to the plan: a list of what was done, and the plan as it was at any moment.

use indgang_domain::plan::Log;
use indgang_domain::plan::board::{Board, Card};
use indgang_domain::plan::edit::{Edit, ItemId, Kind, NoteKind, Value};
use leptos::prelude::*;

use super::{choice, state, words};
use crate::browser::format;
use crate::text::{Key, t, t_with};

/// What stands in the dialog.
pub fn past() -> AnyView {
    let log = state::log().get_untracked();
    let stamps: Vec<_> = log.entries().map(|(stamp, _)| stamp).collect();
    let last = stamps.len().saturating_sub(1);
    let at = RwSignal::new(last);
    let then = {
        let log = log.clone();
        Memo::new(move |_| match stamps.get(at.get()) {
            Some(stamp) => log.until(*stamp).board(),
            None => Board::default(),
        })
    };
    let happened = happenings(&log);
    let when = {
        let times: Vec<u64> = log.entries().map(|(stamp, _)| stamp.at).collect();
        move || {
            times
                .get(at.get())
                .map_or_else(String::new, |at| format::moment_at(*at))
        }
    };
    let spoken = when.clone();
    view! {
        <label class="form-label" for="past-slider">{t(Key::PAST_SLIDER)}</label>
        <input
            class="past__slider"
            id="past-slider"
            type="range"
            min="0"
            max=last.to_string()
            prop:value=move || at.get().to_string()
            aria-valuetext=spoken
            on:input=move |event| at.set(event_target_value(&event).parse().unwrap_or(last))
        />
        <p><strong>{when}</strong></p>
        {move || as_it_was(&then.get())}
        <h3>{t(Key::PAST_LIST)}</h3>
        <ol class="past nobullet-list">
            {happened.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
        </ol>
    }
    .into_any()
}

/// The cards and where they lay.
fn as_it_was(board: &Board) -> AnyView {
    let place = |card: &Card| match (&card.parked, card.span) {
        (Some(_), _) => t(Key::PLAN_STAGE_PAUSE).to_owned(),
        (None, Some(span)) => words::span(span),
        (None, None) => t(Key::PLAN_NO_WEEK).to_owned(),
    };
    let cards = board.cards.iter().map(|card| {
        view! { <li><strong>{words::title(card)}</strong>" · "{place(card)}</li> }
    });
    let cards: Vec<_> = cards.collect();
    if cards.is_empty() {
        return view! { <p>{t(Key::PAST_EMPTY)}</p> }.into_any();
    }
    view! { <ul class="past__then nobullet-list">{cards}</ul> }.into_any()
}

/// Each action in words, the latest first.
fn happenings(log: &Log) -> Vec<String> {
    let authors = log.authors();
    let mut lines = Vec::new();
    for (stamp, edits) in log.entries() {
        let said = edits.iter().filter_map(|edit| what(log, edit));
        let mut said: Vec<String> = said.collect();
        said.dedup();
        if !said.is_empty() {
            let who = words::author(authors.get(&stamp.replica));
            let when = format::moment_at(stamp.at);
            let what = said.join(", ");
            lines.push(t_with(
                Key::PAST_LINE,
                &[("hvem", &who), ("hvad", &what), ("dato", &when)],
            ));
        }
    }
    lines.reverse();
    lines
}

fn what(log: &Log, edit: &Edit) -> Option<String> {
    let about = |key: Key, item: ItemId| t_with(key, &[("kort", &title(log, item))]);
    Some(match edit {
        Edit::Sign(_) | Edit::Withheld => return None,
        Edit::Add { kind, values } => match kind {
            Kind::Offer(key) => {
                let short = title_of(key, values);
                t_with(Key::PAST_ADDED, &[("kort", &short)])
            }
            Kind::Own => {
                let own = t(Key::PLAN_CARD_OWN).to_owned();
                t_with(
                    Key::PAST_ADDED,
                    &[("kort", &said_title(values).unwrap_or(own))],
                )
            }
            Kind::Note(NoteKind::Success, _) => t(Key::PAST_SUCCESS).to_owned(),
            Kind::Note(..) => t(Key::PAST_NOTE).to_owned(),
            Kind::Task(card) => about(Key::PAST_CHANGED, *card),
            Kind::Request(_, card) => about(Key::PAST_ASKED, *card),
        },
        Edit::Set {
            item: None, value, ..
        } => match value {
            Value::Goal(_) => t(Key::PAST_GOAL).to_owned(),
            _ => return None,
        },
        Edit::Set {
            item: Some(item),
            value,
            ..
        } => match value {
            Value::When(Some(span)) => t_with(
                Key::PAST_MOVED,
                &[("kort", &title(log, *item)), ("uger", &words::span(*span))],
            ),
            Value::Parked(Some(_)) => about(Key::PAST_PARKED, *item),
            Value::Parked(None) => about(Key::PAST_RESUMED, *item),
            Value::Accepted(true) => about(Key::PAST_ACCEPTED, *item),
            Value::Accepted(false) => about(Key::PAST_DECLINED, *item),
            Value::AgreedByCitizen(Some(_)) | Value::AgreedByOffice(Some(_)) => {
                about(Key::PAST_AGREED, *item)
            }
            Value::Shared(true) => about(Key::PAST_SHOWN, *item),
            Value::Shared(false) => about(Key::PAST_HIDDEN, *item),
            Value::Answer(_) => t(Key::PAST_ANSWERED).to_owned(),
            _ => about(Key::PAST_CHANGED, *item),
        },
        Edit::Remove { item, .. } => about(Key::PAST_REMOVED, *item),
        Edit::Undo { undone: true, .. } => t(Key::PAST_UNDID).to_owned(),
        Edit::Undo { undone: false, .. } => t(Key::PAST_REDID).to_owned(),
    })
}

/// What a card of the deck was called when it was put there.
fn title_of(key: &str, values: &[Value]) -> String {
    let short = || choice::find(key).map_or_else(String::new, |it| it.short);
    said_title(values).unwrap_or_else(short)
}

fn said_title(values: &[Value]) -> Option<String> {
    values.iter().find_map(|value| match value {
        Value::Title(title) => Some(title.clone()),
        _ => None,
    })
}

/// What a thing is called, also when it is gone.
fn title(log: &Log, item: ItemId) -> String {
    if let Some(card) = state::board().read_untracked().card(item) {
        return words::title(card);
    }
    match log.edit(item) {
        Some(Edit::Add {
            kind: Kind::Offer(key),
            values,
        }) => title_of(key, values),
        Some(Edit::Add {
            kind: Kind::Own, ..
        }) => t(Key::PLAN_CARD_OWN).to_owned(),
        _ => t(Key::PAST_A_NOTE).to_owned(),
    }
}
