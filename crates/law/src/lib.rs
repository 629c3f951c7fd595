//! Kontanthjælp as code: dated parameters beside one module per section of the specification.
//!
//! [`assess`] answers one household in one calendar month. Nothing here reads a clock, draws
//! chance, or decides a right: the kommune decides.

mod base_rate;
mod case;
mod computation;
mod conditions;
mod couples;
mod income;
mod json;
mod money;
mod net;
mod other_help;
mod output;
mod part_months;
mod sanctions;
mod scope;
mod supplements;
mod wealth;

pub mod assessment;
pub mod calendar;
pub mod household;
pub mod kroner;
pub mod parameters;
pub mod rule;

pub use assessment::Assessment;
pub use household::Household;
pub use json::{Invalid, InvalidCode};
pub use output::assess;
