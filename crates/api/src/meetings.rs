//! Meetings with the municipality: which there are, free times, and what was booked.
//!
//! Moments are milliseconds since 1970; which time of day that is in Copenhagen is for who shows it to say.

use indgang_domain::meetings::{Form, Kind, Status, Times, Words};
use serde::{Deserialize, Serialize};

use crate::guests::Guest;
use crate::kommune::Dato;
use crate::process_rules::Rule;

/// `GET`: which meetings there are, where, and the rules for them.
pub const FACTS: &str = "/api/v1/meetings/facts";
/// `GET` with `?kind=` and, if not from today, `&from=` (a date): free times.
pub const TIMES: &str = "/api/v1/meetings/times";
/// `GET`: one's own meetings. `POST`: reserve a time, with the header `Idempotency-Key`.
pub const PATH: &str = "/api/v1/meetings";
/// `GET`: a meeting. `PUT`: what the citizen wishes and prepares, with `If-Match`.
pub const ONE: &str = "/api/v1/meetings/{meeting}";
/// `POST`: do something with it, with `If-Match`.
pub const ACTS: &str = "/api/v1/meetings/{meeting}/acts";
/// `GET`: it as an iCalendar file.
pub const CALENDAR: &str = "/api/v1/meetings/{meeting}/calendar.ics";
/// `POST`: a signed proof that no time was free before the deadline.
pub const PROOFS: &str = "/api/v1/meetings/proofs";
/// `POST`: whether a proof is ours.
pub const PROOF: &str = "/api/v1/desk/proofs";
/// `GET`, as a WebSocket: the online room.
/// What is said there stands in [`crate::online`].
pub const ROOM: &str = "/api/v1/meetings/{meeting}/room";

/// `GET`: when one has time for meetings. `PUT`: from now on, with `If-Match` or `If-None-Match: *`.
pub const OWN_TIMES: &str = "/api/v1/desk/times";
/// `GET`: the calendar elsewhere that one's busy times are read from. `PUT`: from now on this one. `DELETE`: none.
pub const FEED: &str = "/api/v1/desk/calendar";
/// `GET` with `?date=`: the meetings of one's unit on a day.
pub const DAY: &str = "/api/v1/desk/day";
/// `GET`: what there is to do, the most urgent first.
pub const WORK: &str = "/api/v1/desk/work";
/// `GET`: who else is in one's unit.
pub const COLLEAGUES: &str = "/api/v1/desk/colleagues";

/// `GET`: a citizen's meetings. `POST`: book one for them, with the header `Idempotency-Key`.
pub const OF_CITIZEN: &str = "/api/v1/citizens/{citizen}/meetings";
/// `POST`: do something with a citizen's meeting, with `If-Match`.
pub const OF_CITIZEN_ACTS: &str = "/api/v1/citizens/{citizen}/meetings/{meeting}/acts";
/// `GET`, as a WebSocket: the online room, for who meets the citizen.
pub const OF_CITIZEN_ROOM: &str = "/api/v1/citizens/{citizen}/meetings/{meeting}/room";
/// `PUT`: until when a citizen is to book a meeting.
pub const DEADLINE: &str = "/api/v1/citizens/{citizen}/booking-deadline";

/// The longest text in a wish, a reason or a summary, in characters.
pub const TEXT_LIMIT: usize = 2000;

#[cfg(not(target_arch = "wasm32"))]
fn names(names: impl IntoIterator<Item = &'static str>) -> utoipa::openapi::Object {
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::Type::String)
        .enum_values(Some(names))
        .build()
}

#[cfg(not(target_arch = "wasm32"))]
fn form() -> utoipa::openapi::Object {
    names(Form::ALL.map(Form::name))
}

#[cfg(not(target_arch = "wasm32"))]
fn status() -> utoipa::openapi::Object {
    names(Status::ALL.map(Status::name))
}

/// What there is to know before one books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Facts {
    /// The meetings.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Vec<Object>))]
    pub kinds: Vec<Kind>,
    /// Where they are.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Vec<Object>))]
    pub places: Vec<Place>,
    /// For how many minutes a time is kept while one fills in.
    pub reserved_minutes: u16,
    /// Until how many minutes before it a meeting in person can become one by phone or video.
    pub form_minutes: u16,
    /// From how many minutes before an online meeting one can go in.
    pub join_minutes: u16,
    /// From how many minutes before a meeting one can say that one is here.
    pub arrive_early: u16,
    /// Until how many minutes after its beginning.
    pub arrive_late: u16,
    /// How many hours before it one is reminded.
    pub reminder_hours: u16,
    /// How many weeks ahead times are shown.
    pub weeks_ahead: u16,
    /// The hour of the day before a meeting until which one can move it without calling.
    pub rebooking_hour: Rule,
    /// How many days one has at least to book.
    pub booking_days: Rule,
}

