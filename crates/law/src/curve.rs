//! The earnings curve: help, wage and what is in hand as exact piecewise-linear functions of one
//! person's monthly earnings.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::assessment::{Outcome, RuleOutcome};
use crate::case::Case;
use crate::computation::{Calculated, Computation, Prepared, r1_08};
use crate::household::{Adult, Household, Income, IncomeType, Person, choice};
use crate::income::{self, Incomes};
use crate::kroner::Kroner;
use crate::line::{Horizon, Line};
use crate::money::Money;
use crate::net;
use crate::order::sort_short;
use crate::scope;

/// The curve of one person's earnings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Curve {
    /// Whose earnings are varied. All earnings of that person are replaced; the rest of the
    /// household stays as it is.
    pub person: Person,
    /// Straight pieces from 0 kr. on, without gaps; the last has no end.
    pub segments: Vec<Segment>,
    /// What happens where one piece ends and the next begins.
    pub breakpoints: Vec<Breakpoint>,
}

/// A straight piece. `from` belongs to it, `to` to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Kr. earned in the month after AM-bidrag, ATP, feriepenge and pension (§ 31, stk. 7).
    pub from: Decimal,
    /// Kr. where it ends; `None` goes on for ever.
    pub to: Option<Decimal>,
    /// The result on this piece.
    pub outcome: Outcome,
    /// The household's help payable before tax.
    pub help: Piece,
    /// The household's help after tax, with fritidstillæg.
    pub help_net: Piece,
    /// The person's wage after tax, without the fradrag that only wages have.
    pub wage_net: Piece,
    /// Help and wage after tax.
    pub in_hand: Piece,
}

/// An amount on a straight piece: kr. at its beginning, and kr. more per krone earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Kr. at `from`, just above it.
    pub at_from: Decimal,
    /// Kr. for one more krone earned.
    pub per_krone: Decimal,
}

/// Where the curve bends or falls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Breakpoint {
    /// Kr. earned in the month.
    pub earnings: Decimal,
    /// Why.
    pub kinds: Vec<BreakpointKind>,
    /// Kr. that what is in hand falls here at once: a cliff that the law makes. 0 at a bend.
    pub falls: Decimal,
}

choice! {
    /// Why the curve bends.
    BreakpointKind {
        Arbejdsindtaegt = "arbejdsindtaegt",
        ArbejdsindtaegtEnds = "arbejdsindtaegt_ends",
        Indkomstloft = "indkomstloft",
        Ferie = "ferie",
        AndenIndtaegt = "anden_indtaegt",
        SpouseIncome = "spouse_income",
        MellemUddannelserMaks = "mellem_uddannelser_maks",
        HelpEnds = "help_ends",
        Atp = "atp",
        HelpTax = "help_tax",
        WageTax = "wage_tax",
        FirstTime = "first_time",
        Formue = "formue",
        Outcome = "outcome",
        Other = "other",
    }
}

/// The curve of `person`'s earnings; `None` when the amounts cannot be computed (no rates, a
/// missing fact, or no right whatever is earned), or when the person's income never counts.
#[must_use]
pub fn curve(household: &Household, person: Person) -> Option<Curve> {
    let mut without = household.clone();
    set_earnings(adult_mut(&mut without, person)?, Kroner::ZERO);
    let rates = scope::rates_of(without.month).ok()?;
    let computation = Computation::run(Case::new(&without, rates));
    if crate::wealth::spouses(&computation.case).all(|(counted, _)| counted != person) {
        return None;
    }
    let prepared = computation.prepared.as_ref()?;
    let view = View {
        computation: &computation,
        prepared,
        person,
    };
    let mut segments: Vec<Segment> = Vec::new();
    let mut breakpoints = Vec::new();
    let mut states: Vec<State> = Vec::new();
    let mut from = Decimal::ZERO;
    while segments.len() < MOST_SEGMENTS {
        let horizon = Horizon::default();
        let (mut segment, state) = view.segment(from, &horizon);
        if let (Some(before), Some(earlier)) = (segments.last(), states.last()) {
            breakpoints.push(breakpoint(before, earlier, &segment, &state));
        }
        segment.to = horizon.get().map(|distance| from + distance);
        let next = segment.to;
        segments.push(segment);
        states.push(state);
        match next {
            Some(next) => from = next,
            None => break,
        }
    }
    let mut curve = Curve {
        person,
        segments,
        breakpoints,
    };
    curve.join_straight_pieces();
    Some(curve)
}

/// Far above what two persons' rules can bend.
const MOST_SEGMENTS: usize = 100;

