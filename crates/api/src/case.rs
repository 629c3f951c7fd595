//! A citizen's own case: what they have sent, what is asked of them, and who helps them.
//!
//! `{citizen}` is `me` for a citizen about themselves; for a helper and for who works with them it is their id.

use indgang_domain::case::activity::Attended;
use indgang_domain::case::choice::{Picked, Wanted};
use indgang_domain::case::content::Level;
use indgang_domain::case::{Content, Kind, Outcome, Status};
use serde::{Deserialize, Serialize};

use crate::invitations::{Difference, Invitation};
use crate::kommune::Dato;
use crate::process_rules::Rule;
use crate::uploads::File;

/// In an address: the citizen who asks.
pub const ME: &str = "me";

/// `GET`: all of it in one look.
pub const PATH: &str = "/api/v1/citizens/{citizen}/case";
/// `PUT`: what one has done oneself, with `If-Match` or `If-None-Match: *`.
pub const PROGRESS: &str = "/api/v1/citizens/{citizen}/progress";
/// `POST`: send something, with the header `Idempotency-Key`.
pub const MATTERS: &str = "/api/v1/citizens/{citizen}/matters";
/// `GET`: one of them.
pub const MATTER: &str = "/api/v1/citizens/{citizen}/matters/{matter}";
/// `POST`: do something with it, with `If-Match`.
pub const ACTS: &str = "/api/v1/citizens/{citizen}/matters/{matter}/acts";
/// `GET`: that it was sent, with its checksum.
pub const RECEIPT: &str = "/api/v1/citizens/{citizen}/matters/{matter}/receipt";
/// `POST`: write to a citizen, or hear them about something, with the header `Idempotency-Key`.
pub const LETTERS: &str = "/api/v1/citizens/{citizen}/letters";
/// `PUT`: who a citizen's contact is.
pub const CONTACT: &str = "/api/v1/citizens/{citizen}/contact";
/// `GET`: what there is to do in one's unit, the most urgent first.
pub const WORK: &str = "/api/v1/desk/matters";
/// `GET`: what citizens see of oneself. `PUT`: from now on.
pub const CARD: &str = "/api/v1/desk/card";

/// The longest text of an act, in characters.
pub const TEXT_LIMIT: usize = 4000;

/// A citizen's case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Case {
    /// Whose it is.
    pub citizen: String,
    /// What they are called.
    pub name: String,
    /// Who helps them; `None`, before somebody has it in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Who did before, the last one first.
    pub before: Vec<PastContact>,
    /// What the citizen has done themselves.
    pub progress: Progress,
    /// Its version; 0, when nothing is kept of it.
    pub progress_version: i64,
    /// The units that work with the citizen, as the municipality calls them.
    pub units: Vec<String>,
    /// Those that do not: they see something with the citizen's consent only.
    #[serde(default)]
    pub other_units: Vec<Unit>,
    /// Within how many days who begins a case about sickness has a contact.
    #[serde(default)]
    pub contact_days: u16,
    /// The units that such a case is for, as the municipality calls them: the one that it goes to, and the other one.
    #[serde(default)]
    pub start_units: Vec<String>,
    /// What the citizen has said of themselves, so that nobody asks again.
    pub said: Said,
    /// Everything that was sent or asked, the last one first.
    pub matters: Vec<Summary>,
    /// Who runs activities for the municipality: their unit, and what it is called.
    #[serde(default)]
    pub providers: Vec<Provider>,
    /// What spouses were asked to sign, by the citizen and of them, the last one first.
    #[serde(default)]
    pub invitations: Vec<Invitation>,
    /// The rules of the process on this day.
    pub rules: Rules,
}

/// Who runs activities for the municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Provider {
    /// The unit, by the name that its claims use.
    pub unit: String,
    /// What it is called.
    pub name: String,
}

/// A unit of the municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Unit {
    /// As consents name it.
    pub id: String,
    /// As the municipality calls it.
    pub name: String,
}

/// What a citizen has said last; empty, what they have not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Said {
    /// Their telephone.
    pub phone: String,
    /// Where they live.
    pub address: String,
}

