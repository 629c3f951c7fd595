//! Hours of a day, as offices and people write them, and dates in documents.

use std::fmt;
use std::str::FromStr;

use indgang_law::calendar::Date;
use serde::{Deserialize, Serialize};

/// A date in a document, `"2026-12-28"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Dato(pub Date);

/// The hours of one day, in order: `"10.00-12.00, 13.00-15.00"`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours(Vec<Span>);

impl Hours {
    /// The spans of the day, in order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// From one time of day to another, in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it begins.
    pub from: u16,
    /// When it is over.
    pub to: u16,
}

impl Span {
    /// Whether a minute is in it.
    #[must_use]
    pub fn holds(&self, minute: u16) -> bool {
        (self.from..self.to).contains(&minute)
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Span { from, to }) in self.0.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(
                f,
                "{comma}{}.{:02}-{}.{:02}",
                from / 60,
                from % 60,
                to / 60,
                to % 60
            )?;
        }
        Ok(())
    }
}

/// `"9.05"` as minutes after midnight.
#[must_use]
pub fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once('.')?;
    let number = |part: &str, longest| {
        let plain = (1..=longest).contains(&part.len());
        (plain && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u16>().ok())?
    };
    let (hour, minute) = (
        number(hour, 2)?,
        (minute.len() == 2).then(|| number(minute, 2))??,
    );
    let whole = hour * 60 + minute;
    (minute < 60 && whole <= 24 * 60).then_some(whole)
}

impl FromStr for Hours {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = "opening hours are needed here, in order, like \"10.00-12.00, 13.00-15.00\"";
        let mut spans: Vec<Span> = Vec::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (from, to) = part.split_once('-').ok_or(wanted)?;
            let span = Span {
                from: minute(from).ok_or(wanted)?,
                to: minute(to).ok_or(wanted)?,
            };
            let earliest = spans.last().map_or(0, |before| before.to);
            if span.from < earliest || span.to <= span.from {
                return Err(wanted);
            }
            spans.push(span);
        }
        Ok(Self(spans))
    }
}

impl FromStr for Dato {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Date::parse(text)
            .map(Self)
            .ok_or("a date is needed here, like \"2026-12-28\"")
    }
}

impl TryFrom<String> for Hours {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Hours> for String {
    fn from(hours: Hours) -> Self {
        hours.to_string()
    }
}

impl TryFrom<String> for Dato {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Dato> for String {
    fn from(date: Dato) -> Self {
        date.0.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_hours_read_back_as_they_were_written() {
        for hours in ["", "9.00-12.00", "8.30-12.00, 13.00-24.00"] {
            assert_eq!(hours.parse::<Hours>().unwrap().to_string(), hours);
        }
        for wrong in [
            "10-15",
            "15.00-10.00",
            "10.00-15.60",
            "13.00-15.00, 9.00-12.00",
            "10.00-24.01",
            "+9.00-10.00",
        ] {
            assert!(wrong.parse::<Hours>().is_err(), "{wrong}");
        }
    }
}
