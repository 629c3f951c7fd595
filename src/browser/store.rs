//! What is kept on this device until the citizen clears it. Nothing here is ever sent.

use leptos::ev;
use leptos::prelude::*;
use web_sys::Storage;

/// Our names begin with this: other pages of the same origin keep their own.
const PREFIX: &str = "indgang.";

/// The last that the server said about one's meetings: their own pages and the plan read and renew it.
pub const OWN_MEETINGS: &str = "own.meetings";

/// What the plan on this device has to talk about at a meeting: the plan keeps it up to date, the pages about
/// meetings offer it.
pub const PLAN_TOPICS: &str = "plan.topics";

/// What the municipality has said yes to, on its way from the case to the plan of this device.
pub const PLAN_GRANTED: &str = "own.granted";

/// Private windows and strict settings may refuse; then nothing is remembered, and all else works.
fn storage() -> Option<Storage> {
    super::window().local_storage().ok()?
}

/// What was saved under the key.
#[must_use]
pub fn load(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{key}")).ok()?
}

/// Keeps the value. `false` when the device refuses.
pub fn save(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(&format!("{PREFIX}{key}"), value).is_ok())
}

/// Forgets the value.
pub fn clear(key: &str) {
    if let Some(storage) = storage() {
        // Forgetting what is not there is no fault.
        let _ = storage.remove_item(&format!("{PREFIX}{key}"));
    }
}

/// Forgets what is only the signed-in person's: every key that begins with `own.`, and
/// the files that were chosen.
pub fn clear_own() {
    super::upload::forget_all();
    let Some(storage) = storage() else { return };
    let names = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok()?);
    let own = names.filter(|name| name.starts_with("indgang.own."));
    for name in own.collect::<Vec<_>>() {
        let _ = storage.remove_item(&name);
    }
}

/// Calls back when another tab keeps something under the key.
pub fn on_change(key: &'static str, changed: impl Fn() + 'static) {
    let name = format!("{PREFIX}{key}");
    let listening = window_event_listener(ev::storage, move |event| {
        if event.key().is_some_and(|key| key == name) {
            changed();
        }
    });
    on_cleanup(move || listening.remove());
}
