//! Taking a time: for a reservation, for another time, for one that was offered.

use indgang_api::meetings::{FreeTime, NewMeeting};
use indgang_domain::meetings::slots::Way;
use indgang_domain::meetings::{Form, Kind, MINUTE, Slot, Status};
use indgang_law::calendar::Date;
use uuid::Uuid;

use super::search::{self, Free};
use crate::clock;
use crate::config::Config;
use crate::http::refusal::Refusal;
use crate::store::meetings::{self, Meeting, Private, taken};
use crate::store::{StoreError, Transaction, relation};

/// How many other times one is told when a time is taken.
const NEAREST: usize = 6;
/// How many days after it one looks for them.
const LOOK: u16 = 10;
/// How long a unit works with a citizen whom it has met.
const AFTER: i64 = 90 * 24 * 60 * MINUTE;
/// The seat of nobody: where the one meeting ahead stands.
const AHEAD: (i64, i64) = (0, 1);

/// Which time is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub start: i64,
    pub form: Form,
    pub place: &'a str,
}

impl<'a> From<&'a NewMeeting> for Wanted<'a> {
    fn from(new: &'a NewMeeting) -> Self {
        Self {
            start: new.start,
            form: new.form,
            place: &new.place,
        }
    }
}

/// Reserves a time for a citizen. `instead_of` is the meeting that it would come in the place of.
pub async fn reserve(
    transaction: &mut Transaction,
    config: &Config,
    (citizen, kind): (&str, &Kind),
    wanted: Wanted<'_>,
    instead_of: Option<&Meeting>,
    now: i64,
) -> Result<Meeting, Refusal> {
    let mut meeting = Meeting {
        id: Uuid::new_v4().to_string(),
        citizen: citizen.to_owned(),
        kind: kind.key.clone(),
        form: wanted.form,
        place: wanted.place.to_owned(),
        starts_at: wanted.start,
        ends_at: wanted.start,
        status: Status::Reserved,
        instead_of: instead_of.map(|meeting| meeting.id.clone()),
        kept_until: now + i64::from(config.meetings.reserved_minutes) * MINUTE,
        extended: 0,
        version: 1,
        private: Private::default(),
        wants_earlier: false,
        changed_at: now,
    };
    let is_first = kind.one_at_a_time && instead_of.is_none();
    // A reservation that one began before is given up for the new one.
    if is_first {
        for before in meetings::of_citizen(transaction, citizen, now).await? {
            if before.status == Status::Reserved && before.instead_of.is_none() {
                taken::give_back(transaction, &before.id).await?;
                meetings::delete(transaction, &before.id).await?;
            }
        }
    }
    if is_first
        && !taken::take(
            transaction,
            &taken::ahead_of(citizen),
            AHEAD,
            &meeting.id,
            now,
        )
        .await?
    {
        return Err(Refusal::OneAhead);
    }
    let besides = instead_of.map_or("", |meeting| &meeting.id);
    place(
        transaction,
        config,
        kind,
        &mut meeting,
        wanted,
        besides,
        now,
    )
    .await?;
    meetings::add(transaction, &meeting).await?;
    Ok(meeting)
}

/// Takes the time of somebody of each unit for a meeting, and puts the meeting there.
pub async fn place(
    transaction: &mut Transaction,
    config: &Config,
    kind: &Kind,
    meeting: &mut Meeting,
    wanted: Wanted<'_>,
    besides: &str,
    now: i64,
) -> Result<(), Refusal> {
    let day = clock::day(wanted.start);
    let free = Free::look(transaction, config, kind, (day, 0), besides, now).await?;
    let Some((slot, way)) = free.at(wanted.start).and_then(|slot| {
        let way = slot.ways.iter().position(|way| {
            way.form == wanted.form && (way.form.is_remote() || way.place == wanted.place)
        })?;
        let way = slot.ways[way].clone();
        Some((slot, way))
    }) else {
        return Err(taken_already(transaction, config, kind, wanted, now).await?);
    };
    let met = meetings::met(transaction, &meeting.citizen).await?;
    let Some(hosts) = hosts(transaction, kind, (&slot, &way), &met, &meeting.id, now).await? else {
        return Err(taken_already(transaction, config, kind, wanted, now).await?);
    };
    meeting.form = wanted.form;
    meeting.place = way.place;
    meeting.starts_at = slot.start;
    meeting.ends_at = slot.end;
    let until = slot.end + AFTER;
    let units = hosts.iter().map(|(_, unit)| unit);
    for unit in units {
        relation::begin_until(transaction, &meeting.citizen, unit, until).await?;
    }
    meetings::set_hosts(transaction, &meeting.id, &hosts).await?;
    Ok(())
}

