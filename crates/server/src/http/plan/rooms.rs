//! `/api/v1/plan/rooms`: meetings over a plan of somebody who has not signed in. Two devices, one board: the
//! citizen's opens the room and shows its code, the caseworker's joins with it.

use std::time::Duration;

use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use indgang_api::Problem;
use indgang_api::plan::{
    JOIN, JoinedRoom, OpenedRoom, ROOM, ROOM_OFFICE, ROOM_SHARED, ROOMS, Room, RoomCode,
    WAIT_SECONDS,
};
use indgang_domain::plan::Log;
use tokio::time::Instant;

use super::{OfficeBytes, SharedBytes, octets, share as keep_shared, together, write, written};
use crate::clock;
use crate::http::Stopping;
use crate::http::body::{Json as JsonBody, Octets};
use crate::http::refusal::Refusal;
use crate::identity::access::ThisRoom;
use crate::identity::visitor::Person;
use crate::store::plan::Side;
use crate::store::plan::room::{self, Joined};
use crate::store::{Store, person};

const WAIT: Duration = Duration::from_secs(WAIT_SECONDS as u64);
/// How long to wait for a bell that may have been missed, or that the database does not have.
const POLL: Duration = Duration::from_secs(5);

/// Open a meeting
///
/// For anybody. The answer has the code to tell the caseworker, and the key that lets this device in; both
/// are shown in this answer only. Without a key for repeating it: an answer that was lost leaves an empty
/// room, which ends by itself.
#[utoipa::path(
    post,
    path = ROOMS,
    responses(
        (status = 201, description = "It is open", body = OpenedRoom, headers(("Location" = String))),
        Refusal,
    )
)]
pub async fn open(State(store): State<Store>) -> Result<Response, Refusal> {
    let mut transaction = store.write().await?;
    let room = room::open(&mut transaction, clock::now()).await?;
    let room = room.ok_or(Refusal::TooMany)?;
    transaction.commit().await?;
    let location = [(header::LOCATION, ROOM.replace("{room}", &room.id))];
    Ok((StatusCode::CREATED, location, Json(room)).into_response())
}

/// Join a meeting with its code
///
/// A code is good for 15 minutes and for the first caseworker who brings it, and for those with whom they hold an
/// online meeting. After 5 wrong codes one waits for a quarter of an hour.
#[utoipa::path(
    post,
    path = JOIN,
    request_body = RoomCode,
    responses((status = 200, description = "One is in", body = JoinedRoom), Refusal)
)]
pub async fn join(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    JsonBody(RoomCode { code }): JsonBody<RoomCode>,
) -> Result<Json<JoinedRoom>, Refusal> {
    let now = clock::now();
    let mut transaction = store.write().await?;
    let joined = room::join(&mut transaction, &person.id, &code, now).await?;
    let room = match &joined {
        Joined::In(id) => room::find(&mut transaction, id, now).await?,
        Joined::Wrong | Joined::Locked => None,
    };
    // Also what was wrong is counted.
    transaction.commit().await?;
    match (joined, room) {
        (Joined::Locked, _) => Err(Refusal::TooMany),
        (_, Some(room)) => Ok(Json(JoinedRoom {
            id: room.id,
            ends_at: room.ends_at,
        })),
        (_, None) => Err(Refusal::WrongCode),
    }
}

/// Who is in a meeting and what has changed there
///
/// With `after`, a version that is known, it is answered when there is a newer one, or after 20 seconds.
#[utoipa::path(
    get,
    path = ROOM,
    params(
        ("room" = String, Path, description = "The room"),
        ("after" = Option<i64>, Query, description = "The version that is known"),
        ("Indgang-Room-Key" = Option<String>, Header, description = "From who opened it"),
    ),
    responses((status = 200, description = "The room", body = Room), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    State(mut stopping): State<Stopping>,
    Extension(ThisRoom(id)): Extension<ThisRoom>,
    RawQuery(query): RawQuery,
) -> Result<Json<Room>, Refusal> {
    let known = after(&query.unwrap_or_default());
    // Before the first look, so that nothing falls in between.
    let mut heard = store.listen();
    let end = Instant::now() + WAIT;
    let audience = room::audience(&id);
    loop {
        let mut transaction = store.read().await?;
        let room = room::find(&mut transaction, &id, clock::now()).await?;
        let room = room.ok_or(Refusal::NotFound)?;
        let left = end.saturating_duration_since(Instant::now());
        if known.is_none_or(|known| room.version > known) || left.is_zero() {
            return Ok(Json(shown(&mut transaction, room).await?));
        }
        // Nobody waits with the database in hand.
        drop(transaction);
        tokio::select! {
            () = heard.of(&audience) => {}
            () = tokio::time::sleep(left.min(POLL)) => {}
            () = stopping.asked() => return Ok(Json(shown(&mut store.read().await?, room).await?)),
        }
    }
}

