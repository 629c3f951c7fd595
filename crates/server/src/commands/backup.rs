//! `indgang backup` and `indgang restore`.

use std::fs::{File, OpenOptions};
use std::io::BufReader;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;

use crate::cli::Place;
use crate::commands::open_store;
use crate::config::Config;
use crate::store::backup;

#[tokio::main(flavor = "current_thread")]
pub async fn write(place: &Place, file: &Path) -> anyhow::Result<ExitCode> {
    let (config, _) = Config::find(place.config.clone())?;
    let store = open_store(&config, place).await?;
    store.check().await?;
    // It has its name when it is whole.
    let part = file.with_added_extension("part");
    let writing = || format!("cannot write {}", part.display());
    let open = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&part)
        .with_context(writing)?;
    let mut compressed = GzEncoder::new(open, Compression::default());
    let rows = backup::write(&store, &mut compressed).await?;
    compressed
        .finish()
        .and_then(|open| open.sync_all())
        .with_context(writing)?;
    std::fs::rename(&part, file).with_context(writing)?;
    println!("{rows} rows; the key ring is not among them: keep it elsewhere");
    Ok(ExitCode::SUCCESS)
}

#[tokio::main(flavor = "current_thread")]
pub async fn restore(place: &Place, file: &Path) -> anyhow::Result<ExitCode> {
    let (config, _) = Config::find(place.config.clone())?;
    let open = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    let store = open_store(&config, place).await?;
    store.migrate().await?;
    let lines = BufReader::new(GzDecoder::new(BufReader::new(open)));
    let rows = backup::restore(&store, lines).await?;
    println!("{rows} rows");
    Ok(ExitCode::SUCCESS)
}
