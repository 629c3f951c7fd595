//! Calendars elsewhere, in which whoever meets citizens has other appointments too.

mod busy;
mod fetch;

pub use busy::{Busy, busy};
pub use fetch::{Fetched, Fetcher, Reach, Seen, address};
