//! Generated requests against the real server: no answer from 500 up, and none that the API's
//! description does not describe.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::steps::Outcome;
use crate::{Result, process, serve};

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
    let _ = std::fs::remove_dir_all(&data);
    outcome.map(|()| Outcome::Passed)
}

fn against(schemathesis: &PathBuf, binary: &PathBuf, data: &PathBuf) -> Result {
    let server = Command::new(binary)
        .args([
            "serve",
            "--demo",
            "--listen",
            "127.0.0.1:0",
            "--log",
            "error",
            "--data",
        ])
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
    let examples = match std::env::var_os("INDGANG_PROOF") {
        Some(_) => "1000",
        None => "10",
    };
    process::run(
        Command::new(schemathesis)
            .args(["run", &format!("{}api/v1/openapi.json", address.trim())])
            .args(["--header", "Indgang-Request: 1", "--max-examples", examples])
            // Events have no end.
            .args(["--exclude-path", "/api/v1/events"])
            .args(["--phases", "examples,coverage,fuzzing", "--suppress-health-check", "all"])
            .args(["--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"]),
    )
}
