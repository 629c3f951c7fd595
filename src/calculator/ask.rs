//! One page of questions: heading, answers, why we ask, and at the foot what is possible so far.

use indgang_law::kroner::Kroner;
use indgang_law::{self as law, AdultFact, Exploration, Fact, Interval, explore};
use leptos::prelude::*;

use super::answers::{Answers, Way};
use super::field::{Kind, Scope};
use super::inputs::{self, Sheet};
use super::questions::Question;
use super::{Page, state, words};
use crate::browser::format;
use crate::routes::{Route, use_go};
use crate::text::{Key, plural, t, t_with};
use crate::ui::{BackLink, Button, Details, ErrorSummary, FieldError, Form, StepIndicator};

/// One page of questions.
#[component]
pub fn Ask(
    /// Which.
    question: &'static Question,
) -> impl IntoView {
    let go = use_go();
    let answers = state::answers();
    let facts = {
        let answers = answers.clone();
        Memo::new(move |_| answers.read().facts())
    };
    let tried = RwSignal::new(false);
    let faults = {
        let answers = answers.clone();
        Memo::new(move |_| {
            if tried.get() {
                answers.read().faults(question)
            } else {
                Vec::new()
            }
        })
    };
    let sheet = Sheet { facts, faults };
    let open = Memo::new(move |_| explore(&supposed(&answers.read())));
    let summary = RwSignal::new(Vec::new());
    let submit = move |()| {
        tried.set(true);
        let found = state::answers().read_untracked().faults(question);
        let several = found.len() > 1;
        let errors = found.iter().map(|one| FieldError {
            field: inputs::target(one),
            message: if several {
                words::fault_in_list(one)
            } else {
                words::fault(one.fault)
            },
        });
        summary.set(errors.collect());
        if found.is_empty() {
            state::change(|answers| {
                answers.handed_in.insert(question.path.to_owned());
            });
            go.run(Route::Calculator(next(
                &state::answers().get_untracked(),
                Some(question),
            )));
        }
    };
    let back = state::answers()
        .with_untracked(|answers| way(answers).before(question).map_or(Page::Start, Page::of));
    let parts = words::is_part(question.fields.first());
    view! {
        <div class="ask">
            <BackLink href=back.path()/>
            {(!question.extra).then(|| view! { <Progress question/> })}
            <ErrorSummary errors=summary/>
            {parts.then(|| view! { <h1>{words::name(question)}</h1> })}
            <Form on_submit=submit>
                {inputs::fields(question.fields, question.at, question.at, sheet, !parts)}
                <Button>{t(Key::CALCULATOR_NEXT)}</Button>
            </Form>
            <Why question sheet/>
        </div>
        <SoFar open/>
    }
    .into_any()
}

/// The pages that matter now.
pub fn way(answers: &Answers) -> Way {
    Way::new(answers, &explore(&answers.open()).relevant)
}

/// Where to go on: the next page that is not done, else the result.
pub fn next(answers: &Answers, here: Option<&Question>) -> Page {
    way(answers)
        .next(answers, here)
        .map_or(Page::Result, Page::of)
}

#[component]
fn Progress(question: &'static Question) -> impl IntoView {
    // As it was when the page began: a bar that moves while one answers takes the eye away.
    let (percent, minutes) = state::answers().with_untracked(|answers| {
        let way = way(answers);
        let done = way
            .pages
            .iter()
            .filter(|page| page.path != question.path && answers.is_done(page));
        let (done, all) = (done.count(), way.pages.len().max(1));
        // A page takes 20 seconds or so.
        let minutes = (all - done).div_ceil(3);
        (u8::try_from(100 * done / all).unwrap_or(100), minutes)
    });
    let left = plural(minutes, Key::CALCULATOR_LEFT_ONE, Key::CALCULATOR_LEFT_MANY);
    view! { <StepIndicator percent=Signal::stored(percent) text=Signal::stored(left)/> }
}

/// Why each of the questions on the page is asked.
#[component]
fn Why(question: &'static Question, sheet: Sheet) -> impl IntoView {
    let reasons = move || {
        let answers = state::answers();
        let (facts, answers) = (sheet.facts.read(), answers.read());
        let scope = Scope {
            facts: &facts,
            at: question.at,
            typed: &answers.typed,
            key: question.at,
        };
        let mut asked: Vec<_> = question
            .fields
            .iter()
            .filter(|field| (field.when)(&scope))
            .collect();
        for field in question.fields {
            if let Kind::Rows { fields, .. } = &field.kind
                && !facts
                    .pointer(&super::field::place(question.at, field.facts()[0]))
                    .is_none_or(|rows| rows.as_array().is_none_or(Vec::is_empty))
            {
                asked.extend(fields.iter().filter(|field| !field.folded));
            }
        }
        let reasons = asked.into_iter().filter_map(words::why);
        reasons
            .map(|why| view! { <p>{why}</p> })
            .collect::<Vec<_>>()
    };
    view! {
        <Details summary=t(Key::CALCULATOR_WHY)>
            {reasons}
            <p>{t(Key::CALCULATOR_PRIVATE)}</p>
        </Details>
    }
}

/// What is possible so far, said also to those who do not see it when it narrows.
#[component]
fn SoFar(open: Memo<Exploration>) -> impl IntoView {
    let text = move || so_far(&open.get().interval);
    view! { <p class="so-far" role="status">{text}</p> }
}

/// The answers for the range: money, travels and the like count when they are told, not before. Else it
/// would begin at 0 for everyone, and widen when the questions come to them.
fn supposed(answers: &Answers) -> law::Answers {
    let mut open = answers.open();
    open.unasked.retain(|fact| {
        !matches!(
            fact,
            Fact::Adult(
                _,
                AdultFact::Incomes
                    | AdultFact::Wealth
                    | AdultFact::Abroad
                    | AdultFact::Detained
                    | AdultFact::SelfEmployment
                    | AdultFact::PartialPension
                    | AdultFact::WorksFullTime
            )
        )
    });
    open
}

/// "Foreløbig: 7.529–14.201 kr. om måneden før skat": until it is known that there is a right, what
/// there is if there is one.
fn so_far(interval: &Interval) -> String {
    let (low, high) = if interval.may_be_refused {
        interval.before_income
    } else {
        (interval.low, interval.high)
    };
    t_with(Key::CALCULATOR_SO_FAR, &[("beloeb", &range(low, high))])
}

/// `7.529–14.201 kr.`, in whole kroner.
pub fn range(low: Kroner, high: Kroner) -> String {
    let (low, high) = (whole(low), whole(high));
    if low == high {
        return format::kroner(&high);
    }
    let ends = [
        ("fra", &*format::number(&low)),
        ("til", &*format::number(&high)),
    ];
    t_with(Key::CALCULATOR_RANGE, &ends)
}

/// An amount that is only about right: without øre.
pub fn about(amount: Kroner) -> String {
    format::kroner(&whole(amount))
}

fn whole(amount: Kroner) -> String {
    Kroner::floor(amount.decimal())
        .to_string()
        .trim_end_matches(".00")
        .to_owned()
}
