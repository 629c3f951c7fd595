//! `DELETE /api/v1/shares/{share}`.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use indgang_api::shares::ONE;

use crate::clock;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::{Store, share};

/// Stop a share: from now on the helper cannot look
#[utoipa::path(
    delete,
    path = ONE,
    params(("share" = String, Path, description = "The share")),
    responses((status = 204, description = "It is stopped"), Refusal)
)]
pub async fn revoke(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    let was_there = share::revoke(&mut transaction, &person.id, &id, clock::now()).await?;
    transaction.commit().await?;
    was_there
        .then_some(StatusCode::NO_CONTENT)
        .ok_or(Refusal::NotFound)
}
