//! The front desk: who waits in the hall, who is called where, and the house's kiosks and screens.

use indgang_api::devices::{self, AnnouncedDevice, Device, DeviceKind, NewDevice};
use indgang_api::meetings::{FACTS, Facts};
use indgang_api::reception::{
    ACTS, DESK, Errand, NEXT, NewCall, Reception, Ticket, TicketAct, TicketStatus,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ask, away, citizen_path, follow};
use crate::browser::{format, page, store};
use crate::text::{Key, Language, language_now, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, TextInput};

/// Where one calls people to is where one sits: kept on the device.
const ROOM: &str = "desk.room";

/// The page.
#[component]
pub fn Hall(
    /// Whether one may enrol devices.
    with_devices: bool,
) -> impl IntoView {
    let place = RwSignal::new(String::new());
    let facts = RwSignal::new(None::<Facts>);
    let come = RwSignal::new(None::<Option<Reception>>);
    let said = RwSignal::new(None::<(AlertKind, String)>);
    let room = RwSignal::new(store::load(ROOM).unwrap_or_default());
    Effect::new(move |_| {
        store::save(ROOM, &room.read());
    });
    spawn_local(async move {
        if let Ok(found) = ask::get(FACTS).await {
            let _ = facts.try_set(Some(found));
        }
    });
    let read = move || {
        spawn_local(async move {
            let Some(at) = place.try_get_untracked() else {
                return;
            };
            let found = ask::get::<Reception>(&format!("{DESK}?place={at}"))
                .await
                .ok();
            if place.try_get_untracked() != Some(at) {
                return;
            }
            let found = Some(found);
            if let Some(before) = come.try_get_untracked()
                && before != found
            {
                tell(
                    before.flatten().as_ref(),
                    found.as_ref().and_then(Option::as_ref),
                );
                come.set(found);
            }
        });
    };
    Effect::new(move |_| {
        place.track();
        read();
    });
    follow(read);
    let act = Callback::new(move |(ticket, act): (String, TicketAct)| {
        let address = ACTS.replace("{ticket}", &ticket);
        spawn_local(async move {
            let nothing = ("accept", "application/json");
            let answer = ask::change("POST", &address, nothing, &act).await;
            said.set(
                answer
                    .err()
                    .map(|ask::Failed(words)| (AlertKind::Warning, words)),
            );
            read();
        });
    });
    let next = move |()| {
        let call = NewCall {
            place: place.get_untracked(),
            errand: None,
            room: room.get_untracked(),
        };
        spawn_local(async move {
            let told = match ask::make(NEXT, &call).await {
                Ok(answer) if answer.status == 204 => {
                    (AlertKind::Info, t(Key::DESK_NOBODY_WAITS).to_owned())
                }
                Ok(answer) => {
                    let ticket = answer.json().unwrap_or_default();
                    let number = ticket["label"].as_str().unwrap_or_default().to_owned();
                    let words = [("nummer", number.as_str()), ("lokale", &call.room)];
                    (AlertKind::Success, t_with(Key::DESK_CALLED, &words))
                }
                Err(ask::Failed(words)) => (AlertKind::Warning, words),
            };
            said.set(Some(told));
            read();
        });
    };
    view! {
        {move || places(facts.get()?, place)}
        <TextInput id="room" label=t(Key::DESK_CALL_TO) value=room width="input-char-18"/>
        <p><Button on_press=next>{t(Key::DESK_NEXT)}</Button></p>
        {move || said.get().map(|(kind, words)| view! {
            <Alert kind announced=true><p>{words}</p></Alert>
        })}
        {move || match come.get() {
            None => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
            Some(None) => away(),
            Some(Some(hall)) => tickets(&hall, room, act),
        }}
        {with_devices.then(|| view! { <Devices place/> })}
    }
}

/// Who has come since is said aloud: by their name, or by the number that they drew.
fn tell(before: Option<&Reception>, now: Option<&Reception>) {
    let (Some(before), Some(now)) = (before, now) else {
        return;
    };
    for ticket in &now.tickets {
        if before.tickets.iter().all(|known| known.id != ticket.id) {
            let name = ticket.name.as_ref().unwrap_or(&ticket.label);
            page::announce(&t_with(Key::DESK_HAS_ARRIVED, &[("navn", name)]));
        }
    }
}

