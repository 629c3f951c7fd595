//! Section 5. Couples.

use serde_json::{Value, json};

use super::{check, check_help, check_lines, check_rule, reserves};
use crate::support::people::{
    Home, amina, hanne_and_omar, jonas, karen, mette_and_lars, mette_and_lars_with_three,
    sara_and_peter,
};

#[track_caller]
fn check_type(home: &Home, couple_type: &str) {
    check(home, json!({ "couple_type": couple_type }));
}

#[test]
fn r5_01_the_first_type_that_fits() {
    check_type(&karen(), "none");
    check_type(
        &karen().with("/relationship", "separated_or_divorced"),
        "none",
    );
    check_type(&sara_and_peter(), "samlevende");
    check_type(&mette_and_lars(), "par_26_1");
    check_type(&hanne_and_omar(), "blandet_26_2");
    let on_dagpenge = mette_and_lars().with("/partner/public_benefit", "dagpenge");
    check_type(&on_dagpenge, "kombination_26_3");
    let opted_out = mette_and_lars().with("/partner/opted_out_of_availability", true);
    check_type(&opted_out, "hjemmearbejdende_26_4");
    // A benefit comes before opting out, and opting out before being abroad.
    let all = on_dagpenge
        .with("/partner/opted_out_of_availability", true)
        .with("/partner/abroad", "yes");
    check_type(&all, "kombination_26_3");
    check_type(
        &all.with("/partner/public_benefit", "none"),
        "hjemmearbejdende_26_4",
    );
}

#[test]
fn r5_01_living_apart_without_separation_is_for_the_municipality() {
    let apart = mette_and_lars().with("/relationship", "married_living_apart");
    check(
        &apart,
        json!({
            "outcome": "uncertain",
            "couple_type": "par_26_1",
            "household": { "help_payable": "26120.00" },
            "reasons": [{
                "rule_id": "R5-01", "person": "household", "outcome": "kommunen_vurderer",
                "decisive": true, "code": "GIFT_BOR_HVER_FOR_SIG", "paragraph": "§ 2, stk. 2",
            }],
        }),
    );
    check_rule(&mette_and_lars(), "R5-01", &[]);
    let unknown = karen().with("/relationship", Value::Null);
    check_rule(&unknown, "R5-01", &["household: missing, decisive"]);
}

#[test]
fn r5_02_spouses_have_the_sum_also_when_one_works() {
    let both = ["FORHOEJET_SATS 13060.00", "partner FORHOEJET_SATS 13060.00"];
    check_lines(&mette_and_lars(), &both);
    check_help(&mette_and_lars(), "entitled 26120.00");
    // 5,000 a month: 65 % of what is above 2,700 is 1,495.
    let lars_works = mette_and_lars()
        .with("/partner/works_full_time", true)
        .earns("partner", "5000.00");
    check_lines(
        &lars_works,
        &[both[0], both[1], "partner ARBEJDSINDTAEGT -1495.00"],
    );
}

#[test]
fn r5_03_in_a_mixed_couple_the_one_is_reduced_to_the_others_level() {
    check(
        &hanne_and_omar().with_child("2021-01-01", &["applicant", "partner"]),
        json!({
            "couple_type": "blandet_26_2",
            "components": [
                { "code": "MINDSTESATS", "person": "applicant", "paragraph": "§ 26, stk. 2" },
                { "code": "BOERNETILLAEG", "person": "applicant", "amount": "2909.00" },
                { "code": "MINDSTESATS", "person": "partner", "paragraph": "§ 16, stk. 2, nr. 1" },
            ],
            "household": { "help_payable": "20008.00" },
        }),
    );
    // Fribeløb 5,400: 65 % of 1,000 is kept from her.
    let hanne_works = hanne_and_omar().earns("applicant", "6400.00");
    check(
        &hanne_works,
        json!({ "deductions": [{ "code": "ARBEJDSINDTAEGT", "amount": "650.00" }] }),
    );
}

