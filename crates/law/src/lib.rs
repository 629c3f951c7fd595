//! Kontanthjælp as code: dated parameters beside one module per section of the specification.
//!
//! [`assess`] answers one household in one calendar month. Nothing here reads a clock, draws
//! chance, or decides a right: the kommune decides.

#![deny(clippy::float_arithmetic)]

mod anonymised;
mod base_rate;
mod case;
mod computation;
mod conditions;
mod couples;
mod explore;
mod fact;
mod flips;
mod income;
mod inputs;
mod json;
mod line;
mod money;
mod net;
mod order;
mod other_help;
mod output;
mod part_months;
mod sanctions;
mod scope;
mod supplements;
mod wealth;

pub mod assessment;
pub mod calendar;
pub mod curve;
pub mod explanation;
pub mod household;
pub mod kroner;
pub mod parameters;
pub mod receipt;
pub mod rule;

pub use assessment::Assessment;
pub use curve::{Curve, curve};
pub use explanation::{Explanation, assess_with_reasons, explain};
pub use explore::{Answers, Exploration, Exploring, Interval, explore};
pub use fact::{AdultFact, AssetFact, ChildFact, Fact, IncomeFact};
pub use flips::{Change, Flip, flips};
pub use household::Household;
pub use json::{Invalid, InvalidCode};
pub use output::assess;
