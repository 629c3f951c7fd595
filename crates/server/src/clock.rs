//! The one place where the server reads its clock.

use jiff::Timestamp;

/// Milliseconds since 1970, as the store keeps times.
pub fn now() -> i64 {
    Timestamp::now().as_millisecond()
}