/// Where meetings are held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// What it is called in documents.
    pub key: String,
    /// What people call it.
    pub name: Words,
    /// The address; may have several lines.
    pub address: String,
    /// How to get in.
    pub way: Words,
}

/// Free times of some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct FreeTimes {
    /// The times, the earliest first.
    pub times: Vec<FreeTime>,
    /// The last day that was looked at; without one, there are no later days with times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
    pub until: Option<Dato>,
}

/// A time at which a meeting can be held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct FreeTime {
    /// When it begins.
    pub start: i64,
    /// When it is over.
    pub end: i64,
    /// In which form, where.
    pub ways: Vec<FreeWay>,
}

/// How a meeting can be held at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct FreeWay {
    /// The form.
    #[cfg_attr(not(target_arch = "wasm32"), schema(schema_with = form))]
    pub form: Form,
    /// The place, by its key.
    pub place: String,
    /// Whether somebody whom the citizen has met has time then.
    pub known: bool,
}

/// A time to reserve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewMeeting {
    /// The kind, by its key.
    pub kind: String,
    /// When it begins.
    pub start: i64,
    /// The form.
    #[cfg_attr(not(target_arch = "wasm32"), schema(schema_with = form))]
    pub form: Form,
    /// The place, by its key.
    pub place: String,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Meeting {
    /// Its address is `/api/v1/meetings/{id}`.
    pub id: String,
    /// The kind, by its key.
    pub kind: String,
    /// The form.
    #[cfg_attr(not(target_arch = "wasm32"), schema(schema_with = form))]
    pub form: Form,
    /// The place, by its key.
    pub place: String,
    /// When it begins.
    pub start: i64,
    /// When it is over.
    pub end: i64,
    /// Where it stands.
    #[cfg_attr(not(target_arch = "wasm32"), schema(schema_with = status))]
    pub status: Status,
    /// Counts its changes: the ETag.
    pub version: i64,
    /// With whom.
    pub staff: Vec<Host>,
    /// What the citizen wishes and prepares.
    pub wishes: Wishes,
    /// Until when the time is kept, while it is only reserved.
    pub kept_until: i64,
    /// Until when the citizen can move it without calling.
    pub rebook_until: i64,
    /// Until when the citizen can change to phone or video.
    pub form_until: i64,
    /// From when the citizen can say that they are here, and go into the online room.
    pub arrive_from: i64,
    /// Until when the citizen can say that they are here.
    pub arrive_until: i64,
    /// By how many minutes it begins later, as the caseworker says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delayed: Option<u16>,
    /// What the citizen has said on the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_the_way: Option<OnTheWay>,
    /// Whether an earlier time is wished for.
    pub wants_earlier: bool,
    /// An earlier time that is offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Earlier>,
    /// What was agreed, in a few lines, afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Why it was called off, handed over or excused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the citizen says happened when they did not come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Whether the citizen has said how the meeting was.
    pub has_feedback: bool,
    /// Who comes to the online room with the citizen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<Guest>,
    /// What the screen shows for who is here and waits or is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// Somebody of the municipality in a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Host {
    /// Their name.
    pub name: String,
    /// Their unit, as the municipality calls it.
    pub unit: String,
    /// The room they sit in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
}

/// What a citizen wishes for a meeting and prepares.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Wishes {
    /// The language to interpret; empty, when none is needed.
    pub interpreter: String,
    /// Whether somebody comes along (bisidder).
    pub companion: bool,
    /// Whether the a-kasse is to take part.
    pub a_kasse: bool,
    /// What makes it possible to come and to take part: a lift, a hearing loop, pauses.
    pub access: String,
    /// What the citizen wants to talk about.
    pub topics: String,
    /// The number to be called at.
    pub phone: String,
}

/// What a citizen says on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum OnTheWay {
    /// They will be late.
    Late,
    /// They do not find it.
    Lost,
    /// They wish to be called instead.
    CallMe,
}

/// An earlier time, kept for one citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Earlier {
    /// When it begins.
    pub start: i64,
    /// Until when it is kept.
    pub kept_until: i64,
}

