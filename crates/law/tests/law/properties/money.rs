//! Amounts: the lines are the help, and more never gives more.

use indgang_law::household::{Asset, AssetType, Household, Income, IncomeType, Person};
use indgang_law::kroner::Kroner;
use indgang_law::{assess, curve};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;

use super::generator::{household, kroner};
use super::{FULL, runs, totals};
use crate::support::{assessed, oere};

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().expect("a list").iter()
}

fn adult_mut(household: &mut Household, person: Person) -> &mut indgang_law::household::Adult {
    match (person, &mut household.partner) {
        (Person::Partner, Some(partner)) => &mut partner.adult,
        _ => &mut household.applicant,
    }
}

fn person() -> impl Strategy<Value = Person> {
    prop_oneof![Just(Person::Applicant), Just(Person::Partner)]
}

proptest! {
    #![proptest_config(runs(200, FULL))]

    #[test]
    fn the_help_is_exactly_the_sum_of_the_lines(household in household()) {
        let assessment = assessed(&household);
        let calculation = &assessment["calculation"];
        prop_assume!(!calculation.is_null());
        let sum = |list: &str, person: Option<&Value>, code: Option<&str>| -> i64 {
            items(&calculation[list])
                .filter(|one| one["included"] != false)
                .filter(|one| person.is_none_or(|person| &one["person"] == person))
                .filter(|one| list == "deductions" || (one["code"] == "FRITIDSTILLAEG") == code.is_some())
                .map(|one| oere(&one["amount"]))
                .sum()
        };
        let fritid = Some("FRITIDSTILLAEG");
        for total in items(&calculation["per_person"]) {
            let whose = Some(&total["person"]);
            let before = sum("components", whose, None);
            prop_assert_eq!(oere(&total["help_before_deductions"]), before);
            prop_assert_eq!(oere(&total["help_payable"]), before - sum("deductions", whose, None));
            prop_assert_eq!(oere(&total["tax_free"]), sum("components", whose, fritid));
            prop_assert!(oere(&total["help_payable"]) >= 0);
        }
        let household_total = &calculation["household"];
        let before = sum("components", None, None);
        let deductions = sum("deductions", None, None);
        let free = sum("components", None, fritid);
        prop_assert_eq!(oere(&household_total["help_before_deductions"]), before);
        prop_assert_eq!(oere(&household_total["total_deductions"]), deductions);
        prop_assert_eq!(oere(&household_total["help_payable"]), before - deductions);
        prop_assert_eq!(oere(&household_total["tax_free"]), free);
        prop_assert_eq!(oere(&household_total["gross_total"]), before - deductions + free);
    }

    #[test]
    fn the_net_is_what_is_left_after_tax_and_atp(household in household()) {
        let assessment = assessed(&household);
        let calculation = &assessment["calculation"];
        prop_assume!(!calculation.is_null());
        let net = &calculation["net_estimate"];
        let mut sum = 0;
        for (one, total) in items(&net["per_person"]).zip(items(&calculation["per_person"])) {
            let of = |key: &str| oere(&one[key]);
            prop_assert_eq!(of("taxable"), oere(&total["help_payable"]));
            prop_assert_eq!(of("net_taxable_part"), of("taxable") - of("tax") - of("atp"));
            prop_assert_eq!(of("net_total"), of("net_taxable_part") + of("tax_free"));
            prop_assert!(of("net_total") >= 0);
            prop_assert!(of("allowance_used") <= of("taxable"));
            sum += of("net_total");
        }
        prop_assert_eq!(oere(&net["household_net"]), sum);
    }
}

proptest! {
    #![proptest_config(runs(300, FULL))]

    #[test]
    fn more_wealth_never_raises_the_help(
        household in household(),
        person in person(),
        kind in prop::sample::select(AssetType::ALL),
        amount in kroner(),
    ) {
        let mut wealthier = household.clone();
        adult_mut(&mut wealthier, person).wealth.push(Asset {
            r#type: kind,
            amount: Some(amount),
            secured_debt: Kroner::ZERO,
            paid_out_on: Some(household.month.first()),
        });
        let (before, after) = (totals(&assess(&household)), totals(&assess(&wealthier)));
        prop_assert!(after.help_payable <= before.help_payable);
        prop_assert!(after.gross_total <= before.gross_total);
    }

    #[test]
    fn more_other_income_never_raises_the_help(
        household in household(),
        person in person(),
        kind in prop::sample::select(IncomeType::ALL),
        amount in kroner(),
    ) {
        let mut richer = household.clone();
        adult_mut(&mut richer, person).incomes.push(Income {
            amount: Some(amount),
            holiday_days: Some(2),
            has_holiday_right: Some(true),
            ..Income::unknown(kind)
        });
        let (before, after) = (totals(&assess(&household)), totals(&assess(&richer)));
        prop_assert!(after.help_payable <= before.help_payable);
        prop_assert!(after.gross_total <= before.gross_total);
    }
}

proptest! {
    #![proptest_config(runs(200, FULL))]

    #[test]
    fn one_more_krone_earned_costs_no_more_than_a_krone_but_at_a_cliff_that_is_named(
        household in household(),
        person in person(),
        earned in kroner(),
    ) {
        let at = |earned: Kroner| {
            let mut household = household.clone();
            indgang_law::curve::set_earnings(adult_mut(&mut household, person), earned);
            totals(&assess(&household)).gross_total
        };
        let person = if household.partner.is_some() { person } else { Person::Applicant };
        let more = earned + Kroner::whole(1);
        let falls = at(earned) - at(more);
        // A krone, and what two roundings can add.
        if falls > Kroner::from_oere(102) {
            let curve = curve(&household, person).expect("earnings that count have a curve");
            let near = Decimal::new(2, 2);
            let (from, to) = (earned.decimal() - near, more.decimal() + near);
            let cliff = curve.breakpoints.iter().any(|point| {
                point.falls > Decimal::ZERO && from <= point.earnings && point.earnings <= to
            });
            // From nothing to something earned, R6-07 begins to be run: the first segment is
            // already beyond that cliff.
            prop_assert!(cliff || earned == Kroner::ZERO, "{falls} at {earned} of {person:?}");
        }
    }
}
