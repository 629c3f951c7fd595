//! `POST /api/v1/meetings/proofs`: that no time was free before the deadline.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use indgang_api::meetings::{PROOF, PROOFS, Proof};

use super::search::Free;
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::keys::Keys;
use crate::store::meetings::deadline;
use crate::store::{Store, StoreError};

/// What a signature is bound to.
const PLACE: &str = "meeting.proof";

/// Have it proven that no time was free
///
/// Looked at now. Refused (`not-found`) when there is no deadline, or when a time is free before it.
#[utoipa::path(
    post,
    path = PROOFS,
    responses((status = 200, description = "The proof", body = Proof), Refusal)
)]
pub async fn prove(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    person: Person,
) -> Result<Json<Proof>, Refusal> {
    let (now, today) = (clock::now(), clock::today());
    let mut transaction = store.read().await?;
    let deadline = deadline::find(&mut transaction, &person.0).await?;
    let deadline = deadline.ok_or(Refusal::NotFound)?;
    let kind = config
        .meetings
        .kind(&deadline.kind)
        .ok_or(Refusal::NotFound)?;
    let mut day = today;
    while day <= deadline.until.0 {
        let free = Free::look(&mut transaction, &config, kind, (day, 1), "", now).await?;
        if !free.on(day).is_empty() {
            return Err(Refusal::NotFound);
        }
        day = day.plus_days(1);
    }
    let text = format!(
        "{}: {}, {} – {}: 0. {} {}",
        config.kommune.navn,
        kind.name.da,
        today,
        deadline.until.0,
        clock::written(now),
        person.0,
    );
    let signature = signed(transaction.keys(), &text)?;
    Ok(Json(Proof { text, signature }))
}

/// What only who has our keys can have made.
fn signed(keys: &Keys, text: &str) -> Result<String, StoreError> {
    let seal = keys.seal(PLACE, text, b"no time was free")?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(seal))
}

/// Check a proof
#[utoipa::path(
    post,
    path = PROOF,
    request_body = Proof,
    responses((status = 204, description = "It is ours"), Refusal)
)]
pub async fn check(
    State(store): State<Store>,
    JsonBody(proof): JsonBody<Proof>,
) -> Result<axum::http::StatusCode, Refusal> {
    let transaction = store.read().await?;
    let seal = BASE64_URL_SAFE_NO_PAD
        .decode(&proof.signature)
        .unwrap_or_default();
    let is_ours = transaction.keys().open(PLACE, &proof.text, &seal).is_ok();
    if is_ours {
        return Ok(axum::http::StatusCode::NO_CONTENT);
    }
    Err(Refusal::Invalid {
        pointer: "/signature",
        message: "this is not a proof of ours: compare the text sign by sign".to_owned(),
    })
}
