//! The explanation: what stands behind each line of an assessment, read off the computation that
//! made it (`schema/explanation.schema.json`).

use std::collections::BTreeSet;

use serde::Serialize;

use crate::assessment::{
    Assessment, ComponentCode, DeductionCode, Outcome, Reservation, RuleOutcome, Subject,
};
use crate::calendar::Month;
use crate::case::Case;
use crate::computation::{Computation, Recipient};
use crate::curve::{Curve, curve};
use crate::explore::{Answers, Interval, explore};
use crate::fact::Fact;
use crate::flips::{Flip, flips};
use crate::household::{Household, Person, SchemaVersion, choice};
use crate::income::{self, Deducted, Incomes};
use crate::inputs;
use crate::kroner::Kroner;
use crate::output::refused;
use crate::rule::Rule;
use crate::scope;

/// All that the assessment itself does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// `"1"`.
    pub schema_version: SchemaVersion,
    /// The month.
    pub month: Month,
    /// One per component, deduction, reason and reservation of the assessment, in its order.
    pub lines: Vec<Line>,
    /// For each decisive condition that is not met or open: what turns it.
    pub flips: Vec<Flip>,
    /// The possible help over what is unknown.
    pub interval: Interval,
    /// Pointers of the unknown facts that can still change the outcome or the amount.
    pub relevant: Vec<String>,
    /// Documents that settle them, by the names of the texts.
    pub documents: BTreeSet<&'static str>,
    /// The earnings curves: the applicant's, then a spouse's. Empty without a calculation.
    pub curves: Vec<Curve>,
}

choice! {
    /// What a line explains.
    LineKind {
        Component = "component",
        Deduction = "deduction",
        Reason = "reason",
        Reservation = "reservation",
    }
}

/// What stands behind one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it explains.
    pub kind: LineKind,
    /// The code of the line in the assessment.
    pub code: &'static str,
    /// Whose line it is.
    pub person: Subject,
    /// The rule that made it.
    #[serde(rename = "rule_id")]
    pub rule: Rule,
    /// Where it stands in the law.
    pub paragraph: &'static str,
    /// The facts that the rule looked at: JSON pointers into the household.
    pub inputs: Vec<&'static str>,
    /// The amounts that it was computed from, in the order of the arithmetic.
    pub amounts: Vec<Amount>,
}

/// A number of the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// Its name, a key of the texts.
    pub name: &'static str,
    /// Kroner with two decimals, or a plain number.
    pub value: String,
}

fn amount(name: &'static str, value: impl ToString) -> Amount {
    Amount {
        name,
        value: value.to_string(),
    }
}

/// The assessment with what stands behind every line of it.
#[must_use]
pub fn assess_with_reasons(household: &Household) -> (Assessment, Vec<Line>) {
    match scope::rates_of(household.month) {
        Ok(rates) => {
            let computation = Computation::run(Case::new(household, rates));
            let assessment = computation.assessment();
            let lines = computation.lines(&assessment);
            (assessment, lines)
        }
        Err(code) => (refused(household.month, code), Vec::new()),
    }
}

/// The whole explanation document.
#[must_use]
pub fn explain(household: &Household) -> Explanation {
    let (assessment, lines) = assess_with_reasons(household);
    let exploration = explore(&Answers::complete(household.clone()));
    let documents = exploration.documents();
    let has_calculation = assessment.calculation.is_some();
    let people: &[Person] = if has_calculation { Person::ALL } else { &[] };
    Explanation {
        schema_version: SchemaVersion,
        month: household.month,
        lines,
        flips: flips(household, &assessment),
        interval: exploration.interval,
        relevant: exploration
            .relevant
            .into_iter()
            .map(Fact::pointer)
            .collect(),
        documents,
        curves: people
            .iter()
            .filter_map(|person| curve(household, *person))
            .collect(),
    }
}

