//! The address of the page.

/// What stands after `#`, without it. Never sent to a server.
#[must_use]
pub fn fragment() -> String {
    super::window()
        .location()
        .hash()
        .unwrap_or_default()
        .trim_start_matches('#')
        .to_owned()
}

/// Takes the fragment away from the address, so that it is not shared by accident.
pub fn clear_fragment() {
    let window = super::window();
    let (Ok(path), Ok(history)) = (window.location().pathname(), window.history()) else {
        return;
    };
    // Refused only where there is no history to write.
    let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
}

/// Scheme, host and port: what a link that is carried to another device begins with.
#[must_use]
pub fn origin() -> String {
    super::window().location().origin().unwrap_or_default()
}
