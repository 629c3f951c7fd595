//! Another month, and the months in which the amount becomes another.

use indgang_law::assess;
use indgang_law::assessment::Component;
use indgang_law::calendar::Month;
use indgang_law::kroner::Kroner;
use indgang_law::parameters::{self, Rates};
use leptos::prelude::*;

use crate::browser::{format, page};
use crate::calculator::answers::Answers;
use crate::calculator::state;
use crate::text::{CALCULATOR_WORDS, Key, t, t_with};
use crate::ui::Markup;

const ID: &str = "month";

/// Any month with known rates, and one after them, which says that it has none.
#[component]
pub fn MonthPicker(
    /// The month that is chosen.
    month: Month,
) -> impl IntoView {
    view! {
        <div class="form-group month-picker no-print">
            <label class="form-label" for=ID>{CALCULATOR_WORDS.find("question.month.title")}</label>
            <select
                class="form-select"
                id=ID
                on:change=move |event| {
                    if let Some(month) = Month::parse(&event_target_value(&event)) {
                        state::change(|answers| answers.choose_month(month));
                        page::focus(ID);
                    }
                }
                inner_html=options(Some(month))
            ></select>
        </div>
    }
    .into_any()
}

/// The months to choose between, as options.
pub fn options(chosen: Option<Month>) -> String {
    let mut markup = Markup::default();
    let months = known().chain(
        known()
            .last()
            .map(|last| last.max(state::this_month()).plus(1)),
    );
    for month in months {
        let mut name = format::month(month);
        if Rates::of(month).is_none() {
            name = t_with(Key::RESULT_MONTH_UNKNOWN, &[("maaned", &name)]);
        }
        let value = month.to_string();
        let attributes = [("value", value.as_str()), ("selected", "")];
        let attributes = &attributes[..1 + usize::from(chosen == Some(month))];
        markup.put_with("option", attributes, &name);
    }
    markup.into_html()
}

fn known() -> impl Iterator<Item = Month> {
    let periods = parameters::periods();
    let ends = periods.first().zip(periods.last());
    ends.into_iter().flat_map(|(first, last)| {
        let (first, last) = (first.valid_from.month(), last.valid_to.month());
        (0..=last.ordinal() - first.ordinal()).map(move |months| first.plus(months))
    })
}

/// When the same answers come to another amount: new rates, or a birthday.
pub fn changes(answers: &Answers, markup: &mut Markup) {
    let changes = changed(answers);
    if changes.is_empty() {
        return;
    }
    markup.details(t(Key::MONTHS_TITLE), |markup| {
        markup.open("ul", &[]);
        for change in changes {
            let why = if change.new_rates {
                Key::MONTHS_RATES
            } else {
                Key::MONTHS_BIRTHDAY
            };
            let amount = format::kroner_short(&change.amount.to_string());
            let month = format::month(change.month);
            let values = [
                ("maaned", &*month),
                ("beloeb", &*amount),
                ("hvorfor", t(why)),
            ];
            markup.put("li", &t_with(Key::MONTHS_CHANGE, &values));
        }
        markup.close("ul");
    });
}

/// A month that comes to another amount than the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Changed {
    month: Month,
    amount: Kroner,
    new_rates: bool,
}

/// What the help is made of: a month's own days, as for holidays, are no change of the situation.
fn changed(answers: &Answers) -> Vec<Changed> {
    let mut changes = Vec::new();
    let mut before: Option<(Vec<Component>, &str)> = None;
    for month in known() {
        let mut then = answers.clone();
        then.month = month;
        let assessment = assess(&then.household());
        let rates = assessment.parameters.version;
        let Some(calculation) = assessment.calculation else {
            continue;
        };
        if let Some((last, last_rates)) = &before
            && *last != calculation.components
        {
            let amount = calculation.household.gross_total;
            changes.push(Changed {
                month,
                amount,
                new_rates: rates != *last_rates,
            });
        }
        before = Some((calculation.components, rates));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use indgang_law::household::Household;

    #[test]
    fn new_rates_and_birthdays_change_the_amount() {
        let json = include_bytes!("../../../crates/law/cases/01-single-forhoejet-sats.json");
        let mut case: serde_json::Value = serde_json::from_slice(json).unwrap();
        case["input"]["applicant"]["date_of_birth"] = "1996-05-10".into();
        let facts = [
            "lives_with_parents",
            "ordinary_work_hours_realm_last_10_years",
        ];
        case["input"]["applicant"][facts[0]] = false.into();
        case["input"]["applicant"][facts[1]] = 0.into();
        case["input"]["applicant"]["visitation"] = "jobparat".into();
        let household = Household::from_json(case["input"].to_string().as_bytes()).unwrap();
        let changes = changed(&Answers::of(&household).unwrap());
        let months: Vec<_> = changes
            .iter()
            .map(|change| (change.month.to_string(), change.new_rates))
            .collect();
        assert_eq!(
            months,
            [("2026-01".to_owned(), true), ("2026-06".to_owned(), false)]
        );
    }
}
