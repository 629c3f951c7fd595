//! Section 6. Income, §§ 30-33.

use indgang_law::household::IncomeType;
use serde_json::{Value, json};

use super::{check, check_help, check_lines, check_rule, reserves};
use crate::support::people::{
    Home, amina, jonas, karen, louise, mathilde, mette_and_lars, sara_and_peter,
};

#[track_caller]
fn check_deductions(home: &Home, expected: &[&str]) {
    let assessment = crate::support::assessed(&crate::support::read(home));
    let deductions = assessment["calculation"]["deductions"]
        .as_array()
        .unwrap_or_else(|| panic!("no calculation: {assessment}"));
    let found: Vec<String> = deductions
        .iter()
        .map(|one| {
            let word = |key: &str| one[key].as_str().expect("a word");
            let whose = if word("person") == "partner" {
                "partner "
            } else {
                ""
            };
            format!("{whose}{} {}", word("code"), word("amount"))
        })
        .collect();
    assert_eq!(found, expected, "{}", home.json());
}

fn never_had_help(home: Home) -> Home {
    home.with("/applicant/consecutive_months_with_help", 0)
        .with("/applicant/last_month_with_help", "never")
}

#[test]
fn r6_01_every_kind_of_income_has_its_class() {
    for kind in IncomeType::ALL {
        let income = json!({
            "type": kind.name(), "amount": "3000.00", "holiday_days": 1, "has_holiday_right": false,
        });
        let home = karen().with("/applicant/incomes/-", income);
        match kind.name() {
            // 65 % of 300.
            "arbejdsindtaegt" => check_deductions(&home, &["ARBEJDSINDTAEGT 195.00"]),
            // A day: 14,201 x 1.4 / 30.
            "feriepenge_afholdt_ferie" => check_deductions(&home, &["FERIE 662.71"]),
            "boern_indtaegt"
            | "lejeindtaegt_en_logerende"
            | "valgvederlag"
            | "legat_eller_social_fond"
            | "godtgoerelse_lab_175_176"
            | "transportgodtgoerelse"
            | "efterbetaling_offentlig_ydelse"
            | "kulturpas"
            | "invaliditetsydelse_plejetillaeg"
            | "personskadeerstatning"
            | "uddannelsesgodtgoerelse_aegtefaelle"
            | "socialt_frikort" => check_deductions(&home, &[]),
            _ => check_deductions(&home, &["ANDEN_INDTAEGT 3000.00"]),
        }
        for (of, code) in [
            ("loen_under_sygdom", "LOEN_UNDER_SYGDOM"),
            ("selvstaendig_virksomhed", "SELVSTAENDIG_INDTAEGT"),
            ("anden_indtaegt", "ANDEN_INDTAEGT_UKENDT"),
        ] {
            assert_eq!(
                reserves(&home, code),
                kind.name() == of,
                "{} {code}",
                kind.name()
            );
        }
    }
}

#[test]
fn r6_01_socialt_frikort_is_earnings_when_the_year_is_used_up() {
    let frikort = |used: &str| {
        karen()
            .gets("applicant", "socialt_frikort", "5000.00")
            .with("/applicant/socialt_frikort_used_this_year", used)
    };
    check_deductions(&frikort("0.00"), &[]);
    // 44,690 a year in 2026: 2,800 is left, so 2,200 are earnings, within the fribeløb.
    check_deductions(&frikort("41890.00"), &[]);
    check_deductions(&frikort("44690.00"), &["ARBEJDSINDTAEGT 1495.00"]);
    check_deductions(&frikort("99999.00"), &["ARBEJDSINDTAEGT 1495.00"]);
}

#[test]
fn r6_01_an_unknown_amount_is_missing_where_it_would_count() {
    let unknown = |kind: &str| {
        karen().with(
            "/applicant/incomes/-",
            json!({ "type": kind, "amount": null }),
        )
    };
    check_rule(&unknown("dagpenge"), "R6-01", &["applicant: missing"]);
    check_rule(
        &unknown("socialt_frikort"),
        "R6-01",
        &["applicant: missing"],
    );
    check_rule(&unknown("boern_indtaegt"), "R6-01", &[]);
    check_help(&unknown("boern_indtaegt"), "entitled 14201.00");
}

