//! Which version of a thing somebody has seen: `ETag` out, `If-Match` in.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use super::refusal::Refusal;

/// A version as a header.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// What a change of something is a change of: nothing (`If-None-Match: *`), or a version.
pub struct Before(pub Option<i64>);

impl<S: Send + Sync> FromRequestParts<S> for Before {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let none = parts.headers.get(header::IF_NONE_MATCH);
        if none.is_some_and(|none| none.as_bytes() == b"*") {
            return Ok(Self(None));
        }
        match IfMatch::from_request_parts(parts, state).await {
            Ok(IfMatch(version)) => Ok(Self(Some(version))),
            Err(Refusal::VersionMissing) => Err(Refusal::PreconditionMissing),
            Err(other) => Err(other),
        }
    }
}

/// The version that a change is a change of.
pub struct IfMatch(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let version = parts
            .headers
            .get(header::IF_MATCH)
            .ok_or(Refusal::VersionMissing)?;
        let version = version
            .to_str()
            .ok()
            .and_then(|version| version.strip_prefix('"')?.strip_suffix('"')?.parse().ok());
        // A tag that we never gave is that of no version.
        version
            .filter(|version| (1..i64::MAX).contains(version))
            .map(Self)
            .ok_or(Refusal::Changed)
    }
}
