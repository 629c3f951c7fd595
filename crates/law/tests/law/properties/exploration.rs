//! What the open facts leave open: the interval holds the truth, and answers narrow it.

use std::collections::BTreeSet;

use indgang_law::household::{Household, Person, PublicBenefit};
use indgang_law::kroner::Kroner;
use indgang_law::{
    AdultFact, Answers, AssetFact, ChildFact, Exploring, Fact, IncomeFact, assess, explore,
};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::generator::household;
use super::{FULL, runs, totals};
use crate::support::people::Home;
use crate::support::read;

/// Every fact of the household that can be unknown.
fn facts(household: &Household) -> Vec<Fact> {
    let mut facts = vec![
        Fact::Reason,
        Fact::OtherSupport,
        Fact::MonthsSinceApplication,
        Fact::EkstraBoernetilskud,
    ];
    for index in 0..household.children.len() {
        facts.extend(ChildFact::ALL.iter().map(|fact| Fact::Child(index, *fact)));
    }
    for person in Person::ALL {
        let Some(adult) = household.adult(*person) else {
            continue;
        };
        let nullable = AdultFact::ALL
            .iter()
            .filter(|fact| is_nullable(**fact, *person));
        facts.extend(nullable.map(|fact| Fact::Adult(*person, *fact)));
        for index in 0..adult.incomes.len() {
            facts.extend(
                IncomeFact::ALL
                    .iter()
                    .map(|fact| Fact::Income(*person, index, *fact)),
            );
        }
        for index in 0..adult.wealth.len() {
            facts.extend(
                AssetFact::ALL
                    .iter()
                    .map(|fact| Fact::Asset(*person, index, *fact)),
            );
        }
    }
    facts
}

fn is_nullable(fact: AdultFact, person: Person) -> bool {
    match fact {
        AdultFact::PublicBenefit | AdultFact::CohabitantHelp => person == Person::Partner,
        AdultFact::SelfEmployment
        | AdultFact::Abroad
        | AdultFact::Detained
        | AdultFact::PartialPension
        | AdultFact::MonthsWithHelp
        | AdultFact::Incomes
        | AdultFact::Wealth
        | AdultFact::WorksFullTime
        | AdultFact::OptedOut => false,
        _ => true,
    }
}

/// The household as it is when nobody knows these facts.
fn without(household: &Household, facts: &[Fact]) -> Household {
    let unknown = |home: Home, fact: &Fact| home.with(&fact.pointer(), Value::Null);
    read(&facts.iter().fold(Home::from(json!(household)), unknown))
}

/// R6-07: whoever had help in the months before has answered when the last month was.
fn contradicts(household: &Household, fact: Fact) -> bool {
    let Fact::Adult(person, AdultFact::LastMonthWithHelp) = fact else {
        return false;
    };
    household
        .adult(person)
        .is_some_and(|adult| adult.consecutive_months_with_help > 0)
}

/// Section 13.2: a fact that matters only for some answers to another is asked when that is known:
/// the right or permit after the citizenship, and whatever is about money after the amount.
fn is_named_later(fact: Fact, unknown: &[Fact]) -> bool {
    if let Fact::Adult(person, AdultFact::EuRight | AdultFact::Permit) = fact {
        return unknown.contains(&Fact::Adult(person, AdultFact::Citizenship));
    }
    unknown.iter().any(|other| {
        *other != fact
            && matches!(
                other,
                Fact::Income(_, _, IncomeFact::Amount | IncomeFact::HolidayDays)
                    | Fact::Asset(_, _, AssetFact::Amount)
            )
    })
}

/// R5-07: a spouse without own right makes another kind of couple. That is not tried, since it
/// never raises the help, and for it other facts can matter.
fn spouse_may_have_no_right(unknown: &[Fact]) -> bool {
    unknown.iter().any(|fact| {
        matches!(
            fact,
            Fact::Adult(
                Person::Partner,
                AdultFact::Citizenship | AdultFact::EuRight | AdultFact::Permit
            )
        )
    })
}

