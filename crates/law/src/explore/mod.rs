//! What the answers so far leave open: the possible help, and the questions that still matter.
//!
//! Every unknown fact is tried with the values that the rules tell apart (an age below 25, from 25
//! to 29, and above; an income of nothing, and one without bound …), each combination is assessed
//! by the same rules, and the results are compared. Nothing is guessed and nothing is sampled: the
//! values are the classes that the rules themselves make. What is unknown of several children,
//! incomes or assets is tried together, all one way or all the other: the help between lies
//! between.

mod alternatives;

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use serde::Serialize;

use crate::assessment::{Outcome, RuleOutcome};
use crate::base_rate::{self, BaseRate};
use crate::case::Case;
use crate::computation::Computation;
use crate::couples::Tie;
use crate::fact::{AdultFact, AssetFact, Fact, IncomeFact};
use crate::household::{Household, Person};
use crate::kroner::Kroner;
use crate::scope;
use crate::supplements;
use crate::wealth;
use alternatives::alternatives;

/// A household of which some facts have not been asked about yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// What is known. A fact that is `None` is unknown, asked or not.
    pub household: Household,
    /// Facts that cannot be `None` and have not been asked about: their value in the household is
    /// only a default, and a default is not an answer.
    pub unasked: BTreeSet<Fact>,
}

/// What is still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exploration {
    /// The possible help.
    pub interval: Interval,
    /// Facts that are unknown or unasked and can still change the outcome or the amount.
    pub relevant: BTreeSet<Fact>,
}

/// The possible help payable, kr. per month before tax. An unknown amount of income or wealth is
/// taken from nothing to more than any limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// The lowest possible help; 0 when a refusal is possible.
    pub low: Kroner,
    /// The highest possible help.
    pub high: Kroner,
    /// Lowest and highest help before income and wealth are counted, when the conditions are met.
    pub before_income: (Kroner, Kroner),
    /// An open fact can mean that there is no right.
    pub may_be_refused: bool,
}

impl Exploration {
    /// The documents that settle what is open, by the names of the texts.
    #[must_use]
    pub fn documents(&self) -> BTreeSet<&'static str> {
        self.relevant
            .iter()
            .filter_map(|fact| fact.document())
            .collect()
    }
}

impl Answers {
    /// A household that has been asked about everything.
    #[must_use]
    pub fn complete(household: Household) -> Self {
        Self {
            household,
            unasked: BTreeSet::new(),
        }
    }
}

/// Looks at every way the open facts can turn out.
#[must_use]
pub fn explore(answers: &Answers) -> Exploration {
    let mut exploring = Exploring::new(answers);
    loop {
        if let Some(exploration) = exploring.go_on(usize::MAX) {
            return exploration;
        }
    }
}

/// The same a bit at a time, for who must not be kept waiting meanwhile.
#[derive(Debug)]
pub struct Exploring {
    explorer: Explorer,
    /// The open facts whose values are being tried, each within the one before it.
    branches: Vec<Branch>,
}

impl Exploring {
    /// Begins with what is known.
    #[must_use]
    pub fn new(answers: &Answers) -> Self {
        let mut explorer = Explorer::default();
        let first = explorer.visit(&answers.household, &Rc::new(answers.unasked.clone()));
        Self {
            explorer,
            branches: first.err().into_iter().collect(),
        }
    }

    /// Assesses at most so many more households. `None`: there is more to look at.
    #[must_use]
    pub fn go_on(&mut self, households: usize) -> Option<Exploration> {
        for _ in 0..households {
            let Some(branch) = self.branches.last_mut() else {
                return Some(self.explorer.found());
            };
            let result = match branch.alternatives.next() {
                Some(household) => match self.explorer.visit(&household, &branch.unasked) {
                    Ok(result) => result,
                    Err(deeper) => {
                        self.branches.push(deeper);
                        continue;
                    }
                },
                None => {
                    let all = self.explorer.compare(branch);
                    self.branches.pop();
                    all
                }
            };
            if let Some(branch) = self.branches.last_mut() {
                branch.results.push(result);
            }
        }
        None
    }
}

