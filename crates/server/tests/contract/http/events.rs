use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;

use crate::program::Server;

/// A browser that listens.
pub struct Listener(BufReader<TcpStream>);

impl Listener {
    pub fn of(server: &Server, person: &str, last: Option<&str>) -> Self {
        Self::at(server, "/api/v1/events", person, last)
    }

    /// Who works in the house, at the desk.
    pub fn at_desk(server: &Server, person: &str) -> Self {
        Self::at(server, "/api/v1/desk/events", person, None)
    }

    fn at(server: &Server, path: &str, person: &str, last: Option<&str>) -> Self {
        let address = server.address.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let last = last
            .map(|id| format!("last-event-id: {id}\r\n"))
            .unwrap_or_default();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: lysby\r\ncookie: {}\r\n{last}\r\n",
            server.cookie(person)
        )
        .unwrap();
        Self(BufReader::new(stream))
    }

    fn status(&mut self) -> u16 {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        line["HTTP/1.1 ".len()..][..3].parse().unwrap()
    }

    /// The id, kind and data of the next event.
    pub fn next(&mut self) -> (String, String, String) {
        let [mut id, mut kind, mut data] = [const { String::new() }; 3];
        loop {
            let mut line = String::new();
            assert_ne!(
                self.0.read_line(&mut line).unwrap(),
                0,
                "the stream has ended"
            );
            let line = line.trim_end();
            if let Some(value) = line.strip_prefix("id: ") {
                id = value.to_owned();
            } else if let Some(value) = line.strip_prefix("event: ") {
                kind = value.to_owned();
            } else if let Some(value) = line.strip_prefix("data: ") {
                data = value.to_owned();
            } else if line.is_empty() && !kind.is_empty() {
                return (id, kind, data);
            }
        }
    }
}

fn draft(server: &Server, person: &str, key: &str) -> String {
    let draft = json!({ "form": key, "content": "x" });
    let made = server.ask(
        person,
        "POST",
        "/api/v1/drafts",
        &[("idempotency-key", key)],
        &draft,
    );
    assert_eq!(made.status, 201);
    json!({ "subject": made.header("location") }).to_string()
}

#[test]
fn a_persons_devices_hear_what_changes_and_nobody_elses() {
    for server in Server::on_both() {
        let mut mette = Listener::of(&server, "mette", None);
        assert_eq!(mette.next().1, "ready");
        draft(&server, "bent", "bent-0001");
        let made = draft(&server, "mette", "mette-0001");
        assert_eq!(mette.next(), ("1".to_owned(), "draft".to_owned(), made));
    }
}

#[test]
fn who_comes_back_hears_what_was_missed_also_from_a_server_that_was_killed() {
    for server in Server::on_both() {
        draft(&server, "mette", "mette-0001");
        let missed = draft(&server, "mette", "mette-0002");
        let server = server.killed_and_started_again();
        let mut mette = Listener::of(&server, "mette", Some("1"));
        assert_eq!(mette.next().1, "ready");
        assert_eq!(mette.next(), ("2".to_owned(), "draft".to_owned(), missed));
    }
}

#[test]
fn who_heard_more_than_there_is_loads_everything_again() {
    let server = Server::start();
    draft(&server, "mette", "mette-0001");
    // As after an older backup was put back.
    let mut mette = Listener::of(&server, "mette", Some("7"));
    assert_eq!(mette.next().1, "ready");
    assert_eq!(mette.next().1, "reset");
    let made = draft(&server, "mette", "mette-0002");
    assert_eq!(mette.next(), ("2".to_owned(), "draft".to_owned(), made));
}

#[test]
fn one_person_listens_on_twenty_pages_at_most_and_again_when_one_is_closed() {
    let server = Server::start();
    let mut pages: Vec<Listener> = (0..20)
        .map(|_| {
            let mut page = Listener::of(&server, "mette", None);
            assert_eq!(page.next().1, "ready");
            page
        })
        .collect();
    let cookie = server.cookie("mette");
    let listen = || server.get("/api/v1/events", &[("cookie", &cookie)]);
    listen().problem(429, "too-many");
    let mut bent = Listener::of(&server, "bent", None);
    assert_eq!(bent.next().1, "ready");
    pages.pop();
    // The server notices in its own time that a page is gone.
    let end = std::time::Instant::now() + Duration::from_secs(20);
    loop {
        let mut page = Listener::of(&server, "mette", None);
        if page.status() == 200 {
            break;
        }
        assert!(std::time::Instant::now() < end, "its place is never free");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn servers_of_one_database_hear_each_other() {
    let server = Server::on_postgres();
    let neighbour = server.neighbour();
    let mut mette = Listener::of(&neighbour, "mette", None);
    assert_eq!(mette.next().1, "ready");
    let made = draft(&server, "mette", "mette-0001");
    assert_eq!(mette.next().2, made);
}

#[test]
fn a_server_that_stops_does_not_wait_for_those_who_listen() {
    let server = Server::start();
    let mut mette = Listener::of(&server, "mette", None);
    assert_eq!(mette.next().1, "ready");
    let start = std::time::Instant::now();
    let (log, code) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn only_who_is_signed_in_may_listen() {
    Server::start()
        .get("/api/v1/events", &[])
        .problem(401, "not-signed-in");
}
