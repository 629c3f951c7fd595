//! What the municipality has said yes to, on its way to the citizen's plan. The citizen's device lays it: nobody
//! else can write there.

use serde::{Deserialize, Serialize};

use super::board::{Board, Proposal};
use super::edit::{Edit, Kind, Span, Stage, Value};
use super::{Day, Week};
use crate::case::choice::Wanted;
use crate::hours::Dato;
use crate::offers;

/// The longest title of a card; what is longer stands as the wish.
const TITLE: usize = 40;

/// What was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Granted {
    /// What.
    pub wanted: Wanted,
    /// Hours a week; 0, when that is agreed.
    pub hours: u8,
    /// The first day, when it is known.
    pub from: Option<Dato>,
    /// The last day, when it is known.
    pub until: Option<Dato>,
}

impl Granted {
    /// Lays its card; nothing, where it lies already.
    #[must_use]
    pub fn edits(&self, board: &Board, today: Day) -> Vec<Edit> {
        let title = match &self.wanted {
            Wanted::Offer(_) => String::new(),
            Wanted::Own(words) => words.chars().take(TITLE).collect(),
        };
        let lies_there = board.cards.iter().any(|card| {
            let is_same = match &self.wanted {
                Wanted::Offer(key) => card.offer().is_some_and(|offer| offer.key == key),
                Wanted::Own(_) => card.title == title,
            };
            is_same && card.proposal == Proposal::Taken && card.stage != Stage::Slut
        });
        if lies_there {
            return Vec::new();
        }
        let mut values = vec![
            Value::When(Some(self.span(today))),
            Value::Stage(Stage::Aftalt),
        ];
        if self.hours > 0 {
            values.push(Value::Minutes(u16::from(self.hours) * 60));
        }
        let kind = match &self.wanted {
            Wanted::Offer(key) => Kind::Offer(key.clone()),
            Wanted::Own(words) => {
                if *words != title {
                    values.push(Value::Wish(words.clone()));
                }
                values.push(Value::Title(title));
                Kind::Own
            }
        };
        vec![Edit::Add { kind, values }]
    }

    fn span(&self, today: Day) -> Span {
        let from = self.from.map_or(today.week(), |day| Week::of(day.0));
        let last = self.until.map(|day| Week::of(day.0).since(from) + 1);
        let shortest = match &self.wanted {
            Wanted::Offer(key) => offers::find(key).map_or(1, |offer| offer.weeks.0),
            Wanted::Own(_) => 1,
        };
        let weeks = last.and_then(|weeks| u16::try_from(weeks).ok());
        Span {
            from,
            weeks: weeks.unwrap_or(shortest).max(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Log;
    use crate::plan::edit::{Author, Replica, Role};

    fn day(text: &str) -> Dato {
        text.parse().unwrap()
    }

    fn granted(wanted: Wanted) -> Granted {
        Granted {
            wanted,
            hours: 12,
            from: Some(day("2026-12-07")),
            until: Some(day("2027-01-17")),
        }
    }

    fn plan() -> Log {
        let mut log = Log::default();
        let author = Author {
            role: Role::Citizen,
            name: String::new(),
        };
        log.act(1, Replica(1), vec![Edit::Sign(author)]);
        log
    }

    #[test]
    fn what_was_granted_is_laid_once_on_its_weeks() {
        let today = Day::of(day("2026-11-23").0);
        for wanted in [
            Wanted::Offer("jobklub".to_owned()),
            Wanted::Own("Passe haven hos Ida".to_owned()),
        ] {
            let granted = granted(wanted);
            let mut log = plan();
            log.act(2, Replica(1), granted.edits(&log.board(), today));
            let board = log.board();
            let card = &board.cards[0];
            let span = card.span.unwrap();
            assert_eq!((span.from, span.weeks), (Week::of(day("2026-12-07").0), 6));
            assert_eq!((card.minutes, card.stage), (Some(720), Stage::Aftalt));
            assert!(!card.shared, "what the citizen shares, they choose");
            assert_eq!(granted.edits(&board, today), []);
        }
    }

    #[test]
    fn without_days_it_begins_this_week_and_long_words_are_kept_as_the_wish() {
        let today = Day::of(day("2026-11-23").0);
        let words = "Passe haven hos Ida, og senere også hos hendes nabo, når foråret kommer";
        let mut granted = granted(Wanted::Own(words.to_owned()));
        (granted.from, granted.until, granted.hours) = (None, None, 0);
        let mut log = plan();
        log.act(2, Replica(1), granted.edits(&log.board(), today));
        let board = log.board();
        let card = &board.cards[0];
        assert_eq!(card.span.unwrap().from, today.week());
        assert_eq!(card.wish, words);
        assert!(card.title.chars().count() <= TITLE);
    }
}
