//! The spouse's own part of an application: asking them for it, and being asked. Neither sees the other's answers,
//! unless the spouse shows theirs.

use std::sync::LazyLock;

use indgang_api::invitations::{
    ACCEPT, Invitation, NewInvitation, ONE, OfferedInvitation, PATH, ShareCode,
};
use indgang_domain::case::{Content, Kind};
use indgang_law::Household;
use indgang_law::household::Relationship;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::both::Both;
use super::fields::{self, Sheet};
use super::frame::{frame, trouble};
use super::help::code_to_give;
use super::keep::{self, Failed};
use super::{Page, matter_path};
use super::{attach, draft};
use crate::browser::http::Unreachable;
use crate::browser::{bytes, clock, format, http, page, store};
use crate::text::{Key, t, t_with};
use crate::ui::{
    Alert, AlertKind, Button, ButtonKind, ErrorSummary, FieldError, Form, Markup, TextInput,
};

/// Whether the law computes the applicant and a spouse together.
fn has_spouse(household: &str) -> bool {
    let household = Household::from_json(household.as_bytes()).ok();
    household
        .and_then(|household| household.relationship)
        .is_some_and(Relationship::is_married)
}

/// On the application that is written: the spouse signs their own part. Nothing, where there is no spouse.
pub fn of_draft() -> AnyView {
    let has_spouse = Memo::new(|_| draft::get().household.as_deref().is_some_and(has_spouse));
    view! { {move || has_spouse.get().then(|| asked(None))} }.into_any()
}

/// On an application that was sent.
pub fn of_application(content: &Content, matter: &str) -> Option<AnyView> {
    match content {
        Content::Application(it) if has_spouse(&it.household) => {
            Some(asked(Some(matter.to_owned())))
        }
        _ => None,
    }
}

/// How far the spouse has come, and the way to ask them.
fn asked(matter: Option<String>) -> AnyView {
    let newest = Memo::new(move |_| {
        let mut all = keep::known()?.case.invitations.into_iter();
        all.find(|one| one.own && one.matter == matter)
    });
    let code = RwSignal::new(None::<OfferedInvitation>);
    let failed = RwSignal::new(None::<Failed>);
    let press = move |()| {
        spawn_local(async move {
            let key = bytes::once();
            let header = [("idempotency-key", key.as_str())];
            match keep::change("POST", PATH, &header, &NewInvitation {}).await {
                Ok(offered) => {
                    failed.set(None);
                    code.set(Some(offered));
                    keep::read().await;
                }
                Err(why) => failed.set(Some(why)),
            }
        });
    };
    let invite = move || {
        let is_signed = newest.get().is_some_and(|one| one.signed_at.is_some());
        (!is_signed && !keep::is_helping()).then(|| {
            let words = match newest.get() {
                Some(_) => Key::SPOUSE_INVITE_AGAIN,
                None => Key::SPOUSE_INVITE,
            };
            view! { <p><Button kind=ButtonKind::Secondary on_press=press>{t(words)}</Button></p> }
        })
    };
    view! {
        <section class="case__spouse" aria-labelledby="case-spouse">
            <h2 id="case-spouse">{t(Key::SPOUSE_TITLE)}</h2>
            <p>{t(Key::SPOUSE_TEXT)}</p>
            {move || newest.get().map(|one| state(&one))}
            {trouble(failed)}
            {move || code.get().map(|offered| {
                let last = format::day(offered.ends_on.0);
                code_to_give(offered.code, t_with(Key::SPOUSE_CODE_TEXT, &[("dag", &last)]))
            })}
            {invite}
        </section>
    }
    .into_any()
}

/// What the applicant sees of it: who, until when or since when, and what the spouse shows.
fn state(one: &Invitation) -> AnyView {
    let name = one.name.clone().unwrap_or_default();
    let last = format::day(one.ends_on.0);
    let words = match one.signed_at {
        Some(at) => t_with(
            Key::SPOUSE_SIGNED,
            &[("navn", &name), ("tid", &format::when(at))],
        ),
        None if one.over => t(Key::SPOUSE_NOT_SIGNED).to_owned(),
        None if name.is_empty() => t_with(Key::SPOUSE_WAITS_CODE, &[("dag", &last)]),
        None => t_with(Key::SPOUSE_WAITS, &[("navn", &name), ("dag", &last)]),
    };
    let mut markup = Markup::default();
    if let Some(content) = &one.shown {
        let summary = t_with(Key::SPOUSE_SHOWN, &[("navn", &name)]);
        markup.details(&summary, |markup| {
            fields::list(content, "case__facts", markup);
        });
    }
    view! { <p class="case__state">{words}</p> {markup.into_view()} }.into_any()
}

/// The invitation that waits for the citizen, if one does; whoever reads it follows.
pub fn waiting() -> Option<Invitation> {
    let mut all = keep::known()?.case.invitations.into_iter();
    all.find(|one| !one.own && !one.over && one.signed_at.is_none())
        .filter(|_| !keep::is_helping())
}

/// When the part was written last on this device, beside its fields and files.
const AT: &str = "own.draft.case.own_part.at";

static DRAFT: LazyLock<Both> = LazyLock::new(|| Both::new(|| "egen-del".to_owned(), here, take));

/// A part that is begun, as the server keeps it.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Begun {
    at: u64,
    /// The invitation that it answers: no other one's form is filled in with it.
    invitation: String,
    /// What stands in the fields, as this device keeps it.
    typed: String,
    /// What is attached, as this device keeps it.
    files: String,
}

