//! Section 9. A sanction as what-if only; never predicted.

use rust_decimal::Decimal;

use crate::assessment::SanctionWhatIf;
use crate::case::Case;
use crate::household::{SanctionRule, WhatIfSanction};
use crate::kroner::Kroner;

/// R9-01: which of the four rates of § 35, stk. 4, by the help before income.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sanktionssats {
    Sats1,
    Sats2,
    Sats3,
    Sats4,
}

pub(crate) fn sanktionssats(case: &Case<'_>, full: Kroner) -> Sanktionssats {
    if full < case.rates.sanktion_graense_1 {
        Sanktionssats::Sats1
    } else if full <= case.rates.sanktion_graense_2 {
        Sanktionssats::Sats2
    } else if full < case.rates.sanktion_graense_3 {
        Sanktionssats::Sats3
    } else {
        Sanktionssats::Sats4
    }
}

/// R9-02: rate × units, at most the calculated help of the month.
pub(crate) fn what_if(
    case: &Case<'_>,
    ask: &WhatIfSanction,
    full: Kroner,
    in_month: Kroner,
) -> SanctionWhatIf {
    let rate = match sanktionssats(case, full) {
        Sanktionssats::Sats1 => case.rates.sanktionssats_1,
        Sanktionssats::Sats2 => case.rates.sanktionssats_2,
        Sanktionssats::Sats3 => case.rates.sanktionssats_3,
        Sanktionssats::Sats4 => case.rates.sanktionssats_4,
    };
    let (paragraph, units) = match ask.rule {
        SanctionRule::Section36 => ("§ 36", ask.days),
        SanctionRule::Section37 => ("§ 37", ask.days),
        SanctionRule::Section37a => ("§ 37 a", ask.days),
        SanctionRule::Section38 => ("§ 38", ask.days),
        SanctionRule::Sections39And40 => ("§§ 39-40", case.rates.sanktion_faktor_39_40),
    };
    let amount = Kroner::to_oere(rate.decimal() * Decimal::from(units)).min(in_month);
    SanctionWhatIf {
        rate,
        units,
        amount,
        paragraph,
    }
}
