//! A citizen's plan: a copy that only the citizen's devices can read, what is shown to the municipality
//! and what the municipality writes in it, links for relatives, and meetings without signing in.
//!
//! Plans cross the wire as the bytes of `indgang_domain::plan::Log`; what only the citizen's devices or a
//! relative can read is bytes to everybody else. Events about a plan are of the kind [`EVENT`].

use indgang_domain::offers::Local;
use indgang_domain::plan::template::Template;
use serde::{Deserialize, Serialize};

use crate::kommune::Dato;

/// `GET`: what the municipality adds to everybody's plan.
pub const FACTS: &str = "/api/v1/plan/facts";
/// `POST`, by anybody: what an ended offer was worth, without a name, with the header `Idempotency-Key`.
pub const PULSES: &str = "/api/v1/plan/pulses";

/// The citizen's own copy, encrypted on their device. `GET`, `PUT` (with `If-Match`, or `If-None-Match: *`
/// where there is none yet), `DELETE`.
pub const OWN: &str = "/api/v1/plan/own";
/// What the citizen shows to the municipality. `PUT`: all of it, with `If-Match` or `If-None-Match: *`.
/// `GET`: it and what the municipality wrote, as one log. `DELETE`: stop showing it.
pub const SHARED: &str = "/api/v1/plan/shared";
/// `GET`: what the municipality wrote in the citizen's plan.
pub const OFFICE: &str = "/api/v1/plan/office";
/// A citizen's plan, for who may see it. `GET`: as [`SHARED`]. `POST`: what a caseworker has done to it
/// since; doing it twice does it once.
pub const OF_CITIZEN: &str = "/api/v1/citizens/{citizen}/plan";

/// `GET`: the joint plan that one is in. `PUT`: begin one, by one's consent. `DELETE`: withdraw it.
pub const JOINT: &str = "/api/v1/plan/joint";
/// `POST`: a code for one more adult, with the header `Idempotency-Key`.
pub const JOINT_CODES: &str = "/api/v1/plan/joint/codes";
/// `POST`: bring a code and consent, with the header `Idempotency-Key`.
pub const JOINT_ACCEPT: &str = "/api/v1/plan/joint/accept";
/// `PUT`: what one brings into it, with `If-Match` or `If-None-Match: *`.
pub const JOINT_OWN: &str = "/api/v1/plan/joint/own";
/// `PUT`: consent that who works with one of the adults sees what one brings. `DELETE`: withdraw it.
pub const JOINT_OFFICE: &str = "/api/v1/plan/joint/office";
/// `GET`, by who works with the citizen: the joint plan, as far as each adult shows it to the municipality.
pub const JOINT_OF_CITIZEN: &str = "/api/v1/citizens/{citizen}/plan/joint";

/// `GET`: the citizen's links that can be opened now. `POST`: a new one, with the header
/// `Idempotency-Key`.
pub const LINKS: &str = "/api/v1/plan/links";
/// `GET`: its ciphertext, for whoever has the address; 404 when it has ended, was revoked or never was.
/// `DELETE`: revoke it.
pub const LINK: &str = "/api/v1/plan/links/{link}";

/// `POST`, by anybody: open a meeting.
pub const ROOMS: &str = "/api/v1/plan/rooms";
/// `POST`: join one with its code, as a caseworker.
pub const JOIN: &str = "/api/v1/plan/rooms/join";
/// `GET`: who is there and what has changed, at once or, with `?after=VERSION`, when there is something
/// newer or [`WAIT_SECONDS`] are over. `DELETE`, by who opened it: end it.
///
/// Who opened it sends the header [`ROOM_KEY`] to all addresses of the room; who joined is signed in.
pub const ROOM: &str = "/api/v1/plan/rooms/{room}";
/// `PUT`, by who opened the room, once somebody has joined: all that is shown. `GET`, by both: it and what
/// the caseworker wrote, as one log.
pub const ROOM_SHARED: &str = "/api/v1/plan/rooms/{room}/shared";
/// `POST`, by who joined: what they have done to the plan since. `GET`, by both: what they wrote.
pub const ROOM_OFFICE: &str = "/api/v1/plan/rooms/{room}/office";

/// The media type of plans and ciphertexts.
pub const MEDIA_TYPE: &str = "application/octet-stream";
/// The header with the key of a room. Never a part of an address.
pub const ROOM_KEY: &str = "indgang-room-key";
/// The kind of an event about a plan; its subject is one of the addresses above.
pub const EVENT: &str = "plan";

