//! What people think of this service: `PUT /api/v1/opinions/{opinion}`, and what came of it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use indgang_api::opinions::{
    IMPROVEMENTS, Improvement, NewOpinion, ONE, Opinion, PATH, PHONE_LIMIT, TEXT_LIMIT,
};

use super::body::Json as JsonBody;
use super::id::Name;
use super::refusal::Refusal;
use crate::clock;
use crate::config::Config;
use crate::store::{Store, opinions};

/// What was made better because somebody said so
#[utoipa::path(
    get,
    path = IMPROVEMENTS,
    responses((status = 200, description = "The latest first", body = Vec<Improvement>))
)]
pub async fn improvements(State(config): State<Arc<Config>>) -> Json<Vec<Improvement>> {
    let mut all = config.improvements.clone();
    all.sort_by_key(|one| std::cmp::Reverse(one.date.0));
    Json(all)
}

/// Say what one thinks of this service
///
/// Nothing is kept of who says it, unless they leave a number to be called at. Sent again it is one.
#[utoipa::path(
    put,
    path = ONE,
    params(("opinion" = String, Path, description = "A number that the device makes")),
    request_body = NewOpinion,
    responses((status = 204, description = "It is kept"), Refusal)
)]
pub async fn say(
    State(store): State<Store>,
    Name(id): Name,
    JsonBody(opinion): JsonBody<NewOpinion>,
) -> Result<StatusCode, Refusal> {
    for (pointer, text, least, most) in [
        ("/text", &opinion.text, 1, TEXT_LIMIT),
        ("/phone", &opinion.phone, 0, PHONE_LIMIT),
    ] {
        let length = text.trim().chars().count();
        if length < least || length > most {
            return Err(Refusal::Invalid {
                pointer,
                message: format!("{least} to {most} letters are needed here"),
            });
        }
    }
    let mut transaction = store.write().await?;
    opinions::keep(&mut transaction, (&id, &opinion), clock::now()).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What people have said
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "The latest first", body = Vec<Opinion>), Refusal)
)]
pub async fn list(State(store): State<Store>) -> Result<Json<Vec<Opinion>>, Refusal> {
    Ok(Json(opinions::list(&mut store.read().await?).await?))
}
