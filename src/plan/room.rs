//! A meeting about the plan: two devices, one board. The citizen opens a room and says its six digits; the
//! caseworker joins with them. What the citizen shows goes there, what the caseworker writes comes here.

use std::sync::LazyLock;

use indgang_api::plan::{
    JOIN, JoinedRoom, MEDIA_TYPE, OpenedRoom, ROOM, ROOM_KEY, ROOM_OFFICE, ROOM_SHARED, ROOMS,
    Room, RoomCode,
};
use indgang_domain::plan::Log;
use indgang_domain::plan::share::Shown;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{self, Side};
use crate::browser::{clock, http, store};

/// A room that this device is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    id: String,
    /// Only who opened the room has it.
    key: Option<String>,
    /// The six digits, while the room waits for a caseworker.
    pub code: Option<String>,
    /// Who has joined.
    pub joined: Option<String>,
    /// When the meeting began, in milliseconds since 1970.
    pub began: u64,
}

/// How the meeting stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Meeting {
    /// There is none.
    #[default]
    None,
    /// It is being opened or joined.
    Coming,
    /// It is going on.
    On(Here),
    /// There is no network; it goes on when there is.
    Away(Here),
    /// It has ended; when it began, for the summary.
    Over(u64),
    /// It could not be opened or joined.
    Refused(Refusal),
}

/// Why there is no meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No network, or the server has trouble.
    Away,
    /// No room has such a code now.
    Code,
    /// Nobody at work is signed in here.
    SignIn,
    /// Too many tries.
    TooMany,
}

const KEPT: &str = "plan.room";

static MEETING: LazyLock<ArcRwSignal<Meeting>> = LazyLock::new(ArcRwSignal::default);

/// How the meeting stands; whoever reads it follows.
pub fn meeting() -> ArcRwSignal<Meeting> {
    MEETING.clone()
}

fn address(pattern: &str, id: &str) -> String {
    pattern.replace("{room}", id)
}

/// The citizen opens a room.
pub fn open() {
    MEETING.set(Meeting::Coming);
    spawn_local(async {
        let answer = http::ask("POST", ROOMS).await;
        let opened = answer.as_ref().ok().filter(|answer| answer.is_success());
        let opened = opened.and_then(|it| serde_json::from_slice::<OpenedRoom>(&it.body).ok());
        match opened {
            Some(room) => {
                let here = Here {
                    id: room.id,
                    key: Some(room.key),
                    code: Some(room.code),
                    joined: None,
                    began: clock::milliseconds(),
                };
                enter(here);
            }
            None => MEETING.set(Meeting::Refused(refusal(answer.ok().map(|it| it.status)))),
        }
    });
}

/// A caseworker joins with the code.
pub fn join(code: String) {
    MEETING.set(Meeting::Coming);
    spawn_local(async move {
        let body = serde_json::to_vec(&RoomCode { code }).unwrap_or_default();
        let headers = [("content-type", "application/json")];
        let answer = http::send("POST", JOIN, &headers, Some(&body)).await;
        let joined = answer.as_ref().ok().filter(|answer| answer.is_success());
        let joined = joined.and_then(|it| serde_json::from_slice::<JoinedRoom>(&it.body).ok());
        match joined {
            Some(room) => enter(Here {
                id: room.id,
                key: None,
                code: None,
                joined: None,
                began: clock::milliseconds(),
            }),
            None => MEETING.set(Meeting::Refused(refusal(answer.ok().map(|it| it.status)))),
        }
    });
}

fn refusal(status: Option<u16>) -> Refusal {
    match status {
        Some(401 | 403) => Refusal::SignIn,
        Some(404 | 409 | 410 | 422) => Refusal::Code,
        Some(429) => Refusal::TooMany,
        _ => Refusal::Away,
    }
}

/// A page that was loaded again goes on in its room.
pub fn resume() {
    let kept = store::load(KEPT);
    let parts: Vec<&str> = kept.as_deref().unwrap_or_default().split(' ').collect();
    if let [id, key, began] = parts[..] {
        let here = Here {
            id: id.to_owned(),
            key: Some(key.to_owned()),
            code: None,
            joined: None,
            began: began.parse().unwrap_or_default(),
        };
        enter(here);
    }
}

fn enter(here: Here) {
    if let Some(key) = &here.key {
        store::save(KEPT, &format!("{} {key} {}", here.id, here.began));
    }
    MEETING.set(Meeting::On(here.clone()));
    spawn_local(hear(here.clone()));
    spawn_local(tell(here));
}

