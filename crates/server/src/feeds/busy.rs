//! When a calendar (iCalendar, RFC 5545) says that somebody is busy. Nothing else of it comes out of here.

use std::collections::BTreeMap;

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::timezone::TzResolver;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarDuration, ICalendarEntry,
    ICalendarFreeBusyType, ICalendarParameter, ICalendarParameterName, ICalendarParameterValue,
    ICalendarPeriod, ICalendarProperty, ICalendarRecurrenceRule, ICalendarStatus,
    ICalendarTransparency, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};
use indgang_api::meetings::Unread;

/// Where times are that do not say it, and those of zones that nobody has heard of.
const HERE: &str = "Europe/Copenhagen";
const END: &str = "END:VCALENDAR";
/// How often one entry may come back, counted from its first day.
const REPEATS: usize = 20_000;
/// How often all together.
const ALL_REPEATS: usize = 400_000;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Busy {
    /// From one moment to another, in order, and none touches the next.
    pub spans: Vec<(i64, i64)>,
    /// Entries that could not be understood.
    pub unclear: u32,
}

/// When a calendar says that somebody is busy between two moments.
pub fn busy(text: &str, window: (i64, i64)) -> Result<Busy, Unread> {
    // Of one that was cut off, what is missing would count as free.
    if !text.trim_end().ends_with(END) {
        return Err(Unread::NotACalendar);
    }
    let mut reading = Reading {
        window,
        here: HERE.parse().unwrap_or(Tz::UTC),
        left: ALL_REPEATS,
        found: Busy::default(),
    };
    let mut parser = Parser::new(text);
    let mut is_calendar = false;
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                is_calendar = true;
                reading.add(calendar)?;
            }
            Entry::Eof if is_calendar => break,
            Entry::InvalidLine(line) if is_calendar && line.trim().is_empty() => {}
            _ => return Err(Unread::NotACalendar),
        }
    }
    let mut found = reading.found;
    found.spans = joined(found.spans);
    Ok(found)
}

struct Reading {
    window: (i64, i64),
    here: Tz,
    left: usize,
    found: Busy,
}

impl Reading {
    fn add(&mut self, calendar: ICalendar) -> Result<(), Unread> {
        let mut zones = Vec::new();
        // What is changed about one day of a series stands beside the series, under the same name.
        let mut series: BTreeMap<String, Vec<ICalendarComponent>> = BTreeMap::new();
        for (index, component) in calendar.components.into_iter().enumerate() {
            match component.component_type {
                ICalendarComponentType::VTimezone => zones.push(component),
                ICalendarComponentType::VFreebusy => self.add_periods(&component),
                ICalendarComponentType::VEvent => {
                    let name = component.uid().map(str::to_owned);
                    let name = name.unwrap_or_else(|| index.to_string());
                    series.entry(name).or_default().push(component);
                }
                _ => {}
            }
        }
        for events in series.into_values() {
            self.add_series(&zones, events)?;
        }
        Ok(())
    }

    fn add_series(
        &mut self,
        zones: &[ICalendarComponent],
        mut events: Vec<ICalendarComponent>,
    ) -> Result<(), Unread> {
        let mut components = zones.to_vec();
        let zones = ICalendar {
            components: components.clone(),
        };
        let zones = zones.build_tz_resolver().with_default(self.here);
        for event in &mut events {
            as_calcard_reads(event, &zones, self.window.1);
        }
        components.append(&mut events);
        let calendar = ICalendar { components };
        let found = calendar.expand_dates(self.here, REPEATS.min(self.left));
        self.left = self.left.saturating_sub(found.events.len());
        if self.left == 0 {
            return Err(Unread::TooBig);
        }
        let unclear = found.errors.len() + usize::from(found.events.len() >= REPEATS);
        self.found.unclear += u32::try_from(unclear).unwrap_or(u32::MAX);
        for event in found.events {
            let component = usize::try_from(event.comp_id).unwrap_or(usize::MAX);
            if calendar.components.get(component).is_none_or(is_free) {
                continue;
            }
            let (start, end) = event.timestamps();
            // Until the same time of day, also in the night in which the clocks are changed.
            let end = event
                .try_into_date_time()
                .map_or(end, |it| it.end.timestamp());
            self.push(start, end);
        }
        Ok(())
    }

