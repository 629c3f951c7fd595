//! The joint plan (B35, B38): what the board says under the headings that all departments have agreed on.

use indgang_domain::plan::Card;
use indgang_domain::plan::edit::Value;
use indgang_domain::plan::template::{Heading, Template};
use leptos::prelude::*;

use super::{Paper, Taking, choice, law};
use crate::browser::format;
use crate::plan::choice::{in_language, template};
use crate::plan::{adults, state};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Icon};

/// The dialog's content.
pub fn view(taking: Taking) -> AnyView {
    let since = Memo::new(|_| state::board().read().joint);
    let begin = |()| state::say(None, Value::Joint(Some(untrack(state::today))));
    let end = |()| state::say(None, Value::Joint(None));
    view! {
        <p>{t(Key::JOINT_TEXT)}</p>
        {move || match since.get() {
            None => view! { <Button on_press=begin>{t(Key::JOINT_BEGIN)}</Button> }.into_any(),
            Some(_) => view! {
                {choice(
                    "joint-unshown",
                    t(Key::PLAN_LAW_UNSHOWN),
                    taking.unshown,
                    t(Key::PLAN_LAW_UNSHOWN_HINT).to_owned(),
                )}
                {move || sections(taking.unshown.get())}
                <p class="way-on begun">
                    <Button on_press=move |()| taking.print(Paper::Joint)>
                        <Icon name="print"/>{t(Key::PLAN_PRINT)}
                    </Button>
                    <Button kind=ButtonKind::Secondary on_press=end>{t(Key::JOINT_END)}</Button>
                </p>
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
    view! {
        {sections.collect_view()}
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
    heading
        .cards(&board)
        .filter(is_seen)
        .map(law::line)
        .collect()
}
