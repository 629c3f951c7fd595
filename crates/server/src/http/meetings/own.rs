//! `/api/v1/meetings`: a citizen's own meetings.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use indgang_api::meetings::{ACTS, Change, Meeting, Meetings, NewMeeting, ONE, PATH, Wishes};
use indgang_domain::meetings::{By, Kind, Status};

use super::act::{Actor, act};
use super::book::{Wanted, agreed, choose, last_day, refused, reserve};
use super::{check_wishes, first, notify, shown};
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::id::Id;
use crate::http::once::{Made, Once, Turn};
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::http::version::{IfMatch, etag};
use crate::identity::visitor;
use crate::store::meetings::{self, deadline};
use crate::store::{Store, StoreError, Transaction};

const DAY: i64 = 24 * 60 * 60 * 1000;
/// How long ago a meeting was that is shown.
const BACK: i64 = 2 * 365 * DAY;

/// The citizen's own meetings
///
/// The ones ahead, the next one first, then those that were, the newest first.
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "The meetings", body = Meetings), Refusal)
)]
pub async fn list(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    person: Person,
) -> Result<Json<Meetings>, Refusal> {
    let mut transaction = store.read().await?;
    Ok(Json(all(&mut transaction, &config, &person.0).await?))
}

/// Everything about a citizen's meetings.
pub async fn all(
    transaction: &mut Transaction,
    config: &Config,
    citizen: &str,
) -> Result<Meetings, StoreError> {
    let now = clock::now();
    let mut kept = meetings::of_citizen(transaction, citizen, now - BACK).await?;
    kept.retain(|meeting| {
        let is_over = matches!(meeting.status, Status::Lapsed) || meeting.instead_of.is_some();
        !is_over && (meeting.status != Status::Reserved || meeting.stands(now))
    });
    let last_form = (kept.iter().rev())
        .find(|meeting| meeting.status != Status::Cancelled)
        .map(|meeting| meeting.form);
    let (ahead, mut past): (Vec<_>, Vec<_>) =
        (kept.into_iter()).partition(|meeting| meeting.status.takes_time());
    past.reverse();
    let mut all = Vec::new();
    for meeting in ahead.into_iter().chain(past) {
        all.push(shown(transaction, config, meeting, now).await?);
    }
    Ok(Meetings {
        meetings: all,
        deadline: deadline::find(transaction, citizen).await?,
        last_form,
        first_talk: (first::ahead(transaction, config, citizen).await?)
            .map(|kind| kind.key.clone()),
    })
}

/// Reserve a time
///
/// It is kept for some minutes, until it is confirmed. When it is taken (`slot-taken`), the answer names the
/// nearest free times in `nearest`. Sent again with the same key it makes nothing new.
#[utoipa::path(
    post,
    path = PATH,
    params(Once<NewMeeting>),
    request_body = NewMeeting,
    responses(
        (status = 201, description = "It is reserved", body = Meeting, headers(("Location" = String), ("ETag" = String))),
        Refusal,
    )
)]
pub async fn book(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    person: Person,
    once: Once<NewMeeting>,
) -> Result<Made, Refusal> {
    let kind = config.meetings.kind(&once.body.kind);
    let kind = kind
        .filter(|kind| kind.self_booking)
        .ok_or_else(|| Refusal::Invalid {
            pointer: "/kind",
            message:
                "a kind that one can book oneself is needed here: /api/v1/meetings/facts names them"
                    .to_owned(),
        })?;
    if clock::day(once.body.start) > last_day(&config, clock::today()) {
        return Err(Refusal::Invalid {
            pointer: "/start",
            message: format!(
                "a time in the next {} weeks is needed here",
                config.meetings.weeks_ahead
            ),
        });
    }
    let kind = first::open_to(&mut store.read().await?, &config, &person.0, kind).await?;
    take(&store, &config, &person, &once, (&person.0, &kind), false).await
}

