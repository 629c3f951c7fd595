//! The call: who is there, what is sent and heard, and what to do when the way is lost. It goes on while the
//! page is drawn anew; what a screen needs to know of it stands in [`Room`].

mod devices;
mod engine;
mod meeting;
mod others;
mod plan;
mod quality;
mod room;
mod server;
mod watch;
mod words;

use std::time::Duration;

use indgang_api::guests::{ENTER, GuestCode};
use indgang_api::meetings::{Change, FACTS, Facts, Meeting, Meetings};
use indgang_api::online::Say;
use indgang_domain::meetings::{Form, MINUTE, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Place;
use crate::browser::http::{self, Answer};
use crate::browser::media::Kind;
use crate::browser::{beside, clock, location, page};

pub use devices::{OWN, show_own, switch, try_devices, wish};
pub use engine::{is_guest, loud, room};
pub use meeting::{act, by_phone, call_at, does, late};
pub use others::{show, video_of};
pub use plan::{shows_plan, switch_plan};
pub use room::{Device, Line, Poor, Room, Stage, Why, name_of};
pub use server::{network_back, network_lost};
pub use words::{switch_captions, write};

use engine::{Engine, ROOM, engine, is_citizen, look, turn, update};
use meeting::stands;
use server::{connect, say};
use watch::watch;

/// Begins with a room, unless it is the one that one is in.
pub fn begin(place: Place) {
    if engine(|it| it.place.as_ref() == Some(&place)) {
        return;
    }
    stop();
    engine(|it| it.place = Some(place));
    ROOM.set(Room::default());
    spawn_local(read());
}

/// Goes away from a room without a word on the screen.
pub fn go_away() {
    if look(|room| room.stage == Stage::In) {
        say(&Say::Bye {});
    }
    stop();
}

/// Leaves.
pub fn leave() {
    say(&Say::Bye {});
    end(Stage::Left);
}

/// Lets go of everything.
fn stop() {
    engine(|it| {
        if let Some(own) = &it.own {
            Kind::ALL.iter().for_each(|kind| own.give_back(*kind));
        }
        let (turn, connection) = (it.turn + 1, it.connection + 1);
        *it = Engine {
            turn,
            connection,
            ..Engine::default()
        };
    });
}

/// The same, but it is still this room.
fn end(stage: Stage) {
    let place = engine(|it| it.place.clone());
    stop();
    engine(|it| it.place = place);
    update(|room| {
        room.stage = stage;
        room.people.clear();
        room.others.clear();
        (room.microphone, room.camera) = (Device::Off, Device::Off);
        room.captions = false;
        room.is_plan_open = false;
        room.shown_plan = None;
        room.is_connected = false;
    });
    page::focus_seen(&["main h1"]);
}

/// Asks again whether one can go in.
pub async fn read() {
    let (place, turn) = engine(|it| (it.place.clone(), it.turn));
    let Some(place) = place else { return };
    let is_known = !place.is_guests() || brings_code().await;
    let began = clock::milliseconds();
    let answer = match is_known {
        true => http::ask("GET", &place.read()).await,
        false => return update(|room| room.stage = Stage::Refused(Why::SignedIn)),
    };
    let took = clock::milliseconds().saturating_sub(began);
    let facts = http::ask("GET", FACTS).await;
    if turn != self::turn() {
        return;
    }
    let stage = match (&answer, &facts) {
        (Ok(answer), Ok(facts)) => stage_of(&place, answer, facts),
        _ => Err(Why::Away),
    };
    update(|room| {
        room.answers_in = Some(took);
        match stage {
            Ok((stage, meeting)) => {
                room.stage = stage;
                room.stands = Some(stands(&meeting));
                room.meeting = Some(meeting);
            }
            Err(why) => room.stage = Stage::Refused(why),
        }
    });
    if matches!(look(|room| room.stage), Stage::Refused(Why::Early(_))) {
        // Whoever is early waits here.
        set_timeout(
            move || {
                if turn == self::turn() {
                    spawn_local(read());
                }
            },
            Duration::from_secs(15),
        );
    }
}

/// A guest comes with the code of their link. `false`: somebody is signed in here.
async fn brings_code() -> bool {
    let code = location::fragment();
    let Some(code) = code.strip_prefix(beside::CODE) else {
        return true;
    };
    let code = GuestCode {
        code: code.to_owned(),
    };
    let body = serde_json::to_vec(&code).unwrap_or_default();
    let headers = [("content-type", "application/json")];
    let answer = http::send("POST", ENTER, &headers, Some(&body)).await;
    match answer.map(|answer| answer.status) {
        Ok(403) => return false,
        Ok(204) => location::clear_fragment(),
        // It says the same as who has no code at all.
        _ => {}
    }
    true
}

fn stage_of(place: &Place, answer: &Answer, facts: &Answer) -> Result<(Stage, Meeting), Why> {
    match answer.status {
        200 => {}
        401 if place.is_guests() => return Err(Why::Missing),
        401 => return Err(Why::SignIn),
        403 | 404 => return Err(Why::Missing),
        _ => return Err(Why::Away),
    }
    let meeting = if place.is_staff() {
        let all = serde_json::from_slice::<Meetings>(&answer.body).ok();
        let one = all.and_then(|all| all.meetings.into_iter().find(|it| it.id == place.meeting));
        one.ok_or(Why::Missing)?
    } else {
        serde_json::from_slice::<Meeting>(&answer.body).map_err(|_| Why::Missing)?
    };
    let facts = serde_json::from_slice::<Facts>(&facts.body).map_err(|_| Why::Away)?;
    let opens = meeting.start - i64::from(facts.join_minutes) * MINUTE;
    // By the server's clock: it lets in.
    let now = answer.date.unwrap_or(clock::milliseconds() as i64);
    let is_open = meeting.status.takes_time() && meeting.status != Status::Reserved;
    match meeting.form {
        _ if !is_open => Ok((Stage::Over, meeting)),
        Form::InPerson => Err(Why::InPerson),
        // The answer's date has no milliseconds.
        _ if now + 1000 < opens => Err(Why::Early(opens)),
        _ => Ok((Stage::Ready, meeting)),
    }
}

/// Goes in.
pub fn enter() {
    update(|room| {
        room.stage = Stage::In;
        room.has_failed = false;
    });
    engine(|it| it.level = None);
    page::focus_seen(&["main h1"]);
    connect();
    if !look(Room::is_by_phone) {
        try_devices();
    }
    let turn = turn();
    spawn_local(watch(turn));
    if is_citizen() && look(|room| room.stands.as_ref().map(|it| it.status)) == Some(Status::Booked)
    {
        // Whoever is too early for that is in the room all the same.
        spawn_local(async {
            act(&Change::Arrive {}).await;
        });
    }
}