#[test]
fn r6_02_the_base_is_pay_after_atp_am_bidrag_feriepenge_and_pension() {
    let payslip = json!({
        "type": "arbejdsindtaegt", "amount": "10000.00", "atp": "99.00", "am_bidrag": "800.00",
        "henlagte_feriepenge": "500.00", "kollektiv_pension": "601.00",
    });
    // 8,000 - 2,700 = 5,300, and 65 % of it.
    check_deductions(
        &karen().with("/applicant/incomes/-", payslip.clone()),
        &["ARBEJDSINDTAEGT 3445.00"],
    );
    let mut dagpenge = payslip.clone();
    dagpenge["type"] = "dagpenge".into();
    check_deductions(
        &karen().with("/applicant/incomes/-", dagpenge),
        &["ANDEN_INDTAEGT 10000.00"],
    );
    let taken_back = json!({ "type": "arbejdsindtaegt", "amount": "0.00", "am_bidrag": "9000.00" });
    check_deductions(
        &karen()
            .with("/applicant/incomes/-", payslip)
            .with("/applicant/incomes/-", taken_back),
        &[],
    );
}

#[test]
fn r6_03_65_per_cent_of_earnings_above_the_fribeloeb_is_deducted() {
    let check_earnings = |home: Home, earned: &str, expected: &[&str]| {
        check_deductions(&home.earns("applicant", earned), expected);
    };
    check_earnings(karen(), "2700.00", &[]);
    check_earnings(karen(), "10000.00", &["ARBEJDSINDTAEGT 4745.00"]);
    check_earnings(mathilde(), "5400.00", &[]);
    check_earnings(mathilde(), "10000.00", &["ARBEJDSINDTAEGT 2990.00"]);
    check_earnings(amina(), "10000.00", &["ARBEJDSINDTAEGT 2990.00"]);
    // Hjemmeboende: 35 % is kept from the first krone, and no more is deducted than there is.
    check_earnings(jonas(), "1000.00", &["ARBEJDSINDTAEGT 650.00"]);
    check_earnings(jonas(), "9000.00", &["ARBEJDSINDTAEGT 3057.00"]);
    assert!(reserves(
        &jonas().earns("applicant", "1.00"),
        "HJEMMEBOENDE_INDTAEGT"
    ));
    assert!(!reserves(
        &mathilde().earns("applicant", "1.00"),
        "HJEMMEBOENDE_INDTAEGT"
    ));
}

#[test]
fn r6_04_help_and_earnings_together_stop_at_the_loft() {
    // 14,201 - 11,245 = 2,956, and 20,000 more is 915 above 22,041.
    check_deductions(
        &karen().earns("applicant", "20000.00"),
        &["ARBEJDSINDTAEGT 11245.00", "INDKOMSTLOFT 915.00"],
    );
    let told = |home: &Home| reserves(home, "LOFT_MED_TILLAEG");
    assert!(told(&karen().earns("applicant", "20000.00")));
    assert!(!told(&karen().earns("applicant", "10000.00")));
    let without_supplement = mette_and_lars().earns("applicant", "20000.00");
    assert!(!told(&without_supplement));
    // It bites below the fribeløb when the help is high: 14,857 + 5,000 - 18,735.
    let louise = louise().with("/applicant/visitation", "aktivitetsparat");
    check_deductions(
        &louise.earns("applicant", "5000.00"),
        &["INDKOMSTLOFT 1122.00"],
    );
    check_deductions(&louise, &[]);
}

#[test]
fn r6_05_other_income_is_deducted_krone_for_krone() {
    let with = |amount: &str| karen().gets("applicant", "dagpenge", amount);
    check_deductions(&with("0.01"), &["ANDEN_INDTAEGT 0.01"]);
    check_deductions(&with("14200.99"), &["ANDEN_INDTAEGT 14200.99"]);
    check_help(&with("14201.00"), "not_entitled 0.00");
    check_deductions(&with("50000.00"), &["ANDEN_INDTAEGT 14201.00"]);
    let after_the_loft = with("5000.00").earns("applicant", "20000.00");
    check_deductions(
        &after_the_loft,
        &[
            "ARBEJDSINDTAEGT 11245.00",
            "INDKOMSTLOFT 915.00",
            "ANDEN_INDTAEGT 2041.00",
        ],
    );
    assert!(reserves(&after_the_loft, "LOFT_OG_ANDEN_INDTAEGT"));
    assert!(!reserves(&with("5000.00"), "LOFT_OG_ANDEN_INDTAEGT"));
}

