//! Section 13.1. The stages S0 to S4, and all that they leave behind: the assessment, the
//! explanation and the earnings curve are three views of one [`Computation`].

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::assessment::{Basis, Component, CoupleType, NamedReason, Outcome, RuleOutcome, Subject};
use crate::base_rate::{self, BaseRate};
use crate::case::{Case, Report};
use crate::conditions::{self, Standing};
use crate::couples::{self, Tie};
use crate::household::{Adult, Education, Person};
use crate::income::{self, Deducted, Help, Incomes};
use crate::kroner::Kroner;
use crate::money::Money;
use crate::net::{self, Net};
use crate::other_help::{self, Fritid};
use crate::part_months::Period;
use crate::rule::Rule;
use crate::supplements;
use crate::wealth::{self, Formue};

/// All that the rules found for one household.
pub(crate) struct Computation<'h> {
    pub case: Case<'h>,
    pub tie: Tie,
    pub standings: [Standing; 2],
    pub report: Report,
    pub outcome: Outcome,
    /// S3 was reached: what the help is made of.
    pub prepared: Option<Prepared<'h>>,
    /// The amounts, when a calculation is shown.
    pub result: Option<Calculated<Kroner>>,
    pub first_time_test_run: bool,
}

/// What does not depend on how much is earned: rates, components and limits (sections 2-5, 7).
pub(crate) struct Prepared<'h> {
    pub recipients: Vec<Recipient<'h>>,
    pub couple_type: CoupleType,
    pub part_month: bool,
    /// Applicant and spouse; a spouse without own help has one too.
    pub incomes: [Incomes<Kroner>; 2],
    pub formue: Option<Formue>,
    pub fritid: Fritid,
}

/// A computed person.
pub(crate) struct Recipient<'h> {
    pub person: Person,
    pub adult: &'h Adult,
    pub rate: BaseRate,
    pub components: Vec<Component>,
    pub days: i64,
    /// The period that incomes must be paid in; `None` in a whole month.
    pub period: Option<Period>,
    pub help: Help,
}

/// Sections 6 and 8 on amounts, or on lines of earnings.
pub(crate) struct Calculated<M> {
    pub deducted: Vec<Deducted<M>>,
    pub nets: Vec<Net<M>>,
    pub help_payable: M,
    pub first_time: Option<RuleOutcome>,
    pub formue: (RuleOutcome, Option<NamedReason>),
    /// R6-06 under its other reading gives another overflow.
    pub par_hoej_indkomst: bool,
}

impl<'h> Computation<'h> {
    /// S1 to S4 for a month that has rates (S0 is `scope::rates_of`).
    pub(crate) fn run(case: Case<'h>) -> Self {
        let mut report = Report::default();
        // S1: sections 1 and 5, and R10-05.
        let tie = couples::tie(&case, &mut report);
        let standings = conditions::run(&case, tie, &mut report);
        let mut computation = Self {
            case,
            tie,
            standings,
            report,
            outcome: Outcome::NotEntitled,
            prepared: None,
            result: None,
            first_time_test_run: false,
        };
        if computation.report.has_decisive(RuleOutcome::NotMet) {
            computation.drop_missing();
            return computation;
        }
        // S2: the facts of sections 2-4, 6 and 7. With the type unknown they are not asked.
        if tie != Tie::Unknown {
            computation.find_missing();
        }
        if !computation.report.missing.is_empty() {
            // S3 with a missing fact is only the bound of R2-03.
            if tie != Tie::Unknown {
                wealth::r2_03_bound(&computation.case, &mut computation.report);
            }
            if computation.report.has_decisive(RuleOutcome::NotMet) {
                computation.drop_missing();
            } else {
                computation.outcome = Outcome::Uncertain;
            }
            return computation;
        }
        computation.calculate();
        computation
    }

    fn drop_missing(&mut self) {
        self.report.missing.clear();
        self.report
            .reasons
            .retain(|reason| reason.outcome != RuleOutcome::Missing);
    }

    fn find_missing(&mut self) {
        let Self {
            case,
            tie,
            standings,
            report,
            ..
        } = self;
        for (person, standing) in tie.computed().iter().zip(standings.iter()) {
            if let Some(adult) = case.household.adult(*person) {
                base_rate::missing(case, *person, adult, standing, report);
            }
        }
        let rates = [Person::Applicant, Person::Partner]
            .map(|person| base_rate::base_rate(case, *tie, person, standings));
        supplements::missing(case, *tie, rates, report);
        let part_month = is_part_month(case, *tie);
        income::missing(
            case,
            *tie,
            &household_incomes(case, *tie, part_month),
            report,
        );
        wealth::missing(case, report);
    }

