//! In the room: waiting, talking, or going on by telephone.

use indgang_api::meetings::Change;
use indgang_api::online::Peer;
use indgang_domain::meetings::{Form as How, Status};
use leptos::prelude::*;

use super::call::{self, Device, Poor, Room};
use super::{call_us, plan, ready};
use crate::browser::media::Kind;
use crate::browser::rtc::State;
use crate::browser::{hearing, page};
use crate::text::{Key, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, Form, TextInput};

/// What is there while one is in.
pub fn talk(room: RwSignal<Room>, is_staff: Memo<bool>) -> AnyView {
    let is_by_phone = Memo::new(move |_| room.read().is_by_phone());
    let is_plan_open = Memo::new(move |_| room.read().is_plan_open);
    view! {
        {lost(room)}
        {trouble(room)}
        {plan::switch(room, is_staff)}
        <div class="room__table" class:room__table--plan=move || is_plan_open.get()>
            <div>
                {move || match is_by_phone.get() {
                    true => by_phone(room, is_staff),
                    false => by_video(room, is_staff),
                }}
            </div>
            {plan::frame(room, is_staff)}
        </div>
        {chat(room)}
        {move || is_staff.get().then(|| host(room))}
        <p class="room__leave">
            <Button kind=ButtonKind::Tertiary on_press=|()| call::leave()>
                {t(Key::ROOM_LEAVE)}
            </Button>
        </p>
    }
    .into_any()
}

fn lost(room: RwSignal<Room>) -> AnyView {
    let is_lost = Memo::new(move |_| {
        let room = room.read();
        !room.is_connected && !room.you.is_empty()
    });
    let told = move || {
        is_lost.get().then(|| {
            view! {
                <Alert kind=AlertKind::Warning heading=t(Key::ROOM_LOST)>
                    <p>{call_us()}</p>
                </Alert>
            }
        })
    };
    view! { {told} }.into_any()
}

fn trouble(room: RwSignal<Room>) -> AnyView {
    let has_failed = Memo::new(move |_| room.read().has_failed);
    let told = move || {
        has_failed.get().then(|| {
            view! {
                <Alert kind=AlertKind::Warning heading=t(Key::ROOM_FAILED) announced=true>
                    <p>{call_us()}</p>
                </Alert>
            }
        })
    };
    view! { {told} }.into_any()
}

fn by_video(room: RwSignal<Room>, is_staff: Memo<bool>) -> AnyView {
    let others = Memo::new(move |_| room.read().others_there());
    let ids = Memo::new(move |_| {
        let others = others.read();
        others.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    });
    let is_alone = Memo::new(move |_| ids.read().is_empty());
    view! {
        {move || is_alone.get().then(|| wait(room, is_staff))}
        {poor(room)}
        <div class="room__stage" class:room__stage--alone=move || is_alone.get()>
            <ul class="room__others nobullet-list">
                <For each=move || ids.get() key=Clone::clone let:id>
                    {tile(room, others, id)}
                </For>
            </ul>
            {own(room)}
        </div>
        {captions(room, others)}
        {bar(room, is_staff)}
    }
    .into_any()
}

/// Nobody else is there yet.
fn wait(room: RwSignal<Room>, is_staff: Memo<bool>) -> AnyView {
    let text = match is_staff.get_untracked() {
        true => view! { {ready::who(room)} <p>{t(Key::ROOM_WAIT_STAFF)}</p> }.into_any(),
        false => view! { {ready::who(room)} <p>{t(Key::ROOM_WAIT)}</p> }.into_any(),
    };
    view! { <div class="room__wait">{text} {ready::late(room)}</div> }.into_any()
}

fn poor(room: RwSignal<Room>) -> AnyView {
    let poor = Memo::new(move |_| room.read().poor);
    let told = move || {
        let view = match poor.get()? {
            Poor::NoPicture => view! {
                <Alert kind=AlertKind::Info announced=true>
                    <p>{t(Key::ROOM_POOR_PICTURE)}</p>
                </Alert>
            }
            .into_any(),
            Poor::Phone => view! {
                <Alert kind=AlertKind::Warning heading=t(Key::ROOM_POOR) announced=true>
                    <p>{t(Key::ROOM_POOR_TEXT)}</p>
                </Alert>
            }
            .into_any(),
        };
        Some(view)
    };
    view! { {told} }.into_any()
}

