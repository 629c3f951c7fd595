//! Section 1. Conditions for the right.

use serde_json::{Value, json};

use super::{advises, check, check_help, check_lines, check_rule, reserves};
use crate::support::people::{
    Home, amina, jonas, karen, louise, mathilde, mette_and_lars, sara_and_peter,
};

fn eu_citizen(right: &str) -> Home {
    karen()
        .with("/applicant/citizenship", "eu_eea")
        .with("/applicant/eu_right_of_residence", right)
}

#[test]
fn r1_00_the_first_of_the_stages_decides() {
    // (2) before (3): a refusal in section 1 before a missing fact.
    let unknown = karen().with("/applicant/months_in_realm_last_120", Value::Null);
    check_help(&unknown, "uncertain");
    check_help(&unknown.with("/applicant/abroad", "yes"), "not_entitled");
    // (3) before (4): a missing fact before wealth that help could still exceed.
    check_help(
        &unknown.owns("applicant", "kontanter_bank", "30401.00"),
        "uncertain",
    );
    // (4) before (5): wealth above the limit, and no calculation.
    let wealthy = karen().owns("applicant", "kontanter_bank", "30401.00");
    check_help(&wealthy, "not_entitled");
    // (6) and (7).
    let other_change = karen().with("/application/reason", "other_change");
    check(
        &other_change,
        json!({ "outcome": "uncertain", "basis": "if_kommunen_accepts" }),
    );
    check(
        &karen(),
        json!({ "outcome": "entitled", "basis": "computed" }),
    );
}

#[test]
fn r1_00_no_help_is_left_open_only_when_another_view_could_raise_it() {
    let much = |home: Home| home.earns("applicant", "60000.00");
    // What the municipality judges about the change cannot raise the help.
    let other_change = much(karen()).with("/application/reason", "other_change");
    check_help(&other_change, "not_entitled 0.00");
    check_rule(&other_change, "R1-08", &["household: not_met, decisive"]);
    // Its view of the EU right, of the marriage or of the spouse can.
    let student = much(eu_citizen("student_or_self_sufficient"));
    check_help(&student, "uncertain 0.00");
    check_rule(
        &student,
        "R1-08",
        &["household: kommunen_vurderer, decisive"],
    );
    let apart = much(mette_and_lars()).with("/relationship", "married_living_apart");
    check_help(&apart, "uncertain 0.00");
    let spouses_business = much(mette_and_lars()).with("/partner/self_employment", "running");
    check_help(&spouses_business, "uncertain 0.00");
    let own_business = much(mette_and_lars()).with("/applicant/self_employment", "running");
    check_help(&own_business, "not_entitled 0.00");
}

#[test]
fn r1_00_nobody_is_told_not_to_apply() {
    let refused = karen().with("/application/reason", "no_change");
    assert!(advises(&refused, "DU_KAN_ALTID_SOEGE"));
    assert!(!advises(&refused, "SOEG_HOS_KOMMUNEN"));
    assert!(advises(&karen(), "SOEG_HOS_KOMMUNEN"));
    let open = karen().with("/application/reason", Value::Null);
    assert!(advises(&open, "SOEG_HOS_KOMMUNEN"));
}

#[test]
fn r1_01_children_are_supported_by_their_parents_until_18() {
    let born = |day: &str| mathilde().with("/applicant/date_of_birth", day);
    check_rule(&born("2008-11-01"), "R1-01", &["applicant: met, decisive"]);
    let turns_18_in_the_month = born("2008-11-30");
    check_rule(
        &turns_18_in_the_month,
        "R1-01",
        &["applicant: met, decisive"],
    );
    let seventeen = born("2008-12-01");
    check_rule(&seventeen, "R1-01", &["applicant: not_met, decisive"]);
    check_help(&seventeen, "not_entitled");
    let with_own_child = seventeen
        .with("/ekstra_boernetilskud", "granted")
        .with_child("2026-02-01", &["applicant"]);
    check_rule(
        &with_own_child,
        "R1-01",
        &["applicant: kommunen_vurderer, decisive"],
    );
    let unknown_relationship = seventeen.with("/relationship", Value::Null);
    check_rule(
        &unknown_relationship,
        "R1-01",
        &["applicant: kommunen_vurderer, decisive"],
    );
    let married = mette_and_lars().with("/partner/date_of_birth", "2008-11-30");
    check_rule(
        &married,
        "R1-01",
        &[
            "applicant: met, decisive",
            "partner: kommunen_vurderer, decisive",
        ],
    );
}