/// Takes the time that is asked for: for a reservation, or for a meeting that is agreed at once.
pub async fn take(
    store: &Store,
    config: &Config,
    asking: &Person,
    once: &Once<NewMeeting>,
    who: (&str, &Kind),
    is_agreed: bool,
) -> Result<Made, Refusal> {
    let now = clock::now();
    let wanted = Wanted::from(&once.body);
    // Looked up before anybody waits for it. That nothing is sold twice is decided when it is taken.
    let choice = choose(&mut store.read().await?, config, who, wanted, "", now).await?;
    let mut transaction = match once.begin(store, asking).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let made = reserve(&mut transaction, config, who, choice.as_ref(), None, now).await;
    let mut meeting = match made {
        Ok(meeting) => meeting,
        Err(refusal) => {
            let wanted = Some((who.1, wanted));
            return Err(refused(store, config, transaction, wanted, refusal).await?);
        }
    };
    if is_agreed {
        meeting.status = Status::Booked;
        meeting.private.by_desk = true;
        meetings::change(&mut transaction, &mut meeting, now).await?;
        agreed(&mut transaction, Some(who.1), &meeting).await?;
        notify(&mut transaction, config, &meeting, now).await?;
    }
    let meeting = shown(&mut transaction, config, meeting, now).await?;
    let location = ONE.replace("{meeting}", &meeting.id);
    let made = Made::new(location, Some(meeting.version), &meeting);
    once.keep(transaction, asking, made).await
}

/// A meeting
#[utoipa::path(
    get,
    path = ONE,
    params(("meeting" = String, Path, description = "The meeting")),
    responses((status = 200, description = "It", body = Meeting, headers(("ETag" = String))), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    person: Person,
    Id(id): Id,
) -> Result<Response, Refusal> {
    let mut transaction = store.read().await?;
    let meeting = own(&mut transaction, &person.0, &id).await?;
    let meeting = shown(&mut transaction, &config, meeting, clock::now()).await?;
    Ok(answered(meeting))
}

/// A meeting of the citizen's.
pub async fn own(
    transaction: &mut Transaction,
    citizen: &str,
    id: &str,
) -> Result<meetings::Meeting, Refusal> {
    let meeting = meetings::find(transaction, id).await?;
    let meeting = meeting.filter(|meeting| meeting.citizen == citizen);
    meeting.ok_or(Refusal::NotFound)
}

pub fn answered(meeting: Meeting) -> Response {
    ([(header::ETAG, etag(meeting.version))], Json(meeting)).into_response()
}

/// Say what one wishes for a meeting, and prepare it
#[utoipa::path(
    put,
    path = ONE,
    params(
        ("meeting" = String, Path, description = "The meeting"),
        ("If-Match" = String, Header, description = "The ETag of what was read"),
    ),
    request_body = Wishes,
    responses((status = 200, description = "It", body = Meeting, headers(("ETag" = String))), Refusal)
)]
pub async fn prepare(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    person: Person,
    Id(id): Id,
    IfMatch(version): IfMatch,
    JsonBody(wishes): JsonBody<Wishes>,
) -> Result<Response, Refusal> {
    check_wishes(&wishes)?;
    let now = clock::now();
    let mut transaction = store.write().await?;
    let meeting = own(&mut transaction, &person.0, &id).await;
    let mut meeting = match meeting {
        Ok(meeting) if meeting.version == version && meeting.stands(now) => meeting,
        other => {
            transaction.commit().await?;
            let meeting = other?;
            let is_over = meeting.version == version;
            return Err(if is_over {
                Refusal::Meeting(indgang_domain::meetings::Refused::Past)
            } else {
                Refusal::Changed
            });
        }
    };
    meeting.private.wishes = wishes;
    meetings::change(&mut transaction, &mut meeting, now).await?;
    meetings::tell(&mut transaction, &meeting, now).await?;
    let meeting = shown(&mut transaction, &config, meeting, now).await?;
    transaction.commit().await?;
    Ok(answered(meeting))
}

/// Do something with a meeting
///
/// Confirm a reservation, move it, call it off, say that one is here, … What cannot be done is refused with
/// the code `past`, `not-yours`, `too-late`, `too-early` or `lapsed`.
#[utoipa::path(
    post,
    path = ACTS,
    params(
        ("meeting" = String, Path, description = "The meeting"),
        ("If-Match" = String, Header, description = "The ETag of what was read"),
    ),
    request_body = Change,
    responses((status = 200, description = "It", body = Meeting, headers(("ETag" = String))), Refusal)
)]
pub async fn change(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<visitor::Person>,
    Id(id): Id,
    IfMatch(version): IfMatch,
    JsonBody(change): JsonBody<Change>,
) -> Result<Response, Refusal> {
    let actor = Actor {
        by: By::Citizen,
        person: Some(&person),
        citizen: &person.id,
    };
    act(&store, &config, actor, (&id, version), change).await
}
