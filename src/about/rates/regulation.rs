//! How an amount came about: from the act's 2024 level, year by year (R0-06, R0-07).

use rust_decimal::Decimal;

use super::table::Row;

/// `from × factors = exact`, which is rounded to the row's amount.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// Last year's amount or the 2024 level.
    pub from: Decimal,
    /// One for each year since.
    pub factors: Vec<Decimal>,
    /// What it gives before it is rounded.
    pub exact: Decimal,
}

/// The year's regulation in per cent (R0-06).
fn percent_of(table: &[Row], day: &str) -> Option<Decimal> {
    let row = table
        .iter()
        .find(|row| row.key == "regulering_pct" && row.valid_from[..4] == day[..4])?;
    row.amount.parse().ok()
}

/// A step for each row of a rate that is regulated: from last year's rounded amount, or where the rule
/// says so, from the 2024 level with all factors.
pub fn steps(table: &[Row], rate: &[Row]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut last: Option<&Row> = None;
    for row in rate {
        let percent = percent_of(table, &row.valid_from);
        let (Some(percent), Ok(base)) = (percent, row.base_2024.parse()) else {
            break;
        };
        let factor = Decimal::ONE + percent / Decimal::ONE_HUNDRED;
        // What is not rounded along the way keeps its exact value.
        let carries_on = !row.rounding.contains("nearest") || row.rounding.contains("unrounded");
        let (from, mut factors, before) = match (steps.last(), last) {
            (Some(step), _) if carries_on => (base, step.factors.clone(), step.exact),
            (Some(_), Some(last)) => {
                let rounded = last.amount.parse().unwrap_or(base);
                (rounded, Vec::new(), rounded)
            }
            _ => (base, Vec::new(), base),
        };
        factors.push(factor);
        steps.push(Step {
            from,
            factors,
            exact: before * factor,
        });
        last = Some(row);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::table;
    use super::*;

    fn of(key: &str) -> Vec<String> {
        let table = table();
        let rate: Vec<Row> = table.iter().filter(|row| row.key == key).cloned().collect();
        let steps = steps(&table, &rate);
        let shown = steps
            .iter()
            .zip(&rate)
            .map(|(step, row)| format!("{} {}", step.exact.normalize(), row.amount));
        shown.collect()
    }

    #[test]
    fn a_rate_is_regulated_from_last_years_rounded_amount() {
        assert_eq!(of("grundsats"), ["7205.38 7205.00", "7529.225 7529.00"]);
    }

    #[test]
    fn fritidstillaeg_is_regulated_from_the_unrounded_amount() {
        assert_eq!(
            of("fritidstillaeg_pr_barn"),
            ["466.2 450.00", "487.179 500.00"]
        );
    }

    #[test]
    fn every_amount_shown_as_a_step_is_near_what_the_step_gives() {
        let table = table();
        for rate in table.chunk_by(|one, next| one.key == next.key) {
            let rounding = &rate[0].rounding;
            if !rounding.starts_with("nearest") && !rounding.starts_with("none in") {
                continue;
            }
            for (step, row) in steps(&table, rate).iter().zip(rate) {
                let amount: Decimal = row.amount.parse().unwrap();
                assert!(
                    (amount - step.exact).abs() <= Decimal::from(50),
                    "{}: {step:?}",
                    row.key
                );
            }
        }
    }
}
