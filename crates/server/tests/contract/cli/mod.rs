//! The other commands.

mod assess;
mod backup;
mod config_check;
mod explain;
mod keys;
mod migrate;
mod parameters;
mod verify;
