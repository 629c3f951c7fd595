//! Section 7. Other help shown beside the result.

use serde_json::{Value, json};

use super::{advises, check, check_help, reserves};
use crate::support::people::{
    Home, amina, hanne_and_omar, karen, louise, mette_and_lars, mette_and_lars_with_three,
    sara_and_peter,
};

#[track_caller]
fn check_housing(home: &Home, expected: Value) {
    check(home, json!({ "housing_benefit_effect": expected }));
}

/// Fritidstillæg of the applicant and the partner: `["2 for 250.00"]`.
#[track_caller]
fn check_fritid(home: &Home, expected: &[&str]) {
    let assessment = crate::support::assessed(&crate::support::read(home));
    let components = assessment["calculation"]["components"].as_array();
    let found: Vec<String> = components
        .into_iter()
        .flatten()
        .filter(|one| one["code"] == "FRITIDSTILLAEG")
        .map(|one| {
            let whose = if one["person"] == "partner" {
                "partner: "
            } else {
                ""
            };
            format!(
                "{whose}{} for {}",
                one["count"],
                one["amount"].as_str().expect("an amount")
            )
        })
        .collect();
    assert_eq!(found, expected, "{}", home.json());
}

#[test]
fn r7_01_boligstoetteloft_is_an_effect_on_boligstoette_only() {
    let boligstoette = |home: Home, amount: &str, members: u32| {
        home.with(
            "/boligstoette",
            json!({ "monthly_amount": amount, "household_members": members }),
        )
    };
    // 2,000 / 4 = 500, 121 above the cap of 379, for each of the two.
    let couple = boligstoette(mette_and_lars(), "2000.00", 4);
    check_housing(
        &couple,
        json!({
            "share_per_member": "500.00", "cap": "379.00", "capped_members": 2,
            "reduction_total": "242.00",
        }),
    );
    check_help(&couple, "entitled 26120.00");
    // Whole kroner per member; within the cap nobody is capped.
    check_housing(
        &boligstoette(mette_and_lars(), "1519.99", 4),
        json!({ "share_per_member": "379.00", "capped_members": 0, "reduction_total": "0.00" }),
    );
    check_housing(
        &boligstoette(mette_and_lars(), "400.00", 1),
        json!({ "capped_members": 1, "reduction_total": "21.00" }),
    );
    check_housing(&boligstoette(karen(), "2000.00", 1), Value::Null);
    check_housing(&boligstoette(hanne_and_omar(), "2000.00", 2), Value::Null);
    check_housing(
        &boligstoette(sara_and_peter(), "2000.00", 2),
        json!({ "capped_members": 1, "reduction_total": "621.00" }),
    );
    let exception =
        boligstoette(mette_and_lars(), "2000.00", 4).with("/boligstoette/exception_25b_3", true);
    check_housing(&exception, Value::Null);
    let part_month = boligstoette(mette_and_lars(), "2000.00", 4)
        .with("/application/right_ends_on", "2026-11-29");
    check_housing(&part_month, Value::Null);
    let apart =
        boligstoette(mette_and_lars(), "2000.00", 4).with("/relationship", "married_living_apart");
    check_housing(&apart, json!({ "capped_members": 1 }));
    let lars_is_paid_nothing =
        boligstoette(mette_and_lars(), "2000.00", 4).earns("partner", "22041.00");
    check_housing(&lars_is_paid_nothing, json!({ "capped_members": 1 }));
}

#[test]
fn r7_02_an_own_child_on_the_same_address_counts() {
    check_fritid(&louise(), &["2 for 250.00"]);
    let one_with_the_father = louise().with("/children/0/same_address_as", json!([]));
    check_fritid(&one_with_the_father, &["1 for 125.00"]);
    let placed = louise().with("/children/0/placed_outside_home", true);
    check_fritid(&placed, &["2 for 250.00"]);
    let provides = louise().with("/children/0/supports_own_family", true);
    check_fritid(&provides, &["1 for 125.00"]);
    let born_later = louise().with_child("2026-11-02", &["applicant"]);
    check_fritid(&born_later, &["2 for 250.00"]);
    let stepchild = mette_and_lars().with_child("2015-01-01", &["partner"]);
    check_fritid(&stepchild, &["partner: 1 for 500.00"]);
}

#[test]
fn r7_03_a_single_provider_gets_a_quarter_unless_ekstra_boernetilskud_is_refused() {
    let answered = |answer: &str| louise().with("/ekstra_boernetilskud", answer);
    for answer in [
        "granted",
        "refused_only_citizenship_or_accrual",
        "child_placed",
        "applied",
        "not_applied",
    ] {
        check_fritid(&answered(answer), &["2 for 250.00"]);
    }
    check_fritid(&answered("refused"), &["2 for 1000.00"]);
    check_fritid(&answered("granted").in_month("2025-12"), &["2 for 225.00"]);
    let sara = sara_and_peter().with_child("2015-01-01", &["applicant"]);
    check_fritid(&sara, &["1 for 500.00"]);
}

