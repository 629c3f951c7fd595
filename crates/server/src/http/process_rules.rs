//! `GET /api/v1/process-rules`: deadlines and cut-offs with their dates and sources.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use indgang_api::process_rules::{PATH, RuleSet};

use crate::config::Config;

/// The rules of the process with their dates and sources
///
/// In the order of their dates; `basis` says whether a rule is law, local practice, or to be confirmed.
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "All rule sets", body = Vec<RuleSet>))
)]
pub async fn list(State(config): State<Arc<Config>>) -> Json<Vec<RuleSet>> {
    Json(config.process_rules.clone())
}