/// Which place, where there are several.
fn places(facts: Facts, place: RwSignal<String>) -> Option<AnyView> {
    if facts.places.len() < 2 {
        return None;
    }
    let options = facts.places.into_iter().map(|one| {
        let name = match language_now() {
            Language::Da => one.name.da,
            Language::En => one.name.en,
        };
        view! { <option value=one.key>{name}</option> }
    });
    let view = view! {
        <div class="form-group">
            <label class="form-label" for="hall">{t(Key::DESK_PLACE)}</label>
            <select class="form-select" id="hall" on:change=move |event| place.set(event_target_value(&event))>
                {options.collect::<Vec<_>>()}
            </select>
        </div>
    };
    Some(view.into_any())
}

fn tickets(
    hall: &Reception,
    room: RwSignal<String>,
    act: Callback<(String, TicketAct)>,
) -> AnyView {
    let minutes = [
        ("mindst", hall.least.to_string()),
        ("hoejst", hall.most.to_string()),
    ];
    let minutes = minutes
        .each_ref()
        .map(|(name, number)| (*name, number.as_str()));
    let wait = t_with(Key::DESK_WAIT, &minutes);
    if hall.tickets.is_empty() {
        return view! { <p>{t(Key::DESK_HALL_EMPTY)}</p> }.into_any();
    }
    let rows = hall
        .tickets
        .iter()
        .map(|ticket| row(ticket, &hall.errands, room, act));
    view! {
        <p>{wait}</p>
        <ol class="desk__day nobullet-list">{rows.collect::<Vec<_>>()}</ol>
    }
    .into_any()
}

fn row(
    ticket: &Ticket,
    errands: &[Errand],
    room: RwSignal<String>,
    act: Callback<(String, TicketAct)>,
) -> AnyView {
    let name = ticket.name.clone().unwrap_or_else(|| ticket.label.clone());
    let heading = match &ticket.citizen {
        Some(citizen) => view! { <a href=citizen_path(citizen)>{name.clone()}</a> }.into_any(),
        None => name.clone().into_any(),
    };
    let mut line = vec![t_with(
        Key::DESK_CAME,
        &[("tid", &format::time_at(ticket.came_at))],
    )];
    if let Some(start) = ticket.start {
        line.push(t_with(
            Key::DESK_MEETING_AT,
            &[("tid", &format::time_at(start))],
        ));
        line.push(ticket.staff.join(", "));
    }
    line.extend(ticket.errand.as_ref().map(|key| errand(errands, key)));
    line.extend(ticket.language.as_deref().and_then(language));
    let call = ticket.phone.as_ref().map(|phone| {
        let words = t_with(Key::DESK_OUTSIDE, &[("nummer", phone)]);
        view! { <p><a href=format!("tel:{phone}")>{words}</a></p> }
    });
    let (status, is_called) = match ticket.status {
        TicketStatus::Waiting => (t(Key::DESK_STATUS_WAITING).to_owned(), false),
        TicketStatus::Called => (
            t_with(Key::DESK_STATUS_CALLED_TO, &[("lokale", &ticket.room)]),
            true,
        ),
        TicketStatus::Done => (t(Key::DESK_STATUS_DONE).to_owned(), false),
    };
    let of = |make: fn(String) -> TicketAct| {
        let id = ticket.id.clone();
        move |()| act.run((id.clone(), make(room.get_untracked())))
    };
    let hand_over = ticket.meeting.is_none() && ticket.start.is_none();
    let hand_over = hand_over.then(|| hand_over_to(ticket, errands, act));
    let class = format!(
        "desk__status desk__status--{}",
        if is_called { "called" } else { "waiting" }
    );
    view! {
        <li class="desk__meeting">
            <p class="desk__time">{ticket.label.clone()}</p>
            <div>
                <h3>{heading}</h3>
                <p class="desk__line">{line.join(" · ")}</p>
                {call}
            </div>
            <p class=class>{status}</p>
            <div class="desk__acts" role="group" aria-label=name>
                <Button kind=ButtonKind::Secondary on_press=of(|room| TicketAct::Call { room })>
                    {t(if is_called { Key::DESK_CALL_AGAIN } else { Key::DESK_CALL })}
                </Button>
                <Button kind=ButtonKind::Tertiary on_press=of(|_| TicketAct::Done {})>
                    {t(Key::DESK_FINISHED)}
                </Button>
                {hand_over}
            </div>
        </li>
    }
    .into_any()
}

