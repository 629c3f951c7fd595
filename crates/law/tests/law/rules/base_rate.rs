//! Section 3. The base rate, § 16.

use serde_json::json;

use super::{check, check_lines, reserves};
use crate::support::people::{
    Home, amina, jonas, karen, louise, mathilde, mette_and_lars, sara_and_peter,
};

#[track_caller]
fn check_rate(home: &Home, code: &str, paragraph: &str) {
    check(
        home,
        json!({
            "components": [{ "code": code, "paragraph": paragraph, "person": "applicant" }]
        }),
    );
}

fn at_27(home: Home) -> Home {
    home.with("/applicant/date_of_birth", "1999-05-06")
}

#[test]
fn r3_01_who_lives_with_the_parents_before_30_is_hjemmeboende() {
    check_lines(&jonas(), &["HJEMMEBOENDESATS 3057.00"]);
    let turned_30 = jonas().with("/applicant/date_of_birth", "1996-11-01");
    check_rate(&turned_30, "FORHOEJET_SATS", "§ 16, stk. 1, nr. 2");
}

#[test]
fn r3_01_who_has_an_own_child_at_home_is_not_hjemmeboende() {
    let father = jonas()
        .with("/ekstra_boernetilskud", "refused")
        .with_child("2025-03-03", &["applicant"]);
    check_lines(
        &father,
        &[
            "GRUNDSATS 7529.00",
            "BOERNETILLAEG 2909.00",
            "FRITIDSTILLAEG 500.00",
        ],
    );
    let placed = father.with("/children/0/placed_outside_home", true);
    check_rate(&placed, "HJEMMEBOENDESATS", "§ 16, stk. 1, nr. 3");
    let with_the_mother = father.with("/children/0/same_address_as", json!([]));
    check_rate(&with_the_mother, "HJEMMEBOENDESATS", "§ 16, stk. 1, nr. 3");
}

#[test]
fn r3_02_the_rate_follows_requirements_age_and_home() {
    check_rate(&karen(), "FORHOEJET_SATS", "§ 16, stk. 1, nr. 2");
    check_rate(&mathilde(), "GRUNDSATS", "§ 16, stk. 1, nr. 1");
    check_rate(&jonas(), "HJEMMEBOENDESATS", "§ 16, stk. 1, nr. 3");
    check_rate(&amina(), "MINDSTESATS", "§ 16, stk. 2, nr. 1");
    let short_stay = jonas().with("/applicant/months_in_realm_last_120", 107);
    check_rate(&short_stay, "HJEMMEBOENDESATS", "§ 16, stk. 2, nr. 2");
    check_lines(&short_stay, &["HJEMMEBOENDESATS 3057.00"]);
}

#[test]
fn r3_03_work_before_30_gives_forhoejet_sats() {
    let hours = |born: &str, hours: u32, eu_hours: u32| {
        mathilde()
            .with("/applicant/date_of_birth", born)
            .with("/applicant/ordinary_work_hours_realm_last_10_years", hours)
            .with(
                "/applicant/ordinary_work_hours_eu_eea_last_10_years",
                eu_hours,
            )
    };
    let (worked, not) = ("FORHOEJET_SATS", "GRUNDSATS");
    check_rate(&hours("1999-05-06", 4810, 0), worked, "§ 16, stk. 3");
    check_rate(&hours("1999-05-06", 4809, 0), not, "§ 16, stk. 1, nr. 1");
    check_rate(&hours("1999-05-06", 3000, 1810), worked, "§ 16, stk. 3");
    check_rate(&hours("1999-05-06", 3000, 1809), not, "§ 16, stk. 1, nr. 1");
    check_rate(&hours("2001-11-01", 4810, 0), worked, "§ 16, stk. 3");
    check_rate(&hours("2001-11-02", 4810, 0), not, "§ 16, stk. 1, nr. 1");
    let earlier = at_27(mathilde()).with("/applicant/work_requirement_met_earlier", true);
    check_rate(&earlier, worked, "§ 16, stk. 3");
}

#[test]
fn r3_03_work_does_not_lift_who_lives_with_the_parents() {
    let worked = at_27(jonas()).with("/applicant/ordinary_work_hours_realm_last_10_years", 4810);
    check_lines(&worked, &["HJEMMEBOENDESATS 3057.00"]);
    assert!(reserves(&worked, "HJEMMEBOENDE_MED_4810_TIMER"));
    assert!(!reserves(&at_27(jonas()), "HJEMMEBOENDE_MED_4810_TIMER"));
    assert!(!reserves(&jonas(), "HJEMMEBOENDE_MED_4810_TIMER"));
}

#[test]
fn r3_05_marriage_children_and_education_do_not_move_the_rate() {
    for home in [
        karen(),
        karen()
            .with_child("2015-01-01", &["applicant"])
            .with("/ekstra_boernetilskud", "granted"),
        karen().with("/applicant/education", "stu"),
        mette_and_lars(),
        sara_and_peter(),
    ] {
        check(
            &home,
            json!({ "components": [{ "code": "FORHOEJET_SATS", "amount": "13060.00" }] }),
        );
    }
    for home in [mathilde(), louise()] {
        check(
            &home,
            json!({ "components": [{ "code": "GRUNDSATS", "amount": "7529.00" }] }),
        );
    }
}
