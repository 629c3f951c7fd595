//! What the law wants of a plan (LAB § 41, stk. 2), as the board has it: to be read, copied, printed.

use indgang_domain::plan::Card;
use indgang_domain::plan::edit::Value;
use indgang_domain::plan::legal::{self, Content, Part, Section};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Paper, Taking, choice};
use crate::browser::{clipboard, clock, format};
use crate::municipality::municipality;
use crate::plan::{draft, state, words};
use crate::text::{Key, plural, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, Icon};

fn title(part: Part) -> &'static str {
    t(match part {
        Part::Goal => Key::PLAN_LAW_GOAL,
        Part::Search => Key::PLAN_LAW_SEARCH,
        Part::Offers => Key::PLAN_LAW_OFFERS,
        Part::Stabilising => Key::PLAN_LAW_STABILISING,
        Part::Other => Key::PLAN_LAW_OTHER,
        Part::FollowUp => Key::PLAN_LAW_FOLLOW_UP,
    })
}

/// What one section says, line by line.
fn lines(section: &Section) -> Vec<String> {
    let mut lines: Vec<String> = section.cards.iter().map(|card| line(card)).collect();
    if !section.words.is_empty() {
        lines.insert(0, section.words.to_owned());
    }
    lines
}

/// `Praktik: 4 uger fra uge 48, 20 timer om ugen. Idé. I aftaler.`
pub fn line(card: &Card) -> String {
    let mut said = Vec::new();
    match (card.due, card.span, &card.parked) {
        (_, _, Some(_)) => said.push(t(Key::PLAN_STAGE_PAUSE).to_owned()),
        (Some(due), ..) => said.push(words::day(due)),
        (None, Some(span), _) => said.push(words::span(span)),
        (None, None, _) => said.push(t(Key::PLAN_NO_WEEK).to_owned()),
    }
    if let Some(minutes) = card.minutes.filter(|minutes| *minutes > 0) {
        let hours = words::duration(u32::from(minutes));
        said.push(t_with(Key::PLAN_EVERY_WEEK, &[("timer", &hours)]));
    }
    if card.parked.is_none() {
        said.push(words::stage(card.stage).to_lowercase());
    }
    let title = words::plain(&words::title(card));
    let mut line = format!("{title}: {}.", said.join(", "));
    if !card.wish.is_empty() {
        line += " ";
        line += &card.wish;
    }
    line
}

/// What is said of a section without lines.
fn nothing(section: &Section) -> &'static str {
    t(match (section.is_missing(), section.kept_back) {
        (true, _) => Key::PLAN_LAW_MISSING,
        (false, 0) => Key::PLAN_LAW_NONE,
        (false, _) => Key::PLAN_LAW_UNSEEN,
    })
}

/// That the plan stands for others, by whose word.
pub fn replaces(content: &Content) -> Option<String> {
    content.replaces.as_ref().map(|replaces| {
        let when = format::moment_at(replaces.consented);
        t_with(
            Key::PLAN_LAW_REPLACES,
            &[("planer", replaces.plans), ("dato", &when)],
        )
    })
}

/// What is said after the sections: what the plan stands for, what comes from others, what is not there.
fn more(content: &Content) -> impl Iterator<Item = String> {
    let reused: Vec<String> = content.reused.iter().map(|it| words::note(it)).collect();
    (replaces(content).into_iter())
        .chain(reused)
        .chain(kept_back(content))
}

fn kept_back(content: &Content) -> Option<String> {
    let n = content.kept_back();
    (n > 0).then(|| plural(n, Key::PLAN_LAW_KEPT_ONE, Key::PLAN_LAW_KEPT_MANY))
}

/// All of it as a text.
fn text(content: &Content) -> String {
    let mut text = t(Key::PLAN_LAW_HEADING).to_owned();
    for section in &content.sections {
        text += "\n\n";
        text += title(section.part);
        let lines = lines(section);
        if lines.is_empty() {
            text += "\n";
            text += nothing(section);
        }
        for line in lines {
            text += "\n- ";
            text += &line;
        }
    }
    for line in more(content) {
        text += "\n\n";
        text += &line;
    }
    text
}

