//! Words that are being written. Each key press is kept on the device, so that a closed tab or an empty
//! battery loses nothing; they become an action when they are done.

use leptos::prelude::*;

use super::state;
use crate::browser::store;

fn key(id: &str) -> String {
    format!("plan.draft.{id}")
}

/// What was begun in a field of one's own plan.
fn begun(key: &str) -> Option<String> {
    state::is_kept().then(|| store::load(key)).flatten()
}

/// A field's words: what was begun before, or nothing.
pub fn draft(id: &str) -> RwSignal<String> {
    let key = key(id);
    let begun = begun(&key).unwrap_or_default();
    let text = RwSignal::new(begun.clone());
    keep(key, begun, text);
    text
}

/// A field that begins with `value`, or with what was begun instead of it.
pub fn draft_of(id: &str, value: &str) -> RwSignal<String> {
    let key = key(id);
    let begun = begun(&key).unwrap_or_else(|| value.to_owned());
    let text = RwSignal::new(begun.clone());
    keep(key, begun, text);
    text
}

fn keep(key: String, begun: String, text: RwSignal<String>) {
    Effect::new(move |before: Option<String>| {
        let now = text.get();
        if state::is_kept() && before.unwrap_or_else(|| begun.clone()) != now {
            store::save(&key, &now);
        }
        now
    });
}

/// The words are part of the plan now.
pub fn done(id: &str, text: RwSignal<String>) {
    text.set(String::new());
    forget(id);
}

/// What was begun is not needed any more.
pub fn forget(id: &str) {
    if !state::is_kept() {
        return;
    }
    let key = key(id);
    // After the effect that keeps the last change.
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        store::clear(&key);
    });
}
