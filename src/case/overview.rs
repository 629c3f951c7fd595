//! Everything in one look: what waits for me, who helps me, the way in, what I can send, and what I have sent.

use indgang_api::case::{NewMatter, Summary};
use indgang_domain::case::content::{Intensity, Level};
use indgang_domain::case::{Content, Kind, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::{frame, live, trouble};
use super::keep::{self, Failed, Letter};
use super::{Page, REPORTS, REQUESTS, contact, matter_path, spouse, still, way_in, words};
use crate::browser::{format, page};
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, Choice, Form, RadioGroup};

/// The page.
pub fn overview() -> AnyView {
    frame(
        || t(Key::CASE_TITLE).to_owned(),
        true,
        || {
            live();
            view! {
                {move || keep::known().map(|known| asked(&known.case.matters))}
                {move || keep::known().map(|known| contact::card(&known.case))}
                {way_in::way_in()}
                {level()}
                <section aria-labelledby="case-send">
                    <h2 id="case-send">{t(Key::CASE_WRITE)}</h2>
                    <ul class="case__doors nobullet-list">
                        <li><a href=Page::Report.path()>{t(Key::CASE_REPORT)}</a></li>
                        {REQUESTS.map(door).into_iter().collect::<Vec<_>>()}
                        <li><a href=Page::Spouse.path()>{t(Key::SPOUSE_KIND)}</a></li>
                        <li><a href=Page::Help.path()>{t(Key::CASE_HELP)}</a></li>
                        <li><a href=Page::Budget.path()>{t(Key::BUDGET_TITLE)}</a></li>
                    </ul>
                </section>
                {move || keep::known().map(|known| sent(&known.case.matters))}
                {move || keep::known().map(|known| involved(&known.case.units))}
            }
            .into_any()
        },
    )
}

/// The page with what one can report.
pub fn reports() -> AnyView {
    frame(
        || t(Key::CASE_REPORT).to_owned(),
        false,
        || {
            view! {
                <p class="font-lead">{t(Key::CASE_REPORT_LEAD)}</p>
                <ul class="case__doors nobullet-list">{REPORTS.map(door).into_iter().collect::<Vec<_>>()}</ul>
            }
            .into_any()
        },
    )
}

fn door(kind: Kind) -> AnyView {
    view! { <li><a href=Page::Write(kind).path()>{words::kind(kind)}</a></li> }.into_any()
}