#[test]
fn r6_06_what_a_spouse_has_too_much_goes_on_to_the_other() {
    // Lars: 65 % of 27,300 is 17,745, 4,685 more than his help; he is 7,959 above his loft.
    let lars_earns = mette_and_lars().earns("partner", "30000.00");
    check_deductions(
        &lars_earns,
        &[
            "AEGTEFAELLE_OVERLOEB 7959.00",
            "partner ARBEJDSINDTAEGT 13060.00",
        ],
    );
    assert!(reserves(&lars_earns, "PAR_HOEJ_INDKOMST"));
    // 20,000 of other income: 6,940 more than his help.
    let lars_gets = mette_and_lars().gets("partner", "lejeindtaegt", "20000.00");
    check_deductions(
        &lars_gets,
        &[
            "AEGTEFAELLE_OVERLOEB 6940.00",
            "partner ANDEN_INDTAEGT 13060.00",
        ],
    );
    assert!(!reserves(&lars_gets, "PAR_HOEJ_INDKOMST"));
    // Holiday days never flow over: 45 days of 13,060 x 1.4 / 30.
    let days = json!({
        "type": "feriepenge_afholdt_ferie", "amount": "20000.00", "holiday_days": 30,
        "has_holiday_right": false,
    });
    check_deductions(
        &mette_and_lars().with("/partner/incomes/-", days),
        &["partner FERIE 13060.00"],
    );
}

#[test]
fn r6_07_at_the_award_income_that_covers_the_help_bars_it() {
    let new = |earned: &str| never_had_help(karen()).earns("applicant", earned);
    check_rule(&new("14201.00"), "R6-07", &["household: not_met, decisive"]);
    check_help(&new("14201.00"), "not_entitled");
    check_rule(&new("14200.99"), "R6-07", &["household: met, decisive"]);
    // Then the month is computed as any other: 65 % of 11,500.99, and 3,566.72 is left below the loft.
    check_help(&new("14200.99"), "entitled 6725.36");
    assert!(reserves(&new("1.00"), "FOERSTEGANGSANSOEGNING"));
    assert!(reserves(&new("20000.00"), "FOERSTEGANGSANSOEGNING"));
    assert!(!reserves(
        &never_had_help(karen()),
        "FOERSTEGANGSANSOEGNING"
    ));
    assert!(!reserves(
        &karen().earns("applicant", "1.00"),
        "FOERSTEGANGSANSOEGNING"
    ));
}

#[test]
fn r6_07_who_had_help_in_the_last_two_whole_months_is_not_new() {
    let last = |month: Value| {
        never_had_help(karen())
            .with("/applicant/last_month_with_help", month)
            .earns("applicant", "15000.00")
    };
    check_rule(&last("2026-09".into()), "R6-07", &[]);
    check_rule(
        &last("2026-08".into()),
        "R6-07",
        &["household: not_met, decisive"],
    );
    check_rule(
        &last(Value::Null),
        "R6-07",
        &["applicant: missing, decisive"],
    );
    let months_in_a_row = last(Value::Null).with("/applicant/consecutive_months_with_help", 1);
    check_rule(&months_in_a_row, "R6-07", &[]);
}

#[test]
fn r6_07_of_spouses_both_must_be_new() {
    let couple = never_had_help(mette_and_lars()).earns("applicant", "30000.00");
    check_rule(
        &couple,
        "R6-07",
        &["household: kommunen_vurderer, decisive"],
    );
    let both = couple
        .with("/partner/consecutive_months_with_help", 0)
        .with("/partner/last_month_with_help", "never");
    check_rule(&both, "R6-07", &["household: not_met, decisive"]);
    // A spouse on a benefit counts with what is above the threshold of 13,345.
    let on_dagpenge = |amount: &str| {
        never_had_help(mette_and_lars())
            .with("/partner/public_benefit", "dagpenge")
            .gets("partner", "dagpenge", amount)
    };
    check_rule(&on_dagpenge("13345.00"), "R6-07", &[]);
    check_rule(
        &on_dagpenge("26404.99"),
        "R6-07",
        &["household: met, decisive"],
    );
    check_rule(
        &on_dagpenge("26405.00"),
        "R6-07",
        &["household: not_met, decisive"],
    );
    // A cohabitant's income does not count.
    let sara = never_had_help(sara_and_peter()).earns("partner", "50000.00");
    check_rule(&sara, "R6-07", &[]);
}

