//! What people think of this service, and what was made better because somebody said so.

use serde::{Deserialize, Serialize};

use crate::kommune::Dato;

/// `GET`: what was made better.
pub const IMPROVEMENTS: &str = "/api/v1/improvements";
/// `PUT`: say something, under a number that the device makes; anybody can.
pub const ONE: &str = "/api/v1/opinions/{opinion}";
/// `GET`: what was said, for who works here.
pub const PATH: &str = "/api/v1/desk/opinions";

/// The longest that one can write.
pub const TEXT_LIMIT: usize = 4000;
/// The longest telephone number.
pub const PHONE_LIMIT: usize = 20;

/// What somebody says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewOpinion {
    /// In their own words.
    pub text: String,
    /// Where they may be called about how this works; empty: they may not.
    #[serde(default)]
    pub phone: String,
}

/// What somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Opinion {
    /// When, in milliseconds since 1970.
    pub given_at: i64,
    /// In their own words.
    pub text: String,
    /// Where they may be called; may be empty.
    pub phone: String,
}

/// Something that was made better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Improvement {
    /// Since which day.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub date: Dato,
    /// What, in one sentence.
    pub text: String,
}
