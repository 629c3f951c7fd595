//! Generated requests against the real server, as nobody, as a citizen, as a caseworker and as the front desk: no
//! answer from 500 up, and none that the API's description does not describe.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use ureq::http::Response;
use ureq::{Agent, Body};

use crate::steps::Outcome;
use crate::{Result, files, process, serve};

/// Who of the demo's people asks, each with an address that is answered to them alone.
const PEOPLE: [(&str, &str); 3] = [
    ("mette", "drafts"),
    ("sara", "desk/matters"),
    ("kirsten", "desk/reception"),
];

/// What the tool does not know by itself: the media type of a part of a file (tus) is bytes like any other.
const HOOKS: &str = "import schemathesis\n\n\
    schemathesis.serializer.alias(\"application/offset+octet-stream\", \"application/octet-stream\")\n";

/// Stopped when dropped.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have stopped already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn run() -> Result<Outcome> {
    let Some(schemathesis) = process::cache()
        .map(|cache| cache.join("python/bin/schemathesis"))
        .filter(|program| program.exists())
    else {
        return Ok(Outcome::Skipped(
            "schemathesis is not there (script/test installs it from PyPI)".to_owned(),
        ));
    };
    let binary = process::build_binary(serve::SERVER, false)?;
    let data = std::env::temp_dir().join(format!("indgang-fuzz-{}", std::process::id()));
    let outcome = against(&schemathesis, &binary, &data);
    // What is left over there is nobody's.
    let _ = fs::remove_dir_all(&data);
    outcome.map(|()| Outcome::Passed)
}

fn against(schemathesis: &Path, binary: &Path, data: &Path) -> Result {
    let config = unlimited(data)?;
    fs::write(data.join("hooks.py"), HOOKS).map_err(|error| error.to_string())?;
    let server = Command::new(binary)
        .args(["serve", "--demo", "--listen", "127.0.0.1:0"])
        .args(["--log", "error", "--config"])
        .arg(config)
        .arg("--data")
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start the server: {error}"))?;
    let mut server = Server(server);
    let mut address = String::new();
    if let Some(output) = server.0.stdout.take() {
        BufReader::new(output)
            .read_line(&mut address)
            .map_err(|error| error.to_string())?;
    }
    let address = address.trim();
    // What is open to everybody a citizen meets too: nobody's run is for the closed doors.
    process::run(requests(schemathesis, address, data).args(["--phases", "examples,fuzzing"]))?;
    for (person, own) in PEOPLE {
        println!("as {person}");
        let cookie = sign_in(address, person)?;
        process::run(
            requests(schemathesis, address, data)
                .args(["--phases", "examples,coverage,fuzzing"])
                .args(["--header", &format!("Cookie: {cookie}")])
                // Nobody else may sign them out on the way.
                .args(["--exclude-name", "DELETE /api/v1/session"])
                .args(["--exclude-name", "DELETE /api/v1/sessions"])
                // The front desk hears codes: a right one would make its browser into a kiosk.
                .args(["--exclude-name", "POST /api/v1/devices/enrol"]),
        )?;
        // A run that had lost its session would have seen refusals only.
        let own = ureq::get(format!("{address}api/v1/{own}")).header("cookie", cookie);
        let own = own.call();
        own.map_err(|error| format!("{person} was not signed in to the end: {error}"))?;
    }
    Ok(())
}

/// The example configuration with as many requests a minute as there can be.
fn unlimited(data: &Path) -> Result<PathBuf> {
    let example = files::read(files::root().join("indgang.toml"))?;
    let limit = format!("[server]\nrequests_per_minute = {}", u32::MAX);
    let config = String::from_utf8_lossy(&example).replace("[server]", &limit);
    let file = data.join("indgang.toml");
    fs::create_dir_all(data)
        .and_then(|()| fs::write(&file, config))
        .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    Ok(file)
}

fn requests(schemathesis: &Path, address: &str, data: &Path) -> Command {
    let examples = match std::env::var_os("INDGANG_PROOF") {
        Some(_) => "250",
        None => "10",
    };
    let mut command = Command::new(schemathesis);
    command
        .current_dir(data)
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env("PYTHONPATH", data)
        .args(["run", &format!("{address}api/v1/openapi.json")])
        .args(["--header", "Indgang-Request: 1", "--max-examples", examples])
        // Events have no end.
        .args(["--exclude-path", "/api/v1/events"])
        .args(["--exclude-path", "/api/v1/desk/events"])
        .args(["--suppress-health-check", "all"])
        .args(["--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"]);
    command
}

/// The cookie of somebody who has signed in as browsers do.
fn sign_in(address: &str, person: &str) -> Result<String> {
    let browser: Agent = Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into();
    let failed = |error: ureq::Error| format!("nobody could sign in: {error}");
    let left = browser.get(format!("{address}api/v1/sign-in")).call();
    let left = left.map_err(failed)?;
    let (page, asked) = said(&left, "location")?.split_once('?').unwrap_or_default();
    let picked = browser
        .post(page)
        .content_type("application/x-www-form-urlencoded")
        .send(format!("{asked}&person={person}"))
        .map_err(failed)?;
    let back = browser
        .get(said(&picked, "location")?)
        .header("cookie", cookie(&left)?)
        .call()
        .map_err(failed)?;
    cookie(&back).map(str::to_owned)
}

/// The cookie that an answer sets, without its attributes.
fn cookie(answer: &Response<Body>) -> Result<&str> {
    let cookie = said(answer, "set-cookie")?;
    Ok(cookie.split(';').next().unwrap_or_default())
}

fn said<'a>(answer: &'a Response<Body>, header: &str) -> Result<&'a str> {
    let value = answer.headers().get(header);
    value
        .and_then(|value| value.to_str().ok())
        .ok_or_else(|| format!("nobody could sign in: an answer has no {header}"))
}
