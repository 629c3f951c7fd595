//! The plan of the Randers method: an empty sheet of thirteen weeks on which a citizen lays cards.
//!
//! A plan is the list of what was done to it ([`Log`]), so that several devices and people can write at
//! once, with or without a network, and end with the same plan; what is looked at is the [`Board`] that
//! the list comes to. Who may do what follows from the [`Role`](edit::Role) of the author.

pub mod board;
mod carry;
pub mod days;
pub mod edit;
pub mod example;
pub mod exchange;
pub mod granted;
pub mod hand;
pub mod history;
pub mod ics;
pub mod legal;
pub mod load;
mod log;
mod read;
pub mod share;
pub mod steps;
pub mod template;
mod wire;

pub use board::{Board, Card};
pub use days::{Day, Week};
pub use log::{Known, Log};
pub use wire::WireError;

/// The weeks of a plan (D14).
pub const WEEKS: u16 = 13;

/// The weeks of the long view (B23): a year and a half.
pub const LONG_WEEKS: u16 = 78;
