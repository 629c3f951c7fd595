//! What would be true with pen and paper: one module per noun.

pub mod calendar;
pub mod offers;
pub mod plan;
