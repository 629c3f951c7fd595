//! The way in: one list with where each step stands, who does it, and by which day.

use indgang_api::case::{Progress, Rules};
use indgang_api::kommune::Dato;
use indgang_domain::case::{Kind, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::apply;
use super::form::today;
use super::keep::{self, Known};
use super::matter_path;
use crate::browser::format;
use crate::household;
use crate::routes::Route;
use crate::text::{Key, basis, t, t_with};
use crate::ui::{Button, ButtonKind};

/// Where somebody registers as looking for work, writes their CV and keeps their joblog.
const JOBNET: &str = "https://jobnet.dk";
/// How far a step has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Yes,
    /// Sent, and waiting for a person.
    Waits,
    No,
}

/// The list.
pub fn way_in() -> AnyView {
    view! {
        <section aria-labelledby="case-way-in">
            <h2 id="case-way-in">{t(Key::CASE_WAY_IN)}</h2>
            <p>{t(Key::CASE_WAY_IN_TEXT)}</p>
            {move || keep::known().map(|known| list(&known))}
        </section>
    }
    .into_any()
}

fn list(known: &Known) -> AnyView {
    let progress = &known.case.progress;
    let rules = &known.case.rules;
    let application = known
        .case
        .matters
        .iter()
        .find(|matter| matter.kind == Kind::Application);
    let applied = match application.map(|matter| matter.status) {
        Some(Status::Decided) => Done::Yes,
        Some(Status::Sent | Status::InHand | Status::Asked) => Done::Waits,
        _ => Done::No,
    };
    let is = |done: bool| if done { Done::Yes } else { Done::No };
    let link = |href: &'static str, key: Key| view! { <p><a href=href>{t(key)}</a></p> }.into_any();
    let other = |href: &'static str, key: Key| {
        view! { <p><a href=href rel="external noreferrer" target="_blank">{t(key)}</a></p> }
            .into_any()
    };
    let steps: Vec<AnyView> = vec![
        step(
            Key::CASE_STEP_CALCULATOR,
            is(household::kept().is_some()),
            String::new(),
            link(Route::CALCULATOR.path(), Key::CASE_STEP_CALCULATOR_GO),
        ),
        step(
            Key::CASE_STEP_PAPERS,
            is(progress.papers),
            t(Key::CASE_STEP_PAPERS_TEXT).to_owned(),
            tick(progress, progress.papers, |progress, done| {
                progress.papers = done
            }),
        ),
        step(
            Key::CASE_STEP_REGISTER,
            is(progress.registered.is_some()),
            match progress.registered {
                Some(day) => t_with(Key::CASE_STEP_REGISTERED, &[("dag", &format::day(day.0))]),
                None => t(Key::CASE_STEP_REGISTER_TEXT).to_owned(),
            },
            view! {
                {other(JOBNET, Key::CASE_STEP_JOBNET)}
                {tick(progress, progress.registered.is_some(), |progress, done| {
                    progress.registered = done.then(|| Dato(today()));
                })}
            }
            .into_any(),
        ),
        step(
            Key::CASE_STEP_APPLY,
            applied,
            application.map_or_else(
                || t(Key::CASE_STEP_APPLY_TEXT).to_owned(),
                super::words::status,
            ),
            match application.filter(|matter| matter.status != Status::Withdrawn) {
                Some(matter) => {
                    view! { <p><a href=matter_path(&matter.id)>{t(Key::APPLY_SENT_SEE)}</a></p> }
                        .into_any()
                }
                None => link(apply::Step::Start.path(), Key::APPLY_TITLE),
            },
        ),
        step(
            Key::CASE_STEP_TALK,
            is(known.next_meeting.is_some()),
            match known.next_meeting {
                Some(start) => format::when(start),
                None => rule(Key::CASE_STEP_TALK_TEXT, &rules.first_talk_days),
            },
            match known.next_meeting {
                Some(_) => link(Route::Meetings.path(), Key::CASE_STEP_TALK_SEE),
                None => link(Route::BookMeeting.path(), Key::CASE_STEP_TALK_GO),
            },
        ),
        step(
            Key::CASE_STEP_CV,
            is(progress.cv),
            cv_by(progress, rules),
            view! {
                {other(JOBNET, Key::CASE_STEP_JOBNET)}
                {tick(progress, progress.cv, |progress, done| progress.cv = done)}
            }
            .into_any(),
        ),
        step(
            Key::CASE_STEP_JOBLOG,
            is(progress.joblog),
            rule(Key::CASE_STEP_JOBLOG_TEXT, &rules.job_suggestions_days),
            view! {
                {other(JOBNET, Key::CASE_STEP_JOBNET)}
                {tick(progress, progress.joblog, |progress, done| progress.joblog = done)}
            }
            .into_any(),
        ),
        step(
            Key::CASE_STEP_PLAN,
            Done::No,
            t(Key::CASE_STEP_PLAN_TEXT).to_owned(),
            link(Route::Plan.path(), Key::CASE_STEP_PLAN_GO),
        ),
    ];
    view! { <ol class="case__way nobullet-list">{steps}</ol> }.into_any()
}

/// A number of days with who says so.
fn rule(key: Key, rule: &indgang_api::process_rules::Rule) -> String {
    let days = rule.value.to_string();
    t_with(key, &[("antal", &days), ("hvem", basis(rule))])
}

fn cv_by(progress: &Progress, rules: &Rules) -> String {
    match progress.registered {
        Some(day) => {
            let by = day.0.plus_days(i32::from(rules.cv_days.value));
            let words = [("dag", &*format::day(by)), ("hvem", basis(&rules.cv_days))];
            t_with(Key::CASE_STEP_CV_BY, &words)
        }
        None => rule(Key::CASE_STEP_CV_TEXT, &rules.cv_days),
    }
}

fn step(name: Key, done: Done, text: String, act: AnyView) -> AnyView {
    let (class, words) = match done {
        Done::Yes => ("case__step-done", Key::CASE_DONE),
        Done::Waits => ("case__step-waits", Key::CASE_WAITS),
        Done::No => ("case__step-open", Key::CASE_OPEN),
    };
    view! {
        <li class=class>
            <h3>{t(name)}</h3>
            <p class="case__state">{t(words)}</p>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            {act}
        </li>
    }
    .into_any()
}

/// Says that one has done it, or has not after all.
fn tick(progress: &Progress, is_done: bool, set: fn(&mut Progress, bool)) -> AnyView {
    let progress = progress.clone();
    let press = move |()| {
        let mut progress = progress.clone();
        set(&mut progress, !is_done);
        spawn_local(async move {
            // What cannot be kept is shown as it was: the page has read it again.
            let _ = keep::keep_progress(progress).await;
        });
    };
    let words = if is_done {
        Key::CASE_UNDO
    } else {
        Key::CASE_DO
    };
    view! { <p><Button kind=ButtonKind::Tertiary on_press=press>{t(words)}</Button></p> }.into_any()
}
