//! A request whose transaction lost against another is done again from its start. Only PostgreSQL
//! lets transactions that write run side by side; SQLite has them queue.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::body::{self, LIMIT};
use super::refusal::{Contended, Refusal};
use crate::store::pause_after;

pub async fn when_contended(request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let body = match body::read(Request::new(body), LIMIT).await {
        Ok(body) => Bytes::from(body),
        Err(rejection) => return Refusal::Body(rejection).into_response(),
    };
    let mut attempt = 1;
    loop {
        let request = Request::from_parts(parts.clone(), Body::from(body.clone()));
        let response = next.clone().run(request).await;
        let contended = response.extensions().get::<Contended>();
        let Some(pause) = contended.and_then(|_| pause_after(attempt)) else {
            return response;
        };
        tokio::time::sleep(pause).await;
        attempt += 1;
    }
}