/// Leaves the room; who opened it ends it.
pub fn leave() {
    let here = match MEETING.get_untracked() {
        Meeting::On(here) | Meeting::Away(here) => here,
        _ => return MEETING.set(Meeting::None),
    };
    store::clear(KEPT);
    MEETING.set(Meeting::Over(here.began));
    if here.key.is_some() {
        spawn_local(async move {
            // If it cannot be reached now, it ends by itself.
            let _ = here.send("DELETE", ROOM, None).await;
        });
    }
}

impl Here {
    async fn send(
        &self,
        method: &str,
        pattern: &str,
        body: Option<&[u8]>,
    ) -> Result<http::Answer, http::Unreachable> {
        let mut headers = vec![("content-type", MEDIA_TYPE)];
        headers.extend(self.key.as_deref().map(|key| (ROOM_KEY, key)));
        http::send(method, &address(pattern, &self.id), &headers, body).await
    }

    /// Whether this device is still in this room.
    fn is_on(&self) -> bool {
        match MEETING.get_untracked() {
            Meeting::On(now) | Meeting::Away(now) => now.id == self.id,
            _ => false,
        }
    }
}

/// Waits for what the other side does, and takes it in.
async fn hear(here: Here) {
    let mut seen = 0;
    let mut fetched = 0;
    while here.is_on() {
        let asked = format!("{ROOM}?after={seen}");
        let answer = here.send("GET", &asked, None).await;
        let room = match answer {
            Ok(answer) if answer.is_success() => serde_json::from_slice::<Room>(&answer.body).ok(),
            Ok(answer) if matches!(answer.status, 401 | 403 | 404 | 410) => return over(&here),
            _ => None,
        };
        let Some(room) = room else {
            now(&here, Meeting::Away);
            clock::pause(2000).await;
            continue;
        };
        seen = room.version;
        now(&here, |mut now| {
            if room.joined.is_some() {
                now.code = None;
            }
            now.joined.clone_from(&room.joined);
            Meeting::On(now)
        });
        let theirs = if here.key.is_some() {
            room.office
        } else {
            room.shared
        };
        if theirs > fetched && take_in(&here).await {
            fetched = theirs;
        }
    }
}

async fn take_in(here: &Here) -> bool {
    let from = if here.key.is_some() {
        ROOM_OFFICE
    } else {
        ROOM_SHARED
    };
    let Ok(answer) = here.send("GET", from, None).await else {
        return false;
    };
    let Ok(log) = Log::from_bytes(&answer.body) else {
        // Nothing is there yet.
        return answer.is_success() || answer.status == 404;
    };
    if !here.is_on() {
        return true;
    }
    match here.key {
        // From an office only what an office may say.
        Some(_) => state::merge_from_office(&log),
        None => state::merge(&log),
    }
    true
}

/// Sends what this side does, once the other side is there, until the room is left.
async fn tell(here: Here) {
    let mut sent = Log::default();
    let mut looked_at = Log::default();
    while here.is_on() {
        let is_joined = match MEETING.get_untracked() {
            Meeting::On(now) => now.joined.is_some(),
            _ => false,
        };
        let plan = state::log();
        if !is_joined || *plan.read_untracked() == looked_at {
            clock::pause(150).await;
            continue;
        }
        let log = plan.get_untracked();
        let to_send = match here.key {
            Some(_) => log.shown(&Shown::to_office(&log)),
            None => log.of_replica(state::replica()),
        };
        let mut is_sent = true;
        if to_send != sent && !to_send.is_empty() {
            let (method, pattern) = match here.key {
                Some(_) => ("PUT", ROOM_SHARED),
                None => ("POST", ROOM_OFFICE),
            };
            let answer = here.send(method, pattern, Some(&to_send.to_bytes())).await;
            is_sent = answer.is_ok_and(|answer| answer.is_success());
            if is_sent {
                sent = to_send;
            }
        }
        if is_sent {
            looked_at = log;
        } else {
            clock::pause(2000).await;
        }
    }
}

/// Changes how the meeting stands, while this device is in it.
fn now(here: &Here, change: impl FnOnce(Here) -> Meeting) {
    if let Meeting::On(now) | Meeting::Away(now) = MEETING.get_untracked()
        && now.id == here.id
    {
        let changed = change(now);
        if changed != MEETING.get_untracked() {
            MEETING.set(changed);
        }
    }
}

fn over(here: &Here) {
    if here.is_on() {
        store::clear(KEPT);
        MEETING.set(Meeting::Over(here.began));
        if here.key.is_none() {
            // Nothing of another person's plan stays on the screen.
            state::sit_at(Side::Guest, "");
        }
    }
}
