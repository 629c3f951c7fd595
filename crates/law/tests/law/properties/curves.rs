//! The earnings curve against the assessments that it stands for.

use indgang_law::assessment::Outcome;
use indgang_law::curve::{earnings_now, set_earnings};
use indgang_law::household::Person;
use indgang_law::kroner::Kroner;
use indgang_law::{assess, curve};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::generator::{household, kroner};
use super::{FULL, runs, totals};

/// Nearer than this to a breakpoint rounding to øre can put a point on its other side.
const NEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

proptest! {
    #![proptest_config(runs(200, FULL))]

    #[test]
    fn a_point_of_the_curve_is_the_assessment_of_those_earnings(
        household in household(),
        of_partner in any::<bool>(),
        earned in kroner(),
    ) {
        let person = if of_partner { Person::Partner } else { Person::Applicant };
        let curve = curve(&household, person);
        prop_assume!(curve.is_some());
        let curve = curve.expect("there is one");
        let earnings = earned.decimal();
        let near = |point: Decimal| (point - earnings).abs() <= NEAR;
        prop_assume!(!near(Decimal::ZERO));
        prop_assume!(!curve.breakpoints.iter().any(|point| near(point.earnings)));

        let mut at = household.clone();
        let adult = match &mut at.partner {
            Some(partner) if of_partner => &mut partner.adult,
            _ => &mut at.applicant,
        };
        set_earnings(adult, earned);
        prop_assert_eq!(earnings_now(&at, person), earned);
        let assessment = assess(&at);
        let segment = curve.segment_at(earnings).expect("the curve has no gaps");
        prop_assert_eq!(Some(segment.outcome), assessment.outcome);

        // Every line that is rounded can be half an øre off, and so can tax and ATP.
        let calculation = assessment.calculation.as_ref();
        let lines = calculation.map_or(0, |one| one.deductions.len() + one.per_person.len());
        let tolerance = Decimal::new(2 * (lines as i64 + 2), 2);
        let help = segment.value(|piece| piece.help, earnings);
        let payable = totals(&assessment).help_payable.decimal();
        prop_assert!((help - payable).abs() <= tolerance, "help {help}, payable {payable}");
        let help_net = segment.value(|piece| piece.help_net, earnings);
        let net = calculation.map_or(Kroner::ZERO, |one| one.net_estimate.household_net).decimal();
        prop_assert!((help_net - net).abs() <= tolerance, "help_net {help_net}, net {net}");
        let wage_net = segment.value(|piece| piece.wage_net, earnings);
        let in_hand = segment.value(|piece| piece.in_hand, earnings);
        prop_assert!((in_hand - help_net - wage_net).abs() < Decimal::new(1, 6));
        prop_assert!(wage_net <= earnings);
    }

    #[test]
    fn a_curve_goes_from_nothing_to_for_ever_without_gaps(household in household()) {
        for person in Person::ALL {
            let Some(curve) = curve(&household, *person) else { continue };
            prop_assert_eq!(curve.segments[0].from, Decimal::ZERO);
            prop_assert_eq!(curve.breakpoints.len() + 1, curve.segments.len());
            for (pair, point) in curve.segments.windows(2).zip(&curve.breakpoints) {
                prop_assert_eq!(pair[0].to, Some(pair[1].from));
                prop_assert!(pair[0].from < pair[1].from);
                prop_assert_eq!(point.earnings, pair[1].from);
                let end = pair[0].value(|piece| piece.in_hand, point.earnings);
                let falls = (end - pair[1].in_hand.at_from).max(Decimal::ZERO);
                prop_assert!((falls - point.falls).abs() < Decimal::new(1, 6));
            }
            let last = curve.segments.last().expect("a segment");
            prop_assert_eq!(last.to, None);
            // Whoever earns without bound needs no help, or only the municipality can say.
            prop_assert!(last.help.per_krone == Decimal::ZERO);
            prop_assert!(last.outcome != Outcome::Entitled || last.help.at_from > Decimal::ZERO);
        }
    }
}
