//! A plan in a calendar (iCalendar, RFC 5545): the cards' weeks, their times of the week, and the days
//! that stand fast.

use super::board::Card;
use super::days::{Day, Week};
use super::edit::Time;

/// A card as it comes into the calendar.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Which.
    pub card: &'a Card,
    /// What it is called there.
    pub title: &'a str,
    /// What else is said about it; may be empty.
    pub text: &'a str,
}

/// The calendar's rules for summer time in Denmark, as they have been since 1996.
const ZONE: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Copenhagen",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "END:VTIMEZONE",
];

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const DAY: u64 = 86_400_000;

/// The calendar of a plan. `stamp` is when it is made, in milliseconds since 1970.
///
/// The same card has the same name in every calendar that is made of the plan, so that a newer one
/// takes the place of an older.
#[must_use]
pub fn calendar<'a>(
    name: &str,
    entries: impl IntoIterator<Item = Entry<'a>>,
    stamp: u64,
) -> String {
    let mut lines = Lines(String::new());
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Indgang//Min plan//DA");
    lines.add("CALSCALE:GREGORIAN");
    lines.add("METHOD:PUBLISH");
    lines.add(&format!("X-WR-CALNAME:{}", escaped(name)));
    for line in ZONE {
        lines.add(line);
    }
    for entry in entries {
        lines.card(&entry, stamp);
    }
    lines.add("END:VCALENDAR");
    lines.0
}

/// Lines of at most 75 octets: a longer one goes on in the next, after a space.
struct Lines(String);

impl Lines {
    fn add(&mut self, line: &str) {
        let mut room = 75;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = 74;
            }
            room -= letter.len_utf8();
            self.0.push(letter);
        }
        self.0.push_str("\r\n");
    }

    fn card(&mut self, entry: &Entry, stamp: u64) {
        let card = entry.card;
        if let Some(due) = card.due {
            return self.event(entry, "due", stamp, &all_day(due, 1));
        }
        let Some(span) = card.span else { return };
        let times: Vec<&Time> = card
            .times
            .iter()
            .filter(|time| time.days & 127 != 0)
            .collect();
        for (n, time) in times.iter().enumerate() {
            let when = weekly(span.from, span.weeks, time);
            self.event(entry, &format!("t{n}"), stamp, &when);
        }
        if times.is_empty() {
            let days = i32::from(span.weeks).saturating_mul(7);
            let mut when = all_day(Day::of(span.from.monday()), days);
            // Whoever looks for a free hour finds one in these weeks.
            when.push("TRANSP:TRANSPARENT".to_owned());
            self.event(entry, "w", stamp, &when);
        }
    }

    fn event(&mut self, entry: &Entry, part: &str, stamp: u64, when: &[String]) {
        let id = entry.card.id;
        let (at, replica, n) = (id.action.at, id.action.replica.0, id.n);
        self.add("BEGIN:VEVENT");
        self.add(&format!("UID:{at}-{replica}-{n}-{part}@indgang"));
        self.add(&format!("DTSTAMP:{}", moment(stamp)));
        for line in when {
            self.add(line);
        }
        self.add(&format!("SUMMARY:{}", escaped(entry.title)));
        if !entry.text.is_empty() {
            self.add(&format!("DESCRIPTION:{}", escaped(entry.text)));
        }
        self.add("END:VEVENT");
    }
}

fn date(day: Day) -> String {
    day.date().to_string().replace('-', "")
}

fn moment(at: u64) -> String {
    let day = Day(i32::try_from(at / DAY).unwrap_or(i32::MAX));
    let seconds = at % DAY / 1000;
    let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
    format!("{}T{hour:02}{minute:02}{:02}Z", date(day), seconds % 60)
}

fn all_day(from: Day, days: i32) -> Vec<String> {
    let end = Day(from.0.saturating_add(days));
    vec![
        format!("DTSTART;VALUE=DATE:{}", date(from)),
        // The day after the last.
        format!("DTEND;VALUE=DATE:{}", date(end)),
    ]
}

