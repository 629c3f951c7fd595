//! The Danish public holidays, computed: nobody types them, and nobody forgets next year's.

use indgang_law::calendar::Date;
use serde::Deserialize;

/// The public holidays of a year, in order. Store bededag was abolished from 2024 (lov nr. 214 af
/// 6. marts 2023).
#[must_use]
pub fn public_holidays(year: i16) -> Vec<Date> {
    let easter = easter_sunday(year);
    let mut days = vec![
        day(year, 1, 1),
        easter.plus_days(-3), // skærtorsdag
        easter.plus_days(-2), // langfredag
        easter,
        easter.plus_days(1),
        easter.plus_days(39), // Kristi himmelfartsdag
        easter.plus_days(49), // pinsedag
        easter.plus_days(50),
        day(year, 12, 25),
        day(year, 12, 26),
    ];
    if year < 2024 {
        days.push(easter.plus_days(26)); // store bededag
        days.sort_unstable();
    }
    days
}

/// A day that is no public holiday by law, but on which many offices are closed: each municipality
/// says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say which day it is")]
pub enum ClosingDay {
    DagenEfterKristiHimmelfartsdag,
    Grundlovsdag,
    Juleaftensdag,
    Nytaarsaftensdag,
}

impl ClosingDay {
    /// Its date in a year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Date {
        match self {
            Self::DagenEfterKristiHimmelfartsdag => easter_sunday(year).plus_days(40),
            Self::Grundlovsdag => day(year, 6, 5),
            Self::Juleaftensdag => day(year, 12, 24),
            Self::Nytaarsaftensdag => day(year, 12, 31),
        }
    }
}

/// By the Gregorian rule in the form of Meeus, Jones and Butcher.
fn easter_sunday(year: i16) -> Date {
    let year = i32::from(year);
    let (century, of_century) = (year / 100, year % 100);
    let golden = year % 19;
    let lunar = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = lunar - (golden + 11 * lunar) / 319;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - of_century % 4 - moon) % 7;
    let days_after_21_march = moon + sunday + 1;
    day(year as i16, 3, 21).plus_days(days_after_21_march)
}

/// A date that every year of the calendar has.
fn day(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year.clamp(1, 9999), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(days: &[Date]) -> Vec<String> {
        days.iter().map(Date::to_string).collect()
    }

    #[test]
    fn the_holidays_of_2026_are_those_of_the_almanac() {
        assert_eq!(
            written(&public_holidays(2026)),
            [
                "2026-01-01",
                "2026-04-02",
                "2026-04-03",
                "2026-04-05",
                "2026-04-06",
                "2026-05-14",
                "2026-05-24",
                "2026-05-25",
                "2026-12-25",
                "2026-12-26",
            ]
        );
    }

    #[test]
    fn easter_is_found_at_its_earliest_at_its_latest_and_in_the_years_between() {
        for (year, easter) in [
            (1818, "1818-03-22"),
            (1943, "1943-04-25"),
            (1954, "1954-04-18"),
            (1981, "1981-04-19"),
            (2000, "2000-04-23"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
            (2049, "2049-04-18"),
            (2076, "2076-04-19"),
        ] {
            assert_eq!(easter_sunday(year).to_string(), easter);
        }
    }

    #[test]
    fn store_bededag_is_a_holiday_until_2023_only() {
        let is_holiday = |date| {
            let date = Date::parse(date).unwrap();
            public_holidays(date.year()).contains(&date)
        };
        assert!(is_holiday("2023-05-05"));
        assert!(!is_holiday("2024-04-26"));
    }

    #[test]
    fn grundlovsdag_and_christmas_eve_are_no_public_holidays() {
        for day in [
            ClosingDay::Grundlovsdag,
            ClosingDay::Juleaftensdag,
            ClosingDay::Nytaarsaftensdag,
        ] {
            assert!(!public_holidays(2026).contains(&day.in_year(2026)));
        }
        let friday = ClosingDay::DagenEfterKristiHimmelfartsdag.in_year(2026);
        assert_eq!(friday.to_string(), "2026-05-15");
    }
}
