//! Letting somebody help, and helping somebody.

use indgang_api::kommune::Dato;
use indgang_api::mine_data::{AcceptedShare, NewShare, OfferedShare, Part, ShareCode};
use indgang_api::shares;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Page;
use super::form::today;
use super::frame::{frame, trouble};
use super::keep::{self, Failed};
use crate::browser::{bytes, clipboard, format, location, page};
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, ErrorSummary, FieldError, Form, TextInput};

/// For how many days somebody helps, unless the citizen stops it before.
const DAYS: i32 = 90;

/// The page.
pub fn help() -> AnyView {
    frame(
        || t(Key::CASE_HELP).to_owned(),
        false,
        || view! { {offer()} {bring()} }.into_any(),
    )
}

/// A code for whoever is to help.
fn offer() -> AnyView {
    let code = RwSignal::new(None::<String>);
    let failed = RwSignal::new(None::<Failed>);
    let last = today().plus_days(DAYS);
    let press = move |()| {
        spawn_local(async move {
            let share = NewShare {
                part: Part::Benefit,
                ends_on: Dato(last),
            };
            let key = bytes::once();
            let header = [("idempotency-key", key.as_str())];
            match keep::change::<OfferedShare>("POST", shares::PATH, &header, &share).await {
                Ok(offered) => {
                    failed.set(None);
                    code.set(Some(offered.code));
                }
                Err(why) => failed.set(Some(why)),
            }
        });
    };
    let shown = move || {
        let words = t_with(Key::CASE_HELP_CODE_TEXT, &[("dag", &format::day(last))]);
        Some(code_to_give(code.get()?, words))
    };
    view! {
        <h2>{t(Key::CASE_HELP_OFFER)}</h2>
        <p>{t(Key::CASE_HELP_OFFER_TEXT)}</p>
        {trouble(failed)}
        {shown}
        <p><Button kind=ButtonKind::Secondary on_press=press>{t(Key::CASE_HELP_MAKE)}</Button></p>
        <p><a href=Route::MineData.path()>{t(Key::CASE_HELP_STOP)}</a></p>
    }
    .into_any()
}

/// A code to give to somebody, with what it is good for.
pub fn code_to_give(code: String, words: String) -> AnyView {
    let copy = {
        let code = code.clone();
        move |()| {
            let code = code.clone();
            spawn_local(async move {
                if clipboard::copy(&code).await {
                    page::announce(t(Key::CASE_HELP_COPIED));
                }
            });
        }
    };
    view! {
        <Alert kind=AlertKind::Success heading=t(Key::CASE_HELP_CODE) announced=true>
            <p class="case__code">{code}</p>
            <p>{words}</p>
            <p><Button kind=ButtonKind::Secondary on_press=copy>{t(Key::CASE_HELP_COPY)}</Button></p>
        </Alert>
    }
    .into_any()
}

/// The code that one was given.
fn bring() -> AnyView {
    let code = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let submit = move |()| {
        let said = ShareCode {
            code: code.get_untracked().trim().to_owned(),
        };
        spawn_local(async move {
            let key = bytes::once();
            let header = [("idempotency-key", key.as_str())];
            match keep::change::<AcceptedShare>("POST", shares::ACCEPT, &header, &said).await {
                Ok(accepted) => {
                    keep::help(Some(&accepted.citizen));
                    location::go(Page::Overview.path());
                    keep::read().await;
                }
                Err(_) => errors.set(vec![FieldError {
                    field: "code".to_owned(),
                    message: t(Key::CASE_HELP_WRONG).to_owned(),
                }]),
            }
        });
    };
    let error = Signal::derive(move || errors.read().first().map(|error| error.message.clone()));
    view! {
        <h2>{t(Key::CASE_HELP_OTHER)}</h2>
        <Form on_submit=submit>
            <ErrorSummary errors/>
            <TextInput
                id="code"
                label=t(Key::CASE_HELP_BRING)
                hint=t(Key::CASE_HELP_BRING_HINT)
                error
                value=code
            />
            <p><Button kind=ButtonKind::Secondary>{t(Key::CASE_HELP_BEGIN)}</Button></p>
        </Form>
    }
    .into_any()
}
