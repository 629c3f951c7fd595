//! Screens and kiosks of the house.

use serde::{Deserialize, Serialize};

/// `GET`: all of them. `POST`: announce one, with the header `Idempotency-Key`.
pub const PATH: &str = "/api/v1/devices";
/// `POST`, from the device itself: enrol with the code, and with the header `Idempotency-Key`.
pub const ENROL: &str = "/api/v1/devices/enrol";
/// `GET`, from the device itself: which one it is.
pub const THIS: &str = "/api/v1/devices/this";
/// `DELETE`: revoke it.
pub const ONE: &str = "/api/v1/devices/{device}";

/// A device to announce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewDevice {
    /// Where it stands.
    pub name: String,
}

/// What is typed in on the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct AnnouncedDevice {
    /// Its address is `/api/v1/devices/{id}`.
    pub id: String,
    /// Enrols the device on which it is typed in within 10 minutes, once. Shown in this answer only.
    pub code: String,
}

/// The code as it was typed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct DeviceCode {
    /// From the front desk.
    pub code: String,
}

/// A device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Device {
    /// Its address is `/api/v1/devices/{id}`.
    pub id: String,
    /// Where it stands.
    pub name: String,
    /// When it was enrolled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrolled_at: Option<String>,
    /// When it was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
}
