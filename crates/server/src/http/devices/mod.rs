//! `/api/v1/devices`: screens and kiosks of the house.

pub mod announce;
pub mod enrol;
pub mod list;
pub mod revoke;
pub mod this;
