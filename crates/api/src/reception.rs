//! Arriving at the office: the kiosk, the screens, and who calls people in.
//!
//! What a kiosk is told is meant for a public room: first names, never more.

use indgang_domain::meetings::Words;
use serde::{Deserialize, Serialize};

use crate::meetings::Place;

/// `GET`, from a kiosk: what it needs to begin.
pub const PATH: &str = "/api/v1/reception";
/// `POST`, from a kiosk: who with this date of birth has a meeting today.
pub const VISITORS: &str = "/api/v1/reception/visitors";
/// `POST`, from a kiosk: one of them is here.
pub const ARRIVALS: &str = "/api/v1/reception/arrivals";
/// `POST`, from a kiosk: somebody without a meeting draws a number, with the header `Idempotency-Key`.
pub const NUMBERS: &str = "/api/v1/reception/numbers";
/// `GET`, from a screen: who is called.
pub const SCREEN: &str = "/api/v1/reception/screen";

/// `GET` with `?place=`: who is here today.
pub const DESK: &str = "/api/v1/desk/reception";
/// `POST`: call who has waited longest without a meeting, with the header `Idempotency-Key`.
pub const NEXT: &str = "/api/v1/desk/reception/next";
/// `POST`: do something with a number.
pub const ACTS: &str = "/api/v1/desk/reception/{ticket}/acts";

/// Words in the languages that a kiosk speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Spoken {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
    /// Arabic; without it, English is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ar: Option<String>,
    /// Ukrainian; without it, English is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uk: Option<String>,
}

/// What somebody comes for who has no meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Errand {
    /// What it is called in documents.
    pub key: String,
    /// What people call it.
    pub name: Spoken,
}

/// What a kiosk needs to begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Hall {
    /// Where it stands.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
    pub place: Place,
    /// What one can come for; without any, no numbers are drawn.
    pub errands: Vec<Errand>,
    /// Where to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Spoken>,
}

/// A date of birth, as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Born {
    /// 1 to 31.
    pub day: u8,
    /// 1 to 12.
    pub month: u8,
    /// With four digits.
    pub year: u16,
}

/// Somebody who has a meeting today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Visitor {
    /// Names them for this kiosk, for three minutes.
    pub token: String,
    /// The first of their names.
    pub first_name: String,
}

/// Who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewArrival {
    /// Of the visitor.
    pub token: String,
    /// The language that the kiosk is read in: `da`, `en`, `ar` or `uk`.
    pub language: String,
}

/// What comes of saying that one is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum Arrival {
    /// They are seen, and who meets them knows it.
    Here(Waiting),
    /// It is too early to say it.
    Early {
        /// When the meeting begins.
        start: i64,
        /// From when they can say it.
        from: i64,
    },
    /// It is too late to say it alone: a person helps.
    Late {},
    /// The meeting is at another place.
    Elsewhere {
        /// Where.
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
        place: Place,
        /// When it begins.
        start: i64,
    },
    /// The meeting is over, or called off meanwhile: a person helps.
    Over {},
}

/// How somebody waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Waiting {
    /// What the screen will show.
    pub label: String,
    /// How many minutes they wait: from at least …
    pub least: u16,
    /// … to at most.
    pub most: u16,
    /// When the meeting begins, for who has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<i64>,
    /// The room, for who is called already.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
}

/// Somebody without a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewNumber {
    /// The errand, by its key.
    pub errand: String,
    /// The language that they read: `da`, `en`, `ar` or `uk`.
    pub language: String,
    /// The number to call while they are outside; empty, when they wait here. Forgotten with the day.
    #[serde(default)]
    pub phone: String,
}

/// What a screen shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Screen {
    /// Where it hangs.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
    pub place: Place,
    /// Where to go from there.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
    pub way: Words,
    /// Who is called, the newest first.
    pub calls: Vec<Call>,
    /// How many wait.
    pub waiting: u16,
    /// When the office is open today, like `10.00-15.00`; empty when it is not.
    pub hours: String,
    /// What the municipality tells.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Vec<Object>))]
    pub news: Vec<Words>,
    /// When this was so.
    pub at: i64,
}

/// Somebody is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Call {
    /// A number; or initials or a first name, where the municipality wants them.
    pub label: String,
    /// Where to.
    pub room: String,
    /// When; a later moment is another call.
    pub at: i64,
}

/// Who is here today, for who works here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Reception {
    /// Where, by its key.
    pub place: String,
    /// Who waits, is called or is served, in the order in which they came.
    pub tickets: Vec<Ticket>,
    /// What one can come for.
    pub errands: Vec<Errand>,
    /// How long who comes now without a meeting waits, in minutes: from at least …
    pub least: u16,
    /// … to at most.
    pub most: u16,
}

/// Somebody who has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Ticket {
    /// Its address is `/api/v1/desk/reception/{id}/acts`.
    pub id: String,
    /// What the screen shows.
    pub label: String,
    /// Where it stands.
    pub status: TicketStatus,
    /// What they come for, by its key; none for who has a meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errand: Option<String>,
    /// The language that they read the kiosk in; none for who said it on their own phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Where to call who waits outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Who it is, for the front desk and the units that meet them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whose meeting: `/api/v1/citizens/{citizen}/meetings`, for the units that meet them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citizen: Option<String>,
    /// Which meeting, with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<String>,
    /// When the meeting begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<i64>,
    /// Who meets them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub staff: Vec<String>,
    /// When they came.
    pub came_at: i64,
    /// When they were last called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_at: Option<i64>,
    /// Where to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
}

/// Where a number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum TicketStatus {
    /// They wait.
    Waiting,
    /// They are asked to come in.
    Called,
    /// It is over.
    Done,
}

impl TicketStatus {
    /// What it is called in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Called => "called",
            Self::Done => "done",
        }
    }

    /// The status of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Waiting, Self::Called, Self::Done]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// The next one is to come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewCall {
    /// Where, by its key; empty for the first one of the municipality's.
    #[serde(default)]
    pub place: String,
    /// Only who comes for this, by its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errand: Option<String>,
    /// Where to.
    pub room: String,
}

/// What is done with a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum TicketAct {
    /// Ask them to come in; who called them can do it again.
    Call {
        /// Where to.
        room: String,
    },
    /// Somebody else is to help them: they wait on, from when they came.
    HandOver {
        /// What they come for now, by its key.
        errand: String,
    },
    /// It is over, or they have left. A meeting is ended as a meeting.
    Done {},
}
