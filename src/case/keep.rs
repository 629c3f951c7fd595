//! What the server says about the case, and the last of it on this device.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use indgang_api::case::{
    self as api, ACTS, Case, Change, MATTER, MATTERS, ME, Matter, NewMatter, Progress,
};
use indgang_api::meetings::{self, Meetings};
use indgang_api::session::{self, Session};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::draft;
use crate::browser::http::{self, Answer, Unreachable};
use crate::browser::{bytes, store};

/// How far the answer has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// On its way.
    Coming,
    /// Nobody is signed in.
    SignedOut,
    /// Somebody at work: they have no case here.
    Staff,
    /// It cannot be had, and the device has nothing.
    Away,
    /// Here.
    Here(Box<Known>),
}

/// What is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Who is signed in.
    pub person: String,
    /// The case.
    pub case: Case,
    /// When the next meeting begins, in milliseconds since 1970; nobody's, when one helps somebody else.
    pub next_meeting: Option<i64>,
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    /// One must sign in again.
    SignedOut,
    /// Somebody has changed it meanwhile.
    Changed,
    /// The server does not take it; with the field, when it is about one.
    Refused(Option<String>),
    /// There is no network, or the server has trouble.
    Away,
}

const ON_DEVICE: &str = "own.case";
/// Whom one helps, when it is somebody else.
const WHOSE: &str = "own.case.whose";

static KEPT: LazyLock<ArcRwSignal<Kept>> = LazyLock::new(|| ArcRwSignal::new(Kept::Coming));
/// Whether what is shown is what this device had.
static OLD: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));
/// Counts what was asked: an answer that comes late must not take the place of a newer one.
static ASKED: AtomicU32 = AtomicU32::new(0);

/// What there is; whoever reads it follows.
pub fn kept() -> Kept {
    KEPT.get()
}

/// What is known, if anything; whoever reads it follows.
pub fn known() -> Option<Known> {
    match KEPT.get() {
        Kept::Here(known) => Some(*known),
        _ => None,
    }
}

/// Whether what is shown is old; whoever reads it follows.
pub fn is_old() -> bool {
    OLD.get()
}

/// Whose case it is, as the addresses of the API name them.
pub fn whose() -> String {
    store::load(WHOSE).unwrap_or_else(|| ME.to_owned())
}

/// Whether one helps somebody else.
pub fn is_helping() -> bool {
    store::load(WHOSE).is_some()
}

/// Where something of the case is kept on this device: what one writes for somebody whom one helps is not one's own.
pub fn place(name: &str) -> String {
    match store::load(WHOSE) {
        Some(citizen) => format!("{name}.{citizen}"),
        None => name.to_owned(),
    }
}

/// From now on it is the case of a citizen whom one helps, or one's own.
pub fn help(citizen: Option<&str>) {
    match citizen {
        Some(citizen) => {
            store::save(WHOSE, citizen);
        }
        None => store::clear(WHOSE),
    }
    store::clear(ON_DEVICE);
    draft::come();
    KEPT.set(Kept::Coming);
}

/// An address of the API for the case.
pub fn address(of: &str) -> String {
    of.replace("{citizen}", &whose())
}

/// Asks the server for all of it.
pub async fn read() {
    let turn = ASKED.fetch_add(1, Ordering::Relaxed) + 1;
    let come = ask().await;
    if turn != ASKED.load(Ordering::Relaxed) {
        return;
    }
    let on_device = || serde_json::from_slice::<Known>(store::load(ON_DEVICE)?.as_bytes()).ok();
    let (kept, is_old) = match come {
        Ok(kept) => (kept, false),
        Err(Unreachable) => match on_device() {
            Some(known) => (Kept::Here(Box::new(known)), true),
            None => (Kept::Away, false),
        },
    };
    if let (Kept::Here(known), false) = (&kept, is_old) {
        store::save(ON_DEVICE, &serde_json::to_string(known).unwrap_or_default());
    }
    OLD.set(is_old);
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
    let case = match get(&address(api::PATH)).await {
        // What one was let help with is over.
        Err(Unreachable) if is_helping() => {
            help(None);
            get(&address(api::PATH)).await?
        }
        come => come?,
    };
    let next_meeting = match is_helping() {
        true => None,
        false => {
            let own: Meetings = get(meetings::PATH).await?;
            let ahead = own.meetings.iter().filter(|meeting| {
                use indgang_domain::meetings::Status;
                meeting.status == Status::Booked
            });
            ahead.map(|meeting| meeting.start).min()
        }
    };
    Ok(Kept::Here(Box::new(Known {
        person,
        case,
        next_meeting,
    })))
}

