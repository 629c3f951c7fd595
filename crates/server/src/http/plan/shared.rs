//! `/api/v1/plan/shared`: what the citizen shows to the municipality.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use indgang_api::plan::SHARED;
use indgang_domain::plan::Log;

use super::{SharedBytes, is_at, octets, share, together, watchers};
use crate::clock;
use crate::http::body::Octets;
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::http::version::{Before, etag};
use crate::store::Store;
use crate::store::plan::{self, Side};

/// The plan as the municipality sees it
///
/// What the citizen shows and what the municipality wrote, as one log. `not-shared` (404) where nothing is
/// shown.
#[utoipa::path(
    get,
    path = SHARED,
    responses(
        (status = 200, description = "The log", body = inline(SharedBytes),
            content_type = "application/octet-stream", headers(("ETag" = String))),
        Refusal,
    )
)]
pub async fn show(State(store): State<Store>, person: Person) -> Result<Response, Refusal> {
    let (log, version) = together(&mut store.read().await?, &person.0).await?;
    Ok(octets(log.to_bytes(), Some(version)))
}

/// Show the plan to the municipality
///
/// All that is shown, instead of what was shown before. Refused when it has something that stays on the
/// citizen's devices (`invalid-plan`), and when another device has changed it since. What the municipality
/// wrote may be in it, and is left out of it.
#[utoipa::path(
    put,
    path = SHARED,
    params(
        ("If-Match" = Option<String>, Header, description = "The ETag of what was read"),
        ("If-None-Match" = Option<String>, Header, description = "`*`, where nothing was shown"),
    ),
    request_body(content = inline(SharedBytes), content_type = "application/octet-stream",
        description = "A log: 256 KiB at most"),
    responses((status = 204, description = "It is shown", headers(("ETag" = String))), Refusal)
)]
pub async fn keep(
    State(store): State<Store>,
    person: Person,
    Before(before): Before,
    Octets(content): SharedBytes,
) -> Result<Response, Refusal> {
    let shown = Log::from_bytes(&content)?;
    let now = clock::now();
    let watchers = watchers(&store, &person.0, now).await?;
    let mut transaction = store.write().await?;
    let kept = plan::find(&mut transaction, &person.0, Side::Shared).await?;
    if !is_at(kept.as_ref(), before) {
        // Nobody hears of another's change before it is certain.
        transaction.commit().await?;
        return Err(Refusal::Changed);
    }
    let version = share(&mut transaction, &person.0, &shown, now).await?;
    plan::tell(&mut transaction, &person.0, Side::Shared, &watchers, now).await?;
    transaction.commit().await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, etag(version))]).into_response())
}

/// Stop showing the plan to the municipality
#[utoipa::path(
    delete,
    path = SHARED,
    responses((status = 204, description = "Nothing is shown"), Refusal)
)]
pub async fn delete(State(store): State<Store>, person: Person) -> Result<StatusCode, Refusal> {
    let now = clock::now();
    let watchers = watchers(&store, &person.0, now).await?;
    let mut transaction = store.write().await?;
    if plan::delete(&mut transaction, &person.0, Side::Shared).await? {
        plan::tell(&mut transaction, &person.0, Side::Shared, &watchers, now).await?;
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
