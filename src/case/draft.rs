//! An application that is begun: on the device at every key, on the server a moment later. Whichever was written
//! last is the one that counts, on every device.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use indgang_api::drafts::{self, DraftChange, ITEM, NewDraft, PATH};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::attach::Chosen;
use super::keep;
use crate::browser::{bytes, clock, http, store};
use crate::text::{Key, t};

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

/// How far it is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Device,
    Both,
}

const ON_DEVICE: &str = "own.draft.application";
/// How long after the last key it is sent.
const PAUSE: Duration = Duration::from_millis(800);

static DRAFT: LazyLock<ArcRwSignal<Draft>> = LazyLock::new(|| {
    let kept = store::load(ON_DEVICE).and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
    ArcRwSignal::new(kept.unwrap_or_default())
});
static WHERE: LazyLock<ArcRwSignal<Where>> = LazyLock::new(|| ArcRwSignal::new(Where::Device));
/// Another device's has taken its place.
static ARRIVED: LazyLock<ArcTrigger> = LazyLock::new(ArcTrigger::new);
/// Counts the changes: only the last one is sent.
static CHANGES: AtomicU32 = AtomicU32::new(0);
/// Whether one is under way, and whether there is something new since it began.
static RUNNING: AtomicBool = AtomicBool::new(false);
static AGAIN: AtomicBool = AtomicBool::new(false);

/// What is filled in; whoever reads it follows.
pub fn get() -> Draft {
    DRAFT.get()
}

/// Whoever calls it is drawn anew when another device's draft has come.
pub fn arrived() {
    ARRIVED.track();
}

/// Where it is kept, in words; whoever reads it follows.
pub fn state() -> &'static str {
    t(match WHERE.get() {
        Where::Device => Key::APPLY_KEPT_DEVICE,
        Where::Both => Key::APPLY_KEPT_BOTH,
    })
}

/// Changes it.
pub fn change(change: impl FnOnce(&mut Draft)) {
    let mut draft = DRAFT.get_untracked();
    change(&mut draft);
    // Always later than before: devices' clocks stand still and go back.
    draft.at = clock::milliseconds().max(draft.at + 1);
    put(draft);
    WHERE.set(Where::Device);
    let turn = CHANGES.fetch_add(1, Ordering::Relaxed) + 1;
    set_timeout(
        move || {
            if turn == CHANGES.load(Ordering::Relaxed) {
                spawn_local(exchange());
            }
        },
        PAUSE,
    );
}

fn put(draft: Draft) {
    store::save(
        ON_DEVICE,
        &serde_json::to_string(&draft).unwrap_or_default(),
    );
    DRAFT.set(draft);
}

/// Asks the server for it, once for each page.
pub fn follow() {
    spawn_local(exchange());
}

/// What its form is called: one's own, or that of a citizen whom one helps.
fn form() -> String {
    match keep::is_helping() {
        true => format!("ansoegning-{}", keep::whose()),
        false => "ansoegning".to_owned(),
    }
}

/// The one that the server has.
async fn find() -> Option<Option<drafts::Draft>> {
    let all: Vec<drafts::Draft> = keep::get(PATH).await.ok()?;
    Some(all.into_iter().find(|draft| draft.form == form()))
}

/// Brings both sides to the one that was written last: one exchange at a time, and another one for what was typed
/// meanwhile.
async fn exchange() {
    AGAIN.store(true, Ordering::Relaxed);
    if RUNNING.swap(true, Ordering::Relaxed) {
        return;
    }
    while AGAIN.swap(false, Ordering::Relaxed) {
        exchange_once().await;
    }
    RUNNING.store(false, Ordering::Relaxed);
}

/// What fails is tried again at the next key or page.
async fn exchange_once() {
    // Twice at most: another device may have written in between.
    for _ in 0..2 {
        let Some(kept) = find().await else { return };
        let here = DRAFT.get_untracked();
        let there = kept
            .as_ref()
            .and_then(|kept| serde_json::from_slice::<Draft>(kept.content.as_bytes()).ok());
        let there = there.unwrap_or_default();
        if there.at > here.at {
            put(there);
            ARRIVED.notify();
            WHERE.set(Where::Both);
            return;
        }
        if there.at == here.at {
            if here.at > 0 {
                WHERE.set(Where::Both);
            }
            return;
        }
        if save(kept.as_ref(), &here).await {
            // What was typed meanwhile is not there yet.
            if DRAFT.read_untracked().at == here.at {
                WHERE.set(Where::Both);
            }
            return;
        }
    }
}

async fn save(kept: Option<&drafts::Draft>, draft: &Draft) -> bool {
    let content = serde_json::to_string(draft).unwrap_or_default();
    let done = match kept {
        Some(kept) => {
            let tag = format!("\"{}\"", kept.version);
            let address = ITEM.replace("{id}", &kept.id);
            let body = DraftChange { content };
            keep::change::<drafts::Draft>("PUT", &address, &[("if-match", &tag)], &body).await
        }
        None => {
            let key = bytes::once();
            let body = NewDraft {
                form: form(),
                content,
            };
            keep::change::<drafts::Draft>("POST", PATH, &[("idempotency-key", &key)], &body).await
        }
    };
    done.is_ok()
}

/// It is sent: nothing of it stays.
pub async fn forget() {
    CHANGES.fetch_add(1, Ordering::Relaxed);
    store::clear(ON_DEVICE);
    DRAFT.set(Draft::default());
    if let Some(Some(kept)) = find().await {
        // What is not deleted now is deleted when it is too old.
        let _ = http::ask("DELETE", &ITEM.replace("{id}", &kept.id)).await;
    }
}
