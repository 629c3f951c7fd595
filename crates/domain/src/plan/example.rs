//! Plans to begin from: one whole plan of somebody made up, and suggestions that a citizen can change.
//! The words come from the app's texts; what lies where is here.

use super::days::{Day, Week};
use super::edit::{
    Author, Edit, EditId, Energy, ItemId, Kind, NoteKind, Parked, Replica, Role, Span, Stage, Value,
};
use super::log::Log;
use crate::offers::Area;

/// A suggestion for who does not want to begin with an empty sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Starter {
    /// "I have just lost my job."
    Ledig,
    /// "I am ill or in pain."
    Syg,
    /// "I want an education."
    Uddannelse,
    /// "I am alone with children."
    Alene,
}

/// A card of a suggestion: the offer's key, weeks after the beginning, how many weeks, minutes a week.
type Laid = (&'static str, i16, u16, u16);

impl Starter {
    /// In the order that they are offered.
    pub const ALL: [Self; 4] = [Self::Ledig, Self::Syg, Self::Uddannelse, Self::Alene];

    /// The word that the texts are found by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ledig => "ledig",
            Self::Syg => "syg",
            Self::Uddannelse => "uddannelse",
            Self::Alene => "alene",
        }
    }

    /// What it suggests.
    #[must_use]
    pub const fn cards(self) -> &'static [Laid] {
        match self {
            Self::Ledig => &[
                ("jobsamtale", 0, 1, 60),
                ("cv", 0, 2, 120),
                ("cv_hjaelp", 1, 1, 60),
                ("jobsoegning", 2, 11, 360),
                ("jobklub", 3, 5, 180),
                ("snusepraktik", 6, 1, 1_200),
                ("virksomhedspraktik", 8, 4, 1_200),
            ],
            Self::Syg => &[
                ("laege", 0, 1, 60),
                ("fysisk_traening", 1, 6, 120),
                ("bisidder", 2, 1, 0),
                ("jobsamtale", 2, 1, 60),
                ("pause", 7, 1, 0),
                ("virksomhedspraktik_lang", 8, 5, 480),
            ],
            Self::Uddannelse => &[
                ("uddannelsesvejledning", 0, 1, 60),
                ("realkompetence", 1, 2, 120),
                ("laese_skrive", 2, 10, 240),
                ("snusepraktik", 4, 1, 1_200),
                ("amu", 6, 2, 2_220),
                ("jobsamtale", 8, 1, 60),
            ],
            Self::Alene => &[
                ("boernepasning", 0, 2, 60),
                ("budget", 1, 2, 60),
                ("jobsamtale", 2, 1, 60),
                ("mentor", 2, 8, 60),
                ("cv", 3, 2, 120),
                ("loenntimer", 6, 7, 600),
            ],
        }
    }

    /// Its cards, laid from a week on; one action, so that it is undone at once.
    #[must_use]
    pub fn edits(self, first: Week) -> Vec<Edit> {
        let cards = self.cards().iter();
        cards.map(|card| offer(*card, first, Vec::new())).collect()
    }
}

fn offer((key, after, weeks, minutes): Laid, first: Week, more: Vec<Value>) -> Edit {
    let from = first.plus(after);
    let mut values = vec![Value::When(Some(Span { from, weeks }))];
    if minutes > 0 {
        values.push(Value::Minutes(minutes));
    }
    values.extend(more);
    let kind = Kind::Offer(key.to_owned());
    Edit::Add { kind, values }
}

/// What stands on the example in the reader's language.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Words<'a> {
    pub goal: &'a str,
    pub training_wish: &'a str,
    pub training_task: &'a str,
    pub own_card: &'a str,
    pub paused_why: &'a str,
    pub frustration: &'a str,
    pub note: &'a str,
    pub attention: &'a str,
    pub success: &'a str,
    pub second_success: &'a str,
}

