//! The contract between the browser and the server: one module per noun.

pub mod assessments;
pub mod drafts;
pub mod events;
pub mod explanations;
pub mod health;
pub mod kommune;
pub mod openapi;
pub mod parameters;
mod problem;

pub use problem::{Problem, ProblemKind};

/// Every address below it is answered by the API, and by nothing else.
pub const PREFIX: &str = "/api";
