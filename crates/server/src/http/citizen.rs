//! Whom a request concerns.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::refusal::Refusal;

/// The citizen in the address, `me` resolved. Whoever decides who may do what puts it into the request's
/// extensions; a door that takes it is closed where nothing was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citizen(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Citizen {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get().cloned().ok_or(Refusal::NotFound)
    }
}
