//! The calendar elsewhere of who meets citizens.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::time::Duration;

use serde_json::{Value, json};

use super::meetings::{booked, times};
use crate::program::Server;

const FEED: &str = "/api/v1/desk/calendar";

/// Serves a calendar at an address that nobody guesses, and gives it.
fn published(calendar: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!(
        "http://{}/hemmelig-6f1c.ics",
        listener.local_addr().unwrap()
    );
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut line = String::new();
            let mut request = BufReader::new(stream.try_clone().unwrap());
            while line != "\r\n" {
                line.clear();
                request.read_line(&mut line).unwrap();
            }
            let length = calendar.len();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-type: text/calendar\r\ncontent-length: {length}\r\n\r\n{calendar}"
            )
            .unwrap();
        }
    });
    address
}

/// A calendar with one appointment.
fn calendar(from: i64, until: i64) -> String {
    let stamp = |at| {
        let at = jiff::Timestamp::from_millisecond(at).unwrap();
        at.strftime("%Y%m%dT%H%M%SZ")
    };
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Samtale om Bents ryg\r\n\
         DTSTART:{}\r\nDTEND:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        stamp(from),
        stamp(until)
    )
}

/// How reading goes, when it has been tried.
fn tried(server: &Server, person: &str) -> Value {
    for _ in 0..600 {
        let answer = server.ask(person, "GET", FEED, &[], &Value::Null);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let feed = answer.json();
        if feed.get("read_at").is_some() || feed.get("failure").is_some() {
            return feed;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("it was not read");
}

#[test]
fn what_saras_own_calendar_says_is_not_free_any_more() {
    for server in Server::on_both() {
        let meeting = booked(&server, "mette", 0, "phone");
        let (start, end) = (
            meeting["start"].as_i64().unwrap(),
            meeting["end"].as_i64().unwrap(),
        );
        let day = 24 * 60 * 60 * 1000;
        // From Mette's meeting on for two days: it stays, and nothing else is free with Sara then.
        let hers = calendar(start, start + 2 * day);
        let address = published(hers);
        server
            .ask("sara", "GET", FEED, &[], &Value::Null)
            .problem(404, "not-found");
        let body = json!({ "address": address });
        for person in ["sara", "mads"] {
            let kept = server.ask(person, "PUT", FEED, &[], &body);
            assert_eq!(kept.status, 204, "{}", kept.text());
            let feed = tried(&server, person);
            assert_eq!(feed["host"], "127.0.0.1");
            assert_eq!(
                (&feed["unclear"], feed.get("failure")),
                (&json!(0), None),
                "{feed}"
            );
            assert!(!feed.to_string().contains("hemmelig"), "{feed}");
        }
        let is_meanwhile = |time: &Value| {
            let (from, until) = (
                time["start"].as_i64().unwrap(),
                time["end"].as_i64().unwrap(),
            );
            from < start + 2 * day && start < until
        };
        assert!(
            !times(&server, "bent", "jobsamtale")
                .iter()
                .any(is_meanwhile)
        );
        // Who has seen it before is too late.
        let taken =
            json!({ "kind": "jobsamtale", "start": end, "form": "phone", "place": "raadhus" });
        let late = server.ask(
            "bent",
            "POST",
            "/api/v1/meetings",
            &[("idempotency-key", "8d1b77a0-1")],
            &taken,
        );
        assert_eq!(late.status, 409, "{}", late.text());

        let date = jiff::Timestamp::from_millisecond(start)
            .unwrap()
            .to_string()[..10]
            .to_owned();
        let on_the_day = || {
            let path = format!("/api/v1/desk/day?date={date}");
            server.ask("sara", "GET", &path, &[], &Value::Null).json()
        };
        assert_eq!(on_the_day()[0]["meeting"]["status"], "booked");
        assert_eq!(on_the_day()[0]["is_double"], true);

        for person in ["sara", "mads"] {
            assert_eq!(
                server.ask(person, "DELETE", FEED, &[], &Value::Null).status,
                204
            );
            server
                .ask(person, "GET", FEED, &[], &Value::Null)
                .problem(404, "not-found");
        }
        assert_eq!(on_the_day()[0]["is_double"], false);
        assert!(
            times(&server, "bent", "jobsamtale")
                .iter()
                .any(is_meanwhile)
        );
        let (log, _) = server.terminate();
        assert!(!log.contains("hemmelig"), "{log}");
    }
}

#[test]
fn an_address_that_nobody_may_ask_for_is_refused_or_said_to_be() {
    let server = Server::start();
    for address in [
        "",
        "kalender",
        "http://kalender.lysby.example/s.ics",
        "file:///etc/passwd",
    ] {
        let refused = server.ask("sara", "PUT", FEED, &[], &json!({ "address": address }));
        let problem = refused.problem(422, "invalid");
        assert_eq!(problem["pointer"], "/address", "{problem}");
    }
    for (address, failure) in [
        ("https://169.254.169.254/latest/meta-data", "not_public"),
        ("https://10.0.0.1/s.ics", "not_public"),
        ("http://127.0.0.1:1/s.ics", "unreachable"),
    ] {
        server.ask("sara", "PUT", FEED, &[], &json!({ "address": address }));
        let feed = tried(&server, "sara");
        assert_eq!(feed["failure"], failure, "{address}");
    }
    let html = published("<!doctype html><title>Log ind</title>".to_owned());
    server.ask("sara", "PUT", FEED, &[], &json!({ "address": html }));
    assert_eq!(tried(&server, "sara")["failure"], "not_a_calendar");
    let (log, _) = server.terminate();
    assert!(
        log.contains("NotPublic") && !log.contains("169.254"),
        "{log}"
    );
}
