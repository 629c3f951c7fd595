//! What would be true with pen and paper: one module per noun.

pub mod calendar;
pub mod case;
pub mod earnings;
pub mod hours;
pub mod indicators;
pub mod meetings;
pub mod offers;
pub mod plan;
