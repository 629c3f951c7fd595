//! The other commands.

mod assess;
mod config_check;
mod parameters;
