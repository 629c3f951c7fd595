//! What something means, said before it is sent. None of it is a decision.

use indgang_api::process_rules::Rule;
use indgang_domain::case::content::{
    Holiday, Job, Need, Preset, Receipts, SickStart, Talk, Transport,
};
use indgang_domain::case::transport::{self, fare};
use indgang_domain::case::{Content, Kind};
use indgang_domain::earnings;
use indgang_law::calendar::Date;
use indgang_law::kroner::Kroner;
use rust_decimal::Decimal;

use super::keep::Known;
use crate::browser::format;
use crate::household;
use crate::text::{Key, basis, t, t_with};

/// What it means, a line each.
pub fn of(content: &Content, known: &Known, today: Date) -> Vec<String> {
    let say = |key: Key| vec![t(key).to_owned()];
    match content {
        Content::Sick(_) => vec![meeting(known), t(Key::CASE_MEANS_SICK).to_owned()],
        Content::Well(_) => say(Key::CASE_MEANS_WELL),
        Content::PartialReturn(_) => vec![
            t(Key::CASE_MEANS_PARTIAL).to_owned(),
            t(Key::CASE_MEANS_PARTIAL_PAY).to_owned(),
        ],
        Content::Holiday(holiday) => of_holiday(holiday, known, today),
        Content::Job(job) => of_job(job),
        Content::Moved(_) | Content::Spouse(_) | Content::Child(_) => {
            say(Key::CASE_MEANS_HOUSEHOLD)
        }
        Content::Phone(_) => say(Key::CASE_MEANS_PHONE),
        Content::Message(_) => say(Key::CASE_MEANS_MESSAGE),
        Content::Talk(Talk { wanted: true, .. }) => say(Key::CASE_MEANS_TALK),
        Content::Talk(_) => vec![t(Key::CASE_MEANS_NO_TALK).to_owned(), meeting(known)],
        Content::Need(need) => of_need(need),
        Content::Transport(transport) => of_transport(transport),
        Content::Receipts(receipts) => of_receipts(receipts, today),
        Content::SickStart(start) => of_start(start, known),
        Content::OwnPart(part) => say(match part.shows {
            true => Key::SPOUSE_MEANS_SHOWN,
            false => Key::SPOUSE_MEANS_HIDDEN,
        }),
        Content::Application(_)
        | Content::Intensity(_)
        | Content::Hearing(_)
        | Content::Complaint(_)
        | Content::Choice(_)
        | Content::Activity(_) => Vec::new(),
    }
}

/// The standing words of a kind, also before anything is written.
pub fn lead(kind: Kind) -> Option<&'static str> {
    let key = match kind {
        Kind::Need => Key::CASE_LEAD_NEED,
        Kind::Receipts => Key::CASE_LEAD_RECEIPTS,
        Kind::SickStart => Key::CASE_LEAD_START,
        Kind::Transport => Key::CASE_LEAD_TRANSPORT,
        Kind::PartialReturn => Key::CASE_LEAD_PARTIAL,
        _ => return None,
    };
    Some(t(key))
}

/// One must still come.
fn meeting(known: &Known) -> String {
    match known.next_meeting {
        Some(start) => t_with(Key::CASE_MEANS_MEETING, &[("tid", &format::when(start))]),
        None => t(Key::CASE_MEANS_NO_MEETING).to_owned(),
    }
}

/// A rule's number with who says so.
fn days(key: Key, rule: &Rule) -> String {
    let days = rule.value.to_string();
    t_with(key, &[("antal", &days), ("hvem", basis(rule))])
}

fn of_holiday(holiday: &Holiday, known: &Known, today: Date) -> Vec<String> {
    let rules = &known.case.rules;
    let notice = i32::from(rules.holiday_notice_days.value);
    let mut lines = vec![
        t(Key::CASE_MEANS_HOLIDAY).to_owned(),
        days(Key::CASE_MEANS_HOLIDAY_NOTICE, &rules.holiday_notice_days),
    ];
    if holiday.from.0 < today.plus_days(notice) {
        lines.push(t(Key::CASE_MEANS_HOLIDAY_SOON).to_owned());
    }
    if !holiday.twelve_months {
        lines.push(t(Key::CASE_MEANS_HOLIDAY_NEW).to_owned());
    }
    lines.push(meeting(known));
    lines
}

