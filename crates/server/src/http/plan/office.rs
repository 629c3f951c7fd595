//! `/api/v1/plan/office`: what the municipality writes in the citizen's plan.

use axum::extract::State;
use axum::response::Response;
use indgang_api::plan::OFFICE;

use super::{SharedBytes, octets, written};
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::store::Store;

/// What the municipality wrote in the plan
///
/// An empty log where it wrote nothing.
#[utoipa::path(
    get,
    path = OFFICE,
    responses(
        (status = 200, description = "The log", body = inline(SharedBytes), content_type = "application/octet-stream"),
        Refusal,
    )
)]
pub async fn show(State(store): State<Store>, person: Person) -> Result<Response, Refusal> {
    let log = written(&mut store.read().await?, &person.0).await?;
    Ok(octets(log.to_bytes(), None))
}
