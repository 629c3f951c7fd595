//! What waits for the network: kept on the device, and sent as soon as it is back. Each has a key of its own, so
//! that what was sent and not answered is not sent twice.

use std::sync::LazyLock;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keep::{self, Failed, Letter};
use crate::browser::{connection, store};

const KEPT: &str = "own.case.queue";

static WAITING: LazyLock<ArcRwSignal<Vec<Letter>>> = LazyLock::new(|| {
    let kept = store::load(KEPT).and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
    ArcRwSignal::new(kept.unwrap_or_default())
});

/// What waits; whoever reads it follows.
pub fn waiting() -> Vec<Letter> {
    WAITING.get()
}

fn keep(letters: Vec<Letter>) {
    match letters.is_empty() {
        true => store::clear(KEPT),
        false => {
            store::save(KEPT, &serde_json::to_string(&letters).unwrap_or_default());
        }
    }
    WAITING.set(letters);
}

/// It waits from now on.
pub fn put(letter: Letter) {
    let mut letters = WAITING.get_untracked();
    letters.push(letter);
    keep(letters);
}

/// Sends what waits, one after the other, now and whenever the network comes back.
pub fn follow() {
    let online = connection::online();
    let person = Memo::new(|_| keep::known().map(|known| known.person));
    Effect::new(move |_| {
        if let Some(person) = person.get().filter(|_| online.get()) {
            spawn_local(send_all(person));
        }
    });
}

async fn send_all(person: String) {
    let letters = WAITING.get_untracked().into_iter();
    for letter in letters.filter(|letter| letter.person == person) {
        match keep::send(&letter).await {
            // Still nothing: the others need not be tried.
            Err(Failed::Away | Failed::SignedOut) => return,
            // Sent; or never to be taken, which its page says when it is written again.
            Ok(_) | Err(Failed::Changed | Failed::Refused(_)) => {
                let mut letters = WAITING.get_untracked();
                letters.retain(|it| it.key != letter.key);
                keep(letters);
            }
        }
    }
}
