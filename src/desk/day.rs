//! The meetings of a day.

use indgang_api::meetings::{DAY, DeskMeeting, FACTS, Facts, OnTheWay};
use indgang_domain::meetings::{Form, Status};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ask, away, citizen_path, follow};
use crate::browser::{clock, format, page};
use crate::text::{Key, Language, language_now, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind};

/// How far the day has come.
#[derive(Clone, PartialEq)]
enum Come {
    Coming,
    Away,
    Here(Vec<DeskMeeting>),
}

/// The page.
#[component]
pub fn Day() -> impl IntoView {
    let date = RwSignal::new(clock::today().unwrap_or(Date::constant(2026, 1, 1)));
    let come = RwSignal::new(Come::Coming);
    let failed = RwSignal::new(None::<String>);
    let facts = RwSignal::new(None::<Facts>);
    spawn_local(async move {
        if let Ok(found) = ask::get(FACTS).await {
            let _ = facts.try_set(Some(found));
        }
    });
    let read = move || {
        spawn_local(async move {
            let Some(day) = date.try_get_untracked() else {
                return;
            };
            let answer = ask::get(&format!("{DAY}?date={day}")).await;
            // Of another day by now: what comes for it is asked for.
            if date.try_get_untracked() != Some(day) {
                return;
            }
            let next = match answer {
                Ok(meetings) => Come::Here(meetings),
                Err(_) => Come::Away,
            };
            if let Some(before) = come.try_get_untracked()
                && before != next
            {
                tell(&before, &next);
                come.set(next);
            }
        });
    };
    Effect::new(move |_| {
        date.track();
        read();
    });
    follow(read);
    let done = Callback::new(move |fault: Option<String>| {
        failed.set(fault);
        read();
    });
    let go = move |days: i32| {
        failed.set(None);
        come.set(Come::Coming);
        date.update(|date| *date = date.plus_days(days));
    };
    view! {
        <div class="desk__date">
            <Button kind=ButtonKind::Secondary on_press=move |()| go(-1)>{t(Key::DESK_DAY_BEFORE)}</Button>
            <h2 aria-live="polite">{move || format::day(date.get())}</h2>
            <Button kind=ButtonKind::Secondary on_press=move |()| go(1)>{t(Key::DESK_DAY_AFTER)}</Button>
        </div>
        {move || failed.get().map(|words| view! {
            <Alert kind=AlertKind::Warning heading=t(Key::DESK_FAILED_TITLE) announced=true><p>{words}</p></Alert>
        })}
        {move || match come.get() {
            Come::Coming => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
            Come::Away => away(),
            Come::Here(meetings) if meetings.is_empty() => {
                view! { <p>{t(Key::DESK_DAY_EMPTY)}</p> }.into_any()
            }
            Come::Here(meetings) => {
                let all = meetings.iter().map(|one| meeting(one, facts, done));
                view! { <ol class="desk__day nobullet-list">{all.collect::<Vec<_>>()}</ol> }.into_any()
            }
        }}
    }
}

/// Who has come since is said aloud.
fn tell(before: &Come, next: &Come) {
    let (Come::Here(before), Come::Here(next)) = (before, next) else {
        return;
    };
    for now in next
        .iter()
        .filter(|it| it.meeting.status == Status::Arrived)
    {
        let was = before.iter().find(|it| it.meeting.id == now.meeting.id);
        if was.is_some_and(|was| was.meeting.status != Status::Arrived) {
            page::announce(&t_with(Key::DESK_HAS_ARRIVED, &[("navn", &now.name)]));
        }
    }
}

