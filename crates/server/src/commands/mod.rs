//! One file per command.

pub mod assess;
pub mod backup;
pub mod config_check;
pub mod keys;
pub mod migrate;
pub mod outbox;
pub mod parameters;
pub mod pulse;
pub mod serve;
pub mod verify;

use std::fs::{DirBuilder, File};
use std::io::{self, Read};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use anyhow::Context;

use crate::cli::Place;
use crate::config::Config;
use crate::keys::Keys;
use crate::store::Store;

/// A file, or stdin for `-`.
fn open(file: &Path) -> anyhow::Result<Box<dyn Read>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let open = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    Ok(Box::new(open))
}

/// Opens what is kept, making the folder when there is none yet.
async fn open_store(config: &Config, place: &Place) -> anyhow::Result<Store> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&place.data)
        .with_context(|| format!("cannot make the folder {}", place.data.display()))?;
    let engine = config.storage.engine(&place.data);
    let keys = Keys::find(&place.data)?;
    Store::open(&engine, keys)
        .await
        .with_context(|| format!("cannot open {engine}"))
}
