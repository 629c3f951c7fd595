//! The table of amounts: every regulated amount is made again from the act's own, and the table of
//! the specification is the table that is compiled in.

use std::collections::{BTreeMap, BTreeSet};

use indgang_law::calendar::{Date, Month};
use indgang_law::kroner::Kroner;
use indgang_law::parameters::{Rates, Row, periods, rows};
use rust_decimal::{Decimal, RoundingStrategy};

fn decimal(text: &str) -> Decimal {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is not a number"))
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is not a date"))
}

fn year(row: &Row) -> i16 {
    date(row.valid_from).year()
}

/// `1 + p` of a year, § 109, stk. 2.
fn growth(year: i16) -> Decimal {
    let row = rows()
        .iter()
        .find(|row| row.key == "regulering_pct" && self::year(row) == year)
        .unwrap_or_else(|| panic!("no regulation of {year}"));
    Decimal::ONE + decimal(row.amount) / Decimal::ONE_HUNDRED
}

/// Rounded half up to a multiple of `step`.
fn nearest(amount: Decimal, step: u32) -> Decimal {
    let step = Decimal::from(step);
    (amount / step).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) * step
}

fn amount_of(key: &str, valid_from: &str) -> Decimal {
    let row = rows()
        .iter()
        .find(|row| row.key == key && row.valid_from == valid_from);
    decimal(
        row.unwrap_or_else(|| panic!("no {key} from {valid_from}"))
            .amount,
    )
}

/// Last year's rounded amount, regulated and rounded again, from the act's amount of 2024 on.
fn chained(row: &Row, step: u32) -> Decimal {
    (2025..=year(row)).fold(decimal(row.base_2024), |last, year| {
        nearest(last * growth(year), step)
    })
}

/// The act's amount of 2024, regulated without rounding between.
fn carried(row: &Row) -> Decimal {
    (2025..=year(row)).fold(decimal(row.base_2024), |last, year| last * growth(year))
}

#[test]
fn r0_06_every_regulated_amount_follows_from_the_amount_in_the_act() {
    let mut recomputed = 0;
    for row in rows() {
        let expected = match row.rounding {
            "not regulated" => {
                assert_eq!(row.base_2024, "", "{} has a 2024 level", row.key);
                continue;
            }
            "nearest 1 (chain from rounded)" => chained(row, 1),
            "nearest 100 (both readings agree)" => {
                assert_eq!(chained(row, 100), nearest(carried(row), 100), "{}", row.key);
                chained(row, 100)
            }
            "nearest 50 (unrounded carried)" => nearest(carried(row), 50),
            "2 x formuegraense_person" => {
                amount_of("formuegraense_person", row.valid_from) * Decimal::TWO
            }
            "one quarter of fritidstillaeg_pr_barn, not rounded" => {
                amount_of("fritidstillaeg_pr_barn", row.valid_from) / Decimal::from(4)
            }
            "none in the Act; 2 decimals shown" => {
                carried(row).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
            }
            // § 20 of personskatteloven has its own percentages, on the amounts of 2010.
            "up to nearest 100" => {
                let percent = if year(row) == 2025 { "1.310" } else { "1.373" };
                let exact = decimal(row.base_2024) * decimal(percent);
                (exact / Decimal::ONE_HUNDRED).ceil() * Decimal::ONE_HUNDRED
            }
            other => panic!("{}: {other} is no way of rounding", row.key),
        };
        assert_eq!(
            decimal(row.amount),
            expected,
            "{} from {}",
            row.key,
            row.valid_from
        );
        recomputed += 1;
    }
    assert!(recomputed > 70, "only {recomputed} amounts were made again");
}

#[test]
fn r0_07_amounts_rounded_to_50_carry_what_is_not_rounded() {
    // 450 x 1.036 x 1.045 = 487.18, and 500; the chain of rounded amounts would give 450.
    assert_eq!(
        amount_of("fritidstillaeg_pr_barn", "2026-01-01"),
        decimal("500.00")
    );
    let rows = rows().iter();
    for row in rows.filter(|row| row.rounding == "nearest 50 (unrounded carried)") {
        let readings_agree = nearest(carried(row), 50) == chained(row, 50);
        let open = matches!(
            (row.key, year(row)),
            (
                "sanktionssats_2" | "sanktionssats_4" | "fritidstillaeg_pr_barn",
                2026
            )
        );
        assert_eq!(readings_agree, !open, "{} from {}", row.key, row.valid_from);
    }
}

#[test]
fn every_parameter_holds_without_gaps_and_overlaps() {
    let mut by_key: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows() {
        assert!(date(row.valid_from) <= date(row.valid_to), "{}", row.key);
        by_key.entry(row.key).or_default().push(row);
    }
    let (first, last) = (
        periods()[0].valid_from,
        periods()[periods().len() - 1].valid_to,
    );
    for (key, rows) in by_key {
        for pair in rows.windows(2) {
            let next_day = date(pair[0].valid_to).month().plus(1).first();
            assert_eq!(date(pair[1].valid_from), next_day, "{key}");
        }
        // Whatever touches the periods with rates covers them.
        let from = date(rows[0].valid_from);
        let to = date(rows[rows.len() - 1].valid_to);
        if from <= last && to >= first {
            assert!(from <= first && to >= last, "{key} has a gap");
        }
    }
}

