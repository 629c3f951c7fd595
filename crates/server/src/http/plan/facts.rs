//! `GET /api/v1/plan/facts`: what the municipality adds to everybody's plan.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use indgang_api::plan::{FACTS, Facts};

use crate::config::Config;

/// What the municipality adds to everybody's plan
///
/// Its own offers, which lie in the deck besides the catalogue, and the headings of joint plans in all versions.
#[utoipa::path(
    get,
    path = FACTS,
    responses((status = 200, description = "The facts", body = Facts))
)]
pub async fn show(State(config): State<Arc<Config>>) -> Json<Facts> {
    Json(Facts {
        offers: config.offers.clone(),
        templates: config.templates.clone(),
    })
}