fn sections(content: &Content) -> AnyView {
    let sections = content.sections.iter().map(|section| {
        let lines = lines(section);
        let is_empty = lines.is_empty();
        let is_missing = section.is_missing();
        view! {
            <section class="law-part">
                <h3>{title(section.part)}</h3>
                {(!is_empty).then(|| view! {
                    <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                })}
                {is_empty.then(|| view! {
                    <p class="law-part__empty" class:law-part__empty--missing=is_missing>
                        {is_missing.then(|| view! { <Icon name="warning"/> })}
                        <span>{nothing(section)}</span>
                    </p>
                })}
            </section>
        }
    });
    view! {
        {sections.collect_view()}
        {more(content).map(|line| view! { <p class="law-part__more">{line}</p> }).collect_view()}
    }
    .into_any()
}

/// The dialog's content.
pub fn view(taking: Taking) -> AnyView {
    let unshown = taking.unshown;
    let copied = RwSignal::new(None);
    let copy = move |()| {
        let board = state::board().get_untracked();
        let log = state::log().get_untracked();
        let text = text(&legal::content(&log, &board, unshown.get_untracked()));
        spawn_local(async move {
            copied.set(Some(clipboard::copy(&text).await));
        });
    };
    view! {
        <p>{t(Key::PLAN_LAW_TEXT)}</p>
        {choice("law-unshown", t(Key::PLAN_LAW_UNSHOWN), unshown, t(Key::PLAN_LAW_UNSHOWN_HINT).to_owned())}
        {move || {
            let (log, board) = (state::log().get(), state::board().get());
            sections(&legal::content(&log, &board, unshown.get()))
        }}
        <p class="way-on begun">
            <Button on_press=move |()| taking.print(Paper::Law)><Icon name="print"/>{t(Key::PLAN_PRINT)}</Button>
            <Button kind=ButtonKind::Secondary on_press=copy><Icon name="copy"/>{t(Key::PLAN_LAW_COPY)}</Button>
        </p>
        {move || copied.get().map(|copied| view! {
            <Alert kind=if copied { AlertKind::Success } else { AlertKind::Error } announced=true>
                <p>{t(if copied { Key::PLAN_LAW_COPIED } else { Key::PLAN_TAKE_NOT_COPIED })}</p>
            </Alert>
        })}
        {one_plan()}
    }
    .into_any()
}

/// The plan can stand for others, when its owner says yes.
fn one_plan() -> AnyView {
    let plans = draft::draft_of(
        "replaces",
        &state::board().get_untracked().replaces.unwrap_or_default(),
    );
    let says_yes = move || state::board().get().replaces.is_some();
    let yes = move |()| {
        let words = plans.get_untracked().trim().to_owned();
        if !words.is_empty() {
            state::say(None, Value::Replaces(Some(words)));
            draft::forget("replaces");
        }
    };
    let no = move |()| state::say(None, Value::Replaces(None));
    view! {
        <section class="take__way">
            <h3><Icon name="summary"/>{t(Key::PLAN_LAW_ONE)}</h3>
            <p>{t(Key::PLAN_LAW_ONE_TEXT)}</p>
            <label class="form-label" for="law-replaces">{t(Key::PLAN_LAW_ONE_WHICH)}</label>
            <input
                class="form-input"
                id="law-replaces"
                autocomplete="off"
                prop:value=move || plans.get()
                on:input=move |event| plans.set(event_target_value(&event))
            />
            <p class="way-on begun">
                <Button kind=ButtonKind::Secondary on_press=yes>{t(Key::PLAN_LAW_ONE_YES)}</Button>
                <Show when=says_yes>
                    <Button kind=ButtonKind::Secondary on_press=no>{t(Key::PLAN_LAW_ONE_NO)}</Button>
                </Show>
            </p>
        </section>
    }
    .into_any()
}

/// The same on paper.
pub fn paper(unshown: bool) -> AnyView {
    let (log, board) = (state::log().get_untracked(), state::board().get_untracked());
    view! {
        <div class="paper paper--law">
            <h2>{t(Key::PLAN_LAW_HEADING)}</h2>
            {sections(&legal::content(&log, &board, unshown))}
            {foot()}
        </div>
    }
    .into_any()
}

/// Whom to call, and when it was printed.
pub fn foot() -> AnyView {
    let kommune = municipality();
    let foot = t_with(
        Key::PLAN_TAKE_FOOT,
        &[
            ("kommune", &kommune.navn),
            ("telefon", &kommune.telefon.to_string()),
            (
                "dato",
                &clock::today().map(format::date_short).unwrap_or_default(),
            ),
        ],
    );
    view! { <p class="paper__foot">{foot}</p> }.into_any()
}
