//! Who comes along to an online meeting: a name that all see, and a link of their own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use indgang_api::guests::{Guest, InvitedGuest, MOST, NewGuest, ONE, PATH};
use indgang_api::meetings::Meeting;
use indgang_domain::meetings::Form as How;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keep::{self, address};
use crate::browser::{beside, bytes, clipboard, http, location, page};
use crate::room::Place;
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Form, TextInput};

/// The links that were made on this page, by guest: the server says a code only once, and the page is drawn anew
/// when somebody comes.
static LINKS: LazyLock<ArcRwSignal<BTreeMap<String, String>>> = LazyLock::new(ArcRwSignal::default);

/// Of a meeting by video.
pub fn guests(meeting: &Meeting) -> Option<AnyView> {
    if meeting.form != How::Video {
        return None;
    }
    let rows = meeting.guests.iter().map(|guest| row(&meeting.id, guest));
    let rows = rows.collect::<Vec<_>>();
    let has_room = rows.len() < MOST;
    let view = view! {
        <h2 id="guests" tabindex="-1">{t(Key::MEET_GUESTS)}</h2>
        <p>{t(Key::MEET_GUESTS_TEXT)}</p>
        <ul class="nobullet-list">{rows}</ul>
        {has_room.then(|| ask(&meeting.id))}
    };
    Some(view.into_any())
}

fn ask(meeting: &str) -> AnyView {
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let path = address(PATH, meeting);
    let invite = move |()| {
        let new = NewGuest {
            name: name.get_untracked(),
        };
        let path = path.clone();
        spawn_local(async move {
            let body = serde_json::to_vec(&new).unwrap_or_default();
            let key = bytes::once();
            let headers = [
                ("idempotency-key", key.as_str()),
                ("content-type", "application/json"),
            ];
            let answer = http::send("POST", &path, &headers, Some(&body)).await;
            let answer = answer.ok().filter(http::Answer::is_success);
            let made = answer.and_then(|it| serde_json::from_slice::<InvitedGuest>(&it.body).ok());
            let Some(InvitedGuest { id, code }) = made else {
                let _ = error.try_set(Some(t(Key::MEET_GUEST_FAILED).to_owned()));
                return page::focus("guest");
            };
            let room = Place::guests().path();
            let link = format!("{}{room}#{}{code}", location::origin(), beside::CODE);
            LINKS.update(|links| {
                links.insert(id, link);
            });
            keep::read().await;
            request_animation_frame(|| page::focus("guests"));
        });
    };
    view! {
        <Form on_submit=invite>
            <TextInput id="guest" label=t(Key::MEET_GUEST_NAME) value=name error/>
            <Button kind=ButtonKind::Secondary>{t(Key::MEET_GUEST_MAKE)}</Button>
        </Form>
    }
    .into_any()
}

fn row(meeting: &str, guest: &Guest) -> AnyView {
    let id = guest.id.clone();
    let links = LINKS.clone();
    let name = guest.name.clone();
    let link = move || {
        let link = links.read().get(&id)?.clone();
        let copied = link.clone();
        let copy = move |()| {
            let link = copied.clone();
            spawn_local(async move {
                if clipboard::copy(&link).await {
                    page::announce(t(Key::MEET_GUEST_COPIED));
                }
            });
        };
        let view = view! {
            <p>{t_with(Key::MEET_GUEST_LINK, &[("navn", &name)])}</p>
            <p class="guest__link">{link}</p>
            <Button kind=ButtonKind::Secondary on_press=copy>{t(Key::MEET_GUEST_COPY)}</Button>
        };
        Some(view)
    };
    let path = address(ONE, meeting).replace("{guest}", &guest.id);
    let stop = move |()| {
        let path = path.clone();
        spawn_local(async move {
            // Whether it could be done is read.
            let _ = http::ask("DELETE", &path).await;
            keep::read().await;
            request_animation_frame(|| page::focus("guests"));
        });
    };
    let label = t_with(Key::MEET_GUEST_STOP, &[("navn", &guest.name)]);
    view! {
        <li>
            <p><strong>{guest.name.clone()}</strong></p>
            {link}
            <Button kind=ButtonKind::Tertiary on_press=stop>{label}</Button>
        </li>
    }
    .into_any()
}
