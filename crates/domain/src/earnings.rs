//! What a wage does to the month's help.

use indgang_law::Household;
use indgang_law::curve::{Curve, Piece, Segment, curve};
use indgang_law::household::{IncomeType, Person};
use rust_decimal::Decimal;

/// What the help becomes with more wage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The wage of a month before tax and AM-bidrag, kr.
    pub wage: Decimal,
    /// The month's help before tax now, kr.
    pub help_before: Decimal,
    /// The month's help before tax with the wage, kr.
    pub help: Decimal,
    /// More in hand in the month, kr.
    pub more: Decimal,
}

/// What more wage does, kr. a month before tax, by the applicant's earnings curve. `None`, when too little is
/// known.
///
/// The curve goes by the wage after AM-bidrag, of which 8 % is taken
/// here as the calculator does; ATP, feriepenge and pension are not known from an hourly wage.
#[must_use]
pub fn with(household: &Household, wage: Decimal) -> Option<Change> {
    let curve = curve(household, Person::Applicant)?;
    let now: Decimal = household
        .adult(Person::Applicant)?
        .incomes
        .iter()
        .filter(|income| income.r#type == IncomeType::Arbejdsindtaegt)
        .map(|wage| {
            let before = wage.amount.unwrap_or_default();
            let base = before
                - wage.atp
                - wage.am_bidrag
                - wage.henlagte_feriepenge
                - wage.kollektiv_pension;
            base.decimal()
        })
        .sum();
    let more = wage - (wage * Decimal::new(8, 2)).round_dp(0);
    let then = now + more;
    let help_before = at(&curve, now, |segment| segment.help)?;
    let in_hand = |earned| at(&curve, earned, |segment| segment.in_hand);
    Some(Change {
        wage,
        help_before,
        help: at(&curve, then, |segment| segment.help)?,
        more: in_hand(then)? - in_hand(now)?,
    })
}

fn at(curve: &Curve, earned: Decimal, pick: fn(&Segment) -> Piece) -> Option<Decimal> {
    let is_here =
        |segment: &&Segment| segment.from <= earned && segment.to.is_none_or(|to| earned < to);
    let segment = curve.segments.iter().find(is_here)?;
    let piece = pick(segment);
    Some(piece.at_from + piece.per_krone * (earned - segment.from))
}
