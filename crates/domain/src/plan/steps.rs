//! What people do at the board, as the edits it takes. One step is one action: it is undone at once.

use super::WEEKS;
use super::board::{Board, Card, Conflict, Proposal};
use super::days::{Day, Week};
use super::edit::{Edit, EditId, ItemId, Kind, NoteKind, Parked, Request, Span, Stage, Value};
use super::hand::{Held, Place};
use super::log::Log;
use crate::offers::{self, Area, Local};

/// Why something cannot be done. Nothing else is blocked on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The time stands fast: whoever set it moves it.
    #[error("the time stands fast: call to have it moved")]
    Fixed,
    /// The owner's own card lies on a day: there it is moved.
    #[error("the day stands on the card: change it there")]
    OwnDay,
    /// Nothing is shorter than a week here.
    #[error("a card lies on one week at least")]
    Shortest,
    /// The offer has been abolished by law and cannot begin again.
    #[error("the offer has been abolished: choose another")]
    Abolished,
    /// The card is not on the board any more.
    #[error("the card is not on the board any more")]
    Gone,
}

/// How a step was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// As it was meant.
    Done,
    /// The card is a duty: it stays, and the municipality has been asked.
    Asked,
}

/// Edits, and how the step is taken by them.
pub type Step = Result<(Vec<Edit>, Taken), Refused>;

/// A plan and the board it comes to, to take steps on.
#[derive(Clone, Copy)]
pub struct Steps<'a> {
    /// The plan.
    pub log: &'a Log,
    /// What it comes to.
    pub board: &'a Board,
    /// The day on which they are taken.
    pub today: Day,
}

fn done(edits: Vec<Edit>) -> Step {
    Ok((edits, Taken::Done))
}

