//! What the server says about one's meetings, and the last of it on this device.

use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{LazyLock, OnceLock};

use indgang_api::meetings::{
    ACTS, Change, FACTS, Facts, FreeTime, Meeting, Meetings, NewMeeting, ONE, PATH, Place, Wishes,
};
use indgang_api::session::{self, Session};
use indgang_domain::meetings::{Form, Kind};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::browser::http::{self, Answer, Unreachable};
use crate::browser::{bytes, clock, store};

/// How far the answer has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// On its way.
    Coming,
    /// Nobody is signed in.
    SignedOut,
    /// Somebody at work: they have no meetings here.
    Staff,
    /// It cannot be had, and the device has nothing.
    Away,
    /// Here.
    Here(Known),
}

/// What is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Who is signed in.
    pub person: String,
    /// Which meetings there are, and the rules for them.
    pub facts: &'static Facts,
    /// One's own.
    pub own: Meetings,
}

impl Known {
    /// The meeting of an id.
    pub fn meeting(&self, id: &str) -> Option<&Meeting> {
        self.own.meetings.iter().find(|meeting| meeting.id == id)
    }

    /// The kind of a key; `None` of one that the municipality no longer has.
    pub fn kind(&self, key: &str) -> Option<&'static Kind> {
        self.facts.kinds.iter().find(|kind| kind.key == key)
    }

    /// The forms among which the citizen chooses.
    pub fn forms(&self, kind: &Kind) -> Vec<Form> {
        let first = self.own.first_talk.as_deref();
        kind.forms_before(first.and_then(|key| self.kind(key)))
    }

    /// The place of a key.
    pub fn place(&self, key: &str) -> Option<&'static Place> {
        self.facts.places.iter().find(|place| place.key == key)
    }
}

/// Why something was not done. Whatever it is, what the server knows has been read again, except when it
/// cannot be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    /// One must sign in again.
    SignedOut,
    /// Somebody has changed the meeting meanwhile.
    Changed,
    /// Somebody else has the time; these are the nearest free ones.
    Taken(Vec<FreeTime>),
    /// It is too late, or the meeting is past that.
    Refused,
    /// There is no network, or the server has trouble.
    Away,
}

const ON_DEVICE: &str = store::OWN_MEETINGS;

static KEPT: LazyLock<ArcRwSignal<Kept>> = LazyLock::new(|| ArcRwSignal::new(Kept::Coming));
/// When what is shown was read, in milliseconds, where the server cannot say it anew.
static OLD: LazyLock<ArcRwSignal<Option<u64>>> = LazyLock::new(|| ArcRwSignal::new(None));
static TICK: LazyLock<ArcTrigger> = LazyLock::new(ArcTrigger::new);
/// They do not change while the page is open.
static READ_FACTS: OnceLock<&'static Facts> = OnceLock::new();
/// The server's clock before the device's, in milliseconds.
static AHEAD: AtomicI64 = AtomicI64::new(0);
/// Counts what was asked: an answer that comes late must not take the place of a newer one.
static ASKED: AtomicU32 = AtomicU32::new(0);

/// What there is; whoever reads it follows.
pub fn kept() -> Kept {
    KEPT.get()
}

/// What is known, if anything; whoever reads it follows.
pub fn known() -> Option<Known> {
    match KEPT.get() {
        Kept::Here(known) => Some(known),
        _ => None,
    }
}

/// When what is shown was read, if that is not now.
pub fn old() -> Option<u64> {
    OLD.get()
}

/// Now, by the server's clock: whether a time is still kept is not for the device's clock to say. Whoever
/// reads it follows, a few times a minute.
pub fn now() -> i64 {
    TICK.track();
    clock::milliseconds() as i64 + AHEAD.load(Ordering::Relaxed)
}

/// Time has passed.
pub fn tick() {
    TICK.notify();
}

/// Asks the server for all of it.
pub async fn read() {
    let turn = ASKED.fetch_add(1, Ordering::Relaxed) + 1;
    let come = ask().await;
    if turn != ASKED.load(Ordering::Relaxed) {
        return;
    }
    match come {
        Ok(kept) => {
            OLD.set(None);
            tick();
            if let Kept::Here(known) = &kept {
                save(known);
            }
            show(kept);
        }
        // What is on the screen stays there.
        Err(Unreachable) => match on_device() {
            Some((known, at)) => {
                OLD.set(Some(at));
                show(Kept::Here(known));
            }
            None => show(Kept::Away),
        },
    }
}

fn show(kept: Kept) {
    // The same again draws nothing anew: somebody may be typing.
    if *KEPT.read_untracked() != kept {
        KEPT.set(kept);
    }
}

async fn ask() -> Result<Kept, Unreachable> {
    // To be nobody is no error, so who it is is asked first.
    let session: Session = get(session::PATH).await?;
    let person = match session.name {
        _ if !session.roles.is_empty() => return Ok(Kept::Staff),
        Some(name) => name,
        None => {
            store::clear(ON_DEVICE);
            return Ok(Kept::SignedOut);
        }
    };
    let facts = match READ_FACTS.get() {
        Some(facts) => facts,
        None => {
            let facts: Facts = get(FACTS).await?;
            READ_FACTS.get_or_init(|| Box::leak(Box::new(facts)))
        }
    };
    let own = get(PATH).await?;
    Ok(Kept::Here(Known { person, facts, own }))
}

