//! What a card does to the month's money, by the calculator's answers on this device. Nothing is sent.

use indgang_domain::offers::{Area, Money};
use indgang_domain::plan::board::Card;
use indgang_law::Household;
use indgang_law::curve::{Curve, Piece, Segment, curve};
use indgang_law::household::{IncomeType, Person};
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::browser::format;
use crate::household;
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::Icon;

/// What the help becomes with a wage.
struct Change {
    /// The wage of a month before tax and AM-bidrag, kr.
    wage: Decimal,
    /// The month's help before tax now, kr.
    help_before: Decimal,
    /// The month's help before tax with the wage, kr.
    help: Decimal,
    /// More in hand in the month, kr.
    more: Decimal,
}

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
    match change(&household, monthly_wage(pay, minutes)) {
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

/// By the applicant's earnings curve. The curve goes by the wage after AM-bidrag, of which 8 % is taken
/// here as the calculator does; ATP, feriepenge and pension are not known from an hourly wage.
fn change(household: &Household, wage: Decimal) -> Option<Change> {
    let curve = curve(household, Person::Applicant)?;
    let now: Decimal = household
        .adult(Person::Applicant)?
        .incomes
        .iter()
        .filter(|income| income.r#type == IncomeType::Arbejdsindtaegt)
        .map(|wage| {
            let before = wage.amount.unwrap_or_default();
            let base = before
                - wage.atp
                - wage.am_bidrag
                - wage.henlagte_feriepenge
                - wage.kollektiv_pension;
            base.decimal()
        })
        .sum();
    let more = wage - (wage * Decimal::new(8, 2)).round_dp(0);
    let then = now + more;
    let help_before = at(&curve, now, |segment| segment.help)?;
    let in_hand = |earned| at(&curve, earned, |segment| segment.in_hand);
    Some(Change {
        wage,
        help_before,
        help: at(&curve, then, |segment| segment.help)?,
        more: in_hand(then)? - in_hand(now)?,
    })
}

fn at(curve: &Curve, earned: Decimal, pick: fn(&Segment) -> Piece) -> Option<Decimal> {
    let is_here =
        |segment: &&Segment| segment.from <= earned && segment.to.is_none_or(|to| earned < to);
    let segment = curve.segments.iter().find(is_here)?;
    let piece = pick(segment);
    Some(piece.at_from + piece.per_krone * (earned - segment.from))
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
