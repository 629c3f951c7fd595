//! Section 0. Scope, validity, rounding. Regulation (R0-06, R0-07) is in `parameters`, and what is
//! rejected (R0-10) in `schema`.

use serde_json::{Value, json};

use super::{check, check_help, check_lines, check_rule, reserves};
use crate::support::people::{Home, karen, mathilde};

#[test]
fn r0_01_only_months_with_law_and_rates_are_assessed() {
    let refused = |home: &Home, code: &str| {
        check(
            home,
            json!({
                "status": "refused",
                "outcome": null,
                "refusal_code": code,
                "calculation_is_null": true,
                "reservations": ["KOMMUNEN_AFGOER"],
                "next_steps": ["KONTAKT_KOMMUNEN"],
                "parameters": { "version": "none", "valid_from": null, "valid_to": null },
            }),
        );
    };
    refused(&karen().in_month("2025-06"), "FOER_REFORMEN");
    refused(&karen().in_month("0000-01"), "FOER_REFORMEN");
    refused(&karen().in_month("2027-01"), "INGEN_SATSER_FOR_MAANEDEN");
    refused(&karen().in_month("9999-12"), "INGEN_SATSER_FOR_MAANEDEN");
    check(
        &karen().in_month("2025-07"),
        json!({ "status": "assessed", "parameters": { "version": "2025-07" } }),
    );
    check(
        &karen().in_month("2026-12"),
        json!({ "status": "assessed", "parameters": { "version": "2026-01" } }),
    );
}

#[test]
fn r0_03_every_deduction_is_rounded_half_up_to_oere_when_it_arises() {
    let deducts = |earned: &str, deduction: &str, payable: &str| {
        check(
            &karen().earns("applicant", earned),
            json!({
                "deductions": [{ "code": "ARBEJDSINDTAEGT", "amount": deduction }],
                "household": { "help_payable": payable },
            }),
        );
    };
    // 65 % of 0.01, 0.03 and 0.10 kr. above the fribeløb of 2,700.
    deducts("2700.01", "0.01", "14200.99");
    deducts("2700.03", "0.02", "14200.98");
    deducts("2700.10", "0.07", "14200.93");
}

#[test]
fn r0_04_the_age_on_the_first_holds_for_the_whole_month() {
    let born = |day: &str| mathilde().with("/applicant/date_of_birth", day);
    let thirty_on_the_first = born("1996-11-01");
    check_lines(
        &thirty_on_the_first,
        &[
            "FORHOEJET_SATS 13060.00",
            "TILLAEG_ENLIG_IKKE_FORSOERGER 1141.00",
        ],
    );
    assert!(!reserves(&thirty_on_the_first, "ALDERSSKIFT"));
    let thirty_on_the_second = born("1996-11-02");
    check_lines(
        &thirty_on_the_second,
        &["GRUNDSATS 7529.00", "TILLAEG_ENLIG_IKKE_FORSOERGER 1141.00"],
    );
    assert!(reserves(&thirty_on_the_second, "ALDERSSKIFT"));
}

#[test]
fn r0_04_who_is_born_on_29_february_has_the_birthday_on_1_march() {
    let born = |month: &str| {
        mathilde()
            .with("/applicant/date_of_birth", "1996-02-29")
            .in_month(month)
    };
    assert!(!reserves(&born("2026-02"), "ALDERSSKIFT"));
    check(
        &born("2026-03"),
        json!({ "components": [{ "code": "FORHOEJET_SATS" }], "reservations_absent": ["ALDERSSKIFT"] }),
    );
}

#[test]
fn r0_04_the_last_childs_18th_birthday_in_the_month_is_named() {
    let with = |born: &str| {
        karen()
            .with("/ekstra_boernetilskud", "refused")
            .with_child(born, &["applicant"])
    };
    assert!(reserves(&with("2008-11-02"), "ALDERSSKIFT"));
    assert!(reserves(&with("2008-11-30"), "ALDERSSKIFT"));
    assert!(!reserves(&with("2008-11-01"), "ALDERSSKIFT"));
    assert!(!reserves(&with("2008-12-01"), "ALDERSSKIFT"));
    let a_younger_one_is_left = with("2008-11-02").with_child("2012-01-01", &["applicant"]);
    assert!(!reserves(&a_younger_one_is_left, "ALDERSSKIFT"));
}

#[test]
fn r0_05_a_needed_fact_that_is_unknown_leaves_the_result_open() {
    let unknown = karen().with("/applicant/months_in_realm_last_120", Value::Null);
    check(
        &unknown,
        json!({
            "outcome": "uncertain",
            "calculation_is_null": true,
            "missing_facts": [
                { "pointer": "/applicant/months_in_realm_last_120", "rule_id": "R1-17" }
            ],
        }),
    );
    check_rule(&unknown, "R1-17", &["applicant: missing"]);
}

#[test]
fn r0_05_a_certain_refusal_does_not_wait_for_unknown_facts() {
    let refused = karen()
        .with("/applicant/months_in_realm_last_120", Value::Null)
        .with("/application/reason", "no_change");
    check_help(&refused, "not_entitled");
    check_rule(&refused, "R1-17", &[]);
}

#[test]
fn r0_09_results_say_what_could_not_be_checked() {
    let told = |month: &str, codes: &[&str], not: &[&str]| {
        check(
            &karen().in_month(month),
            json!({ "reservations": codes, "reservations_absent": not }),
        );
    };
    let (rates, status) = ("SATSER_2026_BEREGNET", "LOVSTATUS_EFTER_MARTS_2026");
    told("2025-12", &["KOMMUNEN_AFGOER"], &[rates, status]);
    told("2026-01", &["KOMMUNEN_AFGOER", rates], &[status]);
    told("2026-03", &["KOMMUNEN_AFGOER", rates], &[status]);
    told("2026-04", &["KOMMUNEN_AFGOER", rates, status], &[]);
}
