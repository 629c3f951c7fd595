//! `/api/v1/plan/own`: the citizen's own copy, which only their devices can read.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use indgang_api::plan::OWN;

use super::{OwnBytes, is_at, octets};
use crate::clock;
use crate::http::body::Octets;
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::http::version::{Before, etag};
use crate::store::Store;
use crate::store::plan::{self, Side};

/// The citizen's own copy of the plan
///
/// As the device encrypted it. The server has no key to it.
#[utoipa::path(
    get,
    path = OWN,
    responses(
        (status = 200, description = "The ciphertext", body = inline(OwnBytes),
            content_type = "application/octet-stream", headers(("ETag" = String))),
        Refusal,
    )
)]
pub async fn show(State(store): State<Store>, person: Person) -> Result<Response, Refusal> {
    let kept = plan::find(&mut store.read().await?, &person.0, Side::Own).await?;
    let kept = kept.ok_or(Refusal::NotFound)?;
    Ok(octets(kept.content, Some(kept.version)))
}

/// Keep the citizen's own copy of the plan
///
/// Refused when another device has changed it since: then read it, merge, and send it again.
#[utoipa::path(
    put,
    path = OWN,
    params(
        ("If-Match" = Option<String>, Header, description = "The ETag of what was read"),
        ("If-None-Match" = Option<String>, Header, description = "`*`, where there was nothing"),
    ),
    request_body(content = inline(OwnBytes), content_type = "application/octet-stream",
        description = "The ciphertext: 256 KiB at most"),
    responses((status = 204, description = "It is kept", headers(("ETag" = String))), Refusal)
)]
pub async fn keep(
    State(store): State<Store>,
    person: Person,
    Before(before): Before,
    Octets(content): OwnBytes,
) -> Result<Response, Refusal> {
    let mut transaction = store.write().await?;
    let kept = plan::find(&mut transaction, &person.0, Side::Own).await?;
    if !is_at(kept.as_ref(), before) {
        // Nobody hears of another's change before it is certain.
        transaction.commit().await?;
        return Err(Refusal::Changed);
    }
    let now = clock::now();
    let version = plan::put(&mut transaction, &person.0, Side::Own, &content, now).await?;
    plan::tell(&mut transaction, &person.0, Side::Own, &[], now).await?;
    transaction.commit().await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, etag(version))]).into_response())
}

/// Delete the citizen's own copy of the plan
///
/// What is on the citizen's devices stays there.
#[utoipa::path(
    delete,
    path = OWN,
    responses((status = 204, description = "It is gone"), Refusal)
)]
pub async fn delete(State(store): State<Store>, person: Person) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    if plan::delete(&mut transaction, &person.0, Side::Own).await? {
        let now = clock::now();
        plan::tell(&mut transaction, &person.0, Side::Own, &[], now).await?;
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
