//! The online room: what is said over its WebSocket, at [`meetings::ROOM`](crate::meetings::ROOM) and
//! [`meetings::OF_CITIZEN_ROOM`](crate::meetings::OF_CITIZEN_ROOM).
//!
//! Each message is one of these documents as text. Sound and picture go from device to device; the server
//! passes on what the devices need to find each other, and what is written.

use indgang_domain::meetings::{Form, Status};
use serde::{Deserialize, Serialize};

use crate::meetings::OnTheWay;

/// Which device it is, in the address: who comes again with the same one takes their own place.
pub const DEVICE: &str = "device";
/// Which page of that device, in the address: the same one goes on where it was; another one begins anew, and
/// the one before is closed.
pub const PAGE: &str = "page";
/// The most devices in a room.
pub const SEATS: usize = 4;
/// The most bytes of a message.
pub const MESSAGE_LIMIT: usize = 64 * 1024;
/// The most characters that are written at once.
pub const TEXT_LIMIT: usize = 2000;

/// How a connection ends, as the number in its close message.
pub mod ended {
    /// The meeting is over, or the connection is no longer allowed.
    pub const OVER: u16 = 4000;
    /// The same device has come again: that connection goes on.
    pub const REPLACED: u16 = 4001;
    /// Too much, too fast, or not a message.
    pub const MISUSE: u16 = 4002;
    /// There are [`SEATS`](super::SEATS) already.
    pub const FULL: u16 = 4003;
}

/// What a device says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case", deny_unknown_fields)]
pub enum Say {
    /// To one device: what could be sent and received.
    Description {
        /// Whom to.
        to: String,
        /// Whether it answers one of theirs.
        answer: bool,
        /// It, in the browsers' own language (SDP).
        sdp: String,
    },
    /// To one device: a way on which this one might be reached.
    Candidate {
        /// Whom to.
        to: String,
        /// It; empty, when there are no more.
        candidate: String,
        /// Which of the streams it is for.
        mid: Option<String>,
        /// The same, by its number.
        line: Option<u16>,
    },
    /// To all: what this one sends of its own accord.
    Sends {
        /// Whether there is sound.
        microphone: bool,
        /// Whether there is a picture.
        camera: bool,
        /// The code of the room in which the citizen shows their plan, while they do: nobody types it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<String>,
    },
    /// To all, and kept nowhere: something written.
    Chat {
        /// It.
        text: String,
    },
    /// To all, and kept nowhere: what is being said, in writing.
    Caption {
        /// It.
        text: String,
    },
    /// The device leaves of its own accord.
    Bye {},
}

impl Say {
    /// Whom it is to; nobody named is all the others.
    #[must_use]
    pub fn to(&self) -> Option<&str> {
        match self {
            Self::Description { to, .. } | Self::Candidate { to, .. } => Some(to),
            Self::Sends { .. } | Self::Chat { .. } | Self::Caption { .. } | Self::Bye {} => None,
        }
    }
}

/// What a device hears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Hear {
    /// First of all.
    Hello {
        /// What this device is called in the room.
        you: String,
        /// How the devices can find each other.
        ice: Vec<IceServer>,
    },
    /// Who is there, this device too: at first, and when it has changed.
    People {
        /// They, always in the same order.
        people: Vec<Peer>,
    },
    /// How the meeting stands: at first, and when it has changed.
    Meeting {
        /// The meeting's version, for `If-Match`.
        version: i64,
        /// The form.
        form: Form,
        /// Where it stands.
        status: Status,
        /// By how many minutes it begins later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        delayed: Option<u16>,
        /// What the citizen has said, like that they wish to be called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on_the_way: Option<OnTheWay>,
        /// The number to call the citizen at, for who meets them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
    },
    /// Somebody has said something.
    From {
        /// Who.
        peer: String,
        /// Counts the messages of the room: one that comes again has the same number.
        sequence: i64,
        /// What.
        said: Say,
    },
}

/// A device in the room, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    /// What it is called in the room.
    pub id: String,
    /// Whose it is.
    pub name: String,
    /// Whether they are of the municipality.
    pub staff: bool,
    /// Whether it is connected just now; one whose connection was lost is waited for.
    pub here: bool,
}

/// A server that helps devices to find each other, as `RTCIceServer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IceServer {
    /// Its addresses.
    pub urls: Vec<String>,
    /// Who asks, where it wants to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// What shows that they may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
}