/// The longest ciphertext of a citizen's own copy, in bytes.
pub const OWN_LIMIT: usize = 256 * 1024;
/// The longest that is shown to the municipality, and that it writes in all, in bytes.
pub const SHARED_LIMIT: usize = 256 * 1024;
/// The longest that is written at once, in bytes.
pub const OFFICE_LIMIT: usize = 64 * 1024;
/// The longest ciphertext of a link, in bytes.
pub const LINK_LIMIT: usize = 64 * 1024;
/// How many days a code for a joint plan is good.
pub const JOINT_DAYS: u16 = 7;
/// How many days a link can be opened at most, today not counted.
pub const LINK_DAYS: u16 = 90;
/// How many links a citizen may have at a time.
pub const LINKS_LIMIT: usize = 20;
/// How long a room is there.
pub const ROOM_HOURS: u16 = 3;
/// How long a room can be joined.
pub const CODE_MINUTES: u16 = 15;
/// How many wrong codes a person may try in [`CODE_MINUTES`].
pub const GUESSES: u16 = 5;
/// How long `?after=` waits.
pub const WAIT_SECONDS: u16 = 20;

/// What a municipality adds to everybody's plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Additions {
    /// Its own offers.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Vec<Object>))]
    pub offers: Vec<Local>,
    /// The headings of joint plans, in all versions, the oldest first.
    #[serde(default)]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Vec<Object>))]
    pub templates: Vec<Template>,
}

/// A plan of several adults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct JointPlan {
    /// Who is or was in it, in the order they came.
    pub adults: Vec<Adult>,
}

/// An adult of a joint plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Adult {
    /// Their name.
    pub name: String,
    /// Whether it is who asks.
    pub is_you: bool,
    /// When they consented.
    pub consented_at: String,
    /// When they withdrew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<String>,
    /// Since when the municipality sees what they bring; told to themselves and to the municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_at: Option<String>,
    /// What they have brought: a log, in base64url without padding (RFC 4648, section 5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brought: Option<String>,
}

/// A code for a joint plan to ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewJointCode {}

/// A code for a joint plan: good for one adult, for [`JOINT_DAYS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct JointCode {
    /// To give to them, and to nobody else.
    pub code: String,
}

/// What an offer was worth to somebody who is not named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Pulse {
    /// The key of the offer.
    pub offer: String,
    /// From 1 (not at all) to 5 (fully).
    #[cfg_attr(not(target_arch = "wasm32"), schema(minimum = 1, maximum = 5))]
    pub mark: u8,
}

/// A link to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewLink {
    /// The ciphertext in base64url without padding (RFC 4648, section 5). Its key is only in the address
    /// that the citizen gives away, after `#`.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        schema(min_length = 2, max_length = 87382, pattern = "^[A-Za-z0-9_-]+$")
    )]
    pub sealed: String,
    /// The last day: [`LINK_DAYS`] ahead at most.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub ends_on: Dato,
}

/// A link that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Link {
    /// Its address is `/api/v1/plan/links/{id}`. Nobody guesses it: 128 bits of chance.
    pub id: String,
    /// When it was made.
    pub created_at: String,
    /// The last day.
    pub ends_on: String,
}

/// A meeting that was opened. Shown in this answer only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct OpenedRoom {
    /// Its address is `/api/v1/plan/rooms/{id}`.
    pub id: String,
    /// Six digits to tell the caseworker: good for the first who brings them, for [`CODE_MINUTES`].
    #[cfg_attr(not(target_arch = "wasm32"), schema(pattern = "^[0-9]{6}$"))]
    pub code: String,
    /// For the header [`ROOM_KEY`]; never leaves the device that opened the room.
    pub key: String,
    /// When nobody gets in any more, and all of it is deleted, in milliseconds since 1970.
    pub ends_at: i64,
}

/// What a caseworker types in to join.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct RoomCode {
    /// The six digits from the citizen's screen.
    #[cfg_attr(not(target_arch = "wasm32"), schema(pattern = "^[0-9]{6}$"))]
    pub code: String,
}

/// A room that one has joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct JoinedRoom {
    /// Its address is `/api/v1/plan/rooms/{id}`.
    pub id: String,
    /// When nobody gets in any more, and all of it is deleted, in milliseconds since 1970.
    pub ends_at: i64,
}

/// A room as both sides see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Room {
    /// Counts whatever changes in it; for `?after=`.
    pub version: i64,
    /// The `version` at which [`ROOM_SHARED`]'s part of the citizen changed last; 0 before.
    pub shared: i64,
    /// The `version` at which [`ROOM_OFFICE`] changed last; 0 before.
    pub office: i64,
    /// The names of the caseworkers who have joined, the first one first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<String>,
    /// When nobody gets in any more, and all of it is deleted, in milliseconds since 1970.
    pub ends_at: i64,
}
