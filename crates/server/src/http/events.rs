//! `GET /api/v1/events` and `/api/v1/desk/events`: what changes while one is looking.

use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::pin;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use indgang_api::events::{Changed, DESK, HOUSE, PATH};
use serde_json::json;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::SendError;
use tokio_stream::wrappers::ReceiverStream;

use super::Stopping;
use super::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::{Heard, Store, StoreError, events, person};

/// How long to wait for a bell that may have been missed, or that the database does not have: also then who works in
/// the house hears within five seconds that somebody has come.
const POLL: Duration = Duration::from_secs(4);
/// After this one listens anew, as the session says then.
const LONGEST: Duration = Duration::from_secs(60 * 60);
/// So many of one person's pages listen at a time: each looks into the database.
const PAGES: usize = 20;

/// How many pages of whom listen to this server.
static LISTENING: LazyLock<Mutex<HashMap<String, usize>>> = LazyLock::new(Mutex::default);

/// One of them.
struct Listening(String);

impl Listening {
    /// `None`: there are enough.
    fn begin(person: &str) -> Option<Self> {
        let mut all = LISTENING.lock().unwrap_or_else(PoisonError::into_inner);
        let pages = all.entry(person.to_owned()).or_default();
        (*pages < PAGES).then(|| {
            *pages += 1;
            Self(person.to_owned())
        })
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let mut all = LISTENING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pages) = all.get_mut(&self.0) {
            *pages -= 1;
            if *pages == 0 {
                all.remove(&self.0);
            }
        }
    }
}

type Told = Sse<axum::response::sse::KeepAliveStream<Stream>>;
type Stream = ReceiverStream<Result<Event, Infallible>>;

/// Changes as they happen
///
/// Server-sent events without end: first `ready`, then what has changed. A listener that comes back
/// with Last-Event-ID hears what it has missed, also after the server was started anew; `reset` says
/// that this is no longer known, and everything is to be loaded again.
#[utoipa::path(
    get,
    path = PATH,
    params(("Last-Event-ID" = Option<i64>, Header, description = "The id of the last event that was heard")),
    responses(
        (status = 200, description = "Events", content_type = "text/event-stream", body = String),
        Refusal,
    )
)]
pub async fn listen(
    State(store): State<Store>,
    State(stopping): State<Stopping>,
    Extension(person): Extension<Person>,
    headers: HeaderMap,
) -> Result<Told, Refusal> {
    let own = person.id.clone();
    begin(store, stopping, (person, own), &headers).await
}

/// Changes in the house as they happen
///
/// The same for who works there: `house`, when somebody has come, or when anything else has become of the meetings
/// of these days or of who waits in the hall.
#[utoipa::path(
    get,
    path = DESK,
    params(("Last-Event-ID" = Option<i64>, Header, description = "The id of the last event that was heard")),
    responses(
        (status = 200, description = "Events", content_type = "text/event-stream", body = String),
        Refusal,
    )
)]
pub async fn listen_at_desk(
    State(store): State<Store>,
    State(stopping): State<Stopping>,
    Extension(person): Extension<Person>,
    headers: HeaderMap,
) -> Result<Told, Refusal> {
    begin(store, stopping, (person, HOUSE.to_owned()), &headers).await
}

async fn begin(
    store: Store,
    stopping: Stopping,
    (person, audience): (Person, String),
    headers: &HeaderMap,
) -> Result<Told, Refusal> {
    let listening = Listening::begin(&person.id).ok_or(Refusal::TooMany)?;
    let heard = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok());
    // Before the first look, so that nothing falls in between.
    let heard_of = store.listen();
    let newest = events::newest(&mut store.read().await?, &audience).await?;
    let last = heard.unwrap_or(newest).min(newest);
    let (sender, receiver) = mpsc::channel(16);
    let listener = Listener {
        store,
        person: person.id,
        sign_outs: person.sign_outs,
        audience,
        last,
        // They heard what a backup that was put back does not know of.
        anew: heard.is_some_and(|heard| heard > newest),
        sender,
        _listening: listening,
    };
    tokio::spawn(listener.follow(heard_of, stopping));
    let stream = ReceiverStream::new(receiver);
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}

struct Listener {
    store: Store,
    person: String,
    /// How often they had signed out everywhere when they began to listen.
    sign_outs: i64,
    /// Whose events they hear.
    audience: String,
    last: i64,
    /// Whether they have to load everything again.
    anew: bool,
    sender: mpsc::Sender<Result<Event, Infallible>>,
    _listening: Listening,
}

impl Listener {
    async fn follow(mut self, mut heard: Heard, mut stopping: Stopping) {
        let ready = Event::default().event("ready").id(self.last.to_string());
        if self.sender.send(Ok(ready.data("{}"))).await.is_err()
            || self.anew && self.reset().await.is_err()
        {
            return;
        }
        let mut end = pin!(tokio::time::sleep(LONGEST));
        loop {
            match self.tell().await {
                // As long as the database is away, there is nothing to tell.
                Ok(true) | Err(_) => {}
                Ok(false) => return,
            }
            tokio::select! {
                () = heard.of(&self.audience) => {}
                () = tokio::time::sleep(POLL) => {}
                () = self.sender.closed() => return,
                () = &mut end => return,
                () = stopping.asked() => return,
            }
        }
    }

    /// Tells that some of what has happened is not told: everything is to be loaded again.
    async fn reset(&self) -> Result<(), SendError<Result<Event, Infallible>>> {
        let reset = Event::default().event("reset").id(self.last.to_string());
        self.sender.send(Ok(reset.data("{}"))).await
    }

    /// Tells what is new. `false`: nobody listens any more, or they have signed out everywhere.
    async fn tell(&mut self) -> Result<bool, StoreError> {
        loop {
            let mut transaction = self.store.read().await?;
            if person::sign_outs(&mut transaction, &self.person).await? != Some(self.sign_outs) {
                return Ok(false);
            }
            let events = events::after(&mut transaction, &self.audience, self.last).await?;
            drop(transaction);
            let Some(newest) = events.last().map(|event| event.sequence) else {
                return Ok(true);
            };
            if events[0].sequence > self.last + 1 && self.reset().await.is_err() {
                return Ok(false);
            }
            for event in events {
                let changed = json!(Changed {
                    subject: event.subject
                });
                let event = Event::default()
                    .event(event.kind)
                    .id(event.sequence.to_string())
                    .data(changed.to_string());
                if self.sender.send(Ok(event)).await.is_err() {
                    return Ok(false);
                }
            }
            self.last = newest;
        }
    }
}
