//! The one place where the server reads its clock.

use indgang_law::calendar::Date;
use jiff::{Timestamp, tz};

/// Milliseconds since 1970, as the store keeps times.
pub fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The date in Denmark.
pub fn today() -> Date {
    day(now())
}

/// The date in Denmark at a time.
pub fn day(milliseconds: i64) -> Date {
    let at = Timestamp::from_millisecond(milliseconds).unwrap_or_default();
    let day = at.to_zoned(tz::get!("Europe/Copenhagen")).date();
    Date::constant(day.year(), day.month(), day.day())
}

/// A time as documents have it: `2026-11-22T01:20:11Z`.
pub fn written(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map_or_else(|_| String::new(), |at| at.to_string())
}
