//! Writing one matter: its fields, what it means, and sending it.

use indgang_api::case::NewMatter;
use indgang_domain::case::{Kind, Rules};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attach::{self, Place};
use super::fields::Sheet;
use super::frame::{call, frame, trouble};
use super::keep::{self, Failed, Known, Letter};
use super::{Page, matter_path, means, queue, spouse, words};
use crate::browser::{clock, location, page};
use crate::text::{Key, t};
use crate::ui::{Alert, AlertKind, Button, ErrorSummary, Form};

/// The page of a kind.
pub fn write(kind: Kind) -> AnyView {
    frame(
        move || words::kind(kind).to_owned(),
        false,
        move || {
            let said = untrack(keep::known).map(|known| known.case.said);
            let said = said.unwrap_or_default();
            let known = match kind {
                Kind::Moved => vec![("address", said.address)],
                Kind::Phone => vec![("number", said.phone)],
                Kind::SickStart => vec![("phone", said.phone)],
                _ => Vec::new(),
            };
            Sheet::new(kind, &known).page(kind)
        },
    )
}

/// The rules that what is written is checked by.
pub fn rules(known: &Known) -> Rules {
    Rules {
        holiday_weeks: known.case.rules.holiday_weeks.value,
    }
}

/// Today in Copenhagen, by this device.
pub fn today() -> Date {
    clock::today().unwrap_or(Date::constant(2026, 1, 1))
}

/// Sends something, and goes on to where one sees it. Without a network it waits on the device.
pub async fn deliver(letter: Letter, done: impl FnOnce()) -> Result<(), Failed> {
    match keep::send(&letter).await {
        Ok(matter) => {
            done();
            location::go(&matter_path(&matter.summary.id));
            page::announce(t(Key::CASE_SENT));
        }
        Err(Failed::Away) => {
            done();
            queue::put(letter);
            location::go(Page::Overview.path());
        }
        Err(other) => return Err(other),
    }
    Ok(())
}

impl Sheet {
    /// The form.
    pub fn page(self, kind: Kind) -> AnyView {
        let failed = RwSignal::new(None);
        let is_sending = RwSignal::new(false);
        let takes_files = matches!(kind, Kind::Need | Kind::OwnPart | Kind::Receipts);
        let files = takes_files.then(|| attach::kept(kind.name()));
        if let Some(files) = files {
            attach::on_change(files, move |_| self.changed());
        }
        let submit = move |()| {
            let Some(known) = untrack(keep::known).filter(|_| !is_sending.get_untracked()) else {
                return;
            };
            let Some(content) = self.checked(today(), rules(&known)) else {
                return;
            };
            let chosen = files.map(|files| attach::ids(&files.read_untracked()));
            let Some(sent) = chosen.unwrap_or(Some(Vec::new())) else {
                self.errors().set(vec![attach::unsent()]);
                return;
            };
            if kind == Kind::Receipts && sent.is_empty() {
                self.errors().set(vec![attach::none()]);
                return;
            }
            is_sending.set(true);
            failed.set(None);
            let letter = Letter::new(NewMatter {
                content,
                files: sent,
            });
            spawn_local(async move {
                let done = move || {
                    self.forget();
                    attach::forget(kind.name());
                    if kind == Kind::OwnPart {
                        spouse::forget();
                    }
                };
                if let Err(why) = deliver(letter, done).await {
                    let _ = failed.try_set(Some(why));
                }
                let _ = is_sending.try_set(false);
            });
        };
        let means = move || {
            let known = keep::known()?;
            let lines = means::of(&self.content()?, &known, today());
            (!lines.is_empty()).then(|| {
                let lines: Vec<_> = lines
                    .into_iter()
                    .map(|line| view! { <li>{line}</li> })
                    .collect();
                view! {
                    <Alert kind=AlertKind::Info heading=t(Key::CASE_MEANS)><ul>{lines}</ul></Alert>
                }
            })
        };
        view! {
            <ErrorSummary errors=self.errors()/>
            {means::lead(kind).map(|lead| view! { <p class="font-lead">{lead}</p> })}
            <Form on_submit=submit>
                {self.view()}
                {files.map(|files| attach::attach("files", files, Place::own(), attach::unsent_of(self.errors())))}
                <div aria-live="polite">{means}</div>
                {trouble(failed)}
                <p class="way-on">
                    <Button>{move || t(match is_sending.get() {
                        true => Key::CASE_SENDING,
                        false if kind.is_signed() => Key::APPLY_SIGN,
                        false => Key::CASE_SEND,
                    })}</Button>
                </p>
            </Form>
            {kind.is_signed().then(|| view! { <p>{t(Key::APPLY_SIGN_TEXT)}</p> })}
            <p class="case__line">{move || match kind {
                Kind::OwnPart => spouse::kept(),
                _ => t(Key::CASE_KEPT_HERE),
            }}</p>
            <p class="case__line">{t(Key::CASE_OR_CALL)} " " {call()}</p>
        }
        .into_any()
    }
}
