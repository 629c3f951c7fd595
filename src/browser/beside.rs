//! One of our pages in another one of ours: the plan beside the picture of an online meeting. Nobody else's page
//! may hold one: the server's `frame-ancestors`.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{js, location};

/// What stands in the fragment before the code of a room with a plan.
pub const CODE: &str = "kode=";

/// Whether this page stands in another one.
#[must_use]
pub fn is_inside() -> bool {
    around().is_some()
}

/// What the page around this one calls it.
#[must_use]
pub fn name() -> Option<String> {
    let frame = super::window().frame_element().ok().flatten()?;
    frame.get_attribute("title")
}

fn around() -> Option<web_sys::Window> {
    let window = super::window();
    let around = window.parent().ok().flatten()?;
    (around != window).then_some(around)
}

/// Tells the page around this one.
pub fn tell(text: &str) {
    if let Some(around) = around() {
        // Refused only for what is no origin.
        let _ = around.post_message(&text.into(), &location::origin());
    }
}

/// Hears what a page inside this one tells.
pub fn on_told(heard: impl Fn(String) + 'static) {
    let told = window_event_listener_untyped("message", move |event| {
        let event: JsValue = event.into();
        let is_ours = js::text(&event, "origin") == Some(location::origin());
        if let Some(text) = js::text(&event, "data").filter(|_| is_ours) {
            heard(text);
        }
    });
    on_cleanup(move || told.remove());
}