#[test]
fn r1_02_help_needs_lawful_stay() {
    check_rule(&karen(), "R1-02", &["applicant: met, decisive"]);
    check_rule(&amina(), "R1-02", &["applicant: met, decisive"]);
    let pending = amina().with("/applicant/residence_permit", "pending_or_none");
    check_rule(&pending, "R1-02", &["applicant: not_met, decisive"]);
    check_help(&pending, "not_entitled");
    let unknown = amina().with("/applicant/residence_permit", Value::Null);
    check_rule(&unknown, "R1-02", &["applicant: missing, decisive"]);
}

#[test]
fn r1_03_lasting_help_by_citizenship_and_right() {
    let check_right = |right: &str, outcome: &str, eu_ret: bool| {
        check_rule(&eu_citizen(right), "R1-03", &[outcome]);
        assert_eq!(reserves(&eu_citizen(right), "EU_RET"), eu_ret, "{right}");
    };
    check_rule(&karen(), "R1-03", &["applicant: met, decisive"]);
    assert!(!reserves(&karen(), "EU_RET"));
    check_right("worker_or_self_employed", "applicant: met, decisive", true);
    check_right("retained_worker", "applicant: met, decisive", true);
    check_right("permanent_residence", "applicant: met, decisive", true);
    check_right("family_member", "applicant: met, decisive", true);
    check_right(
        "student_or_self_sufficient",
        "applicant: kommunen_vurderer, decisive",
        true,
    );
    check_right(
        "first_time_jobseeker",
        "applicant: not_applicable, decisive",
        false,
    );
    check_right(
        "first_three_months",
        "applicant: not_applicable, decisive",
        false,
    );

    let check_permit = |permit: &str, outcome: &str, code: Option<&str>| {
        let home = amina().with("/applicant/residence_permit", permit);
        check_rule(&home, "R1-03", &[outcome]);
        for known in ["EU_RET", "OPHOLDSGRUNDLAG"] {
            assert_eq!(
                reserves(&home, known),
                code == Some(known),
                "{permit} {known}"
            );
        }
    };
    let opholdsgrundlag = Some("OPHOLDSGRUNDLAG");
    check_permit(
        "eu_family_member",
        "applicant: met, decisive",
        Some("EU_RET"),
    );
    check_permit("refugee", "applicant: kommunen_vurderer", opholdsgrundlag);
    check_permit(
        "family_reunified",
        "applicant: kommunen_vurderer",
        opholdsgrundlag,
    );
    check_permit("permanent", "applicant: kommunen_vurderer", opholdsgrundlag);
    check_permit(
        "ukraine_special_act",
        "applicant: kommunen_vurderer",
        opholdsgrundlag,
    );
    check_permit(
        "work_or_study",
        "applicant: kommunen_vurderer, decisive",
        opholdsgrundlag,
    );
    check_permit(
        "pending_or_none",
        "applicant: not_applicable, decisive",
        None,
    );
}

#[test]
fn r1_03_an_eu_student_is_computed_at_the_lower_amount() {
    let student =
        eu_citizen("student_or_self_sufficient").with("/applicant/months_in_realm_last_120", 30);
    check_help(&student, "uncertain 7095.00");
    let worker =
        eu_citizen("worker_or_self_employed").with("/applicant/months_in_realm_last_120", 30);
    check_help(&worker, "entitled 14201.00");
}

