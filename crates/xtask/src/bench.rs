//! Speed and weight, measured: the tables of a release note.

use std::path::PathBuf;
use std::process::Command;

use crate::{Result, app, files, process, serve, size};

const FOLDER: &str = "tests/bench";

/// What is measured without a browser; the scripts read what it leaves.
const NATIVE: [(&str, &str); 3] = [
    ("the engine", "indgang-law"),
    ("the plan", "indgang-domain"),
    ("the server", "indgang-server"),
];

pub fn run() -> Result {
    for (what, package) in NATIVE {
        println!("\n━━ {what}, native: cargo bench --package {package}");
        process::run(process::cargo().args(["bench", "--package", package]))?;
    }
    println!("\n━━ bytes: cargo xtask size");
    app::build()?;
    // Too heavy is said at the end: what else there is to know does not depend on it.
    let weight = size::table();
    let server = process::build_binary(serve::SERVER, true)?;
    let target = process::target_directory()?;
    let mut failed: Vec<String> = weight.err().into_iter().collect();
    for script in scripts()? {
        println!("\n━━ node {}", script.display());
        let ran = process::run(
            Command::new("node")
                .arg(&script)
                .env("PATH", process::path_with_tools())
                .env("INDGANG_BIN", &server)
                .env("INDGANG_APP", files::root().join(app::DIST))
                // Where criterion left its medians, and where the benches may build.
                .env("INDGANG_TARGET", &target),
        );
        failed.extend(ran.err());
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(failed.join("\n✗ "))
    }
}

/// The scripts that need a browser or other people's engines, in the order of their names.
fn scripts() -> Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(FOLDER).map_err(|error| format!("cannot list {FOLDER}: {error}"))?;
    let mut scripts: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.to_string_lossy().ends_with(".bench.mjs"))
        .collect();
    scripts.sort();
    Ok(scripts)
}