/// Another one.
fn tile(room: RwSignal<Room>, others: Memo<Vec<Peer>>, id: String) -> AnyView {
    let video = call::video_of(&id);
    let one = id.clone();
    let peer = Memo::new(move |_| others.read().iter().find(|it| it.id == one).cloned());
    let one = id.clone();
    let other = Memo::new(move |_| room.read().others.get(&one).cloned().unwrap_or_default());
    let tracks = Memo::new(move |_| (room.read().tracks, other.read().link));
    Effect::new(move |_| {
        tracks.track();
        call::show(&id);
    });
    let name = move || {
        peer.read()
            .as_ref()
            .map(|it| it.name.clone())
            .unwrap_or_default()
    };
    let is_seen = move || other.read().camera && other.read().link == State::Connected;
    let stands = move || {
        let is_here = peer.read().as_ref().is_some_and(|it| it.here);
        let other = other.read();
        match (is_here, other.link) {
            (false, _) => Some(t_with(Key::ROOM_AWAY, &[("navn", &name())])),
            (_, State::Lost) => Some(t(Key::ROOM_LINK_LOST).to_owned()),
            _ if !other.camera && !other.microphone => Some(t(Key::ROOM_ONLY_WRITES).to_owned()),
            (_, State::Coming) => Some(t(Key::ROOM_LINK_COMING).to_owned()),
            _ if !other.camera => Some(t(Key::ROOM_CAMERA_OFF).to_owned()),
            _ if !other.microphone => Some(t(Key::ROOM_MICROPHONE_OFF).to_owned()),
            _ => None,
        }
    };
    view! {
        <li class="room__tile">
            <video
                id=video
                class:room__unseen=move || !is_seen()
                autoplay
                playsinline
                aria-label=move || t_with(Key::ROOM_PICTURE_OF, &[("navn", &name())])
            ></video>
            <p class="room__name">
                <strong>{name}</strong>
                <span>{stands}</span>
            </p>
        </li>
    }
    .into_any()
}

/// Oneself, small.
fn own(room: RwSignal<Room>) -> AnyView {
    let camera = Memo::new(move |_| room.read().camera);
    Effect::new(move |_| {
        if camera.get() == Device::On {
            call::show_own();
        }
    });
    view! {
        <div class="room__own">
            <video
                id=call::OWN
                class:room__unseen=move || camera.get() != Device::On
                autoplay
                playsinline
                prop:muted=true
                aria-label=t(Key::ROOM_PICTURE_OWN)
            ></video>
            <p class="room__name">
                <strong>{t(Key::ROOM_YOU)}</strong>
                <span>
                    {move || match camera.get() {
                        Device::On => "",
                        Device::Off => t(Key::ROOM_CAMERA_OFF),
                        other => ready::device(Kind::Camera, other),
                    }}
                </span>
            </p>
        </div>
    }
    .into_any()
}

/// What is being said, in writing. Not read aloud: whoever hears that hears who speaks, too.
fn captions(room: RwSignal<Room>, others: Memo<Vec<Peer>>) -> AnyView {
    let said = Memo::new(move |_| {
        let room = room.read();
        others
            .read()
            .iter()
            .filter_map(|peer| {
                let text = &room.others.get(&peer.id)?.caption;
                (!text.is_empty()).then(|| (peer.name.clone(), text.clone()))
            })
            .collect::<Vec<_>>()
    });
    let shown = move || {
        let said = said.get();
        (!said.is_empty()).then(|| {
            let lines = said.into_iter().map(|(name, text)| {
                view! { <p><strong>{name}": "</strong>{text}</p> }
            });
            view! {
                <section class="room__captions" aria-label=t(Key::ROOM_CAPTIONS)>
                    {lines.collect::<Vec<_>>()}
                </section>
            }
        })
    };
    view! { {shown} }.into_any()
}

