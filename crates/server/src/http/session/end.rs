//! `DELETE /api/v1/session`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use indgang_api::session::{PATH, SignedOut};
use tower_sessions::Session;

use crate::http::refusal::Refusal;
use crate::identity::Identity;

/// Sign out
///
/// Here the session is gone; at the provider it ends when the browser goes where the answer says.
#[utoipa::path(
    delete,
    path = PATH,
    responses(
        (status = 200, description = "Signed out here", body = SignedOut),
        Refusal,
    )
)]
pub async fn end(
    State(identity): State<Arc<Identity>>,
    session: Session,
) -> Result<Json<SignedOut>, Refusal> {
    session.flush().await?;
    let location = match &identity.provider {
        Some(provider) => provider.end().await,
        None => Ok(None),
    };
    // A provider that does not answer must not keep anybody signed in here.
    let location = location.unwrap_or_else(|error| {
        tracing::warn!(%error, "signed out here only");
        None
    });
    Ok(Json(SignedOut {
        location: location.unwrap_or_else(|| "/".to_owned()),
    }))
}
