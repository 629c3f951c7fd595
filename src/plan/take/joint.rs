//! The joint plan (B35, B38): what the board says under the headings that all departments have agreed on.

use indgang_domain::offers::Area;
use indgang_domain::plan::edit::Value;
use indgang_domain::plan::legal::content;
use indgang_domain::plan::template::{Heading, Template};
use indgang_domain::plan::{Card, Day};
use indgang_law::calendar::Date;
use leptos::prelude::*;

use super::{Paper, Taking, choice, law};
use crate::browser::{format, page};
use crate::plan::choice::{in_language, template};
use crate::plan::{adults, draft, state, words};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Icon, TextInput};

/// The field with the name of another plan.
const REUSED: &str = "reused";

/// The dialog's content.
pub fn view(taking: Taking) -> AnyView {
    let since = Memo::new(|_| state::board().read().joint);
    let begin = |()| state::say(None, Value::Joint(Some(untrack(state::today))));
    let end = |()| state::say(None, Value::Joint(None));
    let is_owner = untrack(state::is_owner);
    view! {
        <p>{t(Key::JOINT_TEXT)}</p>
        {move || match since.get() {
            None => view! { <Button on_press=begin>{t(Key::JOINT_BEGIN)}</Button> }.into_any(),
            Some(_) => view! {
                {is_owner.then(|| choice(
                    "joint-unshown",
                    t(Key::PLAN_LAW_UNSHOWN),
                    taking.unshown,
                    t(Key::PLAN_LAW_UNSHOWN_HINT).to_owned(),
                ))}
                {move || sections(taking.unshown.get())}
                <p class="way-on begun">
                    <Button on_press=move |()| taking.print(Paper::Joint)>
                        <Icon name="print"/>{t(Key::PLAN_PRINT)}
                    </Button>
                    {is_owner.then(|| view! {
                        <Button kind=ButtonKind::Secondary on_press=end>{t(Key::JOINT_END)}</Button>
                    })}
                </p>
                {reuse()}
            }
            .into_any(),
        }}
        {state::is_kept().then(adults::adults)}
    }
    .into_any()
}

/// The same on paper.
pub fn paper(unshown: bool) -> AnyView {
    view! {
        <div class="paper paper--law">
            <h2>{t(Key::JOINT_TITLE)}</h2>
            {sections(unshown)}
            {law::foot()}
        </div>
    }
    .into_any()
}

/// What another department has made needs not be made again: a part of the plan comes from its plan.
fn reuse() -> AnyView {
    let area = RwSignal::new(Area::Job);
    let plan = draft::draft(REUSED);
    let dated = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let write = move |()| {
        let words = plan.get_untracked().trim().to_owned();
        let day = Date::parse(&dated.read_untracked()).map(Day::of);
        let Some(day) = day.filter(|_| !words.is_empty()) else {
            error.set(Some(t(Key::JOINT_REUSE_MISSING).to_owned()));
            return page::focus(REUSED);
        };
        error.set(None);
        state::act(state::edits(|steps| {
            vec![steps.reused(area.get_untracked(), words, day)]
        }));
        draft::done(REUSED, plan);
        dated.set(String::new());
        if let Some(note) = state::board().read_untracked().reused().last() {
            page::announce(&words::note(note));
        }
    };
    let parts =
        Area::ALL.map(|area| view! { <option value=area.name()>{words::area(area)}</option> });
    let choose =
        move |event| area.set(Area::parse(&event_target_value(&event)).unwrap_or(Area::Job));
    view! {
        <section class="take__way">
            <h3>{t(Key::JOINT_REUSE)}</h3>
            <p>{t(Key::JOINT_REUSE_TEXT)}</p>
            <div class="form-group">
                <label class="form-label" for="reused-part">{t(Key::JOINT_REUSE_PART)}</label>
                <select class="form-select" id="reused-part" on:change=choose>{parts}</select>
            </div>
            <TextInput id=REUSED label=t(Key::JOINT_REUSE_PLAN) value=plan error/>
            <div class="form-group">
                <label class="form-label" for="reused-date">{t(Key::JOINT_REUSE_DATE)}</label>
                <input
                    class="form-input"
                    type="date"
                    id="reused-date"
                    prop:value=move || dated.get()
                    on:input=move |event| dated.set(event_target_value(&event))
                />
            </div>
            <div class="form-group">
                <Button kind=ButtonKind::Secondary on_press=write>{t(Key::JOINT_REUSE_ADD)}</Button>
            </div>
        </section>
    }
    .into_any()
}

fn sections(unshown: bool) -> AnyView {
    let board = state::board().get();
    let Some(since) = board.joint else {
        return ().into_any();
    };
    let Some(template) = template(since.date()) else {
        return view! { <p>{t(Key::JOINT_NO_TEMPLATE)}</p> }.into_any();
    };
    let Template {
        valid_from,
        sections,
    } = template;
    let from = format::date_long(valid_from);
    let sections = sections.into_iter().map(|heading| {
        let lines = lines(&heading, unshown);
        let is_empty = lines.is_empty();
        view! {
            <section class="law-part">
                <h3>{in_language(&heading.title)}</h3>
                <p class="form-hint">{in_language(&heading.guidance)}</p>
                {if is_empty {
                    view! { <p class="law-part__empty">{t(Key::JOINT_NOTHING)}</p> }.into_any()
                } else {
                    view! { <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }
                        .into_any()
                }}
            </section>
        }
    });
    let replaces = law::replaces(&content(&state::log().read(), &board, unshown));
    view! {
        {sections.collect_view()}
        {replaces.map(|line| view! { <p class="law-part__more">{line}</p> })}
        <p class="law-part__more">{t_with(Key::JOINT_VERSION, &[("dato", &from)])}</p>
    }
    .into_any()
}

/// What stands under a heading: its cards, or the goal.
fn lines(heading: &Heading, unshown: bool) -> Vec<String> {
    let board = state::board().get();
    if heading.areas.is_empty() {
        let is_seen = !board.goal.trim().is_empty() && (unshown || board.goal_shared);
        return is_seen.then(|| board.goal.clone()).into_iter().collect();
    }
    let is_seen = |card: &&Card| unshown || card.shared;
    let reused = heading.reused(&board).filter(|note| unshown || note.shared);
    let cards = heading.cards(&board).filter(is_seen).map(law::line);
    reused.map(words::note).chain(cards).collect()
}
