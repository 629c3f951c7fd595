//! The others: who is there, the ways to them, and what they say.

use indgang_api::online::{Peer, Say};

use super::engine::{engine, is_citizen, look, update};
use super::plan::hear_plan;
use super::room::{Line, Other, Room};
use super::server::{say, say_sends};
use crate::browser::page;
use crate::browser::rtc::{self, Link};
use crate::text::{Key, t_with};

/// The `<video>` of another one.
#[must_use]
pub fn video_of(id: &str) -> String {
    format!("room-{id}")
}

/// Shows another one, when the place for it is on the screen.
pub fn show(id: &str) {
    engine(|it| {
        if let Some(link) = it.links.get(id) {
            link.theirs().show(&video_of(id));
        }
    });
}

/// Who is there has changed.
pub(super) fn take_in(people: Vec<Peer>) {
    let before = look(Room::others_there);
    update(|room| {
        room.people = people;
        let there: Vec<String> = room.people.iter().map(|it| it.id.clone()).collect();
        room.others.retain(|id, _| there.contains(id));
        room.is_plan_open &= is_citizen() || room.plan_of_other().is_some();
    });
    let after = look(Room::others_there);
    engine(|it| {
        let is_there = |id: &String| after.iter().any(|peer| peer.id == *id);
        it.links.retain(|id, _| is_there(id));
        it.quality.retain(|id, _| is_there(id));
    });
    let mut is_new = false;
    for peer in &after {
        let known = before.iter().find(|it| it.id == peer.id);
        let said = match known.map(|it| it.here) {
            None => Key::ROOM_CAME,
            Some(false) if peer.here => Key::ROOM_BACK,
            Some(true) if !peer.here => Key::ROOM_AWAY,
            Some(_) => continue,
        };
        is_new |= peer.here;
        page::announce(&t_with(said, &[("navn", &peer.name)]));
    }
    for peer in before {
        // Who loaded their page again is somebody new of the same name.
        if !after.iter().any(|it| it.name == peer.name) {
            page::announce(&t_with(Key::ROOM_WENT, &[("navn", &peer.name)]));
        }
    }
    meet();
    if is_new {
        say_sends();
    }
}

/// Looks for a way to everybody to whom there is none yet.
pub(super) fn meet() {
    if look(Room::is_by_phone) {
        return;
    }
    let (you, people) = look(|room| (room.you.clone(), room.people.clone()));
    let Some(me) = people.iter().find(|it| it.id == you) else {
        return;
    };
    for peer in people.iter().filter(|it| it.id != you) {
        let id = peer.id.clone();
        if engine(|it| it.links.contains_key(&id)) {
            continue;
        }
        // The citizen is the polite one; between two of the same side one of them is.
        let polite = match me.staff == peer.staff {
            true => me.id > peer.id,
            false => !me.staff,
        };
        let to = id.clone();
        let ice = engine(|it| it.ice.clone());
        let link = Link::new(&ice, polite, move |happens| on_the_way(&to, happens));
        let Some(link) = link else { return };
        engine(|it| {
            if let Some(own) = &it.own {
                link.send(own);
            }
            it.links.insert(id.clone(), link);
        });
        other(&id, |_| {});
    }
}

fn on_the_way(id: &str, happens: rtc::Happens) {
    let to = id.to_owned();
    match happens {
        rtc::Happens::Description { answer, sdp } => {
            say(&Say::Description { to, answer, sdp });
        }
        rtc::Happens::Candidate {
            candidate,
            mid,
            line,
        } => {
            say(&Say::Candidate {
                to,
                candidate,
                mid,
                line,
            });
        }
        rtc::Happens::Track => update(|room| room.tracks += 1),
        rtc::Happens::State(state) => other(id, |other| other.link = state),
    }
}

pub(super) fn hear_from(id: &str, said: Say) {
    match said {
        Say::Description { answer, sdp, .. } => {
            engine(|it| {
                if let Some(link) = it.links.get(id) {
                    link.hear_description(answer, sdp);
                }
            });
        }
        Say::Candidate {
            candidate,
            mid,
            line,
            ..
        } => {
            engine(|it| {
                if let Some(link) = it.links.get(id) {
                    link.hear_candidate(&candidate, mid.as_deref(), line);
                }
            });
        }
        Say::Sends {
            microphone,
            camera,
            plan,
        } => {
            other(id, |other| {
                (other.microphone, other.camera) = (microphone, camera);
            });
            hear_plan(id, plan);
        }
        Say::Caption { text } => other(id, |other| other.caption = text),
        Say::Chat { text } => {
            let name = name_in_room(id);
            // The list of what was written is read aloud by itself.
            update(|room| {
                room.chat.push(Line {
                    name: Some(name),
                    text,
                });
            });
        }
        Say::Bye {} => {}
    }
}

pub(super) fn other(id: &str, change: impl FnOnce(&mut Other)) {
    update(|room| change(room.others.entry(id.to_owned()).or_default()));
}

pub(super) fn name_in_room(id: &str) -> String {
    look(|room| {
        let peer = room.people.iter().find(|it| it.id == id);
        peer.map(|it| it.name.clone()).unwrap_or_default()
    })
}