/// What is done with a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum Change {
    /// Make the reservation a meeting.
    Confirm {},
    /// Keep the reservation for longer.
    Extend {},
    /// Give the reservation up.
    Release {},
    /// Take another time.
    Move {
        /// When it begins.
        start: i64,
        /// The form.
        #[cfg_attr(not(target_arch = "wasm32"), schema(schema_with = form))]
        form: Form,
        /// The place, by its key.
        place: String,
    },
    /// Meet in another form at the same time.
    Form {
        /// The form.
        #[cfg_attr(not(target_arch = "wasm32"), schema(schema_with = form))]
        form: Form,
    },
    /// Call it off.
    Cancel {
        /// Why; may be empty.
        reason: String,
    },
    /// The citizen is here.
    Arrive {},
    /// The citizen says how it goes on the way.
    OnTheWay {
        /// What.
        what: OnTheWay,
    },
    /// The citizen says what happened when they did not come.
    Explain {
        /// In their words.
        reason: String,
    },
    /// The citizen wishes for an earlier time, or no longer.
    WantEarlier {
        /// Whether.
        wanted: bool,
    },
    /// The citizen takes the earlier time that is offered, or not.
    TakeEarlier {
        /// Whether.
        taken: bool,
    },
    /// The citizen says how the meeting was. Who was there does not see it.
    Feedback {
        /// From 1 (bad) to 5 (good).
        #[cfg_attr(not(target_arch = "wasm32"), schema(minimum = 1, maximum = 5))]
        rating: u8,
        /// In their words; may be empty.
        text: String,
    },
    /// Staff: another of the unit takes it over.
    HandOver {
        /// Whom to, by their id.
        to: String,
        /// Why.
        reason: String,
    },
    /// Staff: it begins later.
    Delay {
        /// By how many minutes; 0 is not at all.
        #[cfg_attr(not(target_arch = "wasm32"), schema(maximum = 240))]
        minutes: u16,
    },
    /// Staff: ask the citizen in.
    Call {},
    /// Staff: begin to talk.
    Begin {},
    /// Staff: it was held.
    End {
        /// What was agreed and who does what; may be empty.
        summary: String,
    },
    /// Staff: the citizen did not come.
    Miss {},
    /// Staff: there was a reason.
    Excuse {
        /// Which.
        reason: String,
    },
}

/// The meetings of a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Meetings {
    /// The next one first, then what was, the newest first.
    pub meetings: Vec<Meeting>,
    /// Until when one is to book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// The form that the citizen chose last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(schema_with = form))]
    pub last_form: Option<Form>,
    /// The kind of the first talk that is still ahead of the citizen, by its key: until it is held, what it counts for
    /// is in person too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_talk: Option<String>,
}

/// Until when a citizen is to book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Deadline {
    /// The kind, by its key.
    pub kind: String,
    /// The last day on which the meeting may be.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub until: Dato,
    /// Why it is sooner than the citizen otherwise has to book; empty, when it is not.
    #[serde(default)]
    pub reason: String,
}

/// A dated and signed proof that no time was free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Proof {
    /// What is said: the kind, the last day, and when it was looked.
    pub text: String,
    /// What the municipality can check it by.
    pub signature: String,
}

/// When somebody has time for meetings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct OwnTimes {
    /// The room in which they meet people.
    #[serde(default)]
    pub room: String,
    /// The hours.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
    pub times: Times,
}

/// Where somebody's own calendar is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewFeed {
    /// The address of an iCalendar file (RFC 5545). Whoever knows it can read the calendar: it is not shown again.
    #[cfg_attr(not(target_arch = "wasm32"), schema(max_length = 2000))]
    pub address: String,
}

/// A calendar elsewhere, and how reading it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Feed {
    /// On which computer it is: all that is told of the address.
    pub host: String,
    /// When it was last read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<i64>,
    /// Why it could not be read when that was last tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Unread>,
    /// How many of its entries could not be understood.
    pub unclear: u32,
}

/// Why a calendar could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum Unread {
    /// Nobody answers there, or with a fault of theirs.
    Unreachable,
    /// There is no calendar at the address, or not for us.
    Refused,
    /// It is not on the internet: the server asks nothing of the networks that it stands in.
    NotPublic,
    /// It sends us to another computer.
    Elsewhere,
    /// It is larger than calendars are.
    TooBig,
    /// It takes longer than we wait.
    TooSlow,
    /// What is there is no calendar.
    NotACalendar,
}

/// A meeting as the municipality sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct DeskMeeting {
    /// Whose: `/api/v1/citizens/{citizen}/…`.
    pub citizen: String,
    /// Their name.
    pub name: String,
    /// Whether it is with who asks.
    pub is_mine: bool,
    /// Whether it is still to be held, and the calendar elsewhere of somebody who takes part says that they are
    /// busy then.
    pub is_double: bool,
    /// It.
    pub meeting: Meeting,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Work {
    /// Whose.
    pub citizen: String,
    /// Their name.
    pub name: String,
    /// What.
    pub what: WorkKind,
    /// Until when.
    pub due: i64,
    /// Which meeting it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<String>,
}

/// What there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum WorkKind {
    /// A meeting has begun by the clock, and nobody has said whether it was held.
    SayWhetherHeld,
    /// Somebody did not come: ask within 24 hours what happened.
    AskWhatHappened,
    /// Write down what was agreed.
    WriteSummary,
    /// The citizen has not booked, and must soon.
    NotBooked,
}

/// Somebody in one's unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Who.
    pub id: String,
    /// Their name.
    pub name: String,
}
