//! "Find ud af, hvad du kan få": from a few questions to an amount with its reasons. Everything happens
//! on the device.

mod answers;
mod ask;
pub mod blank;
mod carried;
mod field;
mod inputs;
mod link;
mod open;
mod questions;
mod result;
mod said;
mod start;
mod state;
mod summary;
mod words;

use leptos::prelude::*;

use crate::browser::location;
use questions::{QUESTIONS, Question};

/// The questions' addresses by themselves: a program that only links here does not carry the questions.
static PATHS: [&str; QUESTIONS.len()] = {
    let mut paths = [""; QUESTIONS.len()];
    let mut number = 0;
    while number < paths.len() {
        paths[number] = QUESTIONS[number].path;
        number += 1;
    }
    paths
};

/// A page of the calculator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Where it begins.
    Start,
    /// A question, by its number in the list.
    Ask(usize),
    /// All answers.
    Summary,
    /// What they come to.
    Result,
}

impl Page {
    /// Where a link to the calculator leads.
    pub const START: Self = Self::Start;

    /// The question that everyone begins with.
    const FIRST: Self = Self::Ask(0);

    /// The address.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Start => "/beregner",
            Self::Ask(number) => PATHS.get(number).copied().unwrap_or("/beregner"),
            Self::Summary => "/beregner/svar",
            Self::Result => "/beregner/resultat",
        }
    }

    /// The page at an address, when it is one of the calculator's.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let questions = (0..PATHS.len()).map(Self::Ask);
        let mut all = [Self::Start, Self::Summary, Self::Result]
            .into_iter()
            .chain(questions);
        all.find(|page| page.path() == path)
    }

    /// The page of a question.
    fn of(question: &Question) -> Self {
        Self::at(question.path).unwrap_or(Self::Start)
    }
}

/// The calculator's pages.
#[component]
pub fn Calculator(
    /// The one that the address names.
    page: Page,
) -> impl IntoView {
    let carried = RwSignal::new(link::household(&location::fragment()));
    // A link can also be opened where the calculator stands already.
    let opened = window_event_listener(leptos::ev::hashchange, move |_| {
        if let Some(household) = link::household(&location::fragment()) {
            carried.set(Some(household));
        }
    });
    on_cleanup(move || opened.remove());
    move || match carried.get() {
        Some(household) => {
            let done = Callback::new(move |()| carried.set(None));
            view! { <carried::Carried carried=household done/> }.into_any()
        }
        None => content(page),
    }
}

fn content(page: Page) -> AnyView {
    match page {
        Page::Start => view! { <start::Start/> }.into_any(),
        Page::Ask(number) => QUESTIONS
            .get(number)
            .map(|question| view! { <ask::Ask question/> })
            .into_any(),
        Page::Summary => view! { <summary::Summary/> }.into_any(),
        Page::Result => view! { <result::Outcome/> }.into_any(),
    }
}
