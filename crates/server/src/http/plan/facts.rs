//! `GET /api/v1/plan/facts`: what the municipality adds to everybody's plan.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use indgang_api::plan::{Additions, FACTS};

use crate::config::Config;

/// What the municipality adds to everybody's plan
///
/// Its own offers, which lie in the deck besides the catalogue, and the headings of joint plans in all versions.
#[utoipa::path(
    get,
    path = FACTS,
    responses((status = 200, description = "The facts", body = Additions))
)]
pub async fn show(State(config): State<Arc<Config>>) -> Json<Additions> {
    Json(Additions {
        offers: config.offers.clone(),
        templates: config.templates.clone(),
    })
}