/// The plan of Bent, who is made up: 57 years old, with a bad back. Training comes first, then a
/// workplace where he can try what he can do.
///
/// `now` is the device's clock, in milliseconds since 1970; the plan was made in the minutes before.
#[must_use]
pub fn bent(words: Words, replica: Replica, now: u64, first: Week) -> Log {
    let mut log = Log::default();
    let mut at = now.saturating_sub(3_600_000);
    let mut act = |edits: Vec<Edit>| -> ItemId {
        at += 60_000;
        let action = log.act(at, replica, edits);
        EditId { action, n: 0 }
    };
    let set = |value| Edit::Set {
        item: None,
        over: Vec::new(),
        value,
    };
    let word = |text: &str| Value::Text(text.to_owned());
    let note = |kind, text: &str, date: Option<Day>| Edit::Add {
        kind: Kind::Note(kind, None),
        values: [Some(word(text)), date.map(|date| Value::Date(Some(date)))]
            .into_iter()
            .flatten()
            .collect(),
    };
    let day = |after: i16, weekday| Day::of(first.plus(after).day(weekday));
    act(vec![Edit::Sign(Author {
        role: Role::Citizen,
        name: String::new(),
    })]);
    act(vec![set(Value::Start(first)), set(Value::Limit(20 * 60))]);
    act(vec![set(Value::Goal(words.goal.to_owned()))]);
    let training = act(vec![offer(
        ("fysisk_traening", 0, 6, 120),
        first,
        vec![
            Value::Wish(words.training_wish.to_owned()),
            Value::Energy(Some(Energy::Gives)),
            Value::Stage(Stage::IGang),
        ],
    )]);
    act(vec![Edit::Add {
        kind: Kind::Task(training),
        values: vec![word(words.training_task)],
    }]);
    act(vec![offer(("laege", 1, 1, 60), first, Vec::new())]);
    act(vec![
        offer(
            ("jobsamtale", 2, 1, 60),
            first,
            vec![Value::Due(Some(day(2, 1)))],
        ),
        offer(("bisidder", 2, 1, 0), first, Vec::new()),
    ]);
    act(vec![offer(("budget", 4, 2, 60), first, Vec::new())]);
    act(vec![offer(("pause", 6, 1, 0), first, Vec::new())]);
    act(vec![
        offer(
            ("virksomhedspraktik_lang", 7, 6, 900),
            first,
            vec![
                Value::Travel(180),
                Value::Ramp(vec![480, 480, 600, 720, 840]),
            ],
        ),
        offer(("transport", 7, 6, 0), first, Vec::new()),
    ]);
    act(vec![Edit::Add {
        kind: Kind::Own,
        values: vec![
            Value::Title(words.own_card.to_owned()),
            Value::Area(Area::Hverdag),
            Value::When(Some(Span {
                from: first,
                weeks: 13,
            })),
            Value::Minutes(150),
            Value::Energy(Some(Energy::Gives)),
        ],
    }]);
    act(vec![Edit::Add {
        kind: Kind::Offer("jobklub".to_owned()),
        values: vec![Value::Parked(Some(Parked {
            reason: words.paused_why.to_owned(),
            ask: Some(day(8, 0)),
            outcome: None,
        }))],
    }]);
    act(vec![
        note(NoteKind::Frustration, words.frustration, None),
        note(NoteKind::Note, words.note, None),
        note(NoteKind::Attention, words.attention, None),
    ]);
    act(vec![
        note(NoteKind::Success, words.success, Some(day(0, 2))),
        note(NoteKind::Success, words.second_success, Some(day(0, 4))),
    ]);
    log
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offers::{self, Deck};
    use crate::plan::WEEKS;

    const FIRST: Week = Week(2969);

    fn is_on_the_sheet((key, after, weeks, _): Laid) {
        let offer = offers::find(key).unwrap_or_else(|| panic!("no offer {key}"));
        assert_eq!(offer.deck, Deck::Offered, "{key}");
        assert!(
            offer.weeks.0 <= weeks || weeks >= 5,
            "{key} is too short: {weeks}"
        );
        assert!(offer.most_weeks.is_none_or(|most| weeks <= most), "{key}");
        let end = u16::try_from(after).unwrap() + weeks;
        assert!(end <= WEEKS, "{key} ends in week {end}");
    }

    #[test]
    fn what_is_suggested_can_be_had_and_fits_on_the_sheet() {
        for starter in Starter::ALL {
            starter.cards().iter().copied().for_each(is_on_the_sheet);
            let mut log = Log::default();
            let sign = Edit::Sign(Author {
                role: Role::Citizen,
                name: String::new(),
            });
            log.act(1, Replica(1), vec![sign]);
            let laid = log.act(2, Replica(1), starter.edits(FIRST));
            assert_eq!(log.board().laid().count(), starter.cards().len());
            log.act(3, Replica(1), vec![Log::undo(laid, true)]);
            assert_eq!(log.board().cards, [], "{starter:?} is undone at once");
        }
    }

    #[test]
    fn bent_trains_six_weeks_rests_one_and_then_tries_a_workplace() {
        let words = Words {
            goal: "Jeg vil arbejde med planter",
            own_card: "Gå ture",
            ..Words::default()
        };
        let log = bent(words, Replica(7), 1_800_000_000_000, FIRST);
        let board = log.board();
        assert_eq!(board.start, Some(FIRST));
        assert_eq!(board.goal, "Jeg vil arbejde med planter");
        let weeks = |key: &str| {
            let source = crate::plan::board::Source::Offer(key.to_owned());
            let card = board.cards.iter().find(|card| card.source == source)?;
            let span = card.span?;
            Some((span.from.since(FIRST), span.weeks))
        };
        assert_eq!(weeks("fysisk_traening"), Some((0, 6)));
        assert_eq!(weeks("pause"), Some((6, 1)));
        assert_eq!(weeks("virksomhedspraktik_lang"), Some((7, 6)));
        assert_eq!(board.parked().count(), 1);
        assert_eq!(board.notes(NoteKind::Success, None).count(), 2);
        assert!(board.conflicts.is_empty());
        let over = board
            .load(FIRST, WEEKS)
            .iter()
            .filter(|it| it.over > 0)
            .count();
        assert_eq!(over, 0, "Bent's weeks are not too full");
        assert_eq!(Log::from_bytes(&log.to_bytes()), Ok(log));
    }
}
