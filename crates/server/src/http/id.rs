//! The name of a thing in an address.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use uuid::Uuid;

use super::refusal::Refusal;

/// A name as we give them. Whatever else is typed is the name of nothing.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let typed = Path::<String>::from_request_parts(parts, state).await;
        let id = typed
            .ok()
            .and_then(|Path(typed)| Uuid::try_parse(&typed).ok());
        id.map(|id| Self(id.to_string())).ok_or(Refusal::NotFound)
    }
}

/// A name that nobody can guess, as `secret::name` gives them. Whatever else is typed is the name of
/// nothing.
pub struct Name(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let typed = Path::<String>::from_request_parts(parts, state).await;
        let name = typed.ok().map(|Path(typed)| typed);
        name.filter(|typed| is_name(typed))
            .map(Self)
            .ok_or(Refusal::NotFound)
    }
}

/// Whether it is of letters that names are made of.
pub fn is_name(typed: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=64).contains(&typed.len()) && typed.bytes().all(is_letter)
}
