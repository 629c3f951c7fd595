//! `DELETE /api/v1/session` and `DELETE /api/v1/sessions`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use indgang_api::session::{ALL, PATH, SignedOut};
use tower_sessions::Session;

use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::identity::Identity;
use crate::store::{Store, person};

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
    leave(&identity, &session).await
}

/// Sign out everywhere
///
/// All sessions of the person are gone, also this one, on whatever device: for somebody who forgot to sign
/// out elsewhere, or has lost a phone.
#[utoipa::path(
    delete,
    path = ALL,
    responses(
        (status = 200, description = "Signed out on all devices", body = SignedOut),
        Refusal,
    )
)]
pub async fn end_all(
    State(identity): State<Arc<Identity>>,
    State(store): State<Store>,
    person: Person,
    session: Session,
) -> Result<Json<SignedOut>, Refusal> {
    let mut transaction = store.write().await?;
    person::sign_out_everywhere(&mut transaction, &person.0).await?;
    transaction.commit().await?;
    leave(&identity, &session).await
}

/// Ends the session here, and says where the provider ends its own.
async fn leave(identity: &Identity, session: &Session) -> Result<Json<SignedOut>, Refusal> {
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
