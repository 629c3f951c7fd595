//! `/api/v1/meetings` and `/api/v1/desk`: meetings, for citizens and for who meets them.

pub mod act;
pub mod book;
pub mod calendar;
pub mod citizen;
pub mod desk;
pub mod facts;
pub mod feed;
mod first;
pub mod guests;
mod ice;
pub mod offer;
pub mod own;
pub mod proof;
pub mod room;
mod search;

use std::collections::BTreeMap;

use indgang_api::kommune::Dato;
use indgang_api::meetings::{self as api, Earlier, Host, TEXT_LIMIT, Wishes};
use indgang_api::process_rules::RuleSet;
use indgang_domain::meetings::{Booking, Cutoffs, Status};
use indgang_law::calendar::Date;

use super::reception;
use super::refusal::Refusal;
use crate::clock;
use crate::config::Config;
use crate::store::meetings::{self, Meeting, guest};
use crate::store::outbox;
use crate::store::{StoreError, Transaction};

/// The rules of the process on a day.
pub fn rules_on(config: &Config, day: Date) -> &RuleSet {
    let sets = &config.process_rules;
    let last = sets.iter().rfind(|set| set.valid_from <= Dato(day));
    // There is at least one set: the configuration was refused otherwise.
    last.unwrap_or(&sets[0])
}

/// A meeting, as the domain decides about it.
pub fn booking(config: &Config, meeting: &Meeting) -> Booking {
    let day = clock::day(meeting.starts_at);
    let hour = rules_on(config, day).rebooking_hour.value;
    let before = clock::moment(day.plus_days(-1), hour.min(24) * 60);
    let rules = &config.meetings;
    Booking {
        status: meeting.status,
        start: meeting.starts_at,
        end: meeting.ends_at,
        kept_until: meeting.kept_until,
        cutoffs: Cutoffs::of(
            meeting.starts_at,
            before.unwrap_or(meeting.starts_at),
            rules.form_minutes,
            rules.arrive_early,
            rules.arrive_late,
        ),
    }
}

/// A meeting, as it crosses the wire.
pub async fn shown(
    transaction: &mut Transaction,
    config: &Config,
    meeting: Meeting,
    now: i64,
) -> Result<api::Meeting, StoreError> {
    let cutoffs = booking(config, &meeting).cutoffs;
    let hosts = meetings::hosts(transaction, &meeting.id).await?;
    let offer = if meeting.wants_earlier {
        meetings::offer(transaction, &meeting.id, now).await?
    } else {
        None
    };
    let number = if matches!(meeting.status, Status::Arrived | Status::Called) {
        reception::number(transaction, config, &meeting).await?
    } else {
        None
    };
    let guests = guest::of_meeting(transaction, &meeting.id).await?;
    Ok(api::Meeting {
        guests,
        number,
        staff: hosts
            .into_iter()
            .map(|host| Host {
                name: host.name,
                unit: unit_name(&config.units, &host.unit),
                room: host.room,
            })
            .collect(),
        rebook_until: cutoffs.rebook_until,
        form_until: cutoffs.form_until,
        arrive_from: cutoffs.arrive_from,
        arrive_until: cutoffs.arrive_until,
        id: meeting.id,
        kind: meeting.kind,
        form: meeting.form,
        place: meeting.place,
        start: meeting.starts_at,
        end: meeting.ends_at,
        status: meeting.status,
        version: meeting.version,
        wishes: meeting.private.wishes,
        kept_until: meeting.kept_until,
        delayed: meeting.private.delayed,
        on_the_way: meeting.private.on_the_way,
        wants_earlier: meeting.wants_earlier,
        earlier: offer.map(|offer| Earlier {
            start: offer.starts_at,
            kept_until: offer.kept_until,
        }),
        summary: meeting.private.summary,
        reason: meeting.private.reason,
        explanation: meeting.private.explanation,
        has_feedback: meeting.private.has_feedback,
    })
}

/// Tells the citizen that there is something to read, outside the app no more than that.
pub async fn notify(
    transaction: &mut Transaction,
    config: &Config,
    meeting: &Meeting,
    now: i64,
) -> Result<(), StoreError> {
    outbox::news(transaction, config, &meeting.citizen, now).await?;
    meetings::tell(transaction, meeting, now).await
}

fn unit_name(units: &BTreeMap<String, String>, unit: &str) -> String {
    units.get(unit).cloned().unwrap_or_else(|| unit.to_owned())
}

/// Refuses a text that is too long.
fn check_text(text: &str, pointer: &'static str) -> Result<(), Refusal> {
    if text.chars().count() <= TEXT_LIMIT {
        return Ok(());
    }
    Err(Refusal::Invalid {
        pointer,
        message: format!("{TEXT_LIMIT} characters at most"),
    })
}

fn check_wishes(wishes: &Wishes) -> Result<(), Refusal> {
    check_text(&wishes.interpreter, "/interpreter")?;
    check_text(&wishes.access, "/access")?;
    check_text(&wishes.topics, "/topics")?;
    check_text(&wishes.phone, "/phone")
}
