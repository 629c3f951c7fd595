//! The whole plan read aloud: what one wants, week by week what lies there, and what stands around it.

use indgang_domain::plan::board::{Board, Card};
use indgang_domain::plan::edit::NoteKind;
use indgang_domain::plan::{WEEKS, Week};
use leptos::prelude::*;

use super::sheet::InWeek;
use super::{fixed, state, words};
use crate::browser::speech;
use crate::text::{Key, t, t_with};
use crate::ui::Icon;

/// Reads, and stops reading; nothing where the browser has no voice.
pub fn button() -> Option<AnyView> {
    on_cleanup(speech::stop);
    let press = |_| {
        if speech::reads() {
            speech::stop();
        } else {
            speech::say(&whole(&state::board().get_untracked()));
        }
    };
    speech::exists().then(|| {
        view! {
            <button type="button" class="tool" on:click=press>
                <Icon name="headset"/>
                <span>{move || t(if speech::reads() { Key::PLAN_ALOUD_STOP } else { Key::PLAN_ALOUD })}</span>
            </button>
        }
        .into_any()
    })
}

/// The plan in words, in the order that it is read in.
fn whole(board: &Board) -> Vec<String> {
    let first = untrack(state::first_week);
    let end = first.plus(i16::try_from(WEEKS).unwrap_or(0));
    let later = board
        .laid()
        .filter(|card| card.span.is_some_and(|span| span.from >= end));
    let mut said = vec![t(Key::PLAN_TITLE).to_owned()];
    if !board.goal.is_empty() {
        said.push(format!("{}: {}", t(Key::PLAN_GOAL), board.goal));
    }
    let loads = untrack(|| fixed::load(board, first, WEEKS));
    let weeks = loads
        .iter()
        .map(|load| week(load.week, &InWeek::of(board, load), board));
    said.extend(weeks.flatten());
    said.extend(cards(Key::PLAN_SHEET_LATER, later));
    said.extend(cards(Key::PLAN_SHEET_NO_WEEK, board.in_hand()));
    if said.len() == 1 {
        said.push(t(Key::PLAN_ALOUD_EMPTY).to_owned());
    }
    said.extend(listed(
        t(Key::PLAN_P_TITLE),
        board.parked().map(words::title).collect(),
    ));
    for (kind, heading) in [
        (NoteKind::Frustration, Key::PLAN_FRUSTRATIONS),
        (NoteKind::Note, Key::PLAN_NOTES_TITLE),
        (NoteKind::Attention, Key::PLAN_ATTENTION),
        (NoteKind::Contact, Key::PLAN_CONTACTS),
        (NoteKind::Reused, Key::PLAN_REUSED_TITLE),
        (NoteKind::Law, Key::PLAN_LAW_NOTES),
        (NoteKind::Success, Key::PLAN_STAR_TITLE),
    ] {
        let notes = board.notes(kind, None).map(words::note);
        said.extend(listed(t(heading), notes.collect()));
    }
    said.iter().map(|part| words::plain(part)).collect()
}

/// What begins in a week and what goes on; `None` for an empty one.
fn week(week: Week, here: &InWeek, board: &Board) -> Option<String> {
    let begins = here.begins.iter().filter_map(|id| board.card(*id));
    let begins: Vec<String> = begins
        .map(|card| words::spoken(card, board.open_request(card.id).is_some()))
        .collect();
    let goes_on = here.goes_on.iter().map(|(title, _)| title.clone());
    let goes_on = listed(t(Key::PLAN_GOES_ON), goes_on.collect());
    let fixed = untrack(|| fixed::lines(week, 1)).into_iter();
    let cards: Vec<String> = fixed.chain(begins).chain(goes_on).collect();
    (!cards.is_empty()).then(|| format!("{}: {}", words::week_with_date(week), cards.join(". ")))
}

fn cards<'a>(key: Key, cards: impl Iterator<Item = &'a Card>) -> Option<String> {
    let titles: Vec<String> = cards.map(words::title).collect();
    (!titles.is_empty()).then(|| t_with(key, &[("kort", &titles.join(", "))]))
}

fn listed(heading: &str, all: Vec<String>) -> Option<String> {
    (!all.is_empty()).then(|| format!("{heading}: {}", all.join(". ")))
}
