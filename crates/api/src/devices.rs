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

/// What a device is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum DeviceKind {
    /// People say on it that they are here.
    #[default]
    Kiosk,
    /// It shows who is called.
    Screen,
}

impl DeviceKind {
    /// What it is called in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kiosk => "kiosk",
            Self::Screen => "screen",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Kiosk, Self::Screen]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// A device to announce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct NewDevice {
    /// Where it stands.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub kind: DeviceKind,
    /// The place, by its key; empty for the first one of the municipality's.
    #[serde(default)]
    pub place: String,
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
    /// What it is for.
    pub kind: DeviceKind,
    /// The place, by its key; empty for the first one of the municipality's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// When it was enrolled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enrolled_at: Option<String>,
    /// When it was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
}