/// Takes the time of one person of each unit: of whom the citizen has met, before others.
async fn hosts(
    transaction: &mut Transaction,
    kind: &Kind,
    (slot, way): (&Slot, &Way),
    met: &[String],
    owner: &str,
    now: i64,
) -> Result<Option<Vec<(String, String)>>, StoreError> {
    let time = (slot.start, slot.free_at);
    let mut hosts = Vec::new();
    for (unit, team) in kind.units.iter().zip(&way.staff) {
        let mut team: Vec<&String> = team.iter().collect();
        team.sort_by_key(|person| !met.contains(person));
        let mut host = None;
        for person in team {
            let what = taken::time_of(person);
            let is_taken = if kind.is_group() {
                let session = taken::session(&kind.key, person, slot.start);
                taken::take(transaction, &what, time, &session, now).await?
                    && sit(transaction, kind.seats, &session, slot.start, owner, now).await?
            } else {
                taken::take(transaction, &what, time, owner, now).await?
            };
            if is_taken {
                host = Some((person.clone(), unit.clone()));
                break;
            }
        }
        let Some(host) = host else { return Ok(None) };
        hosts.push(host);
    }
    Ok(Some(hosts))
}

/// Takes the first free seat of a group.
async fn sit(
    transaction: &mut Transaction,
    seats: u16,
    session: &str,
    start: i64,
    owner: &str,
    now: i64,
) -> Result<bool, StoreError> {
    for number in 0..seats {
        let seat = taken::seat(session, number);
        if taken::take(transaction, &seat, (start, start + 1), owner, now).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives back what a meeting has taken, and the time of a group to which nobody comes any more.
pub async fn give_back(
    transaction: &mut Transaction,
    kind: Option<&Kind>,
    meeting: &Meeting,
) -> Result<(), StoreError> {
    taken::give_back(transaction, &meeting.id).await?;
    if kind.is_some_and(Kind::is_group) {
        for host in meetings::hosts(transaction, &meeting.id).await? {
            let session = taken::session(&meeting.kind, &host.person, meeting.starts_at);
            if !taken::has_seats(transaction, &session).await? {
                taken::give_back(transaction, &session).await?;
            }
        }
    }
    Ok(())
}

/// That somebody else was sooner, and which times are nearest.
async fn taken_already(
    transaction: &mut Transaction,
    config: &Config,
    kind: &Kind,
    wanted: Wanted<'_>,
    now: i64,
) -> Result<Refusal, StoreError> {
    let today = clock::day(now);
    let day = clock::day(wanted.start)
        .max(today)
        .min(last_day(config, today));
    let first = day.plus_days(-1).max(today);
    let free = Free::look(transaction, config, kind, (first, LOOK), "", now).await?;
    let days = (0..i32::from(LOOK)).map(|days| first.plus_days(days));
    let mut slots: Vec<Slot> = days.flat_map(|day| free.on(day)).collect();
    slots.sort_by_key(|slot| {
        let fits = slot.ways.iter().any(|way| way.form == wanted.form);
        (!fits, slot.start.abs_diff(wanted.start))
    });
    slots.truncate(NEAREST);
    slots.sort_by_key(|slot| slot.start);
    let nearest: Vec<FreeTime> = slots
        .into_iter()
        .map(|slot| search::free_time(slot, &[]))
        .collect();
    Ok(Refusal::SlotTaken(nearest))
}

/// The last day that one can book.
pub fn last_day(config: &Config, today: Date) -> Date {
    today.plus_days(7 * i32::from(config.meetings.weeks_ahead))
}
