//! What is filled in, on the device at every key and on the server a moment later. Whichever was written last is the
//! one that counts, on every device.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use indgang_api::drafts::{Draft, DraftChange, ITEM, NewDraft, PATH};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::keep;
use crate::browser::{bytes, http};
use crate::text::{Key, t};

/// How long after the last key it is sent.
const PAUSE: Duration = Duration::from_millis(800);

/// A form that is kept on both sides.
pub struct Both {
    /// What the server calls it.
    form: fn() -> String,
    /// What this device has: when it was written, and all of it.
    here: fn() -> (u64, String),
    /// Another device's takes its place.
    take: fn(&str),
    /// Whether the server has it as it is here.
    is_both: ArcRwSignal<bool>,
    /// Another device's has taken its place.
    arrived: ArcTrigger,
    /// Counts the changes: only the last one is sent.
    changes: AtomicU32,
    /// Whether one is under way, and whether there is something new since it began.
    running: AtomicBool,
    again: AtomicBool,
}

/// When what is kept was written, in milliseconds since 1970 by the clock of the device: every form says it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Written {
    at: u64,
}

impl Both {
    /// A form by its name, with what this device has of it.
    pub fn new(form: fn() -> String, here: fn() -> (u64, String), take: fn(&str)) -> Self {
        Self {
            form,
            here,
            take,
            is_both: ArcRwSignal::new(false),
            arrived: ArcTrigger::new(),
            changes: AtomicU32::new(0),
            running: AtomicBool::new(false),
            again: AtomicBool::new(false),
        }
    }

    /// Whoever calls it is drawn anew when another device's has come.
    pub fn arrived(&self) {
        self.arrived.track();
    }

    /// Where it is kept, in words; whoever reads it follows.
    pub fn state(&self) -> &'static str {
        t(match self.is_both.get() {
            false => Key::APPLY_KEPT_DEVICE,
            true => Key::APPLY_KEPT_BOTH,
        })
    }

    /// This device has something new.
    pub fn changed(&'static self) {
        self.is_both.set(false);
        let turn = self.changes.fetch_add(1, Ordering::Relaxed) + 1;
        set_timeout(
            move || {
                if turn == self.changes.load(Ordering::Relaxed) {
                    spawn_local(self.exchange());
                }
            },
            PAUSE,
        );
    }

    /// Asks the server for it, once for each page.
    pub fn follow(&'static self) {
        spawn_local(self.exchange());
    }

    /// It is sent, and gone from this device: nothing of it stays.
    pub async fn forget(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
        if let Some(Some(kept)) = self.find(&(self.form)()).await {
            // What is not deleted now is deleted when it is too old.
            let _ = http::ask("DELETE", &ITEM.replace("{id}", &kept.id)).await;
        }
    }

    /// The one that the server has.
    async fn find(&self, form: &str) -> Option<Option<Draft>> {
        let all: Vec<Draft> = keep::get(PATH).await.ok()?;
        Some(all.into_iter().find(|draft| draft.form == form))
    }

    /// Brings both sides to the one that was written last: one exchange at a time, and another one for what was
    /// typed meanwhile.
    async fn exchange(&self) {
        self.again.store(true, Ordering::Relaxed);
        if self.running.swap(true, Ordering::Relaxed) {
            return;
        }
        while self.again.swap(false, Ordering::Relaxed) {
            self.exchange_once().await;
        }
        self.running.store(false, Ordering::Relaxed);
    }

    /// What fails is tried again at the next key or page.
    async fn exchange_once(&self) {
        // Twice at most: another device may have written in between.
        for _ in 0..2 {
            let form = (self.form)();
            let Some(kept) = self.find(&form).await else {
                return;
            };
            if form != (self.form)() {
                // Whom one helps has changed meanwhile: what is here now is another form's.
                self.again.store(true, Ordering::Relaxed);
                return;
            }
            let (here, content) = (self.here)();
            let there = kept
                .as_ref()
                .and_then(|kept| serde_json::from_slice::<Written>(kept.content.as_bytes()).ok());
            let there = there.unwrap_or_default().at;
            if let Some(kept) = kept.as_ref().filter(|_| there > here) {
                (self.take)(&kept.content);
                self.arrived.notify();
                self.is_both.set(true);
                return;
            }
            if there == here {
                if here > 0 {
                    self.is_both.set(true);
                }
                return;
            }
            if self.save(&form, kept, content).await {
                // What was typed meanwhile, and what is another form's, is not there yet.
                if form == (self.form)() && (self.here)().0 == here {
                    self.is_both.set(true);
                }
                return;
            }
        }
    }

    async fn save(&self, form: &str, kept: Option<Draft>, content: String) -> bool {
        let done = match kept {
            Some(kept) => {
                let tag = format!("\"{}\"", kept.version);
                let address = ITEM.replace("{id}", &kept.id);
                let body = DraftChange { content };
                keep::change::<Draft>("PUT", &address, &[("if-match", &tag)], &body).await
            }
            None => {
                let key = bytes::once();
                let body = NewDraft {
                    form: form.to_owned(),
                    content,
                };
                keep::change::<Draft>("POST", PATH, &[("idempotency-key", &key)], &body).await
            }
        };
        done.is_ok()
    }
}