/// Who helps a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The unit, as the municipality calls it.
    pub unit: String,
    /// What they say of themselves.
    pub card: Card,
    /// Who stands in, when they are away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute: Option<Substitute>,
    /// Since when.
    pub since: String,
    /// Why it is they; empty for the first one.
    pub reason: String,
}

/// Who stands in for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Substitute {
    /// The name.
    pub name: String,
    /// The telephone; may be empty.
    pub phone: String,
}

/// Who helped a citizen before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct PastContact {
    /// The name.
    pub name: String,
    /// Until when.
    pub until: String,
    /// Why it was changed.
    pub reason: String,
}

/// What citizens see of somebody who works with them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Card {
    /// What they are: "sagsbehandler".
    pub title: String,
    /// Their direct number.
    pub phone: String,
    /// Within how many working days they answer; 0, when nothing is promised.
    pub answers_in: u16,
    /// The last day that they are away.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
    pub away_until: Option<Dato>,
    /// Who stands in meanwhile: one of the colleagues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitute: Option<String>,
}

/// Who is to be a citizen's contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewContact {
    /// One of the colleagues, or `me`.
    pub person: String,
    /// Why it is changed: the citizen reads it. Needed where there was another one.
    pub reason: String,
}

/// What a citizen has done themselves on the way in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Progress {
    /// Has the papers ready.
    pub papers: bool,
    /// Is registered as looking for work, since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
    pub registered: Option<Dato>,
    /// Has a CV on Jobnet.
    pub cv: bool,
    /// Keeps a joblog as agreed.
    pub joblog: bool,
    /// How close the contact is to be.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String))]
    pub level: Level,
}

/// The rules of the process that this is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Rules {
    /// Days from the first contact to the first talk.
    pub first_talk_days: Rule,
    /// Days until the CV stands on Jobnet.
    pub cv_days: Rule,
    /// Days between two looks at the job suggestions.
    pub job_suggestions_days: Rule,
    /// Days before a holiday that it must be agreed on.
    pub holiday_notice_days: Rule,
    /// Weeks of holiday at a time.
    pub holiday_weeks: Rule,
}

/// A matter in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Summary {
    /// Its address is `…/matters/{id}`.
    pub id: String,
    /// What it is about.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String))]
    pub kind: Kind,
    /// Whether the citizen, or who helps them, began it.
    pub own: bool,
    /// Where it stands.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String))]
    pub status: Status,
    /// When it was sent, in milliseconds since 1970.
    pub sent_at: i64,
    /// When something happened to it last.
    pub changed_at: i64,
    /// By which day something is to happen: the citizen's answer while it is asked, else the municipality's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
    pub due: Option<Dato>,
    /// Who has it: a name, or the unit's.
    pub with: String,
    /// A person must look at it the same working day.
    pub urgent: bool,
    /// How it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>))]
    pub outcome: Option<Outcome>,
    /// Until which day it was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
    pub until: Option<Dato>,
    /// Whether the citizen is asked, before a talk, if it is still so.
    #[serde(default)]
    pub is_asked_still: bool,
}

/// A matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Matter {
    /// As in a list.
    #[serde(flatten)]
    pub summary: Summary,
    /// For `If-Match`.
    pub version: i64,
    /// The telephone of who has it; may be empty.
    pub phone: String,
    /// When the citizen wants to be reminded of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
    pub remind_on: Option<Dato>,
    /// What was sent, the last version.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
    pub content: Content,
    /// What it was before it was changed, the oldest first.
    pub before: Vec<Version>,
    /// What has happened, the oldest first.
    pub steps: Vec<Step>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// For the municipality: the other units that it can go to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_units: Vec<Unit>,
    /// Of a spouse's own part, for the municipality: where the applicant told otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// A version that was sent before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Version {
    /// When it was sent, in milliseconds since 1970.
    pub sent_at: i64,
    /// What stood in it.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
    pub content: Content,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "each is the act of that name")]
