//! The order in which things are entered does not matter.

use std::collections::BTreeSet;

use indgang_law::assess;
use indgang_law::assessment::{CoupleType, HouseholdTotal};
use indgang_law::household::{Child, Household, Partner, Person, PublicBenefit};
use indgang_law::kroner::Kroner;
use proptest::prelude::*;

use super::generator::{couple, household};
use super::{FULL, runs};

proptest! {
    #![proptest_config(runs(200, FULL))]

    #[test]
    fn the_order_of_incomes_assets_and_children_does_not_matter(household in household()) {
        let birthdays: BTreeSet<_> = household.children.iter().map(|child| child.date_of_birth).collect();
        // Of two with the same birthday the first in the input comes first (R7-04).
        prop_assume!(birthdays.len() == household.children.len());
        let mut reversed = household.clone();
        reversed.children.reverse();
        for child in &mut reversed.children {
            child.parents.reverse();
            child.same_address_as.iter_mut().for_each(|with| with.reverse());
        }
        let adults = [Some(&mut reversed.applicant), reversed.partner.as_mut().map(|one| &mut one.adult)];
        for adult in adults.into_iter().flatten() {
            adult.incomes.reverse();
            adult.wealth.reverse();
        }
        prop_assert_eq!(assess(&reversed), assess(&household));
    }

    #[test]
    fn in_a_couple_with_two_rights_it_does_not_matter_who_applies(household in couple()) {
        // R10-04: an applicant who turns 18 in the month has the right from the birthday only.
        prop_assume!(Person::ALL.iter().all(|person| is_18(&household, *person)));
        let assessment = assess(&household);
        let both = assessment.calculation.as_ref().filter(|one| {
            one.per_person.len() == 2
                && matches!(one.couple_type, CoupleType::Par26_1 | CoupleType::Blandet26_2)
        });
        prop_assume!(both.is_some());
        let one = both.expect("a calculation");
        let swapped = assess(&swapped(&household));
        let other = swapped.calculation.as_ref().expect("the other may apply as well");
        prop_assert_eq!(one.couple_type, other.couple_type);
        let without_fritid = |total: HouseholdTotal| HouseholdTotal {
            tax_free: Kroner::ZERO,
            gross_total: total.help_payable,
            ..total
        };
        prop_assert_eq!(without_fritid(one.household), without_fritid(other.household));
        for (mine, theirs) in one.per_person.iter().zip(other.per_person.iter().rev()) {
            prop_assert_eq!(mine.help_payable, theirs.help_payable);
        }
        prop_assert_eq!(one.housing_benefit_effect, other.housing_benefit_effect);
        // R1-00 (5): without help it is left open only what the municipality judges about the
        // *partner*, and without a right there is no fritidstillæg (R7-11).
        if assessment.outcome == swapped.outcome {
            prop_assert_eq!(one.household, other.household);
            prop_assert_eq!(one.net_estimate.household_net, other.net_estimate.household_net);
        } else {
            // R10-05 is about the applicant's full-time work only.
            let works = household.partner.as_ref().is_some_and(|one| one.adult.works_full_time);
            prop_assert!(works || !one.household.help_payable.is_positive());
        }
    }
}

fn is_18(household: &Household, person: Person) -> bool {
    let born = household
        .adult(person)
        .and_then(|adult| adult.date_of_birth);
    born.is_some_and(|born| born.whole_years_until(household.month.first()) >= 18)
}

fn swapped(household: &Household) -> Household {
    let Partner { adult, .. } = household.partner.clone().expect("a couple");
    let turned = |person: Person| match person {
        Person::Applicant => Person::Partner,
        Person::Partner => Person::Applicant,
    };
    let children = household.children.iter().map(|child| Child {
        parents: child.parents.iter().copied().map(turned).collect(),
        same_address_as: child
            .same_address_as
            .as_ref()
            .map(|with| with.iter().copied().map(turned).collect()),
        cpr_mor_far_medfar: turned(child.cpr_mor_far_medfar),
        ..child.clone()
    });
    Household {
        applicant: adult,
        partner: Some(Partner {
            adult: household.applicant.clone(),
            public_benefit: Some(PublicBenefit::None),
            opted_out_of_availability: false,
            cohabitant_help: None,
        }),
        children: children.collect(),
        ..household.clone()
    }
}