#[test]
fn r1_04_the_first_months_of_an_eu_citizen_give_travel_home_only() {
    check_rule(&karen(), "R1-04", &["applicant: not_applicable, decisive"]);
    check_rule(&amina(), "R1-04", &["applicant: not_applicable, decisive"]);
    check_rule(
        &eu_citizen("worker_or_self_employed"),
        "R1-04",
        &["applicant: met, decisive"],
    );
    for right in ["first_time_jobseeker", "first_three_months"] {
        check_rule(
            &eu_citizen(right),
            "R1-04",
            &["applicant: not_met, decisive"],
        );
        check_help(&eu_citizen(right), "not_entitled");
    }
}

#[test]
fn r1_05_help_is_not_paid_abroad_but_short_and_agreed_stays_do_not_count() {
    for stay in [
        "no",
        "short_stay_or_one_night",
        "agreed_holiday",
        "kommune_approved",
    ] {
        let home = karen().with("/applicant/abroad", stay);
        check_rule(&home, "R1-05", &["applicant: met, decisive"]);
    }
    let abroad = karen().with("/applicant/abroad", "yes");
    check_rule(&abroad, "R1-05", &["applicant: not_met, decisive"]);
    check_help(&abroad, "not_entitled");
}

#[test]
fn r1_06_detention_is_for_the_municipality() {
    check_rule(&karen(), "R1-06", &["applicant: met, decisive"]);
    let detained = karen().with("/applicant/detained_or_sentenced", true);
    check_rule(
        &detained,
        "R1-06",
        &["applicant: kommunen_vurderer, decisive"],
    );
    check_help(&detained, "uncertain 14201.00");
}

#[test]
fn r1_07_something_must_have_changed() {
    let because = |reason: &str| karen().with("/application/reason", reason);
    for reason in ["unemployment", "illness", "relationship_ended"] {
        check_rule(&because(reason), "R1-07", &["household: met, decisive"]);
    }
    check_rule(
        &because("other_change"),
        "R1-07",
        &["household: kommunen_vurderer, decisive"],
    );
    check_rule(
        &because("no_change"),
        "R1-07",
        &["household: not_met, decisive"],
    );
    check_help(&because("no_change"), "not_entitled");
}

#[test]
fn r1_08_the_support_must_be_lacking() {
    check_rule(&karen(), "R1-08", &["household: met, decisive"]);
    // 65 % of what is above 2,700 reaches 14,201 at 24,547.69; the loft of 22,041 comes first.
    let enough = karen().earns("applicant", "22041.00");
    check_rule(&enough, "R1-08", &["household: not_met, decisive"]);
    check_help(&enough, "not_entitled 0.00");
    let almost = karen().earns("applicant", "22040.99");
    check_rule(&almost, "R1-08", &["household: met, decisive"]);
    check_help(&almost, "entitled 0.01");
}

#[test]
fn r1_09_other_benefits_come_first() {
    let check_support = |support: &str, outcome: &str, step: bool| {
        let home = karen().with("/application/other_support", support);
        check_rule(&home, "R1-09", &[outcome]);
        assert_eq!(advises(&home, "SOEG_ANDEN_YDELSE"), step, "{support}");
    };
    check_support("none", "household: met, decisive", false);
    check_support(
        "receives_and_entered_as_income",
        "household: met, decisive",
        false,
    );
    check_support(
        "could_apply_elsewhere",
        "household: kommunen_vurderer, decisive",
        true,
    );
    let refused = karen()
        .with("/application/other_support", "could_apply_elsewhere")
        .with("/applicant/abroad", "yes");
    assert!(advises(&refused, "SOEG_ANDEN_YDELSE"));
}

