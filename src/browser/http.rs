//! Asking our own server for something.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

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
    let response: Response = JsFuture::from(super::window().fetch_with_str(address))
        .await?
        .dyn_into()?;
    if !response.ok() {
        return Err(Unreachable);
    }
    JsFuture::from(response.text()?)
        .await?
        .as_string()
        .ok_or(Unreachable)
}