    /// S3 and S4.
    fn calculate(&mut self) {
        let Some(prepared) = Prepared::new(&self.case, self.tie, &self.standings) else {
            // Every fact is known here, so a rate is too; without one nothing may be said.
            self.outcome = Outcome::Uncertain;
            return;
        };
        let result = prepared.calculate(&self.case, self.tie, &prepared.incomes);
        if let Some(outcome) = result.first_time {
            self.report
                .add(Rule::R6_07, income::FIRST_TIME_SUBJECT, outcome, true);
            self.first_time_test_run = true;
        }
        let (formue, named) = result.formue;
        self.report.add_named(Rule::R2_01, formue, named);
        self.prepared = Some(prepared);
        if self.report.has_decisive(RuleOutcome::NotMet) {
            return;
        }
        let (r1_08, outcome) = r1_08(&self.report, result.help_payable);
        self.report
            .add(Rule::R1_08, Subject::Household, r1_08, true);
        self.outcome = outcome;
        self.result = Some(result);
    }

    /// What the calculation rests on.
    pub(crate) fn basis(&self) -> Basis {
        if self.report.has_decisive(RuleOutcome::KommunenVurderer) {
            Basis::IfKommunenAccepts
        } else {
            Basis::Computed
        }
    }
}

/// R1-08 and R1-00 (5) to (7): the outcome of a calculation.
pub(crate) fn r1_08<M: Money>(report: &Report, help_payable: M) -> (RuleOutcome, Outcome) {
    let vurderes = report.has_decisive(RuleOutcome::KommunenVurderer);
    if help_payable.is_positive() {
        let outcome = if vurderes {
            Outcome::Uncertain
        } else {
            Outcome::Entitled
        };
        return (RuleOutcome::Met, outcome);
    }
    // Another view of these could raise the help.
    let could_raise = report.reasons.iter().any(|reason| {
        reason.decisive
            && reason.outcome == RuleOutcome::KommunenVurderer
            && (matches!(reason.rule, Rule::R1_03 | Rule::R5_01)
                || reason.person == Subject::Partner)
    });
    if could_raise {
        (RuleOutcome::KommunenVurderer, Outcome::Uncertain)
    } else {
        (RuleOutcome::NotMet, Outcome::NotEntitled)
    }
}

/// A computed person has fewer days than the month.
fn is_part_month(case: &Case<'_>, tie: Tie) -> bool {
    let whole = case.household.month.days();
    tie.computed()
        .iter()
        .any(|person| Period::of(case, *person).days() < whole)
}

/// The incomes of the applicant and the spouse. A spouse without own help has the household's
/// period (R10-03).
fn household_incomes(case: &Case<'_>, tie: Tie, part_month: bool) -> [Incomes<Kroner>; 2] {
    [Person::Applicant, Person::Partner].map(|person| {
        let period = if tie.computed().contains(&person) {
            Period::of(case, person)
        } else {
            Period::of_household(case)
        };
        let adult = case
            .household
            .adult(person)
            .unwrap_or(&case.household.applicant);
        income::incomes(case, adult, part_month.then_some(period))
    })
}

impl<'h> Prepared<'h> {
    fn new(case: &Case<'h>, tie: Tie, standings: &[Standing; 2]) -> Option<Self> {
        let part_month = is_part_month(case, tie);
        let mut recipients = Vec::with_capacity(2);
        for (person, standing) in tie.computed().iter().zip(standings) {
            recipients.push(Recipient::new(
                case, tie, *person, standing, standings, part_month,
            )?);
        }
        let reduced = recipients.iter().any(|recipient| recipient.rate.nedsat);
        Some(Self {
            couple_type: if reduced {
                CoupleType::Blandet26_2
            } else {
                tie.couple_type()
            },
            recipients,
            part_month,
            incomes: household_incomes(case, tie, part_month),
            formue: (!wealth::is_ignored(case)).then(|| wealth::formue(case)),
            fritid: other_help::fritidstillaeg(case, tie, part_month),
        })
    }

