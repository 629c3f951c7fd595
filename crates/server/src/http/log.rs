//! One line per answer on stderr: never who asked, what was sent, or the address that was typed.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

pub async fn requests(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    tracing::info!(
        %method,
        route = route.as_ref().map_or("app", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = start.elapsed().as_millis(),
    );
    response
}
