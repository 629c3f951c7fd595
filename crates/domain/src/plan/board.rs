//! What is looked at: the cards, notes and requests that the actions of a plan come to.

use std::collections::BTreeMap;

use super::days::{Day, Week};
use super::edit::{
    Answer, Author, EditId, Energy, ItemId, NoteKind, Parked, Replica, Request, Rest, Role, Span,
    Stage, Stamp, Time, Value, Worth,
};
use super::log::Log;
use super::read;
use crate::offers::{self, Area, Decides, Offer};

/// The board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The Monday that the thirteen weeks begin on; `None` before anything was laid.
    pub start: Option<Week>,
    /// The goal in the owner's words.
    pub goal: String,
    /// Whether the caseworker may see the goal.
    pub goal_shared: bool,
    /// How much of a week the owner wants to fill, in minutes.
    pub limit: Option<u16>,
    /// Rest from demands.
    pub resting: Option<Rest>,
    /// How much the owner saw of what will happen, 1 to 5.
    pub overview: Option<u8>,
    /// The plans that this one replaces, when it is the one plan (LAB § 40, stk. 3).
    pub replaces: Option<String>,
    /// Since when it is a joint plan, with the headings of the template that held then.
    pub joint: Option<Day>,
    /// The cards, in the order they were put there.
    pub cards: Vec<Card>,
    /// Words on the board and on cards.
    pub notes: Vec<Note>,
    /// What cards need.
    pub tasks: Vec<Task>,
    /// Questions to the municipality.
    pub requests: Vec<Asked>,
    /// Where two have said different things without knowing of each other.
    pub conflicts: Vec<Conflict>,
    /// Who writes here.
    pub authors: BTreeMap<Replica, Author>,
}

/// Where a card comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The deck, by the offer's key; a municipality's own offers are not in [`offers::CATALOGUE`].
    Offer(String),
    /// Made by hand.
    Own,
}

/// Whether a card is laid by its owner or offered by a caseworker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// The owner's own, or taken.
    Taken,
    /// Offered; a ghost on the board until the owner takes or declines it.
    Open,
    /// The owner said no thanks.
    Declined,
}

/// A card. Each field is the value of the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "see `Value`")]
pub struct Card {
    pub id: ItemId,
    pub source: Source,
    pub span: Option<Span>,
    pub minutes: Option<u16>,
    pub times: Vec<Time>,
    pub travel: u16,
    pub stage: Stage,
    /// How far it had come before it was paused, while it is; else as `stage`.
    pub unpaused: Stage,
    pub wish: String,
    pub energy: Option<Energy>,
    pub shared: bool,
    pub title: String,
    pub picture: String,
    pub area: Area,
    pub decides: Decides,
    pub parked: Option<Parked>,
    pub pay: Option<u32>,
    pub ramp: Vec<u16>,
    pub lane: String,
    pub due: Option<Day>,
    pub agreed_by_citizen: Option<Day>,
    pub agreed_by_office: Option<Day>,
    pub worth: Worth,
    pub given: bool,
    pub proposal: Proposal,
    /// Who put it there.
    pub by: Replica,
    /// The last change of it.
    pub changed: Stamp,
    /// How many edits of it there are, for [`Edit::Remove`](super::edit::Edit::Remove).
    pub edits: u32,
}

impl Card {
    /// The offer it comes from, unless it is an own card or a municipality's own offer.
    #[must_use]
    pub fn offer(&self) -> Option<&'static Offer> {
        match &self.source {
            Source::Offer(key) => offers::find(key),
            Source::Own => None,
        }
    }

    /// Whether both have agreed to it.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.agreed_by_citizen.is_some() && self.agreed_by_office.is_some()
    }

    /// Whether pausing or removing it is for the municipality to answer: a duty, or what both have
    /// agreed to.
    #[must_use]
    pub fn is_duty(&self) -> bool {
        let is_offered_duty = self.offer().is_some_and(|offer| offer.duty);
        self.decides == Decides::Kommune || is_offered_duty || self.is_agreed()
    }

    /// Whether it is a part of every week's day and night instead of lying on weeks of its own.
    #[must_use]
    pub fn is_everyday(&self) -> bool {
        self.span.is_none() && !self.times.is_empty() && self.source == Source::Own
    }

    /// Whether it has come to its end.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        let outcome = self.parked.as_ref().and_then(|it| it.outcome.as_ref());
        outcome.is_some() || self.stage == Stage::Slut
    }

    /// Whether it lies on the weeks: laid, not a proposal, not at the P-sign.
    #[must_use]
    pub fn is_laid(&self) -> bool {
        self.span.is_some() && self.parked.is_none() && self.proposal == Proposal::Taken
    }

    /// Minutes that it takes in a week, travel included; 0 outside its weeks.
    #[must_use]
    pub fn minutes_in(&self, week: Week) -> u32 {
        let Some(span) = self.span.filter(|span| span.has(week)) else {
            return 0;
        };
        let step = usize::try_from(week.since(span.from)).unwrap_or(0);
        let step = self.ramp.get(step).or(self.ramp.last());
        let own = step.copied().or(self.minutes).unwrap_or(0);
        if own == 0 {
            0
        } else {
            u32::from(own) + u32::from(self.travel)
        }
    }
}