/// A document of the server's.
pub async fn get<T: DeserializeOwned>(address: &str) -> Result<T, Unreachable> {
    read_from(&heard(http::ask("GET", address).await?)).ok_or(Unreachable)
}

fn read_from<T: DeserializeOwned>(answer: &Answer) -> Option<T> {
    let body = answer.is_success().then_some(&answer.body)?;
    serde_json::from_slice(body).ok()
}

/// Sets the clock by an answer.
fn heard(answer: Answer) -> Answer {
    if let Some(date) = answer.date {
        AHEAD.store(date - clock::milliseconds() as i64, Ordering::Relaxed);
    }
    answer
}

fn save(known: &Known) {
    let copy = json!({
        "at": clock::milliseconds(),
        "person": known.person,
        "facts": known.facts,
        "own": known.own,
    });
    store::save(ON_DEVICE, &copy.to_string());
}

/// What was kept here, and when.
fn on_device() -> Option<(Known, u64)> {
    let copy: Value = serde_json::from_slice(store::load(ON_DEVICE)?.as_bytes()).ok()?;
    let of = |name: &str| copy.get(name).cloned();
    let facts = match READ_FACTS.get() {
        Some(facts) => *facts,
        // As often as the network goes away before the facts have come: a few times at most.
        None => Box::leak(Box::new(serde_json::from_value(of("facts")?).ok()?)),
    };
    let known = Known {
        person: copy["person"].as_str()?.to_owned(),
        facts,
        own: serde_json::from_value(of("own")?).ok()?,
    };
    Some((known, copy["at"].as_u64()?))
}

/// Reserves a time.
pub async fn reserve(meeting: &NewMeeting) -> Result<Meeting, Failed> {
    let key = bytes::once();
    change("POST", PATH, ("idempotency-key", &key), meeting).await
}

/// Does something with a meeting.
pub async fn act(meeting: &Meeting, what: &Change) -> Result<Meeting, Failed> {
    let tag = format!("\"{}\"", meeting.version);
    change(
        "POST",
        &address(ACTS, &meeting.id),
        ("if-match", &tag),
        what,
    )
    .await
}

/// Keeps what is wished for and prepared.
pub async fn wish(meeting: &Meeting, wishes: &Wishes) -> Result<Meeting, Failed> {
    let tag = format!("\"{}\"", meeting.version);
    change(
        "PUT",
        &address(ONE, &meeting.id),
        ("if-match", &tag),
        wishes,
    )
    .await
}

/// An address of the API for a meeting.
pub fn address(of: &str, meeting: &str) -> String {
    of.replace("{meeting}", meeting)
}

async fn change(
    method: &str,
    address: &str,
    header: (&str, &str),
    body: &impl Serialize,
) -> Result<Meeting, Failed> {
    let body = serde_json::to_vec(body).unwrap_or_default();
    let headers = [header, ("content-type", "application/json")];
    let answer = http::send(method, address, &headers, Some(&body)).await;
    let answer = heard(answer.map_err(|Unreachable| Failed::Away)?);
    let failed = match answer.status {
        200..300 => {
            let Some(meeting) = read_from::<Meeting>(&answer) else {
                read().await;
                return Err(Failed::Changed);
            };
            put(meeting.clone());
            return Ok(meeting);
        }
        401 => Failed::SignedOut,
        412 => Failed::Changed,
        409 => nearest(&answer).map_or(Failed::Refused, Failed::Taken),
        500.. => return Err(Failed::Away),
        _ => Failed::Refused,
    };
    read().await;
    Err(failed)
}

/// The times that a refusal names instead of the one that is taken.
fn nearest(refusal: &Answer) -> Option<Vec<FreeTime>> {
    serde_json::from_value(refusal.json()?.get_mut("nearest")?.take()).ok()
}

/// A meeting as it is after a change.
fn put(meeting: Meeting) {
    // What was asked before knows nothing of it.
    ASKED.fetch_add(1, Ordering::Relaxed);
    let Kept::Here(mut known) = KEPT.get_untracked() else {
        return;
    };
    let all = &mut known.own.meetings;
    match all.iter_mut().find(|it| it.id == meeting.id) {
        Some(old) => *old = meeting,
        None => all.insert(0, meeting),
    }
    save(&known);
    show(Kept::Here(known));
}

/// A text that is being written, kept on the device until it is sent: as it was typed, or else as it is known.
pub fn draft(name: &str, known: &str) -> RwSignal<String> {
    let name = draft_name(name);
    let text = RwSignal::new(store::load(&name).unwrap_or_else(|| known.to_owned()));
    let known = known.to_owned();
    Effect::new(move |_| {
        text.with(|text| match *text == known {
            true => store::clear(&name),
            false => {
                store::save(&name, text);
            }
        });
    });
    text
}

/// It is sent.
pub fn forget_draft(name: &str) {
    store::clear(&draft_name(name));
}

/// Where it is kept.
pub fn draft_name(name: &str) -> String {
    format!("own.draft.{name}")
}
