//! `GET /api/v1/parameters`: the rates that the law is computed with.

use axum::Json;
use indgang_api::parameters::PATH;
use indgang_law::parameters::Row;

/// The rates with their dates and sources
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "All rates", body = ref("#/components/schemas/Parameters")))
)]
pub async fn list() -> Json<&'static [Row]> {
    Json(indgang_law::parameters::rows())
}
