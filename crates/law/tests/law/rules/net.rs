//! Section 8. The net, always an estimate.

use serde_json::{Value, json};

use super::{check, reserves};
use crate::support::people::{Home, amina, hanne_and_omar, karen, mathilde, mette_and_lars};

#[test]
fn r8_01_tax_is_a_share_of_what_is_above_the_personfradrag() {
    check(
        &karen(),
        json!({
            "net": {
                "person": "applicant", "taxable": "14201.00", "allowance_used": "4508.33",
                "tax_rate_pct": "37.059", "tax": "3592.01", "net_taxable_part": "10608.99",
                "net_total": "10608.99",
            },
            "household_net": "10608.99",
        }),
    );
    // 5,000 of wages have used the personfradrag of 4,508.33.
    check(
        &amina().earns("applicant", "5000.00"),
        json!({ "net": { "taxable": "7095.00", "allowance_used": "0.00", "tax": "2629.34" } }),
    );
    check(
        &amina().earns("applicant", "4508.00"),
        json!({ "net": { "allowance_used": "0.33" } }),
    );
    let church = karen()
        .with("/tax/kirkeskat_pct", "0.87")
        .with("/tax/kommuneskat_pct", "22.8");
    check(&church, json!({ "net": { "tax_rate_pct": "35.680" } }));
}

#[test]
fn r8_01_the_average_rate_is_used_and_named_when_none_is_given() {
    assert!(!reserves(&karen(), "SKAT_GENNEMSNIT"));
    let average = karen().with("/tax/kommuneskat_pct", Value::Null);
    assert!(reserves(&average, "SKAT_GENNEMSNIT"));
    check(&average, json!({ "net": { "tax_rate_pct": "37.059" } }));
    check(
        &average.in_month("2025-12"),
        json!({ "net": { "tax_rate_pct": "37.078" } }),
    );
}

#[test]
fn r8_02_atp_after_a_year_on_forhoejet_sats_without_income() {
    let a_year = |home: Home| home.with("/applicant/consecutive_months_with_help", 12);
    let check_atp = |home: &Home, atp: &str| {
        check(
            home,
            json!({ "net": { "person": "applicant", "atp": atp } }),
        );
    };
    check_atp(&a_year(karen()), "99.00");
    check_atp(
        &karen().with("/applicant/consecutive_months_with_help", 11),
        "0.00",
    );
    check_atp(&a_year(mathilde()), "0.00");
    check_atp(&a_year(hanne_and_omar()), "0.00");
    check_atp(&a_year(karen()).earns("applicant", "2700.00"), "99.00");
    check_atp(&a_year(karen()).earns("applicant", "2800.00"), "0.00");
    // 15 of 30 days: 49.50, in whole kroner.
    let half = a_year(karen()).with("/application/right_ends_on", "2026-11-15");
    check_atp(&half, "50.00");
    let between = a_year(karen()).with("/applicant/education", "between_two_educations");
    check_atp(&between, "99.00");
    check(
        &a_year(karen()),
        json!({ "net": { "net_taxable_part": "10509.99", "net_total": "10509.99" } }),
    );
}

#[test]
fn r8_03_obligatorisk_pension_comes_on_top_for_those_on_stk_1() {
    let check_pension =
        |home: &Home, pension: Value| check(home, json!({ "pension_on_top": pension }));
    // 2.1 % of 14,201 is 298.22; of 14,102 after ATP 296.14.
    check_pension(&karen(), json!({ "applicant": "298.00" }));
    let a_year = karen().with("/applicant/consecutive_months_with_help", 12);
    check_pension(&a_year, json!({ "applicant": "296.00" }));
    // 1.8 % of 13,590 in 2025 is 244.62.
    check_pension(
        &karen().in_month("2025-12"),
        json!({ "applicant": "245.00" }),
    );
    check_pension(&amina(), json!({ "applicant": "0.00" }));
    check_pension(
        &hanne_and_omar(),
        json!({ "applicant": "149.00", "partner": "0.00" }),
    );
    check_pension(
        &mette_and_lars(),
        json!({ "applicant": "274.00", "partner": "274.00" }),
    );
}
