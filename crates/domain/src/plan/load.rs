//! How full the weeks are, against what their owner wants.

use super::board::{Board, Card};
use super::days::Week;

/// A week's load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// The week.
    pub week: Week,
    /// Minutes of all cards that lie on it, travel included.
    pub minutes: u32,
    /// Minutes above the owner's limit; 0 without a limit.
    pub over: u32,
    /// How many cards lie on it.
    pub cards: usize,
}

impl Board {
    /// The load of each of so many weeks from `first` on.
    #[must_use]
    pub fn load(&self, first: Week, weeks: u16) -> Vec<Load> {
        let mut loads: Vec<Load> = (0..i16::try_from(weeks).unwrap_or(i16::MAX))
            .map(|n| Load {
                week: first.plus(n),
                minutes: 0,
                over: 0,
                cards: 0,
            })
            .collect();
        for card in self.laid() {
            for load in &mut loads {
                load.cards += usize::from(card.span.is_some_and(|span| span.has(load.week)));
                load.minutes += card.minutes_in(load.week);
            }
        }
        for load in &mut loads {
            let limit = self.limit.map_or(u32::MAX, u32::from);
            load.over = load.minutes.saturating_sub(limit);
        }
        loads
    }

    /// The cards that share a week with this one: "can I manage both at once?".
    pub fn beside(&self, card: &Card) -> impl Iterator<Item = &Card> {
        let (id, span) = (card.id, card.span);
        self.laid().filter(move |other| {
            let spans = other.span.zip(span);
            other.id != id && spans.is_some_and(|(a, b)| a.from < b.end() && b.from < a.end())
        })
    }
}