    /// A calendar that only says when: `VFREEBUSY`.
    fn add_periods(&mut self, component: &ICalendarComponent) {
        let entries = component.entries.iter();
        for entry in entries.filter(|entry| entry.name == ICalendarProperty::Freebusy) {
            let free = ICalendarParameterValue::Fbtype(ICalendarFreeBusyType::Free);
            let mut types = entry.parameters(&ICalendarParameterName::Fbtype);
            if types.any(|value| *value == free) {
                continue;
            }
            for value in &entry.values {
                let span = match value {
                    ICalendarValue::Period(period) => self.span(period),
                    _ => None,
                };
                match span {
                    Some((start, end)) => self.push(start, end),
                    None => self.found.unclear += 1,
                }
            }
        }
    }

    fn span(&self, period: &ICalendarPeriod) -> Option<(i64, i64)> {
        let moment = |at: &PartialDateTime| Some(at.to_date_time_with_tz(self.here)?.timestamp());
        match period {
            ICalendarPeriod::Range { start, end } => Some((moment(start)?, moment(end)?)),
            ICalendarPeriod::Duration { start, duration } => {
                let start = moment(start)?;
                Some((start, start + duration.to_time_delta()?.num_seconds()))
            }
        }
    }

    /// In seconds.
    fn push(&mut self, start: i64, end: i64) {
        let (start, end) = (start.saturating_mul(1000), end.saturating_mul(1000));
        let (from, until) = (start.max(self.window.0), end.min(self.window.1));
        if from < until {
            self.found.spans.push((from, until));
        }
    }
}

/// Whether one is free meanwhile.
fn is_free(event: &ICalendarComponent) -> bool {
    event.status() == Some(&ICalendarStatus::Cancelled)
        || event.transparency() == Some(&ICalendarTransparency::Transparent)
}

/// Says an event so that `calcard` reads it as it is meant. It counts repeats on the clock of the event's zone
/// without looking at the zone, so a first and a last time in UTC would be hours off; it knows the changes of a
/// series by their revision too, which calendars count for each by itself; and where nothing says how long an
/// event takes, it goes on until midnight instead of taking no time.
fn as_calcard_reads(event: &mut ICalendarComponent, zones: &TzResolver<&str>, until: i64) {
    event
        .entries
        .retain(|entry| entry.name != ICalendarProperty::Sequence);
    let has = |event: &ICalendarComponent, name| event.property(&name).is_some();
    let is_endless =
        !has(event, ICalendarProperty::Dtend) && !has(event, ICalendarProperty::Duration);
    let Some((start, zone)) = event
        .entries
        .iter_mut()
        .find_map(|entry| first(entry, zones))
    else {
        return;
    };
    if is_endless && start.has_time() {
        event.add_property(ICalendarProperty::Duration, ICalendarDuration::default());
    }
    let Some(start) = start.to_date_time() else {
        return;
    };
    let window_ends = DateTime::from_timestamp_millis(until).unwrap_or_default();
    let window_ends = window_ends.with_timezone(&zone).naive_local();
    event
        .entries
        .retain_mut(|entry| match entry.values.first_mut() {
            Some(ICalendarValue::RecurrenceRule(rule)) => {
                ends(rule, start.date_time, window_ends, zone)
            }
            _ => true,
        });
}

/// The first time of an event, if that is what stands there, and the zone that it is in.
fn first(entry: &mut ICalendarEntry, zones: &TzResolver<&str>) -> Option<(PartialDateTime, Tz)> {
    if entry.name != ICalendarProperty::Dtstart {
        return None;
    }
    let zone = zones.resolve_or_default(entry.tz_id());
    let Some(ICalendarValue::PartialDateTime(start)) = entry.values.first_mut() else {
        return None;
    };
    if !start.has_zone() {
        return Some(((**start).clone(), zone));
    }
    (start.tz_hour, start.tz_minute) = (None, None);
    let start = (**start).clone();
    entry.params = vec![ICalendarParameter::tzid("UTC".to_owned())];
    Some((start, Tz::UTC))
}

/// Lets a series end on the clock of its zone, at the latest with what is asked for. Whether there is a series
/// then: one that begins later is only its first time.
fn ends(
    rule: &mut ICalendarRecurrenceRule,
    start: NaiveDateTime,
    window_ends: NaiveDateTime,
    zone: Tz,
) -> bool {
    if rule.count.is_some() {
        return true;
    }
    let own = rule.until.as_ref().and_then(|until| {
        let written = until.to_date_time()?;
        Some(match until {
            until if until.has_zone() => {
                let moment = written.to_date_time_with_tz(zone)?;
                moment.with_timezone(&zone).naive_local()
            }
            until if until.has_time() => written.date_time,
            _ => written.date_time.date().and_hms_opt(23, 59, 59)?,
        })
    });
    let last = own.map_or(window_ends, |own| own.min(window_ends));
    rule.until = Some(partial(last));
    start <= last
}

