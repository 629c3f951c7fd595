//! All of an application before it is signed: each answer with the way to change it, and what is missing.

use indgang_api::case::NewMatter;
use indgang_domain::case::{Content, Fault};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::apply::{Step, amount, document, where_is};
use super::draft::{self, Draft};
use super::form::{rules, today};
use super::frame::trouble;
use super::keep::{self, Failed, Letter};
use super::{Page, matter_path, queue, spouse};
use crate::browser::{format, location, page};
use crate::text::{self, Key, t, t_with};
use crate::ui::{
    Button, ButtonKind, CheckboxGroup, Choice, ErrorSummary, FieldError, Form, Markup,
};

/// Where a fault is mended.
fn step_of(fault: &Fault) -> Step {
    match fault.pointer {
        "/household" => Step::Start,
        "/since" | "/what_happened" => Step::What,
        "/phone" | "/address" => Step::Who,
        "/papers" => Step::Papers,
        "/more" => Step::More,
        _ => Step::Check,
    }
}

/// What is missing, in words.
fn missing(fault: &Fault) -> &'static str {
    t(match fault.pointer {
        "/household" => Key::APPLY_MISSING_ANSWERS,
        "/since" => Key::APPLY_MISSING_SINCE,
        "/what_happened" => Key::APPLY_MISSING_HAPPENED,
        "/phone" => Key::APPLY_MISSING_PHONE,
        "/address" => Key::APPLY_MISSING_ADDRESS,
        "/papers" => Key::APPLY_MISSING_PAPERS,
        "/promised" => Key::APPLY_MISSING_PROMISE,
        _ => Key::CASE_FAILED_REFUSED,
    })
}

/// All of it, with what is missing; signed by having signed in just now.
pub fn check() -> AnyView {
    let promised = RwSignal::new(Vec::<String>::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let failed = RwSignal::new(None::<Failed>);
    let is_sending = RwSignal::new(false);
    let submit = move |()| {
        let Some(known) = untrack(keep::known).filter(|_| !is_sending.get_untracked()) else {
            return;
        };
        let is_promised = !promised.read_untracked().is_empty();
        let application = document(&untrack(draft::get), is_promised);
        let files = application.files().cloned().collect();
        let content = Content::Application(Box::new(application));
        let faults = content.check(today(), rules(&known));
        errors.set(
            faults
                .iter()
                .map(|fault| FieldError {
                    field: if step_of(fault) == Step::Check {
                        "promised-0"
                    } else {
                        "missing"
                    }
                    .to_owned(),
                    message: missing(fault).to_owned(),
                })
                .collect(),
        );
        if !faults.is_empty() {
            return;
        }
        is_sending.set(true);
        failed.set(None);
        let letter = Letter::new(NewMatter { content, files });
        spawn_local(async move {
            match keep::send(&letter).await {
                Ok(matter) => {
                    draft::forget().await;
                    location::go(&matter_path(&matter.summary.id));
                    page::announce(t(Key::CASE_SENT));
                }
                Err(Failed::Away) => {
                    queue::put(letter);
                    location::go(Page::Overview.path());
                }
                Err(other) => {
                    let _ = failed.try_set(Some(other));
                }
            }
            let _ = is_sending.try_set(false);
        });
    };
    let is_wrong = Signal::derive(move || {
        let errors = errors.read();
        let here = errors.iter().find(|error| error.field == "promised-0")?;
        Some(here.message.clone())
    });
    let choices = vec![Choice::new("yes", t(Key::APPLY_PROMISE))];
    view! {
        <p class="font-lead">{t(Key::APPLY_CHECK_LEAD)}</p>
        <ErrorSummary errors/>
        {move || told(&draft::get())}
        {spouse::of_draft()}
        <p class="case__acts">
            <Button kind=ButtonKind::Secondary on_press=|()| page::print()>{t(Key::CASE_PRINT)}</Button>
        </p>
        <Form on_submit=submit>
            <CheckboxGroup
                id="promised"
                legend=t(Key::APPLY_PROMISE_LEGEND)
                hint=t(Key::APPLY_PROMISE_HINT)
                choices
                error=is_wrong
                value=promised
            />
            {trouble(failed)}
            <p class="way-on">
                <Button>{move || t(if is_sending.get() { Key::CASE_SENDING } else { Key::APPLY_SIGN })}</Button>
            </p>
        </Form>
        <p>{t(Key::APPLY_SIGN_TEXT)}</p>
    }
    .into_any()
}

/// Each answer with the way to change it, and what is missing.
fn told(draft: &Draft) -> AnyView {
    let document = document(draft, true);
    let faults = Content::Application(Box::new(document.clone()))
        .check(today(), indgang_domain::case::Rules { holiday_weeks: 0 });
    let mut markup = Markup::default();
    if !faults.is_empty() {
        markup.open(
            "div",
            &[
                ("class", "case__missing"),
                ("id", "missing"),
                ("tabindex", "-1"),
            ],
        );
        markup.put("h2", t(Key::APPLY_MISSING));
        markup.open("ul", &[]);
        for fault in &faults {
            markup.open("li", &[]);
            markup.put_with("a", &[("href", step_of(fault).path())], missing(fault));
            markup.close("li");
        }
        markup.close("ul");
        markup.close("div");
    }
    let has = |pointer: &str| !faults.iter().any(|fault| fault.pointer == pointer);
    let mut part = |step: Step, facts: &[(Key, String)]| {
        markup.put("h2", step.title());
        markup.open("dl", &[("class", "case__facts")]);
        for (asked, said) in facts {
            let said = if said.is_empty() {
                t(Key::APPLY_EMPTY)
            } else {
                said
            };
            markup.put("dt", t(*asked));
            markup.put("dd", said);
        }
        markup.close("dl");
        markup.open("p", &[]);
        let label = t_with(Key::APPLY_EDIT, &[("hvad", step.title())]);
        markup.put_with("a", &[("href", step.path())], &label);
        markup.close("p");
    };
    let since = match has("/since") {
        true => format::day(document.since.0),
        false => String::new(),
    };
    part(
        Step::What,
        &[
            (Key::APPLY_SINCE, since),
            (Key::APPLY_HAPPENED, draft.what_happened.clone()),
        ],
    );
    part(
        Step::Who,
        &[
            (Key::APPLY_PHONE, draft.phone.clone()),
            (Key::APPLY_ADDRESS, draft.address.clone()),
        ],
    );
    part(Step::More, &[(Key::APPLY_MORE_LABEL, draft.more.clone())]);
    markup.put("h2", Step::Papers.title());
    markup.open("dl", &[("class", "case__facts")]);
    for paper in &document.papers {
        markup.put("dt", text::paper(&paper.name, "name").unwrap_or_default());
        markup.put("dd", where_is(paper.where_is));
    }
    markup.close("dl");
    let answers = draft.household.as_deref().map(amount);
    view! {
        <h2>{t(Key::APPLY_ANSWERS)}</h2>
        {answers}
        <p><a href=Step::Start.path()>{t(Key::APPLY_ANSWERS_EDIT)}</a></p>
        {markup.into_view()}
    }
    .into_any()
}
