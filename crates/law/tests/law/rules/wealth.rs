//! Section 2. Wealth, § 14.

use indgang_law::household::AssetType;
use serde_json::{Value, json};

use super::{check, check_help, check_rule};
use crate::support::people::{Home, karen, mette_and_lars, sara_and_peter};

const MET: &str = "household: met, decisive";
const NOT_MET: &str = "household: not_met, decisive";
const MUNICIPALITY: &str = "household: kommunen_vurderer, decisive";

fn check_wealth(home: &Home, outcome: &str) {
    check_rule(home, "R2-01", &[outcome]);
}

fn bank(amount: &str) -> Home {
    karen().owns("applicant", "kontanter_bank", amount)
}

#[test]
fn r2_01_wealth_exactly_at_the_limit_is_within_it() {
    check_wealth(&karen(), MET);
    check_wealth(&bank("16200.00"), MET);
    check_wealth(&bank("16200.01"), MUNICIPALITY);
    check_wealth(&bank("15500.00").in_month("2025-12"), MET);
    check_wealth(&bank("15500.01").in_month("2025-12"), MUNICIPALITY);
}

#[test]
fn r2_01_spouses_have_one_limit_together_and_cohabitants_their_own() {
    let couple = |lars: &str| {
        mette_and_lars()
            .owns("applicant", "kontanter_bank", "30000.00")
            .owns("partner", "kontanter_bank", lars)
    };
    check_wealth(&couple("2400.00"), MET);
    check_wealth(&couple("2400.01"), MUNICIPALITY);
    let cohabiting = sara_and_peter()
        .owns("applicant", "kontanter_bank", "16200.00")
        .owns("partner", "kontanter_bank", "500000.00");
    check_wealth(&cohabiting, MET);
}

#[test]
fn r2_01_the_wealth_of_stu_participants_is_ignored() {
    let rich = bank("500000.00");
    check_help(&rich, "not_entitled");
    check_wealth(
        &rich.with("/applicant/education", "stu"),
        "household: not_applicable, decisive",
    );
    let spouse = mette_and_lars()
        .owns("applicant", "kontanter_bank", "500000.00")
        .with("/partner/education", "stu");
    check_wealth(&spouse, "household: not_applicable, decisive");
}

#[test]
fn r2_02_every_kind_of_wealth_has_its_treatment() {
    let of_100_000 = |kind: AssetType| {
        let asset = json!({
            "type": kind.name(), "amount": "100000.00", "paid_out_on": "2026-10-01",
        });
        karen().with("/applicant/wealth/-", asset)
    };
    for kind in AssetType::ALL {
        let outcome = match kind.name() {
            "kontanter_bank"
            | "vaerdipapirer"
            | "koeretoej"
            | "anden_fast_ejendom"
            | "campingvogn_eller_baad"
            | "vaerdigenstande"
            | "tilgodehavende"
            | "gave_eller_laan_modtaget"
            | "anden_formue" => NOT_MET,
            "koeretoej_noedvendigt_for_arbejde"
            | "egen_bolig_frivaerdi"
            | "efterloensbidrag_udbetalt" => MUNICIPALITY,
            "obligatorisk_arbejdsgiverpension"
            | "erhvervsevnetabserstatning"
            | "men_eller_ikkeoekonomisk_skade"
            | "legat_eller_social_fond"
            | "kulturpas"
            | "barns_egen_formue" => MET,
            // Within their years, or within the months of BEK 781.
            "efterbetaling_offentlig_ydelse"
            | "kritisk_sygdom_engangsbeloeb"
            | "pensionsopsparing_med_tilbagekoeb" => MET,
            other => panic!("R2-02 says nothing about {other}"),
        };
        check_wealth(&of_100_000(*kind), outcome);
    }
}

#[test]
fn r2_02_debt_secured_on_an_asset_is_taken_off_its_value() {
    let car = |debt: &str| {
        let car = json!({ "type": "koeretoej", "amount": "90000.00", "secured_debt": debt });
        karen().with("/applicant/wealth/-", car)
    };
    check_wealth(&car("73800.00"), MET);
    check_wealth(&car("73799.99"), MUNICIPALITY);
    // A car that is worth less than its loan does not make other wealth smaller.
    let with_bank = car("200000.00").owns("applicant", "kontanter_bank", "16200.01");
    check_wealth(&with_bank, MUNICIPALITY);
}

