//! The connection to the server: opened, lost and found again, and what is said over it.

use indgang_api::meetings::OnTheWay;
use indgang_api::online::{DEVICE, Hear, PAGE, Say, ended};
use leptos::task::spawn_local;

use super::end;
use super::engine::{PAGE_NAME, engine, look, update};
use super::meeting::now_stands;
use super::others::{hear_from, take_in};
use super::room::{Device, Stage, Stands, Why};
use crate::browser::http;
use crate::browser::rtc::Link;
use crate::browser::socket::{self, Socket};
use crate::browser::{bytes, clock, page, store};
use crate::text::{Key, t};

const KEPT: &str = "room.device";

pub(super) fn connect() {
    let device = store::load(KEPT).unwrap_or_else(|| {
        let device = bytes::to_text(&bytes::random::<8>());
        store::save(KEPT, &device);
        device
    });
    let page = PAGE_NAME.with(String::clone);
    let (place, connection) = engine(|it| {
        it.connection += 1;
        (it.place.clone(), it.connection)
    });
    let Some(place) = place else { return };
    let address = format!("{}?{DEVICE}={device}&{PAGE}={page}", place.socket());
    let socket = Socket::open(&address, move |happens| {
        spawn_local(async move {
            if engine(|it| it.connection) == connection {
                happened(happens);
            }
        });
    });
    engine(|it| it.socket = socket);
}

fn happened(happens: socket::Happens) {
    match happens {
        socket::Happens::Message(text) => {
            // What a newer server says is not for this page.
            if let Ok(heard) = serde_json::from_slice(text.as_bytes()) {
                hear(heard);
            }
        }
        socket::Happens::Closed(ended::OVER) => end(Stage::Over),
        socket::Happens::Closed(ended::REPLACED) => end(Stage::Refused(Why::Elsewhere)),
        socket::Happens::Closed(ended::FULL) => end(Stage::Refused(Why::Full)),
        socket::Happens::Closed(_) => lost(),
    }
}

/// The room does not hear us any more: once more, soon, and then more seldom.
fn lost() {
    let (turn, tries) = engine(|it| {
        it.socket = None;
        it.connection += 1;
        it.tries += 1;
        (it.turn, it.tries)
    });
    if look(|room| room.is_connected) {
        update(|room| room.is_connected = false);
        page::announce(t(Key::ROOM_LOST));
    }
    spawn_local(async move {
        clock::pause(500 << tries.min(4)).await;
        let is_alone = engine(|it| it.turn == turn && it.tries == tries && it.socket.is_none());
        if !is_alone || look(|room| room.stage != Stage::In) {
            return;
        }
        // Perhaps it may not any more.
        if tries.is_multiple_of(3) && is_refused().await {
            return;
        }
        connect();
    });
}

async fn is_refused() -> bool {
    let Some(place) = engine(|it| it.place.clone()) else {
        return true;
    };
    let answer = http::ask("GET", &place.read()).await;
    let why = match answer.map(|answer| answer.status) {
        Ok(401) if place.is_guests() => Why::Missing,
        Ok(401) => Why::SignIn,
        Ok(403 | 404) => Why::Missing,
        _ => return false,
    };
    end(Stage::Refused(why));
    true
}

/// The device has lost its network.
pub fn network_lost() {
    if look(|room| room.stage == Stage::In && room.is_connected) {
        lost();
    }
}

/// The device has a network again, perhaps another one.
pub fn network_back() {
    if look(|room| room.stage == Stage::In && !room.is_connected) {
        engine(|it| it.tries = 0);
        connect();
    }
}

pub(super) fn say(said: &Say) -> bool {
    let text = serde_json::to_string(said).unwrap_or_default();
    engine(|it| it.socket.as_ref().is_some_and(|socket| socket.say(&text)))
}

pub(super) fn say_sends() {
    let sends = look(|room| Say::Sends {
        microphone: room.microphone == Device::On,
        camera: room.camera == Device::On,
        plan: room.shown_plan.clone(),
    });
    say(&sends);
}

fn hear(heard: Hear) {
    match heard {
        Hear::Hello { you, ice } => {
            let is_again = look(|room| room.you == you);
            let was_lost = look(|room| !room.is_connected && !room.you.is_empty());
            engine(|it| {
                it.ice = ice;
                if is_again {
                    it.links.values().for_each(Link::restart);
                } else {
                    it.links.clear();
                    it.quality.clear();
                    it.heard = 0;
                }
                it.tries = 0;
            });
            update(|room| {
                room.you = you;
                room.is_connected = true;
                if !is_again {
                    room.others.clear();
                }
            });
            if was_lost {
                page::announce(t(Key::ROOM_FOUND));
            }
            say_sends();
        }
        Hear::People { people } => take_in(people),
        Hear::Meeting {
            version,
            form,
            status,
            delayed,
            on_the_way,
            phone,
        } => {
            let known = look(|room| room.stands.as_ref().map(|it| it.phone.clone()));
            now_stands(Stands {
                version,
                form,
                status,
                delayed,
                wants_call: on_the_way == Some(OnTheWay::CallMe),
                phone: phone.or(known).unwrap_or_default(),
            });
        }
        Hear::From {
            peer,
            sequence,
            said,
        } => {
            // What came twice has the same number.
            let is_new = engine(|it| {
                let before = it.heard;
                it.heard = before.max(sequence);
                sequence > before
            });
            if !is_new {
                return;
            }
            hear_from(&peer, said);
        }
    }
}