#[test]
fn r5_03_the_young_of_a_mixed_couple_lose_their_supplements_and_keep_the_fribeloeb() {
    let young = hanne_and_omar()
        .with("/applicant/date_of_birth", "2003-03-03")
        .with("/applicant/lives_with_parents", true)
        .with("/applicant/visitation", "aktivitetsparat")
        .with("/applicant/got_tilpasningstillaeg_july_2025", true)
        .earns("applicant", "5400.00");
    check_lines(
        &young,
        &["HJEMMEBOENDESATS 3057.00", "partner MINDSTESATS 7095.00"],
    );
    assert!(!reserves(&young, "HJEMMEBOENDE_INDTAEGT"));
    let above = young.with("/applicant/incomes/0/amount", "5500.00");
    check(
        &above,
        json!({ "deductions": [{ "code": "ARBEJDSINDTAEGT", "amount": "65.00" }] }),
    );
}

#[test]
fn r5_03_cohabitants_are_reduced_only_by_help_under_stk_2() {
    let peter_gets = |help: &str| sara_and_peter().with("/partner/cohabitant_help", help);
    check_type(&peter_gets("section_16_2"), "blandet_26_2");
    check_lines(&peter_gets("section_16_2"), &["MINDSTESATS 7095.00"]);
    for help in ["none", "section_16_1"] {
        check_type(&peter_gets(help), "samlevende");
        check_lines(&peter_gets(help), &["FORHOEJET_SATS 13060.00"]);
    }
    let sara_on_stk_2 = peter_gets("section_16_1").with("/applicant/months_in_realm_last_120", 60);
    check_type(&sara_on_stk_2, "samlevende");
    let unknown = sara_and_peter().with("/partner/cohabitant_help", Value::Null);
    check_rule(&unknown, "R5-03", &["partner: missing, decisive"]);
}

#[test]
fn r5_03_a_mixed_couple_is_told_of_the_other_reading_when_one_is_paid_nothing() {
    assert!(!reserves(&hanne_and_omar(), "BLANDET_PAR"));
    let omar_works = hanne_and_omar().earns("partner", "17000.00");
    check(
        &omar_works,
        json!({ "deductions": [{ "code": "ARBEJDSINDTAEGT", "person": "partner", "amount": "7095.00" }] }),
    );
    assert!(reserves(&omar_works, "BLANDET_PAR"));
}

#[test]
fn r5_04_of_a_benefit_only_what_exceeds_the_threshold_is_deducted() {
    let on_dagpenge = |amount: &str| {
        mette_and_lars()
            .with("/partner/public_benefit", "dagpenge")
            .gets("partner", "dagpenge", amount)
    };
    check_lines(&on_dagpenge("13345.00"), &["FORHOEJET_SATS 13060.00"]);
    check_lines(
        &on_dagpenge("20000.00"),
        &[
            "FORHOEJET_SATS 13060.00",
            "AEGTEFAELLE_OVER_GRAENSE -6655.00",
        ],
    );
    // The threshold of a spouse with a child of their own is 17,736.
    check(
        &on_dagpenge("20000.00").with_child("2015-01-01", &["partner"]),
        json!({ "deductions": [{ "code": "AEGTEFAELLE_OVER_GRAENSE", "amount": "2264.00" }] }),
    );
    // Gross amounts, without any fribeløb; what § 33 exempts is not counted.
    let with_wages = on_dagpenge("13345.00").earns("partner", "1000.00").gets(
        "partner",
        "boern_indtaegt",
        "5000.00",
    );
    check(
        &with_wages,
        json!({ "household": { "help_payable": "12060.00" } }),
    );
    assert!(reserves(&on_dagpenge("0.00"), "KOMBINATIONSPAR"));
    assert!(!reserves(&mette_and_lars(), "KOMBINATIONSPAR"));
}

#[test]
fn r5_04_a_spouse_with_su_is_treated_like_one_on_a_benefit() {
    let education = mette_and_lars().with("/partner/education", "su_education");
    let benefit = mette_and_lars().with("/partner/public_benefit", "su");
    for home in [education, benefit] {
        check(
            &home.gets("partner", "su", "14345.00"),
            json!({
                "couple_type": "kombination_26_3",
                "deductions": [{ "code": "AEGTEFAELLE_OVER_GRAENSE", "amount": "1000.00" }],
                "reservations": ["AEGTEFAELLE_SU", "KOMBINATIONSPAR"],
            }),
        );
    }
    let unknown = mette_and_lars().with("/partner/public_benefit", Value::Null);
    check_rule(&unknown, "R5-04", &["partner: missing, decisive"]);
}