/// Words on the board or on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "see `Value`")]
pub struct Note {
    pub id: ItemId,
    pub kind: NoteKind,
    pub on: Option<ItemId>,
    pub text: String,
    pub date: Option<Day>,
    pub area: Option<Area>,
    pub shared: bool,
    pub question: bool,
    pub by: Replica,
    pub edits: u32,
}

/// Something a card needs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "see `Value`")]
pub struct Task {
    pub id: ItemId,
    pub card: ItemId,
    pub text: String,
    pub done: bool,
    pub edits: u32,
}

/// A question to the municipality about a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its name.
    pub id: ItemId,
    /// For what.
    pub request: Request,
    /// About which card.
    pub card: ItemId,
    /// Why, in the owner's words.
    pub text: String,
    /// The answer, once there is one.
    pub answer: Option<Answer>,
    /// Who asked, and when.
    pub at: Stamp,
    /// How many edits of it there are.
    pub edits: u32,
}

/// Two have changed the same without knowing of each other. The first of `said` counts until somebody
/// settles it by saying a value over `heads`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// About what; `None`: the plan itself.
    pub item: Option<ItemId>,
    /// What was said; the latest first.
    pub said: Vec<Said>,
    /// What a settling value replaces.
    pub heads: Vec<EditId>,
}

/// What somebody said, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who and when.
    pub stamp: Stamp,
    /// `None`: took the thing off the plan.
    pub value: Option<Value>,
}

impl Board {
    /// What the actions come to. The same actions give the same board, in whatever order they came.
    #[must_use]
    pub fn of(log: &Log) -> Self {
        read::board(log)
    }

    /// A card.
    #[must_use]
    pub fn card(&self, id: ItemId) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == id)
    }

    /// Whether the owner made it by hand, and so says what it is and when.
    #[must_use]
    pub fn is_owners_own(&self, card: &Card) -> bool {
        let author = self.authors.get(&card.by);
        card.source == Source::Own && author.is_some_and(|author| author.role == Role::Citizen)
    }

    /// The cards that lie on the weeks.
    pub fn laid(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(|card| card.is_laid())
    }

    /// The owner's cards that lie nowhere yet.
    pub fn in_hand(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(|card| {
            card.span.is_none()
                && card.parked.is_none()
                && card.proposal == Proposal::Taken
                && !card.is_everyday()
        })
    }

    /// What fills the day and night besides the cards on the weeks: sleep, care, transport (D16).
    pub fn everyday(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(|card| card.is_everyday())
    }

    /// The cards at the P-sign.
    pub fn parked(&self) -> impl Iterator<Item = &Card> {
        let is_parked = |card: &&Card| card.parked.is_some() && card.proposal == Proposal::Taken;
        self.cards.iter().filter(is_parked)
    }

    /// The caseworker's proposals that wait for the owner.
    pub fn ghosts(&self) -> impl Iterator<Item = &Card> {
        let is_open = |card: &&Card| card.proposal == Proposal::Open;
        self.cards.iter().filter(is_open)
    }

    /// The words of a kind that stand on the board, or on a card.
    pub fn notes(&self, kind: NoteKind, on: Option<ItemId>) -> impl Iterator<Item = &Note> {
        self.notes
            .iter()
            .filter(move |note| note.kind == kind && note.on == on)
    }

    /// What comes from other plans.
    pub fn reused(&self) -> impl Iterator<Item = &Note> {
        self.notes(NoteKind::Reused, None)
    }

    /// What its owner may want to talk about at a meeting: what they have marked as a question first, then what
    /// is to be remembered, then what they show anyway.
    #[must_use]
    pub fn topics(&self) -> Vec<&str> {
        let is_own = |note: &&Note| {
            let author = self.authors.get(&note.by);
            author.is_some_and(|author| author.role == Role::Citizen)
        };
        let picks: [fn(&Note) -> bool; 3] = [
            |note| note.question,
            |note| note.kind == NoteKind::Attention,
            |note| note.kind == NoteKind::Note && note.shared,
        ];
        let mut topics = Vec::new();
        for pick in picks {
            for note in self.notes.iter().filter(is_own).filter(|note| pick(note)) {
                let text = note.text.trim();
                if !text.is_empty() && !topics.contains(&text) {
                    topics.push(text);
                }
            }
        }
        topics
    }

    /// The request about a card that has not been answered.
    #[must_use]
    pub fn open_request(&self, card: ItemId) -> Option<&Asked> {
        let is_open = |asked: &&Asked| asked.card == card && asked.answer.is_none();
        self.requests.iter().find(is_open)
    }

    /// Cards that lie before the plan's weeks and were not finished: suggestions for the plan now (D14).
    pub fn unfinished(&self) -> impl Iterator<Item = &Card> {
        let start = self.start;
        self.laid().filter(move |card| {
            let spans = card.span.zip(start);
            spans.is_some_and(|(span, start)| span.end() <= start) && card.stage != Stage::Slut
        })
    }
}
