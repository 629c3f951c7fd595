//! The dated amounts. A new year is a change of `data/parameters.csv` and nothing else.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::calendar::{Date, Month};
use crate::kroner::Kroner;

/// One row of the table, as it stands in `data/parameters.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The name of the parameter.
    pub key: &'static str,
    /// What it is called in Danish.
    pub name_da: &'static str,
    /// Where it stands in the law.
    pub paragraph: &'static str,
    /// The amount printed in the act, at the 2024 level; empty when it is not regulated.
    pub base_2024: &'static str,
    /// How it is rounded when it is regulated (R0-06, R0-07).
    pub rounding: &'static str,
    /// First day.
    pub valid_from: &'static str,
    /// Last day.
    pub valid_to: &'static str,
    /// The amount in `unit`.
    pub amount: &'static str,
    /// Kr. per month, weeks, per cent …
    pub unit: &'static str,
    /// Where the amount comes from.
    pub source: &'static str,
    /// A, B or C: how sure the amount is.
    pub confidence: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/parameters.rs"));

/// The whole table.
#[must_use]
pub fn rows() -> &'static [Row] {
    &ROWS
}

/// The periods that have rates, oldest first.
#[must_use]
pub fn periods() -> &'static [Rates] {
    &PERIODS
}

impl Rates {
    /// The rates of a month; `None` when none are known (R0-01).
    #[must_use]
    pub fn of(month: Month) -> Option<&'static Self> {
        PERIODS
            .iter()
            .find(|rates| rates.valid_from <= month.first() && month.last() <= rates.valid_to)
    }
}
