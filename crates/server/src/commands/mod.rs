//! One file per command.

pub mod assess;
pub mod config_check;
pub mod parameters;
pub mod serve;
pub mod verify;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;

/// A file, or stdin for `-`.
fn open(file: &Path) -> anyhow::Result<Box<dyn Read>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let open = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    Ok(Box::new(open))
}
