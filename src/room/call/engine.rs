//! What only the browser understands of the call, and the one place where both it and [`Room`] are kept.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use indgang_api::online::IceServer;
use leptos::prelude::*;

use super::quality::Quality;
use super::room::Room;
use crate::browser::bytes;
use crate::browser::hearing::Hearing;
use crate::browser::media::{Level, Stream};
use crate::browser::rtc::{Counts, Link};
use crate::browser::socket::Socket;
use crate::room::Place;

pub(super) static ROOM: LazyLock<ArcRwSignal<Room>> = LazyLock::new(ArcRwSignal::default);
pub(super) static LOUD: LazyLock<ArcRwSignal<u8>> = LazyLock::new(ArcRwSignal::default);

/// The call; whoever reads it follows.
#[must_use]
pub fn room() -> ArcRwSignal<Room> {
    ROOM.clone()
}

/// How loud one's own microphone is, from 0 to 100.
#[must_use]
pub fn loud() -> ArcRwSignal<u8> {
    LOUD.clone()
}

/// What only the browser understands.
#[derive(Default)]
pub(super) struct Engine {
    pub(super) place: Option<Place>,
    /// Counts rooms: what began in another one ends.
    pub(super) turn: u32,
    /// Counts connections to the server: what an old one says is not heard.
    pub(super) connection: u32,
    pub(super) tries: u32,
    pub(super) socket: Option<Socket>,
    pub(super) links: BTreeMap<String, Link>,
    pub(super) quality: BTreeMap<String, (Quality, Counts)>,
    pub(super) own: Option<Stream>,
    pub(super) ice: Vec<IceServer>,
    /// The number of the last message.
    pub(super) heard: i64,
    pub(super) hearing: Option<Hearing>,
    pub(super) level: Option<Level>,
}

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
    /// This page, until it is loaded again.
    pub(super) static PAGE_NAME: String = bytes::to_text(&bytes::random::<8>());
}

pub(super) fn engine<T>(act: impl FnOnce(&mut Engine) -> T) -> T {
    ENGINE.with_borrow_mut(act)
}

pub(super) fn update(change: impl FnOnce(&mut Room)) {
    ROOM.update(change);
}

pub(super) fn look<T>(at: impl FnOnce(&Room) -> T) -> T {
    at(&ROOM.read_untracked())
}

pub(super) fn turn() -> u32 {
    engine(|it| it.turn)
}

pub(super) fn is_citizen() -> bool {
    let is_theirs = |place: &Place| !place.is_staff() && !place.is_guests();
    engine(|it| it.place.as_ref().is_some_and(is_theirs))
}

/// Whether one is there with the citizen, and does nothing with the meeting.
pub fn is_guest() -> bool {
    engine(|it| it.place.as_ref().is_some_and(Place::is_guests))
}
