//! What a person can do to a plan: every change is an [`Action`] of one or more [`Edit`]s, and a plan is
//! nothing but its actions.

use serde::{Deserialize, Serialize};

use super::days::{Day, Week};
use crate::offers::{Area, Decides};

/// A device (or rather a browser on it) that writes in a plan. Chosen at random when it first does.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Replica(pub u32);

/// When and where an action was done. Stamps order all actions of a plan the same way everywhere: by a
/// clock that never goes back behind what the device has seen (a hybrid logical clock).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Stamp {
    /// Milliseconds since 1970; more than the device's clock where it was behind another's.
    pub at: u64,
    /// Who breaks a tie.
    pub replica: Replica,
}

/// One edit of an action. Things on the plan are named after the edit that put them there.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct EditId {
    /// The action.
    pub action: Stamp,
    /// Its place in the action.
    pub n: u16,
}

/// A card, a note, a task or a request.
pub type ItemId = EditId;

/// What was done at once, and is undone at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// When and where.
    pub stamp: Stamp,
    /// In the order they were done.
    pub edits: Vec<Edit>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit<Id = EditId, Key = String> {
    /// The first edit of each replica: who sits at it.
    Sign(Author),
    /// Something new on the plan.
    Add {
        /// What it is.
        kind: Kind<Id, Key>,
        /// What is said about it from the beginning.
        values: Vec<Value>,
    },
    /// Something is said about a thing on the plan, or about the plan itself (`None`).
    Set {
        /// About what.
        item: Option<Id>,
        /// The edits whose value the author saw and replaces. Two edits that do not know of each other are
        /// a conflict, and both are kept.
        over: Vec<Id>,
        /// What is said.
        value: Value,
    },
    /// A thing is taken off the plan. Whoever changed it without knowing keeps it there.
    Remove {
        /// Which.
        item: Id,
        /// How many edits of the thing the author knew.
        seen: u32,
    },
    /// An action is undone, or done again.
    Undo {
        /// Any edit of the action.
        action: Id,
        /// `false`: done again.
        undone: bool,
    },
    /// Stands for an edit that whoever has this copy of the plan may not see; see
    /// [`Log::shown`](super::Log::shown).
    Withheld,
}

/// Somebody who writes in a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Author {
    /// What they are in the plan.
    pub role: Role,
    /// What the others call them; empty for "me" on a device without sign-in.
    pub name: String,
}

/// What an author may do follows from this alone; see [`Edit::is_allowed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// The plan is theirs.
    Citizen,
    /// Offers cards, adds notes about the law, answers requests, agrees.
    Caseworker,
}

/// What can stand on a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind<Id = EditId, Key = String> {
    /// A card of the deck, by the offer's key.
    Offer(Key),
    /// A card of one's own.
    Own,
    /// Words; on a card, or on the board.
    Note(NoteKind, Option<Id>),
    /// Something that a card needs, to be ticked off.
    Task(Id),
    /// A question to the municipality about a card.
    Request(Request, Id),
}

/// Where words belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NoteKind {
    /// A note of one's own.
    Note,
    /// Something to pay attention to.
    Attention,
    /// What is hard: written at the P-sign.
    Frustration,
    /// What went well: the star corner.
    Success,
    /// What the law says, from the caseworker.
    Law,
    /// That a part of the joint plan comes from another plan (B35): its name, the day it is dated, and one of
    /// the areas of the part. An area, as each stands under one heading whichever the template.
    Reused,
    /// Somebody who helps the owner, at the municipality or elsewhere (E1).
    Contact,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Request {
    /// To pause something that is a duty.
    Pause,
    /// Something else than what is offered.
    SomethingElse,
}

/// The weeks of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first.
    pub from: Week,
    /// How many; at least 1.
    pub weeks: u16,
}

impl Span {
    /// The week after the last.
    #[must_use]
    pub fn end(self) -> Week {
        self.from
            .plus(i16::try_from(self.weeks).unwrap_or(i16::MAX))
    }

