//! `indgang config check`.

use std::path::Path;
use std::process::ExitCode;

use crate::config::Config;

pub fn run(file: &Path) -> anyhow::Result<ExitCode> {
    Config::read(file)?;
    println!("{} can be used", file.display());
    Ok(ExitCode::SUCCESS)
}