impl Steps<'_> {
    fn say(&self, card: &Card, value: Value) -> Edit {
        self.log.say(Some(card.id), value)
    }

    fn card(&self, id: ItemId) -> Result<&Card, Refused> {
        self.board.card(id).ok_or(Refused::Gone)
    }

    /// The first edits of a plan: its weeks begin in [`first_week`].
    #[must_use]
    pub fn begin(&self) -> Vec<Edit> {
        match self.board.start {
            Some(_) => Vec::new(),
            None => vec![self.log.say(None, Value::Start(first_week(self.today)))],
        }
    }

    /// Puts what is held in a place.
    ///
    /// # Errors
    ///
    /// When the time of the card stands fast, or its offer has been abolished.
    pub fn put(&self, held: &Held, place: Place) -> Step {
        match (held, place) {
            (Held::Card(id), Place::Week(week)) => self.lay(self.card(*id)?, week),
            (Held::Card(id), Place::Parking) => self.park(*id, Parked::default()),
            (Held::Card(id), Place::Aside) => {
                let card = self.card(*id)?;
                self.movable(card)?;
                let mut edits = vec![self.say(card, Value::When(None))];
                edits.extend(self.take_up(card, None));
                done(edits)
            }
            (Held::Offer(key), _) => {
                let kind = Kind::Offer(key.clone());
                done(add(kind, first_length(key)?, place, Vec::new()))
            }
            (Held::Blank, _) => done(add(Kind::Own, 1, place, Vec::new())),
        }
    }

    /// Lays a card so that it begins in a week; it keeps its length, comes away from the P-sign, and a
    /// proposal is taken.
    fn lay(&self, card: &Card, from: Week) -> Step {
        self.movable(card)?;
        let weeks = match (card.span, card.offer()) {
            (Some(span), _) => span.weeks,
            (None, Some(offer)) => offer.weeks.0.max(1),
            (None, None) => 1,
        };
        let span = Span { from, weeks };
        let mut edits = Vec::new();
        if card.span != Some(span) {
            edits.push(self.say(card, Value::When(Some(span))));
        }
        edits.extend(self.take_up(card, Some(from)));
        if card.proposal != Proposal::Taken {
            edits.push(self.say(card, Value::Accepted(true)));
        }
        done(edits)
    }

    /// Takes a card away from the P-sign, where it is: it becomes what it was before the pause, and is in
    /// progress only when the week that it begins in has come.
    fn take_up(&self, card: &Card, from: Option<Week>) -> Vec<Edit> {
        if card.parked.is_none() {
            return Vec::new();
        }
        let mut edits = vec![self.say(card, Value::Parked(None))];
        if card.stage == Stage::Pause {
            let has_begun = from.is_some_and(|from| from <= self.today.week());
            let stage = match card.unpaused {
                Stage::IGang if !has_begun => Stage::Aftalt,
                before => before,
            };
            edits.push(self.say(card, Value::Stage(stage)));
        }
        edits
    }

    /// Moves a card so many weeks later (earlier when negative).
    ///
    /// # Errors
    ///
    /// When its time stands fast.
    pub fn shift(&self, id: ItemId, weeks: i16) -> Step {
        let card = self.card(id)?;
        match card.span {
            Some(span) => self.lay(card, span.from.plus(weeks)),
            None => done(Vec::new()),
        }
    }

    /// A card whose time stands fast is moved by whoever set it.
    fn movable(&self, card: &Card) -> Result<(), Refused> {
        match card.due {
            Some(_) if self.board.is_owners_own(card) => Err(Refused::OwnDay),
            Some(_) => Err(Refused::Fixed),
            None => Ok(()),
        }
    }

    /// Lays a card of the owner's own on a day, where it stays; `None`: it can be moved again.
    ///
    /// # Errors
    ///
    /// When somebody else has set its time.
    pub fn fix(&self, id: ItemId, day: Option<Day>) -> Step {
        let card = self.card(id)?;
        if !self.board.is_owners_own(card) {
            return Err(Refused::Fixed);
        }
        let span = day.map(|day| Span {
            from: day.week(),
            weeks: 1,
        });
        let mut edits = vec![self.say(card, Value::Due(day))];
        edits.extend(
            span.filter(|span| card.span != Some(*span))
                .map(|span| self.say(card, Value::When(Some(span)))),
        );
        done(edits)
    }

    /// Makes a card so many weeks longer (shorter when negative).
    ///
    /// # Errors
    ///
    /// When it would have no week left, or its time stands fast.
    pub fn stretch(&self, id: ItemId, weeks: i16) -> Step {
        let card = self.card(id)?;
        self.movable(card)?;
        let Some(span) = card.span else {
            return done(Vec::new());
        };
        let weeks = span
            .weeks
            .checked_add_signed(weeks)
            .filter(|weeks| *weeks > 0);
        let weeks = weeks.ok_or(Refused::Shortest)?;
        let span = Span { weeks, ..span };
        done(vec![self.say(card, Value::When(Some(span)))])
    }

    /// Puts a card at the P-sign. A duty stays where it is, and the municipality is asked (D9).
    ///
    /// # Errors
    ///
    /// When the card is gone.
    pub fn park(&self, id: ItemId, parked: Parked) -> Step {
        let card = self.card(id)?;
        if card.is_duty() && parked.outcome.is_none() {
            if self.board.open_request(id).is_some() {
                return Ok((Vec::new(), Taken::Asked));
            }
            let kind = Kind::Request(Request::Pause, id);
            let values = vec![Value::Text(parked.reason)];
            let mut edits = vec![Edit::Add { kind, values }];
            // Whoever is asked about a card must see it.
            edits.extend((!card.shared).then(|| self.say(card, Value::Shared(true))));
            return Ok((edits, Taken::Asked));
        }
        let stage = match parked.outcome {
            Some(_) => Some(Stage::Slut),
            None => card.span.map(|_| Stage::Pause),
        };
        let mut edits = vec![self.say(card, Value::Parked(Some(parked)))];
        edits.extend(stage.map(|stage| self.say(card, Value::Stage(stage))));
        done(edits)
    }

    /// Takes a card off the board; a duty stays, and the municipality is asked to pause it.
    ///
    /// # Errors
    ///
    /// When its time stands fast.
    pub fn remove(&self, id: ItemId) -> Step {
        let card = self.card(id)?;
        if !self.board.is_owners_own(card) {
            self.movable(card)?;
        }
        match card.proposal {
            Proposal::Open => done(vec![self.say(card, Value::Accepted(false))]),
            _ if card.is_duty() && card.is_agreed() => self.park(id, Parked::default()),
            _ => done(vec![Edit::Remove {
                item: id,
                seen: card.edits,
            }]),
        }
    }

    /// Does what a granted request asked for.
    ///
    /// # Errors
    ///
    /// When the card is gone.
    pub fn pause_as_granted(&self, id: ItemId, reason: String) -> Step {
        let card = self.card(id)?;
        let parked = Parked {
            reason,
            ..Parked::default()
        };
        done(vec![
            self.say(card, Value::Parked(Some(parked))),
            self.say(card, Value::Stage(Stage::Pause)),
        ])
    }

    /// Writes words on the board, or on a card.
    #[must_use]
    pub fn note(
        &self,
        kind: NoteKind,
        on: Option<ItemId>,
        text: String,
        date: Option<Day>,
    ) -> Edit {
        let mut values = vec![Value::Text(text)];
        values.extend(date.map(|date| Value::Date(Some(date))));
        Edit::Add {
            kind: Kind::Note(kind, on),
            values,
        }
    }

    /// Says that the part of the joint plan with that area comes from another plan, and of which day it is.
    #[must_use]
    pub fn reused(&self, area: Area, plan: String, dated: Day) -> Edit {
        Edit::Add {
            kind: Kind::Note(NoteKind::Reused, None),
            values: vec![
                Value::Area(area),
                Value::Text(plan),
                Value::Date(Some(dated)),
            ],
        }
    }

    /// Settles a conflict with one of the values that were said; `None` takes the thing off for good.
    #[must_use]
    pub fn settle(&self, conflict: &Conflict, value: Option<Value>) -> Vec<Edit> {
        let item = conflict.item;
        match (value, item.and_then(|item| self.edits_of(item))) {
            (Some(value), _) => {
                // Over what is said now, and over a removal that did not know.
                let mut over = conflict.heads.clone();
                if let Edit::Set { over: heads, .. } = self.log.say(item, value.clone()) {
                    over.extend(
                        heads
                            .into_iter()
                            .filter(|head| !conflict.heads.contains(head)),
                    );
                }
                vec![Edit::Set { item, over, value }]
            }
            (None, Some((item, seen))) => vec![Edit::Remove { item, seen }],
            (None, None) => Vec::new(),
        }
    }

    fn edits_of(&self, item: ItemId) -> Option<(EditId, u32)> {
        let cards = self.board.cards.iter().map(|card| (card.id, card.edits));
        let notes = self.board.notes.iter().map(|note| (note.id, note.edits));
        let tasks = self.board.tasks.iter().map(|task| (task.id, task.edits));
        let requests = self
            .board
            .requests
            .iter()
            .map(|asked| (asked.id, asked.edits));
        let mut all = cards.chain(notes).chain(tasks).chain(requests);
        all.find(|(id, _)| *id == item)
    }

    /// The next thirteen weeks: the plan's weeks begin after the ones it has now. What is unfinished then
    /// lies before them, as a suggestion ([`Board::unfinished`]).
    #[must_use]
    pub fn roll_forward(&self) -> Vec<Edit> {
        let Some(start) = self.board.start else {
            return Vec::new();
        };
        let next = start.plus(i16::try_from(WEEKS).unwrap_or(0));
        vec![self.log.say(None, Value::Start(next))]
    }
}

/// The week that a plan begins with: this one, and at a weekend the next.
#[must_use]
pub fn first_week(today: Day) -> Week {
    Day(today.0 + 2).week()
}

/// Puts a municipality's own offer in a place, with its title in the language on the screen.
#[must_use]
pub fn put_local(offer: &Local, title: &str, place: Place) -> Vec<Edit> {
    let kind = Kind::Offer(offer.key.clone());
    add(kind, offer.weeks.0, place, offer.values(title))
}

/// A new card, in a place.
fn add(kind: Kind, weeks: u16, place: Place, mut values: Vec<Value>) -> Vec<Edit> {
    match place {
        Place::Week(from) => values.push(Value::When(Some(Span { from, weeks }))),
        Place::Parking => values.push(Value::Parked(Some(Parked::default()))),
        Place::Aside => {}
    }
    vec![Edit::Add { kind, values }]
}

/// The weeks that a card of the deck takes when it is laid.
fn first_length(key: &str) -> Result<u16, Refused> {
    match offers::find(key) {
        Some(offer) if offer.deck == offers::Deck::Ended => Err(Refused::Abolished),
        Some(offer) => Ok(offer.weeks.0.max(1)),
        None => Ok(1),
    }
}
