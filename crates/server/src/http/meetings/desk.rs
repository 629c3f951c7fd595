//! `/api/v1/desk`: the working day of who meets citizens.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use indgang_api::meetings::{
    COLLEAGUES, Colleague, DAY, DeskMeeting, OWN_TIMES, OwnTimes, WORK, Work, WorkKind,
};
use indgang_api::mine_data::Part;
use indgang_domain::meetings::Status;
use indgang_domain::meetings::times::Wrong;
use indgang_law::calendar::Date;

use super::shown;
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::refusal::Refusal;
use crate::http::version::{Before, etag};
use crate::identity::visitor::Person;
use crate::store::meetings::{self, Meeting, deadline, feed, staff};
use crate::store::{Store, StoreError, Transaction, look, person};

const A_DAY: i64 = 24 * 60 * 60 * 1000;
/// How long ago a meeting was about which there may still be something to do.
const BACK: i64 = 14 * A_DAY;
/// How many days before a deadline the list says so.
const SOON: i32 = 14;

/// When one has time for meetings
#[utoipa::path(
    get,
    path = OWN_TIMES,
    responses((status = 200, description = "The times", body = OwnTimes, headers(("ETag" = String))), Refusal)
)]
pub async fn own_times(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
) -> Result<Response, Refusal> {
    let found = staff::find(&mut store.read().await?, &person.id).await?;
    let (own, version) = found.ok_or(Refusal::NotFound)?;
    Ok(([(header::ETAG, etag(version))], Json(own)).into_response())
}

/// Say when one has time for meetings
///
/// Meetings that are booked stay where they are.
#[utoipa::path(
    put,
    path = OWN_TIMES,
    params(
        ("If-Match" = Option<String>, Header, description = "The ETag of what was read"),
        ("If-None-Match" = Option<String>, Header, description = "`*`, where there was nothing"),
    ),
    request_body = OwnTimes,
    responses((status = 204, description = "It is kept", headers(("ETag" = String))), Refusal)
)]
pub async fn set_own_times(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<Person>,
    Before(before): Before,
    JsonBody(own): JsonBody<OwnTimes>,
) -> Result<Response, Refusal> {
    check(&config, &own)?;
    let unit = person.unit.unwrap_or_default();
    let mut transaction = store.write().await?;
    let found = staff::find(&mut transaction, &person.id).await?;
    if found.map(|(_, version)| version) != before {
        transaction.commit().await?;
        return Err(Refusal::Changed);
    }
    let version = staff::keep(&mut transaction, (&person.id, &unit), &own).await?;
    transaction.commit().await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, etag(version))]).into_response())
}

fn check(config: &Config, own: &OwnTimes) -> Result<(), Refusal> {
    let refuse = |pointer, message| Err(Refusal::Invalid { pointer, message });
    if own.room.chars().count() > 100 {
        return refuse("/room", "100 characters at most".to_owned());
    }
    if let Err(wrong) = own.times.check() {
        let pointer = match wrong {
            Wrong::Weekday(_) | Wrong::NoForm(_) => "/times/weekly",
            Wrong::Backwards(_) => "/times/away",
            Wrong::TooMany => "/times",
        };
        return refuse(pointer, wrong.to_string());
    }
    let weekly = own.times.weekly.iter().map(|weekly| &weekly.opening);
    let extra = own.times.extra.iter().map(|extra| &extra.opening);
    for opening in weekly.chain(extra) {
        if config.meetings.place(&opening.place).is_none() {
            let message = format!("there is no place `{}` here", opening.place);
            return refuse("/times/weekly", message);
        }
        let unknown = |key: &&String| config.meetings.kind(key).is_none();
        if let Some(kind) = opening.kinds.iter().find(unknown) {
            return refuse("/times/weekly", format!("there is no kind `{kind}` here"));
        }
    }
    Ok(())
}

