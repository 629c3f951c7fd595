//! Speed and weight, measured: the tables of a release note.

use std::path::Path;
use std::process::Command;

use crate::{Result, app, files, process, serve, size};

pub fn run() -> Result {
    if Path::new("crates/law/benches").exists() {
        println!("\n━━ the engine, native");
        process::run(process::cargo().args(["bench", "--package", "indgang-law"]))?;
    }
    println!("\n━━ bytes");
    app::build()?;
    size::table()?;
    let folder = Path::new("tests/bench");
    if !folder.exists() {
        println!("\nno benches in a browser yet (tests/bench/*.bench.mjs)");
        return Ok(());
    }
    let server = process::build_binary(serve::SERVER, true)?;
    for script in files::walk(folder)? {
        let is_bench = script.to_string_lossy().ends_with(".bench.mjs")
            && !script
                .components()
                .any(|part| part.as_os_str() == "node_modules");
        if is_bench {
            println!("\n━━ {}", script.display());
            process::run(
                Command::new("node")
                    .arg(&script)
                    .env("INDGANG_BIN", &server)
                    .env("INDGANG_APP", files::root().join(app::DIST)),
            )?;
        }
    }
    Ok(())
}
