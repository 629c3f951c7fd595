//! Who is signed in.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::refusal::Refusal;

/// The person who asks, by the name that our tables know them by. Whoever signs people in puts it into
/// the request's extensions; a door that takes it is closed to everybody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Person {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get().cloned().ok_or(Refusal::NotSignedIn)
    }
}
