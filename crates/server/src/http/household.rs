//! The household in a request body.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use indgang_api::assessments::BODY_LIMIT;
use indgang_api::{Problem, ProblemKind};
use indgang_law::{Household, Invalid, InvalidCode};
use serde_json::json;
use utoipa::IntoResponses;
use utoipa::openapi::RefOr;

use super::body::{self, BodyRejection};
use super::problems;

/// Why there is none.
#[derive(Debug)]
pub enum HouseholdRejection {
    Body(BodyRejection),
    Invalid(Invalid),
}

impl From<HouseholdRejection> for Problem {
    fn from(rejection: HouseholdRejection) -> Self {
        match rejection {
            HouseholdRejection::Body(rejection) => rejection.into(),
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
        let body = body::json(request, BODY_LIMIT)
            .await
            .map_err(HouseholdRejection::Body)?;
        Household::from_json(&body)
            .map(Self)
            .map_err(HouseholdRejection::Invalid)
    }
}
