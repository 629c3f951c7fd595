//! One page of questions: heading, answers, why we ask, and at the foot what is possible so far.

use indgang_law::Interval;
use indgang_law::kroner::Kroner;
use leptos::prelude::*;

use super::answers::Way;
use super::field::{self, Kind, Scope};
use super::inputs::{self, Sheet};
use super::questions::Question;
use super::{Page, open, state, words};
use crate::browser::format;
use crate::routes::{Route, use_go};
use crate::text::{Key, plural, t, t_with};
use crate::ui::{BackLink, Button, Details, ErrorSummary, FieldError, Form, Markup, StepIndicator};

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
            go.run(Route::Calculator(open::next(
                &state::answers().get_untracked(),
                Some(question),
            )));
        }
    };
    let way = open::way_soon(state::answers().get_untracked());
    let back = move || {
        let before = way.with(|way| way.as_ref().and_then(|way| way.before(question)));
        before.map_or(Page::Start, Page::of)
    };
    let parts = words::is_part(question.fields.first());
    view! {
        <div class="ask">
            {move || view! { <BackLink href=back().path()/> }}
            {(!question.extra).then(|| view! { <Progress question way/> })}
            <ErrorSummary errors=summary/>
            {parts.then(|| view! { <h1>{words::name(question)}</h1> })}
            <Form on_submit=submit>
                {inputs::fields(question.fields, question.at, question.at, sheet, !parts)}
                <Button>{t(Key::CALCULATOR_NEXT)}</Button>
            </Form>
            <Why question sheet/>
        </div>
        <SoFar question/>
    }
    .into_any()
}

#[component]
fn Progress(
    question: &'static Question,
    /// As it was when the page began: a bar that moves while one answers takes the eye away.
    way: RwSignal<Option<Way>>,
) -> impl IntoView {
    let counted = move || {
        way.with(|way| {
            let pages = &way.as_ref()?.pages;
            let answers = state::answers();
            let answers = answers.read_untracked();
            let is_done = |page: &&&Question| page.path != question.path && answers.is_done(page);
            Some((pages.iter().filter(is_done).count(), pages.len().max(1)))
        })
    };
    let percent = Signal::derive(move || {
        let (done, all) = counted().unwrap_or((0, 1));
        u8::try_from(100 * done / all).unwrap_or(100)
    });
    let left = Signal::derive(move || match counted() {
        // A page takes 20 seconds or so.
        Some((done, all)) => {
            let minutes = (all - done).div_ceil(3);
            plural(minutes, Key::CALCULATOR_LEFT_ONE, Key::CALCULATOR_LEFT_MANY)
        }
        // The line keeps its room.
        None => "\u{a0}".to_owned(),
    });
    view! { <StepIndicator percent text=left/> }
}

/// Why each of the questions on the page is asked.
#[component]
fn Why(question: &'static Question, sheet: Sheet) -> impl IntoView {
    let reasons = move || {
        let answers = state::answers();
        let (facts, answers) = (sheet.facts.read(), answers.read());
        let (at, typed) = (question.at, &answers.typed);
        let scope = Scope {
            facts: &facts,
            at,
            typed,
            key: at,
        };
        let mut markup = Markup::default();
        let mut tell = |field| {
            if let Some(why) = words::why(field) {
                markup.put("p", why);
            }
        };
        for field in question.fields.iter().filter(|field| (field.when)(&scope)) {
            tell(field);
            if let Kind::Rows { fields, .. } = &field.kind
                && field::slots(scope.answer(field.id)).next().is_some()
            {
                fields
                    .iter()
                    .filter(|field| !field.folded)
                    .for_each(&mut tell);
            }
        }
        markup.put("p", t(Key::CALCULATOR_PRIVATE));
        markup.into_html()
    };
    view! {
        <Details summary=t(Key::CALCULATOR_WHY)>
            <div inner_html=reasons></div>
        </Details>
    }
}

/// What is possible so far, said also to those who do not see it when it narrows.
#[component]
fn SoFar(question: &'static Question) -> impl IntoView {
    let interval = open::interval(question);
    let text = move || interval.get().as_ref().map(so_far);
    view! { <p class="so-far" role="status">{text}</p> }
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
