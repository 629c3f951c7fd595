//! The program under test.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use indgang_api::pages::Entry;
use serde_json::Value;
use tempfile::TempDir;
use ureq::http::{Request, Response};
use ureq::{Agent, Body};

use crate::postgres;

pub const INDGANG: &str = env!("CARGO_BIN_EXE_indgang");

/// The page as it stands in the repository, with its placeholders.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../index.html");
pub const CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../indgang.toml");
pub const SCRIPT: &str = "/indgang-app-0123456789abcdef.js";

/// Runs a command to its end.
pub fn indgang(arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(INDGANG)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A command that does not read to the end closes the pipe, which is its right.
        scope.spawn(move || input.write_all(stdin));
        child.wait_with_output().unwrap()
    })
}

/// What a command printed.
pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A running server with a small app; it is stopped when it is dropped.
pub struct Server {
    child: Child,
    pub address: String,
    folder: Arc<TempDir>,
    arguments: Vec<String>,
    cookies: Mutex<HashMap<String, String>>,
    /// What it logs, read as it comes: a full pipe would stop it.
    log: Option<JoinHandle<String>>,
}

/// What the server answered.
pub struct Answer {
    pub status: u16,
    headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Server {
    /// With the example configuration.
    pub fn start() -> Self {
        Self::with_config(&std::fs::read_to_string(CONFIG).unwrap())
    }

    /// With the example configuration, and a database of its own in the tests' PostgreSQL.
    pub fn on_postgres() -> Self {
        let config = std::fs::read_to_string(CONFIG).unwrap();
        let database = postgres::new_database();
        Self::with_config(
            &config.replace("[storage]", &format!("[storage]\ndatabase = {database:?}")),
        )
    }

    pub fn with_config(config: &str) -> Self {
        let folder = app();
        std::fs::write(folder.path().join("indgang.toml"), config).unwrap();
        let app = folder.path().join("dist");
        let mut arguments = vec!["--config", "indgang.toml", "--app", app.to_str().unwrap()];
        // Made-up people go only where nobody else does.
        if !config
            .lines()
            .any(|line| line.starts_with("base_url") || line == "[identity]")
        {
            arguments.push("--demo");
        }
        Self::run(Arc::new(folder), &arguments)
    }

    /// With a disk of three megabytes for what it keeps.
    pub fn on_a_small_disk() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        let mut command = Command::new("unshare");
        command
            .args([
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=3m tmpfs data && exec \"$0\" \"$@\"",
            ])
            .arg(INDGANG);
        Self::spawn(command, Arc::new(folder), &["--demo"])
    }