    /// Whether the week is one of its.
    #[must_use]
    pub fn has(self, week: Week) -> bool {
        self.from <= week && week < self.end()
    }
}

/// A time of the week that recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Time {
    /// Bit 0 is Monday.
    pub days: u8,
    /// Minutes from midnight.
    pub from: u16,
    /// Minutes from midnight; at most 24 × 60. Before `from`, it is on the next day.
    pub to: u16,
}

/// How far a card has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Stage {
    Ide,
    Foreslaaet,
    Aftalt,
    IGang,
    Pause,
    Slut,
}

/// What a card was worth to its owner (B34). Never leaves the owner's devices readable.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Worth {
    /// 1 (not at all) to 5 (fully).
    pub mark: Option<u8>,
    /// Why, in own words.
    pub words: String,
}

/// What a card does to its owner's energy. Never leaves the owner's devices readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Energy {
    Gives,
    Takes,
    Neutral,
}

/// That a card lies at the P-sign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parked {
    /// Why, in the owner's words; may be empty.
    pub reason: String,
    /// When to ask again.
    pub ask: Option<Day>,
    /// What came of it, for what has ended.
    pub outcome: Option<String>,
}

/// Rest from demands (promises B40, B41).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rest {
    /// No job cards are shown until the citizen says so.
    Rest,
    /// Reminders and duties are out of sight until the citizen and the caseworker lift it.
    StandBy,
}

/// An answer to a request, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Yes or no.
    pub granted: bool,
    /// In words that the citizen can use.
    pub reason: String,
}

/// A value and what it is about: each variant is a field of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    // The plan.
    /// The Monday that the thirteen weeks begin on.
    Start(Week),
    /// The owner's goal, in own words.
    Goal(String),
    /// Whether the caseworker may see the goal.
    GoalShared(bool),
    /// How much of a week the owner wants to fill, in minutes.
    Limit(u16),
    /// Rest from demands.
    Resting(Option<Rest>),
    /// How much one sees of what will happen, 1 to 5, after planning (D18).
    Overview(u8),
    /// The plan stands for other plans, with the owner's consent (LAB § 40, stk. 3): their names.
    Replaces(Option<String>),

    // A card.
    /// Its weeks; `None`: it is not laid yet.
    When(Option<Span>),
    /// Minutes a week.
    Minutes(u16),
    /// Days and times of day.
    Times(Vec<Time>),
    /// Minutes of travel a week.
    Travel(u16),
    /// How far it has come.
    Stage(Stage),
    /// What its owner wants out of it.
    Wish(String),
    /// What it does to the owner's energy.
    Energy(Option<Energy>),
    /// Whether the caseworker may see it.
    Shared(bool),
    /// Words instead of the offer's.
    Title(String),
    /// Another picture: a name of the sprite, or a picture of one's own as a data URL.
    Picture(String),
    /// Its row on the board.
    Area(Area),
    /// Who decides.
    Decides(Decides),
    /// At the P-sign.
    Parked(Option<Parked>),
    /// Wage per hour, in øre.
    Pay(u32),
    /// Minutes of each week from the first on: a partial return, step by step (B51).
    Ramp(Vec<u16>),
    /// Whose it is in a joint plan: a person or a unit.
    Lane(String),
    /// A day and time that stands fast.
    Due(Option<Day>),
    /// The owner takes a proposal.
    Accepted(bool),
    /// The owner has agreed to it, on that day.
    AgreedByCitizen(Option<Day>),
    /// The caseworker has agreed to it, on that day.
    AgreedByOffice(Option<Day>),

    // A note, a task, a request.
    /// The words.
    Text(String),
    /// The day it happened or is about.
    Date(Option<Day>),
    /// To be taken up at the next meeting.
    Question(bool),
    /// Ticked off.
    Done(bool),
    /// The answer to a request.
    Answer(Option<Answer>),

    // A card again: what came later stands last, so that older bytes are still read.
    /// What it was worth to its owner, once it has ended.
    Worth(Worth),
    /// Its owner has given the mark to the municipality without their name: once is enough.
    Given(bool),

    // The plan again.
    /// It is a joint plan since that day, with the headings of the template that held then (B38).
    Joint(Option<Day>),
}

