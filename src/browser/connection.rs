//! Whether there is a network, and whether a newer app is ready.

use leptos::ev;
use leptos::prelude::*;

/// Whether the device says that it has a network; follows it while the owner lives.
#[must_use]
pub fn online() -> ReadSignal<bool> {
    let (online, set) = signal(super::window().navigator().on_line());
    let up = window_event_listener(ev::online, move |_| set.set(true));
    let down = window_event_listener(ev::offline, move |_| set.set(false));
    on_cleanup(move || {
        up.remove();
        down.remove();
    });
    online
}

/// Whether `public/boot.js` has found a newer version of the app, ready on the device.
#[must_use]
pub fn new_version() -> ReadSignal<bool> {
    let root = document().document_element();
    let known = root.is_some_and(|root| root.has_attribute("data-new-version"));
    let (ready, set) = signal(known);
    let told = window_event_listener_untyped("indgang:new-version", move |_| set.set(true));
    on_cleanup(move || told.remove());
    ready
}

/// Takes the newer version into use; the page is loaded again.
pub fn use_new_version() {
    if let Ok(event) = web_sys::Event::new("indgang:use-new-version") {
        // A listener that refuses changes nothing here.
        let _ = super::window().dispatch_event(&event);
    }
}
