//! One household being assessed: what every section looks at.

use crate::assessment::{MissingFact, NamedReason, Reason, RuleOutcome, Subject};
use crate::calendar::Date;
use crate::household::{Adult, Child, Household, Person};
use crate::parameters::Rates;
use crate::rule::Rule;

/// A household, its month and the rates of that month.
pub(crate) struct Case<'h> {
    pub household: &'h Household,
    pub rates: &'static Rates,
    /// The 1st: ages and statuses are those of this day (R0-04).
    pub first: Date,
    pub last: Date,
}

impl<'h> Case<'h> {
    pub(crate) fn new(household: &'h Household, rates: &'static Rates) -> Self {
        Self {
            household,
            rates,
            first: household.month.first(),
            last: household.month.last(),
        }
    }

    /// The age on the 1st (R0-04).
    pub(crate) fn age(&self, adult: &Adult) -> Option<i16> {
        adult
            .date_of_birth
            .map(|born| born.whole_years_until(self.first))
    }

    /// An own child of R4-01. `None` when its birth date is unknown and nothing else rules it out.
    pub(crate) fn is_own_child(&self, child: &Child, person: Person) -> Option<bool> {
        if !child.parents.contains(&person) || child.supports_own_family {
            return Some(false);
        }
        let born = child.date_of_birth?;
        Some(born <= self.first && born.whole_years_until(self.first) < 18)
    }

    /// The children that `person` has a duty to support (R4-01), of known age.
    pub(crate) fn own_children(&self, person: Person) -> impl Iterator<Item = &'h Child> {
        self.household
            .children
            .iter()
            .filter(move |child| self.is_own_child(child, person) == Some(true))
    }

    /// An own child at home (R3-01). `None` when a child's birth date or address leaves it open.
    pub(crate) fn has_child_at_home(&self, person: Person) -> Option<bool> {
        let mut open = false;
        for child in &self.household.children {
            if child.placed_outside_home {
                continue;
            }
            let at_home = child
                .same_address_as
                .as_ref()
                .map(|with| with.contains(&person));
            match (self.is_own_child(child, person), at_home) {
                (Some(true), Some(true)) => return Some(true),
                (Some(false), _) | (_, Some(false)) => {}
                _ => open = true,
            }
        }
        if open { None } else { Some(false) }
    }
}

/// What the rules have found so far: the reasons and the facts that are missing.
#[derive(Default)]
pub(crate) struct Report {
    pub reasons: Vec<Reason>,
    pub missing: Vec<MissingFact>,
}

impl Report {
    pub(crate) fn add(
        &mut self,
        rule: Rule,
        person: impl Into<Subject>,
        outcome: RuleOutcome,
        decisive: bool,
    ) {
        self.reasons.push(Reason {
            rule,
            person: person.into(),
            outcome,
            decisive,
            named: None,
        });
    }

    pub(crate) fn add_named(
        &mut self,
        rule: Rule,
        outcome: RuleOutcome,
        named: Option<NamedReason>,
    ) {
        let person = Subject::Household;
        self.reasons.push(Reason {
            rule,
            person,
            outcome,
            decisive: true,
            named,
        });
    }

    /// A needed fact is unknown: it is listed, and its rule is reported once per person.
    pub(crate) fn miss(
        &mut self,
        rule: Rule,
        person: impl Into<Subject>,
        decisive: bool,
        pointer: String,
    ) {
        let person = person.into();
        let outcome = RuleOutcome::Missing;
        let reported = |reason: &Reason| {
            reason.rule == rule && reason.person == person && reason.outcome == outcome
        };
        if !self.reasons.iter().any(reported) {
            self.add(rule, person, outcome, decisive);
        }
        self.missing.push(MissingFact { pointer, rule });
    }

    pub(crate) fn has_decisive(&self, outcome: RuleOutcome) -> bool {
        self.reasons
            .iter()
            .any(|reason| reason.decisive && reason.outcome == outcome)
    }
}

/// The pointer of a fact about an adult.
pub(crate) fn pointer(person: Person, field: &str) -> String {
    format!("/{}/{field}", person.name())
}
