//! Money: exact kroner and øre.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

/// An amount in kroner, exact to the øre. Every rounding has a name, as the law has (R0-03).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kroner(Decimal);

impl Kroner {
    /// 0.00 kr.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount from its øre.
    #[must_use]
    pub const fn from_oere(oere: i64) -> Self {
        let magnitude = oere.unsigned_abs();
        Self(Decimal::from_parts(
            (magnitude & 0xffff_ffff) as u32,
            (magnitude >> 32) as u32,
            0,
            oere < 0,
            2,
        ))
    }

    /// An amount from whole kroner.
    #[must_use]
    pub const fn whole(kroner: i64) -> Self {
        Self::from_oere(kroner * 100)
    }

    /// Rounded to øre, half up: how a component or deduction is rounded when it arises (R0-03).
    #[must_use]
    pub fn to_oere(exact: Decimal) -> Self {
        Self(exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// Not rounded: a step on the way to an amount, never shown.
    pub(crate) const fn exact(exact: Decimal) -> Self {
        Self(exact)
    }

    /// Rounded to whole kroner, half up: ATP and obligatorisk pension (R8-02, R8-03).
    #[must_use]
    pub fn to_whole(exact: Decimal) -> Self {
        Self(exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
    }

    /// The whole kroner of the amount, the øre dropped (R7-01).
    #[must_use]
    pub fn floor(exact: Decimal) -> Self {
        Self(exact.floor())
    }

    /// `"1234.50"`, the form of the contract: one to nine digits, a point, two digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kroner, oere) = text.split_once('.')?;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !(1..=9).contains(&kroner.len()) || oere.len() != 2 || !digits(kroner) || !digits(oere) {
            return None;
        }
        Some(Self::from_oere(
            kroner.parse::<i64>().ok()? * 100 + oere.parse::<i64>().ok()?,
        ))
    }

    /// The exact value.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// The amount in øre.
    #[must_use]
    pub fn oere(self) -> i64 {
        let mut two = self.0;
        two.rescale(2);
        two.mantissa() as i64
    }

    /// True above 0.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self > Self::ZERO
    }
}

impl Add for Kroner {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Kroner {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Kroner {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Kroner {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Kroner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let oere = self.oere();
        let sign = if oere < 0 { "-" } else { "" };
        let oere = oere.unsigned_abs();
        write!(f, "{sign}{}.{:02}", oere / 100, oere % 100)
    }
}

impl Serialize for Kroner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