fn adult_mut(household: &mut Household, person: Person) -> Option<&mut Adult> {
    match person {
        Person::Applicant => Some(&mut household.applicant),
        Person::Partner => household.partner.as_mut().map(|partner| &mut partner.adult),
    }
}

struct View<'v, 'h> {
    computation: &'v Computation<'h>,
    prepared: &'v Prepared<'h>,
    person: Person,
}

/// What holds on a piece; a change of it is why the curve bends.
type State = Vec<(BreakpointKind, bool)>;

impl View<'_, '_> {
    /// The piece that begins at `from`. `horizon` learns how far it goes.
    fn segment(&self, from: Decimal, horizon: &Horizon) -> (Segment, State) {
        let case = &self.computation.case;
        let earnings = Line::earnings(from, horizon);
        let varied = usize::from(self.person == Person::Partner);
        let mut incomes = self.prepared.incomes.map(as_lines);
        let others = incomes[varied].used_allowance;
        for amount in [
            &mut incomes[varied].net_base,
            &mut incomes[varied].gross,
            &mut incomes[varied].used_allowance,
        ] {
            *amount = amount.plus(earnings);
        }
        let result = self
            .prepared
            .calculate(case, self.computation.tie, &incomes);
        let outcome = self.outcome(&result);
        let shown = result.first_time != Some(RuleOutcome::NotMet)
            && result.formue.0 != RuleOutcome::NotMet;

        let (help, mut help_net) = if shown {
            let net = result
                .nets
                .iter()
                .fold(Line::ZERO, |sum, one| sum.plus(one.net_taxable_part));
            (result.help_payable, net)
        } else {
            (Line::ZERO, Line::ZERO)
        };
        if outcome != Outcome::NotEntitled {
            let free: Kroner = self
                .prepared
                .fritid
                .components
                .iter()
                .map(|component| component.amount)
                .sum();
            help_net = help_net.plus(Line::constant(free));
        }
        let allowance = Line::constant(net::monthly_allowance(case))
            .minus(others)
            .or_zero();
        let taxed_wage = earnings.minus(allowance).or_zero();
        let rate = net::tax_rate_pct(case) / Decimal::ONE_HUNDRED;
        let wage_net = earnings.minus(taxed_wage.exact_share(rate));

        let state = self.state(&result, outcome, taxed_wage.is_positive());
        let segment = Segment {
            from,
            to: None,
            outcome,
            help: piece(help),
            help_net: piece(help_net),
            wage_net: piece(wage_net),
            in_hand: piece(help_net.plus(wage_net)),
        };
        (segment, state)
    }

    fn outcome(&self, result: &Calculated<Line<'_>>) -> Outcome {
        let not_met = RuleOutcome::NotMet;
        if result.first_time == Some(not_met) || result.formue.0 == not_met {
            return Outcome::NotEntitled;
        }
        let report = &self.computation.report;
        // The report is that of a month without earnings: what earnings decide is looked at anew.
        let others_judge = report.reasons.iter().any(|reason| {
            reason.decisive
                && reason.outcome == RuleOutcome::KommunenVurderer
                && !matches!(
                    reason.rule,
                    crate::rule::Rule::R6_07 | crate::rule::Rule::R2_01 | crate::rule::Rule::R1_08
                )
        });
        let vurderes = others_judge
            || result.first_time == Some(RuleOutcome::KommunenVurderer)
            || result.formue.0 == RuleOutcome::KommunenVurderer;
        match r1_08(report, result.help_payable) {
            (RuleOutcome::Met, _) if vurderes => Outcome::Uncertain,
            (RuleOutcome::Met, _) => Outcome::Entitled,
            (_, outcome) => outcome,
        }
    }

    fn state(&self, result: &Calculated<Line<'_>>, outcome: Outcome, wage_tax: bool) -> State {
        use BreakpointKind as Kind;
        let mut state = vec![
            (
                Kind::FirstTime,
                result.first_time == Some(RuleOutcome::NotMet),
            ),
            (Kind::Formue, result.formue.0 == RuleOutcome::NotMet),
            (Kind::Outcome, outcome == Outcome::Uncertain),
            (Kind::WageTax, wage_tax),
        ];
        for (index, (deducted, net)) in result.deducted.iter().zip(&result.nets).enumerate() {
            let help = &self.prepared.recipients[index].help;
            let capped = deducted
                .earnings_due
                .at_least(Line::constant(help.in_month));
            state.extend([
                (
                    Kind::Arbejdsindtaegt,
                    deducted.arbejdsindtaegt.is_positive(),
                ),
                (Kind::ArbejdsindtaegtEnds, capped),
                (Kind::Indkomstloft, deducted.indkomstloft.is_positive()),
                (Kind::Ferie, deducted.ferie.slope.is_zero()),
                (Kind::AndenIndtaegt, deducted.anden_indtaegt.slope.is_zero()),
                (Kind::SpouseIncome, deducted.spouse.is_positive()),
                (Kind::MellemUddannelserMaks, deducted.maks.is_positive()),
                (Kind::HelpEnds, deducted.payable.is_positive()),
                (Kind::Atp, net.atp.is_positive()),
                (Kind::HelpTax, net.tax.is_positive()),
            ]);
        }
        state
    }
}

