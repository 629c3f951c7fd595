//! Section 8. The net, always marked as an estimate.

use rust_decimal::Decimal;

use crate::base_rate::BaseRate;
use crate::case::Case;
use crate::household::Adult;
use crate::kroner::Kroner;
use crate::money::Money;

/// One computed person's net.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Net<M> {
    pub taxable: M,
    pub allowance_used: M,
    pub tax: M,
    pub atp: Kroner,
    pub net_taxable_part: M,
    pub pension_on_top: M,
}

/// Per cent of tax: kommuneskat, kirkeskat and bundskat (R8-01).
pub(crate) fn tax_rate_pct(case: &Case<'_>) -> Decimal {
    let tax = &case.household.tax;
    let kommune = tax
        .kommuneskat_pct
        .map_or(case.rates.kommuneskat_gennemsnit_pct, |percent| percent.0);
    kommune + tax.kirkeskat_pct.0 + case.rates.bundskat_pct
}

/// The month's personfradrag (R8-01).
pub(crate) fn monthly_allowance(case: &Case<'_>) -> Kroner {
    Kroner::to_oere(case.rates.personfradrag_aar.decimal() / Decimal::from(12))
}

/// R8-01 to R8-03. `only_cut_by_the_calendar`: no deduction but DELMAANED and
/// MELLEM_UDDANNELSER_MAKS.
pub(crate) fn net<M: Money>(
    case: &Case<'_>,
    adult: &Adult,
    rate: BaseRate,
    days: i64,
    payable: M,
    used_allowance: M,
    only_cut_by_the_calendar: bool,
) -> Net<M> {
    let allowance = M::constant(monthly_allowance(case))
        .minus(used_allowance)
        .or_zero();
    let allowance_used = allowance.smaller(payable);
    let rate_share = tax_rate_pct(case) / Decimal::ONE_HUNDRED;
    let tax = payable.minus(allowance_used).share(rate_share);
    let has_atp = only_cut_by_the_calendar && payable.is_positive();
    let atp = if has_atp {
        r8_02_atp(case, adult, rate, days)
    } else {
        Kroner::ZERO
    };
    let pension_on_top = if rate.sats.is_stk_2() && !rate.nedsat {
        M::ZERO
    } else {
        // R8-03
        let share = case.rates.obligatorisk_pension_pct / Decimal::ONE_HUNDRED;
        payable.minus(M::constant(atp)).exact_share(share).whole()
    };
    Net {
        taxable: payable,
        allowance_used,
        tax,
        atp,
        net_taxable_part: payable.minus(tax).minus(M::constant(atp)),
        pension_on_top,
    }
}

/// R8-02: the own third of ATP, in part months by days, in whole kroner.
fn r8_02_atp(case: &Case<'_>, adult: &Adult, rate: BaseRate, days: i64) -> Kroner {
    let long_enough = adult.consecutive_months_with_help >= case.rates.atp_karens_maaneder;
    if !rate.sats.is_forhoejet() || rate.nedsat || !long_enough {
        return Kroner::ZERO;
    }
    let exact = case.rates.atp_egetbidrag_maaned.decimal() * Decimal::from(days)
        / Decimal::from(case.household.month.days());
    Kroner::to_whole(exact)
}
