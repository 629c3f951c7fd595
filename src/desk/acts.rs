//! What the municipality does with a meeting, each as a button where it can be done now.

use indgang_api::meetings::{COLLEAGUES, Change, Colleague, Meeting, OF_CITIZEN_ACTS};
use indgang_domain::meetings::{Form as How, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ask;
use crate::browser::{clock, page};
use crate::room::Place;
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind, ButtonLink, Dialog, Form, TextArea};

/// What is asked for before something is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Summary,
    Excuse,
    Cancel,
    HandOver,
}

/// The longest of them.
const MOST: usize = indgang_api::meetings::TEXT_LIMIT;

/// The buttons of a meeting. `done` is called with what has become of it, or why not.
pub fn acts(
    citizen: &str,
    name: &str,
    meeting: &Meeting,
    done: Callback<Option<String>>,
) -> AnyView {
    let asked = RwSignal::new(None::<Asked>);
    let now = clock::milliseconds() as i64;
    let act = {
        let (citizen, meeting) = (citizen.to_owned(), meeting.clone());
        Callback::new(move |change: Change| {
            let address = OF_CITIZEN_ACTS
                .replace("{citizen}", &citizen)
                .replace("{meeting}", &meeting.id);
            let tag = format!("\"{}\"", meeting.version);
            spawn_local(async move {
                let answer = ask::change("POST", &address, ("if-match", &tag), &change).await;
                done.run(answer.err().map(|ask::Failed(words)| words));
            });
        })
    };
    let button = |key: Key, kind: ButtonKind, change: Change| {
        view! {
            <Button kind on_press=move |()| act.run(change.clone())>{t(key)}</Button>
        }
        .into_any()
    };
    let asks = |key: Key, what: Asked| {
        view! {
            <Button kind=ButtonKind::Tertiary on_press=move |()| asked.set(Some(what))>{t(key)}</Button>
        }
        .into_any()
    };
    let (first, second, third) = (
        ButtonKind::Primary,
        ButtonKind::Secondary,
        ButtonKind::Tertiary,
    );
    let can_begin = now >= meeting.arrive_from;
    let begin = || can_begin.then(|| button(Key::DESK_BEGIN, second, Change::Begin {}));
    let late = || button(Key::DESK_DELAY, third, Change::Delay { minutes: 5 });
    let buttons: Vec<AnyView> = match meeting.status {
        Status::Booked => [
            Some(button(Key::DESK_ARRIVE, second, Change::Arrive {})),
            begin(),
            Some(late()),
            (now >= meeting.arrive_until).then(|| button(Key::DESK_MISS, third, Change::Miss {})),
            Some(asks(Key::DESK_HAND_OVER, Asked::HandOver)),
            Some(asks(Key::DESK_CANCEL, Asked::Cancel)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Status::Arrived => [
            Some(button(Key::DESK_CALL, first, Change::Call {})),
            begin(),
            Some(late()),
            Some(asks(Key::DESK_HAND_OVER, Asked::HandOver)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Status::Called => {
            let again = button(Key::DESK_CALL_AGAIN, second, Change::Call {});
            begin().into_iter().chain([again]).collect()
        }
        Status::Running => vec![asks(Key::DESK_END, Asked::Summary)],
        Status::Done => vec![asks(Key::DESK_SUMMARY, Asked::Summary)],
        Status::Missed => vec![
            button(Key::DESK_CAME_LATE, second, Change::Arrive {}),
            asks(Key::DESK_EXCUSE, Asked::Excuse),
        ],
        Status::Reserved | Status::Cancelled | Status::Lapsed => Vec::new(),
    };
    let is_ahead = meeting.status.takes_time() && meeting.status != Status::Reserved;
    let room = Place {
        citizen: Some(citizen.to_owned()),
        meeting: meeting.id.clone(),
    };
    let room = (is_ahead && meeting.form == How::Video).then(|| {
        view! { <ButtonLink href=room.path() kind=first>{t(Key::DESK_VIDEO_JOIN)}</ButtonLink> }
    });
    let name = name.to_owned();
    let summary = meeting.summary.clone().unwrap_or_default();
    view! {
        <div class="desk__acts" role="group" aria-label=name>{room} {buttons}</div>
        {move || asked.get().map(|what| dialog(what, &summary, asked, act))}
    }
    .into_any()
}

fn dialog(
    what: Asked,
    before: &str,
    asked: RwSignal<Option<Asked>>,
    act: Callback<Change>,
) -> AnyView {
    let words = RwSignal::new(match what {
        Asked::Summary => before.to_owned(),
        _ => String::new(),
    });
    let to = RwSignal::new(String::new());
    let (title, label, send) = match what {
        Asked::Summary => (
            Key::DESK_END,
            Key::DESK_SUMMARY_LABEL,
            Key::DESK_SUMMARY_SEND,
        ),
        Asked::Excuse => (Key::DESK_EXCUSE, Key::DESK_REASON, Key::DESK_EXCUSE_SEND),
        Asked::Cancel => (
            Key::DESK_CANCEL,
            Key::DESK_REASON_READ,
            Key::DESK_CANCEL_SEND,
        ),
        Asked::HandOver => (
            Key::DESK_HAND_OVER,
            Key::DESK_REASON_READ,
            Key::DESK_HAND_OVER_SEND,
        ),
    };
    let submit = move |()| {
        let words = words.get_untracked();
        let change = match what {
            Asked::Summary => Change::End { summary: words },
            Asked::Excuse => Change::Excuse { reason: words },
            Asked::Cancel => Change::Cancel { reason: words },
            Asked::HandOver => {
                let to = to.get_untracked();
                if to.is_empty() {
                    page::focus("hand-over-to");
                    return;
                }
                Change::HandOver { to, reason: words }
            }
        };
        asked.set(None);
        act.run(change);
    };
    view! {
        <Dialog title=t(title).to_owned() on_close=move |()| asked.set(None)>
            <Form on_submit=submit>
                {(what == Asked::HandOver).then(|| colleagues(to))}
                <TextArea id="desk-words" label=t(label) value=words most=MOST/>
                <Button>{t(send)}</Button>
            </Form>
        </Dialog>
    }
    .into_any()
}

/// Whom to give a meeting to.
fn colleagues(to: RwSignal<String>) -> AnyView {
    let all = RwSignal::new(Vec::<Colleague>::new());
    spawn_local(async move {
        if let Ok(come) = ask::get(COLLEAGUES).await {
            let _ = all.try_set(come);
        }
    });
    let options = move || {
        let all = all.get().into_iter();
        all.map(|one| view! { <option value=one.id>{one.name}</option> })
            .collect_view()
    };
    view! {
        <div class="form-group">
            <label class="form-label" for="hand-over-to">{t(Key::DESK_HAND_OVER_TO)}</label>
            <select
                class="form-select"
                id="hand-over-to"
                on:change=move |event| to.set(event_target_value(&event))
            >
                <option value="">{t(Key::DESK_CHOOSE)}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