/// A [`Value`] without its content: what it is about.
pub type Field = std::mem::Discriminant<Value>;

impl Value {
    /// What it is about.
    #[must_use]
    pub fn field(&self) -> Field {
        std::mem::discriminant(self)
    }

    /// Whether it never leaves the owner's devices readable, not even with a shared card (D16, D19).
    #[must_use]
    pub fn is_always_private(&self) -> bool {
        matches!(
            self,
            Self::Energy(_)
                | Self::Parked(_)
                | Self::Times(_)
                | Self::Limit(_)
                | Self::Resting(_)
                | Self::Overview(_)
                | Self::Worth(_)
                | Self::Given(_)
        )
    }
}

impl Edit {
    /// Whether a role may do this to a thing that `own` says is the author's (their card not yet taken,
    /// their note). The owner may do everything but speak for the office; the caseworker proposes, and
    /// never changes what is the citizen's.
    pub fn is_allowed(&self, role: Role, own: bool) -> bool {
        match (role, self) {
            (_, Self::Sign(author)) => author.role == role,
            (_, Self::Undo { .. } | Self::Withheld) => true,
            (Role::Citizen, Self::Set { value, .. }) => !matches!(value, Value::AgreedByOffice(_)),
            (Role::Citizen, _) => true,
            (Role::Caseworker, Self::Add { kind, values }) => {
                matches!(
                    kind,
                    Kind::Offer(_) | Kind::Own | Kind::Note(NoteKind::Law | NoteKind::Reused, _)
                ) && !values.iter().any(Value::is_the_citizens)
            }
            (Role::Caseworker, Self::Set { value, .. }) => match value {
                Value::AgreedByOffice(_) | Value::Answer(_) => true,
                value => own && !value.is_the_citizens(),
            },
            (Role::Caseworker, Self::Remove { .. }) => own,
        }
    }
}

impl<Id, Key> Edit<Id, Key> {
    /// The same edit with other names for things and offers; `None` when one of them has none.
    pub(super) fn renamed<NewId, NewKey>(
        self,
        mut id: impl FnMut(Id) -> Option<NewId>,
        mut key: impl FnMut(Key) -> Option<NewKey>,
    ) -> Option<Edit<NewId, NewKey>> {
        Some(match self {
            Self::Sign(author) => Edit::Sign(author),
            Self::Add { kind, values } => Edit::Add {
                kind: match kind {
                    Kind::Offer(offer) => Kind::Offer(key(offer)?),
                    Kind::Own => Kind::Own,
                    Kind::Note(kind, None) => Kind::Note(kind, None),
                    Kind::Note(kind, Some(card)) => Kind::Note(kind, Some(id(card)?)),
                    Kind::Task(card) => Kind::Task(id(card)?),
                    Kind::Request(request, card) => Kind::Request(request, id(card)?),
                },
                values,
            },
            Self::Set { item, over, value } => Edit::Set {
                item: match item {
                    Some(item) => Some(id(item)?),
                    None => None,
                },
                over: over.into_iter().map(id).collect::<Option<_>>()?,
                value,
            },
            Self::Remove { item, seen } => Edit::Remove {
                item: id(item)?,
                seen,
            },
            Self::Undo { action, undone } => Edit::Undo {
                action: id(action)?,
                undone,
            },
            Self::Withheld => Edit::Withheld,
        })
    }
}

impl Value {
    /// What only the citizen can say.
    fn is_the_citizens(&self) -> bool {
        self.is_always_private()
            || matches!(
                self,
                Self::Start(_)
                    | Self::Goal(_)
                    | Self::GoalShared(_)
                    | Self::Replaces(_)
                    | Self::Joint(_)
                    | Self::Wish(_)
                    | Self::Shared(_)
                    | Self::Accepted(_)
                    | Self::AgreedByCitizen(_)
                    | Self::Question(_)
            )
    }
}