fn of_job(job: &Job) -> Vec<String> {
    let short = |amount: Decimal| format::kroner_short(&amount.round_dp(0).to_string());
    let change =
        Kroner::parse(&job.pay).and_then(|pay| earnings::with(&household::kept()?, pay.decimal()));
    let money = match change {
        Some(change) => t_with(
            Key::CASE_MEANS_JOB_MONEY,
            &[
                ("foer", &short(change.help_before)),
                ("hjaelp", &short(change.help)),
                ("mere", &short(change.more)),
            ],
        ),
        None => t(Key::CASE_MEANS_JOB_UNKNOWN).to_owned(),
    };
    vec![money, t(Key::CASE_MEANS_JOB).to_owned()]
}

fn of_need(need: &Need) -> Vec<String> {
    let mut lines = vec![t_with(Key::CASE_MEANS_NEED, &[("lov", need.preset.law())])];
    let entitled: &[Key] = match need.preset {
        Preset::Medicine => &[Key::CASE_MEANS_MEDICINE, Key::CASE_MEANS_MEDICINE_CHILD],
        Preset::Teeth => &[Key::CASE_MEANS_TEETH, Key::CASE_MEANS_TEETH_BEFORE],
        _ => &[],
    };
    lines.extend(entitled.iter().map(|key| t(*key).to_owned()));
    if need.urgent {
        lines.push(t(Key::CASE_MEANS_NEED_URGENT).to_owned());
    }
    lines
}

/// The law's own day, and what happens when nothing comes: a person decides, and it can begin again.
fn of_receipts(receipts: &Receipts, today: Date) -> Vec<String> {
    let due = receipts.due();
    let day = [
        ("dag", &*format::day(due)),
        ("hvem", t(Key::COMMON_BASIS_LAW)),
    ];
    let mut lines = vec![
        t_with(Key::CASE_MEANS_RECEIPTS, &day),
        t(Key::CASE_MEANS_RECEIPTS_SHOW).to_owned(),
    ];
    if due < today {
        lines.push(t(Key::CASE_MEANS_RECEIPTS_LATE).to_owned());
    }
    lines
}

/// Who sees it, and who one's contact is.
fn of_start(start: &SickStart, known: &Known) -> Vec<String> {
    let mut units = known.case.start_units.iter();
    let (unit, other) = (units.next(), units.next());
    let unit = unit.map(String::as_str).unwrap_or_default();
    let seen = match other.filter(|_| start.together) {
        Some(other) => t_with(
            Key::CASE_MEANS_START_BOTH,
            &[("enhed", unit), ("anden", other)],
        ),
        None => t_with(Key::CASE_MEANS_START_ONE, &[("enhed", unit)]),
    };
    let days = known.case.contact_days.to_string();
    let contact = match &known.case.contact {
        Some(contact) => t_with(Key::CASE_MEANS_START_KNOWN, &[("navn", &contact.name)]),
        None => t_with(Key::CASE_MEANS_START_CONTACT, &[("antal", &days)]),
    };
    vec![seen, contact, meeting(known)]
}

fn of_transport(wanted: &Transport) -> Vec<String> {
    let mut lines = Vec::new();
    match fare(wanted.from.0, wanted.days, wanted.km) {
        Some(fare) if fare.month.is_positive() => lines.push(t_with(
            Key::CASE_MEANS_FARE,
            &[
                ("beloeb", &format::kroner_short(&fare.month.to_string())),
                ("km", &fare.km.to_string()),
                ("sats", &format::kroner(&fare.rate.to_string())),
                ("dage", &format::number(&hundredths(fare.days))),
            ],
        )),
        Some(fare) => {
            lines.push(t_with(
                Key::CASE_MEANS_FARE_NONE,
                &[("km", &fare.limit.to_string())],
            ));
        }
        None => lines.push(t(Key::CASE_MEANS_FARE_UNKNOWN).to_owned()),
    }
    lines.push(t(Key::CASE_MEANS_FARE_RATE).to_owned());
    let most = format::kroner_short(&transport::SECTION_176.to_string());
    lines.push(t_with(Key::CASE_MEANS_FARE_176, &[("beloeb", &most)]));
    if wanted.hindered {
        lines.push(t(Key::CASE_MEANS_FARE_HINDERED).to_owned());
    }
    lines.push(t(Key::CASE_MEANS_FARE_ONCE).to_owned());
    lines
}

/// `1300` as `13.00`.
fn hundredths(number: u32) -> String {
    Decimal::new(i64::from(number), 2).normalize().to_string()
}
