//! What can be told of everybody without telling of anybody: numbers of at least ten people each.

use std::collections::BTreeSet;

use indgang_law::calendar::Date;

/// How many people a number is about at the fewest.
pub const FEWEST: usize = 10;

/// Something that happened to people, once or several times each.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    people: BTreeSet<String>,
    values: Vec<i64>,
}

impl Cell {
    /// It happened to somebody, with a number that belongs to it: the days that it took, or 1 for yes and 0
    /// for no.
    pub fn add(&mut self, person: &str, value: i64) {
        self.people.insert(person.to_owned());
        self.values.push(value);
    }

    fn told(&self) -> Option<&[i64]> {
        (self.people.len() >= FEWEST).then_some(&self.values)
    }

    /// How often. Like all below it is `None` when it is about fewer people than may be told of.
    #[must_use]
    pub fn times(&self) -> Option<i64> {
        i64::try_from(self.told()?.len()).ok()
    }

    /// The values together.
    #[must_use]
    pub fn sum(&self) -> Option<i64> {
        Some(self.told()?.iter().sum())
    }

    /// Of the yes and no, how many are a yes, in whole per cent.
    #[must_use]
    pub fn percent(&self) -> Option<i64> {
        self.mean_of(100)
    }

    /// The mean, in tenths.
    #[must_use]
    pub fn mean_tenths(&self) -> Option<i64> {
        self.mean_of(10)
    }

    /// Half of them took at most so long.
    #[must_use]
    pub fn median(&self) -> Option<i64> {
        let mut values = self.told()?.to_vec();
        values.sort_unstable();
        values.get((values.len() - 1) / 2).copied()
    }

    /// The mean of the values times a number, rounded to the nearest.
    fn mean_of(&self, times: i64) -> Option<i64> {
        let values = self.told()?;
        let count = i64::try_from(values.len()).ok()?;
        Some((2 * times * values.iter().sum::<i64>() + count).div_euclid(2 * count))
    }
}

/// The half of a year that a day is in, as `2026-2`.
#[must_use]
pub fn half_year(day: Date) -> String {
    let half = 1 + u8::from(day.month_number() > 6);
    format!("{}-{half}", day.year())
}

/// The week that a day is in, as `2026-W47` (ISO 8601): it is the year's that has its Thursday.
#[must_use]
pub fn week(day: Date) -> String {
    let thursday = day.plus_days(3 - i32::from(day.weekday()));
    let year = thursday.year();
    let days = (0..53).take_while(|weeks| thursday.plus_days(-7 * weeks).year() == year);
    format!("{year}-W{:02}", days.count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_that_of_its_thursday() {
        for (day, named) in [
            ("2026-11-22", "2026-W47"),
            ("2026-11-23", "2026-W48"),
            ("2026-12-31", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
            ("2024-12-30", "2025-W01"),
        ] {
            assert_eq!(week(Date::parse(day).unwrap()), named);
        }
    }

    fn cell(people: usize, values: &[i64]) -> Cell {
        let mut cell = Cell::default();
        for (number, value) in values.iter().enumerate() {
            cell.add(&format!("borger {}", number % people), *value);
        }
        cell
    }

    #[test]
    fn nothing_is_told_of_nine_people_however_often_it_happened() {
        let nine = cell(9, &[1; 100]);
        assert_eq!(
            [
                nine.times(),
                nine.percent(),
                nine.mean_tenths(),
                nine.median()
            ],
            [None; 4]
        );
        assert_eq!(cell(10, &[1; 10]).times(), Some(10));
    }

    #[test]
    fn numbers_are_rounded_to_the_nearest() {
        let twelve = cell(12, &[1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(twelve.percent(), Some(17));
        assert_eq!(twelve.mean_tenths(), Some(2));
        let days = cell(10, &[3, 1, 2, 9, 9, 9, 4, 5, 6, 7]);
        assert_eq!(days.median(), Some(5));
    }

    #[test]
    fn a_year_has_its_halves() {
        for (day, half) in [
            (Date::constant(2026, 6, 30), "2026-1"),
            (Date::constant(2026, 7, 1), "2026-2"),
        ] {
            assert_eq!(half_year(day), half);
        }
    }
}
