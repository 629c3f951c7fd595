//! The law through its public contract: a household as JSON in, an assessment as JSON out.
//!
//! `rules` mirrors the sections of the specification, with a test for every rule id. Everything
//! that a test assesses or explains is checked against the published schemas on the way.
//!
//! With `INDGANG_PROOF=1` the generated tests run their full counts on fresh random seeds.

mod bytes;
mod cases;
mod explanation;
mod flips;
mod golden;
mod parameters;
mod properties;
mod rules;
mod schema;
mod support;
