//! Section 6. Income, §§ 30-33.

use rust_decimal::Decimal;

use crate::assessment::{RuleOutcome, Subject};
use crate::base_rate::BaseRate;
use crate::case::{Case, Report, pointer};
use crate::couples::Tie;
use crate::household::{Adult, Education, Income, IncomeType, LastMonth, Person};
use crate::kroner::Kroner;
use crate::money::Money;
use crate::parameters::Rates;
use crate::part_months::Period;
use crate::rule::Rule;
use crate::wealth;

/// How a kind of income is treated (R6-01).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Earnings, § 31.
    Arbejdsindtaegt,
    /// Krone for krone, § 30, stk. 1.
    AndenIndtaegt,
    /// § 33.
    NotDeducted,
    /// Holiday pay for holiday taken, § 32.
    Ferie,
    /// LOV 616/2024: not deducted up to the yearly amount, the rest is earnings.
    Frikort,
}

const fn class(kind: IncomeType) -> Class {
    match kind {
        IncomeType::Arbejdsindtaegt => Class::Arbejdsindtaegt,
        IncomeType::SocialtFrikort => Class::Frikort,
        IncomeType::FeriepengeAfholdtFerie => Class::Ferie,
        IncomeType::BoernIndtaegt
        | IncomeType::LejeindtaegtEnLogerende
        | IncomeType::Valgvederlag
        | IncomeType::LegatEllerSocialFond
        | IncomeType::GodtgoerelseLab175176
        | IncomeType::Transportgodtgoerelse
        | IncomeType::EfterbetalingOffentligYdelse
        | IncomeType::Kulturpas
        | IncomeType::InvaliditetsydelsePlejetillaeg
        | IncomeType::Personskadeerstatning
        | IncomeType::UddannelsesgodtgoerelseAegtefaelle => Class::NotDeducted,
        _ => Class::AndenIndtaegt,
    }
}

/// One adult's income of the month. `M` is an amount, or a line in the earnings curve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Incomes<M> {
    /// R6-02: gross pay minus ATP, AM-bidrag, feriepenge and pension, without STU's disregard.
    pub net_base: M,
    /// Gross pay, with the part of socialt frikort above the limit.
    pub gross: M,
    /// Other income `O`, without holiday pay.
    pub other: Kroner,
    /// Holiday pay inside the period.
    pub holiday_pay: Kroner,
    /// All of it in the whole calendar month: what has used the personfradrag (R8-01).
    pub used_allowance: M,
}