/// Where this device keeps the fields and the files.
fn places() -> [String; 2] {
    let kind = Kind::OwnPart;
    [fields::draft_name(kind), attach::name_of(kind.name())]
}

fn here() -> (u64, String) {
    let [typed, files] = places().map(|place| store::load(&place).unwrap_or_default());
    let at = store::load(AT).and_then(|at| at.parse().ok());
    let begun = Begun {
        at: at.unwrap_or_default(),
        invitation: untrack(waiting).map(|one| one.id).unwrap_or_default(),
        typed,
        files,
    };
    let content = serde_json::to_string(&begun).unwrap_or_default();
    (begun.at, content)
}

fn take(content: &str) {
    let begun: Begun = serde_json::from_slice(content.as_bytes()).unwrap_or_default();
    if untrack(waiting).is_some_and(|one| one.id == begun.invitation) {
        for (place, kept) in places().iter().zip([begun.typed, begun.files]) {
            store::save(place, &kept);
        }
        store::save(AT, &begun.at.to_string());
    }
}

fn changed() {
    let (before, _) = here();
    // Always later than before: devices' clocks stand still and go back.
    let at = clock::milliseconds().max(before + 1);
    store::save(AT, &at.to_string());
    DRAFT.changed();
}

/// Where the part is kept, in words; whoever reads it follows.
pub fn kept() -> &'static str {
    DRAFT.state()
}

/// It is signed: nothing of what was begun stays.
pub fn forget() {
    store::clear(AT);
    spawn_local(DRAFT.forget());
}

/// The page of whoever is asked.
pub fn part() -> AnyView {
    frame(
        || t(Key::SPOUSE_KIND).to_owned(),
        false,
        || {
            let one = Memo::new(|_| waiting());
            Effect::new(move |_| {
                if one.get().is_some() {
                    DRAFT.follow();
                }
            });
            view! {
                {move || {
                    DRAFT.arrived();
                    match one.get() {
                        Some(one) => sign(&one),
                        None => bring(),
                    }
                }}
            }
            .into_any()
        },
    )
}

fn sign(one: &Invitation) -> AnyView {
    let name = one.name.clone().unwrap_or_default();
    let last = format::day(one.ends_on.0);
    let address = ONE.replace("{invitation}", &one.id);
    let failed = RwSignal::new(None::<Failed>);
    let refuse = move |()| {
        let address = address.clone();
        spawn_local(async move {
            match http::ask("DELETE", &address).await {
                Ok(answer) if answer.is_success() => {
                    page::announce(t(Key::SPOUSE_REFUSED));
                    keep::read().await;
                }
                Ok(_) => failed.set(Some(Failed::Changed)),
                Err(Unreachable) => failed.set(Some(Failed::Away)),
            }
        });
    };
    let sheet = Sheet::new(Kind::OwnPart, &[]).given("invitation", &one.id);
    let sheet = sheet.told_to(changed);
    view! {
        <p class="font-lead">{t_with(Key::SPOUSE_ASKS, &[("navn", &name)])}</p>
        <p>{t_with(Key::SPOUSE_ASKS_TEXT, &[("navn", &name), ("dag", &last)])}</p>
        {sheet.page(Kind::OwnPart)}
        {trouble(failed)}
        <p>{t_with(Key::SPOUSE_REFUSE_TEXT, &[("navn", &name)])}</p>
        <p><Button kind=ButtonKind::Tertiary on_press=refuse>{t(Key::SPOUSE_REFUSE)}</Button></p>
    }
    .into_any()
}

/// The code that one was given; and where one's part is, when it is signed.
fn bring() -> AnyView {
    let code = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let submit = move |()| {
        let said = ShareCode {
            code: code.get_untracked().trim().to_owned(),
        };
        spawn_local(async move {
            let body = serde_json::to_vec(&said).unwrap_or_default();
            let key = bytes::once();
            let headers = [
                ("content-type", "application/json"),
                ("idempotency-key", &*key),
            ];
            match http::send("POST", ACCEPT, &headers, Some(&body)).await {
                Ok(answer) if answer.is_success() => keep::read().await,
                _ => errors.set(vec![FieldError {
                    field: "code".to_owned(),
                    message: t(Key::CASE_HELP_WRONG).to_owned(),
                }]),
            }
        });
    };
    let error = Signal::derive(move || errors.read().first().map(|error| error.message.clone()));
    let signed = move || {
        let all = keep::known()?.case.invitations.into_iter();
        let id = all.filter(|one| !one.own).find_map(|one| one.matter)?;
        let view = view! {
            <Alert kind=AlertKind::Success heading=t(Key::SPOUSE_YOU_SIGNED)>
                <p><a href=matter_path(&id)>{t(Key::SPOUSE_SEE)}</a></p>
            </Alert>
        };
        Some(view)
    };
    view! {
        {signed}
        <p>{t(Key::SPOUSE_BRING_TEXT)}</p>
        <Form on_submit=submit>
            <ErrorSummary errors/>
            <TextInput
                id="code"
                label=t(Key::CASE_HELP_BRING)
                error
                value=code
            />
            <p><Button kind=ButtonKind::Secondary>{t(Key::SPOUSE_BRING)}</Button></p>
        </Form>
        <p><a href=Page::Overview.path()>{t(Key::CASE_TITLE)}</a></p>
    }
    .into_any()
}
