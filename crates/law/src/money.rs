//! The arithmetic that sections 6 and 8 need, so that the same rule code runs on amounts
//! (an assessment) and on lines (the earnings curve).

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::kroner::Kroner;

/// An amount, or an amount as a function of earnings.
pub(crate) trait Money: Copy {
    fn constant(amount: Kroner) -> Self;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    /// A share of the amount, rounded to øre when it arises (R0-03).
    fn share(self, share: Decimal) -> Self;
    /// A share of the amount that is rounded later.
    fn exact_share(self, share: Decimal) -> Self;
    /// Rounded to whole kroner.
    fn whole(self) -> Self;
    fn compare(self, other: Self) -> Ordering;

    const ZERO: Self;

    fn is_positive(self) -> bool {
        self.compare(Self::ZERO) == Ordering::Greater
    }

    fn at_least(self, other: Self) -> bool {
        self.compare(other) != Ordering::Less
    }

    fn smaller(self, other: Self) -> Self {
        if self.compare(other) == Ordering::Greater {
            other
        } else {
            self
        }
    }

    fn larger(self, other: Self) -> Self {
        if self.compare(other) == Ordering::Less {
            other
        } else {
            self
        }
    }

    /// The amount, or 0 when it is negative.
    fn or_zero(self) -> Self {
        self.larger(Self::ZERO)
    }
}

impl Money for Kroner {
    const ZERO: Self = Self::ZERO;

    fn constant(amount: Kroner) -> Self {
        amount
    }
    fn plus(self, other: Self) -> Self {
        self + other
    }
    fn minus(self, other: Self) -> Self {
        self - other
    }
    fn share(self, share: Decimal) -> Self {
        Self::to_oere(self.decimal() * share)
    }
    fn exact_share(self, share: Decimal) -> Self {
        Self::exact(self.decimal() * share)
    }
    fn whole(self) -> Self {
        Self::to_whole(self.decimal())
    }
    fn compare(self, other: Self) -> Ordering {
        self.cmp(&other)
    }
}
