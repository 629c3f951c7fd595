//! The one place where the clock is read.

use indgang_law::calendar::Date;
use jiff::{Timestamp, tz};

pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The date in Denmark.
pub fn today() -> Date {
    let today = now().to_zoned(tz::get!("Europe/Copenhagen")).date();
    Date::constant(today.year(), today.month(), today.day())
}
