//! What every answer tells the browser to refuse.

use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::Response;
use indgang_api::pages::Entry;

/// Only our own files, no inline script or style; WASM may be compiled. What may be framed is said at the end.
macro_rules! policy {
    ($frames:literal) => {
        HeaderValue::from_static(concat!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; ",
            "img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; ",
            "worker-src 'self'; base-uri 'none'; form-action 'self'; ",
            $frames
        ))
    };
}

/// The content security policy of the pages of a program: those with the online room may hold the plan beside
/// the picture, and the plan may stand in a page of ours (docs/decisions/0012-online-room.md).
pub fn policy_of(entry: Entry) -> HeaderValue {
    match entry {
        Entry::Open | Entry::Case => NO_FRAMES,
        Entry::Mine => policy!("frame-ancestors 'self'"),
        Entry::Meet | Entry::House => policy!("frame-src 'self'; frame-ancestors 'none'"),
    }
}

const NO_FRAMES: HeaderValue = policy!("frame-ancestors 'none'");

const ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ),
    // Camera and microphone are for the online room; nothing of somebody else's is ever shown here.
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "camera=(self), display-capture=(), geolocation=(), microphone=(self), payment=(), usb=()",
        ),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Two years, as browsers' preload lists ask.
const STAY_WITH_HTTPS: HeaderValue =
    HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Adds the headers to an answer. Nothing is kept by anybody unless the answer says so itself.
pub fn secure(https: bool) -> impl Fn(Response) -> std::future::Ready<Response> + Clone {
    move |mut response| {
        let headers = response.headers_mut();
        // A file of somebody's may do less than our pages.
        let own_policy = headers.remove(header::CONTENT_SECURITY_POLICY);
        headers.extend(ALWAYS);
        if let Some(policy) = own_policy {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        headers
            .entry(header::CONTENT_SECURITY_POLICY)
            .or_insert(NO_FRAMES);
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
        if https {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, STAY_WITH_HTTPS);
        }
        std::future::ready(response)
    }
}
