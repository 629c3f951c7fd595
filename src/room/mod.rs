//! The online meeting: a few people see, hear and write to each other. The same room for the citizen and for who
//! meets them: the browser's part is `browser/rtc.rs`, `media.rs`, `socket.rs` and `hearing.rs`.

mod call;
mod place;
mod plan;
mod ready;
mod talk;

use indgang_api::session;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{connection, format, location, page};
use crate::municipality::municipality;
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, ButtonLink};

pub use place::Place;

use call::{Stage, Why};

/// The room at the address of the page.
#[component]
pub fn OnlineRoom() -> impl IntoView {
    let path = location::path();
    let place = Memo::new(move |_| Place::at(&path.read()));
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            call::begin(place);
        }
    });
    let online = connection::online();
    Effect::new(move |before: Option<bool>| {
        let now = online.get();
        match before {
            Some(true) if !now => call::network_lost(),
            Some(false) if now => call::network_back(),
            _ => {}
        }
        now
    });
    page::on_hide(call::go_away);
    on_cleanup(|| {
        // Another language draws the same page anew: the call goes on.
        request_animation_frame(|| {
            if Place::at(&location::path().read_untracked()).is_none() {
                call::go_away();
            }
        });
    });
    let room = RwSignal::from(call::room());
    let stage = Memo::new(move |_| room.read().stage);
    let is_staff = Memo::new(move |_| place.read().as_ref().is_some_and(Place::is_staff));
    let title = Memo::new(move |_| title(&room.read()));
    Effect::new(move || {
        title.track();
        request_animation_frame(|| page::set_title(&municipality().navn));
    });
    view! {
        <article class="room">
            <h1>{move || title.get()}</h1>
            {move || match stage.get() {
                Stage::Coming => view! { <p role="status">{t(Key::ROOM_COMING)}</p> }.into_any(),
                Stage::Refused(why) => refused(why, place),
                Stage::Ready => ready::ready(room),
                Stage::In => talk::talk(room, is_staff),
                Stage::Left => left(place),
                Stage::Over => over(place),
            }}
        </article>
    }
}

fn title(room: &call::Room) -> String {
    t(match room.stage {
        Stage::Coming | Stage::Ready => Key::ROOM_TITLE,
        Stage::Refused(why) => match why {
            Why::SignIn | Why::SignedIn => Key::ROOM_TITLE,
            Why::Missing => Key::ROOM_MISSING,
            Why::Early(_) => Key::ROOM_EARLY,
            Why::InPerson => Key::ROOM_IN_PERSON,
            Why::Full => Key::ROOM_FULL,
            Why::Elsewhere => Key::ROOM_ELSEWHERE,
            Why::Away => Key::ROOM_UNREACHABLE,
        },
        Stage::In if room.is_by_phone() => Key::ROOM_PHONE_TITLE,
        Stage::In if room.others_there().is_empty() => Key::ROOM_TITLE_WAIT,
        Stage::In => Key::ROOM_TITLE_TALK,
        Stage::Left => Key::ROOM_LEFT,
        Stage::Over => Key::ROOM_OVER,
    })
    .to_owned()
}

fn refused(why: Why, place: Memo<Option<Place>>) -> AnyView {
    let text = match why {
        Why::SignIn => t(Key::ROOM_SIGN_IN_TEXT).to_owned(),
        Why::SignedIn => t(Key::ROOM_SIGNED_IN_TEXT).to_owned(),
        Why::Missing => t(Key::ROOM_MISSING_TEXT).to_owned(),
        Why::Early(from) => t_with(Key::ROOM_EARLY_TEXT, &[("tid", &format::when(from))]),
        Why::InPerson => t(Key::ROOM_IN_PERSON_TEXT).to_owned(),
        Why::Full => t(Key::ROOM_FULL_TEXT).to_owned(),
        Why::Elsewhere => t(Key::ROOM_ELSEWHERE_TEXT).to_owned(),
        Why::Away => t(Key::ROOM_UNREACHABLE_TEXT).to_owned(),
    };
    let on = match why {
        Why::SignIn => {
            let back = location::path().get_untracked();
            let address = format!("{}?return_to={back}", session::SIGN_IN);
            // The provider is another place: not followed inside the app.
            view! {
                <a class="button button-primary" href=address rel="external">
                    {t(Key::ROOM_SIGN_IN)}
                </a>
            }
            .into_any()
        }
        Why::Elsewhere | Why::Full => again(Key::ROOM_ELSEWHERE_HERE),
        Why::Away | Why::SignedIn => again(Key::ROOM_AGAIN),
        Why::Missing | Why::Early(_) | Why::InPerson => ().into_any(),
    };
    view! {
        <p>{text}</p>
        <p>{call_us()}</p>
        <p class="way-on">{on} {back(place)}</p>
    }
    .into_any()
}

fn again(label: Key) -> AnyView {
    view! { <Button on_press=|()| spawn_local(call::read())>{t(label)}</Button> }.into_any()
}

/// To the citizen's page about the meeting, or to the desk.
fn back(place: Memo<Option<Place>>) -> Option<AnyView> {
    let place = place.get_untracked().filter(|place| !place.is_guests())?;
    let (href, label) = match place.is_staff() {
        true => (Route::DESK.path().to_owned(), Key::ROOM_TO_DESK),
        false => {
            let meeting = Route::meeting(&place.meeting);
            (meeting, Key::ROOM_TO_MEETING)
        }
    };
    let link = view! { <ButtonLink href kind=ButtonKind::Tertiary>{t(label)}</ButtonLink> };
    Some(link.into_any())
}

/// Whom to call in any case.
fn call_us() -> String {
    let number = municipality().telefon.to_string();
    t_with(Key::ROOM_CALL_US, &[("telefon", &number)])
}

fn left(place: Memo<Option<Place>>) -> AnyView {
    view! {
        <p>{t(Key::ROOM_LEFT_TEXT)}</p>
        <p>{call_us()}</p>
        <p class="way-on">{again(Key::ROOM_LEFT_AGAIN)} {back(place)}</p>
    }
    .into_any()
}

fn over(place: Memo<Option<Place>>) -> AnyView {
    view! {
        <p>{t(Key::ROOM_OVER_TEXT)}</p>
        <p class="way-on">{back(place)}</p>
    }
    .into_any()
}
