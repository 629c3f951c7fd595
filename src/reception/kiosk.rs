//! The kiosk: one question at a time, and a person at every step.

use indgang_api::devices::DeviceKind;
use indgang_api::reception::{
    ARRIVALS, Arrival, Born, Hall, NUMBERS, NewArrival, NewNumber, PATH, VISITORS, Visitor, Waiting,
};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

use super::device::{self, AGAIN, Is, SetUp, find_out};
use super::idle::Idle;
use super::stages;
use super::words::Tongue;
use crate::browser::{bytes, clock, connection, http, page, store};
use crate::text::Key;

/// Where it is kept what the kiosk needs to begin. Nothing of a person is in it.
const ON_DEVICE: &str = "reception.hall";
/// How often a kiosk that nobody uses asks whether all is well, in milliseconds.
const LOOKS: u32 = 20_000;

/// What is on the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Nobody is there.
    Rest,
    /// Whether they have a meeting.
    Begin,
    /// When they are born.
    Born,
    /// Whether they are this one, or which of these.
    Which(Vec<Visitor>),
    /// Nobody of that date has a meeting.
    Nobody,
    /// What came of saying that they are here.
    Answer(Arrival),
    /// What they come for.
    Errand,
    /// Where they wait.
    Where,
    /// Where to call them.
    Phone,
    /// Their number.
    Drawn { waiting: Waiting, is_out: bool },
    /// A person helps.
    Help,
    /// Too many dates were tried.
    TooMany,
}

/// The kiosk as it is.
#[derive(Clone, Copy)]
pub struct State {
    pub is: RwSignal<Is>,
    pub hall: RwSignal<Option<Hall>>,
    pub stage: RwSignal<Stage>,
    pub tongue: RwSignal<Tongue>,
    /// Where "back" leads.
    pub before: RwSignal<Vec<Stage>>,
    pub digits: RwSignal<String>,
    pub fault: RwSignal<Option<Key>>,
    pub errand: RwSignal<String>,
    /// Something is asked of the server.
    pub is_busy: RwSignal<bool>,
    /// The server does not answer.
    pub is_away: RwSignal<bool>,
    /// Counts the people: an answer to somebody who has left is nobody's.
    turn: RwSignal<u32>,
}

/// `/reception`.
#[component]
pub fn Kiosk() -> impl IntoView {
    let state = State {
        is: RwSignal::new(Is::Coming),
        hall: RwSignal::new(load()),
        stage: RwSignal::new(Stage::Rest),
        tongue: RwSignal::new(Tongue::Da),
        before: RwSignal::new(Vec::new()),
        digits: RwSignal::new(String::new()),
        fault: RwSignal::new(None),
        errand: RwSignal::new(String::new()),
        is_busy: RwSignal::new(false),
        is_away: RwSignal::new(false),
        turn: RwSignal::new(0),
    };
    find_out(state.is);
    spawn_local(state.look_after());
    let idle = Idle::new(
        move || {
            let stage = state
                .stage
                .try_with_untracked(|stage| *stage != Stage::Rest);
            stage.unwrap_or_default()
        },
        move || state.clear(),
    );
    Effect::new(move |_| {
        // One question fetches another screen: it begins at its heading.
        if state.stage.with(|stage| *stage != Stage::Rest) {
            page::begin();
        }
    });
    Effect::new(move |_| page::set_language(state.tongue.get().code()));
    // Whoever waits for the network keeps what they typed a little longer.
    Effect::new(move |_| {
        if state.is_busy.get() && state.is_away.get() {
            idle.more();
        }
    });
    // A newer app is taken into use when nobody is here.
    let newer = connection::new_version();
    Effect::new(move |_| {
        if newer.get() && state.stage.with(|stage| *stage == Stage::Rest) {
            connection::use_new_version();
        }
    });
    let stands = Memo::new(move |_| {
        let is_kiosk = state.is.get() == Is::Device(DeviceKind::Kiosk);
        // What worked before goes on without the network.
        let goes_on = state.is.get() == Is::Away;
        (is_kiosk || goes_on) && state.hall.with(Option::is_some)
    });
    move || match stands.get() {
        true => stages::screen(state, idle),
        false => view! {
            <div class="device__set-up"><SetUp is=state.is wanted=DeviceKind::Kiosk/></div>
        }
        .into_any(),
    }
}

fn load() -> Option<Hall> {
    serde_json::from_slice(store::load(ON_DEVICE)?.as_bytes()).ok()
}

impl State {
    /// Goes to another question, from which one can come back.
    pub fn go(self, stage: Stage) {
        let before = self.stage.get_untracked();
        self.before.update(|all| all.push(before));
        self.show(stage);
    }

    fn show(self, stage: Stage) {
        self.turn.update(|turn| *turn += 1);
        self.is_busy.set(false);
        self.fault.set(None);
        self.digits.set(String::new());
        self.stage.set(stage);
    }

    /// Goes to the question before.
    pub fn back(self) {
        match self.before.try_update(Vec::pop).flatten() {
            Some(stage) if stage != Stage::Rest => self.show(stage),
            _ => self.clear(),
        }
    }

    /// Forgets who was here.
    pub fn clear(self) {
        self.before.set(Vec::new());
        self.errand.set(String::new());
        self.tongue.set(Tongue::Da);
        self.show(Stage::Rest);
    }

