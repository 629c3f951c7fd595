//! Who is signed in.

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;

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

/// In a demonstration, whoever says a name is that person: the header `Demo-Person`.
pub async fn demo(mut request: Request, next: Next) -> Response {
    let name = request.headers().get("demo-person");
    if let Some(Ok(name)) = name.map(|name| name.to_str()) {
        let person = Person(name.to_owned());
        request.extensions_mut().insert(person);
    }
    next.run(request).await
}