/// An open fact, or some that are tried together, with the values that are still to be tried.
#[derive(Debug)]
struct Branch {
    facts: Vec<Fact>,
    alternatives: std::vec::IntoIter<Household>,
    unasked: Rc<BTreeSet<Fact>>,
    results: Vec<Fingerprint>,
    /// By what the result is remembered.
    key: Option<u64>,
}

impl Branch {
    fn new(household: &Household, unasked: Rc<BTreeSet<Fact>>, facts: Vec<Fact>) -> Self {
        Self {
            alternatives: alternatives(household, facts[0]).into_iter(),
            facts,
            unasked,
            results: Vec::new(),
            key: None,
        }
    }
}

type Range = Option<(Kroner, Kroner)>;

#[derive(Debug, Default)]
struct Explorer {
    relevant: BTreeSet<Fact>,
    help: Range,
    before_income: Range,
    may_be_refused: bool,
    /// The results with a settled applicant, by [`applicant_key`].
    seen: HashMap<u64, Fingerprint>,
}

/// A sum over results that does not depend on their order: equal when the results are the same.
type Fingerprint = u64;

impl Explorer {
    /// Assesses a household: its result, or the facts that have to be tried first.
    fn visit(
        &mut self,
        household: &Household,
        unasked: &Rc<BTreeSet<Fact>>,
    ) -> Result<Fingerprint, Branch> {
        let Ok(rates) = scope::rates_of(household.month) else {
            return Ok(0);
        };
        // How many people the help is for decides the most, so it comes first.
        for first in [Fact::Relationship, Fact::Children] {
            let open = match first {
                Fact::Relationship => household.relationship.is_none(),
                _ => unasked.contains(&first),
            };
            if open {
                let mut rest = BTreeSet::clone(unasked);
                rest.remove(&first);
                return Err(Branch::new(household, Rc::new(rest), vec![first]));
            }
        }
        let computation = Computation::run(Case::new(household, rates));
        let missing: Vec<Fact> = computation
            .report
            .missing
            .iter()
            .filter_map(|one| Fact::at(&one.pointer))
            .collect();
        let Some(fact) = missing.iter().copied().min_by_key(|fact| turn(*fact)) else {
            return Ok(self.leaf(&computation, unasked));
        };
        if is_gate(fact) {
            // One of its values closes the right; the others lead on.
            self.relevant.insert(fact);
            self.may_be_refused |= fact != Fact::OtherSupport;
        }
        if is_unbounded(fact) {
            // However the other facts turn out, enough of it takes all the help.
            self.widen(Kroner::ZERO);
        }
        // All about the applicant is settled. What is found out about the partner depends only on
        // what the applicant gets, not on the answers that led there.
        let key = (turn(fact) == PARTNERS_TURN).then(|| applicant_key(&computation));
        if let Some(known) = key.and_then(|key| self.seen.get(&key)) {
            return Ok(*known);
        }
        let group: Vec<Fact> = missing
            .into_iter()
            .filter(|one| one.together_with(fact))
            .collect();
        Err(Branch {
            key,
            ..Branch::new(household, Rc::clone(unasked), group)
        })
    }

    /// Every value was tried: the facts matter when the results differ.
    fn compare(&mut self, branch: &mut Branch) -> Fingerprint {
        let results = std::mem::take(&mut branch.results);
        // What is without bound is only tried as nothing; it matters wherever there is help to take.
        let some_help = self.help.is_some_and(|(_, high)| high.is_positive());
        let takes_all = is_unbounded(branch.facts[0]) && some_help;
        if takes_all || results.windows(2).any(|pair| pair[0] != pair[1]) {
            self.relevant.extend(&branch.facts);
        }
        let all = results.into_iter().fold(0, Fingerprint::wrapping_add);
        if let Some(key) = branch.key {
            self.seen.insert(key, all);
        }
        all
    }

