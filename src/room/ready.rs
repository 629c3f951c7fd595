//! Before one goes in: whom one meets, and whether camera, microphone and network work. All of it can be left
//! out.

use leptos::prelude::*;

use super::call::{self, Device, Room, name_of};
use super::call_us;
use crate::browser::media::{Denied, Kind};
use crate::browser::{format, hearing, rtc};
use crate::text::{Key, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, CheckboxGroup, Choice};

/// So long an answer may take before sound comes in pieces.
const SLOW: u64 = 1500;

/// What is there before one goes in.
pub fn ready(room: RwSignal<Room>) -> AnyView {
    let is_by_phone = Memo::new(move |_| room.read().is_by_phone());
    view! {
        {who(room)}
        {late(room)}
        {move || if is_by_phone.get() {
            view! { <p>{t(Key::ROOM_BY_PHONE)}</p> }.into_any()
        } else if rtc::is_there() {
            test(room)
        } else {
            none()
        }}
        <p class="room__enter">
            <Button on_press=|()| call::enter()>{t(Key::ROOM_ENTER)}</Button>
        </p>
    }
    .into_any()
}

/// Whom one meets, and when.
pub fn who(room: RwSignal<Room>) -> AnyView {
    let words = Memo::new(move |_| {
        let room = room.read();
        let meeting = room.meeting.as_ref()?;
        let names: Vec<String> = (meeting.staff.iter())
            .map(|host| format!("{} ({})", host.name, host.unit))
            .collect();
        let names = names.join("; ");
        let when = format::when(meeting.start);
        Some(t_with(Key::ROOM_WITH, &[("navne", &names), ("tid", &when)]))
    });
    let guests = Memo::new(move |_| {
        let room = room.read();
        let guests = room.meeting.as_ref()?.guests.iter();
        let names: Vec<&str> = guests.map(|guest| guest.name.as_str()).collect();
        let names = names.join("; ");
        (!names.is_empty()).then(|| t_with(Key::ROOM_GUESTS, &[("navne", &names)]))
    });
    view! {
        <p class="font-lead">{move || words.get()}</p>
        <p>{move || guests.get()}</p>
    }
    .into_any()
}

/// By how much it begins later.
pub fn late(room: RwSignal<Room>) -> AnyView {
    let minutes = Memo::new(move |_| room.read().stands.as_ref().and_then(|it| it.delayed));
    let told = move || {
        let minutes = minutes.get()?;
        Some(view! { <p class="room__late">{call::late(minutes)}</p> })
    };
    view! { <div role="status">{told}</div> }.into_any()
}

fn none() -> AnyView {
    view! {
        <Alert kind=AlertKind::Warning heading=t(Key::ROOM_NONE)>
            <p>{t(Key::ROOM_NONE_TEXT)}</p>
            <p>{call_us()}</p>
        </Alert>
    }
    .into_any()
}

fn test(room: RwSignal<Room>) -> AnyView {
    let without = RwSignal::new(room.read_untracked().without.clone());
    Effect::new(move |before: Option<Vec<String>>| {
        let now = without.get();
        if before.is_some_and(|before| before != now) {
            call::wish(now.clone());
        }
        now
    });
    let choices = vec![
        Choice::new(name_of(Kind::Camera), t(Key::ROOM_WITHOUT_CAMERA)),
        Choice::new(name_of(Kind::Microphone), t(Key::ROOM_WITHOUT_MICROPHONE)),
    ];
    let camera = Memo::new(move |_| room.read().camera);
    let microphone = Memo::new(move |_| room.read().microphone);
    let wants_none = move || without.read().len() == choices_in_all();
    let loud = RwSignal::from(call::loud());
    let network = Memo::new(move |_| room.read().answers_in);
    view! {
        <section class="room__test">
            <h2>{t(Key::ROOM_TEST)}</h2>
            <p>{t(Key::ROOM_TEST_TEXT)}</p>
            <CheckboxGroup id="without" legend=t(Key::ROOM_WITHOUT) choices value=without/>
            {move || (!wants_none()).then(|| view! {
                <Button kind=ButtonKind::Secondary on_press=|()| call::try_devices()>
                    {t(Key::ROOM_TEST_START)}
                </Button>
            })}
            {move || (camera.get() == Device::On).then(own)}
            <div role="status"><ul class="room__checks">
                <li>{move || device(Kind::Camera, camera.get())}</li>
                <li>{move || device(Kind::Microphone, microphone.get())}</li>
                <li>{move || t(match network.get() {
                    Some(took) if took < SLOW => Key::ROOM_NETWORK_GOOD,
                    _ => Key::ROOM_NETWORK_SLOW,
                })}</li>
            </ul></div>
            {move || (microphone.get() == Device::On).then(|| view! {
                <label class="room__level">
                    {t(Key::ROOM_LEVEL)}
                    <meter min="0" max="100" prop:value=move || f64::from(loud.get())></meter>
                </label>
            })}
            {hearing::is_there().then(|| view! { <p>{t(Key::ROOM_CAPTIONS_THERE)}</p> })}
        </section>
    }
    .into_any()
}

const fn choices_in_all() -> usize {
    Kind::ALL.len()
}

/// Oneself, as the others will see one.
fn own() -> AnyView {
    call::show_own();
    view! {
        <video
            class="room__preview"
            id=call::OWN
            autoplay
            playsinline
            prop:muted=true
            aria-label=t(Key::ROOM_PICTURE_OWN)
        ></video>
    }
    .into_any()
}

/// How a camera or microphone is doing.
pub fn device(kind: Kind, device: Device) -> &'static str {
    t(match (kind, device) {
        (Kind::Camera, Device::Off) => Key::ROOM_CAMERA_NOT_USED,
        (Kind::Camera, Device::On) => Key::ROOM_CAMERA_WORKS,
        (Kind::Camera, Device::Denied(Denied::Refused)) => Key::ROOM_CAMERA_REFUSED,
        (Kind::Camera, Device::Denied(Denied::Missing)) => Key::ROOM_CAMERA_MISSING,
        (Kind::Camera, Device::Denied(Denied::Broken)) => Key::ROOM_CAMERA_BROKEN,
        (Kind::Microphone, Device::Off) => Key::ROOM_MICROPHONE_NOT_USED,
        (Kind::Microphone, Device::On) => Key::ROOM_MICROPHONE_WORKS,
        (Kind::Microphone, Device::Denied(Denied::Refused)) => Key::ROOM_MICROPHONE_REFUSED,
        (Kind::Microphone, Device::Denied(Denied::Missing)) => Key::ROOM_MICROPHONE_MISSING,
        (Kind::Microphone, Device::Denied(Denied::Broken)) => Key::ROOM_MICROPHONE_BROKEN,
        (_, Device::Asked) => Key::ROOM_DEVICE_ASKED,
    })
}
