//! What the answers come to: the amount, where each krone comes from, and what to do now.

mod compare;
mod curve;
mod lines;
pub mod months;
mod next;
mod take;

use indgang_law::assessment::{Assessment, Basis, Calculation, Outcome as Result, Status};
use indgang_law::explanation::Explanation;
use indgang_law::household::{Household, IncomeType};
use indgang_law::{assess, explain};
use leptos::prelude::*;

use months::MonthPicker;

use super::answers::Answers;
use super::said::{self, Said};
use super::{Page, ask, open, state};
use crate::browser::format;
use crate::text::{Key, law, t, t_with};
use crate::ui::{BackLink, Markup};

/// All that the page shows, worked out once for each change of the answers.
pub struct Shown {
    /// What was answered, in words.
    pub said: Vec<Said>,
    /// What the law is asked about.
    pub household: Household,
    /// What it says.
    pub assessment: Assessment,
    /// What stands behind it.
    pub explanation: Explanation,
}

impl Shown {
    fn new(answers: &Answers) -> Self {
        let household = answers.household();
        Self {
            said: said::all(answers, &answers.facts()),
            assessment: assess(&household),
            explanation: explain(&household),
            household,
        }
    }

    /// The words for something that concerns one person or a couple.
    fn calculation(&self) -> Option<&Calculation> {
        self.assessment.calculation.as_ref()
    }
}

/// What the answers come to.
#[component]
pub fn Outcome() -> impl IntoView {
    let answers = state::answers();
    move || {
        let answers = answers.get();
        let on = open::next(&answers, None);
        let shown = Shown::new(&answers);
        let refused = shown.assessment.status == Status::Refused;
        // Without all that matters there is no result to show yet.
        if on != Page::Result && !refused {
            return unfinished(on).into_view();
        }
        crate::household::keep(&shown.household);
        let mut above = Markup::default();
        above.put("h1", headline(&shown));
        amount(&shown, &mut above);
        let mut why = Markup::default();
        months::changes(&answers, &mut why);
        refusal(&shown, &mut why);
        next::deciding(&shown, &mut why);
        lines::receipt(&shown, &mut why);
        lines::possible(&shown, &mut why);
        if shown.assessment.outcome.is_some() {
            next::kommunen(&shown, &mut why);
        }
        view! {
            <article class="result" on:click=lines::fetch_own_words>
                <BackLink href=Page::Summary.path() label=t(Key::CALCULATOR_SUMMARY_TITLE)/>
                {above.into_view()}
                <MonthPicker month=answers.month/>
                {why.into_view()}
                {below(&shown)}
            </article>
        }
        .into_any()
    }
}

/// What follows from it.
fn below(shown: &Shown) -> AnyView {
    let mut now = Markup::default();
    if shown.assessment.outcome.is_some() {
        next::documents(shown, &mut now);
    }
    next::steps(shown, &mut now);
    next::reservations(shown, &mut now);
    next::all_conditions(shown, &mut now);
    let refused = shown.assessment.status == Status::Refused;
    view! {
        {curve::curves(shown)}
        {shown.calculation().map(|_| view! { <compare::Compare/> })}
        {now.into_view()}
        {(!refused).then(|| take::take(shown))}
    }
    .into_any()
}

fn unfinished(on: Page) -> Markup {
    let mut markup = Markup::default();
    markup.put("h1", t(Key::RESULT_UNFINISHED_TITLE));
    markup.put("p", t(Key::RESULT_UNFINISHED_TEXT));
    let way_on = [("class", "button button-primary"), ("href", on.path())];
    markup.put_with("a", &way_on, t(Key::CALCULATOR_GO_ON));
    markup
}

fn headline(shown: &Shown) -> &'static str {
    t(match shown.assessment.outcome {
        None => Key::RESULT_REFUSED_TITLE,
        Some(Result::Entitled) => Key::RESULT_YES_TITLE,
        Some(Result::NotEntitled) => Key::RESULT_NO_TITLE,
        Some(Result::Uncertain) => Key::RESULT_UNSURE_TITLE,
    })
}

/// The amount, big; or what it can be.
fn amount(shown: &Shown, markup: &mut Markup) {
    let month = format::month(shown.household.month);
    let month = [("maaned", month.as_str())];
    match (shown.calculation(), shown.assessment.outcome) {
        (Some(_), Some(Result::NotEntitled)) => {
            markup.put_in("p", "font-lead", &t_with(Key::RESULT_ZERO, &month));
        }
        (Some(calculation), _) => {
            let before_tax = format::kroner_short(&calculation.household.gross_total.to_string());
            let in_hand = ask::about(calculation.net_estimate.household_net);
            markup.open("div", &[("class", "amount")]);
            markup.open("div", &[]);
            markup.put_in("p", "amount__big", &before_tax);
            markup.put_in("p", "amount__what", &t_with(Key::RESULT_BEFORE_TAX, &month));
            markup.close("div");
            markup.open("div", &[]);
            let about = t_with(Key::RESULT_ABOUT, &[("beloeb", &in_hand)]);
            markup.put_in("p", "amount__hand", &about);
            markup.put_in("p", "amount__what", t(Key::RESULT_IN_HAND));
            markup.close("div");
            let mut incomes = shown.household.applicant.incomes.iter();
            if incomes.any(|income| income.r#type == IncomeType::Arbejdsindtaegt) {
                markup.put_in("p", "amount__if", t(Key::RESULT_WAGE_BESIDES));
            }
            if calculation.basis == Basis::IfKommunenAccepts {
                markup.put_in("p", "amount__if", t(Key::RESULT_IF_ACCEPTED));
            }
            markup.close("div");
        }
        (None, Some(Result::Uncertain)) => {
            let interval = &shown.explanation.interval;
            let range = ask::range(interval.low, interval.high);
            markup.open("div", &[("class", "amount")]);
            markup.put_in("p", "amount__big amount__range", &range);
            markup.put_in("p", "amount__what", &t_with(Key::RESULT_POSSIBLE, &month));
            markup.close("div");
        }
        (None, _) => {}
    }
}

fn refusal(shown: &Shown, markup: &mut Markup) {
    if let Some(code) = shown.assessment.refusal_code.map(|code| code.name()) {
        markup.put("h2", law("refusal", code, "title").unwrap_or_default());
        markup.put("p", law("refusal", code, "text").unwrap_or_default());
    }
}
