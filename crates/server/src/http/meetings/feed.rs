//! `/api/v1/desk/calendar`: the calendar elsewhere that one's busy times are read from.

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use indgang_api::meetings::{FEED, Feed, NewFeed};

use crate::clock;
use crate::feeds;
use crate::http::body::Json as JsonBody;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::Store;
use crate::store::meetings::feed;

/// The calendar that one's busy times are read from
///
/// The address itself is not told: whoever knows it can read the calendar.
#[utoipa::path(
    get,
    path = FEED,
    responses((status = 200, description = "How reading it goes", body = Feed), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
) -> Result<Json<Feed>, Refusal> {
    let found = feed::find(&mut store.read().await?, &person.id).await?;
    let found = found.ok_or(Refusal::NotFound)?;
    let address = feeds::address(&found.address);
    let host = address.and_then(|address| Some(address.host_str()?.to_owned()));
    Ok(Json(Feed {
        host: host.unwrap_or_default(),
        read_at: found.read_at,
        failure: found.failure,
        unclear: u32::try_from(found.unclear).unwrap_or_default(),
    }))
}

/// Say from which calendar one's busy times are read
///
/// Only from when to when one is busy is kept of it. It is read soon, and then again and again. Citizens cannot
/// book what it says is busy; meetings that are booked stay where they are.
#[utoipa::path(
    put,
    path = FEED,
    request_body = NewFeed,
    responses((status = 204, description = "It is kept"), Refusal)
)]
pub async fn keep(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    JsonBody(new): JsonBody<NewFeed>,
) -> Result<StatusCode, Refusal> {
    let Some(address) = feeds::address(&new.address) else {
        return Err(Refusal::Invalid {
            pointer: "/address",
            message: "an address that starts with https:// is needed here".to_owned(),
        });
    };
    let mut transaction = store.write().await?;
    feed::keep(&mut transaction, &person.id, address.as_str(), clock::now()).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Read no calendar any more
///
/// What it said is forgotten.
#[utoipa::path(
    delete,
    path = FEED,
    responses((status = 204, description = "It is forgotten"), Refusal)
)]
pub async fn forget(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    feed::forget(&mut transaction, &person.id).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
