//! What stands around every page about meetings: its heading, whoever is not signed in, and waiting.

use std::time::Duration;

use indgang_api::{events, session};
use indgang_domain::meetings::Status;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keep::{self, Failed, Kept};
use super::words;
use crate::browser::changes::Changes;
use crate::browser::{format, location, page};
use crate::municipality::{has_sign_in, municipality};
use crate::text::{Key, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, skeleton};

/// How often somebody who is waiting to be called hears what has happened.
const SOON: Duration = Duration::from_secs(20);

/// A page: its heading, and its content as soon as one's meetings are here.
pub fn frame(
    title: impl Fn() -> String + Send + Sync + 'static,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    follow();
    let title = Memo::new(move |_| title());
    Effect::new(move || {
        title.track();
        request_animation_frame(|| page::set_title(&municipality().navn));
    });
    // Only how far it has come: what is known is followed by who shows it.
    let stage = Memo::new(move |_| match keep::kept() {
        Kept::Coming => 0,
        Kept::SignedOut => 1,
        Kept::Staff => 2,
        Kept::Away => 3,
        Kept::Here(_) => 4,
    });
    view! {
        <article class="meet">
            <h1>{move || title.get()}</h1>
            {old}
            {move || match stage.get() {
                0 => skeleton(t(Key::MEET_LOADING)),
                1 => sign_in(),
                2 => view! { <p>{t(Key::MEET_STAFF)}</p> }.into_any(),
                3 => away(),
                _ => content(),
            }}
        </article>
    }
    .into_any()
}

/// Asks when the page begins, when somebody comes back to it, and when the server says that something has changed;
/// where it cannot be heard, often while they wait to be called.
fn follow() {
    let read = || spawn_local(keep::read());
    read();
    page::on_return(read);
    let waits = || {
        let waiting = [Status::Arrived, Status::Called, Status::Running];
        let known = untrack(keep::known);
        known.is_some_and(|known| {
            let mut all = known.own.meetings.iter();
            all.any(|meeting| waiting.contains(&meeting.status))
        })
    };
    let is_here = Memo::new(move |_| matches!(keep::kept(), Kept::Here(_)));
    let changes = StoredValue::new(None::<Changes>);
    let is_old = StoredValue::new(false);
    // Who is nobody yet, or no more, would only be refused.
    Effect::new(move |_| {
        let heard = move || match page::is_writing() {
            true => {
                is_old.try_set_value(true);
            }
            false => read(),
        };
        changes.set_value(
            is_here
                .get()
                .then(|| Changes::listen(events::PATH, "meeting", heard)),
        );
    });
    let tick = set_interval_with_handle(
        move || {
            keep::tick();
            // Whoever went on does not wait any more.
            let Some(is_stale) = is_old.try_get_value() else {
                return;
            };
            let heard = changes.try_get_value().flatten();
            let is_heard = heard.is_some_and(Changes::is_heard);
            let has_missed = is_stale && !page::is_writing();
            if has_missed || (waits() && !is_heard) {
                is_old.set_value(false);
                read();
            }
        },
        SOON,
    );
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
}

/// Says how old it is, where the server cannot be reached.
fn old() -> Option<AnyView> {
    let at = format::moment_at(keep::old()?);
    let words = t_with(Key::MEET_OLD, &[("tid", &at)]);
    Some(view! { <p class="meet__old" role="status">{words}</p> }.into_any())
}

fn sign_in() -> AnyView {
    if !has_sign_in() {
        return view! { <p>{t(Key::MEET_SIGN_IN_NONE)}</p> <p>{words::call()}</p> }.into_any();
    }
    let back = location::path().get_untracked();
    let address = format!("{}?return_to={back}", session::SIGN_IN);
    view! {
        <p>{t(Key::MEET_SIGN_IN_TEXT)}</p>
        <p>
            // The provider is another place: not followed inside the app.
            <a class="button button-primary" href=address rel="external">{t(Key::MEET_SIGN_IN)}</a>
        </p>
    }
    .into_any()
}

fn away() -> AnyView {
    view! {
        <Alert kind=AlertKind::Warning heading=t(Key::MEET_AWAY_TITLE) announced=true>
            <p>{t(Key::MEET_AWAY_TEXT)}</p>
            <Button kind=ButtonKind::Secondary on_press=|()| spawn_local(keep::read())>
                {t(Key::MEET_AGAIN)}
            </Button>
        </Alert>
    }
    .into_any()
}

/// What went wrong with what somebody did, and what to do; nothing while nothing has.
pub fn trouble(
    failed: RwSignal<Option<Failed>>,
    changed: impl Fn() -> String + Send + 'static,
) -> AnyView {
    let told = move || {
        let text = match failed.get()? {
            // The page asks to sign in.
            Failed::SignedOut => return None,
            // Said where the times are.
            Failed::Taken(_) => return None,
            Failed::Changed => changed(),
            Failed::Refused => t(Key::MEET_FAILED_REFUSED).to_owned(),
            Failed::Away => t(Key::MEET_FAILED_AWAY).to_owned(),
        };
        let view = view! {
            <Alert kind=AlertKind::Warning heading=t(Key::MEET_FAILED) announced=true>
                <p>{text}</p>
                <p>{words::call()}</p>
            </Alert>
        };
        Some(view.into_any())
    };
    view! { {told} }.into_any()
}
