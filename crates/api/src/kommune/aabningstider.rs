//! When the office is open: an ordinary week, and the days that are different.

use std::collections::BTreeMap;

#[cfg(not(target_arch = "wasm32"))]
use indgang_domain::calendar::{ClosingDay, public_holidays};
use indgang_domain::hours::{Dato, Hours, Span};
use indgang_law::calendar::Date;
use serde::{Deserialize, Serialize};

/// The opening hours: of an ordinary week, and of the days that are different.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are the days of the week")]
pub struct Aabningstider {
    pub mandag: Hours,
    pub tirsdag: Hours,
    pub onsdag: Hours,
    pub torsdag: Hours,
    pub fredag: Hours,
    pub loerdag: Hours,
    pub soendag: Hours,
    /// Days with hours of their own; without any, the office is closed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub undtagelser: BTreeMap<Dato, Hours>,
    /// On which days that are no public holidays the office is closed every year.
    #[cfg(not(target_arch = "wasm32"))]
    #[serde(skip_serializing)]
    pub lukkedage: Vec<ClosingDay>,
}

/// What the opening hours say about one moment. Times are minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Open, until then.
    Open {
        /// When it closes.
        until: u16,
    },
    /// Closed, and opens again in the weeks that follow.
    OpensIn {
        /// 0 is today.
        days: u8,
        /// When it opens.
        at: u16,
    },
    /// No day of the next weeks has opening hours.
    NeverOpen,
}

impl Aabningstider {
    /// The days in order, Monday first.
    #[must_use]
    pub fn days(&self) -> [&Hours; 7] {
        [
            &self.mandag,
            &self.tirsdag,
            &self.onsdag,
            &self.torsdag,
            &self.fredag,
            &self.loerdag,
            &self.soendag,
        ]
    }

    /// The hours of a day.
    #[must_use]
    pub fn on(&self, day: Date) -> &Hours {
        self.undtagelser
            .get(&Dato(day))
            .unwrap_or_else(|| self.days()[usize::from(day.weekday())])
    }

    /// Whether it is open today at a minute after midnight, in Danish time.
    #[must_use]
    pub fn at(&self, today: Date, minute: u16) -> Moment {
        if let Some(now) = (self.on(today).spans().iter()).find(|span| span.holds(minute)) {
            return Moment::Open { until: now.to };
        }
        let mut day = today;
        for days in 0..=LONGEST_BREAK {
            let next = |span: &&Span| days > 0 || span.from > minute;
            if let Some(span) = self.on(day).spans().iter().find(next) {
                return Moment::OpensIn {
                    days,
                    at: span.from,
                };
            }
            day = day.plus_days(1);
        }
        Moment::NeverOpen
    }

    /// The same hours, with the public holidays and the closing days of the year that begins today
    /// written out as exceptions: the browser only looks them up. What the municipality says itself
    /// about a day stays.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn with_holidays(mut self, today: Date) -> Self {
        let until = today.plus_days(366);
        let closed: Vec<Date> = [today.year(), until.year()]
            .into_iter()
            .flat_map(|year| {
                let of_its_own = self.lukkedage.iter().map(move |day| day.in_year(year));
                public_holidays(year).into_iter().chain(of_its_own)
            })
            .filter(|day| (today..=until).contains(day) && !self.on(*day).is_empty())
            .collect();
        for day in closed {
            self.undtagelser.entry(Dato(day)).or_default();
        }
        self
    }
}

/// How many days ahead the next opening is looked for: longer than Christmas.
const LONGEST_BREAK: u8 = 31;

#[cfg(test)]
mod tests {
    use super::*;

    fn week() -> Aabningstider {
        Aabningstider {
            mandag: "10.00-15.00".parse().unwrap(),
            torsdag: "10.00-12.00, 13.00-17.30".parse().unwrap(),
            ..Aabningstider::default()
        }
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn on_monday_morning_it_opens_later_today() {
        let monday = day("2026-11-23");
        assert_eq!(
            week().at(monday, 8 * 60),
            Moment::OpensIn { days: 0, at: 600 }
        );
        assert_eq!(week().at(monday, 600), Moment::Open { until: 900 });
    }

    #[test]
    fn in_the_lunch_break_it_opens_again_the_same_day() {
        let thursday = day("2026-11-26");
        assert_eq!(
            week().at(thursday, 750),
            Moment::OpensIn { days: 0, at: 780 }
        );
    }

    #[test]
    fn after_the_last_day_it_opens_next_week() {
        let thursday = day("2026-11-26");
        assert_eq!(
            week().at(thursday, 1050),
            Moment::OpensIn { days: 4, at: 600 }
        );
        assert_eq!(Aabningstider::default().at(thursday, 0), Moment::NeverOpen);
    }

    #[test]
    fn over_easter_it_opens_after_the_holidays() {
        let wednesday = day("2026-04-01");
        let hours = week().with_holidays(wednesday);
        let thursday_after = Moment::OpensIn { days: 8, at: 600 };
        assert_eq!(hours.at(wednesday, 1000), thursday_after);
        assert_eq!(
            week().at(wednesday, 1000),
            Moment::OpensIn { days: 1, at: 600 }
        );
    }

    #[test]
    fn what_the_municipality_says_about_a_day_stays() {
        let second_easter_day = Dato(day("2026-04-06"));
        let mut hours = week();
        let open: Hours = "12.00-13.00".parse().unwrap();
        hours.undtagelser.insert(second_easter_day, open.clone());
        hours.lukkedage = vec![ClosingDay::Juleaftensdag];
        let hours = hours.with_holidays(day("2026-03-30"));
        assert_eq!(hours.undtagelser[&second_easter_day], open);
        assert_eq!(hours.on(day("2026-12-24")), &Hours::default());
        assert!(
            !hours.undtagelser.contains_key(&Dato(day("2026-04-03"))),
            "a Friday is closed anyway"
        );
    }

    #[test]
    fn the_days_of_the_coming_year_are_written_out_for_the_browser() {
        let hours = week().with_holidays(day("2026-11-23"));
        let written = serde_json::to_string(&hours).unwrap();
        assert!(written.contains("\"2027-03-25\":\"\""), "{written}");
    }
}
