//! Civil dates and months as the law counts them.

use std::fmt;

use serde::{Serialize, Serializer};

/// A civil date; one that is not in the calendar cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// `None` when the calendar has no such date in the years 1 to 9999.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// A date that is known to be in the calendar when the program is compiled.
    #[must_use]
    pub const fn constant(year: i16, month: i8, day: i8) -> Self {
        Self(jiff::civil::Date::constant(year, month, day))
    }

    /// `"2026-11-21"`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        Self::new(
            digits(&bytes[..4])?,
            digits(&bytes[5..7])? as i8,
            digits(&bytes[8..])? as i8,
        )
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub fn month_number(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The calendar month that the date is in.
    #[must_use]
    pub fn month(self) -> Month {
        Month {
            year: self.year(),
            month: self.month_number(),
        }
    }

    /// The day of the week: 0 is Monday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_zero_offset().unsigned_abs()
    }

    /// The date so many days later (earlier when negative), inside the calendar. Day by day: this is
    /// for offices and deadlines, and needs none of the weight of calendar arithmetic.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let step = if days < 0 {
            jiff::civil::Date::yesterday
        } else {
            jiff::civil::Date::tomorrow
        };
        let far = (0..days.unsigned_abs()).try_fold(self.0, |date, _| step(date));
        far.map_or(self, Self)
    }

    /// Whole years from `self` to `day`: an age on that day. Who is born on 29 February has the
    /// birthday on 1 March in other years (R0-04). Negative before `self`.
    #[must_use]
    pub fn whole_years_until(self, day: Self) -> i16 {
        let anniversary_passed =
            (day.month_number(), day.day()) >= (self.month_number(), self.day());
        day.year() - self.year() - i16::from(!anniversary_passed)
    }
}

fn digits(bytes: &[u8]) -> Option<i16> {
    bytes.iter().try_fold(0, |value, byte| {
        byte.is_ascii_digit()
            .then(|| value * 10 + i16::from(byte - b'0'))
    })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month_number(),
            self.day()
        )
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// 0 to 9999.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl Month {
    /// `None` when `month` is not 1 to 12 or `year` is not 0 to 9999.
    #[must_use]
    pub const fn new(year: i16, month: i8) -> Option<Self> {
        if year < 0 || year > 9999 || month < 1 || month > 12 {
            return None;
        }
        Some(Self { year, month })
    }

    /// `"2026-11"`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 7 || bytes[4] != b'-' {
            return None;
        }
        Self::new(digits(&bytes[..4])?, digits(&bytes[5..])? as i8)
    }

    /// Months since year 0: a number to compare and to count with.
    #[must_use]
    pub fn ordinal(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// The month `months` later (earlier when negative), inside the years 0 to 9999.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let ordinal = (self.ordinal() + months).clamp(0, 9999 * 12 + 11);
        Self {
            year: (ordinal / 12) as i16,
            month: (ordinal % 12 + 1) as i8,
        }
    }

    /// The 1st.
    #[must_use]
    pub fn first(self) -> Date {
        Date(jiff::civil::Date::constant(self.year, self.month, 1))
    }

    /// The last day.
    #[must_use]
    pub fn last(self) -> Date {
        Date(self.first().0.last_of_month())
    }

    /// Calendar days of the month.
    #[must_use]
    pub fn days(self) -> i64 {
        i64::from(self.last().day())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
