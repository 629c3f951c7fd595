//! Amounts as straight lines of earnings, so that the rules of sections 6 and 8 can be run on all
//! earnings at once.

use std::cell::Cell;
use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::kroner::Kroner;
use crate::money::Money;

/// `value + slope × more`, where `more` is the kroner earned above the point that is looked at.
/// It stands for the amount at that point and just above it.
///
/// Every comparison of two lines notes how far it stays true in `horizon`: within the smallest of
/// them the whole calculation is linear. Nothing is rounded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'h> {
    pub value: Decimal,
    pub slope: Decimal,
    horizon: Option<&'h Horizon>,
}

/// How far above the point every comparison so far stays true; `None` is for ever.
#[derive(Debug, Default)]
pub(crate) struct Horizon(Cell<Option<Decimal>>);

/// Two values closer than this are the same: what is left of dividing with 28 digits.
const SAME: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

impl Horizon {
    pub(crate) fn get(&self) -> Option<Decimal> {
        self.0.get()
    }

    fn note(&self, distance: Decimal) {
        if self.0.get().is_none_or(|nearest| distance < nearest) {
            self.0.set(Some(distance));
        }
    }
}

impl<'h> Line<'h> {
    /// The earnings themselves, at the point `earned`.
    pub(crate) fn earnings(earned: Decimal, horizon: &'h Horizon) -> Self {
        Self {
            value: earned,
            slope: Decimal::ONE,
            horizon: Some(horizon),
        }
    }

    fn with(self, other: Self, value: Decimal, slope: Decimal) -> Self {
        Self {
            value,
            slope,
            horizon: self.horizon.or(other.horizon),
        }
    }

    fn scaled(self, share: Decimal) -> Self {
        Self {
            value: self.value * share,
            slope: self.slope * share,
            ..self
        }
    }
}

impl Money for Line<'_> {
    const ZERO: Self = Self {
        value: Decimal::ZERO,
        slope: Decimal::ZERO,
        horizon: None,
    };

    fn constant(amount: Kroner) -> Self {
        Self {
            value: amount.decimal(),
            ..Self::ZERO
        }
    }
    fn plus(self, other: Self) -> Self {
        self.with(other, self.value + other.value, self.slope + other.slope)
    }
    fn minus(self, other: Self) -> Self {
        self.with(other, self.value - other.value, self.slope - other.slope)
    }
    fn share(self, share: Decimal) -> Self {
        self.scaled(share)
    }
    fn exact_share(self, share: Decimal) -> Self {
        self.scaled(share)
    }
    fn whole(self) -> Self {
        self
    }

    fn compare(self, other: Self) -> Ordering {
        let (apart, closing) = (self.value - other.value, other.slope - self.slope);
        if apart.abs() < SAME {
            return Decimal::ZERO.cmp(&closing);
        }
        if let Some(horizon) = self.horizon.or(other.horizon)
            && !closing.is_zero()
            && (apart.is_sign_positive() == closing.is_sign_positive())
        {
            horizon.note(apart / closing);
        }
        apart.cmp(&Decimal::ZERO)
    }
}