#[test]
fn r1_10_education_and_what_the_municipality_can_allow() {
    let check_education = |education: &str, outcome: &str| {
        let home = karen().with("/applicant/education", education);
        check_rule(&home, "R1-10", &[outcome]);
    };
    check_education("none", "applicant: met, decisive");
    check_education("stu", "applicant: met, decisive");
    check_education("approved_minor_course", "applicant: met, decisive");
    check_education("su_education", "applicant: not_met, decisive");
    for open in [
        "started_by_uddannelsespaalaeg_waiting_for_su",
        "between_two_educations",
        "on_leave_from_education",
        "exception_bek_784",
    ] {
        check_education(open, "applicant: kommunen_vurderer, decisive");
    }
    // Between two educations at most 12,150 is paid: 14,201 - 2,051.
    let between = karen().with("/applicant/education", "between_two_educations");
    check_lines(
        &between,
        &[
            "FORHOEJET_SATS 13060.00",
            "TILLAEG_ENLIG_IKKE_FORSOERGER 1141.00",
            "MELLEM_UDDANNELSER_MAKS -2051.00",
        ],
    );
    check_help(&between, "uncertain 12150.00");
}

#[test]
fn r1_11_a_spouse_in_education_gets_no_help_and_is_no_reason() {
    let su = mette_and_lars().with("/partner/education", "su_education");
    check(
        &su,
        json!({ "outcome": "entitled", "couple_type": "kombination_26_3" }),
    );
    check_rule(&su, "R1-11", &[]);
    check_rule(&su, "R1-10", &["applicant: met, decisive"]);
    let waiting = mette_and_lars().with(
        "/partner/education",
        "started_by_uddannelsespaalaeg_waiting_for_su",
    );
    check_rule(
        &waiting,
        "R1-10",
        &[
            "applicant: met, decisive",
            "partner: kommunen_vurderer, decisive",
        ],
    );
}

#[test]
fn r1_12_the_applicant_must_be_available_for_work() {
    let check_answer = |answer: &str, outcome: &str| {
        check_rule(
            &karen().with("/applicant/availability", answer),
            "R1-12",
            &[outcome],
        );
    };
    check_answer("yes", "applicant: met, decisive");
    check_answer("leave_birth_adoption_grief", "applicant: met, decisive");
    check_answer("reasonable_ground", "applicant: kommunen_vurderer");
    check_answer("no", "applicant: not_met, decisive");
    let stu = karen()
        .with("/applicant/education", "stu")
        .with("/applicant/availability", "no");
    check_rule(&stu, "R1-12", &["applicant: not_applicable, decisive"]);
    check_help(&stu, "entitled 14201.00");
}

#[test]
fn r1_13_the_spouse_must_be_available_too() {
    let lars = |field: &str, answer: Value| {
        mette_and_lars()
            .with("/partner/availability", "no")
            .with(&format!("/partner/{field}"), answer)
    };
    let check_lars = |home: &Home, outcome: &str| check_rule(home, "R1-13", &[outcome]);
    check_lars(
        &lars("availability", "yes".into()),
        "partner: met, decisive",
    );
    check_lars(
        &lars("availability", "reasonable_ground".into()),
        "partner: kommunen_vurderer",
    );
    check_lars(
        &lars("works_full_time", true.into()),
        "partner: met, decisive",
    );
    check_lars(
        &lars("education", "stu".into()),
        "partner: not_applicable, decisive",
    );
    check_lars(
        &lars("education", "approved_minor_course".into()),
        "partner: not_met, decisive",
    );
    let neither = lars("availability", "no".into());
    check_lars(&neither, "partner: not_met, decisive");
    check_help(&neither, "not_entitled");
    // Opted out, on a benefit, or only cohabiting: the duty is not looked at.
    check_rule(
        &lars("opted_out_of_availability", true.into()),
        "R1-13",
        &[],
    );
    check_rule(&lars("public_benefit", "dagpenge".into()), "R1-13", &[]);
    check_rule(
        &sara_and_peter().with("/partner/availability", "no"),
        "R1-13",
        &[],
    );
}

