//! What is kept about a citizen, and who may see it.

use serde::{Deserialize, Serialize};

use crate::kommune::Dato;
use crate::plan::{Adult, Link};

/// `GET`: what is kept, who may see it, who has looked.
pub const PATH: &str = "/api/v1/mine-data";
/// `GET`: all of it as a ZIP.
pub const EXPORT: &str = "/api/v1/mine-data/export";

/// `PUT`, `DELETE`: where to be told by mail that there is something to read.
pub const MAIL: &str = "/api/v1/mine-data/mail";

/// Where somebody wants to be told, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct MailAddress {
    /// The address.
    #[cfg_attr(not(target_arch = "wasm32"), schema(max_length = 254))]
    pub address: String,
    /// The language of the mails.
    pub language: Language,
}

/// A language that we write in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum Language {
    /// Danish.
    Da,
    /// English.
    En,
}

/// A part of what is kept about a citizen: the least that can be let to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum Part {
    /// Name and how to reach them.
    Person,
    /// The plan, as far as the citizen shares it.
    Plan,
    /// Meetings.
    Meetings,
    /// Messages.
    Messages,
    /// What has to do with the benefit.
    Benefit,
}

impl Part {
    /// As it is written in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Plan => "plan",
            Self::Meetings => "meetings",
            Self::Messages => "messages",
            Self::Benefit => "benefit",
        }
    }
}

/// What is kept about the citizen who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct MineData {
    /// The name.
    pub name: String,
    /// The CPR number with its last four digits hidden; without one, the provider did not give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpr: Option<String>,
    /// The units that work with the citizen, as the municipality calls them.
    pub units: Vec<String>,
    /// What other units may see, also what has ended.
    pub consents: Vec<Consent>,
    /// What helpers may see, also what has ended.
    pub shares: Vec<Share>,
    /// Links for relatives that can be opened.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Where they are told by mail that there is something to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<MailAddress>,
    /// Whether the municipality sends mails.
    #[serde(default)]
    pub can_mail: bool,
    /// What is kept of the plan.
    #[serde(default)]
    pub plan: Vec<PlanCopy>,
    /// The adults of the joint plan that the citizen is in.
    #[serde(default)]
    pub joint_plan: Vec<Adult>,
    /// Who has looked, the newest first.
    pub looks: Vec<Look>,
}

/// Something of the plan that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct PlanCopy {
    /// `own`: only the citizen's devices can read it. `shared`: shown to the municipality. `office`: what
    /// the municipality wrote. `joint`: brought into a joint plan.
    pub side: String,
    /// When it was changed last.
    pub changed_at: String,
    /// How long it is.
    pub bytes: usize,
}

/// A consent to give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewConsent {
    /// Which unit may look.
    pub unit: String,
    /// At what.
    pub part: Part,
    /// What for, in words.
    pub purpose: String,
    /// The last day: a year ahead at most.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub ends_on: Dato,
}

/// A consent that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Consent {
    /// Its address is `/api/v1/consents/{id}`.
    pub id: String,
    /// Which unit may look.
    pub unit: String,
    /// At what.
    pub part: String,
    /// What for.
    pub purpose: String,
    /// When it was given.
    pub given_at: String,
    /// The last day.
    pub ends_on: String,
    /// When it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<String>,
}

/// A share to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewShare {
    /// What the helper may see.
    pub part: Part,
    /// The last day: a year ahead at most.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub ends_on: Dato,
}

/// What the citizen gives to the helper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct OfferedShare {
    /// Its address is `/api/v1/shares/{id}`.
    pub id: String,
    /// Makes whoever is signed in and brings it the helper, once. Shown in this answer only.
    pub code: String,
}

/// What a helper brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct ShareCode {
    /// From the citizen.
    pub code: String,
}

/// Whom one helps now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct AcceptedShare {
    /// The citizen: `/api/v1/citizens/{citizen}/…`.
    pub citizen: String,
}

/// A share that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Share {
    /// Its address is `/api/v1/shares/{id}`.
    pub id: String,
    /// What the helper may see.
    pub part: String,
    /// The helper, when somebody has brought the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub helper: Option<String>,
    /// When it was made.
    pub created_at: String,
    /// The last day.
    pub ends_on: String,
    /// When it was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
}

/// Somebody else has looked at the citizen's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Look {
    /// When.
    pub at: String,
    /// Who.
    pub viewer: String,
    /// Where they work; without one, a helper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// At what.
    pub part: String,
}
