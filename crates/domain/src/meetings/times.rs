//! When somebody has time for meetings: an ordinary week and what is different. Free times are computed from
//! this and from what is taken, and are never kept.

use indgang_law::calendar::Date;
use serde::{Deserialize, Serialize};

use super::kind::Form;
use crate::hours::{Dato, Hours, Span};

/// The times that a member of staff publishes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Times {
    /// The ordinary weeks.
    pub weekly: Vec<Weekly>,
    /// When they are away.
    pub away: Vec<Away>,
    /// Further hours on single days.
    pub extra: Vec<Extra>,
    /// Minutes that stay free after each meeting.
    pub buffer: u8,
}

/// Hours that come back each week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weekly {
    /// 0 is Monday.
    pub weekday: u8,
    /// When.
    #[serde(flatten)]
    pub opening: Opening,
    /// The first day; without one, always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Dato>,
    /// The last day; without one, until further notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Dato>,
}

/// Hours on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// The day.
    pub date: Dato,
    /// When.
    #[serde(flatten)]
    pub opening: Opening,
}

/// What is offered in some hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// When.
    pub hours: Hours,
    /// At which of the municipality's places.
    pub place: String,
    /// In which forms.
    pub forms: Vec<Form>,
    /// For which kinds of meeting; none named are all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
}

/// Days, or hours of one day, without meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Away {
    /// The first day.
    pub from: Dato,
    /// The last day.
    pub until: Dato,
    /// Which hours of each day; none named are all.
    #[serde(default, skip_serializing_if = "Hours::is_empty")]
    pub hours: Hours,
}

/// Why times cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// There is no such weekday.
    #[error("a weekday from 0 (Monday) to 6 is needed here")]
    Weekday(usize),
    /// It ends before it begins.
    #[error("the last day must not be before the first")]
    Backwards(usize),
    /// Nobody could meet in it.
    #[error("at least one form is needed here: in_person, phone or video")]
    NoForm(usize),
    /// More than anybody needs.
    #[error("at most {MOST} entries of one sort can be kept")]
    TooMany,
}

/// How many entries of one sort there are at most.
pub const MOST: usize = 200;

impl Times {
    /// What is wrong with them, if anything.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), Wrong> {
        let most = [self.weekly.len(), self.away.len(), self.extra.len()];
        if most.into_iter().any(|count| count > MOST) {
            return Err(Wrong::TooMany);
        }
        for (index, weekly) in self.weekly.iter().enumerate() {
            if weekly.weekday > 6 {
                return Err(Wrong::Weekday(index));
            }
            if weekly.opening.forms.is_empty() {
                return Err(Wrong::NoForm(index));
            }
            if let (Some(from), Some(until)) = (weekly.from, weekly.until)
                && until < from
            {
                return Err(Wrong::Backwards(index));
            }
        }
        for (index, extra) in self.extra.iter().enumerate() {
            if extra.opening.forms.is_empty() {
                return Err(Wrong::NoForm(index));
            }
        }
        let backwards = self.away.iter().position(|away| away.until < away.from);
        backwards.map_or(Ok(()), |index| Err(Wrong::Backwards(index)))
    }

    /// What is open on a day, without what they are away.
    #[must_use]
    pub fn on(&self, day: Date) -> Vec<(Span, &Opening)> {
        let date = Dato(day);
        let weekly = self.weekly.iter().filter(|weekly| {
            weekly.weekday == day.weekday()
                && weekly.from.is_none_or(|from| from <= date)
                && weekly.until.is_none_or(|until| date <= until)
        });
        let extra = self.extra.iter().filter(|extra| extra.date == date);
        let away: Vec<&Away> = (self.away.iter())
            .filter(|away| (away.from..=away.until).contains(&date))
            .collect();
        if away.iter().any(|away| away.hours.is_empty()) {
            return Vec::new();
        }
        let gaps: Vec<Span> = (away.iter())
            .flat_map(|away| away.hours.spans().iter().copied())
            .collect();
        weekly
            .map(|weekly| &weekly.opening)
            .chain(extra.map(|extra| &extra.opening))
            .flat_map(|opening| {
                let spans = opening.hours.spans().iter();
                spans
                    .flat_map(|span| without(*span, &gaps))
                    .map(move |span| (span, opening))
            })
            .collect()
    }
}

