//! Copying text.

use wasm_bindgen_futures::JsFuture;

/// Puts the text on the clipboard; `false` when the browser does not let us.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(super::window().navigator().clipboard().write_text(text))
        .await
        .is_ok()
}
