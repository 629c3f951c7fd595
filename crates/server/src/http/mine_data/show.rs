//! `GET /api/v1/mine-data`.

use std::sync::Arc;

use axum::extract::State;
use axum::{Extension, Json};
use indgang_api::mine_data::{MineData, PATH};

use super::of;
use crate::config::Config;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::Store;

/// What is kept about the citizen who asks, who may see it, and who has looked
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "All of it", body = MineData), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<Person>,
) -> Result<Json<MineData>, Refusal> {
    let mut transaction = store.read().await?;
    Ok(Json(of(&mut transaction, &person.id, &config).await?))
}
