//! `GET /api/v1/devices`.

use axum::Json;
use axum::extract::State;
use indgang_api::devices::{Device, PATH};

use crate::http::refusal::Refusal;
use crate::store::{Store, device};

/// All devices, also those that are revoked
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "By name", body = Vec<Device>), Refusal)
)]
pub async fn list(State(store): State<Store>) -> Result<Json<Vec<Device>>, Refusal> {
    Ok(Json(device::list(&mut store.read().await?).await?))
}