    /// What all of it came to.
    fn found(&mut self) -> Exploration {
        let (low, high) = self.help.unwrap_or_default();
        Exploration {
            interval: Interval {
                low: if self.may_be_refused {
                    Kroner::ZERO
                } else {
                    low
                },
                high,
                before_income: self.before_income.unwrap_or_default(),
                may_be_refused: self.may_be_refused,
            },
            relevant: std::mem::take(&mut self.relevant),
        }
    }

    /// Nothing that the rules need is unknown; what has not been asked still can matter.
    fn leaf(&mut self, computation: &Computation<'_>, unasked: &BTreeSet<Fact>) -> Fingerprint {
        let payable = self.note(computation);
        let household = computation.case.household;
        for fact in unasked {
            let Fact::Adult(person, field) = *fact else {
                continue;
            };
            let computed = computation.tie.computed().contains(&person);
            let counted = wealth::spouses(&computation.case).any(|(one, _)| one == person);
            let has_right = computation.outcome != Outcome::NotEntitled;
            match field {
                AdultFact::Incomes if counted && payable.is_positive() => {
                    self.relevant.insert(*fact);
                    self.widen(Kroner::ZERO);
                }
                AdultFact::Wealth
                    if counted
                        && payable.is_positive()
                        && !wealth::is_ignored(&computation.case) =>
                {
                    self.relevant.insert(*fact);
                    self.may_be_refused = true;
                }
                AdultFact::Abroad if has_right && counted => {
                    self.relevant.insert(*fact);
                    self.may_be_refused |= person == Person::Applicant;
                }
                AdultFact::Detained | AdultFact::SelfEmployment | AdultFact::PartialPension
                    if has_right && computed =>
                {
                    self.relevant.insert(*fact);
                }
                AdultFact::WorksFullTime if has_right && counted => {
                    self.relevant.insert(*fact);
                    self.may_be_refused |= person == Person::Applicant;
                }
                AdultFact::OptedOut if computation.tie == Tie::Par => {
                    self.try_instead(household, *fact, computation);
                }
                AdultFact::MonthsWithHelp if computed && !self.relevant.contains(fact) => {
                    self.try_instead(household, *fact, computation);
                }
                _ => {}
            }
        }
        fingerprint(computation)
    }

    /// Tries the other value of a fact that has a default.
    fn try_instead(&mut self, household: &Household, fact: Fact, default: &Computation<'_>) {
        let mut other = household.clone();
        let Fact::Adult(person, field) = fact else {
            return;
        };
        match (field, &mut other.partner) {
            (AdultFact::OptedOut, Some(partner)) => partner.opted_out_of_availability = true,
            (AdultFact::MonthsWithHelp, _) => {
                const LONG_ENOUGH_FOR_EVERYTHING: u32 = 12;
                let Some(adult) = other.adult_mut(person) else {
                    return;
                };
                adult.consecutive_months_with_help = LONG_ENOUGH_FOR_EVERYTHING;
            }
            _ => return,
        }
        let Ok(rates) = scope::rates_of(other.month) else {
            return;
        };
        let computation = Computation::run(Case::new(&other, rates));
        if fingerprint(&computation) != fingerprint(default) {
            self.relevant.insert(fact);
        }
        self.note(&computation);
    }

    /// Widens the interval by a result. Returns the help payable.
    fn note(&mut self, computation: &Computation<'_>) -> Kroner {
        let payable = match (&computation.result, computation.outcome) {
            (Some(result), _) => result.help_payable,
            (None, Outcome::NotEntitled) => Kroner::ZERO,
            (None, _) => return Kroner::ZERO,
        };
        self.widen(payable);
        if let Some(prepared) = &computation.prepared {
            let full: Kroner = prepared
                .recipients
                .iter()
                .map(|recipient| recipient.help.in_month)
                .sum();
            widened(&mut self.before_income, full);
        }
        payable
    }