#[test]
fn every_parameter_says_where_it_comes_from() {
    for row in rows() {
        assert!(
            row.key
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_')),
            "{}",
            row.key
        );
        for text in [row.name_da, row.paragraph, row.unit, row.source] {
            assert!(!text.is_empty(), "{}", row.key);
        }
        assert!(matches!(row.confidence, "A" | "B" | "C"), "{}", row.key);
    }
}

#[test]
fn a_month_has_the_rates_of_its_half_year_or_year() {
    let version = |year, month| {
        let month = Month::new(year, month).expect("a month");
        Rates::of(month).map(|rates| rates.version)
    };
    assert_eq!(version(2025, 6), None);
    assert_eq!(version(2025, 7), Some("2025-07"));
    assert_eq!(version(2025, 12), Some("2025-07"));
    assert_eq!(version(2026, 1), Some("2026-01"));
    assert_eq!(version(2026, 12), Some("2026-01"));
    assert_eq!(version(2027, 1), None);
}

/// The table of section 0: key, 2024 level, July to December 2025, 2026.
macro_rules! table {
    ($($key:ident $base:literal $y2025:literal $y2026:literal,)+) => {
        #[test]
        fn the_table_of_the_specification_is_the_table_that_is_used() {
            let [y2025, y2026] = periods() else { panic!("two periods have rates") };
            let mut keys = BTreeSet::new();
            $(
                let key = stringify!($key);
                let kroner = |text| Kroner::to_oere(decimal(text));
                assert_eq!(y2025.$key, kroner($y2025), "{key} in 2025");
                assert_eq!(y2026.$key, kroner($y2026), "{key} in 2026");
                for row in rows().iter().filter(|row| row.key == key) {
                    assert_eq!(row.base_2024.replace(".00", ""), $base, "{key} in 2024");
                    let expected = if year(row) == 2025 { $y2025 } else { $y2026 };
                    assert_eq!(decimal(row.amount), decimal(expected), "{key}");
                }
                assert!(keys.insert(key), "{key} stands twice");
            )+
        }
    };
}

table! {
    grundsats "6955" "7205" "7529",
    forhoejet_sats "12064" "12498" "13060",
    mindstesats "6553" "6789" "7095",
    hjemmeboendesats "2823" "2925" "3057",
    boernetillaeg "2687" "2784" "2909",
    tillaeg_enlig_forsoerger "1581" "1638" "1712",
    tillaeg_enlig_ikke_forsoerger "1054" "1092" "1141",
    ungetillaeg_under_25 "1000" "1036" "1083",
    ungetillaeg_25_29 "2500" "2590" "2707",
    ungetillaeg_forsoerger "2500" "2590" "2707",
    tilpasningstillaeg "" "2000" "2000",
    fritidstillaeg_pr_barn "450" "450" "500",
    fritidstillaeg_reduceret_pr_barn "112.50" "112.50" "125",
    formuegraense_person "15000" "15500" "16200",
    formuegraense_aegtefaeller "30000" "31000" "32400",
    fribeloeb_forhoejet_sats "2500" "2600" "2700",
    fribeloeb_grundsats_mindstesats "5000" "5200" "5400",
    indkomstloft_forhoejet_sats "20359" "21092" "22041",
    indkomstloft_grundsats_mindstesats "17305" "17928" "18735",
    aegtefaelle_graense_forsoerger "16382" "16972" "17736",
    aegtefaelle_graense_ikke_forsoerger "12326" "12770" "13345",
    stu_arbejdsindtaegt_aar "28705" "29738" "31076",
    engangshjaelp_maks "6587" "6824" "7131",
    engangshjaelp_maks_hjemmeboende_under_25 "3276" "3394" "3547",
    mellem_uddannelser_maks "11223" "11627" "12150",
    boligstoetteloft "350" "363" "379",
    tandtilskud_graense "12064" "12498" "13060",
    sanktion_graense_42_43 "12064" "12498" "13060",
    sanktion_graense_1 "6553" "6789" "7095",
    sanktion_graense_2 "9642" "9989" "10439",
    sanktion_graense_3 "13723" "14217" "14857",
    sanktionssats_1 "200" "200" "200",
    sanktionssats_2 "450" "450" "500",
    sanktionssats_3 "600" "600" "650",
    sanktionssats_4 "700" "750" "750",
    omregningssats_time "133.85" "138.67" "144.91",
}

#[test]
fn the_limits_of_the_sanction_rates_are_sums_of_the_rates() {
    let [.., rates] = periods() else {
        panic!("there are rates")
    };
    let base = |key: &str| {
        let row = rows().iter().find(|row| row.key == key).expect("a row");
        decimal(row.base_2024)
    };
    assert_eq!(
        base("sanktion_graense_2"),
        base("grundsats") + base("boernetillaeg")
    );
    assert_eq!(
        base("sanktion_graense_3"),
        base("sanktion_graense_2")
            + base("tillaeg_enlig_forsoerger")
            + base("ungetillaeg_forsoerger")
    );
    assert_eq!(rates.version, "2026-01");
}