/// A document of the server's.
pub async fn get<T: DeserializeOwned>(address: &str) -> Result<T, Unreachable> {
    read_from(&http::ask("GET", address).await?).ok_or(Unreachable)
}

fn read_from<T: DeserializeOwned>(answer: &Answer) -> Option<T> {
    let body = answer.is_success().then_some(&answer.body)?;
    serde_json::from_slice(body).ok()
}

/// A matter.
pub async fn matter(id: &str) -> Result<Matter, Unreachable> {
    get(&address(MATTER).replace("{matter}", id)).await
}

/// Something to send, with a key of its own: it can be sent again and again, and is one matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Of the request.
    pub key: String,
    /// Who wrote it: nobody else on this device sends it.
    pub person: String,
    /// Where to.
    pub address: String,
    /// What.
    pub matter: NewMatter,
}

impl Letter {
    /// A new one about the case.
    pub fn new(matter: NewMatter) -> Self {
        Self {
            key: bytes::once(),
            person: untrack(known).map(|known| known.person).unwrap_or_default(),
            address: address(MATTERS),
            matter,
        }
    }
}

/// Sends something.
pub async fn send(letter: &Letter) -> Result<Matter, Failed> {
    let header = ("idempotency-key", letter.key.as_str());
    let done = change("POST", &letter.address, &[header], &letter.matter).await;
    if done.is_ok() {
        read().await;
    }
    done
}

/// Does something with a matter.
pub async fn act(matter: &Matter, what: &Change) -> Result<Matter, Failed> {
    let tag = format!("\"{}\"", matter.version);
    let address = address(ACTS).replace("{matter}", &matter.summary.id);
    let done = change("POST", &address, &[("if-match", &tag)], what).await;
    read().await;
    done
}

/// Keeps what one has done oneself. What the screen shows becomes so at once.
pub async fn keep_progress(progress: Progress) -> Result<(), Failed> {
    let Some(mut known) = KEPT.with_untracked(|kept| match kept {
        Kept::Here(known) => Some(known.clone()),
        _ => None,
    }) else {
        return Err(Failed::Away);
    };
    let tag = format!("\"{}\"", known.case.progress_version);
    let header = match known.case.progress_version {
        0 => ("if-none-match", "*"),
        _ => ("if-match", tag.as_str()),
    };
    let address = address(api::PROGRESS);
    known.case.progress = progress.clone();
    known.case.progress_version += 1;
    KEPT.set(Kept::Here(known));
    let done: Result<Progress, Failed> = change("PUT", &address, &[header], &progress).await;
    if done.is_err() {
        read().await;
    }
    done.map(drop)
}

/// Sends something that changes something.
pub async fn change<T: DeserializeOwned>(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: &impl Serialize,
) -> Result<T, Failed> {
    let body = serde_json::to_vec(body).unwrap_or_default();
    read_from(&sent(method, address, headers, body).await?).ok_or(Failed::Away)
}

/// The same for every document: what is generic is built again for each of them.
async fn sent(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Result<Answer, Failed> {
    let mut all = vec![("content-type", "application/json")];
    all.extend(headers);
    let answer = http::send(method, address, &all, Some(&body)).await;
    let answer = answer.map_err(|Unreachable| Failed::Away)?;
    match answer.status {
        200..300 => Ok(answer),
        401 => Err(Failed::SignedOut),
        412 => Err(Failed::Changed),
        500.. => Err(Failed::Away),
        _ => Err(Failed::Refused(answer.json().and_then(|problem| {
            Some(problem["pointer"].as_str()?.to_owned())
        }))),
    }
}
