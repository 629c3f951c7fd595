//! `DELETE /api/v1/consents/{consent}`.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use indgang_api::consents::ONE;

use crate::clock;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::{Store, consent};

/// Withdraw a consent
///
/// From now on the unit cannot look. What it has seen stands in the list of who has looked.
#[utoipa::path(
    delete,
    path = ONE,
    params(("consent" = String, Path, description = "The consent")),
    responses((status = 204, description = "It is withdrawn"), Refusal)
)]
pub async fn withdraw(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    let was_there = consent::withdraw(&mut transaction, &person.id, &id, clock::now()).await?;
    transaction.commit().await?;
    was_there
        .then_some(StatusCode::NO_CONTENT)
        .ok_or(Refusal::NotFound)
}
