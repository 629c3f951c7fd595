//! The contract between the browser and the server: one module per noun.

pub mod assessments;
pub mod attendance;
pub mod case;
pub mod citizens;
pub mod consents;
pub mod devices;
pub mod drafts;
pub mod events;
pub mod explanations;
pub mod guests;
pub mod health;
pub mod indicators;
pub mod invitations;
pub mod kommune;
pub mod meetings;
pub mod mine_data;
pub mod online;
pub mod openapi;
pub mod opinions;
pub mod pages;
pub mod parameters;
pub mod plan;
mod problem;
pub mod process_rules;
pub mod reception;
pub mod session;
pub mod shares;
pub mod uploads;

pub use problem::{Problem, ProblemKind};

/// Every address below it is answered by the API, and by nothing else.
pub const PREFIX: &str = "/api";