#[test]
fn r1_14_registration_is_something_to_do_and_never_a_refusal() {
    let unregistered = |home: Home| home.with("/applicant/registered_as_jobseeker", false);
    check_rule(&karen(), "R1-14", &["applicant: met"]);
    let todo = unregistered(karen());
    check_rule(&todo, "R1-14", &["applicant: todo"]);
    assert!(advises(&todo, "TILMELD_JOBSOEGENDE"));
    check_help(&todo, "entitled 14201.00");
    for visitation in ["uddannelsesparat", "aktivitetsparat", "forrevalidend"] {
        let home = unregistered(karen()).with("/applicant/visitation", visitation);
        check_rule(&home, "R1-14", &["applicant: not_applicable"]);
        assert!(!advises(&home, "TILMELD_JOBSOEGENDE"));
    }
    for visitation in ["jobparat", "aabenlyst_uddannelsesparat", "not_decided"] {
        let home = unregistered(karen()).with("/applicant/visitation", visitation);
        check_rule(&home, "R1-14", &["applicant: todo"]);
    }
    let stu = unregistered(karen()).with("/applicant/education", "stu");
    check_rule(&stu, "R1-14", &["applicant: not_applicable"]);
    let lars_works = mette_and_lars()
        .with("/partner/registered_as_jobseeker", false)
        .with("/partner/works_full_time", true);
    check_rule(
        &lars_works,
        "R1-14",
        &["applicant: met", "partner: not_applicable"],
    );
}

#[test]
fn r1_15_help_begins_a_month_after_the_first_contact() {
    let contact = |day: &str| karen().with("/application/first_contact_on", day);
    for day in ["2026-11-01", "2026-11-30"] {
        check_rule(&contact(day), "R1-15", &["household: todo"]);
        assert!(advises(&contact(day), "ENGANGSHJAELP_25A"));
    }
    for day in ["2026-10-31", "2026-12-01"] {
        check_rule(&contact(day), "R1-15", &[]);
    }
    check_rule(&karen(), "R1-15", &[]);
}

#[test]
fn r1_16_a_business_is_for_the_municipality() {
    let business = |answer: &str| karen().with("/applicant/self_employment", answer);
    check_rule(&business("no"), "R1-16", &["applicant: met, decisive"]);
    for answer in ["running", "closing"] {
        check_rule(
            &business(answer),
            "R1-16",
            &["applicant: kommunen_vurderer, decisive"],
        );
        check_help(&business(answer), "uncertain 14201.00");
    }
}

#[test]
fn r1_17_nine_of_ten_years_in_the_realm_decide_the_rate() {
    let months = |months: u32| karen().with("/applicant/months_in_realm_last_120", months);
    check_rule(&months(108), "R1-17", &["applicant: met"]);
    check_help(&months(108), "entitled 14201.00");
    check_rule(&months(107), "R1-17", &["applicant: not_met"]);
    check_help(&months(107), "entitled 7095.00");
    let worker = eu_citizen("retained_worker").with("/applicant/months_in_realm_last_120", 0);
    for rule in ["R1-17", "R1-18", "R1-19"] {
        check_rule(&worker, rule, &["applicant: not_applicable"]);
    }
    // A citizen of a third country in an EU citizen's family is no EU citizen (§ 11, stk. 10).
    let family = amina().with("/applicant/residence_permit", "eu_family_member");
    check_rule(&family, "R1-17", &["applicant: not_met"]);
}

#[test]
fn r1_18_those_who_came_from_abroad_need_two_and_a_half_years_of_work() {
    let came = || amina().with("/applicant/months_in_realm_last_120", 120);
    let hours =
        |hours: u32| came().with("/applicant/ordinary_work_hours_realm_last_10_years", hours);
    check_rule(&hours(4810), "R1-18", &["applicant: met"]);
    check_help(&hours(4810), "entitled 14201.00");
    check_rule(&hours(4809), "R1-18", &["applicant: not_met"]);
    check_help(&hours(4809), "entitled 7095.00");
    let but = |field: &str, answer: Value| came().with(&format!("/applicant/{field}"), answer);
    let check_but = |field: &str, answer: Value, outcome: &str| {
        check_rule(&but(field, answer), "R1-18", &[outcome]);
    };
    check_but(
        "equated_with_born_here",
        true.into(),
        "applicant: not_applicable",
    );
    check_but(
        "partial_pension_or_faroe_greenland_pension",
        true.into(),
        "applicant: not_applicable",
    );
    check_but(
        "work_requirement_met_earlier",
        true.into(),
        "applicant: met",
    );
    check_but(
        "registered_from_abroad",
        "never".into(),
        "applicant: not_applicable",
    );
    check_but(
        "registered_from_abroad",
        "before_1968_only".into(),
        "applicant: not_applicable",
    );
    let back = "after_more_than_12_months_abroad_1968_or_later";
    check_but("registered_from_abroad", back.into(), "applicant: not_met");
    // Hours elsewhere in the EU count only for § 16, stk. 3.
    check_but(
        "ordinary_work_hours_eu_eea_last_10_years",
        40_000.into(),
        "applicant: not_met",
    );
}

