//! Section 0. Scope and validity.

use crate::assessment::RefusalCode;
use crate::calendar::Month;
use crate::parameters::{self, Rates};

/// R0-01: months with law and rates only; no other year's rates are ever used.
pub(crate) fn rates_of(month: Month) -> Result<&'static Rates, RefusalCode> {
    match Rates::of(month) {
        Some(rates) => Ok(rates),
        None if month.first() < parameters::periods()[0].valid_from => {
            Err(RefusalCode::FoerReformen)
        }
        None => Err(RefusalCode::IngenSatserForMaaneden),
    }
}
