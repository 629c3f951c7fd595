//! What a screen needs to know of the call.

use std::collections::BTreeMap;

use indgang_api::meetings::Meeting;
use indgang_api::online::Peer;
use indgang_domain::meetings::{Form, Status};

use crate::browser::media::{Denied, Kind};
use crate::browser::rtc::State;

/// How far one has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The meeting is being fetched.
    #[default]
    Coming,
    /// One cannot go in.
    Refused(Why),
    /// One can.
    Ready,
    /// One is in.
    In,
    /// One has left.
    Left,
    /// The meeting is over.
    Over,
}

/// Why one cannot go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody is signed in.
    SignIn,
    /// Somebody is signed in where a guest comes.
    SignedIn,
    /// There is no such meeting for them.
    Missing,
    /// Not before this moment.
    Early(i64),
    /// It is held in person.
    InPerson,
    /// All places are taken.
    Full,
    /// The same device is in, on another page.
    Elsewhere,
    /// No network, or the server has trouble.
    Away,
}

/// A camera or microphone of this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Device {
    /// Not used.
    #[default]
    Off,
    /// The browser asks whether it may be.
    Asked,
    /// Used.
    On,
    /// There is none to be had.
    Denied(Denied),
}

/// How the meeting stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    pub(super) version: i64,
    /// The form.
    pub form: Form,
    /// Where it stands.
    pub status: Status,
    /// By how many minutes it begins later.
    pub delayed: Option<u16>,
    /// Whether the citizen wishes to be called.
    pub wants_call: bool,
    /// The number to call them at.
    pub phone: String,
}

/// What is known of another one in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// How the way to them stands.
    pub link: State,
    /// Whether they send sound.
    pub microphone: bool,
    /// Whether they send a picture.
    pub camera: bool,
    /// What they are saying.
    pub caption: String,
    /// The code of the room in which they show their plan.
    pub plan: Option<String>,
}

impl Default for Other {
    fn default() -> Self {
        Self {
            link: State::Coming,
            microphone: true,
            camera: true,
            caption: String::new(),
            plan: None,
        }
    }
}

/// Something that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who wrote it; nobody named is oneself.
    pub name: Option<String>,
    /// It.
    pub text: String,
}

/// What became of a poor connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Poor {
    /// The picture was switched off.
    NoPicture,
    /// It is not good enough to talk.
    Phone,
}

/// What a screen needs to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Room {
    /// How far one has come.
    pub stage: Stage,
    /// The meeting, as it was when one came.
    pub meeting: Option<Meeting>,
    /// How it stands now.
    pub stands: Option<Stands>,
    /// This device's name in the room.
    pub you: String,
    /// Who is there, this device too.
    pub people: Vec<Peer>,
    /// The others, by their names in the room.
    pub others: BTreeMap<String, Other>,
    /// Counts what comes to be seen and heard.
    pub tracks: u32,
    /// What was written, as long as the page is open.
    pub chat: Vec<Line>,
    /// One's own microphone.
    pub microphone: Device,
    /// One's own camera.
    pub camera: Device,
    /// What one wishes not to use.
    pub without: Vec<String>,
    /// Whether what one says is written for the others.
    pub captions: bool,
    /// Whether the plan is open beside the picture.
    pub is_plan_open: bool,
    /// The code of the room in which this device shows its plan.
    pub shown_plan: Option<String>,
    /// Whether the room hears one.
    pub is_connected: bool,
    /// Whether it was poor.
    pub poor: Option<Poor>,
    /// Whether something could not be done.
    pub has_failed: bool,
    /// How many milliseconds the server takes to answer; none: it was not asked.
    pub answers_in: Option<u64>,
}

impl Room {
    /// The others, in an order that stays.
    #[must_use]
    pub fn others_there(&self) -> Vec<Peer> {
        let others = self.people.iter().filter(|it| it.id != self.you);
        others.cloned().collect()
    }

    /// The code of the room in which somebody else shows their plan.
    #[must_use]
    pub fn plan_of_other(&self) -> Option<String> {
        self.others.values().find_map(|it| it.plan.clone())
    }

    /// Whether it goes on by telephone.
    #[must_use]
    pub fn is_by_phone(&self) -> bool {
        let form = self.stands.as_ref().map(|stands| stands.form);
        form == Some(Form::Phone)
    }

    pub(super) const fn state_of(&self, kind: Kind) -> Device {
        match kind {
            Kind::Microphone => self.microphone,
            Kind::Camera => self.camera,
        }
    }

    pub(super) fn device(&mut self, kind: Kind) -> &mut Device {
        match kind {
            Kind::Microphone => &mut self.microphone,
            Kind::Camera => &mut self.camera,
        }
    }
}

/// What one wishes not to use, as the name of a choice.
#[must_use]
pub const fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Microphone => "microphone",
        Kind::Camera => "camera",
    }
}