#[test]
fn r5_05_the_income_of_a_spouse_who_opted_out_is_deducted() {
    let opted_out = mette_and_lars().with("/partner/opted_out_of_availability", true);
    check_lines(&opted_out, &["FORHOEJET_SATS 13060.00"]);
    assert!(!reserves(&opted_out, "AEGTEFAELLE_ARBEJDSINDTAEGT"));
    // 65 % of 10,000, and all of 1,000.
    let with_income =
        opted_out
            .earns("partner", "10000.00")
            .gets("partner", "lejeindtaegt", "1000.00");
    check_lines(
        &with_income,
        &["FORHOEJET_SATS 13060.00", "AEGTEFAELLE_INDTAEGT -7500.00"],
    );
    assert!(reserves(&with_income, "AEGTEFAELLE_ARBEJDSINDTAEGT"));
    // Own deductions first, then the spouse's, at most what is left.
    let both = with_income.gets("applicant", "dagpenge", "6000.00");
    check_lines(
        &both,
        &[
            "FORHOEJET_SATS 13060.00",
            "ANDEN_INDTAEGT -6000.00",
            "AEGTEFAELLE_INDTAEGT -7060.00",
        ],
    );
}

#[test]
fn r5_06_a_cohabitants_money_is_never_counted() {
    let peter_is_rich = sara_and_peter().earns("partner", "60000.00").owns(
        "partner",
        "kontanter_bank",
        "900000.00",
    );
    check_lines(&peter_is_rich, &["FORHOEJET_SATS 13060.00"]);
    check_help(&peter_is_rich, "entitled 13060.00");
}

#[test]
fn r5_07_a_spouse_without_own_right_ends_only_the_spouses_part() {
    let pending = mette_and_lars()
        .with("/partner/citizenship", "other")
        .with("/partner/residence_permit", "pending_or_none")
        .earns("partner", "2000.00");
    check(
        &pending,
        json!({
            "outcome": "entitled",
            "couple_type": "par_26_1",
            "reservations": ["AEGTEFAELLE_UDEN_RET", "AEGTEFAELLE_ARBEJDSINDTAEGT"],
        }),
    );
    check_lines(
        &pending,
        &["FORHOEJET_SATS 13060.00", "AEGTEFAELLE_INDTAEGT -1300.00"],
    );
    check_rule(
        &pending,
        "R1-02",
        &["applicant: met, decisive", "partner: not_met"],
    );
    check_rule(&pending, "R1-03", &["applicant: met, decisive"]);
    check_rule(&pending, "R1-13", &["partner: met, decisive"]);

    let first_months = mette_and_lars()
        .with("/partner/citizenship", "eu_eea")
        .with("/partner/eu_right_of_residence", "first_three_months");
    check_rule(
        &first_months,
        "R1-04",
        &["applicant: not_applicable, decisive", "partner: not_met"],
    );
    check_help(&first_months, "entitled 13060.00");

    let abroad = mette_and_lars().with("/partner/abroad", "yes");
    check_rule(
        &abroad,
        "R1-05",
        &[
            "applicant: met, decisive",
            "partner: kommunen_vurderer, decisive",
        ],
    );
    check_help(&abroad, "uncertain 13060.00");
    let unavailable = abroad.with("/partner/availability", "no");
    check_help(&unavailable, "not_entitled");
}

#[test]
fn r5_07_does_not_touch_a_cohabitant_or_somebody_alone() {
    let peter = sara_and_peter()
        .with("/partner/citizenship", "other")
        .with("/partner/residence_permit", "pending_or_none");
    check_type(&peter, "samlevende");
    assert!(!reserves(&peter, "AEGTEFAELLE_UDEN_RET"));
    assert!(!reserves(&amina(), "AEGTEFAELLE_UDEN_RET"));
    assert!(!reserves(&jonas(), "AEGTEFAELLE_UDEN_RET"));
    assert!(!reserves(
        &mette_and_lars_with_three(),
        "AEGTEFAELLE_UDEN_RET"
    ));
}
