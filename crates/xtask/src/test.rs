//! All tests, in the order in which they are likely to say something useful soonest.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::steps::{Outcome, Steps, Work};
use crate::{Result, app, bench, files, fuzz, process, serve, size};

/// Name, what it does, how.
const STEPS: [(&str, &str, Work); 11] = [
    ("format", "cargo fmt --check", |_| {
        passed(process::run(
            process::cargo().args(["fmt", "--all", "--check"]),
        ))
    }),
    ("lint", "clippy, warnings are errors", |_| {
        passed(clippy(&["--workspace", "--all-targets"]))
    }),
    (
        "lint-wasm",
        "clippy of the app as the browser gets it",
        |_| {
            passed(clippy(&[
                "--package",
                "indgang-app",
                "--target",
                "wasm32-unknown-unknown",
            ]))
        },
    ),
    (
        "native",
        "cargo test: law, domain, doors, server, the allowed edges",
        |steps| {
            let mut command = process::cargo();
            command.args(["test", "--workspace", "--no-fail-fast"]);
            passed(process::run_seen(&mut command, |line| {
                steps.counts.see(line)
            }))
        },
    ),
    (
        "identity",
        "signing in at an independent provider, and attacks on it",
        identity,
    ),
    (
        "fuzz",
        "schemathesis: nothing outside the API's description",
        |_| fuzz::run(),
    ),
    ("app", "the release app, as it is deployed", |_| {
        passed(app::build())
    }),
    ("size", "what a first visit weighs", |steps| {
        match steps.has_failed("app") {
            true => skipped("the app was not built"),
            false => passed(size::table()),
        }
    }),
    (
        "journeys",
        "a real browser, the release app, the real server",
        |steps| match steps.has_failed("app") {
            true => skipped("the app was not built"),
            false => journeys(steps),
        },
    ),
    ("licences", "cargo deny: licences, bans, sources", |_| {
        licences()
    }),
    ("audit", "npm audit of what reaches a citizen", |_| audit()),
];

pub fn run(arguments: &[String]) -> Result {
    if arguments.iter().any(|argument| argument == "--list") {
        for (name, what, _) in STEPS {
            println!("{name:<10} {what}");
        }
        return Ok(());
    }
    if let Some(unknown) = arguments
        .iter()
        .find(|name| STEPS.iter().all(|step| step.0 != *name))
    {
        return Err(format!(
            "there is no step `{unknown}`; `cargo xtask test --list` names them"
        ));
    }
    let mut steps = Steps::new();
    for (name, what, work) in STEPS {
        if arguments.is_empty() || arguments.iter().any(|argument| argument == name) {
            steps.step(name, what, work);
        }
    }
    steps.finish()
}

/// The same with the full counts of races, kills and generated cases, then the benches.
pub fn proof() -> Result {
    let status = Command::new(std::env::current_exe().map_err(|error| error.to_string())?)
        .arg("test")
        .env("INDGANG_PROOF", "1")
        // The number of generated cases for every property test.
        .env("PROPTEST_CASES", "10000")
        .status()
        .map_err(|error| error.to_string())?;
    let benches = bench::run();
    if status.success() {
        benches
    } else {
        Err("the tests did not pass".to_owned())
    }
}

fn passed(result: Result) -> Result<Outcome> {
    result.map(|()| Outcome::Passed)
}

fn skipped(why: &str) -> Result<Outcome> {
    Ok(Outcome::Skipped(why.to_owned()))
}

fn clippy(which: &[&str]) -> Result {
    process::run(
        process::cargo()
            .arg("clippy")
            .args(which)
            .args(["--", "-D", "warnings"]),
    )
}

/// `tests/browser/*.test.mjs` under Node's own test runner. They find the server's binary in
/// INDGANG_BIN, the built app in INDGANG_APP and the browser in CHROMIUM_PATH.
fn journeys(steps: &mut Steps) -> Result<Outcome> {
    let folder = Path::new("tests/browser");
    if !folder.exists() {
        return skipped("there are no journeys yet (tests/browser)");
    }
    let tests: Vec<_> = files::walk(folder)?
        .into_iter()
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".test.mjs") || name.ends_with(".test.js")
        })
        .collect();
    if tests.is_empty() {
        return skipped("there are no journeys yet (tests/browser/*.test.mjs)");
    }
    let server = process::build_binary(serve::SERVER, false)?;
    let app = files::root().join(app::DIST);
    passed(process::run_seen(
        Command::new("node")
            // Two at a time: a browser waits a lot, also on a machine of two cores.
            .args(["--test", "--test-concurrency=2", "--test-reporter=spec"])
            .args(tests)
            .env("INDGANG_BIN", server)
            .env("INDGANG_APP", app),
        |line| steps.counts.see(line),
    ))
}

/// `tests/identity` with its own npm packages: nothing of them is part of the product.
fn identity(steps: &mut Steps) -> Result<Outcome> {
    const FOLDER: &str = "tests/identity";
    process::run(Command::new("npm").args(["ci", "--ignore-scripts", "--prefix", FOLDER]))?;
    let server = process::build_binary(serve::SERVER, false)?;
    passed(process::run_seen(
        Command::new("node")
            .args(["--test", "--test-reporter=spec"])
            .arg(format!("{FOLDER}/identity.test.mjs"))
            .env("INDGANG_BIN", server),
        |line| steps.counts.see(line),
    ))
}

fn licences() -> Result<Outcome> {
    if !process::answers(process::cargo().args(["deny", "--version"])) {
        return skipped("cargo-deny is not installed (cargo install cargo-deny --locked)");
    }
    passed(process::run(
        process::cargo().args(["deny", "check", "licenses", "bans", "sources"]),
    ))
}

fn audit() -> Result<Outcome> {
    let output = Command::new("npm")
        .args(["audit", "--omit=dev", "--json"])
        .output()
        .map_err(|error| format!("cannot start npm: {error}"))?;
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let found = &report["metadata"]["vulnerabilities"]["total"];
    match found.as_u64() {
        Some(0) => Ok(Outcome::Passed),
        Some(count) => Err(format!("{count} known weaknesses: npm audit --omit=dev")),
        None => skipped("the npm registry in use does not answer audits"),
    }
}
