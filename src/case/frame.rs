//! What stands around every page of the case: its heading, whoever is not signed in, and waiting.

use indgang_api::{events, session};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keep::{self, Failed, Kept};
use super::{Page, queue};
use crate::browser::changes::Changes;
use crate::browser::{location, page};
use crate::municipality::{has_sign_in, municipality};
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{Alert, AlertKind, BackLink, Button, ButtonKind, skeleton};

/// A page: its heading, and its content as soon as the case is here.
pub fn frame(
    title: impl Fn() -> String + Send + Sync + 'static,
    is_first: bool,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let read = || spawn_local(keep::read());
    read();
    page::on_return(read);
    queue::follow();
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
        <article class="own-case">
            {(!is_first).then(|| view! {
                <BackLink href=Page::Overview.path() label=t(Key::CASE_TITLE)/>
            })}
            <h1>{move || title.get()}</h1>
            {old}
            {helping}
            {waiting}
            {move || match stage.get() {
                0 => skeleton(t(Key::CASE_LOADING)),
                1 => view! {
                    {sign_in(t(Key::CASE_SIGN_IN_TEXT), false)}
                    <p><a href=Route::APPLY_ON_PAPER.path()>{t(Key::CASE_ON_PAPER)}</a></p>
                }
                .into_any(),
                2 => view! { <p>{t(Key::CASE_STAFF)}</p> }.into_any(),
                3 => away(),
                _ => content(),
            }}
        </article>
    }
    .into_any()
}

/// What happens to the case is seen here while one looks. For who is signed in.
pub fn live() {
    Changes::listen(events::PATH, "matter", || {
        // Who is writing reads it when they come back.
        if !page::is_writing() {
            spawn_local(keep::read());
        }
    });
}

/// Says that it is what this device had.
fn old() -> Option<AnyView> {
    keep::is_old()
        .then(|| view! { <p class="case__old" role="status">{t(Key::CASE_OLD)}</p> }.into_any())
}

/// Says whom one helps, and how one stops.
fn helping() -> Option<AnyView> {
    let known = keep::known().filter(|_| keep::is_helping())?;
    let words = t_with(Key::CASE_HELPING, &[("navn", &known.case.name)]);
    let stop = |()| {
        keep::help(None);
        spawn_local(keep::read());
    };
    let view = view! {
        <div class="case__helping" role="note">
            <p>{words}</p>
            <Button kind=ButtonKind::Secondary on_press=stop>{t(Key::CASE_HELPING_STOP)}</Button>
        </div>
    };
    Some(view.into_any())
}

/// Says what waits for the network.
fn waiting() -> Option<AnyView> {
    let letters = queue::waiting();
    (!letters.is_empty()).then(|| {
        let items = letters.into_iter().map(|letter| {
            view! { <li>{super::words::kind(letter.matter.content.kind())}</li> }
        });
        view! {
            <Alert kind=AlertKind::Info heading=t(Key::CASE_QUEUE) announced=true>
                <p>{t(Key::CASE_QUEUE_TEXT)}</p>
                <ul>{items.collect::<Vec<_>>()}</ul>
            </Alert>
        }
        .into_any()
    })
}

/// The way to sign in, and back here.
pub fn sign_in(words: &'static str, again: bool) -> AnyView {
    if !has_sign_in() {
        return view! { <p>{t(Key::CASE_SIGN_IN_NONE)}</p> <p>{call()}</p> }.into_any();
    }
    let back = location::path().get_untracked();
    let again = if again { "&again=true" } else { "" };
    let address = format!("{}?return_to={back}{again}", session::SIGN_IN);
    view! {
        <p>{words}</p>
        <p>
            // The provider is another place: not followed inside the app.
            <a class="button button-primary" href=address rel="external">{t(Key::CASE_SIGN_IN)}</a>
        </p>
    }
    .into_any()
}

/// The telephone, for whoever would rather talk.
pub fn call() -> AnyView {
    let phone = &municipality().telefon;
    view! {
        <a href=format!("tel:{}", phone.link())>
            {t_with(Key::CONTACT_CALL, &[("telefon", &phone.to_string())])}
        </a>
    }
    .into_any()
}

fn away() -> AnyView {
    view! {
        <Alert kind=AlertKind::Warning heading=t(Key::CASE_AWAY) announced=true>
            <p>{t(Key::CASE_AWAY_TEXT)}</p>
            <Button kind=ButtonKind::Secondary on_press=|()| spawn_local(keep::read())>
                {t(Key::CASE_AGAIN)}
            </Button>
        </Alert>
    }
    .into_any()
}

/// What went wrong with what somebody did, and what to do; nothing while nothing has.
pub fn trouble(failed: RwSignal<Option<Failed>>) -> AnyView {
    let told = move || {
        let text = match failed.get()? {
            Failed::SignedOut => return Some(sign_in(t(Key::CASE_FAILED_SIGN_IN), true)),
            Failed::Changed => Key::CASE_FAILED_CHANGED,
            Failed::Refused(_) => Key::CASE_FAILED_REFUSED,
            Failed::Away => Key::CASE_FAILED_AWAY,
        };
        let view = view! {
            <Alert kind=AlertKind::Warning heading=t(Key::CASE_FAILED) announced=true>
                <p>{t(text)}</p>
                <p>{call()}</p>
            </Alert>
        };
        Some(view.into_any())
    };
    view! { {told} }.into_any()
}
