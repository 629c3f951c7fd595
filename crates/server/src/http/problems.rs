//! How every refusal leaves the server (RFC 9457).

use std::any::Any;
use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use indgang_api::{Problem, ProblemKind};
use serde::Serialize;
use serde_json::json;
use utoipa::openapi::{Content, Ref, RefOr, ResponseBuilder};

use super::PATIENCE;

pub fn answer(problem: Problem) -> Response {
    sent(problem.status, &problem)
}

/// A problem with a member of its own.
pub fn answer_with(problem: &Problem, name: &str, value: &impl Serialize) -> Response {
    let mut body = json!(problem);
    body[name] = json!(value);
    sent(problem.status, &body)
}

fn sent(status: u16, body: &impl Serialize) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(Problem::MEDIA_TYPE),
    );
    response
}

/// The problems that an endpoint may answer with, for the API's description.
pub fn described(kinds: &[ProblemKind]) -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
    let describe = |kind: &ProblemKind| {
        let response = ResponseBuilder::new()
            .description(kind.title())
            .content(
                Problem::MEDIA_TYPE,
                Content::new(Some(Ref::from_schema_name("Problem"))),
            )
            .build();
        (kind.status().to_string(), RefOr::T(response))
    };
    kinds.iter().map(describe).collect()
}

/// axum adds the header `Allow`.
pub async fn method_not_allowed() -> Response {
    answer(Problem::new(
        ProblemKind::MethodNotAllowed,
        "the header Allow names the methods",
    ))
}

pub async fn too_slow(request: Request, next: Next) -> Response {
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => answer(Problem::new(
            ProblemKind::TooSlow,
            format!(
                "a request may take {} seconds: try again later",
                PATIENCE.as_secs()
            ),
        )),
    }
}

/// What the program panicked with may be about a person: it is neither told nor logged.
pub fn internal(_: Box<dyn Any + Send + 'static>) -> Response {
    answer(Problem::new(
        ProblemKind::Internal,
        "it is logged, and trying again will not help before it is mended",
    ))
}
