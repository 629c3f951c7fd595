//! Meetings between citizens and the people of the municipality: which there are, when somebody has time,
//! and what may be done with one that is booked.
//!
//! Moments are milliseconds since 1970. Which moment a clock in Copenhagen shows is known to whoever calls.

pub mod booking;
pub mod kind;
pub mod queue;
pub mod slots;
pub mod times;

pub use booking::{Act, Booking, By, Cutoffs, Refused, Status};
pub use kind::{Form, Kind, Words};
pub use slots::Slot;
pub use times::Times;

/// A minute in milliseconds.
pub const MINUTE: i64 = 60 * 1000;
/// What is taken is taken in pieces of five minutes.
pub const TICK: i64 = 5 * MINUTE;

/// The pieces of time, counted from 1970, that something from one moment to another lies in.
#[must_use]
pub fn ticks(from: i64, until: i64) -> std::ops::Range<i64> {
    from.div_euclid(TICK)..(until + TICK - 1).div_euclid(TICK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_a_piece_takes_it() {
        assert_eq!(ticks(0, TICK), 0..1);
        assert_eq!(ticks(TICK - 1, TICK + 1), 0..2);
        assert_eq!(ticks(3 * TICK, 9 * TICK), 3..9);
    }
}
