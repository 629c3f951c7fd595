//! The fare to an offer, as a fixed amount a month: applied for once for the whole course.

use indgang_law::calendar::Date;
use indgang_law::kroner::Kroner;
use indgang_law::parameters::Rates;
use rust_decimal::Decimal;

/// What the municipality may pay at most in a month for expenses that are not covered otherwise, in kr.
/// (LAB § 176, stk. 1).
pub const SECTION_176: Kroner = Kroner::whole(1000);

/// What the fare comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fare {
    /// Kilometres a day that are paid for: those beyond the limit.
    pub km: u32,
    /// Kilometres a day that nobody pays for (LAB § 175, stk. 1).
    pub limit: u32,
    /// Kr. for a kilometre (LAB § 175, stk. 2).
    pub rate: Kroner,
    /// Days in a month, on average, in hundredths.
    pub days: u32,
    /// Kr. a month in whole kroner (LAB § 175, stk. 3).
    pub month: Kroner,
}

/// The fare for some days a week and kilometres a day, there and back (LAB § 175, stk. 1-3). `None` in a month
/// whose rate nobody knows.
#[must_use]
pub fn fare(on: Date, days_a_week: u8, km_a_day: u16) -> Option<Fare> {
    let rates = Rates::of(on.month())?;
    let limit = rates.befordring_km_bundgraense;
    let km = u32::from(km_a_day).saturating_sub(limit);
    // 52 weeks a year are 4 1/3 a month.
    let days = Decimal::from(u32::from(days_a_week) * 52) / Decimal::from(12);
    let exact = rates.befordring_km_sats.decimal() * Decimal::from(km) * days;
    Some(Fare {
        km,
        limit,
        rate: rates.befordring_km_sats,
        days: u32::from(days_a_week) * 5200 / 12,
        month: Kroner::to_whole(exact),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn what_is_beyond_24_km_is_paid_by_the_km_in_whole_kroner() {
        let fare = fare(on("2026-12-01"), 3, 64).unwrap();
        // 40 km × 1.14 kr. × 13 days
        assert_eq!((fare.km, fare.days), (40, 1300));
        assert_eq!(fare.month, Kroner::whole(593));
    }

    #[test]
    fn up_to_24_km_nothing_is_paid() {
        for km in [0, 1, 24] {
            assert_eq!(fare(on("2026-12-01"), 5, km).unwrap().month, Kroner::ZERO);
        }
        assert!(fare(on("2026-12-01"), 5, 25).unwrap().month.is_positive());
    }

    #[test]
    fn more_days_or_kilometres_never_give_less() {
        let month = |days, km| fare(on("2026-12-01"), days, km).unwrap().month;
        for days in 1..=7 {
            for km in 0..200 {
                assert!(month(days, km) <= month(days, km + 1));
                assert!(month(days - 1, km) <= month(days, km));
            }
        }
    }

    #[test]
    fn a_month_without_a_rate_has_no_amount() {
        assert_eq!(fare(on("2031-01-01"), 5, 60), None);
    }
}
