//! Free times: what the staff offer, less what is taken.

use indgang_law::calendar::Date;

use super::kind::{Form, Kind};
use super::times::{Opening, Times};
use super::{MINUTE, TICK};

/// Somebody who may take part.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Who.
    pub id: &'a str,
    /// When they offer time.
    pub times: &'a Times,
    /// When they have none, from one moment to another.
    pub busy: &'a [(i64, i64)],
}

/// A time at which a meeting can be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When it begins.
    pub start: i64,
    /// When it is over.
    pub end: i64,
    /// Until when who takes part stays free: after it comes their pause.
    pub free_at: i64,
    /// In which form, at which place.
    pub ways: Vec<Way>,
}

/// How a meeting can be held at a time, and with whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The form.
    pub form: Form,
    /// The place: of who comes, and of who calls.
    pub place: String,
    /// For each unit of the kind, who has time.
    pub staff: Vec<Vec<String>>,
}

/// Times begin at each quarter of an hour.
const STEP: u16 = 15;

/// What there is to know to find free times.
pub struct Search<'a> {
    /// What for.
    pub kind: &'a Kind,
    /// For each unit of the kind, who may take part.
    pub teams: &'a [Vec<Member<'a>>],
    /// On which days nobody meets.
    pub is_closed: &'a dyn Fn(Date) -> bool,
    /// Which moment it is on a day when the clock shows so many minutes after midnight; `None`, when it
    /// never shows that.
    pub moment: &'a dyn Fn(Date, u16) -> Option<i64>,
    /// No meeting begins before.
    pub earliest: i64,
}

/// The free times of a day, the earliest first.
#[must_use]
pub fn on(search: &Search, day: Date) -> Vec<Slot> {
    those(search, day, |_| true)
}

/// The time of a day that begins at a moment, when it is free.
#[must_use]
pub fn at(search: &Search, day: Date, start: i64) -> Option<Slot> {
    let mut found = those(search, day, |moment| moment == start);
    found.pop()
}

fn those(search: &Search, day: Date, is_wanted: impl Fn(i64) -> bool) -> Vec<Slot> {
    if search.teams.is_empty() || (search.is_closed)(day) {
        return Vec::new();
    }
    let length = i64::from(search.kind.minutes) * MINUTE;
    let open: Vec<Vec<Open>> = (search.teams.iter())
        .map(|team| {
            team.iter()
                .flat_map(|member| member_on(search, *member, day))
                .collect()
        })
        .collect();
    let starts = (0..24 * 60).step_by(usize::from(STEP));
    let mut slots: Vec<Slot> = starts
        .filter_map(|minute: u16| (search.moment)(day, minute))
        .filter(|start| *start >= search.earliest && is_wanted(*start))
        .filter_map(|start| held(search.kind, &open, start, start + length))
        .collect();
    // In the hour that the clock shows twice, two minutes may be the same moment.
    slots.sort_by_key(|slot| slot.start);
    slots.dedup_by_key(|slot| slot.start);
    slots
}

/// Somebody's hours on a day, as moments.
struct Open<'a> {
    member: Member<'a>,
    opening: &'a Opening,
    from: i64,
    until: i64,
}

fn member_on<'a>(search: &Search, member: Member<'a>, day: Date) -> Vec<Open<'a>> {
    let moment = |minute: u16| match minute {
        1440 => (search.moment)(day.plus_days(1), 0),
        minute => (search.moment)(day, minute),
    };
    (member.times.on(day).into_iter())
        .filter(|(_, opening)| opening.kinds.is_empty() || opening.kinds.contains(&search.kind.key))
        .filter_map(|(span, opening)| {
            let (from, until) = (moment(span.from)?, moment(span.to)?);
            Some(Open {
                member,
                opening,
                from,
                until,
            })
        })
        .collect()
}

fn held(kind: &Kind, open: &[Vec<Open>], start: i64, end: i64) -> Option<Slot> {
    let free: Vec<Vec<&Open>> = open
        .iter()
        .map(|team| {
            team.iter()
                .filter(|open| open.is_free(start, end))
                .collect()
        })
        .collect();
    let mut ways: Vec<Way> = Vec::new();
    for form in Form::ALL
        .into_iter()
        .filter(|form| kind.forms.contains(form))
    {
        let offers = |open: &&&Open| open.opening.forms.contains(&form);
        let mut places: Vec<&str> = (free.first()?.iter())
            .filter(offers)
            .map(|open| open.opening.place.as_str())
            .collect();
        places.sort_unstable();
        places.dedup();
        for place in places {
            // Who calls may sit anywhere; who is met sits where one comes.
            let there = |open: &&&Open| form.is_remote() || open.opening.place == place;
            let staff: Vec<Vec<String>> = free
                .iter()
                .map(|team| {
                    let mut ids: Vec<String> = (team.iter())
                        .filter(offers)
                        .filter(there)
                        .map(|open| open.member.id.to_owned())
                        .collect();
                    ids.sort_unstable();
                    ids.dedup();
                    ids
                })
                .collect();
            let is_new = |way: &Way| form.is_remote() && way.form == form;
            if staff.iter().all(|team| !team.is_empty()) && !ways.iter().any(is_new) {
                ways.push(Way {
                    form,
                    place: place.to_owned(),
                    staff,
                });
            }
        }
    }
    let pause = (free.iter().flatten()).map(|open| open.pause()).max()?;
    let free_at = end + pause;
    (!ways.is_empty()).then_some(Slot {
        start,
        end,
        free_at,
        ways,
    })
}

