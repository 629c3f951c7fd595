//! The two sides of a meeting about the plan.

use indgang_domain::plan::board::{Board, Card, Proposal};
use leptos::prelude::*;

use super::room::{self, Here, Meeting, Refusal};
use super::{asks, show, state, words};
use crate::browser::page;
use crate::municipality::has_sign_in;
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, TextInput};

/// The owner's side: open a room, say the code, end the meeting, take the summary home.
pub fn owners(close: Callback<()>) -> AnyView {
    (move || owner(room::meeting().get(), close)).into_any()
}

fn owner(meeting: Meeting, close: Callback<()>) -> AnyView {
    match meeting {
        Meeting::None | Meeting::Refused(_) => view! {
            <p>{t(Key::MEETING_TEXT)}</p>
            {refused(&meeting)}
            <h3>{t(Key::MEETING_SHOWS)}</h3>
            {show::choices()}
            <Button on_press=|()| room::open()>{t(Key::MEETING_OPEN)}</Button>
            {has_sign_in().then(|| view! {
                <p><a href=Route::Meetings.path()>{t(Key::MEET_TITLE)}</a></p>
            })}
        }
        .into_any(),
        Meeting::Coming => view! { <p role="status">{t(Key::MEETING_COMING)}</p> }.into_any(),
        Meeting::On(here) | Meeting::Away(here) => going_on(&here, close),
        Meeting::Over(began) => view! {
            <p>{t(Key::MEETING_OVER)}</p>
            {summary(began)}
            <Button on_press=|()| page::print()>{t(Key::MEETING_PRINT)}</Button>
            <Button
                kind=ButtonKind::Secondary
                on_press=move |()| {
                    room::leave();
                    asks::after_session();
                    close.run(());
                }
            >
                {t(Key::COMMON_CLOSE)}
            </Button>
        }
        .into_any(),
    }
}

fn going_on(here: &Here, close: Callback<()>) -> AnyView {
    let status = match (&here.joined, &here.code) {
        (Some(name), _) => t_with(Key::MEETING_WITH, &[("navn", name)]),
        (None, _) => t(Key::MEETING_WAITING).to_owned(),
    };
    let code = here
        .code
        .clone()
        .filter(|_| here.joined.is_none())
        .map(|code| {
            let spoken: Vec<String> = code.chars().map(String::from).collect();
            view! {
                <p class="meeting__code" aria-label=spoken.join(" ")>{code}</p>
                <p>{t(Key::MEETING_CODE_TEXT)}</p>
            }
        });
    view! {
        <p role="status" class="meeting__status">{status}</p>
        {code}
        <h3>{t(Key::MEETING_SHOWS)}</h3>
        {show::choices()}
        <p class="way-on">
            <Button on_press=close>{t(Key::MEETING_TO_BOARD)}</Button>
            <Button kind=ButtonKind::Secondary on_press=|()| {
                room::leave();
                asks::after_session();
            }>{t(Key::MEETING_END)}</Button>
        </p>
    }
    .into_any()
}

/// Why there is no meeting.
pub fn refused(meeting: &Meeting) -> Option<AnyView> {
    let Meeting::Refused(refusal) = meeting else {
        return None;
    };
    let words = t(match refusal {
        Refusal::Away => Key::MEETING_REFUSED_AWAY,
        Refusal::Code => Key::MEETING_REFUSED_CODE,
        Refusal::SignIn => Key::MEETING_REFUSED_SIGN_IN,
        Refusal::TooMany => Key::MEETING_REFUSED_TOO_MANY,
    });
    Some(view! { <p class="form-error-message" role="alert">{words}</p> }.into_any())
}

/// What was agreed, offered and answered since the meeting began: a few lines to take home.
fn summary(began: u64) -> AnyView {
    let log = state::log().get_untracked();
    let now = log.board();
    let before = Board::of(&log.before(began));
    let lines = changes(&before, &now);
    if lines.is_empty() {
        return view! { <p>{t(Key::MEETING_NOTHING)}</p> }.into_any();
    }
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! {
        <h3>{t(Key::MEETING_SUMMARY)}</h3>
        <ul class="meeting__summary">{lines.collect_view()}</ul>
    }
    .into_any()
}

fn changes(before: &Board, now: &Board) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |key: Key, card: &Card| {
        let span = card
            .span
            .map_or_else(|| t(Key::PLAN_NO_WEEK).to_owned(), words::span);
        lines.push(t_with(
            key,
            &[("kort", &words::title(card)), ("uger", &span)],
        ));
    };
    for card in &now.cards {
        let was = before.card(card.id);
        let was_agreed = was.is_some_and(Card::is_agreed);
        if card.is_agreed() && !was_agreed {
            say(Key::MEETING_AGREED, card);
        } else if card.proposal == Proposal::Declined
            && was.is_none_or(|was| was.proposal != card.proposal)
        {
            say(Key::MEETING_DECLINED, card);
        } else if was.is_none() && card.proposal == Proposal::Taken {
            say(Key::MEETING_NEW, card);
        } else if was.is_some_and(|was| was.parked.is_none()) && card.parked.is_some() {
            say(Key::MEETING_PAUSED, card);
        } else if was.is_some_and(|was| was.span != card.span) {
            say(Key::MEETING_MOVED, card);
        }
    }
    lines
}

/// Where a caseworker types the six digits.
pub fn join_form() -> AnyView {
    let code = RwSignal::new(String::new());
    let error = Signal::derive(move || {
        let wrong = matches!(room::meeting().get(), Meeting::Refused(Refusal::Code));
        wrong.then(|| t(Key::MEETING_REFUSED_CODE).to_owned())
    });
    let other = move || match room::meeting().get() {
        Meeting::Refused(Refusal::Code) => None,
        meeting => refused(&meeting),
    };
    let over = move || matches!(room::meeting().get(), Meeting::Over(_));
    view! {
        <h1>{t(Key::MEETING_OFFICE)}</h1>
        <Show when=over><p role="status">{t(Key::MEETING_OFFICE_OVER)}</p></Show>
        <p>{t(Key::MEETING_OFFICE_TEXT)}</p>
        {other}
        <form on:submit=move |event| {
            event.prevent_default();
            let digits: String = code.get_untracked().chars().filter(char::is_ascii_digit).collect();
            room::join(digits);
        }>
            <TextInput
                id="meeting-code"
                label=t(Key::MEETING_CODE)
                error=error
                value=code
                inputmode="numeric"
                width="input-char-8"
            />
            <Button>{t(Key::MEETING_JOIN)}</Button>
        </form>
    }
    .into_any()
}
