//! A meeting on a ticket: when, how, where and with whom.

use indgang_api::meetings::{Host, Meeting};
use indgang_domain::meetings::{Form, Status};
use leptos::prelude::*;

use super::keep::Known;
use super::{pictures, words};
use crate::text::{Key, t, t_with};
use crate::ui::Markup;

/// The ticket, with what one can do with it below.
pub fn ticket(known: &Known, meeting: &Meeting, below: AnyView) -> AnyView {
    let mut facts = Markup::default();
    facts.open("dl", &[("class", "ticket__facts")]);
    facts.put("dt", t(Key::MEET_HOW));
    facts.put("dd", &how(meeting));
    if let Some(place) = known
        .place(&meeting.place)
        .filter(|_| !meeting.form.is_remote())
    {
        facts.put("dt", t(Key::MEET_WHERE));
        facts.open("dd", &[]);
        facts.put("strong", words::said(&place.name));
        facts.put_in("span", "ticket__lines", place.address.trim());
        facts.close("dd");
    }
    facts.put("dt", t(Key::MEET_WHO));
    facts.open("dd", &[]);
    if meeting.staff.is_empty() {
        facts.text(t(Key::MEET_WHO_LATER));
    }
    for host in &meeting.staff {
        facts.put_in("span", "ticket__lines", &who(host));
    }
    facts.close("dd");
    facts.close("dl");
    let status = status(meeting);
    view! {
        <section class="ticket" aria-label=words::kind(known, &meeting.kind)>
            <div class="ticket__picture">{pictures::of(meeting.form)}</div>
            <div class="ticket__body">
                <p class="ticket__kind">{words::kind(known, &meeting.kind)}</p>
                <p class="ticket__when">{words::when(meeting)}</p>
                {status.map(|status| view! { <p class="ticket__status" role="status">{status}</p> })}
                {facts.into_view()}
                {below}
            </div>
        </section>
    }
    .into_any()
}

/// `Telefon, 30 minutter`.
fn how(meeting: &Meeting) -> String {
    let minutes = (meeting.end - meeting.start) / indgang_domain::meetings::MINUTE;
    let minutes = t_with(Key::MEET_MINUTES, &[("n", &minutes.to_string())]);
    format!("{}, {minutes}", words::form(meeting.form))
}

/// `Sara Friis, Job og Trivsel`.
fn who(host: &Host) -> String {
    match host.unit.is_empty() {
        true => host.name.clone(),
        false => format!("{}, {}", host.name, host.unit),
    }
}

/// Where it stands, when that is more than that it is agreed.
fn status(meeting: &Meeting) -> Option<String> {
    let late = || {
        let minutes = meeting.delayed.filter(|minutes| *minutes > 0)?;
        Some(t_with(
            Key::MEET_DELAYED,
            &[("minutter", &minutes.to_string())],
        ))
    };
    let words = match meeting.status {
        Status::Booked => return late(),
        Status::Arrived => return late().or(Some(t(Key::MEET_ARRIVE_DONE).to_owned())),
        Status::Called => return Some(called(meeting)),
        Status::Running => Key::MEET_RUNNING,
        Status::Cancelled => Key::MEET_CANCELLED,
        Status::Missed => Key::MEET_MISSED,
        Status::Reserved | Status::Done | Status::Lapsed => return None,
    };
    Some(t(words).to_owned())
}

fn called(meeting: &Meeting) -> String {
    let room = meeting.staff.iter().map(|host| host.room.as_str());
    match room.into_iter().find(|room| !room.is_empty()) {
        Some(room) if meeting.form == Form::InPerson => {
            t_with(Key::MEET_CALLED_ROOM, &[("lokale", room)])
        }
        _ => t(Key::MEET_CALLED).to_owned(),
    }
}
