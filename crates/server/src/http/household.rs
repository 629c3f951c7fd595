//! The household in a request body.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use indgang_api::assessments::BODY_LIMIT;
use indgang_api::{Problem, ProblemKind};
use indgang_law::{Household, Invalid, InvalidCode};
use serde_json::json;
use utoipa::IntoResponses;
use utoipa::openapi::RefOr;

use super::problems;

/// How much of a body that is too long is still read. A connection that is closed while the other
/// side sends takes the answer with it.
const PATIENCE: usize = 16 * BODY_LIMIT;

/// Why there is none.
#[derive(Debug)]
pub enum HouseholdRejection {
    CutShort,
    TooLarge,
    NotSaidToBeJson,
    Invalid(Invalid),
}

impl From<HouseholdRejection> for Problem {
    fn from(rejection: HouseholdRejection) -> Self {
        match rejection {
            HouseholdRejection::CutShort => {
                Self::new(ProblemKind::NotJson, "the body did not arrive whole")
            }
            HouseholdRejection::TooLarge => Self::new(
                ProblemKind::TooLarge,
                format!("a household may have {BODY_LIMIT} bytes at most"),
            ),
            HouseholdRejection::NotSaidToBeJson => Self::new(
                ProblemKind::WrongMediaType,
                "the header Content-Type must say application/json",
            ),
            HouseholdRejection::Invalid(Invalid {
                pointer,
                code,
                message,
            }) => {
                let kind = match code {
                    InvalidCode::NotJson => ProblemKind::NotJson,
                    _ => ProblemKind::InvalidHousehold,
                };
                let code = json!(code).as_str().unwrap_or_default().to_owned();
                Self::new(kind, message).at(pointer, code)
            }
        }
    }
}

impl IntoResponses for HouseholdRejection {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        problems::described(&[
            ProblemKind::NotJson,
            ProblemKind::TooLarge,
            ProblemKind::WrongMediaType,
            ProblemKind::InvalidHousehold,
            ProblemKind::TooSlow,
        ])
    }
}

impl IntoResponse for HouseholdRejection {
    fn into_response(self) -> Response {
        problems::answer(self.into())
    }
}

/// A household that was read and is valid.
pub struct HouseholdBody(pub Household);

impl<S: Send + Sync> FromRequest<S> for HouseholdBody {
    type Rejection = HouseholdRejection;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let is_json = says_json(request.headers());
        let body = read(request.into_body()).await?;
        if !is_json {
            return Err(HouseholdRejection::NotSaidToBeJson);
        }
        Household::from_json(&body)
            .map(Self)
            .map_err(HouseholdRejection::Invalid)
    }
}

async fn read(mut body: Body) -> Result<Vec<u8>, HouseholdRejection> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| HouseholdRejection::CutShort)?;
        let data = frame.into_data().unwrap_or_default();
        length += data.len();
        if length <= BODY_LIMIT {
            bytes.extend_from_slice(&data);
        } else if length > PATIENCE {
            break;
        }
    }
    if length > BODY_LIMIT {
        return Err(HouseholdRejection::TooLarge);
    }
    Ok(bytes)
}

fn says_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("application/json"))
}
