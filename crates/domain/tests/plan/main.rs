//! The plan through its public contract.

mod conflicts;
mod exchange;
mod merge;
mod people;
mod rights;
mod share;
mod steps;
mod topics;