fn partial(at: NaiveDateTime) -> PartialDateTime {
    let small = |number: u32| u8::try_from(number).ok();
    PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
        ..PartialDateTime::default()
    }
}

fn joined(mut spans: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    spans.sort_unstable();
    let mut all: Vec<(i64, i64)> = Vec::new();
    for (from, until) in spans {
        match all.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => all.push((from, until)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use indgang_domain::meetings::MINUTE;
    use jiff::tz;

    use super::*;

    fn moment(written: &str) -> i64 {
        let at: jiff::civil::DateTime = written.parse().unwrap();
        at.to_zoned(tz::get!("Europe/Copenhagen"))
            .unwrap()
            .timestamp()
            .as_millisecond()
    }

    fn on_the_clock(moment: i64) -> String {
        let at = jiff::Timestamp::from_millisecond(moment).unwrap();
        let at = at.to_zoned(tz::get!("Europe/Copenhagen"));
        at.strftime("%m-%d %H.%M").to_string()
    }

    fn calendar(content: &str) -> String {
        let lines: Vec<&str> = content
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test\r\n{}\r\nEND:VCALENDAR\r\n",
            lines.join("\r\n")
        )
    }

    /// From the middle of October 2026 to the end of the year.
    fn read(content: &str) -> Busy {
        let window = (moment("2026-10-15T00:00"), moment("2027-01-01T00:00"));
        busy(&calendar(content), window).unwrap()
    }

    fn said(content: &str) -> Vec<String> {
        let found = read(content);
        assert_eq!(found.unclear, 0, "{content}");
        let spans = found.spans.into_iter();
        spans
            .map(|(from, until)| format!("{} - {}", on_the_clock(from), on_the_clock(until)))
            .collect()
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\nUID:1@lysby\nSUMMARY:Bents ryg\n{lines}\nEND:VEVENT")
    }

    #[test]
    fn one_time_says_from_when_to_when() {
        for (lines, spans) in [
            // In UTC, in a zone, in the zone that Outlook calls by another name, and in none.
            (
                "DTSTART:20261201T080000Z\nDTEND:20261201T090000Z",
                &["12-01 09.00 - 12-01 10.00"][..],
            ),
            (
                "DTSTART;TZID=Europe/London:20261201T080000\nDTEND;TZID=Europe/London:20261201T090000",
                &["12-01 09.00 - 12-01 10.00"],
            ),
            (
                "DTSTART;TZID=Romance Standard Time:20261201T080000\nDTEND;TZID=Romance Standard Time:20261201T090000",
                &["12-01 08.00 - 12-01 09.00"],
            ),
            (
                "DTSTART;TZID=GMT Standard Time:20261201T080000\nDURATION:PT30M",
                &["12-01 09.00 - 12-01 09.30"],
            ),
            (
                "DTSTART:20261201T080000\nDTEND:20261201T090000",
                &["12-01 08.00 - 12-01 09.00"],
            ),
            (
                "DTSTART;TZID=Our own zone:20261201T080000\nDURATION:PT1H",
                &["12-01 08.00 - 12-01 09.00"],
            ),
            // The whole day, several, and one that begins before we look.
            (
                "DTSTART;VALUE=DATE:20261201",
                &["12-01 00.00 - 12-02 00.00"],
            ),
            (
                "DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261204",
                &["12-01 00.00 - 12-04 00.00"],
            ),
            (
                "DTSTART;VALUE=DATE:20261001\nDURATION:P3W",
                &["10-15 00.00 - 10-22 00.00"],
            ),
            (
                "DTSTART:20261201T083000Z\nDURATION:P1DT2H30M",
                &["12-01 09.30 - 12-02 12.00"],
            ),
            // In the nights in which the clocks are changed.
            (
                "DTSTART:20261024T220000\nDTEND:20261025T070000",
                &["10-24 22.00 - 10-25 07.00"],
            ),
            (
                "DTSTART;VALUE=DATE:20261025",
                &["10-25 00.00 - 10-26 00.00"],
            ),
            // That takes no time, was called off, keeps nobody busy, or is another year's.
            ("DTSTART:20261201T080000Z", &[]),
            ("DTSTART:20261201T080000Z\nDTEND:20261201T080000Z", &[]),
            (
                "DTSTART:20261201T080000Z\nDURATION:PT1H\nSTATUS:CANCELLED",
                &[],
            ),
            (
                "DTSTART:20261201T080000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT",
                &[],
            ),
            ("DTSTART:20251201T080000Z\nDURATION:PT1H", &[]),
            (
                "DTSTART:20261201T080000Z\nDURATION:PT1H\nSTATUS:TENTATIVE\nTRANSP:OPAQUE",
                &["12-01 09.00 - 12-01 10.00"],
            ),
        ] {
            assert_eq!(said(&event(lines)), spans, "{lines}");
        }
    }

    #[test]
    fn a_series_stays_at_its_time_of_day_and_ends_when_it_says() {
        let nine = "DTSTART;TZID=Europe/Copenhagen:20261022T090000\nDTEND;TZID=Europe/Copenhagen:20261022T100000\n";
        let before = "10-22 09.00 - 10-22 10.00";
        let after = "10-29 09.00 - 10-29 10.00";
        let last = "11-05 09.00 - 11-05 10.00";
        for (rule, spans) in [
            ("RRULE:FREQ=WEEKLY;COUNT=3", &[before, after, last][..]),
            (
                "RRULE:FREQ=WEEKLY;UNTIL=20261105T080000Z",
                &[before, after, last],
            ),
            ("RRULE:FREQ=WEEKLY;UNTIL=20261105T075959Z", &[before, after]),
            (
                "RRULE:FREQ=WEEKLY;UNTIL=20261105T090000",
                &[before, after, last],
            ),
            ("RRULE:FREQ=WEEKLY;UNTIL=20261105", &[before, after, last]),
            (
                "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Copenhagen:20261029T090000",
                &[before, last],
            ),
            (
                "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261029T080000Z,20261105T080000Z",
                &[before],
            ),
            ("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2", &[before, last]),
            (
                "RRULE:FREQ=MONTHLY;BYDAY=4TH;COUNT=2",
                &[before, "11-26 09.00 - 11-26 10.00"],
            ),
            (
                "RDATE;TZID=Europe/Copenhagen:20261029T090000",
                &[before, after],
            ),
            ("RRULE:FREQ=WEEKLY;COUNT=2\nSTATUS:CANCELLED", &[]),
            ("RRULE:FREQ=WEEKLY;UNTIL=20200101T000000Z", &[before]),
        ] {
            assert_eq!(said(&event(&format!("{nine}{rule}"))), spans, "{rule}");
        }
        // What is said in UTC moves by an hour when the clocks are changed.
        let utc = "DTSTART:20261022T070000Z\nDTEND:20261022T080000Z\nRRULE:FREQ=WEEKLY;COUNT=2";
        assert_eq!(said(&event(utc)), [before, "10-29 08.00 - 10-29 09.00"]);
        let days = "DTSTART;VALUE=DATE:20261024\nRRULE:FREQ=DAILY;COUNT=3";
        assert_eq!(
            said(&event(days)),
            ["10-24 00.00 - 10-27 00.00"],
            "three days in a row are one time"
        );
        // Years old and without an end: all that is asked for, and no more.
        let old = "DTSTART;TZID=Europe/Copenhagen:20110103T120000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
        let found = said(&event(old));
        assert_eq!(
            (found.len(), found[0].as_str()),
            (56, "10-15 12.00 - 10-15 12.30")
        );
        assert_eq!(found[55], "12-31 12.00 - 12-31 12.30");
        let later =
            "DTSTART;TZID=Europe/Copenhagen:20270301T120000\nDURATION:PT30M\nRRULE:FREQ=DAILY";
        assert_eq!(said(&event(later)).len(), 0);
    }

    #[test]
    fn one_day_of_a_series_may_be_different() {
        let series = event(
            "SEQUENCE:3\nDTSTART;TZID=Romance Standard Time:20261201T090000\nDTEND;TZID=Romance Standard Time:20261201T100000\nRRULE:FREQ=DAILY;COUNT=3",
        );
        let (first, second, third) = (
            "12-01 09.00 - 12-01 10.00",
            "12-02 09.00 - 12-02 10.00",
            "12-03 09.00 - 12-03 10.00",
        );
        let on_the_second =
            "SEQUENCE:7\nRECURRENCE-ID;TZID=Romance Standard Time:20261202T090000\n";
        for (change, spans) in [
            (
                "DTSTART:20261202T120000Z\nDTEND:20261202T130000Z",
                &[first, "12-02 13.00 - 12-02 14.00", third][..],
            ),
            (
                "DTSTART:20261202T080000Z\nDTEND:20261202T090000Z\nSTATUS:CANCELLED",
                &[first, third],
            ),
            (
                "DTSTART:20261202T080000Z\nDTEND:20261202T090000Z\nTRANSP:TRANSPARENT",
                &[first, third],
            ),
            ("DTSTART:20261202T080000Z", &[first, third]),
            ("DTSTART:20270202T080000Z\nDURATION:PT1H", &[first, third]),
        ] {
            let changed = event(&format!("{on_the_second}{change}"));
            for both in [
                format!("{series}\n{changed}"),
                format!("{changed}\n{series}"),
            ] {
                assert_eq!(said(&both), spans, "{change}");
            }
        }
        // Another series with a change at the same moment is another.
        let other = |text: &str| text.replace("UID:1@lysby", "UID:2@lysby");
        let off = event(&format!(
            "{on_the_second}STATUS:CANCELLED\nDTSTART:20261202T080000Z\nDURATION:PT1H"
        ));
        let both = [&*series, &*off, &other(&series)].join("\n");
        assert_eq!(said(&both), [first, second, third]);
        let both = [&*series, &*off, &other(&series), &other(&off)].join("\n");
        assert_eq!(said(&both), [first, third]);
        // All that is left of a series is one of its days: somebody was asked to come to that one.
        let alone =
            event("RECURRENCE-ID:20261202T080000Z\nDTSTART:20261202T080000Z\nDURATION:PT1H");
        assert_eq!(said(&alone), [second]);
    }

    #[test]
    fn a_zone_may_be_described_by_the_calendar_itself() {
        let described = "BEGIN:VTIMEZONE
            TZID:Hjemme
            X-LIC-LOCATION:Europe/London
            BEGIN:STANDARD
            DTSTART:19701025T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0000
            END:STANDARD
            END:VTIMEZONE";
        let at_home = event("DTSTART;TZID=Hjemme:20261201T080000\nDURATION:PT1H");
        assert_eq!(
            said(&format!("{described}\n{at_home}")),
            ["12-01 09.00 - 12-01 10.00"]
        );
    }

    #[test]
    fn times_that_touch_are_one_and_tasks_are_none() {
        let events = [
            "DTSTART:20261201T080000Z\nDURATION:PT1H",
            "DTSTART:20261201T083000Z\nDURATION:PT1H",
            "DTSTART:20261201T093000Z\nDURATION:PT15M",
        ];
        let events = events.map(|lines| event(lines).replace("UID:1@lysby\n", ""));
        let task = "BEGIN:VTODO\nUID:2\nDTSTART:20261202T080000Z\nDUE:20261203T080000Z\nEND:VTODO";
        assert_eq!(
            said(&format!("{}\n{task}", events.join("\n"))),
            ["12-01 09.00 - 12-01 10.45"]
        );
    }

    #[test]
    fn a_calendar_may_say_only_when() {
        let periods = "BEGIN:VFREEBUSY
            UID:1
            FREEBUSY;FBTYPE=BUSY:20261201T080000Z/20261201T090000Z,20261202T080000Z/PT30M
            FREEBUSY;FBTYPE=FREE:20261203T080000Z/PT1H
            FREEBUSY:20261204T080000Z/PT1H
            END:VFREEBUSY";
        assert_eq!(
            said(periods),
            [
                "12-01 09.00 - 12-01 10.00",
                "12-02 09.00 - 12-02 09.30",
                "12-04 09.00 - 12-04 10.00"
            ]
        );
    }

    #[test]
    fn what_cannot_be_understood_is_counted_and_the_rest_is_read() {
        let good = event("DTSTART:20261201T080000Z\nDURATION:PT1H");
        for bad in [
            event("SUMMARY:uden tid"),
            event("DTSTART:i morgen\nDURATION:PT1H"),
            event("DTSTART:20261201T080000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY;COUNT=90000"),
        ] {
            let found = read(&format!("{good}\n{}", bad.replace("UID:1", "UID:2")));
            assert_eq!(found.unclear, 1, "{bad}");
            assert_eq!(found.spans[0].0, moment("2026-12-01T09:00"), "{bad}");
        }
    }

    #[test]
    fn what_is_no_calendar_is_refused() {
        let window = (0, 60 * MINUTE);
        for text in [
            "",
            "<!doctype html><title>Log ind</title>",
            "{}",
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bent\r\nEND:VCARD\r\n",
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261201T08",
            "\u{0}\u{1}\u{2}",
        ] {
            assert_eq!(busy(text, window), Err(Unread::NotACalendar), "{text:?}");
        }
        assert_eq!(
            busy(&calendar(""), window),
            Ok(Busy::default()),
            "an empty calendar is one"
        );
        let seconds =
            event("DTSTART:20261201T080000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY;COUNT=90000");
        let many: Vec<String> = (0..30)
            .map(|n| seconds.replace("UID:1", &format!("UID:{n}")))
            .collect();
        assert_eq!(
            busy(&calendar(&many.join("\n")), window),
            Err(Unread::TooBig)
        );
    }
}
