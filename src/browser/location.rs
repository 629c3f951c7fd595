//! The address of the page: followed, changed, and what it carries after `#`.

use std::sync::{LazyLock, OnceLock};

use indgang_api::pages::Entry;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use super::beside;

static PATH: LazyLock<ArcRwSignal<String>> = LazyLock::new(|| ArcRwSignal::new(current()));

/// The program that runs on this page.
static RUNNING: OnceLock<Entry> = OnceLock::new();

/// Whether the page at a path can be shown without loading anything.
fn is_here(path: &str) -> bool {
    RUNNING.get() == Some(&Entry::at(path))
}

fn current() -> String {
    super::window().location().pathname().unwrap_or_default()
}

/// The path in the address bar.
#[must_use]
pub fn path() -> ArcReadSignal<String> {
    PATH.read_only()
}

/// Goes to a path of ours: without loading anything, or to another program.
pub fn go(path: &str) {
    if path == current() {
        return;
    }
    if !is_here(path) {
        return leave(path);
    }
    if let Ok(history) = super::window().history() {
        // Refused only when a page asks for hundreds of changes a minute.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
    PATH.set(path.to_owned());
}

/// Leaves the app for another address: the provider's, or a file.
pub fn leave(address: &str) {
    // Refused only for what is no address.
    let _ = super::window().location().assign(address);
}

/// From now on links to the pages of the running program are followed inside the app, and so are the
/// browser's Back and Forward. What a reader wants elsewhere (a new tab, a file, another site), or what
/// another program shows, is left to the browser.
pub fn follow(running: Entry) {
    // Set once: a page starts one program.
    let _ = RUNNING.set(running);
    let back = window_event_listener(ev::popstate, |_| PATH.set(current()));
    let link = window_event_listener(ev::click, |event| {
        if let Some(path) = link_inside(&event) {
            event.prevent_default();
            go(&path);
        }
    });
    on_cleanup(move || {
        back.remove();
        link.remove();
    });
}

fn link_inside(event: &MouseEvent) -> Option<String> {
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if event.default_prevented() || !plain {
        return None;
    }
    let link = event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest("a[href]")
        .ok()??;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    let elsewhere = link.origin() != origin()
        || link.has_attribute("target")
        || link.has_attribute("download")
        || link.rel() == "external"
        || !link.hash().is_empty()
        || !is_here(&link.pathname());
    if elsewhere && beside::is_inside() && link.target().is_empty() {
        // Beside a picture there is room for this page only.
        link.set_target("_blank");
    }
    (!elsewhere).then(|| link.pathname())
}

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
    if let Ok(history) = super::window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&current()));
    }
}

/// Scheme, host and port: what a link that is carried to another device begins with.
#[must_use]
pub fn origin() -> String {
    super::window().location().origin().unwrap_or_default()
}
