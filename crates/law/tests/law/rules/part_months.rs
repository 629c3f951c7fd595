//! Section 10. Part months.

use serde_json::{Value, json};

use super::{check, check_help, check_lines, check_rule, reserves};
use crate::support::people::{Home, karen, louise, mathilde, mette_and_lars, sara_and_peter};

#[test]
fn r10_02_help_for_a_part_of_the_month_goes_by_calendar_days() {
    let from = |day: &str| karen().with("/application/first_contact_on", day);
    // 14,201 x 15 / 30 and x 20 / 30.
    check_help(&from("2026-11-16"), "entitled 7100.50");
    check_help(&from("2026-11-11"), "entitled 9467.33");
    check(
        &from("2026-11-11"),
        json!({
            "deductions": [{ "code": "DELMAANED", "amount": "4733.67" }],
            "household": { "help_before_deductions": "14201.00" },
        }),
    );
    assert!(reserves(&from("2026-11-11"), "DELMAANED"));
    assert!(!reserves(&from("2026-11-01"), "DELMAANED"));
    // Fribeløb and loft are not cut: 65 % of 300.
    let earns = from("2026-11-16").earns("applicant", "3000.00");
    check(
        &earns,
        json!({ "deductions": [{ "code": "ARBEJDSINDTAEGT", "amount": "195.00" }] }),
    );
}

#[test]
fn r10_03_the_period_runs_from_the_first_contact_to_the_last_day_with_right() {
    let period = |from: Value, to: Value| {
        karen()
            .with("/application/first_contact_on", from)
            .with("/application/right_ends_on", to)
    };
    check_help(
        &period("2026-11-11".into(), "2026-11-20".into()),
        "entitled 4733.67",
    );
    check_help(
        &period("2026-11-20".into(), "2026-11-20".into()),
        "entitled 473.37",
    );
    check_help(
        &period("2026-10-01".into(), "2026-12-31".into()),
        "entitled 14201.00",
    );
    check_help(&period(Value::Null, Value::Null), "entitled 14201.00");
    // An empty period is 0 days.
    for empty in [
        period("2026-11-21".into(), "2026-11-20".into()),
        period("2026-12-01".into(), Value::Null),
        period(Value::Null, "2026-10-31".into()),
    ] {
        check_help(&empty, "not_entitled 0.00");
    }
}

#[test]
fn r10_04_who_turns_18_has_the_right_from_the_birthday() {
    let turns_18 = mathilde().with("/applicant/date_of_birth", "2008-11-16");
    check_lines(
        &turns_18,
        &[
            "GRUNDSATS 7529.00",
            "TILLAEG_ENLIG_IKKE_FORSOERGER 1141.00",
            "DELMAANED -4335.00",
        ],
    );
    assert!(reserves(&turns_18, "ALDERSSKIFT"));
    assert!(reserves(&turns_18, "DELMAANED"));
    let on_the_first = mathilde().with("/applicant/date_of_birth", "2008-11-01");
    check_help(&on_the_first, "entitled 8670.00");
    let later_contact = turns_18.with("/application/first_contact_on", "2026-11-30");
    check_help(&later_contact, "entitled 289.00");
}

#[test]
fn r10_05_full_time_work_ends_the_right() {
    let works = |home: Home| home.with("/applicant/works_full_time", true);
    check_rule(&karen(), "R10-05", &[]);
    for home in [
        works(karen()),
        works(karen()).with("/relationship", "separated_or_divorced"),
        works(sara_and_peter()),
    ] {
        check_rule(&home, "R10-05", &["applicant: not_met, decisive"]);
        check_help(&home, "not_entitled");
    }
    check_rule(
        &works(mette_and_lars()),
        "R10-05",
        &["applicant: kommunen_vurderer, decisive"],
    );
    check_help(&works(mette_and_lars()), "uncertain 26120.00");
    let unknown = works(karen()).with("/relationship", Value::Null);
    check_rule(
        &unknown,
        "R10-05",
        &["applicant: kommunen_vurderer, decisive"],
    );
    let lars_works = mette_and_lars().with("/partner/works_full_time", true);
    check_rule(&lars_works, "R10-05", &[]);
}

#[test]
fn r10_06_boligstoetteloft_and_fritidstillaeg_are_for_whole_months() {
    let boligstoette = json!({ "monthly_amount": "4000.00", "household_members": 2 });
    let part = |home: Home| home.with("/application/right_ends_on", "2026-11-29");
    let couple = mette_and_lars()
        .with_child("2015-01-01", &["applicant", "partner"])
        .with("/boligstoette", boligstoette);
    check(&couple, json!({ "household": { "tax_free": "500.00" } }));
    check(
        &part(couple),
        json!({ "household": { "tax_free": "0.00" }, "housing_benefit_effect": null }),
    );
    check(
        &part(louise()),
        json!({
            "household": { "tax_free": "0.00" },
            "next_steps_absent": ["FRITIDSTILLAEG_FOERST_EFTER_3_MAANEDER"],
        }),
    );
}
