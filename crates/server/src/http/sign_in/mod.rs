//! `/api/v1/sign-in`: to the provider and back.

pub mod begin;
pub mod callback;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use indgang_api::session::SIGN_IN;
use serde::{Deserialize, Serialize};

use super::page::{escaped, page};
use crate::config::Config;
use crate::identity::provider::Flow;

/// Where in a session it stands what must be remembered until somebody comes back.
const KEY: &str = "sign_in";

#[derive(Serialize, Deserialize)]
struct Leaving {
    flow: Flow,
    return_to: String,
}

/// The page for somebody who could not be signed in: what to do, and never why in detail. Whoever tries
/// again still comes to where they wanted to go.
fn failed(config: &Config, return_to: &str) -> Response {
    let phone = &config.kommune.telefon;
    let again = form_urlencoded::Serializer::new(format!("{SIGN_IN}?"))
        .append_pair("return_to", on_this_site(return_to))
        .finish();
    let content = format!(
        "<p>Dine svar er ikke væk. <a href=\"{again}\">Prøv igen</a>, eller ring til os på \
         <a href=\"tel:{}\">{}</a>.</p><p><a href=\"/\">Gå til forsiden</a></p>",
        phone.link(),
        escaped(&phone.to_string()),
    );
    (
        StatusCode::BAD_REQUEST,
        page("Du blev ikke logget ind", &content),
    )
        .into_response()
}

/// An address on this site, whatever somebody put into the link.
fn on_this_site(address: &str) -> &str {
    let is_path = address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(|c: char| c == '\\' || c.is_control());
    if is_path { address } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site_after_signing_in() {
        assert_eq!(on_this_site("/mine-data?a=b"), "/mine-data?a=b");
        for elsewhere in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
        ] {
            assert_eq!(on_this_site(elsewhere), "/", "{elsewhere}");
        }
    }
}
