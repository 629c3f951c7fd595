//! What the program promises to those who call it, asked of the real program: over HTTP and on the
//! command line. The folders follow the addresses and the commands.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says where it stopped"
)]

mod cli;
mod crash;
mod http;
mod messages;
mod outage;
mod people;
#[path = "../support/postgres.rs"]
mod postgres;
mod program;
