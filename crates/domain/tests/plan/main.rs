//! The plan through its public contract.

mod conflicts;
mod merge;
mod people;
mod rights;
mod share;
mod steps;