/// R6-01, R6-02 and R6-11: the incomes that count in the period.
pub(crate) fn incomes(case: &Case<'_>, adult: &Adult, period: Option<Period>) -> Incomes<Kroner> {
    let inside = |income: &&Income| period.is_none_or(|period| period.contains(income.paid_on));
    let sum = |wanted: Class, in_period: bool| -> Kroner {
        adult
            .incomes
            .iter()
            .filter(|income| class(income.r#type) == wanted)
            .filter(|income| !in_period || inside(income))
            .filter_map(|income| income.amount)
            .sum()
    };
    let frikort_left =
        (case.rates.socialt_frikort_aar - adult.socialt_frikort_used_this_year).or_zero();
    let frikort = |in_period| (sum(Class::Frikort, in_period) - frikort_left).or_zero();
    let pay = || {
        let incomes = adult.incomes.iter();
        incomes
            .filter(|income| class(income.r#type) == Class::Arbejdsindtaegt)
            .filter(inside)
    };
    Incomes {
        net_base: (net_pay(pay()) + frikort(true)).or_zero(),
        gross: sum(Class::Arbejdsindtaegt, true) + frikort(true),
        other: sum(Class::AndenIndtaegt, true),
        holiday_pay: sum(Class::Ferie, true),
        used_allowance: sum(Class::Arbejdsindtaegt, false)
            + frikort(false)
            + sum(Class::AndenIndtaegt, false)
            + sum(Class::Ferie, false),
    }
}

/// R6-02: gross pay minus ATP, AM-bidrag, feriepenge and pension; it may be negative.
pub(crate) fn net_pay<'i>(pay: impl Iterator<Item = &'i Income>) -> Kroner {
    pay.map(|pay| {
        let taken = pay.atp + pay.am_bidrag + pay.henlagte_feriepenge + pay.kollektiv_pension;
        pay.amount.unwrap_or_default() - taken
    })
    .sum()
}

/// A computed person's full help and what decides the deductions from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Help {
    /// `G`: components without fritidstillæg.
    pub full: Kroner,
    /// `H`: the part that falls in the month (R10-02).
    pub in_month: Kroner,
    /// R6-10: what the holiday days are worth, before the cap.
    pub ferie: Kroner,
    /// R6-08: STU earnings taken off first.
    pub stu_disregard: Kroner,
    pub fribeloeb: Kroner,
    pub loft: Option<Kroner>,
    /// R1-10: the cap for a person between two educations.
    pub maks: Option<Kroner>,
}

/// R6-03: fribeløb and loft by the rate. Who is on hjemmeboendesats has neither, unless reduced.
pub(crate) fn fribeloeb_and_loft(rate: BaseRate, rates: &Rates) -> (Kroner, Option<Kroner>) {
    use crate::assessment::ComponentCode;
    match rate.sats.code() {
        _ if rate.nedsat => (
            rates.fribeloeb_grundsats_mindstesats,
            Some(rates.indkomstloft_grundsats_mindstesats),
        ),
        ComponentCode::ForhoejetSats => (
            rates.fribeloeb_forhoejet_sats,
            Some(rates.indkomstloft_forhoejet_sats),
        ),
        ComponentCode::Hjemmeboendesats => (rates.fribeloeb_hjemmeboende, None),
        _ => (
            rates.fribeloeb_grundsats_mindstesats,
            Some(rates.indkomstloft_grundsats_mindstesats),
        ),
    }
}

/// R6-10: the value of the holiday days against the holiday pay, per entry.
pub(crate) fn ferie(
    case: &Case<'_>,
    adult: &Adult,
    full: Kroner,
    period: Option<Period>,
) -> Kroner {
    adult
        .incomes
        .iter()
        .filter(|income| class(income.r#type) == Class::Ferie)
        .filter(|income| period.is_none_or(|period| period.contains(income.paid_on)))
        .map(|income| {
            let days = Decimal::from(income.holiday_days.unwrap_or(0));
            let exact = full.decimal() * case.rates.feriedag_faktor * days
                / Decimal::from(case.household.month.days());
            let value = Kroner::to_oere(exact);
            match income.has_holiday_right {
                Some(true) => value.min(income.amount.unwrap_or_default()),
                _ => value,
            }
        })
        .sum()
}

/// R6-08: what is left of the year's STU amount.
pub(crate) fn stu_disregard(adult: &Adult, rates: &Rates) -> Kroner {
    if adult.education == Some(Education::Stu) {
        (rates.stu_arbejdsindtaegt_aar - adult.stu_earnings_disregarded_this_year).or_zero()
    } else {
        Kroner::ZERO
    }
}

/// The deductions from one person's help, in the order in which they are made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deducted<M> {
    /// `A` after STU's disregard.
    pub earnings: M,
    /// `D1`: what the earnings call for, before it is capped at the help.
    pub earnings_due: M,
    pub arbejdsindtaegt: M,
    pub indkomstloft: M,
    pub ferie: M,
    pub anden_indtaegt: M,
    /// What is left when own income is taken off.
    pub after_own: M,
    /// What a spouse's income takes, R5-04 to R5-07 and R6-06.
    pub spouse: M,
    pub maks: M,
    pub payable: M,
}

fn keep_share(rates: &Rates) -> Decimal {
    Decimal::ONE - rates.procentfradrag / Decimal::ONE_HUNDRED
}

/// R6-03 to R6-05 and R6-10: what a person's own income takes.
pub(crate) fn own_deductions<M: Money>(
    help: &Help,
    incomes: &Incomes<M>,
    rates: &Rates,
) -> Deducted<M> {
    let constant = M::constant;
    // R6-08
    let earnings = incomes
        .net_base
        .minus(constant(help.stu_disregard))
        .or_zero();
    // R6-03, § 31, stk. 2 and 4
    let above = earnings.minus(constant(help.fribeloeb)).or_zero();
    let earnings_due = above.share(keep_share(rates));
    let arbejdsindtaegt = earnings_due.smaller(constant(help.in_month));
    let k1 = constant(help.in_month).minus(arbejdsindtaegt);
    // R6-04, § 31, stk. 1, 2. pkt., and stk. 5
    let indkomstloft = match help.loft {
        Some(loft) if earnings.is_positive() => k1
            .plus(earnings)
            .minus(constant(loft))
            .or_zero()
            .smaller(k1),
        _ => M::ZERO,
    };
    let k2 = k1.minus(indkomstloft);
    // R6-10, § 32
    let ferie = constant(help.ferie).smaller(k2);
    let k3 = k2.minus(ferie);
    // R6-05, § 30, stk. 1
    let anden_indtaegt = constant(incomes.other).smaller(k3);
    let after_own = k3.minus(anden_indtaegt);
    let (spouse, maks) = (M::ZERO, M::ZERO);
    Deducted {
        earnings,
        earnings_due,
        arbejdsindtaegt,
        indkomstloft,
        ferie,
        anden_indtaegt,
        after_own,
        spouse,
        maks,
        payable: after_own,
    }
}

impl<M: Money> Deducted<M> {
    /// R6-06: what a person's income takes more than the own help holds. Above the loft too, under
    /// the reading that is implemented.
    pub(crate) fn overflow(&self, help: &Help, other: Kroner, above_loft: bool) -> M {
        let mut earnings = self
            .earnings_due
            .minus(M::constant(help.in_month))
            .or_zero();
        if let (Some(loft), true) = (help.loft, above_loft) {
            earnings = earnings.larger(self.earnings.minus(M::constant(loft)));
        }
        let before_other = self.after_own.plus(self.anden_indtaegt);
        earnings.plus(M::constant(other).minus(before_other).or_zero())
    }

    /// Takes a spouse's income, at most what is left.
    pub(crate) fn take_spouse(&mut self, amount: M) {
        self.spouse = amount.smaller(self.after_own);
        self.payable = self.after_own.minus(self.spouse);
    }

    /// R1-10, § 12, stk. 3: the cap between two educations.
    pub(crate) fn cap(&mut self, help: &Help) {
        if let Some(maks) = help.maks {
            self.maks = self.payable.minus(M::constant(maks)).or_zero();
            self.payable = self.payable.minus(self.maks);
        }
    }
}

/// R5-04: of the spouse's total income only what exceeds the threshold.
pub(crate) fn over_graense<M: Money>(case: &Case<'_>, spouse: &Incomes<M>) -> M {
    total(spouse)
        .minus(M::constant(spouse_threshold(case)))
        .or_zero()
}

/// § 30, stk. 2: the threshold, higher when the spouse has (or may have) an own child.
pub(crate) fn spouse_threshold(case: &Case<'_>) -> Kroner {
    let provider = case
        .household
        .children
        .iter()
        .any(|child| case.is_own_child(child, Person::Partner) != Some(false));
    if provider {
        case.rates.aegtefaelle_graense_forsoerger
    } else {
        case.rates.aegtefaelle_graense_ikke_forsoerger
    }
}

/// R5-05: the income of a spouse without own help: 65 % of the net base, and all of the rest.
pub(crate) fn spouse_income<M: Money>(spouse: &Incomes<M>, rates: &Rates) -> M {
    let other = M::constant(spouse.other + spouse.holiday_pay);
    spouse.net_base.share(keep_share(rates)).plus(other)
}

/// `T`: gross earnings, other income and holiday pay of a spouse without own help.
fn total<M: Money>(spouse: &Incomes<M>) -> M {
    spouse
        .gross
        .plus(M::constant(spouse.other + spouse.holiday_pay))
}

/// R6-07: the income of the first-time test.
pub(crate) fn first_time_income<M: Money>(
    case: &Case<'_>,
    tie: Tie,
    incomes: &[Incomes<M>; 2],
) -> M {
    let own = |of: &Incomes<M>| of.gross.plus(M::constant(of.other));
    let [applicant, spouse] = incomes;
    let spouse = match tie {
        Tie::Par => own(spouse),
        Tie::Kombination => over_graense(case, spouse),
        Tie::Hjemmearbejdende | Tie::UdenRet => total(spouse),
        Tie::Unknown | Tie::Alone | Tie::Samlevende => M::ZERO,
    };
    own(applicant).plus(spouse)
}

/// R6-07: no help in the two whole calendar months before. `None` when it is unknown.
pub(crate) fn is_first_time(case: &Case<'_>, adult: &Adult) -> Option<bool> {
    let last = match adult.last_month_with_help {
        Some(LastMonth::Never) => return Some(true),
        Some(LastMonth::In(month)) => month,
        None if adult.consecutive_months_with_help > 0 => case.household.month.plus(-1),
        None => return None,
    };
    let whole_months_between = case.household.month.ordinal() - last.ordinal() - 1;
    Some(whole_months_between >= case.rates.foerstegang_maaneder as i32)
}

/// Section 13.2: the facts of section 6 that are needed and unknown.
pub(crate) fn missing(
    case: &Case<'_>,
    tie: Tie,
    incomes: &[Incomes<Kroner>; 2],
    report: &mut Report,
) {
    for (person, adult) in wealth::spouses(case) {
        for (index, income) in adult.incomes.iter().enumerate() {
            let mut miss = |rule, field: &str| {
                let field = pointer(person, &format!("incomes/{index}/{field}"));
                report.miss(rule, person, false, field);
            };
            let class = class(income.r#type);
            if income.amount.is_none() && class != Class::NotDeducted {
                miss(Rule::R6_01, "amount");
            }
            if class == Class::Ferie && tie.computed().contains(&person) {
                if income.holiday_days.is_none() {
                    miss(Rule::R6_10, "holiday_days");
                }
                if income.has_holiday_right.is_none() {
                    miss(Rule::R6_10, "has_holiday_right");
                }
            }
        }
    }
    if !first_time_income(case, tie, incomes).is_positive() {
        return;
    }
    for person in tie.computed() {
        let Some(adult) = case.household.adult(*person) else {
            continue;
        };
        if is_first_time(case, adult).is_none() {
            report.miss(
                Rule::R6_07,
                *person,
                true,
                pointer(*person, "last_month_with_help"),
            );
        }
    }
}

/// R6-07: at the award § 31, stk. 1-7, does not apply. `None` when the test is not run.
pub(crate) fn r6_07<M: Money>(
    case: &Case<'_>,
    tie: Tie,
    income: M,
    help: Kroner,
) -> Option<RuleOutcome> {
    let mut first_timers = tie.computed().iter().map(|person| {
        case.household
            .adult(*person)
            .is_some_and(|adult| is_first_time(case, adult) == Some(true))
    });
    let all = first_timers.clone().all(|first_time| first_time);
    if !first_timers.any(|first_time| first_time) || !income.is_positive() {
        return None;
    }
    Some(match (income.at_least(M::constant(help)), all) {
        (true, true) => RuleOutcome::NotMet,
        (true, false) => RuleOutcome::KommunenVurderer,
        (false, _) => RuleOutcome::Met,
    })
}

/// Who R6-07 is about.
pub(crate) const FIRST_TIME_SUBJECT: Subject = Subject::Household;

/// Whether an adult has an income of a kind above 0 inside the period.
pub(crate) fn has(adult: &Adult, kind: IncomeType, period: Option<Period>) -> bool {
    adult.incomes.iter().any(|income| {
        income.r#type == kind
            && income.amount.is_some_and(Kroner::is_positive)
            && period.is_none_or(|period| period.contains(income.paid_on))
    })
}
