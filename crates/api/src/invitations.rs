//! A citizen asks their spouse to complete and sign their own part of one application. Neither of them sees
//! anything else of the other's.

use indgang_domain::case::Content;
use serde::{Deserialize, Serialize};

use crate::kommune::Dato;
pub use crate::mine_data::ShareCode;

/// `POST`: make one, with the header `Idempotency-Key`. One that was not signed yet is stopped by it.
pub const PATH: &str = "/api/v1/invitations";
/// `POST`: bring the code of one, with the header `Idempotency-Key`.
pub const ACCEPT: &str = "/api/v1/invitations/accept";
/// `DELETE`: stop it, by whoever made it, or refuse it, by whoever was asked.
pub const ONE: &str = "/api/v1/invitations/{invitation}";

/// An invitation to make. It is about the application that is open or begun, and lasts as long as the
/// municipality says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewInvitation {}

/// What the applicant gives to the spouse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct OfferedInvitation {
    /// Its address is `/api/v1/invitations/{id}`.
    pub id: String,
    /// Lets whoever is signed in and brings it sign their own part, once. Shown in this answer only.
    pub code: String,
    /// The last day to bring the code and to sign.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub ends_on: Dato,
}

/// An invitation, as one of the two sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Its address is `/api/v1/invitations/{id}`.
    pub id: String,
    /// Whether the citizen made it; else they are the one who is asked.
    pub own: bool,
    /// What the other one is called; `None`, before somebody has brought the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the citizen has sent of it themselves: the application, or their own part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<String>,
    /// The last day to sign.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub ends_on: Dato,
    /// When the spouse signed, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_at: Option<i64>,
    /// Whether it cannot be signed any more. Why is nobody's business.
    pub over: bool,
    /// The spouse's part, for the applicant: only when the spouse has chosen to show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<Object>))]
    pub shown: Option<Content>,
    /// Where the other one's matter is, for the municipality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<Theirs>,
}

/// Something that the applicant told otherwise about the spouse than the spouse says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Difference {
    /// Which field of the spouse's part.
    pub field: String,
    /// What the applicant told.
    pub told: String,
    /// What the spouse says.
    pub said: String,
}

/// A matter of the other one's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Theirs {
    /// Whose it is.
    pub citizen: String,
    /// Its address is `/api/v1/citizens/{citizen}/matters/{matter}`.
    pub matter: String,
}