/// Section 13.2 does not ask about the education of a spouse on a benefit, though an STU participant
/// would lift the limit on wealth (R2-01): unknown counts as no STU.
fn is_never_asked(household: &Household, fact: Fact) -> bool {
    fact == Fact::Adult(Person::Partner, AdultFact::Education)
        && household
            .partner
            .as_ref()
            .is_some_and(|partner| partner.public_benefit != Some(PublicBenefit::None))
}

/// A household, and the facts of it that are not known yet.
fn with_unknown(most: usize) -> impl Strategy<Value = (Household, Vec<Fact>)> {
    (household(), prop::collection::vec(any::<Index>(), 1..=most)).prop_map(|(household, picks)| {
        let mut all = facts(&household);
        all.retain(|fact| !is_never_asked(&household, *fact));
        let unknown: BTreeSet<Fact> = picks.iter().map(|pick| *pick.get(&all)).collect();
        (household, unknown.into_iter().collect())
    })
}

proptest! {
    #![proptest_config(runs(60, FULL / 5))]

    #[test]
    fn the_true_help_lies_in_the_interval((household, unknown) in with_unknown(3)) {
        let interval = explore(&Answers::complete(without(&household, &unknown))).interval;
        let truth = totals(&assess(&household)).help_payable;
        prop_assert!(
            interval.low <= truth && truth <= interval.high,
            "{truth} is not in {interval:?}; unknown: {:?}\nin {}",
            unknown, json!(household)
        );
    }

    #[test]
    fn a_bit_at_a_time_comes_to_the_same((household, unknown) in with_unknown(3), bit in 1usize..9) {
        let answers = Answers::complete(without(&household, &unknown));
        let mut exploring = Exploring::new(&answers);
        let found = std::iter::repeat_with(|| exploring.go_on(bit)).find_map(|found| found);
        prop_assert_eq!(found, Some(explore(&answers)));
    }

    #[test]
    fn an_answer_never_widens_the_interval((household, unknown) in with_unknown(3)) {
        let before = explore(&Answers::complete(without(&household, &unknown))).interval;
        let after = explore(&Answers::complete(without(&household, &unknown[1..]))).interval;
        prop_assert!(
            before.low <= after.low && after.high <= before.high,
            "{before:?} became {after:?} by {:?}; unknown: {:?}\nin {}",
            unknown[0], unknown, json!(household)
        );
    }

    #[test]
    fn a_fact_that_is_not_relevant_changes_nothing(
        (household, unknown) in with_unknown(3),
        other in household(),
    ) {
        let relevant = explore(&Answers::complete(without(&household, &unknown))).relevant;
        let result = |household: &Household| {
            let assessment = assess(household);
            (assessment.outcome, totals(&assessment).help_payable)
        };
        for fact in unknown.iter().filter(|fact| !relevant.contains(fact)) {
            if contradicts(&household, *fact)
                || is_named_later(*fact, &unknown)
                || spouse_may_have_no_right(&unknown)
            {
                continue;
            }
            let Some(answer) = json!(other).pointer(&fact.pointer()).cloned() else { continue };
            let varied = Home::from(json!(household)).with(&fact.pointer(), answer);
            // The other's child may live with a partner who is not here.
            let Ok(varied) = Household::from_json(varied.json().as_bytes()) else {
                continue;
            };
            prop_assert_eq!(
                result(&varied), result(&household),
                "by {:?}; unknown: {:?}\nin {}\nand {}",
                fact, unknown, json!(household), json!(varied)
            );
        }
    }

    #[test]
    fn when_nothing_is_unknown_the_interval_is_the_help(household in household()) {
        let exploration = explore(&Answers::complete(household.clone()));
        let truth: Kroner = totals(&assess(&household)).help_payable;
        prop_assert_eq!((exploration.interval.low, exploration.interval.high), (truth, truth));
        prop_assert!(exploration.relevant.is_empty());
    }
}
