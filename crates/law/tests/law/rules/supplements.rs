//! Section 4. Supplements, §§ 17-20.

use serde_json::{Value, json};

use super::{advises, check, check_lines, reserves};
use crate::support::people::{
    Home, amina, jonas, karen, louise, mathilde, mette_and_lars, mette_and_lars_with_three,
    sara_and_peter,
};

/// The amount of a component of the applicant, with a question mark when it is only possible.
#[track_caller]
fn check_supplement(home: &Home, code: &str, expected: Option<&str>) {
    let assessment = crate::support::assessed(&crate::support::read(home));
    let components = assessment["calculation"]["components"].as_array();
    let found = components
        .into_iter()
        .flatten()
        .find(|one| one["code"] == code && one["person"] == "applicant");
    let found = found.map(|one| {
        let open = if one["included"] == true { "" } else { "?" };
        format!("{}{open}", one["amount"].as_str().expect("an amount"))
    });
    assert_eq!(found.as_deref(), expected, "{code} of {}", home.json());
}

fn karen_with_child(born: &str) -> Home {
    karen()
        .with("/ekstra_boernetilskud", "refused")
        .with_child(born, &["applicant"])
}

#[test]
fn r4_01_a_parent_has_one_boernetillaeg_however_many_children() {
    let check_boernetillaeg = |home: &Home, given: bool| {
        check_supplement(home, "BOERNETILLAEG", given.then_some("2909.00"));
    };
    check_boernetillaeg(&karen(), false);
    check_boernetillaeg(&karen_with_child("2015-01-01"), true);
    check_boernetillaeg(&louise(), true);
    // Wherever the child lives, but in the realm.
    let with_the_father =
        karen_with_child("2015-01-01").with("/children/0/same_address_as", json!([]));
    check_boernetillaeg(&with_the_father, true);
    let abroad = karen_with_child("2015-01-01").with("/children/0/stays_in_realm", false);
    check_boernetillaeg(&abroad, false);
    let one_of_two_abroad = louise().with("/children/0/stays_in_realm", false);
    check_boernetillaeg(&one_of_two_abroad, true);
    let eu_worker = abroad.with("/applicant/citizenship", "eu_eea").with(
        "/applicant/eu_right_of_residence",
        "worker_or_self_employed",
    );
    check_boernetillaeg(&eu_worker, true);
    // Under 18 on the 1st, born by the 1st, and not a provider itself.
    check_boernetillaeg(&karen_with_child("2008-11-02"), true);
    check_boernetillaeg(&karen_with_child("2008-11-01"), false);
    check_boernetillaeg(&karen_with_child("2026-11-01"), true);
    check_boernetillaeg(&karen_with_child("2026-11-02"), false);
    let young_mother = karen_with_child("2009-05-05").with("/children/0/supports_own_family", true);
    check_boernetillaeg(&young_mother, false);
}

#[test]
fn r4_01_each_spouse_has_one_for_own_children_and_none_for_stepchildren() {
    check_lines(
        &mette_and_lars().with_child("2015-05-05", &["partner"]),
        &[
            "FORHOEJET_SATS 13060.00",
            "partner FORHOEJET_SATS 13060.00",
            "partner BOERNETILLAEG 2909.00",
            "partner FRITIDSTILLAEG 500.00",
        ],
    );
    check(
        &mette_and_lars_with_three(),
        json!({
            "components": [
                { "code": "BOERNETILLAEG", "person": "applicant", "amount": "2909.00" },
                { "code": "BOERNETILLAEG", "person": "partner", "amount": "2909.00" },
            ],
            "household": { "help_payable": "31938.00" },
        }),
    );
}

#[test]
fn r4_02_single_providers_need_ekstra_boernetilskud() {
    let answered = |answer: &str| louise().with("/ekstra_boernetilskud", answer);
    let check_tillaeg = |home: &Home, amount: Option<&str>| {
        check_supplement(home, "TILLAEG_ENLIG_FORSOERGER", amount);
    };
    check_tillaeg(&answered("granted"), Some("1712.00"));
    check_tillaeg(
        &answered("refused_only_citizenship_or_accrual"),
        Some("1712.00"),
    );
    check_tillaeg(&answered("applied"), Some("1712.00?"));
    check_tillaeg(&answered("not_applied"), Some("1712.00?"));
    check_tillaeg(&answered("refused"), None);
    check_tillaeg(&answered("child_placed"), None);
    let placed = answered("child_placed").with("/children/1/placed_outside_home", true);
    check_tillaeg(&placed, Some("1712.00"));

    assert!(reserves(
        &answered("applied"),
        "EKSTRA_BOERNETILSKUD_AFVENTER"
    ));
    assert!(!reserves(
        &answered("granted"),
        "EKSTRA_BOERNETILSKUD_AFVENTER"
    ));
    assert!(advises(
        &answered("not_applied"),
        "SOEG_EKSTRA_BOERNETILSKUD"
    ));
    assert!(!advises(&answered("applied"), "SOEG_EKSTRA_BOERNETILSKUD"));
}

