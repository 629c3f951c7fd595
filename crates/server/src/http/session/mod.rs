//! `/api/v1/session`: who is signed in.

pub mod end;
pub mod show;
