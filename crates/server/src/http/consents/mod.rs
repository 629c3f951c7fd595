//! `/api/v1/consents`: what a citizen lets other units see.

pub mod give;
pub mod withdraw;

use indgang_api::kommune::Dato;

use super::refusal::Refusal;
use crate::clock;

/// Nothing is let to others for ever: a last day from today to a year ahead.
pub fn within_a_year(ends_on: Dato) -> Result<(), Refusal> {
    let today = clock::today();
    if (today..=today.plus_days(366)).contains(&ends_on.0) {
        return Ok(());
    }
    Err(Refusal::Invalid {
        pointer: "/ends_on",
        message: "a day from today to a year ahead is needed here".to_owned(),
    })
}
