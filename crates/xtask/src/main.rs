//! Developers' help, called as `cargo xtask <what>`. Nothing here reaches a citizen, and this crate
//! uses no other crate of the workspace.

mod app;
mod bench;
mod compress;
mod css;
mod files;
#[path = "../../../src/text/format.rs"]
#[expect(dead_code, reason = "only the build of the app names lines")]
mod format;
mod fuzz;
mod icons;
mod process;
mod serve;
mod size;
mod steps;
mod test;
mod vendor;
mod wasm;

use std::process::ExitCode;

/// Everything here fails with a sentence for the developer.
type Result<T = ()> = std::result::Result<T, String>;

const USAGE: &str = "\
cargo xtask <what>

  run [OPTION…]    build the app and start it; the options go to `indgang serve`
  test [STEP…]     all tests, or only the named steps; --list names them
  app              build the release app into dist/, compressed and ready for offline use
  size [--why]     what a first visit weighs, by program; --why: the ten largest crates in each
  bench            measure speed and weight
  proof            all tests with the full counts, then the benches
  vendor           take the design system, font and icons from node_modules into build/
  preview          (called by `trunk serve`) put a made-up municipality into the built page
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    if let Err(sentence) = std::env::set_current_dir(files::root()) {
        eprintln!("✗ cannot enter {}: {sentence}", files::root().display());
        return ExitCode::FAILURE;
    }
    let outcome = match what.as_str() {
        "run" => serve::run(&rest),
        "test" => test::run(&rest),
        "app" => app::build(),
        "size" => size::run(&rest),
        "bench" => bench::run(),
        "proof" => test::proof(),
        "vendor" => vendor::run(),
        "preview" => app::preview(),
        "" | "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        unknown => Err(format!("there is no `{unknown}`\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("✗ {sentence}");
            ExitCode::FAILURE
        }
    }
}
