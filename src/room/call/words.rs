//! What is written: in the chat, and what one says.

use indgang_api::online::Say;
use leptos::task::spawn_local;

use super::engine::{engine, look, update};
use super::room::Line;
use super::server::say;
use crate::browser::hearing::Hearing;

/// Writes to the others. `false`: they do not hear it now.
pub fn write(text: &str) -> bool {
    let is_sent = say(&Say::Chat {
        text: text.to_owned(),
    });
    if is_sent {
        update(|room| {
            room.chat.push(Line {
                name: None,
                text: text.to_owned(),
            });
        });
    }
    is_sent
}

/// Begins or ends to write what one says.
pub fn switch_captions() {
    let is_on = look(|room| room.captions);
    let heard = |text| {
        say(&Say::Caption { text });
    };
    // Where the browser cannot after all, the button says so.
    let gave_up = || {
        spawn_local(async {
            if look(|room| room.captions) {
                switch_captions();
            }
        });
    };
    let hearing = match is_on {
        true => None,
        false => Hearing::begin(heard, gave_up),
    };
    let is_on = hearing.is_some();
    engine(|it| it.hearing = hearing);
    if !is_on {
        say(&Say::Caption {
            text: String::new(),
        });
    }
    update(|room| room.captions = is_on);
}
