//! All answers on one page, each with its way back to the question.

use leptos::prelude::*;

use super::answers::{Answers, Way};
use super::questions::{QUESTIONS, Question};
use super::result::months::MonthPicker;
use super::said::{self, Said};
use super::start::Forget;
use super::{Page, open, state, words};
use crate::text::{Key, t, t_with};
use crate::ui::{BackLink, Markup};

/// All answers on one page.
#[component]
pub fn Summary() -> impl IntoView {
    let answers = state::answers();
    move || {
        let answers = answers.get();
        let month = answers.month;
        let way = open::way_soon(answers.clone());
        let listed = move || match &*way.read() {
            Some(way) => list(&answers, way),
            // What comes below stays where it is.
            None => view! { <div class="summary__waits"></div> }.into_any(),
        };
        view! {
            <BackLink href=Page::Start.path()/>
            <h1>{t(Key::CALCULATOR_SUMMARY_TITLE)}</h1>
            <MonthPicker month/>
            {listed}
            <Forget/>
        }
        .into_any()
    }
}

fn list(answers: &Answers, way: &Way) -> AnyView {
    let facts = answers.facts();
    let all = said::all(answers, &facts);
    let mut given = Markup::default();
    let mut extra = Markup::default();
    given.open("dl", &[("class", "summary")]);
    extra.put("h2", t(Key::CALCULATOR_SUMMARY_EXTRA));
    extra.open("ul", &[]);
    for question in QUESTIONS.iter().filter(|question| (question.when)(&facts)) {
        let path = question.path;
        if question.extra && !answers.is_in(question) {
            extra.open("li", &[]);
            extra.put_with("a", &[("href", path)], words::name(question));
            extra.close("li");
        } else if question.extra || way.pages.iter().any(|page| page.path == path) {
            let own: Vec<&Said> = all
                .iter()
                .filter(|said| said.question.path == path)
                .collect();
            topic(question, &own, &mut given);
        }
    }
    given.close("dl");
    extra.close("ul");
    let on = way.next(answers, None).map_or(Page::Result, Page::of);
    let at_end = on == Page::Result;
    let label = if at_end {
        Key::CALCULATOR_TO_RESULT
    } else {
        Key::CALCULATOR_GO_ON
    };
    given.open("p", &[("class", "way-on")]);
    given.put_with(
        "a",
        &[("class", "button button-primary"), ("href", on.path())],
        t(label),
    );
    given.close("p");
    view! { {given.into_view()} {extra.into_view()} }.into_any()
}

fn topic(question: &Question, lines: &[&Said], markup: &mut Markup) {
    let title = words::name(question);
    markup.open("div", &[("class", "summary__topic")]);
    markup.put("dt", title);
    for (index, line) in lines.iter().enumerate() {
        markup.open("dd", &[]);
        // The first needs no label: it is the topic's name.
        if index > 0 {
            markup.put_in("span", "summary__label", &line.label);
        }
        markup.text(&line.said);
        markup.close("dd");
    }
    if lines.is_empty() {
        markup.put_in("dd", "summary__open", t(Key::CALCULATOR_SUMMARY_OPEN));
    }
    let change = t_with(Key::CALCULATOR_SUMMARY_CHANGE_WHAT, &[("hvad", title)]);
    markup.open("dd", &[("class", "summary__change")]);
    markup.open("a", &[("href", question.path), ("aria-label", &change)]);
    markup.icon("edit");
    markup.text(t(Key::CALCULATOR_SUMMARY_CHANGE));
    markup.close("a");
    markup.close("dd");
    markup.close("div");
}
