//! `DELETE /api/v1/devices/{device}`.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use indgang_api::devices::ONE;

use crate::clock;
use crate::http::refusal::Refusal;
use crate::store::{Store, device};

/// Revoke a device: its next request is refused
#[utoipa::path(
    delete,
    path = ONE,
    params(("device" = String, Path, description = "The device")),
    responses((status = 204, description = "It is revoked"), Refusal)
)]
pub async fn revoke(
    State(store): State<Store>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    let was_there = device::revoke(&mut transaction, &id, clock::now()).await?;
    transaction.commit().await?;
    was_there
        .then_some(StatusCode::NO_CONTENT)
        .ok_or(Refusal::NotFound)
}
