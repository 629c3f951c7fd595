//! `/api/v1/citizens/{citizen}/plan`: a citizen's plan, for who may see it.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use indgang_api::plan::OF_CITIZEN;
use indgang_domain::plan::Log;

use super::{OfficeBytes, SharedBytes, octets, together, watchers, write};
use crate::clock;
use crate::http::body::Octets;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::Store;
use crate::store::plan::{self, Side};

/// A citizen's plan, as far as the citizen shows it
///
/// With what the municipality wrote, as one log; `not-shared` (404) where nothing is shown. That somebody
/// else looked is kept, and the citizen sees it.
#[utoipa::path(
    get,
    path = OF_CITIZEN,
    params(("citizen" = String, Path, description = "The citizen")),
    responses(
        (status = 200, description = "The log", body = inline(SharedBytes), content_type = "application/octet-stream"),
        Refusal,
    )
)]
pub async fn show(
    State(store): State<Store>,
    Path(citizen): Path<String>,
) -> Result<Response, Refusal> {
    let (log, _) = together(&mut store.read().await?, &citizen).await?;
    Ok(octets(log.to_bytes(), None))
}

/// Write in a citizen's plan
///
/// A log of what the caseworker has done since, in which each replica is signed by their name; sent again
/// it changes nothing. Refused (`invalid-plan`) when it does what only the citizen may do.
#[utoipa::path(
    post,
    path = OF_CITIZEN,
    params(("citizen" = String, Path, description = "The citizen")),
    request_body(content = inline(OfficeBytes), content_type = "application/octet-stream",
        description = "A log: 64 KiB at most"),
    responses((status = 204, description = "It is written"), Refusal)
)]
pub async fn add(
    State(store): State<Store>,
    Path(citizen): Path<String>,
    Extension(person): Extension<Person>,
    Octets(content): OfficeBytes,
) -> Result<StatusCode, Refusal> {
    let news = Log::from_bytes(&content)?;
    let now = clock::now();
    let watchers = watchers(&store, &citizen, now).await?;
    let mut transaction = store.write().await?;
    if write(&mut transaction, &citizen, person, &news, now).await? {
        plan::tell(&mut transaction, &citizen, Side::Office, &watchers, now).await?;
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
