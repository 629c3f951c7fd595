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

/// The moment at which clocks in Denmark show so many minutes after midnight on a day; the first one, when
/// they show it twice, and `None` when they never do.
pub fn moment(day: Date, minute: u16) -> Option<i64> {
    let date = jiff::civil::date(day.year(), day.month_number(), day.day());
    let (hour, minute) = (minute / 60, minute % 60);
    let time = date.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
    let moment = tz::get!("Europe/Copenhagen").to_ambiguous_timestamp(time);
    match moment.offset() {
        tz::AmbiguousOffset::Gap { .. } => None,
        _ => Some(moment.earlier().ok()?.as_millisecond()),
    }
}

/// The first moment of a day in Denmark.
pub fn midnight(day: Date) -> i64 {
    moment(day, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_copenhagen() {
        for (day, start) in [
            (Date::constant(2026, 7, 1), "2026-06-30T22:00:00Z"),
            (Date::constant(2026, 12, 7), "2026-12-06T23:00:00Z"),
        ] {
            assert_eq!(written(midnight(day)), start);
            assert_eq!(super::day(midnight(day)), day);
            assert_eq!(super::day(midnight(day) - 1), day.plus_days(-1));
        }
    }

    #[test]
    fn the_hour_that_is_left_out_never_comes_and_the_one_that_comes_twice_comes_first_first() {
        assert_eq!(moment(Date::constant(2027, 3, 28), 150), None);
        let twice = moment(Date::constant(2026, 10, 25), 150).unwrap();
        assert_eq!(written(twice), "2026-10-25T00:30:00Z");
    }
}