fn meeting(
    one: &DeskMeeting,
    facts: RwSignal<Option<Facts>>,
    done: Callback<Option<String>>,
) -> AnyView {
    let meeting = &one.meeting;
    let key = meeting.kind.clone();
    let kind = move || facts.with(|facts| name_of_kind(facts.as_ref(), &key));
    let with: Vec<String> = meeting.staff.iter().map(|host| host.name.clone()).collect();
    let room = meeting.staff.iter().find(|host| !host.room.is_empty());
    let room = room.map(|host| host.room.clone()).unwrap_or_default();
    let mut line = vec![form(meeting.form).to_owned(), with.join(", ")];
    if meeting.form == Form::InPerson && !room.is_empty() {
        line.push(room);
    }
    let status = status(meeting.status);
    let class = format!("desk__status desk__status--{}", meeting.status.name());
    view! {
        <li class="desk__meeting" class:desk__meeting--mine=one.is_mine>
            <p class="desk__time">{format::time_at(meeting.start)}</p>
            <div>
                <h3><a href=citizen_path(&one.citizen)>{one.name.clone()}</a></h3>
                <p class="desk__line">{kind}" · "{line.join(" · ")}</p>
                {notes(one)}
            </div>
            <p class=class>{status}</p>
            {super::acts::acts(&one.citizen, &one.name, meeting, done)}
        </li>
    }
    .into_any()
}

/// What is to be known before one meets.
fn notes(one: &DeskMeeting) -> Option<AnyView> {
    let wishes = &one.meeting.wishes;
    let mut notes = Vec::new();
    if one.is_double {
        notes.push(t(Key::DESK_DOUBLE).to_owned());
    }
    if let Some(minutes) = one.meeting.delayed {
        notes.push(t_with(
            Key::DESK_DELAYED,
            &[("minutter", &minutes.to_string())],
        ));
    }
    match one.meeting.on_the_way {
        Some(OnTheWay::Late) => notes.push(t(Key::DESK_LATE).to_owned()),
        Some(OnTheWay::Lost) => notes.push(t(Key::DESK_LOST).to_owned()),
        Some(OnTheWay::CallMe) => {
            notes.push(t_with(Key::DESK_CALL_ME, &[("nummer", &wishes.phone)]));
        }
        None => {}
    }
    if !wishes.interpreter.is_empty() {
        notes.push(t_with(
            Key::DESK_INTERPRETER,
            &[("sprog", &wishes.interpreter)],
        ));
    }
    if wishes.companion {
        notes.push(t(Key::DESK_COMPANION).to_owned());
    }
    if wishes.a_kasse {
        notes.push(t(Key::DESK_A_KASSE).to_owned());
    }
    if !wishes.access.is_empty() {
        notes.push(wishes.access.clone());
    }
    let notes: Vec<AnyView> = (notes.into_iter())
        .map(|note| view! { <li>{note}</li> }.into_any())
        .collect();
    (!notes.is_empty()).then(|| view! { <ul class="desk__notes">{notes}</ul> }.into_any())
}

/// What the municipality calls a kind.
pub fn name_of_kind(facts: Option<&Facts>, key: &str) -> String {
    let kind = facts.and_then(|facts| facts.kinds.iter().find(|kind| kind.key == key));
    let name = kind.map(|kind| match language_now() {
        Language::Da => &kind.name.da,
        Language::En => &kind.name.en,
    });
    name.map_or_else(|| key.to_owned(), Clone::clone)
}

pub fn form(form: Form) -> &'static str {
    t(match form {
        Form::InPerson => Key::DESK_IN_PERSON,
        Form::Phone => Key::DESK_PHONE,
        Form::Video => Key::DESK_VIDEO,
    })
}

pub fn status(status: Status) -> &'static str {
    t(match status {
        Status::Reserved | Status::Lapsed => Key::DESK_STATUS_RESERVED,
        Status::Booked => Key::DESK_STATUS_BOOKED,
        Status::Arrived => Key::DESK_STATUS_ARRIVED,
        Status::Called => Key::DESK_STATUS_CALLED,
        Status::Running => Key::DESK_STATUS_RUNNING,
        Status::Done => Key::DESK_STATUS_DONE,
        Status::Cancelled => Key::DESK_STATUS_CANCELLED,
        Status::Missed => Key::DESK_STATUS_MISSED,
    })
}

/// A date as it is in addresses.
#[must_use]
pub fn parsed(text: &str) -> Option<Date> {
    Date::parse(text.trim())
}
