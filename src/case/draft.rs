//! An application that is begun.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::attach::Chosen;
use super::both::Both;
use super::keep;
use crate::browser::{clock, store};

/// What is filled in so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// When it was changed last, in milliseconds since 1970, by the device's clock.
    pub at: u64,
    /// The calculator's answers that were taken along.
    pub household: Option<String>,
    /// Since when: day, month and year, as they are typed.
    pub since: [String; 3],
    /// What has happened.
    pub what_happened: String,
    /// A telephone.
    pub phone: String,
    /// An address.
    pub address: String,
    /// Where each paper is.
    pub papers: BTreeMap<String, String>,
    /// What each of them is attached as.
    pub files: BTreeMap<String, Vec<Chosen>>,
    /// What else there is to say.
    pub more: String,
}

const ON_DEVICE: &str = "own.draft.application";

static DRAFT: LazyLock<ArcRwSignal<Draft>> = LazyLock::new(|| ArcRwSignal::new(kept()));
static BOTH: LazyLock<Both> = LazyLock::new(|| Both::new(form, here, take));

/// What this device has of the case that is open.
fn kept() -> Draft {
    let kept = store::load(&keep::place(ON_DEVICE))
        .and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
    kept.unwrap_or_default()
}

/// It is another one's case from now on.
pub fn come() {
    DRAFT.set(kept());
}

/// What is filled in; whoever reads it follows.
pub fn get() -> Draft {
    DRAFT.get()
}

/// Whoever calls it is drawn anew when another device's draft has come.
pub fn arrived() {
    BOTH.arrived();
}

/// Where it is kept, in words; whoever reads it follows.
pub fn state() -> &'static str {
    BOTH.state()
}

/// Changes it.
pub fn change(change: impl FnOnce(&mut Draft)) {
    let mut draft = DRAFT.get_untracked();
    change(&mut draft);
    // Always later than before: devices' clocks stand still and go back.
    draft.at = clock::milliseconds().max(draft.at + 1);
    put(draft);
    BOTH.changed();
}

fn put(draft: Draft) {
    store::save(
        &keep::place(ON_DEVICE),
        &serde_json::to_string(&draft).unwrap_or_default(),
    );
    DRAFT.set(draft);
}

fn here() -> (u64, String) {
    let draft = DRAFT.get_untracked();
    let content = serde_json::to_string(&draft).unwrap_or_default();
    (draft.at, content)
}

fn take(content: &str) {
    if let Ok(draft) = serde_json::from_slice(content.as_bytes()) {
        put(draft);
    }
}

/// Asks the server for it, once for each page.
pub fn follow() {
    BOTH.follow();
}

/// What its form is called: one's own, or that of a citizen whom one helps.
fn form() -> String {
    match keep::is_helping() {
        true => format!("ansoegning-{}", keep::whose()),
        false => "ansoegning".to_owned(),
    }
}

/// It is sent: nothing of it stays.
pub async fn forget() {
    store::clear(&keep::place(ON_DEVICE));
    DRAFT.set(Draft::default());
    BOTH.forget().await;
}
