//! Section 9. Sanctions as what-if only.

use serde_json::{Value, json};

use super::{check, reserves};
use crate::support::people::{
    Home, amina, jonas, karen, louise, mathilde, mette_and_lars, sara_and_peter,
};

fn asking(home: Home, rule: &str, days: u32) -> Home {
    let ask = json!({ "person": "applicant", "rule": rule, "days": days });
    home.with("/what_if_sanction", ask)
}

#[track_caller]
fn check_sanction(home: &Home, expected: Value) {
    check(home, json!({ "sanction_what_if": expected }));
}

#[test]
fn r9_01_the_rate_follows_the_help_before_income() {
    let check_rate = |home: Home, rate: &str, open_reading: bool| {
        let home = asking(home, "36", 1);
        check_sanction(&home, json!({ "rate": rate }));
        assert_eq!(
            reserves(&home, "SANKTIONSSATS_2026"),
            open_reading,
            "{rate}"
        );
        assert!(reserves(&home, "SANKTION_HVAD_NU_HVIS"));
    };
    check_rate(jonas(), "200.00", false);
    check_rate(amina(), "500.00", true);
    check_rate(mathilde(), "500.00", true);
    check_rate(louise(), "650.00", false);
    check_rate(karen(), "650.00", false);
    // 7,529 + 2,909 + 1,712 + 2,707 = 14,857, and 10,438 is the highest of rate 2.
    check_rate(
        louise().with("/applicant/visitation", "aktivitetsparat"),
        "750.00",
        true,
    );
    check_rate(
        louise().with("/ekstra_boernetilskud", "refused"),
        "500.00",
        true,
    );
    // By the full help, also when income is deducted or the month is cut.
    check_rate(karen().earns("applicant", "20000.00"), "650.00", false);
    check_rate(
        karen().with("/application/right_ends_on", "2026-11-10"),
        "650.00",
        false,
    );
    check_rate(amina().in_month("2025-12"), "450.00", false);
}

#[test]
fn r9_01_nothing_is_shown_unasked_or_about_somebody_without_help() {
    check_sanction(&karen(), Value::Null);
    assert!(!reserves(&karen(), "SANKTION_HVAD_NU_HVIS"));
    let about_partner = |home: Home| {
        home.with(
            "/what_if_sanction",
            json!({ "person": "partner", "rule": "36" }),
        )
    };
    check_sanction(&about_partner(sara_and_peter()), Value::Null);
    check_sanction(
        &about_partner(mette_and_lars()),
        json!({ "rate": "650.00", "units": 1 }),
    );
    let not_entitled = asking(karen(), "36", 1).earns("applicant", "40000.00");
    check_sanction(&not_entitled, Value::Null);
}

#[test]
fn r9_02_days_or_three_rates_and_never_more_than_the_help() {
    let check_rule = |rule: &str, days: u32, paragraph: &str, units: u32, amount: &str| {
        check_sanction(
            &asking(karen(), rule, days),
            json!({ "paragraph": paragraph, "units": units, "amount": amount }),
        );
    };
    check_rule("36", 2, "§ 36", 2, "1300.00");
    check_rule("37", 1, "§ 37", 1, "650.00");
    check_rule("37a", 1, "§ 37 a", 1, "650.00");
    check_rule("38", 21, "§ 38", 21, "13650.00");
    check_rule("38", 22, "§ 38", 22, "14201.00");
    check_rule("39_40", 31, "§§ 39-40", 3, "1950.00");
    // At most the help of the month, here of ten days: 14,201 x 10 / 30.
    let part_month = asking(karen(), "36", 31).with("/application/right_ends_on", "2026-11-10");
    check_sanction(&part_month, json!({ "amount": "4733.67" }));
}
