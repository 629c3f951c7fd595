//! `indgang`: serves the app and the API, and assesses on the command line.

mod cli;
mod clock;
mod commands;
mod config;
mod feeds;
mod http;
mod identity;
mod jobs;
mod keys;
mod logo;
mod messages;
mod secret;
mod store;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command, ConfigCommand, KeysCommand};
use crate::commands::{
    assess, backup, config_check, keys as key_ring, migrate, outbox, parameters, pulse, serve,
    verify,
};

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(options) => serve::run(options),
        Command::Assess(input) => assess::run(&input, assess::assessment),
        Command::Explain(input) => assess::run(&input, assess::explanation),
        Command::Parameters { format } => parameters::run(format),
        Command::Verify { receipt } => verify::run(&receipt),
        Command::Config(ConfigCommand::Check { file }) => config_check::run(&file),
        Command::Backup { place, file } => backup::write(&place, &file),
        Command::Restore { place, file } => backup::restore(&place, &file),
        Command::Keys(KeysCommand::Add { place }) => key_ring::add(&place),
        Command::Keys(KeysCommand::Use { place }) => key_ring::turn(&place),
        Command::Keys(KeysCommand::Rotate { place }) => key_ring::rotate(&place),
        Command::Outbox(command) => outbox::run(&command),
        Command::Pulse { place } => pulse::run(&place),
        Command::Migrate { place, check } => migrate::run(&place, check),
    };
    match done {
        Ok(code) => code,
        // Whoever reads our output has seen enough (`indgang parameters | head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("indgang: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