/// What one switches on and off, and the way to the telephone.
fn bar(room: RwSignal<Room>, is_staff: Memo<bool>) -> AnyView {
    let microphone = Memo::new(move |_| room.read().microphone);
    let camera = Memo::new(move |_| room.read().camera);
    let is_captioned = Memo::new(move |_| room.read().captions);
    let is_on = |device: Memo<Device>| Signal::derive(move || device.get() == Device::On);
    let problem = move || match microphone.get() {
        device @ Device::Denied(_) => Some(ready::device(Kind::Microphone, device)),
        _ => None,
    };
    view! {
        <div class="room__bar" role="group" aria-label=t(Key::ROOM_BAR)>
            {toggle(Key::ROOM_MICROPHONE, is_on(microphone), || call::switch(Kind::Microphone))}
            {toggle(Key::ROOM_CAMERA, is_on(camera), || call::switch(Kind::Camera))}
            {hearing::is_there()
                .then(|| toggle(Key::ROOM_CAPTIONS_MINE, is_captioned.into(), call::switch_captions))}
            {(!call::is_guest()).then(|| view! {
                <Button kind=ButtonKind::Secondary on_press=|()| call::by_phone()>
                    {move || t(match is_staff.get() {
                        true => Key::ROOM_CALL_STAFF,
                        false => Key::ROOM_CALL,
                    })}
                </Button>
            })}
        </div>
        <p role="status">{problem}</p>
        {move || is_captioned.get().then(|| view! { <p>{t(Key::ROOM_CAPTIONS_TEXT)}</p> })}
    }
    .into_any()
}

fn toggle(label: Key, is_on: Signal<bool>, switch: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            type="button"
            class="button button-secondary room__toggle"
            aria-pressed=move || is_on.get().to_string()
            on:click=move |_| switch()
        >
            {t(label)}
            // To the ear the same is said by the button itself.
            <span aria-hidden="true">
                {move || t(if is_on.get() { Key::ROOM_ON } else { Key::ROOM_OFF })}
            </span>
        </button>
    }
    .into_any()
}

/// The same meeting, by telephone.
fn by_phone(room: RwSignal<Room>, is_staff: Memo<bool>) -> AnyView {
    if call::is_guest() {
        return view! { <p class="font-lead">{t(Key::ROOM_PHONE_GUEST)}</p> }.into_any();
    }
    let phone = Memo::new(move |_| {
        let room = room.read();
        let stands = room.stands.as_ref();
        stands.map(|it| it.phone.clone()).unwrap_or_default()
    });
    let who = move || match (is_staff.get(), phone.get()) {
        (true, number) if number.is_empty() => {
            view! { <p>{t(Key::ROOM_PHONE_STAFF_NONE)}</p> }.into_any()
        }
        (true, number) => {
            let href = format!("tel:{}", number.replace(' ', ""));
            view! {
                <p class="font-lead">{t(Key::ROOM_PHONE_STAFF)} " " <a href=href>{number}</a></p>
            }
            .into_any()
        }
        (false, number) if number.is_empty() => ask_number(),
        (false, number) => {
            let text = t_with(Key::ROOM_PHONE_TEXT, &[("nummer", &number)]);
            view! { <p class="font-lead">{text}</p> }.into_any()
        }
    };
    let was_poor = Memo::new(move |_| room.read().poor == Some(Poor::Phone));
    let back = Change::Form { form: How::Video };
    view! {
        {move || was_poor.get().then(|| view! { <p>{t(Key::ROOM_PHONE_POOR)}</p> })}
        <div class="room__wait">{who}</div>
        <p>
            <Button kind=ButtonKind::Secondary on_press=move |()| call::does(back.clone())>
                {t(Key::ROOM_PHONE_BACK)}
            </Button>
        </p>
    }
    .into_any()
}

