//! `POST /api/v1/consents`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use indgang_api::consents::{Consent, NewConsent, PATH};

use super::within_a_year;
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::{Store, consent};

/// The longest purpose, in characters.
const PURPOSE: usize = 500;

/// Let a unit see a part, for a purpose, until a day
#[utoipa::path(
    post,
    path = PATH,
    request_body = NewConsent,
    responses((status = 201, description = "It is given", body = Consent), Refusal)
)]
pub async fn give(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<Person>,
    JsonBody(wish): JsonBody<NewConsent>,
) -> Result<(StatusCode, Json<Consent>), Refusal> {
    within_a_year(wish.ends_on)?;
    if !config.units.contains_key(&wish.unit) {
        return Err(Refusal::Invalid {
            pointer: "/unit",
            message: "a unit of this municipality is needed here".to_owned(),
        });
    }
    if wish.purpose.trim().is_empty() || wish.purpose.chars().count() > PURPOSE {
        return Err(Refusal::Invalid {
            pointer: "/purpose",
            message: format!("a purpose of at most {PURPOSE} characters is needed here"),
        });
    }
    let now = clock::now();
    let mut transaction = store.write().await?;
    let id = consent::give(&mut transaction, &person.id, &wish, now).await?;
    transaction.commit().await?;
    let given = Consent {
        id,
        unit: wish.unit,
        part: wish.part.name().to_owned(),
        purpose: wish.purpose,
        given_at: clock::written(now),
        ends_on: wish.ends_on.0.to_string(),
        withdrawn_at: None,
    };
    Ok((StatusCode::CREATED, Json(given)))
}
