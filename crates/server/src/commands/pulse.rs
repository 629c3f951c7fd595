//! `indgang pulse`.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::cli::Place;
use crate::commands::open_store;
use crate::config::Config;
use crate::store::pulse;

#[tokio::main(flavor = "current_thread")]
pub async fn run(place: &Place) -> anyhow::Result<ExitCode> {
    let (config, _) = Config::find(place.config.clone())?;
    let store = open_store(&config, place).await?;
    store.check().await?;
    // Read to its end first: whoever pages through the list must not keep the store open.
    let counts = pulse::list(&mut store.read().await?).await?;
    let mut stdout = io::stdout();
    writeln!(stdout, "offer,half_year,mark,answers")?;
    for count in counts {
        // Keys of offers need no quotes.
        writeln!(
            stdout,
            "{},{},{},{}",
            count.offer, count.half_year, count.mark, count.answers
        )?;
    }
    Ok(ExitCode::SUCCESS)
}
