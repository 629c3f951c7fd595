//! The meeting itself: how it stands, and what is done with it from the room.

use indgang_api::meetings::{Change, FACTS, Meeting, ONE, OnTheWay, Wishes};
use indgang_domain::meetings::Form;
use leptos::task::spawn_local;
use serde::Serialize;

use super::devices::give_back;
use super::engine::{engine, is_citizen, look, update};
use super::others::meet;
use super::room::{Stage, Stands};
use super::stage_of;
use crate::browser::http;
use crate::browser::media::Kind;
use crate::browser::page;
use crate::text::{Key, t, t_with};

pub(super) fn stands(meeting: &Meeting) -> Stands {
    Stands {
        version: meeting.version,
        form: meeting.form,
        status: meeting.status,
        delayed: meeting.delayed,
        wants_call: meeting.on_the_way == Some(OnTheWay::CallMe),
        phone: meeting.wishes.phone.clone(),
    }
}

/// The meeting stands otherwise.
pub(super) fn now_stands(stands: Stands) {
    let before = look(|room| room.stands.clone());
    if before
        .as_ref()
        .is_some_and(|it| it.version > stands.version)
    {
        return;
    }
    let form = stands.form;
    let is_later =
        stands.delayed.is_some() && before.as_ref().map(|it| it.delayed) != Some(stands.delayed);
    let minutes = stands.delayed.unwrap_or_default();
    update(|room| room.stands = Some(stands));
    if is_later && is_citizen() {
        page::announce(&late(minutes));
    }
    if before.is_some_and(|it| it.form == form) || look(|room| room.stage != Stage::In) {
        return;
    }
    if form == Form::Phone {
        engine(|it| {
            it.links.clear();
            it.quality.clear();
            it.hearing = None;
        });
        Kind::ALL.into_iter().for_each(give_back);
        update(|room| {
            room.others.clear();
            room.captions = false;
        });
        page::announce(t(Key::ROOM_PHONE_TITLE));
    } else {
        update(|room| room.poor = None);
        meet();
        page::announce(t(Key::ROOM_TITLE_TALK));
    }
    page::rescue_focus(&["main h1"]);
}

/// `2 min. forsinket`.
#[must_use]
pub fn late(minutes: u16) -> String {
    t_with(Key::ROOM_LATE, &[("n", &minutes.to_string())])
}

/// Does something with the meeting. Somebody else may have done something in the meantime: then once more.
pub async fn act(change: &Change) -> bool {
    let Some(place) = engine(|it| it.place.clone()) else {
        return false;
    };
    sent("POST", &place.acts(), change).await
}

/// Does something, and says when it could not be done.
pub fn does(change: Change) {
    spawn_local(async move {
        let is_done = act(&change).await;
        update(|room| room.has_failed = !is_done);
    });
}

/// The citizen wishes to be called instead, or who meets them calls.
pub fn by_phone() {
    spawn_local(async {
        let what = OnTheWay::CallMe;
        let is_said = is_citizen() && act(&Change::OnTheWay { what }).await;
        let form = Form::Phone;
        let is_changed = act(&Change::Form { form }).await;
        update(|room| room.has_failed = !is_said && !is_changed);
    });
}

/// The number to call the citizen at.
pub fn call_at(phone: String) {
    spawn_local(async move {
        let known = engine(|it| it.place.clone()).zip(look(|room| room.meeting.clone()));
        let Some((place, meeting)) = known else {
            return;
        };
        let wishes = Wishes {
            phone,
            ..meeting.wishes
        };
        let address = ONE.replace("{meeting}", &place.meeting);
        let is_done = sent("PUT", &address, &wishes).await;
        update(|room| room.has_failed = !is_done);
        page::rescue_focus(&["main h1"]);
    });
}

async fn sent(method: &str, address: &str, body: &impl Serialize) -> bool {
    let body = serde_json::to_vec(body).unwrap_or_default();
    for attempt in 0..2 {
        let version = look(|room| room.stands.as_ref().map(|it| it.version));
        let tag = format!("\"{}\"", version.unwrap_or_default());
        let headers = [
            ("if-match", tag.as_str()),
            ("content-type", "application/json"),
        ];
        let answer = http::send(method, address, &headers, Some(&body)).await;
        match answer {
            Ok(answer) if answer.is_success() => {
                if let Ok(meeting) = serde_json::from_slice::<Meeting>(&answer.body) {
                    now_stands(stands(&meeting));
                    update(|room| room.meeting = Some(meeting));
                }
                return true;
            }
            Ok(answer) if answer.status == 412 && attempt == 0 => read_version().await,
            _ => return false,
        }
    }
    false
}

async fn read_version() {
    let Some(place) = engine(|it| it.place.clone()) else {
        return;
    };
    let (answer, facts) = (
        http::ask("GET", &place.read()).await,
        http::ask("GET", FACTS).await,
    );
    if let (Ok(answer), Ok(facts)) = (answer, facts)
        && let Ok((_, meeting)) = stage_of(&place, &answer, &facts)
    {
        now_stands(stands(&meeting));
    }
}
