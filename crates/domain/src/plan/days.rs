//! Weeks and days of a plan, as small numbers.

use indgang_law::calendar::Date;
use serde::{Deserialize, Serialize};

/// A week, as the number of Mondays since Monday 5 January 1970.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Week(pub i16);

/// Days from 1 January 1970 to the first Monday.
const FIRST_MONDAY: i32 = 4;

impl Week {
    /// The week that a date is in.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Day::of(date).week()
    }

    fn with_day(number: i32) -> Self {
        let days = number - FIRST_MONDAY;
        // The calendar ends in the year 9999, after fewer than 2¹⁹ weeks; a plan is far inside an i16.
        Self(i16::try_from(days.div_euclid(7)).unwrap_or(i16::MAX))
    }

    /// Its Monday.
    #[must_use]
    pub fn monday(self) -> Date {
        self.day(0)
    }

    /// A day of it; 0 is Monday.
    #[must_use]
    pub fn day(self, weekday: u8) -> Date {
        Day(i32::from(self.0) * 7 + FIRST_MONDAY + i32::from(weekday)).date()
    }

    /// The week so many weeks later (earlier when negative).
    #[must_use]
    pub fn plus(self, weeks: i16) -> Self {
        Self(self.0.saturating_add(weeks))
    }

    /// Weeks from `earlier` to this one; negative when this one is before.
    #[must_use]
    pub fn since(self, earlier: Self) -> i16 {
        self.0.saturating_sub(earlier.0)
    }

    /// The number that calendars print (ISO 8601): week 1 has the year's first Thursday.
    #[must_use]
    pub fn number(self) -> u8 {
        let thursday = self.day(3);
        let first = Date::new(thursday.year(), 1, 1).unwrap_or(thursday);
        u8::try_from((day_number(thursday) - day_number(first)) / 7 + 1).unwrap_or(1)
    }
}

/// A day, as the number of days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub i32);

impl Day {
    /// The day of a date, by counting from the 1st of March (leap days come last then).
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self(day_number(date))
    }

    /// Its date; outside the calendar (the years 1 to 9999) it is the day that days are counted from.
    #[must_use]
    pub fn date(self) -> Date {
        let number = i64::from(self.0) + 719_468;
        let (era, of_era) = (number.div_euclid(146_097), number.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
        match parts {
            (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).unwrap_or(EDGE),
            _ => EDGE,
        }
    }

    /// The week it is in.
    #[must_use]
    pub fn week(self) -> Week {
        Week::with_day(self.0)
    }
}

fn day_number(date: Date) -> i32 {
    let (month, day) = (i32::from(date.month_number()), i32::from(date.day()));
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

const EDGE: Date = Date::constant(1970, 1, 1);

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn weeks_begin_on_mondays() {
        assert_eq!(Week::of(date("1970-01-05")), Week(0));
        assert_eq!(Week::of(date("1970-01-04")), Week(-1));
        let week = Week::of(date("2026-11-22"));
        assert_eq!(week.monday(), date("2026-11-16"));
        assert_eq!(week.day(6), date("2026-11-22"));
        assert_eq!(week.plus(13).monday(), date("2027-02-15"));
        assert_eq!(week.plus(13).since(week), 13);
    }

    #[test]
    fn every_day_is_found_again() {
        let mut day = date("1999-12-27");
        for _ in 0..20_000 {
            assert_eq!(Day::of(day).date(), day);
            assert_eq!(Week::of(day).day(day.weekday()), day);
            day = day.plus_days(1);
        }
    }

    #[test]
    fn weeks_have_the_numbers_of_the_calendar() {
        for (day, number) in [
            ("2026-11-22", 47),
            ("2026-12-31", 53),
            ("2027-01-01", 53),
            ("2027-01-04", 1),
            ("2024-12-30", 1),
            ("2023-01-01", 52),
        ] {
            assert_eq!(Week::of(date(day)).number(), number, "{day}");
        }
    }
}
