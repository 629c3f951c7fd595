//! `GET /api/v1/health`.

use axum::Json;
use indgang_api::health::{Health, PATH};

/// Whether the server answers
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "It does", body = Health))
)]
pub async fn show() -> Json<Health> {
    Json(Health {
        status: "ok".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}