/// Gives somebody another errand, so that who knows about it calls them.
fn hand_over_to(
    ticket: &Ticket,
    errands: &[Errand],
    act: Callback<(String, TicketAct)>,
) -> AnyView {
    let id = ticket.id.clone();
    let field = format!("errand-{id}");
    let options = errands
        .iter()
        .filter(|one| Some(&one.key) != ticket.errand.as_ref())
        .map(|one| view! { <option value=one.key.clone()>{errand(errands, &one.key)}</option> });
    view! {
        <label class="sr-only" for=field.clone()>{t(Key::DESK_OTHER_ERRAND)}</label>
        <select
            class="form-select"
            id=field
            on:change=move |event| {
                let errand = event_target_value(&event);
                if !errand.is_empty() {
                    act.run((id.clone(), TicketAct::HandOver { errand }));
                }
            }
        >
            <option value="">{t(Key::DESK_OTHER_ERRAND)}</option>
            {options.collect::<Vec<_>>()}
        </select>
    }
    .into_any()
}

fn errand(errands: &[Errand], key: &str) -> String {
    let name = errands
        .iter()
        .find(|one| one.key == key)
        .map(|one| match language_now() {
            Language::Da => one.name.da.clone(),
            Language::En => one.name.en.clone(),
        });
    name.unwrap_or_else(|| key.to_owned())
}

/// In which language somebody reads, when that is not Danish.
fn language(code: &str) -> Option<String> {
    let key = match code {
        "ar" => Key::DESK_READS_AR,
        "uk" => Key::DESK_READS_UK,
        "en" => Key::DESK_READS_EN,
        _ => return None,
    };
    Some(t(key).to_owned())
}

/// The kiosks and screens: which there are, and a code for a new one.
#[component]
fn Devices(
    /// Where a new one stands.
    place: RwSignal<String>,
) -> impl IntoView {
    let all = RwSignal::new(Vec::<Device>::new());
    let name = RwSignal::new(String::new());
    let code = RwSignal::new(None::<Result<String, String>>);
    let read = move || {
        spawn_local(async move {
            if let Ok(found) = ask::get(devices::PATH).await {
                let _ = all.try_set(found);
            }
        });
    };
    read();
    let announce = move |kind: DeviceKind| {
        let new = NewDevice {
            name: name.get_untracked(),
            kind,
            place: place.get_untracked(),
        };
        spawn_local(async move {
            let come = match ask::make(devices::PATH, &new).await {
                Ok(answer) => serde_json::from_slice::<AnnouncedDevice>(&answer.body)
                    .map(|made| made.code)
                    .map_err(|_| t(Key::DESK_FAILED).to_owned()),
                Err(ask::Failed(words)) => Err(words),
            };
            code.set(Some(come));
            read();
        });
    };
    let revoke = move |id: String| {
        spawn_local(async move {
            let address = devices::ONE.replace("{device}", &id);
            let nothing = ("accept", "application/json");
            if let Err(ask::Failed(words)) = ask::change("DELETE", &address, nothing, &()).await {
                code.set(Some(Err(words)));
            }
            read();
        });
    };
    let list = move || {
        let there = all.get().into_iter().filter(|one| one.revoked_at.is_none());
        there
            .map(|one| {
                let words = match one.enrolled_at {
                    Some(_) => one.name.clone(),
                    None => t_with(Key::DESK_DEVICE_WAITS, &[("navn", &one.name)]),
                };
                view! {
                    <li class="desk__device">
                        <span>{words}</span>
                        <Button kind=ButtonKind::Tertiary on_press=move |()| revoke(one.id.clone())>
                            {t(Key::DESK_DEVICE_REVOKE)}
                        </Button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <h2>{t(Key::DESK_DEVICES)}</h2>
        <p>{t(Key::DESK_DEVICES_TEXT)}</p>
        <ul class="nobullet-list">{list}</ul>
        <TextInput id="device" label=t(Key::DESK_DEVICE_NAME) value=name width="input-char-18"/>
        <div class="desk__acts">
            <Button kind=ButtonKind::Secondary on_press=move |()| announce(DeviceKind::Kiosk)>
                {t(Key::DESK_DEVICE_KIOSK)}
            </Button>
            <Button kind=ButtonKind::Secondary on_press=move |()| announce(DeviceKind::Screen)>
                {t(Key::DESK_DEVICE_SCREEN)}
            </Button>
        </div>
        {move || code.get().map(|come| {
            let (kind, words) = match come {
                Ok(code) => (AlertKind::Success, t_with(Key::DESK_DEVICE_CODE, &[("kode", &code)])),
                Err(words) => (AlertKind::Warning, words),
            };
            view! { <Alert kind announced=true><p>{words}</p></Alert> }
        })}
    }
}