/// What waits for the citizen, first of all.
fn asked(matters: &[Summary]) -> AnyView {
    let asked: Vec<AnyView> = matters
        .iter()
        .filter(|matter| matter.status == Status::Asked)
        .map(|matter| {
            view! {
                <li>
                    <a href=matter_path(&matter.id)>{words::title(matter)}</a>
                    <p>{words::status(matter)}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    let still: Vec<AnyView> = matters
        .iter()
        .filter(|matter| matter.is_asked_still)
        .map(|matter| {
            let change = matter_path(&matter.id);
            view! {
                <li>
                    {still::question(&matter.id)}
                    <p><a href=change>{t(Key::CASE_STILL_NO)}</a></p>
                </li>
            }
            .into_any()
        })
        .collect();
    let spouse = spouse::waiting().map(|one| {
        let name = one.name.unwrap_or_default();
        view! { <li><a href=Page::Spouse.path()>{t_with(Key::SPOUSE_ASKS, &[("navn", &name)])}</a></li> }
    });
    if asked.is_empty() && still.is_empty() && spouse.is_none() {
        return view! { <p>{t(Key::CASE_NOTHING_WAITS)}</p> }.into_any();
    }
    view! {
        <Alert kind=AlertKind::Warning heading=t(Key::CASE_WAITS_FOR_YOU)>
            <ul class="nobullet-list">{asked}{still}{spouse}</ul>
        </Alert>
    }
    .into_any()
}

fn sent(matters: &[Summary]) -> AnyView {
    if matters.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = matters
        .iter()
        .map(|matter| {
            let at = t_with(Key::CASE_SENT_AT, &[("tid", &format::when(matter.sent_at))]);
            view! {
                <li>
                    <h3><a href=matter_path(&matter.id)>{words::title(matter)}</a></h3>
                    <p>{words::status(matter)}</p>
                    <p class="case__line">{at}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section aria-labelledby="case-sent">
            <h2 id="case-sent">{t(Key::CASE_ALL_SENT)}</h2>
            <ul class="case__sent nobullet-list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// How many work with the citizen, and where one sees what they may see.
fn involved(units: &[String]) -> AnyView {
    if units.is_empty() {
        return ().into_any();
    }
    let number = units.len().to_string();
    let names = units.join(", ");
    let words = t_with(
        Key::CASE_INVOLVED_TEXT,
        &[("antal", &number), ("enheder", &names)],
    );
    view! {
        <section aria-labelledby="case-involved">
            <h2 id="case-involved">{t(Key::CASE_INVOLVED)}</h2>
            <p>{words}</p>
            <p><a href=Page::Consent.path()>{t(Key::CONSENT_TITLE)}</a></p>
            <p><a href=Route::MineData.path()>{t(Key::CASE_INVOLVED_SEE)}</a></p>
        </section>
    }
    .into_any()
}

/// How close the contact is to be, chosen by the citizen and changed at any time.
fn level() -> AnyView {
    let now = Memo::new(|_| keep::known().map(|known| known.case.progress.level));
    let chosen = RwSignal::new(None::<String>);
    let failed = RwSignal::new(None);
    const LEVELS: [(Level, &str); 3] = [
        (Level::Light, "light"),
        (Level::Normal, "normal"),
        (Level::Close, "close"),
    ];
    let name = |level: Level| {
        LEVELS
            .iter()
            .find(|(it, _)| *it == level)
            .map(|(_, name)| *name)
    };
    Effect::new(move |_| chosen.set(now.get().and_then(name).map(str::to_owned)));
    let choose = move |()| {
        let wanted = chosen.get_untracked();
        let level = LEVELS
            .iter()
            .find(|(_, name)| wanted.as_deref() == Some(name));
        let Some((level, _)) = level
            .copied()
            .filter(|(level, _)| Some(*level) != now.get_untracked())
        else {
            return;
        };
        let Some(known) = untrack(keep::known) else {
            return;
        };
        spawn_local(async move {
            let letter = Letter::new(NewMatter {
                content: Content::Intensity(Intensity { level }),
                files: Vec::new(),
            });
            let progress = indgang_api::case::Progress {
                level,
                ..known.case.progress
            };
            let done = match keep::keep_progress(progress).await {
                Ok(()) => keep::send(&letter).await.map(drop),
                Err(why) => Err(why),
            };
            match done {
                Ok(()) => page::announce(t(Key::CASE_LEVEL_DONE)),
                Err(why) => {
                    let _ = failed.try_set(Some(why));
                }
            }
        });
    };
    let choices = LEVELS.map(|(level, name)| {
        let hint = t(match level {
            Level::Light => Key::CASE_LEVEL_LIGHT_TEXT,
            Level::Normal => Key::CASE_LEVEL_NORMAL_TEXT,
            Level::Close => Key::CASE_LEVEL_CLOSE_TEXT,
        });
        Choice::new(name, words::level(level)).hint(hint)
    });
    let failed: RwSignal<Option<Failed>> = failed;
    view! {
        <Form on_submit=choose>
            <RadioGroup
                id="level"
                legend=t(Key::CASE_LEVEL)
                hint=t(Key::CASE_LEVEL_HINT)
                choices=choices.into()
                value=chosen
            />
            {trouble(failed)}
            <p><Button kind=ButtonKind::Secondary>{t(Key::CASE_LEVEL_CHOOSE)}</Button></p>
        </Form>
    }
    .into_any()
}