/// The number is not known.
fn ask_number() -> AnyView {
    let number = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let save = move |()| {
        let typed = number.get_untracked().trim().to_owned();
        if typed.chars().filter(char::is_ascii_digit).count() < 8 {
            error.set(Some(t(Key::ROOM_PHONE_WRONG).to_owned()));
            page::focus("room-number");
            return;
        }
        call::call_at(typed);
    };
    view! {
        <Form on_submit=save>
            <TextInput
                id="room-number"
                label=t(Key::ROOM_PHONE_ASK)
                value=number
                error
                inputmode="tel"
                autocomplete="tel"
                width="input-char-11"
            />
            <Button>{t(Key::ROOM_PHONE_SAVE)}</Button>
        </Form>
    }
    .into_any()
}

/// What is written.
fn chat(room: RwSignal<Room>) -> AnyView {
    let lines = Memo::new(move |_| room.read().chat.clone());
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let send = move |()| {
        let typed = text.get_untracked().trim().to_owned();
        if typed.is_empty() {
            return;
        }
        if call::write(&typed) {
            text.set(String::new());
            error.set(None);
        } else {
            error.set(Some(t(Key::ROOM_CHAT_UNSENT).to_owned()));
        }
    };
    let line = |line: call::Line| {
        let name = line.name.unwrap_or_else(|| t(Key::ROOM_YOU).to_owned());
        view! { <p><strong>{name}": "</strong>{line.text}</p> }
    };
    view! {
        <section class="room__chat">
            <h2>{t(Key::ROOM_CHAT)}</h2>
            <p>{t(Key::ROOM_CHAT_TEXT)}</p>
            <div class="room__lines" role="log" aria-label=t(Key::ROOM_CHAT_LINES) tabindex="0">
                {move || lines.get().into_iter().map(line).collect::<Vec<_>>()}
            </div>
            <Form on_submit=send>
                <TextInput id="room-text" label=t(Key::ROOM_CHAT_FIELD) value=text error/>
                <Button kind=ButtonKind::Secondary>{t(Key::ROOM_CHAT_SEND)}</Button>
            </Form>
        </section>
    }
    .into_any()
}

/// What only who holds the meeting does.
fn host(room: RwSignal<Room>) -> AnyView {
    let stands = Memo::new(move |_| {
        let room = room.read();
        room.stands
            .as_ref()
            .map(|it| (it.status, it.delayed, it.wants_call))
    });
    let acts = move || {
        let (status, delayed, wants_call) = stands.get()?;
        let is_ahead = matches!(status, Status::Booked | Status::Arrived | Status::Called);
        let late = |minutes: u16| {
            let label = match minutes {
                0 => t(Key::ROOM_HOST_IN_TIME).to_owned(),
                n => t_with(Key::ROOM_HOST_MINUTES, &[("n", &n.to_string())]),
            };
            let is_said = delayed.unwrap_or_default() == minutes;
            view! {
                <button
                    type="button"
                    class="button button-secondary room__toggle"
                    aria-pressed=is_said.to_string()
                    on:click=move |_| call::does(Change::Delay { minutes })
                >
                    {label}
                </button>
            }
        };
        let view = view! {
            {wants_call.then(|| view! { <p><strong>{t(Key::ROOM_HOST_WANTS_CALL)}</strong></p> })}
            {is_ahead.then(|| view! {
                <p>{t(Key::ROOM_HOST_LATE)}</p>
                <div class="room__bar" role="group" aria-label=t(Key::ROOM_HOST_LATE)>
                    {[0, 2, 5, 10].map(late).into_iter().collect::<Vec<_>>()}
                </div>
                <Button on_press=|()| call::does(Change::Begin {})>{t(Key::ROOM_HOST_BEGIN)}</Button>
            })}
            {(status == Status::Running).then(|| {
                let end = Change::End { summary: String::new() };
                view! {
                    <p>{t(Key::ROOM_HOST_END_TEXT)}</p>
                    <Button kind=ButtonKind::Warning on_press=move |()| call::does(end.clone())>
                        {t(Key::ROOM_HOST_END)}
                    </Button>
                }
            })}
        };
        Some(view.into_any())
    };
    view! {
        <section class="room__host">
            <h2>{t(Key::ROOM_HOST)}</h2>
            {acts}
        </section>
    }
    .into_any()
}
