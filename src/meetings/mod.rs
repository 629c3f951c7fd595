//! One's meetings with the municipality: booked, prepared, moved, called off, and looked back on.

mod book;
mod feedback;
mod frame;
mod guests;
mod keep;
mod meeting;
mod moving;
mod picker;
mod pictures;
mod step;
mod ticket;
mod topics;
mod wishes;
mod words;

use indgang_api::meetings::{Deadline, Meeting};
use indgang_domain::meetings::Status;
use leptos::prelude::*;

use crate::browser::format;
use crate::routes::Route;
use crate::text::{Key, basis, t, t_with};
use crate::ui::{Alert, AlertKind, ButtonKind, ButtonLink, Markup};

pub use book::Book;
pub use meeting::MeetingPage;
pub use step::Step;

use frame::frame;
use keep::Known;
use ticket::ticket;

/// All of them: the next one on its ticket, then the others, then what was.
#[component]
pub fn Meetings() -> impl IntoView {
    frame(
        || t(Key::MEET_TITLE).to_owned(),
        || view! { {move || keep::known().map(|known| all(&known))} }.into_any(),
    )
}

fn all(known: &Known) -> AnyView {
    let own = &known.own.meetings;
    // Not drawn anew as time passes: somebody may be on one of the links.
    let now = untrack(keep::now);
    let reserved = own
        .iter()
        .find(|meeting| meeting.status == Status::Reserved && now < meeting.kept_until);
    let mut ahead: Vec<&Meeting> = own
        .iter()
        .filter(|meeting| meeting.status.takes_time() && meeting.status != Status::Reserved)
        .collect();
    ahead.sort_by_key(|meeting| meeting.start);
    let was = [Status::Done, Status::Missed, Status::Cancelled];
    let past = own.iter().filter(|meeting| was.contains(&meeting.status));
    let past: Vec<&Meeting> = past.collect();
    let mut ahead = ahead.into_iter();
    let next = ahead.next();
    let others: Vec<&Meeting> = ahead.collect();
    let open = |meeting: &Meeting, kind| {
        let href = Step::Prepare.path(&meeting.id);
        view! { <p><ButtonLink href kind>{t(Key::MEET_OPEN)}</ButtonLink></p> }.into_any()
    };
    let book = |kind| {
        let href = Route::BookMeeting.path();
        view! { <p class="way-on"><ButtonLink href kind>{t(Key::MEET_BOOK)}</ButtonLink></p> }
            .into_any()
    };
    let next = next.map(|meeting| {
        view! {
            <h2>{t(Key::MEET_NEXT)}</h2>
            {ticket(known, meeting, open(meeting, ButtonKind::Primary))}
        }
        .into_any()
    });
    let has_next = next.is_some();
    let others = (!others.is_empty()).then(|| {
        let others = others
            .into_iter()
            .map(|meeting| ticket(known, meeting, open(meeting, ButtonKind::Secondary)));
        view! { <h2>{t(Key::MEET_OTHERS)}</h2> {others.collect::<Vec<_>>()} }
    });
    let empty = (!has_next && reserved.is_none()).then(|| {
        view! { <h2>{t(Key::MEET_EMPTY)}</h2> <p>{t(Key::MEET_EMPTY_TEXT)}</p> }
    });
    view! {
        {reserved.map(reservation)}
        {known.own.deadline.as_ref().map(|it| deadline(known, it))}
        {empty}
        {next}
        {others}
        {book(match has_next || reserved.is_some() {
            true => ButtonKind::Secondary,
            false => ButtonKind::Primary,
        })}
        {(!past.is_empty()).then(|| earlier(known, &past))}
    }
    .into_any()
}

/// A time that is kept, and not yet a meeting.
fn reservation(meeting: &Meeting) -> AnyView {
    let tid = words::when(meeting);
    let slut = format::time_at(meeting.kept_until);
    let text = t_with(Key::MEET_RESERVED_TEXT, &[("tid", &tid), ("slut", &slut)]);
    view! {
        <Alert kind=AlertKind::Info heading=t(Key::MEET_RESERVED)>
            <p>{text}</p>
            <p><ButtonLink href=Route::BookMeeting.path()>{t(Key::MEET_RESERVED_GO)}</ButtonLink></p>
        </Alert>
    }
    .into_any()
}

/// Until when one is to book, and who says so.
fn deadline(known: &Known, deadline: &Deadline) -> AnyView {
    let rule = &known.facts.booking_days;
    let day = words::day(deadline.until);
    let why = match deadline.reason.as_str() {
        "" => t_with(
            Key::MEET_DEADLINE_BASIS,
            &[
                ("dage", &rule.value.to_string()),
                ("hvem", basis(rule)),
                ("kilde", &rule.source),
            ],
        ),
        reason => t_with(Key::MEET_DEADLINE_SOON, &[("grund", reason)]),
    };
    let kind = words::kind(known, &deadline.kind);
    view! {
        <Alert kind=AlertKind::Info heading=t_with(Key::MEET_DEADLINE, &[("dag", &day)])>
            <p>{kind}</p>
            <p>{why}</p>
        </Alert>
    }
    .into_any()
}

/// What was, with what was agreed.
fn earlier(known: &Known, past: &[&Meeting]) -> AnyView {
    let mut markup = Markup::default();
    markup.put("h2", t(Key::MEET_PAST));
    markup.open_list("ul", "meet__past");
    for meeting in past {
        let status = t(match meeting.status {
            Status::Done => Key::MEET_PAST_DONE,
            Status::Missed => Key::MEET_PAST_MISSED,
            _ => Key::MEET_PAST_CANCELLED,
        });
        markup.open("li", &[]);
        let name = words::kind(known, &meeting.kind);
        let address = Step::Prepare.path(&meeting.id);
        markup.put_with("a", &[("href", &address)], &name);
        let line = format!("{} · {status}", words::when(meeting));
        markup.put_in("p", "meet__line", &line);
        if let Some(summary) = &meeting.summary {
            markup.put_in("p", "meet__said", summary);
        }
        markup.close("li");
    }
    markup.close("ul");
    markup.into_view()
}