#[test]
fn r2_02_back_payments_are_free_for_two_years_and_insurance_for_five() {
    let paid = |kind: &str, amount: &str, day: &str| {
        let asset = json!({ "type": kind, "amount": amount, "paid_out_on": day });
        karen().with("/applicant/wealth/-", asset)
    };
    let back_payment = |day: &str| paid("efterbetaling_offentlig_ydelse", "100000.00", day);
    check_wealth(&back_payment("2024-11-02"), MET);
    check_wealth(&back_payment("2024-11-01"), NOT_MET);
    let insurance = |amount: &str, day: &str| paid("kritisk_sygdom_engangsbeloeb", amount, day);
    check_wealth(&insurance("166200.00", "2021-11-02"), MET);
    check_wealth(&insurance("166200.01", "2021-11-02"), MUNICIPALITY);
    check_wealth(&insurance("100000.00", "2021-11-01"), NOT_MET);
    // 150,000 for each event.
    let two = insurance("150000.00", "2025-01-01").with(
        "/applicant/wealth/-",
        json!({
            "type": "kritisk_sygdom_engangsbeloeb", "amount": "150000.00",
            "paid_out_on": "2024-01-01",
        }),
    );
    check_wealth(&two, MET);
}

#[test]
fn r2_02_pension_savings_count_from_the_sixth_month_above_50_000() {
    let savings = |amount: &str, months: u32| {
        karen()
            .owns("applicant", "pensionsopsparing_med_tilbagekoeb", amount)
            .with("/application/months_since_application", months)
    };
    check_wealth(&savings("900000.00", 5), MET);
    check_wealth(&savings("66200.00", 6), MET);
    check_wealth(&savings("66200.01", 6), MUNICIPALITY);
    let spouses = |amount: &str| {
        mette_and_lars()
            .owns(
                "applicant",
                "pensionsopsparing_med_tilbagekoeb",
                "100000.00",
            )
            .owns("partner", "pensionsopsparing_med_tilbagekoeb", amount)
            .with("/application/months_since_application", 6)
    };
    check_wealth(&spouses("32400.00"), MET);
    check_wealth(&spouses("32400.01"), MUNICIPALITY);
}

#[test]
fn r2_03_wealth_bars_help_only_when_it_can_cover_the_need() {
    // 16,200 and the help of 14,201.
    let almost = bank("30400.99");
    check_wealth(&almost, MUNICIPALITY);
    check(
        &almost,
        json!({
            "outcome": "uncertain",
            "reasons": [{ "rule_id": "R2-01", "code": "FORMUE_DELVIS" }],
            "reservations": ["FORMUE_DELVIS"],
        }),
    );
    check_wealth(&bank("30401.00"), NOT_MET);
    check_help(&bank("30401.00"), "not_entitled");
}

#[test]
fn r2_03_with_a_missing_fact_only_60_000_too_much_is_certain() {
    let unknown =
        |amount: &str| bank(amount).with("/applicant/months_in_realm_last_120", Value::Null);
    check_rule(&unknown("76199.99"), "R2-01", &[]);
    check_help(&unknown("76199.99"), "uncertain");
    check_wealth(&unknown("76200.00"), NOT_MET);
    check_help(&unknown("76200.00"), "not_entitled");
    let unknown_asset = bank("76200.00").with(
        "/applicant/wealth/-",
        json!({ "type": "koeretoej", "amount": null }),
    );
    check_help(&unknown_asset, "not_entitled");
}

#[test]
fn r2_04_a_home_that_would_break_the_limit_is_for_the_municipality() {
    let home = |value: &str| bank("16200.00").owns("applicant", "egen_bolig_frivaerdi", value);
    check_wealth(&home("0.00"), MET);
    check_wealth(&home("0.01"), MUNICIPALITY);
    check(
        &home("0.01"),
        json!({
            "outcome": "uncertain",
            "basis": "if_kommunen_accepts",
            "reasons": [{ "rule_id": "R2-01", "code": "FORMUE_BOLIG_ERHVERV" }],
            "reservations": ["FORMUE_BOLIG_ERHVERV"],
        }),
    );
}
