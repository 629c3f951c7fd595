//! `GET /api/v1/meetings/facts` and `/times`: what there is to book.

use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, State};
use indgang_api::kommune::Dato;
use indgang_api::meetings::{FACTS, Facts, FreeTimes, TIMES};
use indgang_law::calendar::Date;

use super::book::{given_up, last_day};
use super::first;
use super::rules_on;
use super::search::{Free, free_time};
use crate::clock;
use crate::config::Config;
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::store::{Store, meetings};

/// How many days with times are answered at once, and how many days are looked at for them.
const DAYS: usize = 5;
const LOOK: u16 = 14;

/// Which meetings there are, where, and the rules for them
#[utoipa::path(
    get,
    path = FACTS,
    responses((status = 200, description = "The facts", body = Facts))
)]
pub async fn facts(State(config): State<Arc<Config>>) -> Json<Facts> {
    let rules = &config.meetings;
    let process = rules_on(&config, clock::today());
    Json(Facts {
        kinds: rules.kind.clone(),
        places: rules.place.clone(),
        reserved_minutes: rules.reserved_minutes,
        form_minutes: rules.form_minutes,
        join_minutes: rules.join_minutes,
        arrive_early: rules.arrive_early,
        arrive_late: rules.arrive_late,
        reminder_hours: rules.reminder_hours,
        weeks_ahead: rules.weeks_ahead,
        rebooking_hour: process.rebooking_hour.clone(),
        booking_days: process.booking_days.clone(),
    })
}

/// Free times
///
/// Of the next days that have some. `until` is where to go on from with `from`.
#[utoipa::path(
    get,
    path = TIMES,
    params(
        ("kind" = String, Query, description = "The kind of meeting, by its key"),
        ("from" = Option<String>, Query, description = "The first day, like 2026-12-07; without it today", format = Date),
        ("besides" = Option<String>, Query, description = "One's own meeting that is to be moved: its time counts as free"),
    ),
    responses((status = 200, description = "The times", body = FreeTimes), Refusal)
)]
pub async fn times(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    person: Person,
    RawQuery(query): RawQuery,
) -> Result<Json<FreeTimes>, Refusal> {
    let query = query.unwrap_or_default();
    let asked = |name: &str| {
        let mut all = form_urlencoded::parse(query.as_bytes());
        all.find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    let kind = asked("kind").unwrap_or_default();
    let kind = config.meetings.kind(&kind).ok_or(Refusal::NotFound)?;
    let now = clock::now();
    let today = clock::today();
    let from = match asked("from") {
        Some(from) => Date::parse(&from).ok_or(Refusal::NotFound)?.max(today),
        None => today,
    };
    let last = last_day(&config, today);
    let mut transaction = store.read().await?;
    let kind = &first::open_to(&mut transaction, &config, &person.0, kind).await?;
    let met = meetings::met(&mut transaction, &person.0).await?;
    let besides = match asked("besides") {
        Some(id) => meetings::find(&mut transaction, &id).await?,
        None => None,
    };
    let besides = besides.filter(|meeting| meeting.citizen == person.0);
    let besides = match besides {
        Some(meeting) => meeting.id,
        None => given_up(&mut transaction, &person.0, kind, now).await?,
    };
    let mut times = Vec::new();
    let (mut day, mut with_times) = (from, 0);
    while day <= last && with_times < DAYS {
        let free = Free::look(&mut transaction, &config, kind, (day, LOOK), &besides, now).await?;
        for _ in 0..LOOK {
            if day > last || with_times == DAYS {
                break;
            }
            let slots = free.on(day);
            with_times += usize::from(!slots.is_empty());
            times.extend(slots.into_iter().map(|slot| free_time(slot, &met)));
            day = day.plus_days(1);
        }
    }
    Ok(Json(FreeTimes {
        times,
        until: (day <= last).then(|| Dato(day.plus_days(-1))),
    }))
}