#[test]
fn r1_19_what_cannot_be_documented_gives_the_lower_rate() {
    check_rule(&karen(), "R1-19", &["applicant: met"]);
    let cannot = karen().with("/applicant/can_document_residence_and_work", false);
    check_rule(&cannot, "R1-19", &["applicant: not_met"]);
    check_lines(&cannot, &["MINDSTESATS 7095.00"]);
}

#[test]
fn r1_20_a_pension_may_come_instead() {
    let born = |day: &str| karen().with("/applicant/date_of_birth", day);
    check_rule(&born("1959-11-02"), "R1-20", &["applicant: met, decisive"]);
    check_rule(
        &born("1959-11-01"),
        "R1-20",
        &["applicant: kommunen_vurderer, decisive"],
    );
    let partial = karen().with(
        "/applicant/partial_pension_or_faroe_greenland_pension",
        true,
    );
    check_rule(
        &partial,
        "R1-20",
        &["applicant: kommunen_vurderer, decisive"],
    );
    check_help(&partial, "uncertain 14201.00");
}

#[test]
fn r1_22_a_dane_back_from_the_eu_is_told_of_the_other_reading() {
    let back = karen().with("/applicant/exercised_eu_free_movement", true);
    assert!(!reserves(&back, "EU_RET_DANSK"));
    let too_few_months = back.with("/applicant/months_in_realm_last_120", 60);
    assert!(reserves(&too_few_months, "EU_RET_DANSK"));
    check_help(&too_few_months, "entitled 7095.00");
    let stayed_outside_the_eu = karen().with("/applicant/months_in_realm_last_120", 60);
    assert!(!reserves(&stayed_outside_the_eu, "EU_RET_DANSK"));
}

#[test]
fn r1_23_ukrainians_are_tested_like_everybody_else() {
    let oksana = amina().with("/applicant/residence_permit", "ukraine_special_act");
    check_rule(&oksana, "R1-17", &["applicant: not_met"]);
    check_rule(&oksana, "R1-18", &["applicant: not_met"]);
    assert!(reserves(&oksana, "OPHOLDSGRUNDLAG"));
    check_help(&oksana, "entitled 7095.00");
}

#[test]
fn r1_24_a_dane_born_abroad_is_told_of_the_other_reading() {
    let born_abroad = jonas().with(
        "/applicant/registered_from_abroad",
        "first_entry_1968_or_later",
    );
    check_rule(&born_abroad, "R1-18", &["applicant: not_met"]);
    assert!(reserves(&born_abroad, "FOERSTE_INDREJSE_DANSK"));
    let worked = born_abroad.with("/applicant/ordinary_work_hours_realm_last_10_years", 4810);
    assert!(!reserves(&worked, "FOERSTE_INDREJSE_DANSK"));
    let back = "after_more_than_12_months_abroad_1968_or_later";
    let came_back = born_abroad.with("/applicant/registered_from_abroad", back);
    assert!(!reserves(&came_back, "FOERSTE_INDREJSE_DANSK"));
    assert!(!reserves(&amina(), "FOERSTE_INDREJSE_DANSK"));
    assert!(!reserves(&louise(), "FOERSTE_INDREJSE_DANSK"));
}