impl Computation<'_> {
    fn lines(&self, assessment: &Assessment) -> Vec<Line> {
        let mut lines = Vec::with_capacity(32);
        if let Some(calculation) = &assessment.calculation {
            for component in &calculation.components {
                let rule = rule_of_component(component.code);
                lines.push(Line {
                    kind: LineKind::Component,
                    code: component.code.name(),
                    person: component.person.into(),
                    rule,
                    paragraph: component.paragraph,
                    inputs: inputs::of_rule(self.case.household, rule, component.person.into()),
                    amounts: component
                        .count
                        .map(|children| amount("children", children))
                        .into_iter()
                        .chain([amount("parameter", component.parameter)])
                        .collect(),
                });
            }
            for deduction in &calculation.deductions {
                let rule = rule_of_deduction(deduction.code);
                lines.push(Line {
                    kind: LineKind::Deduction,
                    code: deduction.code.name(),
                    person: deduction.person.into(),
                    rule,
                    paragraph: deduction.paragraph,
                    inputs: inputs::of_deduction(
                        self.case.household,
                        deduction.code,
                        deduction.person,
                    ),
                    amounts: self.arithmetic(deduction.code, deduction.person),
                });
            }
        }
        for reason in &assessment.reasons {
            lines.push(Line {
                kind: LineKind::Reason,
                code: reason.code(),
                person: reason.person,
                rule: reason.rule,
                paragraph: reason.rule.paragraph(),
                inputs: inputs::of_rule(self.case.household, reason.rule, reason.person),
                amounts: self.arithmetic_of_reason(reason.rule, reason.person),
            });
        }
        for reservation in &assessment.reservations {
            let rule = rule_of_reservation(*reservation);
            lines.push(Line {
                kind: LineKind::Reservation,
                code: reservation.name(),
                person: Subject::Household,
                rule,
                paragraph: rule.paragraph(),
                inputs: inputs::of_rule(self.case.household, rule, Subject::Household),
                amounts: Vec::new(),
            });
        }
        lines
    }

    fn recipient(
        &self,
        person: Person,
    ) -> Option<(&Recipient<'_>, &Deducted<Kroner>, &Incomes<Kroner>)> {
        let (prepared, result) = self.shown()?;
        let index = prepared
            .recipients
            .iter()
            .position(|one| one.person == person)?;
        Some((
            &prepared.recipients[index],
            &result.deducted[index],
            &prepared.incomes[index],
        ))
    }

    /// The numbers behind a deduction, as sections 6 and 10 compute it.
    fn arithmetic(&self, code: DeductionCode, person: Person) -> Vec<Amount> {
        let Some((recipient, deducted, incomes)) = self.recipient(person) else {
            return Vec::new();
        };
        let help = &recipient.help;
        let rates = self.case.rates;
        match code {
            DeductionCode::Delmaaned => vec![
                amount("help_full", help.full),
                amount("days", recipient.days),
                amount("days_in_month", self.case.household.month.days()),
                amount("help_in_month", help.in_month),
            ],
            DeductionCode::Arbejdsindtaegt => vec![
                amount("earnings_net", incomes.net_base),
                amount("stu_disregard", help.stu_disregard),
                amount("fribeloeb", help.fribeloeb),
                amount("procent", rates.procentfradrag),
                amount("help_in_month", help.in_month),
            ],
            DeductionCode::Indkomstloft => vec![
                amount(
                    "help_after_earnings",
                    help.in_month - deducted.arbejdsindtaegt,
                ),
                amount("earnings_net", deducted.earnings),
                amount("indkomstloft", help.loft.unwrap_or_default()),
            ],
            DeductionCode::Ferie => vec![
                amount("help_full", help.full),
                amount("holiday_value", help.ferie),
                amount("holiday_pay", incomes.holiday_pay),
            ],
            DeductionCode::AndenIndtaegt => vec![amount("other_income", incomes.other)],
            DeductionCode::MellemUddannelserMaks => {
                vec![amount("cap", help.maks.unwrap_or_default())]
            }
            DeductionCode::AegtefaelleOverloeb => self.overflow_of_other(person),
            DeductionCode::AegtefaelleOverGraense | DeductionCode::AegtefaelleIndtaegt => {
                self.spouse_without_help(code)
            }
        }
    }

    fn overflow_of_other(&self, person: Person) -> Vec<Amount> {
        let other = match person {
            Person::Applicant => Person::Partner,
            Person::Partner => Person::Applicant,
        };
        let Some((recipient, deducted, incomes)) = self.recipient(other) else {
            return Vec::new();
        };
        let overflow = deducted.overflow(&recipient.help, incomes.other, true);
        vec![
            amount("earnings_net", deducted.earnings),
            amount("help_in_month", recipient.help.in_month),
            amount("overflow", overflow),
        ]
    }

    fn spouse_without_help(&self, code: DeductionCode) -> Vec<Amount> {
        let Some(prepared) = &self.prepared else {
            return Vec::new();
        };
        let spouse = &prepared.incomes[1];
        if code == DeductionCode::AegtefaelleOverGraense {
            return vec![
                amount(
                    "spouse_income",
                    spouse.gross + spouse.other + spouse.holiday_pay,
                ),
                amount("spouse_threshold", income::spouse_threshold(&self.case)),
            ];
        }
        vec![
            amount("earnings_net", spouse.net_base),
            amount("procent", self.case.rates.procentfradrag),
            amount("other_income", spouse.other + spouse.holiday_pay),
        ]
    }

    /// The numbers that a reason turned on.
    fn arithmetic_of_reason(&self, rule: Rule, person: Subject) -> Vec<Amount> {
        let adult = match person {
            Subject::Partner => self.case.household.adult(Person::Partner),
            _ => self.case.household.adult(Person::Applicant),
        };
        let Some(adult) = adult else {
            return Vec::new();
        };
        let known = |name, value: Option<String>| value.map(|value| Amount { name, value });
        let numbers: Vec<Option<Amount>> = match rule {
            Rule::R1_01 | Rule::R1_20 => {
                vec![known(
                    "age",
                    self.case.age(adult).map(|age| age.to_string()),
                )]
            }
            Rule::R1_17 => {
                vec![known(
                    "months",
                    adult
                        .months_in_realm_last_120
                        .map(|months| months.to_string()),
                )]
            }
            Rule::R1_18 => {
                let hours = adult.ordinary_work_hours_realm_last_10_years;
                vec![known("hours", hours.map(|hours| hours.to_string()))]
            }
            Rule::R2_01 => {
                let formue = crate::wealth::formue(&self.case);
                vec![
                    Some(amount("wealth", formue.counted)),
                    Some(amount("wealth_limit", formue.limit)),
                    Some(amount("excess", formue.excess())),
                ]
            }
            Rule::R6_07 => match &self.prepared {
                Some(prepared) => {
                    let income = income::first_time_income(&self.case, self.tie, &prepared.incomes);
                    let help: Kroner = prepared
                        .recipients
                        .iter()
                        .map(|one| one.help.in_month)
                        .sum();
                    vec![
                        Some(amount("income_first_time", income)),
                        Some(amount("help_sum", help)),
                    ]
                }
                None => Vec::new(),
            },
            Rule::R1_08 if self.outcome != Outcome::NotEntitled || self.shown().is_some() => self
                .shown()
                .map(|(_, result)| vec![Some(amount("help_sum", result.help_payable))])
                .unwrap_or_default(),
            _ => Vec::new(),
        };
        numbers.into_iter().flatten().collect()
    }
}