#[test]
fn r7_04_at_most_three_children_saerboern_first_and_then_the_older() {
    check_fritid(&mette_and_lars_with_three(), &["3 for 1500.00"]);
    let with_a_fourth =
        mette_and_lars_with_three().with_child("2024-01-01", &["applicant", "partner"]);
    check_fritid(&with_a_fourth, &["3 for 1500.00"]);
    // Lars' own youngest comes before the couple's, and takes the third place from the youngest.
    let lars_own = mette_and_lars_with_three().with_child("2025-01-01", &["partner"]);
    check_fritid(&lars_own, &["2 for 1000.00", "partner: 1 for 500.00"]);
    // The couple's youngest stands in Lars' CPR field: older children leave no place for it.
    let by_age = with_a_fourth.with("/children/3/cpr_mor_far_medfar", "partner");
    check_fritid(&by_age, &["3 for 1500.00"]);
    let oldest = by_age.with("/children/0/cpr_mor_far_medfar", "partner");
    check_fritid(&oldest, &["2 for 1000.00", "partner: 1 for 500.00"]);
}

#[test]
fn r7_05_of_two_who_qualify_the_cpr_field_names_the_one() {
    let common = |field: &str| {
        mette_and_lars()
            .with_child("2015-05-05", &["applicant", "partner"])
            .with("/children/0/cpr_mor_far_medfar", field)
    };
    check_fritid(&common("applicant"), &["1 for 500.00"]);
    check_fritid(&common("partner"), &["partner: 1 for 500.00"]);
    // When only Mette has had help for three months, the field does not matter.
    let only_mette = common("partner").with("/partner/consecutive_months_with_help", 2);
    check_fritid(&only_mette, &["1 for 500.00"]);
}

#[test]
fn r7_05_a_cohabitant_with_help_takes_the_child_that_the_field_gives_them() {
    let common = |field: &str, help: &str| {
        sara_and_peter()
            .with_child("2015-05-05", &["applicant", "partner"])
            .with("/children/0/cpr_mor_far_medfar", field)
            .with("/partner/cohabitant_help", help)
    };
    check_fritid(&common("partner", "section_16_1"), &[]);
    assert!(reserves(
        &common("partner", "section_16_1"),
        "FRITIDSTILLAEG_SAMLEVENDE"
    ));
    check_fritid(&common("applicant", "section_16_1"), &["1 for 500.00"]);
    assert!(!reserves(
        &common("applicant", "section_16_1"),
        "FRITIDSTILLAEG_SAMLEVENDE"
    ));
    check_fritid(&common("partner", "none"), &["1 for 500.00"]);
    let not_with_peter =
        common("partner", "section_16_1").with("/children/0/same_address_as", json!(["applicant"]));
    check_fritid(&not_with_peter, &["1 for 500.00"]);
}

#[test]
fn r7_06_it_begins_after_three_months_with_right() {
    let step = "FRITIDSTILLAEG_FOERST_EFTER_3_MAANEDER";
    let months = |months: u32| louise().with("/applicant/consecutive_months_with_help", months);
    check_fritid(&months(2), &[]);
    assert!(advises(&months(2), step));
    check_fritid(&months(3), &["2 for 250.00"]);
    assert!(!advises(&months(3), step));
    assert!(!advises(
        &karen().with("/applicant/consecutive_months_with_help", 0),
        step
    ));
}

#[test]
fn r7_07_without_receipts_there_is_nothing_in_that_month() {
    let no_receipts = louise().with("/receipts_delivered", false);
    check_fritid(&no_receipts, &[]);
    check_help(&no_receipts, "entitled 12150.00");
}

#[test]
fn r7_09_the_month_of_the_18th_birthday_is_still_paid() {
    let child = |born: &str| {
        karen()
            .with("/ekstra_boernetilskud", "granted")
            .with_child(born, &["applicant"])
    };
    check_fritid(&child("2008-11-02"), &["1 for 125.00"]);
    check_fritid(&child("2008-11-01"), &["1 for 125.00"]);
    check_fritid(&child("2008-10-31"), &[]);
}

#[test]
fn r7_11_there_is_none_without_a_right_to_help() {
    let earns_too_much = louise().earns("applicant", "30000.00");
    check_help(&earns_too_much, "not_entitled 0.00");
    check_fritid(&earns_too_much, &[]);
    check(
        &earns_too_much,
        json!({ "household": { "tax_free": "0.00", "gross_total": "0.00" } }),
    );
}

#[test]
fn r7_12_engangshjaelp_is_a_step_and_never_an_amount() {
    let new = amina().with("/application/first_contact_on", "2026-11-01");
    assert!(advises(&new, "ENGANGSHJAELP_25A"));
    check_help(&new, "entitled 7095.00");
    assert!(!advises(
        &new.with("/application/reason", "no_change"),
        "ENGANGSHJAELP_25A"
    ));
}
