//! How many durable writes and reads a second the real server answers, at 1, 50 and 500 connections:
//! `cargo bench -p indgang-server`. On SQLite, and on the tests' own PostgreSQL with its disk writes on.

#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot go on says where it stopped"
)]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sqlx::{Connection, Executor, PgConnection};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[path = "../tests/support/postgres.rs"]
mod postgres;

const CONNECTIONS: [usize; 3] = [1, 50, 500];
/// A name that is looked for in the table, and not found.
const NOBODYS: &str = "00000000-0000-4000-8000-000000000000";
const TIME: Duration = Duration::from_secs(5);

struct Server {
    child: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Server {
    fn start(storage: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let example = include_str!("../../../indgang.toml");
        let config = example
            .replace("[storage]", &format!("[storage]\n{storage}"))
            .replace("[server]", "[server]\nrequests_per_minute = 10_000_000");
        std::fs::write(folder.path().join("indgang.toml"), config).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_indgang"))
            .args([
                "serve",
                "--demo",
                "--listen",
                "127.0.0.1:0",
                "--log",
                "warn",
            ])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned();
        Self {
            child,
            address,
            _folder: folder,
        }
    }

    /// The most memory it has had, where the system tells.
    fn megabytes(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let peak = status.ok().and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        });
        peak.map_or_else(
            || "?".to_owned(),
            |kilobytes| format!("{:.0}", kilobytes / 1024.0),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const CITIZENS: [&str; 8] = [
    "mette", "hassan", "oksana", "bent", "line", "gitte", "ali", "samira",
];

/// The cookies of the demo's citizens.
fn cookies(address: &str) -> Vec<String> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into();
    let said = |answer: &ureq::http::Response<ureq::Body>, name: &str| {
        let value = answer.headers()[name].to_str().unwrap();
        value.split(';').next().unwrap().to_owned()
    };
    let sign_in = |person: &str| {
        let left = agent.get(format!("http://{address}/api/v1/sign-in")).call();
        let left = left.unwrap();
        let picking = said(&left, "location");
        let (page, asked) = picking.split_once('?').unwrap();
        let picked = agent
            .post(page)
            .content_type("application/x-www-form-urlencoded")
            .send(format!("{asked}&person={person}"))
            .unwrap();
        let back = agent
            .get(said(&picked, "location"))
            .header("cookie", said(&left, "set-cookie"));
        said(&back.call().unwrap(), "set-cookie")
    };
    CITIZENS.map(sign_in).into()
}

/// A request with a key of its own.
fn write(cookie: &str, person: usize, number: usize) -> String {
    let body = r#"{"form":"ansoegning","content":"Mette, 38, bogholder, to børn, søger fra den første i måneden."}"#;
    format!(
        "POST /api/v1/drafts HTTP/1.1\r\nhost: lysby\r\ncookie: {cookie}\r\nindgang-request: 1\r\n\
         content-type: application/json\r\nidempotency-key: key-{person}-{number:08}\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// One look into a table of many.
fn read(cookie: &str, _: usize, _: usize) -> String {
    format!("GET /api/v1/drafts/{NOBODYS} HTTP/1.1\r\nhost: lysby\r\ncookie: {cookie}\r\n\r\n")
}

/// Whose cookie, which connection, the how manieth.
type Request = fn(&str, usize, usize) -> String;

/// The answers' times, in the order of their length.
async fn load(
    address: &str,
    cookies: &[String],
    connections: usize,
    request: Request,
    status: &'static str,
) -> Vec<Duration> {
    static PERSON: AtomicUsize = AtomicUsize::new(0);
    let address: Arc<str> = address.into();
    let end = Instant::now() + TIME;
    let people = (0..connections).map(|_| {
        let address = Arc::clone(&address);
        let person = PERSON.fetch_add(1, Ordering::Relaxed);
        let cookie = cookies[person % cookies.len()].clone();
        tokio::spawn(async move {
            let mut stream = TcpStream::connect(&*address).await.unwrap();
            stream.set_nodelay(true).unwrap();
            let (mut times, mut buffer) = (Vec::new(), vec![0; 16 * 1024]);
            while Instant::now() < end {
                let request = request(&cookie, person, times.len());
                let start = Instant::now();
                stream.write_all(request.as_bytes()).await.unwrap();
                answered(&mut stream, &mut buffer, status).await;
                times.push(start.elapsed());
            }
            times
        })
    });
    let mut all = Vec::new();
    for person in people.collect::<Vec<_>>() {
        all.extend(person.await.unwrap());
    }
    all.sort_unstable();
    all
}

/// Reads one answer to its end.
async fn answered(stream: &mut TcpStream, buffer: &mut [u8], status: &str) {
    let mut length = 0;
    loop {
        let read = stream.read(&mut buffer[length..]).await.unwrap();
        assert_ne!(read, 0, "the server has closed the connection");
        length += read;
        let text = String::from_utf8_lossy(&buffer[..length]);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let wanted: usize = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |value| value.parse().unwrap());
        if body.len() >= wanted {
            assert!(head.starts_with(&format!("HTTP/1.1 {status}")), "{text}");
            return;
        }
    }
}

/// Tests do without disk writes; what is measured here does not.
async fn durable(address: &str) {
    let mut connection = PgConnection::connect(address).await.unwrap();
    for statement in ["ALTER SYSTEM SET fsync = on", "SELECT pg_reload_conf()"] {
        connection.execute(statement).await.unwrap();
    }
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("the real server and the clients on one machine with {cores} cores, {TIME:?} each");
    println!(
        "{:<12} {:<14} {:>11} {:>9} {:>10} {:>10} {:>6}",
        "database", "requests", "connections", "per s", "p50 ms", "p99 ms", "MiB"
    );
    let postgres = postgres::new_database();
    runtime.block_on(durable(&postgres));
    let postgres = format!("database = {postgres:?}");
    for (database, storage) in [("SQLite", ""), ("PostgreSQL", &*postgres)] {
        let server = Server::start(storage);
        let cookies = cookies(&server.address);
        for (what, request, status) in [
            ("durable writes", write as Request, "201"),
            ("reads", read, "404"),
        ] {
            for connections in CONNECTIONS {
                let times = runtime.block_on(load(
                    &server.address,
                    &cookies,
                    connections,
                    request,
                    status,
                ));
                let at = |part: usize| times[times.len() * part / 100].as_secs_f64() * 1000.0;
                println!(
                    "{database:<12} {what:<14} {connections:>11} {:>9.0} {:>10.2} {:>10.2} {:>6}",
                    times.len() as f64 / TIME.as_secs_f64(),
                    at(50),
                    at(99),
                    server.megabytes()
                );
            }
        }
    }
}
