//! Who comes to an online meeting with the citizen: a companion, an interpreter. They have a link of their own, whose
//! code is good for that one meeting until it is over or the citizen sends them away, and no sign-in.

use serde::{Deserialize, Serialize};

/// `POST`, by the citizen: let somebody in, with the header `Idempotency-Key`.
pub const PATH: &str = "/api/v1/meetings/{meeting}/guests";
/// `DELETE`, by the citizen: send them away.
pub const ONE: &str = "/api/v1/meetings/{meeting}/guests/{guest}";
/// `POST`: come with the code of one's link. From then on this browser is that guest's.
pub const ENTER: &str = "/api/v1/guests/enter";
/// `GET`, by a guest: the meeting, without anything that is between the citizen and the municipality.
pub const MEETING: &str = "/api/v1/guests/meeting";
/// `GET`, as a WebSocket, by a guest: the online room. What is said there stands in [`crate::online`].
pub const ROOM: &str = "/api/v1/guests/room";

/// The most guests of a meeting: the other places are for the citizen and who meets them.
pub const MOST: usize = 2;
/// The longest name, in characters.
pub const NAME_LIMIT: usize = 60;

/// A guest of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Guest {
    /// Their address is `/api/v1/meetings/{meeting}/guests/{id}`.
    pub id: String,
    /// What they are called; all in the room see it.
    pub name: String,
}

/// Somebody to let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewGuest {
    /// What they are called: `Omar, tolk`.
    #[cfg_attr(not(target_arch = "wasm32"), schema(min_length = 1, max_length = 60))]
    pub name: String,
}

/// Somebody who may come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct InvitedGuest {
    /// Which guest.
    pub id: String,
    /// What stands in their link, shown in this answer only.
    pub code: String,
}

/// What somebody comes with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct GuestCode {
    /// The code of their link.
    pub code: String,
}
