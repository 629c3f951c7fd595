//! Building the app and starting it with the real server.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::{Result, app, process};

pub const SERVER: &str = "indgang-server";

pub fn run(options: &[String]) -> Result {
    app::build()?;
    let release = options.iter().any(|option| option == "--release");
    let options = options.iter().filter(|option| *option != "--release");
    println!("building the server");
    let server = process::build_binary(SERVER, release)?;
    println!("starting it: Ctrl-C stops it");
    // Made-up people to sign in as, unless this machine's neighbours are to reach it.
    let demo = !options.clone().any(|option| option.starts_with("--listen"));
    let error = Command::new(&server)
        .args(["serve", "--app"])
        .arg(Path::new(app::DIST))
        .args(demo.then_some("--demo"))
        .args(options)
        .exec();
    Err(format!("cannot start {}: {error}", server.display()))
}
