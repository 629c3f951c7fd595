//! The plan of somebody who is signed in, kept so that it can be opened on another device too. The copy on
//! the server is encrypted here, with a key that the server never has; and what is shown to the
//! municipality is kept up to date.

use std::sync::LazyLock;

use indgang_api::plan::{MEDIA_TYPE, OFFICE, OWN, SHARED};
use indgang_api::session::{self, Session};
use indgang_domain::plan::Log;
use indgang_domain::plan::share::Shown;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state;
use crate::browser::secret::Key;
use crate::browser::{clock, http, store};

/// Where the plan is kept besides on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Nobody is signed in, or signing in is not offered here.
    #[default]
    Here,
    /// Signed in; the owner has not asked for a copy.
    Offered,
    /// There is a copy, and this device has not got its key.
    NeedsKey,
    /// The copy is as this device.
    Safe,
    /// The copy waits for the network.
    Waiting,
}

const KEY: &str = "plan.key";
const SHOWN: &str = "plan.shown";

static KEPT: LazyLock<ArcRwSignal<Kept>> = LazyLock::new(ArcRwSignal::default);
static IS_SHOWN: LazyLock<ArcRwSignal<bool>> =
    LazyLock::new(|| ArcRwSignal::new(store::load(SHOWN).is_some()));

/// Where the plan is kept; whoever reads it follows.
pub fn kept() -> Kept {
    KEPT.get()
}

/// Whether the municipality gets what is ticked to be shown.
pub fn is_shown() -> bool {
    IS_SHOWN.get()
}

/// The key of the copy, to be carried to another device.
pub fn key() -> Option<Key> {
    Key::from_text(&store::load(KEY)?)
}

/// Takes the key from another device. `false` when it is none.
pub fn take_key(text: &str) -> bool {
    match Key::from_text(text) {
        Some(key) => {
            store::save(KEY, &key.to_text());
            go_on();
            true
        }
        None => false,
    }
}

/// The owner wants a copy from now on.
pub fn ask_for_copy() {
    if key().is_none() {
        store::save(KEY, &Key::fresh().to_text());
    }
    go_on();
}

/// From now on the municipality gets what is ticked, or nothing any more.
pub fn show_to_office(shown: bool) {
    if shown {
        store::save(SHOWN, "1");
    } else {
        store::clear(SHOWN);
        spawn_local(async {
            // What cannot be reached now is tried again when the page is opened.
            let _ = http::ask("DELETE", SHARED).await;
        });
    }
    IS_SHOWN.set(shown);
}

fn go_on() {
    KEPT.set(Kept::Waiting);
}

/// What the server and this device know of each other.
#[derive(Default)]
struct Copy {
    etag: Option<String>,
    sent: Log,
    shown_etag: Option<String>,
    shown: Log,
    asked_office: u64,
    looked_for_copy: bool,
}

/// Keeps the copy up to date for as long as the page is open.
pub fn begin() {
    spawn_local(async {
        let is_citizen = match http::ask("GET", session::PATH).await {
            Ok(answer) => {
                let session: Option<Session> = serde_json::from_slice(&answer.body).ok();
                session.is_some_and(|it| it.name.is_some() && it.roles.is_empty())
            }
            Err(http::Unreachable) => false,
        };
        if !is_citizen {
            return;
        }
        KEPT.set(Kept::Offered);
        // Another device may have begun to show the plan.
        if http::ask("GET", SHARED)
            .await
            .is_ok_and(|it| it.is_success())
        {
            IS_SHOWN.set(true);
        }
        let mut copy = Copy::default();
        loop {
            let now = copy.turn().await;
            if now != KEPT.get_untracked() {
                KEPT.set(now);
            }
            clock::pause(1500).await;
        }
    });
}

impl Copy {
    async fn turn(&mut self) -> Kept {
        let log = state::log().get_untracked();
        if !state::is_kept() {
            return KEPT.get_untracked();
        }
        if IS_SHOWN.get_untracked() {
            self.show(&log).await;
        }
        let Some(key) = key() else {
            return self.without_key().await;
        };
        if self.etag.is_some() && self.sent == log {
            return Kept::Safe;
        }
        match self.merge_and_put(&key, log).await {
            Some(kept) => kept,
            None => Kept::Waiting,
        }
    }

    /// A copy without its key may be there.
    async fn without_key(&mut self) -> Kept {
        if !self.looked_for_copy
            && let Ok(answer) = http::ask("GET", OWN).await
        {
            self.looked_for_copy = true;
            if answer.is_success() {
                return Kept::NeedsKey;
            }
        }
        KEPT.get_untracked()
    }

    async fn merge_and_put(&mut self, key: &Key, mut log: Log) -> Option<Kept> {
        if self.etag.is_none() {
            let answer = http::ask("GET", OWN).await.ok()?;
            if answer.is_success() {
                let Some(plain) = key.open(&answer.body).await else {
                    // Another key than the copy's: the right one must be brought.
                    store::clear(KEY);
                    return Some(Kept::NeedsKey);
                };
                let theirs = Log::from_bytes(&plain).ok()?;
                state::merge(&theirs);
                log = state::log().get_untracked();
                self.etag = answer.etag;
                if theirs == log {
                    self.sent = log;
                    return Some(Kept::Safe);
                }
            }
        }
        if log.is_empty() {
            return Some(Kept::Safe);
        }
        let sealed = key.seal(&log.to_bytes()).await?;
        let condition = match &self.etag {
            Some(etag) => ("if-match", etag.as_str()),
            None => ("if-none-match", "*"),
        };
        let headers = [("content-type", MEDIA_TYPE), condition];
        let answer = http::send("PUT", OWN, &headers, Some(&sealed)).await.ok()?;
        if answer.is_success() {
            self.etag = answer.etag;
            self.sent = log;
            return Some(Kept::Safe);
        }
        // Another device was first: its copy is fetched and merged in the next turn.
        self.etag = None;
        None
    }

    /// Sends what is shown, and now and then asks what the municipality has written.
    async fn show(&mut self, log: &Log) {
        const OFTEN: u64 = 20_000;
        let shown = log.shown(&Shown::to_office(log));
        if shown != self.shown && !shown.is_empty() {
            if self.shown_etag.is_none() {
                let answer = http::ask("GET", SHARED).await;
                self.shown_etag = answer.ok().and_then(|answer| answer.etag);
            }
            let condition = match &self.shown_etag {
                Some(etag) => ("if-match", etag.as_str()),
                None => ("if-none-match", "*"),
            };
            let headers = [("content-type", MEDIA_TYPE), condition];
            let answer = http::send("PUT", SHARED, &headers, Some(&shown.to_bytes())).await;
            match answer {
                Ok(answer) if answer.is_success() => {
                    self.shown_etag = answer.etag;
                    self.shown = shown;
                }
                _ => self.shown_etag = None,
            }
        }
        let now = clock::milliseconds();
        if now.saturating_sub(self.asked_office) > OFTEN {
            self.asked_office = now;
            if let Ok(answer) = http::ask("GET", OFFICE).await
                && let Ok(written) = Log::from_bytes(&answer.body)
            {
                state::merge_from_office(&written);
            }
        }
    }
}
