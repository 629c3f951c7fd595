//! Asking our own server for something.

use std::sync::LazyLock;

use indgang_api::session;
use js_sys::Uint8Array;
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Headers, Request, RequestInit, Response};

use super::js;

/// There is no network, or the server had nothing to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable;

impl From<JsValue> for Unreachable {
    fn from(_: JsValue) -> Self {
        Self
    }
}

/// The text at an address of ours.
///
/// # Errors
/// When it cannot be had now; the service worker gives what is kept on the device.
pub async fn text(address: &str) -> Result<String, Unreachable> {
    read(asked(address)).await
}

/// The texts at several addresses of ours, all asked for at once.
///
/// # Errors
/// When one of them cannot be had now.
pub async fn texts(addresses: impl Iterator<Item = String>) -> Result<Vec<String>, Unreachable> {
    let coming: Vec<JsFuture> = addresses.map(|address| asked(&address)).collect();
    let mut texts = Vec::new();
    // To the last, also when one is away: an answer that nobody waits for is an error in the console.
    for answer in coming {
        texts.push(read(answer).await);
    }
    texts.into_iter().collect()
}

fn asked(address: &str) -> JsFuture {
    JsFuture::from(super::window().fetch_with_str(address))
}

async fn read(answer: JsFuture) -> Result<String, Unreachable> {
    let response: Response = answer.await?.dyn_into()?;
    if !response.ok() {
        return Err(Unreachable);
    }
    JsFuture::from(response.text()?)
        .await?
        .as_string()
        .ok_or(Unreachable)
}

/// What the server's API answers.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The version of what came, for the header `If-Match`.
    pub etag: Option<String>,
    /// When the server gave it, in milliseconds since 1970.
    pub date: Option<i64>,
    /// What came.
    pub body: Vec<u8>,
    headers: Option<Headers>,
}

impl Answer {
    /// Whether it was done.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.as_ref()?.get(name).ok()?
    }

    /// The document that came.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// Asks the API as whoever is signed in.
///
/// # Errors
/// When there is no answer; a refusal is one.
pub async fn ask(method: &str, address: &str) -> Result<Answer, Unreachable> {
    send(method, address, &[], None).await
}

/// The same with headers and a body.
///
/// # Errors
/// When there is no answer; a refusal is one.
pub async fn send(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: Option<&[u8]>,
) -> Result<Answer, Unreachable> {
    let how = RequestInit::new();
    how.set_method(method);
    if method == "DELETE" {
        // Also when it is the last that a page does before it is closed.
        js::set(&how, "keepalive", &JsValue::TRUE);
    }
    if let Some(body) = body {
        how.set_body(&Uint8Array::from(body));
    }
    let request = Request::new_with_str_and_init(address, &how)?;
    request.headers().set(session::HEADER, "app")?;
    for (name, value) in headers {
        request.headers().set(name, value)?;
    }
    let response: Response = JsFuture::from(super::window().fetch_with_request(&request))
        .await?
        .dyn_into()?;
    let body = JsFuture::from(response.array_buffer()?).await?;
    let date = response.headers().get("date")?;
    Ok(Answer {
        status: response.status(),
        date: date.map(|date| js_sys::Date::parse(&date) as i64),
        etag: response.headers().get("etag")?,
        body: Uint8Array::new(&body).to_vec(),
        headers: Some(response.headers()),
    })
}

/// A file of ours that is fetched when it is first needed and then stays.
pub struct Fetched {
    address: &'static str,
    content: LazyLock<ArcRwSignal<Content>>,
}

/// How far a [`Fetched`] file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nobody has asked for it.
    Unasked,
    /// On its way.
    Coming,
    /// Here.
    Here(&'static str),
    /// It could not be had.
    Away,
}

impl Fetched {
    /// The file at an address.
    #[must_use]
    pub const fn new(address: &'static str) -> Self {
        Self {
            address,
            content: LazyLock::new(|| ArcRwSignal::new(Content::Unasked)),
        }
    }

    /// What there is of it; a view that calls this in a closure follows.
    #[must_use]
    pub fn get(&self) -> Content {
        self.content.get()
    }

    /// Asks for it, unless it is here or on its way.
    pub fn fetch(&'static self) {
        if matches!(
            self.content.get_untracked(),
            Content::Here(_) | Content::Coming
        ) {
            return;
        }
        self.content.set(Content::Coming);
        spawn_local(async {
            let content = match text(self.address).await {
                Ok(text) => Content::Here(text.leak()),
                Err(Unreachable) => Content::Away,
            };
            self.content.set(content);
        });
    }
}
