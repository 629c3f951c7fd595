//! One's own camera and microphone: tried, taken, switched and given back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engine::{LOUD, engine, look, turn, update};
use super::room::{Device, Stage, name_of};
use super::server::say_sends;
use crate::browser::media::{Denied, Kind, Level, Stream};
use crate::browser::{clock, page};
use crate::text::{Key, t};

/// The `<video>` of oneself.
pub const OWN: &str = "room-own";

/// Shows oneself, when the place for it is on the screen.
pub fn show_own() {
    engine(|it| {
        if let Some(own) = &it.own {
            own.show(OWN);
        }
    });
}

fn wants(kind: Kind) -> bool {
    look(|room| !room.without.iter().any(|it| it == name_of(kind)))
}

/// Tries the camera and the microphone, as far as they are wanted.
pub fn try_devices() {
    for kind in Kind::ALL {
        let is_on = look(|room| room.state_of(kind) == Device::On);
        if wants(kind) && !is_on {
            spawn_local(take(kind));
        }
    }
}

/// What one wishes to use has changed before one is in.
pub fn wish(without: Vec<String>) {
    update(|room| room.without = without);
    for kind in Kind::ALL {
        if !wants(kind) {
            give_back(kind);
        }
    }
}

/// Switches the camera or the microphone on or off.
pub fn switch(kind: Kind) {
    let is_on = look(|room| room.state_of(kind) == Device::On);
    if is_on {
        give_back(kind);
    } else {
        spawn_local(take(kind));
    }
    let said = match (kind, is_on) {
        (Kind::Microphone, true) => Key::ROOM_SAID_MICROPHONE_OFF,
        (Kind::Microphone, false) => Key::ROOM_SAID_MICROPHONE_ON,
        (Kind::Camera, true) => Key::ROOM_SAID_CAMERA_OFF,
        (Kind::Camera, false) => Key::ROOM_SAID_CAMERA_ON,
    };
    page::announce(t(said));
}

async fn take(kind: Kind) {
    let turn = turn();
    let own = engine(|it| {
        it.own = it.own.take().or_else(Stream::new);
        it.own.clone()
    });
    let taken = match own.clone() {
        Some(own) => {
            update(|room| *room.device(kind) = Device::Asked);
            own.take(kind).await
        }
        None => Err(Denied::Missing),
    };
    if turn != self::turn() {
        // They left while the browser asked.
        if let Some(own) = own {
            own.give_back(kind);
        }
        return;
    }
    update(|room| {
        *room.device(kind) = match taken {
            Ok(()) => Device::On,
            Err(denied) => Device::Denied(denied),
        };
    });
    if kind == Kind::Microphone && taken.is_ok() && look(|room| room.stage == Stage::Ready) {
        measure();
    }
    send();
}

pub(super) fn give_back(kind: Kind) {
    engine(|it| {
        if let Some(own) = &it.own {
            own.give_back(kind);
        }
        if kind == Kind::Microphone {
            it.level = None;
        }
    });
    update(|room| *room.device(kind) = Device::Off);
    send();
}

/// Shows how loud it is, until one is in.
fn measure() {
    let turn = turn();
    engine(|it| it.level = it.own.as_ref().and_then(Level::of));
    spawn_local(async move {
        loop {
            let level = engine(|it| it.level.as_ref().map(Level::now));
            let (Some(level), true) = (level, turn == self::turn()) else {
                return LOUD.set(0);
            };
            LOUD.set(level);
            clock::pause(150).await;
        }
    });
}

/// Sends what there is, and says what that is.
fn send() {
    engine(|it| {
        if let Some(own) = &it.own {
            it.links.values().for_each(|link| link.send(own));
            own.show(OWN);
        }
    });
    say_sends();
}