    /// The folder of what it keeps, as the server sees it.
    pub fn its_disk(&self) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.child.id()));
        root.join(self.folder.path().strip_prefix("/").unwrap())
            .join("data")
    }

    /// With options of its own.
    pub fn with_arguments(arguments: &[&str]) -> Self {
        Self::run(Arc::new(tempfile::tempdir().unwrap()), arguments)
    }

    /// As somebody starts it who has only the program.
    pub fn bare() -> Self {
        Self::with_arguments(&[])
    }

    /// Another server with the same folder and database.
    pub fn neighbour(&self) -> Self {
        let arguments: Vec<_> = self.arguments.iter().map(String::as_str).collect();
        Self::run(Arc::clone(&self.folder), &arguments)
    }

    /// `kill -9`, at any moment of its work.
    pub fn kill(&self) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-KILL", &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Killed if it still runs, and up again.
    pub fn killed_and_started_again(mut self) -> Self {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.neighbour()
    }

    fn run(folder: Arc<TempDir>, arguments: &[&str]) -> Self {
        Self::spawn(Command::new(INDGANG), folder, arguments)
    }

    fn spawn(mut command: Command, folder: Arc<TempDir>, arguments: &[&str]) -> Self {
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            // A server that is killed leaves half a line.
            let _ = stderr.read_to_string(&mut log);
            log
        });
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        if !line.ends_with("/\n") {
            panic!("no ready line: {line:?}\n{}", log.join().unwrap());
        }
        Self {
            child,
            address: line.trim_end().trim_end_matches('/').to_owned(),
            folder,
            arguments: arguments.iter().copied().map(str::to_owned).collect(),
            cookies: Mutex::default(),
            log: Some(log),
        }
    }

    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, b"")
    }

    /// As a browser asks for a page.
    pub fn navigate(&self, path: &str) -> Answer {
        self.get(
            path,
            &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")],
        )
    }

    pub fn post(&self, path: &str, household: &Value) -> Answer {
        let body = household.to_string();
        self.send(
            "POST",
            path,
            &[("content-type", "application/json")],
            body.as_bytes(),
        )
    }

    /// As somebody who is signed in.
    pub fn ask(
        &self,
        person: &str,
        method: &str,
        path: &str,
        more: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let cookie = self.cookie(person);
        let mut headers = vec![
            ("cookie", cookie.as_str()),
            ("indgang-request", "1"),
            ("content-type", "application/json"),
        ];
        headers.extend(more);
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.send(method, path, &headers, body.as_bytes())
    }

    /// The cookie of one of the demo's people, who signs in when they have not yet.
    pub fn cookie(&self, person: &str) -> String {
        let mut cookies = self.cookies.lock().unwrap();
        let cookie = cookies.entry(person.to_owned());
        cookie.or_insert_with(|| self.sign_in(person)).clone()
    }

    /// Signs in as one of the demo's people, as a browser does, and gives the cookie.
    pub fn sign_in(&self, person: &str) -> String {
        let left = self.get("/api/v1/sign-in", &[]);
        let picking = self.here(left.header("location"));
        assert_eq!(self.get(picking, &[]).status, 200);
        let (page, asked) = picking.split_once('?').unwrap();
        let form = format!("{asked}&person={person}");
        let media_type = ("content-type", "application/x-www-form-urlencoded");
        let picked = self.send("POST", page, &[media_type], form.as_bytes());
        let back = self.here(picked.header("location"));
        let signed_in = self.get(back, &[("cookie", left.cookie())]);
        assert_eq!(signed_in.status, 303, "{}", signed_in.text());
        signed_in.cookie().to_owned()
    }

    /// The path of an address of this server.
    pub fn here<'a>(&self, address: &'a str) -> &'a str {
        address
            .strip_prefix(&self.address)
            .unwrap_or_else(|| panic!("{address:?} is not here"))
    }

    /// The server on each of the two databases.
    pub fn on_both() -> [Self; 2] {
        [Self::start(), Self::on_postgres()]
    }

    /// Only how it is answered: what has no end is not waited for.
    pub fn status(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> u16 {
        let response = self.response(method, path, headers, b"");
        response.unwrap().status().as_u16()
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.try_send(method, path, headers, body).unwrap()
    }

    /// `None`: the server was gone before it had answered.
    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Option<Answer> {
        let mut response = self.response(method, path, headers, body)?;
        Some(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_vec().ok()?,
        })
    }

    fn response(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Option<Response<Body>> {
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .build()
            .into();
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_empty() {
            agent.run(request.body(()).unwrap())
        } else {
            agent.run(request.body(body).unwrap())
        }
        .ok()
    }

    /// Runs a command beside the server, in its place.
    pub fn command(&self, arguments: &[&str]) -> Output {
        Command::new(INDGANG)
            .args(arguments)
            .args(["--config", "indgang.toml"])
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// Asks the server to stop as an operator does, and gives what it logged and its exit code.
    pub fn terminate(mut self) -> (String, Option<i32>) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &pid])
                .status()
                .unwrap()
                .success()
        );
        let code = self.child.wait().unwrap().code();
        (self.log.take().unwrap().join().unwrap(), code)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have stopped already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The cookie that it sets, without its attributes.
    pub fn cookie(&self) -> &str {
        self.header("set-cookie").split(';').next().unwrap()
    }

    pub fn text(&self) -> &str {
        text(&self.body)
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Asserts that this is a problem of a kind, and gives it.
    pub fn problem(&self, status: u16, kind: &str) -> Value {
        let problem = self.json();
        assert_eq!(self.status, status, "{problem}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], format!("urn:indgang:problem:{kind}"));
        problem
    }
}

/// What only the page of a program has.
pub fn mark(entry: Entry) -> String {
    format!("<!-- {entry:?} -->")
}

/// What `cargo xtask app` leaves in `dist/`, in small.
fn app() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let dist = folder.path().join("dist");
    std::fs::create_dir_all(dist.join("fonts")).unwrap();
    for entry in Entry::ALL {
        let page = std::fs::read_to_string(PAGE).unwrap() + &mark(entry);
        std::fs::write(dist.join(entry.page()), page).unwrap();
    }
    for (name, content) in [
        (&SCRIPT[1..], "plain"),
        ("indgang-app-0123456789abcdef.js.br", "brotli"),
        ("indgang-app-0123456789abcdef.js.gz", "gzip"),
        ("sw.js", "worker"),
        ("manifest.webmanifest", "{}"),
        ("fonts/plex-1.1.0.woff2", "font"),
        (
            "heads.json",
            r#"{"/satser":["Rente & satser","Alle tal i {kommune}.","Og mere."]}"#,
        ),
    ] {
        std::fs::write(dist.join(name), content).unwrap();
    }
    folder
}