const fn rule_of_component(code: ComponentCode) -> Rule {
    match code {
        ComponentCode::Grundsats
        | ComponentCode::ForhoejetSats
        | ComponentCode::Mindstesats
        | ComponentCode::Hjemmeboendesats => Rule::R3_02,
        ComponentCode::Boernetillaeg => Rule::R4_01,
        ComponentCode::TillaegEnligForsoerger => Rule::R4_02,
        ComponentCode::TillaegEnligIkkeForsoerger => Rule::R4_03,
        ComponentCode::Ungetillaeg => Rule::R4_04,
        ComponentCode::Tilpasningstillaeg => Rule::R4_05,
        ComponentCode::Fritidstillaeg => Rule::R7_03,
    }
}

const fn rule_of_deduction(code: DeductionCode) -> Rule {
    match code {
        DeductionCode::Delmaaned => Rule::R10_02,
        DeductionCode::Arbejdsindtaegt => Rule::R6_03,
        DeductionCode::Indkomstloft => Rule::R6_04,
        DeductionCode::Ferie => Rule::R6_10,
        DeductionCode::AndenIndtaegt => Rule::R6_05,
        DeductionCode::AegtefaelleOverloeb => Rule::R6_06,
        DeductionCode::AegtefaelleOverGraense => Rule::R5_04,
        DeductionCode::AegtefaelleIndtaegt => Rule::R5_05,
        DeductionCode::MellemUddannelserMaks => Rule::R1_10,
    }
}

/// The rule that a reservation is about.
const fn rule_of_reservation(code: Reservation) -> Rule {
    match code {
        Reservation::KommunenAfgoer => Rule::R1_00,
        Reservation::Satser2026Beregnet | Reservation::LovstatusEfterMarts2026 => Rule::R0_09,
        Reservation::Aldersskift => Rule::R0_04,
        Reservation::Sanktionssats2026 => Rule::R0_07,
        Reservation::EuRet | Reservation::Opholdsgrundlag => Rule::R1_03,
        Reservation::EuRetDansk => Rule::R1_22,
        Reservation::FoersteIndrejseDansk => Rule::R1_24,
        Reservation::FormueDelvis => Rule::R2_03,
        Reservation::FormueBoligErhverv => Rule::R2_04,
        Reservation::HjemmeboendeMed4810Timer => Rule::R3_03,
        Reservation::EkstraBoernetilskudAfventer => Rule::R4_02,
        Reservation::VisitationAfventer => Rule::R4_04,
        Reservation::BlandetPar => Rule::R5_03,
        Reservation::Kombinationspar | Reservation::AegtefaelleSu => Rule::R5_04,
        Reservation::AegtefaelleArbejdsindtaegt => Rule::R5_05,
        Reservation::AegtefaelleUdenRet => Rule::R5_07,
        Reservation::LoenUnderSygdom
        | Reservation::SelvstaendigIndtaegt
        | Reservation::AndenIndtaegtUkendt => Rule::R6_01,
        Reservation::HjemmeboendeIndtaegt => Rule::R6_03,
        Reservation::LoftMedTillaeg => Rule::R6_04,
        Reservation::LoftOgAndenIndtaegt => Rule::R6_05,
        Reservation::ParHoejIndkomst => Rule::R6_06,
        Reservation::Foerstegangsansoegning => Rule::R6_07,
        Reservation::FerieDagsats => Rule::R6_10,
        Reservation::FritidstillaegSamlevende => Rule::R7_05,
        Reservation::SkatGennemsnit => Rule::R8_01,
        Reservation::SanktionHvadNuHvis => Rule::R9_01,
        Reservation::Delmaaned => Rule::R10_02,
    }
}

/// A reason that stands in the way or is open.
pub(crate) const fn is_open(outcome: RuleOutcome) -> bool {
    matches!(
        outcome,
        RuleOutcome::NotMet | RuleOutcome::KommunenVurderer | RuleOutcome::Missing
    )
}
