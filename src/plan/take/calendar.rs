//! The plan as a file that a calendar opens.

use indgang_domain::plan::Card;
use indgang_domain::plan::edit::Stage;
use indgang_domain::plan::ics::{self, Entry};

use leptos::prelude::GetUntracked;

use crate::browser::{clock, file};
use crate::plan::{state, words};
use crate::text::{Key, t};

/// Lets the browser save it; `false` when there is nothing to save.
pub fn take(sensitive: bool) -> bool {
    let board = state::board().get_untracked();
    let comes = |card: &&Card| card.stage != Stage::Slut && (sensitive || !card.is_sensitive());
    let named: Vec<(&Card, String)> = board
        .laid()
        .filter(comes)
        .map(|card| (card, words::title(card)))
        .collect();
    if named.is_empty() {
        return false;
    }
    let entries = named.iter().map(|(card, title)| Entry {
        card,
        title,
        text: &card.wish,
    });
    let calendar = ics::calendar(t(Key::PLAN_TITLE), entries, clock::milliseconds());
    file::download("min-plan.ics", "text/calendar;charset=utf-8", &calendar)
}
