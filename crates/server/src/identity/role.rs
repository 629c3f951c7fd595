//! What somebody may be to this municipality.

use serde::{Deserialize, Serialize};

/// A role of a signed-in person. Nobody has more than their provider or the configuration says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Helps citizens of their own unit with work.
    Caseworker,
    /// Decides about money for citizens of their own unit.
    BenefitOfficer,
    /// Runs activities for the municipality, and sees those only.
    Provider,
    /// Receives people and enrols the house's devices.
    FrontDesk,
}
