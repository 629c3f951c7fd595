//! Who came to an activity: for whoever runs it, and only about their own. They see name and day.

use serde::{Deserialize, Serialize};

use crate::kommune::Dato;

/// `GET`: who is to come on a day, today without `?date=`.
pub const PATH: &str = "/api/v1/provider/attendance";
/// `POST`: say whether somebody came.
pub const ONE: &str = "/api/v1/provider/attendance/{activity}";

/// Who is to come on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Roll {
    /// The day.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub day: Dato,
    /// Whether anything can be registered for it now.
    pub is_open: bool,
    /// The people, by activity and name.
    pub people: Vec<Expected>,
}

/// Somebody who is to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Expected {
    /// Its address is `…/attendance/{id}`.
    pub id: String,
    /// To what.
    pub activity: String,
    /// Who.
    pub name: String,
    /// Whether they came, as it was registered; `None`: nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<bool>,
    /// Whether that stands fast: the municipality has it in hand.
    pub is_fixed: bool,
}