    /// Sections 6 and 8 with these incomes of the applicant and the spouse.
    pub(crate) fn calculate<M: Money>(
        &self,
        case: &Case<'_>,
        tie: Tie,
        incomes: &[Incomes<M>; 2],
    ) -> Calculated<M> {
        let mut deducted: Vec<Deducted<M>> = self
            .recipients
            .iter()
            .zip(incomes)
            .map(|(recipient, incomes)| {
                income::own_deductions(&recipient.help, incomes, case.rates)
            })
            .collect();
        let par_hoej_indkomst = self.take_spouses_income(case, tie, incomes, &mut deducted);
        for (deducted, recipient) in deducted.iter_mut().zip(&self.recipients) {
            deducted.cap(&recipient.help);
        }
        let help_payable = deducted
            .iter()
            .fold(M::ZERO, |sum, one| sum.plus(one.payable));
        let nets = self.nets(case, incomes, &deducted);
        let first_time_income = income::first_time_income(case, tie, incomes);
        let help: Kroner = self
            .recipients
            .iter()
            .map(|recipient| recipient.help.in_month)
            .sum();
        Calculated {
            first_time: income::r6_07(case, tie, first_time_income, help),
            formue: wealth::r2_01(self.formue.as_ref(), help_payable),
            deducted,
            nets,
            help_payable,
            par_hoej_indkomst,
        }
    }

    /// R5-04 to R5-07 and R6-06. True when R6-06's other reading gives another overflow.
    fn take_spouses_income<M: Money>(
        &self,
        case: &Case<'_>,
        tie: Tie,
        incomes: &[Incomes<M>; 2],
        deducted: &mut [Deducted<M>],
    ) -> bool {
        match tie {
            Tie::Par => self.overflow(incomes, deducted),
            Tie::Kombination => {
                deducted[0].take_spouse(income::over_graense(case, &incomes[1]));
                false
            }
            Tie::Hjemmearbejdende | Tie::UdenRet => {
                deducted[0].take_spouse(income::spouse_income(&incomes[1], case.rates));
                false
            }
            Tie::Unknown | Tie::Alone | Tie::Samlevende => false,
        }
    }

    /// R6-06: what is more than the one's own help goes on to the other's.
    fn overflow<M: Money>(&self, incomes: &[Incomes<M>; 2], deducted: &mut [Deducted<M>]) -> bool {
        let of = |person: usize, above_loft| {
            let help = &self.recipients[person].help;
            deducted[person].overflow(help, incomes[person].other, above_loft)
        };
        let implemented = [of(0, true), of(1, true)];
        let other_reading = [of(0, false), of(1, false)];
        let mut differs = false;
        for person in 0..2 {
            deducted[person].take_spouse(implemented[1 - person]);
            let otherwise = other_reading[1 - person].smaller(deducted[person].after_own);
            differs |= otherwise.compare(deducted[person].spouse) != Ordering::Equal;
        }
        differs
    }

    fn nets<M: Money>(
        &self,
        case: &Case<'_>,
        incomes: &[Incomes<M>; 2],
        deducted: &[Deducted<M>],
    ) -> Vec<Net<M>> {
        self.recipients
            .iter()
            .zip(incomes)
            .zip(deducted)
            .map(|((recipient, incomes), deducted)| {
                let parts = [
                    deducted.arbejdsindtaegt,
                    deducted.indkomstloft,
                    deducted.ferie,
                    deducted.anden_indtaegt,
                    deducted.spouse,
                ];
                let only_cut_by_the_calendar = !parts.iter().any(|part| part.is_positive());
                net::net(
                    case,
                    recipient.adult,
                    recipient.rate,
                    recipient.days,
                    deducted.payable,
                    incomes.used_allowance,
                    only_cut_by_the_calendar,
                )
            })
            .collect()
    }
}

impl<'h> Recipient<'h> {
    fn new(
        case: &Case<'h>,
        tie: Tie,
        person: Person,
        standing: &Standing,
        standings: &[Standing; 2],
        part_month: bool,
    ) -> Option<Self> {
        let adult = case.household.adult(person)?;
        let rate = base_rate::base_rate(case, tie, person, standings)?;
        let components = supplements::components(case, person, adult, rate, standing);
        let full: Kroner = components
            .iter()
            .filter(|part| part.included)
            .map(|part| part.amount)
            .sum();
        let period = Period::of(case, person);
        let (days, whole) = (period.days(), case.household.month.days());
        // R10-02
        let in_month = if days == whole {
            full
        } else {
            Kroner::to_oere(full.decimal() * Decimal::from(days) / Decimal::from(whole))
        };
        let period = part_month.then_some(period);
        let (fribeloeb, loft) = income::fribeloeb_and_loft(rate, case.rates);
        let between = adult.education == Some(Education::BetweenTwoEducations);
        let help = Help {
            full,
            in_month,
            ferie: income::ferie(case, adult, full, period),
            stu_disregard: income::stu_disregard(adult, case.rates),
            fribeloeb,
            loft,
            maks: between.then_some(case.rates.mellem_uddannelser_maks),
        };
        Some(Self {
            person,
            adult,
            rate,
            components,
            days,
            period,
            help,
        })
    }
}