#[test]
fn r4_02_never_with_forhoejet_sats_with_parents_or_with_a_partner() {
    let granted = |home: Home| {
        home.with("/ekstra_boernetilskud", "granted")
            .with_child("2021-02-03", &["applicant"])
    };
    let check_tillaeg = |home: &Home, amount: Option<&str>| {
        check_supplement(home, "TILLAEG_ENLIG_FORSOERGER", amount);
    };
    check_tillaeg(&granted(karen()), None);
    check_tillaeg(&granted(amina()), Some("1712.00"));
    check_tillaeg(&granted(mathilde()), Some("1712.00"));
    check_tillaeg(
        &granted(sara_and_peter()).with("/applicant/date_of_birth", "2004-01-01"),
        None,
    );
    let divorced = granted(mathilde()).with("/relationship", "separated_or_divorced");
    check_tillaeg(&divorced, Some("1712.00"));
    // Her own home is with her parents, and the child lives with its father.
    let with_parents = granted(jonas()).with("/children/0/same_address_as", json!([]));
    check_tillaeg(&with_parents, None);
}

#[test]
fn r4_03_who_is_single_and_supports_no_child_has_a_supplement() {
    let check_tillaeg = |home: &Home, given: bool| {
        check_supplement(
            home,
            "TILLAEG_ENLIG_IKKE_FORSOERGER",
            given.then_some("1141.00"),
        );
    };
    check_tillaeg(&karen(), true);
    check_tillaeg(
        &karen().with("/relationship", "separated_or_divorced"),
        true,
    );
    check_tillaeg(&mathilde(), true);
    check_tillaeg(&jonas(), false);
    check_tillaeg(&amina(), false);
    check_tillaeg(&sara_and_peter(), false);
    check_tillaeg(&mette_and_lars(), false);
    // A parent whose child lives elsewhere, also abroad, has the duty of support.
    let elsewhere = karen_with_child("2015-01-01")
        .with("/children/0/same_address_as", json!([]))
        .with("/children/0/stays_in_realm", false);
    check_tillaeg(&elsewhere, false);
}

#[test]
fn r4_04_the_young_who_are_not_ready_for_work_have_a_supplement() {
    let ready = |home: Home, visitation: &str| home.with("/applicant/visitation", visitation);
    let check_tillaeg = |home: &Home, amount: Option<&str>| {
        check_supplement(home, "UNGETILLAEG", amount);
    };
    check_tillaeg(&ready(mathilde(), "aktivitetsparat"), Some("1083.00"));
    check_tillaeg(&ready(mathilde(), "forrevalidend"), Some("1083.00"));
    check_tillaeg(&ready(jonas(), "aktivitetsparat"), Some("1083.00"));
    for visitation in ["jobparat", "uddannelsesparat", "aabenlyst_uddannelsesparat"] {
        check_tillaeg(&ready(mathilde(), visitation), None);
    }
    let undecided = ready(mathilde(), "not_decided");
    check_tillaeg(&undecided, Some("1083.00?"));
    assert!(reserves(&undecided, "VISITATION_AFVENTER"));
    check(
        &undecided,
        json!({ "household": { "help_payable": "8670.00" } }),
    );

    let at =
        |born: &str| ready(mathilde(), "aktivitetsparat").with("/applicant/date_of_birth", born);
    check_tillaeg(&at("2001-11-02"), Some("1083.00"));
    check_tillaeg(&at("2001-11-01"), Some("2707.00"));
    check_tillaeg(&at("1996-11-01"), None);
    // Not under § 16, stk. 2, and not with forhøjet sats.
    let short_stay = at("1999-05-06").with("/applicant/months_in_realm_last_120", 60);
    check_tillaeg(&short_stay, None);
    let worked = at("1999-05-06").with("/applicant/ordinary_work_hours_realm_last_10_years", 4810);
    check_tillaeg(&worked, None);
}

#[test]
fn r4_04_a_young_parent_has_it_with_boernetillaeg_only() {
    let louise = louise().with("/applicant/visitation", "aktivitetsparat");
    check(
        &louise,
        json!({
            "components": [{
                "code": "UNGETILLAEG", "amount": "2707.00", "parameter": "ungetillaeg_forsoerger",
            }]
        }),
    );
    let children_abroad = louise
        .with("/children/0/stays_in_realm", false)
        .with("/children/1/stays_in_realm", false);
    check_supplement(&children_abroad, "UNGETILLAEG", None);
}

#[test]
fn r4_05_tilpasningstillaeg_is_for_those_who_had_it_in_july_2025() {
    let had_it = |home: Home| home.with("/applicant/got_tilpasningstillaeg_july_2025", true);
    let check_tillaeg = |home: &Home, given: bool| {
        check_supplement(home, "TILPASNINGSTILLAEG", given.then_some("2000.00"));
    };
    check_tillaeg(&mathilde(), false);
    check_tillaeg(&had_it(mathilde()), true);
    check_tillaeg(&had_it(jonas()), true);
    check_tillaeg(&had_it(mathilde()).in_month("2025-07"), true);
    check_tillaeg(&had_it(karen()), false);
    let short_stay = had_it(mathilde()).with("/applicant/months_in_realm_last_120", 60);
    check_tillaeg(&short_stay, false);
    // Lost with forhøjet sats.
    let worked = had_it(louise()).with("/applicant/ordinary_work_hours_realm_last_10_years", 4810);
    check_tillaeg(&worked, false);
    let unknown_hours = had_it(louise()).with(
        "/applicant/ordinary_work_hours_realm_last_10_years",
        Value::Null,
    );
    check(
        &unknown_hours,
        json!({ "missing_facts": [{
            "pointer": "/applicant/ordinary_work_hours_realm_last_10_years", "rule_id": "R3-03",
        }] }),
    );
}