    /// Asks now and then whether this is a kiosk still, and what there is to come for.
    async fn look_after(self) {
        while device::is_one(self.is, DeviceKind::Kiosk).await {
            let answer = http::ask("GET", PATH).await;
            if self.is.is_disposed() {
                return;
            }
            match answer {
                Ok(answer) if answer.is_success() => {
                    if let Ok(hall) = serde_json::from_slice::<Hall>(&answer.body) {
                        store::save(ON_DEVICE, &String::from_utf8_lossy(&answer.body));
                        if self.hall.with_untracked(|old| old.as_ref() != Some(&hall)) {
                            self.hall.set(Some(hall));
                        }
                    }
                    self.is_away.set(false);
                }
                Ok(answer) if matches!(answer.status, 401 | 403) => {
                    store::clear(ON_DEVICE);
                    self.is.set(device::ask().await);
                }
                _ => self.is_away.set(true),
            }
            let short = self.is.get_untracked() != Is::Device(DeviceKind::Kiosk)
                || self.is_away.get_untracked();
            clock::pause(if short { AGAIN } else { LOOKS }).await;
        }
    }

    /// Sends something, again and again while there is no network, and gives the answer. `None`: whoever
    /// asked has left.
    async fn send<T: Serialize>(self, address: &str, body: &T) -> Option<http::Answer> {
        let turn = self.turn.get_untracked();
        let body = serde_json::to_vec(body).unwrap_or_default();
        // The same again is the same wish.
        let key = bytes::once();
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key.as_str()),
        ];
        self.is_busy.set(true);
        loop {
            let answer = http::send("POST", address, &headers, Some(&body)).await;
            if self.turn.try_get_untracked() != Some(turn) {
                return None;
            }
            match answer {
                Ok(answer) if answer.status < 500 => {
                    self.is_busy.set(false);
                    self.is_away.set(false);
                    if matches!(answer.status, 401 | 403) {
                        self.clear();
                        find_out(self.is);
                        return None;
                    }
                    return Some(answer);
                }
                _ => self.is_away.set(true),
            }
            clock::pause(AGAIN).await;
        }
    }

    /// Looks for who is born on the date that was typed.
    pub fn find(self) {
        if self.is_busy.get_untracked() {
            return;
        }
        let Some(born) = born(&self.digits.get_untracked()) else {
            return self.wrong(Key::KIOSK_BORN_WRONG);
        };
        spawn_local(async move {
            let Some(answer) = self.send(VISITORS, &born).await else {
                return;
            };
            let found = serde_json::from_slice::<Vec<Visitor>>(&answer.body);
            match found {
                Ok(found) if found.is_empty() => self.go(Stage::Nobody),
                Ok(found) => self.go(Stage::Which(found)),
                Err(_) if answer.status == 429 => self.go(Stage::TooMany),
                Err(_) => self.wrong(Key::KIOSK_BORN_WRONG),
            }
        });
    }

    fn wrong(self, fault: Key) {
        self.fault.set(Some(fault));
        page::focus("pad-field");
    }

    /// Says that somebody is here.
    pub fn arrive(self, token: String) {
        if self.is_busy.get_untracked() {
            return;
        }
        let arrival = NewArrival {
            token,
            language: self.tongue.get_untracked().code().to_owned(),
        };
        spawn_local(async move {
            let Some(answer) = self.send(ARRIVALS, &arrival).await else {
                return;
            };
            match serde_json::from_slice::<Arrival>(&answer.body) {
                Ok(arrival) => self.go(Stage::Answer(arrival)),
                // Names are given for a few minutes: whoever took longer types the date again.
                Err(_) if answer.status == 404 => self.back(),
                Err(_) => self.go(Stage::Help),
            }
        });
    }

    /// Draws a number for somebody who waits outside.
    pub fn draw_and_call(self) {
        if self.digits.with_untracked(String::len) < 8 {
            return self.wrong(Key::KIOSK_PHONE_WRONG);
        }
        self.draw(self.digits.get_untracked());
    }

    /// Draws a number.
    pub fn draw(self, phone: String) {
        if self.is_busy.get_untracked() {
            return;
        }
        let is_out = !phone.is_empty();
        let number = NewNumber {
            errand: self.errand.get_untracked(),
            language: self.tongue.get_untracked().code().to_owned(),
            phone,
        };
        spawn_local(async move {
            let Some(answer) = self.send(NUMBERS, &number).await else {
                return;
            };
            match serde_json::from_slice::<Waiting>(&answer.body) {
                Ok(waiting) => self.go(Stage::Drawn { waiting, is_out }),
                Err(_) => self.go(Stage::Help),
            }
        });
    }
}

/// The date of eight digits, when it is one.
fn born(digits: &str) -> Option<Born> {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u16>().ok();
    let (day, month, year) = (part(0, 2)?, part(2, 4)?, part(4, 8)?);
    let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    let is_one = digits.len() == 8 && date.is_some() && (1900..2100).contains(&year);
    is_one.then_some(Born { day, month, year })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_birth_is_one_that_there_is() {
        let hassan = Born {
            day: 11,
            month: 5,
            year: 1982,
        };
        assert_eq!(born("11051982"), Some(hassan));
        for wrong in ["", "1105198", "31021982", "11051882", "00051982"] {
            assert_eq!(born(wrong), None, "{wrong}");
        }
    }
}
