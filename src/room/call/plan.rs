//! The plan beside the picture: who shows it, and whether it is open.

use super::engine::{is_guest, look, update};
use super::others::{name_in_room, other};
use super::server::say_sends;
use crate::browser::page;
use crate::text::{Key, t_with};

/// Opens or closes the plan beside the picture. Whose plan it is shows it only while it is open.
pub fn switch_plan() {
    update(|room| room.is_plan_open = !room.is_plan_open);
    if !look(|room| room.is_plan_open) {
        shows_plan(None);
    }
}

/// The citizen shows their plan in a room with that code, or does so no more.
pub fn shows_plan(code: Option<String>) {
    if look(|room| room.shown_plan != code) {
        update(|room| room.shown_plan = code);
        say_sends();
    }
}

/// The citizen shows their plan, or does so no more.
pub(super) fn hear_plan(id: &str, plan: Option<String>) {
    let (is_citizen, before) = look(|room| {
        let is_citizen = room.people.iter().any(|it| it.id == id && !it.staff);
        let other = room.others.get(id);
        (is_citizen, other.and_then(|other| other.plan.clone()))
    });
    if !is_citizen || before == plan || is_guest() {
        return;
    }
    let said = match plan {
        Some(_) => Key::ROOM_PLAN_SHOWN,
        None => Key::ROOM_PLAN_GONE,
    };
    page::announce(&t_with(said, &[("navn", &name_in_room(id))]));
    update(|room| room.is_plan_open = plan.is_some());
    other(id, |other| other.plan = plan);
}