#[test]
fn r6_08_stu_participants_keep_a_yearly_amount() {
    let stu = |earned: &str, used: &str| {
        karen()
            .with("/applicant/education", "stu")
            .with("/applicant/stu_earnings_disregarded_this_year", used)
            .earns("applicant", earned)
    };
    check_deductions(&stu("31076.00", "0.00"), &[]);
    // 1,076 is left of the year: 5,000 - 1,076 - 2,700 = 1,224.
    check_deductions(&stu("5000.00", "30000.00"), &["ARBEJDSINDTAEGT 795.60"]);
    check_deductions(&stu("5000.00", "40000.00"), &["ARBEJDSINDTAEGT 1495.00"]);
    let not_stu = stu("5000.00", "0.00").with("/applicant/education", "none");
    check_deductions(&not_stu, &["ARBEJDSINDTAEGT 1495.00"]);
}

#[test]
fn r6_10_holiday_days_are_worth_days_of_help() {
    let holiday = |days: Value, right: Value, pay: &str| {
        karen().with(
            "/applicant/incomes/-",
            json!({
                "type": "feriepenge_afholdt_ferie", "amount": pay, "holiday_days": days,
                "has_holiday_right": right,
            }),
        )
    };
    // 14,201 x 1.4 x 5 / 30 = 3,313.57.
    let without_right = holiday(5.into(), false.into(), "100.00");
    check_deductions(&without_right, &["FERIE 3313.57"]);
    assert!(reserves(&without_right, "FERIE_DAGSATS"));
    check_deductions(&holiday(5.into(), true.into(), "100.00"), &["FERIE 100.00"]);
    check_deductions(
        &holiday(5.into(), true.into(), "9000.00"),
        &["FERIE 3313.57"],
    );
    check_deductions(
        &holiday(30.into(), false.into(), "0.00"),
        &["FERIE 14201.00"],
    );
    assert!(!reserves(
        &holiday(0.into(), false.into(), "9000.00"),
        "FERIE_DAGSATS"
    ));
    for unknown in [
        holiday(Value::Null, true.into(), "9000.00"),
        holiday(5.into(), Value::Null, "9000.00"),
    ] {
        check_rule(&unknown, "R6-10", &["applicant: missing"]);
    }
    let cash = karen().gets("applicant", "feriepenge_kontant", "9000.00");
    check_deductions(&cash, &["ANDEN_INDTAEGT 9000.00"]);
}

#[test]
fn r6_11_in_a_part_month_only_what_is_paid_in_the_period_counts() {
    let paid = |day: Value| {
        karen().with(
            "/applicant/incomes/-",
            json!({ "type": "dagpenge", "amount": "1000.00", "paid_on": day }),
        )
    };
    let until_the_15th = |day: Value| paid(day).with("/application/right_ends_on", "2026-11-15");
    let (half, counted) = ("DELMAANED 7100.50", "ANDEN_INDTAEGT 1000.00");
    check_deductions(&until_the_15th("2026-11-15".into()), &[half, counted]);
    check_deductions(&until_the_15th("2026-11-16".into()), &[half]);
    check_deductions(&until_the_15th(Value::Null), &[half, counted]);
    // In a whole month the day does not matter.
    check_deductions(&paid("2026-11-16".into()), &[counted]);
    check_deductions(&paid("2026-10-01".into()), &[counted]);
    // What is left of a large amount is not carried over to anything else in the month.
    check(
        &paid(Value::Null).with("/applicant/incomes/0/amount", "90000.00"),
        json!({ "household": { "total_deductions": "14201.00", "help_payable": "0.00" } }),
    );
}

#[test]
fn r6_05_income_shown_to_a_couple_stays_with_its_person() {
    let both = mette_and_lars()
        .gets("applicant", "dagpenge", "1000.00")
        .earns("partner", "3700.00");
    check_lines(
        &both,
        &[
            "FORHOEJET_SATS 13060.00",
            "partner FORHOEJET_SATS 13060.00",
            "ANDEN_INDTAEGT -1000.00",
            "partner ARBEJDSINDTAEGT -650.00",
        ],
    );
}