fn as_lines<'c>(incomes: Incomes<Kroner>) -> Incomes<Line<'c>> {
    Incomes {
        net_base: Line::constant(incomes.net_base),
        gross: Line::constant(incomes.gross),
        other: incomes.other,
        holiday_pay: incomes.holiday_pay,
        used_allowance: Line::constant(incomes.used_allowance),
    }
}

fn piece(line: Line<'_>) -> Piece {
    Piece {
        at_from: line.value.normalize(),
        per_krone: line.slope.normalize(),
    }
}

impl Segment {
    /// Kr. of `piece` at `earnings`, which lie on this segment.
    #[must_use]
    pub fn value(&self, piece: impl Fn(&Self) -> Piece, earnings: Decimal) -> Decimal {
        let Piece { at_from, per_krone } = piece(self);
        at_from + per_krone * (earnings - self.from)
    }

    fn pieces(&self) -> [Piece; 4] {
        [self.help, self.help_net, self.wage_net, self.in_hand]
    }

    /// Whether `next` only goes on where this one ends.
    fn goes_straight_into(&self, next: &Self) -> bool {
        const SAME: Decimal = Decimal::from_parts(1, 0, 0, false, 9);
        self.outcome == next.outcome
            && self
                .pieces()
                .iter()
                .zip(next.pieces())
                .all(|(before, after)| {
                    let end = before.at_from + before.per_krone * (next.from - self.from);
                    before.per_krone == after.per_krone && (end - after.at_from).abs() < SAME
                })
    }
}

fn breakpoint(before: &Segment, earlier: &State, after: &Segment, later: &State) -> Breakpoint {
    let mut kinds: Vec<BreakpointKind> = earlier
        .iter()
        .zip(later)
        .filter(|((_, was), (_, is))| was != is)
        .map(|((kind, _), _)| *kind)
        .collect();
    sort_short(&mut kinds, |one, next| one <= next);
    kinds.dedup();
    if kinds.is_empty() {
        kinds.push(BreakpointKind::Other);
    }
    let end = before.value(|segment| segment.in_hand, after.from);
    let falls = (end - after.in_hand.at_from)
        .round_dp(9)
        .max(Decimal::ZERO)
        .normalize();
    Breakpoint {
        earnings: after.from,
        kinds,
        falls,
    }
}

impl Curve {
    /// The segment that `earnings` kr. lie on.
    #[must_use]
    pub fn segment_at(&self, earnings: Decimal) -> Option<&Segment> {
        self.segments
            .iter()
            .rev()
            .find(|segment| segment.from <= earnings)
    }

    /// A comparison can turn without bending anything; such points are no breakpoints.
    fn join_straight_pieces(&mut self) {
        let mut index = 1;
        while index < self.segments.len() {
            if self.segments[index - 1].goes_straight_into(&self.segments[index]) {
                self.segments[index - 1].to = self.segments[index].to;
                self.segments.remove(index);
                self.breakpoints.remove(index - 1);
            } else {
                index += 1;
            }
        }
    }
}

/// Replaces all pay of an adult by `earnings` kr. after AM-bidrag, ATP, feriepenge and pension: a
/// point of the curve as a household.
pub fn set_earnings(adult: &mut Adult, earnings: Kroner) {
    adult
        .incomes
        .retain(|income| income.r#type != IncomeType::Arbejdsindtaegt);
    if earnings.is_positive() {
        let pay = Income::unknown(IncomeType::Arbejdsindtaegt);
        adult.incomes.push(Income {
            amount: Some(earnings),
            ..pay
        });
    }
}

/// The curve's earnings of a household as it is: the net base of the person's pay.
#[must_use]
pub fn earnings_now(household: &Household, person: Person) -> Kroner {
    let only_pay = |kind| kind == IncomeType::Arbejdsindtaegt;
    let Some(adult) = household.adult(person) else {
        return Kroner::ZERO;
    };
    income::net_pay(
        adult
            .incomes
            .iter()
            .filter(|income| only_pay(income.r#type)),
    )
}
