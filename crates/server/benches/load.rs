//! How many durable writes, reads, sign-ins and bookings a second the real server answers, at 1, 50 and 500
//! connections:
//! `cargo bench -p indgang-server`. On SQLite, and on the tests' own PostgreSQL with its disk writes on.
//! With words behind `--`, only the rows of those: `cargo bench -p indgang-server -- SQLite bookings`.

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
            .replace(
                "[server]",
                "[server]\nrequests_per_minute = 10_000_000\nclient_address_header = \"x-forwarded-for\"",
            );
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

fn cookies(address: &str) -> Vec<String> {
    CITIZENS.map(|person| sign_in(address, person)).into()
}

/// The cookie of one of the demo's people.
fn sign_in(address: &str, person: &str) -> String {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into();
    let said = |answer: &ureq::http::Response<ureq::Body>, name: &str| {
        let value = answer.headers()[name].to_str().unwrap();
        value.split(';').next().unwrap().to_owned()
    };
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
}

/// A talk about money, at a time, under a key of its own.
fn book(cookie: &str, start: i64, number: usize) -> String {
    let body =
        format!(r#"{{"kind":"ydelsessamtale","start":{start},"form":"phone","place":"raadhus"}}"#);
    format!(
        "POST /api/v1/meetings HTTP/1.1\r\nhost: lysby\r\ncookie: {cookie}\r\nindgang-request: 1\r\n\
         content-type: application/json\r\nidempotency-key: book-{number:08}\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Makes one caseworker free day and night, and gives all times that do not overlap.
fn free_times(address: &str, citizen: &str) -> Vec<i64> {
    let agent: ureq::Agent = ureq::Agent::config_builder().build().into();
    let own = format!("http://{address}/api/v1/desk/times");
    let yusuf = sign_in(address, "yusuf");
    let days: Vec<_> = (0..7)
        .map(|weekday| {
            serde_json::json!({
                "weekday": weekday, "hours": "0.00-24.00", "place": "raadhus", "forms": ["phone"],
            })
        })
        .collect();
    let times = serde_json::json!({ "room": "", "times": { "weekly": days, "buffer": 0 } });
    agent
        .put(own)
        .header("cookie", yusuf)
        .header("indgang-request", "1")
        .header("if-match", "\"1\"")
        .send_json(times)
        .unwrap();
    let mut all = Vec::new();
    let mut from = String::new();
    loop {
        let path = format!("http://{address}/api/v1/meetings/times?kind=ydelsessamtale{from}");
        let mut found = agent.get(path).header("cookie", citizen).call().unwrap();
        let found: serde_json::Value = found.body_mut().read_json().unwrap();
        let starts = found["times"].as_array().unwrap().iter();
        all.extend(starts.filter_map(|time| time["start"].as_i64()));
        match found["until"].as_str() {
            // The last day again is the same times again.
            Some(until) => from = format!("&from={until}"),
            None => break,
        }
    }
    all.sort_unstable();
    all.dedup();
    all.retain(|start| start % (30 * 60_000) == 0);
    all
}

/// Everybody takes the next time; with `same`, all take the first one. How long it took in all, the answers'
/// times, and how many got one.
async fn bookings(
    address: &str,
    cookies: &[String],
    (connections, starts): (usize, Arc<[i64]>),
    same: bool,
) -> (Duration, Vec<Duration>, usize) {
    static KEY: AtomicUsize = AtomicUsize::new(0);
    let next = Arc::new(AtomicUsize::new(0));
    let gate = Arc::new(tokio::sync::Barrier::new(connections + 1));
    let people: Vec<_> = (0..connections)
        .map(|person| {
            let (address, starts) = (address.to_owned(), Arc::clone(&starts));
            let (next, gate) = (Arc::clone(&next), Arc::clone(&gate));
            let cookie = cookies[person % cookies.len()].clone();
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(address).await.unwrap();
                stream.set_nodelay(true).unwrap();
                let (mut times, mut won, mut buffer) = (Vec::new(), 0, vec![0; 64 * 1024]);
                gate.wait().await;
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    let start = match same {
                        true if times.is_empty() => Some(&starts[0]),
                        true => None,
                        false => starts.get(turn),
                    };
                    let Some(start) = start else { break };
                    let request = book(&cookie, *start, KEY.fetch_add(1, Ordering::Relaxed));
                    let began = Instant::now();
                    stream.write_all(request.as_bytes()).await.unwrap();
                    let head = answer(&mut stream, &mut buffer).await;
                    times.push(began.elapsed());
                    match status(&head) {
                        "201" => won += 1,
                        "409" if same => {}
                        other => panic!("{other}"),
                    }
                }
                (times, won)
            })
        })
        .collect();
    gate.wait().await;
    let began = Instant::now();
    let (mut all, mut won) = (Vec::new(), 0);
    for person in people {
        let (times, more) = person.await.unwrap();
        all.extend(times);
        won += more;
    }
    let whole = began.elapsed();
    all.sort_unstable();
    (whole, all, won)
}

