//! What the answers come to: the amount, where each krone comes from, and what to do now.

mod compare;
mod curve;
mod documents;
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
use super::{Page, ask, state};
use crate::browser::format;
use crate::text::{Key, law, t, t_with};
use crate::ui::{BackLink, ButtonLink};

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
        let on = ask::next(&answers, None);
        let shown = Shown::new(&answers);
        let refused = shown.assessment.status == Status::Refused;
        // Without all that matters there is no result to show yet.
        if on != Page::Result && !refused {
            return view! {
                <BackLink href=Page::Summary.path()/>
                <h1>{t(Key::RESULT_UNFINISHED_TITLE)}</h1>
                <p>{t(Key::RESULT_UNFINISHED_TEXT)}</p>
                <p class="way-on"><ButtonLink href=on.path()>{t(Key::CALCULATOR_GO_ON)}</ButtonLink></p>
            }
            .into_any();
        }
        view! {
            <article class="result">
                <BackLink href=Page::Summary.path() label=t(Key::CALCULATOR_SUMMARY_TITLE)/>
                <h1>{headline(&shown)}</h1>
                {amount(&shown)}
                <MonthPicker month=answers.month/>
                {months::changes(&answers)}
                {refusal(&shown)}
                {next::deciding(&shown)}
                {lines::receipt(&shown)}
                {lines::possible(&shown)}
                {next::kommunen(&shown)}
                {curve::curves(&shown)}
                {shown.calculation().map(|_| view! { <compare::Compare/> })}
                {next::documents(&shown)}
                {next::steps(&shown)}
                {next::reservations(&shown)}
                {next::all_conditions(&shown)}
                {(!refused).then(|| take::take(&shown))}
            </article>
        }
        .into_any()
    }
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
fn amount(shown: &Shown) -> AnyView {
    let month = format::month(shown.household.month);
    let Some(calculation) = shown.calculation() else {
        if shown.assessment.outcome != Some(Result::Uncertain) {
            return ().into_any();
        }
        let interval = &shown.explanation.interval;
        return view! {
            <div class="amount">
                <p class="amount__big amount__range">{ask::range(interval.low, interval.high)}</p>
                <p class="amount__what">{t_with(Key::RESULT_POSSIBLE, &[("maaned", &month)])}</p>
            </div>
        }
        .into_any();
    };
    if shown.assessment.outcome == Some(Result::NotEntitled) {
        return view! { <p class="font-lead">{t_with(Key::RESULT_ZERO, &[("maaned", &month)])}</p> }
            .into_any();
    }
    let before_tax = format::kroner_short(&calculation.household.gross_total.to_string());
    let in_hand = ask::about(calculation.net_estimate.household_net);
    let earns = shown
        .household
        .applicant
        .incomes
        .iter()
        .any(|income| income.r#type == IncomeType::Arbejdsindtaegt);
    let besides = earns.then(|| view! { <p class="amount__if">{t(Key::RESULT_WAGE_BESIDES)}</p> });
    let if_accepted = (calculation.basis == Basis::IfKommunenAccepts)
        .then(|| view! { <p class="amount__if">{t(Key::RESULT_IF_ACCEPTED)}</p> });
    view! {
        <div class="amount">
            <div>
                <p class="amount__big">{before_tax}</p>
                <p class="amount__what">{t_with(Key::RESULT_BEFORE_TAX, &[("maaned", &month)])}</p>
            </div>
            <div>
                <p class="amount__hand">{t_with(Key::RESULT_ABOUT, &[("beloeb", &in_hand)])}</p>
                <p class="amount__what">{t(Key::RESULT_IN_HAND)}</p>
            </div>
            {besides}
            {if_accepted}
        </div>
    }
    .into_any()
}

fn refusal(shown: &Shown) -> AnyView {
    let code = shown.assessment.refusal_code.map(|code| code.name());
    code.map(|code| {
        view! {
            <h2>{law("refusal", code, "title")}</h2>
            <p>{law("refusal", code, "text")}</p>
        }
    })
    .into_any()
}