/// The meetings of one's unit on a day
///
/// That one looked is kept for each citizen, who sees it.
#[utoipa::path(
    get,
    path = DAY,
    params(("date" = Option<String>, Query, description = "The day, like 2026-12-07; without it today", format = Date)),
    responses((status = 200, description = "The meetings, the earliest first", body = Vec<DeskMeeting>), Refusal)
)]
pub async fn day(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<Person>,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<DeskMeeting>>, Refusal> {
    let query = query.unwrap_or_default();
    let date = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "date");
    let date = match date {
        Some((_, date)) => Date::parse(&date).ok_or(Refusal::NotFound)?,
        None => clock::today(),
    };
    let now = clock::now();
    let unit = person.unit.clone().unwrap_or_default();
    let midnight = clock::midnight(date);
    let mut meetings = meetings::of_unit(&mut store.read().await?, &unit, midnight).await?;
    meetings.retain(|meeting| !matches!(meeting.status, Status::Reserved | Status::Lapsed));
    let citizens = meetings.iter().map(|meeting| meeting.citizen.as_str());
    looked(&store, &person, citizens, now).await?;
    let mut transaction = store.read().await?;
    let mut day = Vec::new();
    for meeting in meetings {
        let hosts = meetings::hosts(&mut transaction, &meeting.id).await?;
        day.push(DeskMeeting {
            citizen: meeting.citizen.clone(),
            name: name_of(&mut transaction, &meeting.citizen).await?,
            is_double: meeting.status.takes_time()
                && feed::is_busy(
                    &mut transaction,
                    &meeting.id,
                    (meeting.starts_at, meeting.ends_at),
                )
                .await?,
            is_mine: hosts.iter().any(|host| host.person == person.id),
            meeting: shown(&mut transaction, &config, meeting, now).await?,
        });
    }
    Ok(Json(day))
}

/// Keeps that somebody looks at citizens' meetings: if it cannot be kept, they do not look.
async fn looked<'a>(
    store: &Store,
    person: &Person,
    citizens: impl Iterator<Item = &'a str> + Clone,
    now: i64,
) -> Result<(), StoreError> {
    let who = (person.id.as_str(), person.unit.as_deref());
    look::keep_all(store, citizens, who, Part::Meetings, now).await
}

async fn name_of(transaction: &mut Transaction, citizen: &str) -> Result<String, StoreError> {
    let person = person::find(transaction, citizen).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}

/// What there is to do
///
/// About one's own meetings, and for the citizens of one's unit who are to book: the most urgent first.
#[utoipa::path(
    get,
    path = WORK,
    responses((status = 200, description = "The work", body = Vec<Work>), Refusal)
)]
pub async fn work(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
) -> Result<Json<Vec<Work>>, Refusal> {
    let now = clock::now();
    let mut transaction = store.read().await?;
    let mut work = Vec::new();
    for meeting in meetings::of_host(&mut transaction, &person.id, now - BACK).await? {
        let Some((what, due)) = to_do(&meeting, now) else {
            continue;
        };
        work.push(Work {
            name: name_of(&mut transaction, &meeting.citizen).await?,
            citizen: meeting.citizen,
            what,
            due,
            meeting: Some(meeting.id),
        });
    }
    let unit = person.unit.clone().unwrap_or_default();
    let soon = clock::today().plus_days(SOON);
    for (citizen, until) in deadline::of_unit(&mut transaction, &unit, soon, now).await? {
        work.push(Work {
            name: name_of(&mut transaction, &citizen).await?,
            citizen,
            what: WorkKind::NotBooked,
            due: clock::midnight(until.plus_days(1)),
            meeting: None,
        });
    }
    drop(transaction);
    let citizens = work.iter().map(|work| work.citizen.as_str());
    looked(&store, &person, citizens, now).await?;
    work.sort_by_key(|work| work.due);
    Ok(Json(work))
}

fn to_do(meeting: &Meeting, now: i64) -> Option<(WorkKind, i64)> {
    match meeting.status {
        Status::Booked | Status::Arrived | Status::Called | Status::Running
            if meeting.ends_at < now =>
        {
            Some((WorkKind::SayWhetherHeld, meeting.ends_at))
        }
        Status::Missed if meeting.private.explanation.is_none() => {
            Some((WorkKind::AskWhatHappened, meeting.starts_at + A_DAY))
        }
        Status::Done if meeting.private.summary.is_none() => {
            Some((WorkKind::WriteSummary, meeting.ends_at + A_DAY))
        }
        _ => None,
    }
}

/// Who else of one's unit meets citizens
#[utoipa::path(
    get,
    path = COLLEAGUES,
    responses((status = 200, description = "By name", body = Vec<Colleague>), Refusal)
)]
pub async fn colleagues(
    State(store): State<Store>,
    Extension(asking): Extension<Person>,
) -> Result<Json<Vec<Colleague>>, Refusal> {
    let unit = asking.unit.unwrap_or_default();
    let staff = staff::of_unit(&mut store.read().await?, &unit).await?;
    let mut colleagues: Vec<Colleague> = (staff.into_iter())
        .filter(|staff| staff.person != asking.id)
        .map(|staff| Colleague {
            id: staff.person,
            name: staff.name,
        })
        .collect();
    colleagues.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(Json(colleagues))
}