/// End a meeting: everything in it is deleted
#[utoipa::path(
    delete,
    path = ROOM,
    params(
        ("room" = String, Path, description = "The room"),
        ("Indgang-Room-Key" = String, Header, description = "From who opened it"),
    ),
    responses((status = 204, description = "It is over"), Refusal)
)]
pub async fn end(
    State(store): State<Store>,
    Extension(ThisRoom(id)): Extension<ThisRoom>,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    room::end(&mut transaction, &id).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The plan in a meeting
///
/// What the citizen shows and what the caseworker wrote, as one log; `not-shared` (404) before something is
/// shown.
#[utoipa::path(
    get,
    path = ROOM_SHARED,
    params(
        ("room" = String, Path, description = "The room"),
        ("Indgang-Room-Key" = Option<String>, Header, description = "From who opened it"),
    ),
    responses(
        (status = 200, description = "The log", body = inline(SharedBytes), content_type = "application/octet-stream"),
        Refusal,
    )
)]
pub async fn shared(
    State(store): State<Store>,
    Extension(ThisRoom(id)): Extension<ThisRoom>,
) -> Result<Response, Refusal> {
    let (log, _) = together(&mut store.read().await?, &id).await?;
    Ok(octets(log.to_bytes(), None))
}

/// Show the plan in a meeting
///
/// All that is shown, instead of what was. Refused (`nobody-there`) before a caseworker has joined, so that
/// nothing leaves the device for nobody, and (`invalid-plan`) when it has something that stays there.
#[utoipa::path(
    put,
    path = ROOM_SHARED,
    params(
        ("room" = String, Path, description = "The room"),
        ("Indgang-Room-Key" = String, Header, description = "From who opened it"),
    ),
    request_body(content = inline(SharedBytes), content_type = "application/octet-stream",
        description = "A log: 256 KiB at most"),
    responses(
        (status = 204, description = "It is shown"),
        (status = 409, description = "Nobody is there yet", body = Problem,
            content_type = "application/problem+json"),
        Refusal,
    )
)]
pub async fn share(
    State(store): State<Store>,
    Extension(ThisRoom(id)): Extension<ThisRoom>,
    Octets(content): SharedBytes,
) -> Result<StatusCode, Refusal> {
    let shown = Log::from_bytes(&content)?;
    let now = clock::now();
    let mut transaction = store.write().await?;
    if room::staff(&mut transaction, &id).await?.is_empty() {
        transaction.commit().await?;
        return Err(Refusal::NobodyThere);
    }
    keep_shared(&mut transaction, &id, &shown, now).await?;
    room::changed(&mut transaction, &id, Side::Shared).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the caseworker wrote in a meeting
///
/// An empty log where nothing was written.
#[utoipa::path(
    get,
    path = ROOM_OFFICE,
    params(
        ("room" = String, Path, description = "The room"),
        ("Indgang-Room-Key" = Option<String>, Header, description = "From who opened it"),
    ),
    responses(
        (status = 200, description = "The log", body = inline(SharedBytes), content_type = "application/octet-stream"),
        Refusal,
    )
)]
pub async fn office(
    State(store): State<Store>,
    Extension(ThisRoom(id)): Extension<ThisRoom>,
) -> Result<Response, Refusal> {
    let log = written(&mut store.read().await?, &id).await?;
    Ok(octets(log.to_bytes(), None))
}

/// Write in the plan of a meeting
///
/// As in a citizen's plan: a log of what the caseworker has done since. Sent again it changes nothing.
#[utoipa::path(
    post,
    path = ROOM_OFFICE,
    params(("room" = String, Path, description = "The room")),
    request_body(content = inline(OfficeBytes), content_type = "application/octet-stream",
        description = "A log: 64 KiB at most"),
    responses((status = 204, description = "It is written"), Refusal)
)]
pub async fn add(
    State(store): State<Store>,
    Extension(ThisRoom(id)): Extension<ThisRoom>,
    Extension(person): Extension<Person>,
    Octets(content): OfficeBytes,
) -> Result<StatusCode, Refusal> {
    let news = Log::from_bytes(&content)?;
    let now = clock::now();
    let mut transaction = store.write().await?;
    let room = room::find(&mut transaction, &id, now).await?;
    room.ok_or(Refusal::NotFound)?;
    if write(&mut transaction, &id, person, &news, now).await? {
        room::changed(&mut transaction, &id, Side::Office).await?;
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn shown(
    transaction: &mut crate::store::Transaction,
    room: room::Room,
) -> Result<Room, Refusal> {
    let mut joined = Vec::new();
    for staff in room::staff(transaction, &room.id).await? {
        let person = person::find(transaction, &staff).await?;
        joined.extend(person.map(|person| person.name));
    }
    Ok(Room {
        version: room.version,
        shared: room.shared,
        office: room.office,
        joined: (!joined.is_empty()).then(|| joined.join(", ")),
        ends_at: room.ends_at,
    })
}

/// What is no number is that of nothing that is known.
fn after(query: &str) -> Option<i64> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, version) = pairs.find(|(name, _)| name == "after")?;
    version.parse().ok()
}