pub enum StepKind {
    Sent,
    Answered,
    Changed,
    Chosen,
    Withdrawn,
    Taken,
    Asked,
    Replied,
    HandedOver,
    Returned,
    Noted,
    Decided,
    Reminded,
    Registered,
    Objected,
    Settled,
    Confirmed,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Step {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What.
    pub what: StepKind,
    /// Who; empty for the program itself.
    pub who: String,
    /// Whether it was the citizen or who helps them.
    pub own: bool,
    /// What they said; may be empty.
    pub text: String,
    /// What came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// What was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<Object>))]
    pub picked: Option<Picked>,
    /// Which day it is about, and whether the citizen came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<Object>))]
    pub attended: Option<Attended>,
}

/// What was decided, and how one complains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Decision {
    /// How.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String))]
    pub outcome: Outcome,
    /// Why, in plain words.
    pub reason: String,
    /// By which law.
    pub law: String,
    /// Kr., as `"1200.00"`; empty, when there is none.
    pub amount: String,
    /// From which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
    pub from: Option<Dato>,
    /// Until which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
    pub until: Option<Dato>,
    /// The last day to complain: four weeks after it was told (retssikkerhedsloven § 67).
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub complain_by: Dato,
    /// Who decided.
    pub by: String,
}

/// Something to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewMatter {
    /// What.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
    pub content: Content,
    /// What comes with it: the ids of uploads that have come whole and belong to nothing yet.
    #[serde(default)]
    pub files: Vec<String>,
}

/// Something to do with a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
// Meetings have a `Change` too, and a name in the description is one schema's.
#[cfg_attr(not(target_arch = "wasm32"), schema(as = MatterChange))]
pub enum Change {
    /// The citizen answers, or adds something.
    Answer {
        /// In words; may be empty when something comes with it.
        text: String,
        /// What comes with it: the ids of uploads, as of something new.
        #[serde(default)]
        files: Vec<String>,
    },
    /// The citizen sends it anew.
    Change {
        /// As it is now; of the same kind.
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
        content: Content,
    },
    /// The citizen chooses among what is offered, or something else.
    Choose {
        /// What.
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Object))]
        wanted: Wanted,
        /// Why; may be empty.
        reason: String,
    },
    /// Who began it takes it back.
    Withdraw {
        /// Why; may be empty.
        text: String,
    },
    /// The citizen objects to what was registered about a day.
    Object {
        /// Which day.
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
        day: Dato,
        /// In words.
        text: String,
    },
    /// Their objection is answered.
    Settle {
        /// Which day.
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
        day: Dato,
        /// Whether it stands as it was registered.
        stands: bool,
        /// Why, in plain words.
        reason: String,
    },
    /// The citizen wants to be reminded.
    Remind {
        /// On which day, of the next year; `None`: not any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
        on: Option<Dato>,
    },
    /// The citizen says that what goes on is still so.
    Confirm {},
    /// Somebody has it in hand.
    Take {},
    /// The citizen is asked something.
    Ask {
        /// What.
        text: String,
        /// The last day to answer.
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
        by: Dato,
    },
    /// The citizen is told something.
    Reply {
        /// What.
        text: String,
    },
    /// Somebody else has it from now on.
    HandOver {
        /// Of which unit; `None`: the one that has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// Who; `None`: whoever takes it there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        /// Why: the citizen reads it.
        reason: String,
    },
    /// It is noted.
    Note {
        /// What the citizen should know; may be empty.
        text: String,
    },
    /// It is decided.
    Decide {
        /// How.
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String))]
        outcome: Outcome,
        /// Why, in plain words.
        reason: String,
        /// By which law.
        law: String,
        /// Kr., as `"1200.00"`; empty, when there is none.
        #[serde(default)]
        amount: String,
        /// From which day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
        from: Option<Dato>,
        /// Until which day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
        until: Option<Dato>,
        /// What comes with it, as the letter itself: the ids of uploads.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<String>,
    },
}

/// Something to do at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Task {
    /// Whose it is.
    pub citizen: String,
    /// What they are called.
    pub name: String,
    /// The matter.
    pub matter: Summary,
    /// Whether who asks has it in hand.
    pub own: bool,
}
