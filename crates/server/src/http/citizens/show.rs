//! `GET /api/v1/citizens/{citizen}`.

use axum::Json;
use axum::extract::{Path, State};
use indgang_api::citizens::{Citizen, ONE};

use crate::http::refusal::Refusal;
use crate::store::{Store, person};

/// One citizen
///
/// That somebody else looked is kept, and the citizen sees it.
#[utoipa::path(
    get,
    path = ONE,
    params(("citizen" = String, Path, description = "The citizen")),
    responses((status = 200, description = "The citizen", body = Citizen), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    Path(id): Path<String>,
) -> Result<Json<Citizen>, Refusal> {
    let mut transaction = store.read().await?;
    let person = person::find(&mut transaction, &id)
        .await?
        .ok_or(Refusal::NotFound)?;
    Ok(Json(Citizen {
        id,
        name: person.name,
    }))
}
