//! A request whose transaction lost against another is done again from its start. Only PostgreSQL
//! lets transactions that write run side by side; SQLite has them queue.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::body::{self, LIMIT};
use super::refusal::{Contended, Refusal};

const ATTEMPTS: u32 = 16;
/// Before the second attempt; twice as long before each one after it, but no longer than the last.
const PAUSE: Duration = Duration::from_millis(2);
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

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
        if response.extensions().get::<Contended>().is_none() || attempt == ATTEMPTS {
            return response;
        }
        tokio::time::sleep(jittered((PAUSE * 2u32.pow(attempt - 1)).min(LONGEST_PAUSE))).await;
        attempt += 1;
    }
}

/// Between half and all of it: those who met once shall not meet again.
fn jittered(pause: Duration) -> Duration {
    pause.mul_f64(1.0 - 0.5 * rand::random::<f64>())
}
