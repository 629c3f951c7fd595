//! Asking the server as somebody at work.

use indgang_api::case::{LETTERS, Matter, NewMatter};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::matter_path;
use crate::browser::bytes;
use crate::browser::http::{self, Answer, Unreachable};
use crate::text::{Key, t};

/// Why something was not done, in words for whoever did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed(pub String);

impl From<Unreachable> for Failed {
    fn from(_: Unreachable) -> Self {
        Self(t(Key::DESK_AWAY_TEXT).to_owned())
    }
}

/// A document of the server's.
pub async fn get<T: DeserializeOwned>(address: &str) -> Result<T, Unreachable> {
    let answer = http::ask("GET", address).await?;
    document(&answer).ok_or(Unreachable)
}

/// The same with its version; `None` when there is none.
pub async fn find<T: DeserializeOwned>(
    address: &str,
) -> Result<Option<(T, Option<String>)>, Unreachable> {
    let answer = http::ask("GET", address).await?;
    if answer.status == 404 {
        return Ok(None);
    }
    let document = document(&answer).ok_or(Unreachable)?;
    Ok(Some((document, answer.etag)))
}

/// Changes something, as the version that was read.
pub async fn change(
    method: &str,
    address: &str,
    header: (&str, &str),
    body: &impl Serialize,
) -> Result<Answer, Failed> {
    let body = serde_json::to_vec(body).unwrap_or_default();
    let headers = [header, ("content-type", "application/json")];
    let answer = http::send(method, address, &headers, Some(&body)).await?;
    if answer.is_success() {
        return Ok(answer);
    }
    let problem = answer.json().unwrap_or_default();
    let words = match (answer.status, problem["code"].as_str()) {
        (401, _) => t(Key::DESK_FAILED_SIGN_IN),
        (409, Some("too-early")) => t(Key::DESK_FAILED_EARLY),
        (409, Some("too-late" | "past" | "lapsed")) => t(Key::DESK_FAILED_PAST),
        (409, None) => t(Key::DESK_FAILED_TAKEN),
        (412, _) => t(Key::DESK_FAILED_CHANGED),
        (422, _) => t(Key::DESK_FAILED_INVALID),
        _ => t(Key::DESK_FAILED),
    };
    Err(Failed(words.to_owned()))
}

/// Makes something new.
pub async fn make(address: &str, body: &impl Serialize) -> Result<Answer, Failed> {
    let key = bytes::once();
    change("POST", address, ("idempotency-key", &key), body).await
}

/// Writes something new to a citizen, and gives the address of its page.
pub async fn write_to(citizen: &str, matter: &NewMatter) -> Result<String, Failed> {
    let answer = make(&LETTERS.replace("{citizen}", citizen), matter).await?;
    let made: Matter = document(&answer).ok_or_else(|| Failed(t(Key::DESK_FAILED).to_owned()))?;
    Ok(matter_path(citizen, &made.summary.id))
}

fn document<T: DeserializeOwned>(answer: &Answer) -> Option<T> {
    let body = answer.is_success().then_some(&answer.body)?;
    serde_json::from_slice(body).ok()
}