fn weekly(first: Week, weeks: u16, time: &Time) -> Vec<String> {
    let days = (0..7).filter(|day| time.days & 1 << day != 0);
    let names: Vec<&str> = days.clone().map(|day| WEEKDAYS[day]).collect();
    let begins = days.clone().next().unwrap_or(0);
    let begins = Day::of(first.monday()).0 + i32::try_from(begins).unwrap_or(0);
    let ends = begins + i32::from(time.to <= time.from);
    let local = |day: i32, minute: u16| {
        // Midnight at the end of a day is that of the next.
        let day = Day(day + i32::from(minute / 1440));
        let minute = minute % 1440;
        let (hour, minute) = (minute / 60, minute % 60);
        format!(
            "TZID=Europe/Copenhagen:{}T{hour:02}{minute:02}00",
            date(day)
        )
    };
    let count = names.len() * usize::from(weeks);
    vec![
        format!("DTSTART;{}", local(begins, time.from)),
        format!("DTEND;{}", local(ends, time.to)),
        format!("RRULE:FREQ=WEEKLY;COUNT={count};BYDAY={}", names.join(",")),
    ]
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            // A soft hyphen is for narrow cards; other control characters have no place in a calendar.
            '\u{ad}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Log;
    use crate::plan::edit::{Author, Edit, Kind, Replica, Role, Span, Value};

    /// Monday 23 November 2026.
    const FIRST: Week = Week(2968);

    fn plan(cards: Vec<Vec<Value>>) -> Vec<Card> {
        let mut log = Log::default();
        let sign = Edit::Sign(Author {
            role: Role::Citizen,
            name: String::new(),
        });
        log.act(1, Replica(1), vec![sign]);
        let add = |values| Edit::Add {
            kind: Kind::Own,
            values,
        };
        log.act(2, Replica(1), cards.into_iter().map(add).collect());
        log.board().cards
    }

    fn of(cards: &[Card], title: &str, text: &str) -> String {
        let entry = |card| Entry { card, title, text };
        calendar("Min plan", cards.iter().map(entry), 1_795_000_000_000)
    }

    fn lies(weeks: u16) -> Value {
        Value::When(Some(Span { from: FIRST, weeks }))
    }

    fn whole(calendar: &str) -> String {
        calendar.replace("\r\n ", "")
    }

    #[test]
    fn a_card_without_times_lies_over_its_weeks() {
        let said = of(&plan(vec![vec![lies(6)]]), "Træning", "");
        assert!(said.contains("DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20270104\r\n"));
        assert!(said.contains("UID:2-1-0-w@indgang\r\nDTSTAMP:20261118T"));
        assert!(said.contains("SUMMARY:Træning\r\n"));
        assert!(!said.contains("DESCRIPTION"));
    }

    #[test]
    fn a_card_with_times_comes_each_week_by_the_clock_in_copenhagen() {
        let time = Time {
            days: 0b1010,
            from: 10 * 60,
            to: 11 * 60 + 30,
        };
        let night = Time {
            days: 0b1,
            from: 22 * 60,
            to: 6 * 60,
        };
        let card = vec![lies(3), Value::Times(vec![time, night])];
        let said = of(&plan(vec![card]), "Træning", "");
        assert!(said.contains(
            "DTSTART;TZID=Europe/Copenhagen:20261124T100000\r\n\
             DTEND;TZID=Europe/Copenhagen:20261124T113000\r\n\
             RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=TU,TH\r\n"
        ));
        assert!(said.contains("DTEND;TZID=Europe/Copenhagen:20261124T060000\r\n"));
        assert!(said.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\n"));
        assert_eq!(said.matches("BEGIN:VEVENT").count(), 2);
    }

    #[test]
    fn a_day_that_stands_fast_is_that_day() {
        let due = Day::of(FIRST.day(1));
        let said = of(
            &plan(vec![vec![lies(1), Value::Due(Some(due))]]),
            "Samtale",
            "",
        );
        assert!(said.contains("DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261125\r\n"));
    }

    #[test]
    fn what_lies_nowhere_is_in_no_calendar() {
        let said = of(&plan(vec![vec![]]), "Idé", "");
        assert!(!said.contains("VEVENT"));
    }

    #[test]
    fn long_lines_are_folded_between_letters_and_signs_are_escaped() {
        let text = "Æblegrød; på vej, \\ og\r\nså en linje til. ".repeat(9);
        let said = of(&plan(vec![vec![lies(1)]]), "Med\u{ad}hjælper", &text);
        for line in said.split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
            assert!(!line.contains('\n') && !line.contains('\r'));
        }
        let whole = whole(&said);
        assert!(whole.contains("DESCRIPTION:Æblegrød\\; på vej\\, \\\\ og\\nså en linje til. Æ"));
        assert!(whole.contains("SUMMARY:Medhjælper\r\n"));
        assert!(said.ends_with("END:VCALENDAR\r\n"));
    }
}
