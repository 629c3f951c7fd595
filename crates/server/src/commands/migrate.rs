//! `indgang migrate`.

use std::process::ExitCode;

use crate::cli::Place;
use crate::commands::open_store;
use crate::config::Config;

#[tokio::main(flavor = "current_thread")]
pub async fn run(place: &Place, check: bool) -> anyhow::Result<ExitCode> {
    let (config, _) = Config::find(place.config.clone())?;
    let store = open_store(&config, place).await?;
    if !check {
        store.migrate().await?;
    }
    store.check().await?;
    println!("the database is up to date");
    Ok(ExitCode::SUCCESS)
}