/// A request with a key of its own.
fn write(cookie: &str, person: usize, number: usize) -> String {
    // A form of its own: each is begun once.
    let body = format!(
        r#"{{"form":"form-{person}-{number:08}","content":"Mette, 38, bogholder, to børn, søger fra den første i måneden."}}"#
    );
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
                let head = answer(&mut stream, &mut buffer).await;
                assert_eq!(self::status(&head), status);
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

/// Signing in as browsers do, from the server to its demo provider and back, for as long as there is time. A
/// sign-in is four requests of ours and one of the server's.
async fn sign_ins(address: &str, connections: usize) -> Vec<Duration> {
    let address: Arc<str> = address.into();
    let end = Instant::now() + TIME;
    let people = (0..connections).map(|number| {
        let address = Arc::clone(&address);
        let person = CITIZENS[number % CITIZENS.len()];
        tokio::spawn(async move {
            let mut stream = TcpStream::connect(&*address).await.unwrap();
            stream.set_nodelay(true).unwrap();
            let (mut times, mut buffer) = (Vec::new(), vec![0; 16 * 1024]);
            while Instant::now() < end {
                let start = Instant::now();
                signs_in(&mut stream, &mut buffer, &address, person).await;
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

async fn signs_in(stream: &mut TcpStream, buffer: &mut [u8], address: &str, person: &str) {
    static COMER: AtomicUsize = AtomicUsize::new(0);
    // Everybody from their own address, as a proxy says it: from one, few may try.
    let [.., a, b, c] = COMER.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let from = format!("host: {address}\r\nx-forwarded-for: 10.{a}.{b}.{c}\r\n");
    let here = format!("http://{address}");
    let begin = format!("GET /api/v1/sign-in HTTP/1.1\r\n{from}\r\n");
    let left = asks(stream, buffer, &begin).await;
    let picking = said(&left, "location").strip_prefix(&here).unwrap();
    let (page, asked) = picking.split_once('?').unwrap();
    let form = format!("{asked}&person={person}");
    let pick = format!(
        "POST {page} HTTP/1.1\r\n{from}\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    );
    let picked = asks(stream, buffer, &pick).await;
    let back = said(&picked, "location").strip_prefix(&here).unwrap();
    let waiting = said(&left, "set-cookie").split(';').next().unwrap();
    let back = format!("GET {back} HTTP/1.1\r\n{from}cookie: {waiting}\r\n\r\n");
    let back = asks(stream, buffer, &back).await;
    let cookie = said(&back, "set-cookie").split(';').next().unwrap();
    // Only who has signed in is told what does not exist.
    stream
        .write_all(read(cookie, 0, 0).as_bytes())
        .await
        .unwrap();
    assert_eq!(status(&answer(stream, buffer).await), "404");
}

/// Asks, is sent elsewhere, and gives the head of the answer.
async fn asks(stream: &mut TcpStream, buffer: &mut [u8], request: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    let head = answer(stream, buffer).await;
    assert_eq!(status(&head), "303");
    head
}

fn status(head: &str) -> &str {
    &head["HTTP/1.1 ".len()..][..3]
}

fn said<'a>(head: &'a str, name: &str) -> &'a str {
    let mut values = head.lines().filter_map(|line| line.split_once(": "));
    values.find(|(known, _)| *known == name).unwrap().1
}

/// Reads one answer to its end, and gives its head.
async fn answer(stream: &mut TcpStream, buffer: &mut [u8]) -> String {
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
            return head.to_owned();
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
    let databases = [
        ("SQLite", sqlite as fn() -> String),
        ("PostgreSQL", on_postgres),
    ];
    let only: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let names = [
        "SQLite",
        "PostgreSQL",
        "durable writes",
        "reads",
        "sign-ins",
        "bookings",
    ];
    assert!(
        only.iter().all(|word| names.contains(&&**word)),
        "the rows are called {names:?}"
    );
    // Of the words that choose among the same things, there is none or this one.
    let is_wanted = |name: &str, among: &[&str]| {
        let mut words = only
            .iter()
            .filter(|word| among.contains(&&***word))
            .peekable();
        words.peek().is_none() || words.any(|word| word == name)
    };
    for (database, storage) in databases {
        if !is_wanted(database, &names[..2]) {
            continue;
        }
        let server = Server::start(&storage());
        let cookies = cookies(&server.address);
        for (what, request, status) in [
            ("durable writes", write as Request, "201"),
            ("reads", read, "404"),
        ] {
            if !is_wanted(what, &names[2..]) {
                continue;
            }
            for connections in CONNECTIONS {
                let load = load(&server.address, &cookies, connections, request, status);
                let times = runtime.block_on(load);
                row((database, what, connections), TIME, &times, &server);
            }
        }
        if is_wanted("sign-ins", &names[2..]) {
            for connections in CONNECTIONS {
                let times = runtime.block_on(sign_ins(&server.address, connections));
                row((database, "sign-ins", connections), TIME, &times, &server);
            }
        }
        if !is_wanted("bookings", &names[2..]) {
            continue;
        }
        for connections in CONNECTIONS {
            let server = Server::start(&storage());
            let cookies = self::cookies(&server.address);
            let mut starts = free_times(&server.address, &cookies[0]);
            let contested: Arc<[i64]> = starts.split_off(starts.len() - 1).into();
            let free = starts.len();
            let all = bookings(
                &server.address,
                &cookies,
                (connections, starts.into()),
                false,
            );
            let (whole, times, won) = runtime.block_on(all);
            assert_eq!(won, free, "each time was free, and is somebody's now");
            row((database, "bookings", connections), whole, &times, &server);
            let one = bookings(&server.address, &cookies, (connections, contested), true);
            let (whole, times, won) = runtime.block_on(one);
            assert_eq!(won, 1, "one time, one winner");
            row(
                (database, "the same time", connections),
                whole,
                &times,
                &server,
            );
        }
    }
}

fn sqlite() -> String {
    String::new()
}

fn on_postgres() -> String {
    let address = postgres::new_database();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(durable(&address));
    format!("database = {address:?}")
}

/// One row of the table: the times of all answers, in the order of their length.
fn row(
    (database, what, connections): (&str, &str, usize),
    whole: Duration,
    times: &[Duration],
    server: &Server,
) {
    let at = |part: usize| times[times.len() * part / 100].as_secs_f64() * 1000.0;
    println!(
        "{database:<12} {what:<14} {connections:>11} {:>9.0} {:>10.2} {:>10.2} {:>6}",
        times.len() as f64 / whole.as_secs_f64(),
        at(50),
        at(99),
        server.megabytes()
    );
}
