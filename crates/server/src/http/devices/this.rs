//! `GET /api/v1/devices/this`.

use axum::extract::State;
use axum::{Extension, Json};
use indgang_api::devices::{Device, THIS};

use crate::http::refusal::Refusal;
use crate::identity::access::ThisDevice;
use crate::store::{Store, device};

/// Which device asks
#[utoipa::path(
    get,
    path = THIS,
    responses((status = 200, description = "The device", body = Device), Refusal)
)]
pub async fn this(
    State(store): State<Store>,
    Extension(ThisDevice { id, .. }): Extension<ThisDevice>,
) -> Result<Json<Device>, Refusal> {
    let mut transaction = store.read().await?;
    let devices = device::list(&mut transaction).await?;
    let this = devices.into_iter().find(|device| device.id == id);
    this.map(Json).ok_or(Refusal::NotFound)
}