impl Open<'_> {
    fn pause(&self) -> i64 {
        i64::from(self.member.times.buffer) * MINUTE
    }

    /// Whether the meeting lies inside the hours, and nothing else in it. What is taken is taken in whole
    /// pieces of time.
    fn is_free(&self, start: i64, end: i64) -> bool {
        let taken = super::ticks(start, end + self.pause());
        let (from, until) = (taken.start * TICK, taken.end * TICK);
        self.from <= start
            && end <= self.until
            && !(self.member.busy.iter()).any(|(busy, free)| *busy < until && from < *free)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil;
    use jiff::tz::{self, AmbiguousOffset};

    use super::*;
    use crate::meetings::kind::Words;
    use crate::meetings::times::{Extra, Weekly};

    const HOUR: i64 = 60 * MINUTE;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// As the server's clock says it.
    fn copenhagen(day: Date, minute: u16) -> Option<i64> {
        let zone = tz::get!("Europe/Copenhagen");
        let date = civil::date(day.year(), day.month_number(), day.day());
        let (hour, minute) = (
            i8::try_from(minute / 60).ok()?,
            i8::try_from(minute % 60).ok()?,
        );
        let moment = zone.to_ambiguous_timestamp(date.at(hour, minute, 0, 0));
        match moment.offset() {
            AmbiguousOffset::Gap { .. } => None,
            _ => Some(moment.earlier().ok()?.as_millisecond()),
        }
    }

    fn on_the_clock(moment: i64) -> String {
        let at = jiff::Timestamp::from_millisecond(moment).unwrap();
        at.to_zoned(tz::get!("Europe/Copenhagen"))
            .strftime("%H.%M")
            .to_string()
    }

    fn kind(minutes: u16, units: &[&str]) -> Kind {
        let words = |text: &str| Words {
            da: text.to_owned(),
            en: text.to_owned(),
        };
        Kind {
            key: "jobsamtale".to_owned(),
            name: words("Jobsamtale"),
            purpose: words("Vi taler om dit job."),
            bring: Vec::new(),
            minutes,
            forms: Form::ALL.to_vec(),
            units: units.iter().map(|unit| (*unit).to_owned()).collect(),
            seats: 1,
            self_booking: true,
            first: false,
            one_at_a_time: true,
            counts_for: Vec::new(),
            law: String::new(),
        }
    }

    fn offers(date: &str, hours: &str, place: &str, forms: &[Form]) -> Times {
        let opening = Opening {
            hours: hours.parse().unwrap(),
            place: place.to_owned(),
            forms: forms.to_vec(),
            kinds: Vec::new(),
        };
        Times {
            extra: vec![Extra {
                date: date.parse().unwrap(),
                opening,
            }],
            ..Times::default()
        }
    }

    fn found(kind: &Kind, teams: &[Vec<Member>], date: &str) -> Vec<Slot> {
        let search = Search {
            kind,
            teams,
            is_closed: &|day| day == Date::constant(2026, 12, 25),
            moment: &copenhagen,
            earliest: 0,
        };
        on(&search, day(date))
    }

    fn starts(slots: &[Slot]) -> Vec<String> {
        slots.iter().map(|slot| on_the_clock(slot.start)).collect()
    }

    #[test]
    fn a_free_hour_gives_a_time_at_each_quarter_that_the_meeting_fits_in() {
        let times = offers("2026-11-24", "9.00-10.00", "raadhus", &Form::ALL);
        let sara = Member {
            id: "sara",
            times: &times,
            busy: &[],
        };
        let slots = found(&kind(30, &["job"]), &[vec![sara]], "2026-11-24");
        assert_eq!(starts(&slots), ["09.00", "09.15", "09.30"]);
        let forms: Vec<Form> = slots[0].ways.iter().map(|way| way.form).collect();
        assert_eq!(forms, Form::ALL);
        assert_eq!(slots[0].ways[0].staff, [["sara"]]);
    }

    #[test]
    fn what_is_taken_and_the_pause_after_it_are_not_free() {
        let mut times = offers("2026-11-24", "9.00-11.00", "raadhus", &Form::ALL);
        times.buffer = 10;
        let nine = copenhagen(day("2026-11-24"), 9 * 60).unwrap();
        let busy = [(nine + HOUR / 2, nine + HOUR + 10 * MINUTE)];
        let sara = Member {
            id: "sara",
            times: &times,
            busy: &busy,
        };
        let slots = found(&kind(30, &["job"]), &[vec![sara]], "2026-11-24");
        assert_eq!(starts(&slots), ["10.15", "10.30"]);
        let short = found(&kind(20, &["job"]), &[vec![sara]], "2026-11-24");
        assert_eq!(starts(&short), ["09.00", "10.15", "10.30"]);
        assert_eq!(short[0].free_at - short[0].end, 10 * MINUTE);
    }

    #[test]
    fn two_units_meet_when_and_where_both_have_time() {
        let job = offers("2026-11-24", "9.00-12.00", "raadhus", &Form::ALL);
        let away = offers("2026-11-24", "9.00-12.00", "havnen", &[Form::InPerson]);
        let there = offers(
            "2026-11-24",
            "10.00-11.00",
            "raadhus",
            &[Form::InPerson, Form::Phone],
        );
        let team = |id, times| {
            vec![Member {
                id,
                times,
                busy: &[],
            }]
        };
        let kind = kind(45, &["job", "ydelse"]);
        let slots = found(
            &kind,
            &[team("sara", &job), team("yusuf", &there)],
            "2026-11-24",
        );
        assert_eq!(starts(&slots), ["10.00", "10.15"]);
        let forms: Vec<Form> = slots[0].ways.iter().map(|way| way.form).collect();
        assert_eq!(forms, [Form::InPerson, Form::Phone]);
        assert_eq!(slots[0].ways[0].staff, [["sara"], ["yusuf"]]);
        let elsewhere = found(
            &kind,
            &[team("sara", &job), team("yusuf", &away)],
            "2026-11-24",
        );
        assert_eq!(elsewhere, [], "nobody is at two places");
    }

    #[test]
    fn on_a_day_that_is_closed_nobody_meets() {
        let times = offers("2026-12-25", "9.00-10.00", "raadhus", &Form::ALL);
        let sara = Member {
            id: "sara",
            times: &times,
            busy: &[],
        };
        assert_eq!(found(&kind(30, &["job"]), &[vec![sara]], "2026-12-25"), []);
    }

    #[test]
    fn in_the_night_to_summer_time_the_hour_that_is_not_there_has_no_times() {
        let times = offers("2027-03-28", "1.00-4.00", "raadhus", &Form::ALL);
        let sara = Member {
            id: "sara",
            times: &times,
            busy: &[],
        };
        let slots = found(&kind(60, &["job"]), &[vec![sara]], "2027-03-28");
        assert_eq!(
            starts(&slots),
            ["01.00", "01.15", "01.30", "01.45", "03.00"]
        );
        for slot in &slots {
            assert_eq!(slot.end - slot.start, HOUR);
        }
        assert_eq!(
            on_the_clock(slots[1].end),
            "03.15",
            "it goes on past the gap"
        );
    }

    #[test]
    fn in_the_night_to_winter_time_no_moment_is_offered_twice() {
        let times = offers("2026-10-25", "1.00-4.00", "raadhus", &Form::ALL);
        let sara = Member {
            id: "sara",
            times: &times,
            busy: &[],
        };
        let slots = found(&kind(60, &["job"]), &[vec![sara]], "2026-10-25");
        let mut moments: Vec<i64> = slots.iter().map(|slot| slot.start).collect();
        moments.dedup();
        assert_eq!(moments.len(), slots.len());
        assert!(moments.is_sorted());
        assert_eq!(starts(&slots).last().unwrap(), "03.00");
    }

    #[test]
    fn each_monday_stays_at_nine_by_the_clock_over_the_change() {
        let mut times = offers("2026-10-19", "9.00-9.30", "raadhus", &Form::ALL);
        let opening = times.extra.remove(0).opening;
        times.weekly.push(Weekly {
            weekday: 0,
            opening,
            from: None,
            until: None,
        });
        let sara = Member {
            id: "sara",
            times: &times,
            busy: &[],
        };
        let at = |date| found(&kind(30, &["job"]), &[vec![sara]], date)[0].start;
        let (before, after) = (at("2026-10-19"), at("2026-10-26"));
        assert_eq!(
            (on_the_clock(before), on_the_clock(after)),
            ("09.00".into(), "09.00".into())
        );
        assert_eq!(
            after - before,
            7 * 24 * HOUR + HOUR,
            "the week has an hour more"
        );
    }
}
