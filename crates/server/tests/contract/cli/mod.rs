//! The other commands.

mod assess;
mod config_check;
mod explain;
mod parameters;
mod verify;
