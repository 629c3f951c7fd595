//! All answers on one page, each with its way back to the question.

use leptos::prelude::*;

use super::questions::{QUESTIONS, Question};
use super::result::months::MonthPicker;
use super::start::Forget;
use super::{Page, ask, said, state, words};
use crate::text::{Key, t, t_with};
use crate::ui::{BackLink, ButtonLink, Icon};

/// All answers on one page.
#[component]
pub fn Summary() -> impl IntoView {
    let answers = state::answers();
    move || {
        let answers = answers.get();
        let facts = answers.facts();
        let way = ask::way(&answers);
        let all = said::all(&answers, &facts);
        let (mut given, mut extra) = (Vec::new(), Vec::new());
        for question in QUESTIONS.iter().filter(|question| (question.when)(&facts)) {
            if question.extra && !answers.is_in(question) {
                extra.push(question);
            } else if question.extra || way.pages.iter().any(|page| page.path == question.path) {
                given.push(question);
            }
        }
        let topics = given.into_iter().map(|question| {
            let own = all
                .iter()
                .filter(|said| said.question.path == question.path);
            topic(question, own.collect())
        });
        let extra = extra.into_iter().map(|question| {
            let title = words::name(question);
            view! { <li><a href=question.path>{title}</a></li> }
        });
        let on = ask::next(&answers, None);
        let label = if on == Page::Result {
            Key::CALCULATOR_TO_RESULT
        } else {
            Key::CALCULATOR_GO_ON
        };
        view! {
            <BackLink href=Page::Start.path()/>
            <h1>{t(Key::CALCULATOR_SUMMARY_TITLE)}</h1>
            <MonthPicker month=answers.month/>
            <dl class="summary">
                {topics.collect::<Vec<_>>()}
            </dl>
            <p class="way-on"><ButtonLink href=on.path()>{t(label)}</ButtonLink></p>
            <h2>{t(Key::CALCULATOR_SUMMARY_EXTRA)}</h2>
            <ul>{extra.collect::<Vec<_>>()}</ul>
            <Forget/>
        }
        .into_any()
    }
}

fn topic(question: &'static Question, lines: Vec<&said::Said>) -> AnyView {
    let title = words::name(question);
    let change = t_with(Key::CALCULATOR_SUMMARY_CHANGE_WHAT, &[("hvad", title)]);
    // The first needs no label: it is the topic's name.
    let values = lines.iter().enumerate().map(|(index, line)| {
        let label = (index > 0).then(|| {
            view! { <span class="summary__label">{line.label.clone()}</span> }
        });
        view! { <dd>{label}{line.said.clone()}</dd> }.into_any()
    });
    let mut values: Vec<_> = values.collect();
    if values.is_empty() {
        let open = view! { <dd class="summary__open">{t(Key::CALCULATOR_SUMMARY_OPEN)}</dd> };
        values.push(open.into_any());
    }
    view! {
        <div class="summary__topic">
            <dt>{title}</dt>
            {values}
            <dd class="summary__change">
                <a href=question.path aria-label=change>
                    <Icon name="edit"/>
                    {t(Key::CALCULATOR_SUMMARY_CHANGE)}
                </a>
            </dd>
        </div>
    }
    .into_any()
}
