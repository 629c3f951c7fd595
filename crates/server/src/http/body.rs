//! Bodies, read to their end.

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use indgang_api::{Problem, ProblemKind, plan};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use utoipa::openapi::schema::{KnownFormat, Schema, SchemaFormat};
use utoipa::openapi::{ObjectBuilder, RefOr, Type};
use utoipa::{PartialSchema, ToSchema};

use super::refusal::Refusal;

/// How much of a body that is too long is still read, in limits. A connection that is closed while
/// the other side sends takes the answer with it.
const PATIENCE: usize = 16;

/// The longest body of JSON in bytes, where nothing shorter is said.
pub const LIMIT: usize = 256 * 1024;

/// Why there is none.
#[derive(Debug)]
pub enum BodyRejection {
    CutShort,
    TooLarge(usize),
    NotSaidToBeJson,
    NotSaidToBeBytes,
    NotSaidToBeAPart,
}

impl From<BodyRejection> for Problem {
    fn from(rejection: BodyRejection) -> Self {
        match rejection {
            BodyRejection::CutShort => {
                Self::new(ProblemKind::NotJson, "the body did not arrive whole")
            }
            BodyRejection::TooLarge(limit) => Self::new(
                ProblemKind::TooLarge,
                format!("the body may have {limit} bytes at most"),
            ),
            BodyRejection::NotSaidToBeJson => Self::new(
                ProblemKind::WrongMediaType,
                "the header Content-Type must say application/json",
            ),
            BodyRejection::NotSaidToBeAPart => Self::new(
                ProblemKind::WrongMediaType,
                "the header Content-Type must say application/offset+octet-stream",
            ),
            BodyRejection::NotSaidToBeBytes => Self::new(
                ProblemKind::WrongMediaType,
                "the header Content-Type must say application/octet-stream",
            ),
        }
    }
}

/// A body of bytes that are said to be only that, and are some.
pub struct Octets<const LIMIT: usize>(pub Vec<u8>);

impl<S: Send + Sync, const LIMIT: usize> FromRequest<S> for Octets<LIMIT> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let is_said = says(request.headers(), plan::MEDIA_TYPE);
        let bytes = read(request, LIMIT).await.map_err(Refusal::Body)?;
        if !is_said {
            return Err(Refusal::Body(BodyRejection::NotSaidToBeBytes));
        }
        if bytes.is_empty() {
            return Err(Refusal::Invalid {
                pointer: "",
                message: "a body that is not empty is needed here".to_owned(),
            });
        }
        Ok(Self(bytes))
    }
}

impl<const LIMIT: usize> PartialSchema for Octets<LIMIT> {
    fn schema() -> RefOr<Schema> {
        let bytes = ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))
            .min_length(Some(1))
            .max_length(Some(LIMIT));
        bytes.into()
    }
}

impl<const LIMIT: usize> ToSchema for Octets<LIMIT> {}

/// A body that is said to be JSON.
pub async fn json(request: Request, limit: usize) -> Result<Vec<u8>, BodyRejection> {
    let is_json = says(request.headers(), "application/json");
    let bytes = read(request, limit).await?;
    if is_json {
        Ok(bytes)
    } else {
        Err(BodyRejection::NotSaidToBeJson)
    }
}

/// A body of any kind.
pub async fn read(request: Request, limit: usize) -> Result<Vec<u8>, BodyRejection> {
    let mut body = request.into_body();
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyRejection::CutShort)?;
        let data = frame.into_data().unwrap_or_default();
        length += data.len();
        if length <= limit {
            bytes.extend_from_slice(&data);
        } else if length > PATIENCE * limit {
            break;
        }
    }
    if length > limit {
        return Err(BodyRejection::TooLarge(limit));
    }
    Ok(bytes)
}

/// A body as our own type, for what is neither a household nor makes something.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let bytes = json(request, LIMIT).await.map_err(Refusal::Body)?;
        parse(&bytes).map(Self)
    }
}

/// What the bytes say.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        Category::Data => Refusal::Invalid {
            pointer: "",
            // Its own words would quote what was sent.
            message: format!(
                "line {}, column {} is not what the description of the API asks for",
                error.line(),
                error.column()
            ),
        },
        _ => Refusal::NotJson,
    })
}

/// Whether it is said to be of a media type.
pub fn says(headers: &HeaderMap, wanted: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case(wanted))
}