/// What is left of a span.
fn without(span: Span, gaps: &[Span]) -> Vec<Span> {
    gaps.iter().fold(vec![span], |left, gap| {
        left.into_iter()
            .flat_map(|span| {
                let before = Span {
                    from: span.from,
                    to: span.to.min(gap.from),
                };
                let after = Span {
                    from: span.from.max(gap.to),
                    to: span.to,
                };
                [before, after]
                    .into_iter()
                    .filter(|span| span.from < span.to)
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn opening(hours: &str) -> Opening {
        Opening {
            hours: hours.parse().unwrap(),
            place: "raadhus".to_owned(),
            forms: Form::ALL.to_vec(),
            kinds: Vec::new(),
        }
    }

    fn mondays(hours: &str) -> Times {
        Times {
            weekly: vec![Weekly {
                weekday: 0,
                opening: opening(hours),
                from: None,
                until: None,
            }],
            ..Times::default()
        }
    }

    fn away(from: &str, until: &str, hours: &str) -> Away {
        Away {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
            hours: hours.parse().unwrap(),
        }
    }

    fn spans(times: &Times, date: &str) -> Vec<(u16, u16)> {
        (times.on(day(date)).iter())
            .map(|(span, _)| (span.from, span.to))
            .collect()
    }

    #[test]
    fn an_ordinary_week_comes_back_and_other_days_are_free_of_meetings() {
        let times = mondays("9.00-12.00, 13.00-15.00");
        assert_eq!(spans(&times, "2026-11-23"), [(540, 720), (780, 900)]);
        assert_eq!(spans(&times, "2026-11-24"), []);
    }

    #[test]
    fn who_is_away_for_an_hour_is_there_before_and_after() {
        let mut times = mondays("9.00-12.00");
        times
            .away
            .push(away("2026-11-23", "2026-11-23", "10.00-10.30"));
        assert_eq!(spans(&times, "2026-11-23"), [(540, 600), (630, 720)]);
        times.away.push(away("2026-11-20", "2026-11-30", ""));
        assert_eq!(spans(&times, "2026-11-23"), []);
        assert_eq!(spans(&times, "2026-12-07"), [(540, 720)]);
    }

    #[test]
    fn a_week_that_begins_later_is_not_there_before() {
        let mut times = mondays("9.00-12.00");
        times.weekly[0].from = Some("2026-12-01".parse().unwrap());
        times.weekly[0].until = Some("2026-12-07".parse().unwrap());
        assert_eq!(spans(&times, "2026-11-30"), []);
        assert_eq!(spans(&times, "2026-12-07"), [(540, 720)]);
        assert_eq!(spans(&times, "2026-12-14"), []);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let mut times = mondays("9.00-12.00");
        assert_eq!(times.check(), Ok(()));
        times.away.push(away("2026-11-24", "2026-11-23", ""));
        assert_eq!(times.check(), Err(Wrong::Backwards(0)));
        times.weekly[0].weekday = 7;
        assert_eq!(times.check(), Err(Wrong::Weekday(0)));
    }

    #[test]
    fn times_read_back_as_they_were_written() {
        let mut times = mondays("9.00-12.00");
        times.extra.push(Extra {
            date: "2026-12-05".parse().unwrap(),
            opening: opening("10.00-11.00"),
        });
        times
            .away
            .push(away("2026-11-23", "2026-11-23", "10.00-10.30"));
        let written = serde_json::to_string(&times).unwrap();
        assert_eq!(
            serde_json::from_str::<Times>(&written).unwrap(),
            times,
            "{written}"
        );
    }
}
