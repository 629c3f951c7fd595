//! One line per answer on stderr, and the same counted: never who asked, what was sent, or the address
//! that was typed.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Uuid;

/// Names a request in the log; the answer has it too, for who asks what went wrong.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub async fn requests(request: Request, next: Next) -> Response {
    let id = Uuid::new_v4().simple().to_string();
    let span = tracing::info_span!("request", id);
    let mut response = answered(request, next).instrument(span).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

async fn answered(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = known(request.method().as_str());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("app", MatchedPath::as_str).to_owned();
    let (status, took) = (response.status().as_u16(), start.elapsed());
    tracing::info!(method, route, status, ms = took.as_millis());
    let labels = [
        ("method", method.to_owned()),
        ("route", route),
        ("status", status.to_string()),
    ];
    metrics::counter!("indgang_http_requests_total", &labels).increment(1);
    metrics::histogram!("indgang_http_request_seconds", &labels[..2]).record(took);
    response
}

/// Anybody can make up methods; none of them is worth a line of its own in the figures.
fn known(method: &str) -> &'static str {
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or("OTHER")
}