    fn widen(&mut self, payable: Kroner) {
        widened(&mut self.help, payable);
    }
}

fn widened(range: &mut Range, amount: Kroner) {
    *range = Some(match *range {
        Some((low, high)) => (low.min(amount), high.max(amount)),
        None => (amount, amount),
    });
}

fn fingerprint(computation: &Computation<'_>) -> Fingerprint {
    let mut hasher = DefaultHasher::new();
    computation.outcome.hash(&mut hasher);
    if let (Some(result), Some(prepared)) = (&computation.result, &computation.prepared) {
        result.help_payable.hash(&mut hasher);
        for net in &result.nets {
            net.net_taxable_part.hash(&mut hasher);
        }
        for extra in &prepared.fritid.components {
            extra.amount.hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// The order in which open facts are tried: what decides the type of the couple, then the
/// applicant, then the partner.
const fn turn(fact: Fact) -> u8 {
    match fact {
        Fact::Adult(
            Person::Partner,
            AdultFact::PublicBenefit | AdultFact::CohabitantHelp | AdultFact::Education,
        ) => 0,
        Fact::Adult(Person::Partner, _)
        | Fact::Income(Person::Partner, ..)
        | Fact::Asset(Person::Partner, ..) => PARTNERS_TURN,
        _ => 1,
    }
}

const PARTNERS_TURN: u8 = 2;

/// All that the result depends on once the applicant's facts are settled: what the applicant gets,
/// and the rest of the household as it is.
fn applicant_key(computation: &Computation<'_>) -> u64 {
    let (case, person) = (&computation.case, Person::Applicant);
    let household = case.household;
    let adult = &household.applicant;
    let standing = &computation.standings[0];
    let sats = base_rate::sats(case, person, adult, standing);
    let mut hasher = DefaultHasher::new();
    if let Some(sats) = sats {
        let rate = BaseRate {
            sats,
            nedsat: false,
        };
        for component in supplements::components(case, person, adult, rate, standing) {
            (component.amount, component.included).hash(&mut hasher);
        }
        // Reduced by R5-03, a hjemmeboende is still one.
        sats.code().hash(&mut hasher);
    }
    (standing.opfylder_krav(), computation.outcome).hash(&mut hasher);
    (
        adult.education,
        adult.last_month_with_help,
        adult.consecutive_months_with_help,
    )
        .hash(&mut hasher);
    (
        &adult.incomes,
        &adult.wealth,
        &household.partner,
        &household.children,
    )
        .hash(&mut hasher);
    (
        household.relationship,
        &household.ekstra_boernetilskud,
        &household.application,
    )
        .hash(&mut hasher);
    // R1-01 can leave an applicant under 18 to the municipality.
    case.age(adult)
        .is_some_and(|age| age < 18)
        .hash(&mut hasher);
    computation
        .report
        .has_decisive(RuleOutcome::KommunenVurderer)
        .hash(&mut hasher);
    hasher.finish()
}

/// Facts of which a value closes the right or leaves it to the municipality, and which otherwise
/// hardly touch the amount.
const fn is_gate(fact: Fact) -> bool {
    matches!(
        fact,
        Fact::Reason
            | Fact::OtherSupport
            | Fact::Adult(
                _,
                AdultFact::DateOfBirth
                    | AdultFact::Citizenship
                    | AdultFact::EuRight
                    | AdultFact::Permit
                    | AdultFact::Availability
            )
            | Fact::Adult(Person::Applicant, AdultFact::Education)
    )
}

/// Amounts that can be more than any limit of the law, and then leave no help.
const fn is_unbounded(fact: Fact) -> bool {
    matches!(
        fact,
        Fact::Income(_, _, IncomeFact::Amount | IncomeFact::HolidayDays)
            | Fact::Asset(_, _, AssetFact::Amount)
    )
}
