//! What a card does to the month's money, by the calculator's answers on this device. Nothing is sent.

use indgang_domain::earnings;
use indgang_domain::offers::{Area, Money};
use indgang_domain::plan::board::Card;
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::browser::format;
use crate::household;
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::Icon;

/// A line about the money, for cards that touch it.
pub fn of_card(card: &Card) -> Option<AnyView> {
    let money = match card.offer() {
        Some(offer) => offer.money?,
        None if card.area == Area::Job && card.pay.is_some() => Money::Loen,
        None => return None,
    };
    let words = match money {
        Money::Praktik => t(Key::PLAN_MONEY_PRAKTIK).to_owned(),
        Money::Transport => t(Key::PLAN_MONEY_TRANSPORT).to_owned(),
        Money::Loen | Money::Loentilskud => return Some(of_wage(card)),
    };
    Some(note(words, None))
}

fn of_wage(card: &Card) -> AnyView {
    let (Some(pay), Some(minutes)) = (
        card.pay.filter(|pay| *pay > 0),
        card.minutes.filter(|it| *it > 0),
    ) else {
        return note(t(Key::PLAN_MONEY_ASK).to_owned(), None);
    };
    let Some(household) = household::kept() else {
        let link = view! { <a href=Route::CALCULATOR.path()>{t(Key::PLAN_MONEY_CALCULATOR)}</a> };
        return note(
            t(Key::PLAN_MONEY_NO_ANSWERS).to_owned(),
            Some(link.into_any()),
        );
    };
    match earnings::with(&household, monthly_wage(pay, minutes)) {
        Some(change) => {
            let kroner = |amount: Decimal| format::kroner_short(&amount.round_dp(0).to_string());
            let words = t_with(
                Key::PLAN_MONEY_WAGE,
                &[
                    ("loen", &kroner(change.wage)),
                    ("foer", &kroner(change.help_before)),
                    ("hjaelp", &kroner(change.help)),
                    ("mere", &kroner(change.more)),
                ],
            );
            let hint = view! { <span class="back__hint">{t(Key::PLAN_MONEY_HINT)}</span> };
            note(words, Some(hint.into_any()))
        }
        None => note(t(Key::PLAN_MONEY_UNKNOWN).to_owned(), None),
    }
}

fn note(words: String, more: Option<AnyView>) -> AnyView {
    view! { <p class="back__money"><Icon name="payments"/><span>{words}" "{more}</span></p> }
        .into_any()
}

/// A month has 52/12 weeks. Kr. before tax.
fn monthly_wage(oere_per_hour: u32, minutes_per_week: u16) -> Decimal {
    let yearly = Decimal::from(oere_per_hour) * Decimal::from(minutes_per_week) * Decimal::from(52);
    yearly / Decimal::from(12 * 60 * 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hourly_wage_becomes_a_months() {
        // 150 kr. in 10 hours a week: 1,500 × 52 / 12.
        assert_eq!(monthly_wage(15_000, 600), Decimal::from(6500));
    }
}
