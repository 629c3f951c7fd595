//! What reaches people and systems outside: asked of real sockets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::program::{CONFIG, Server, text};

const SECRET: &[u8] = b"thirty-two bytes of no one's own";

/// Answers each connection with what the function makes of it, and hands on what came.
fn listen(answer: impl Fn(TcpStream, &Sender<String>) + Send + 'static) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            answer(stream.unwrap(), &sender);
        }
    });
    (port, receiver)
}

/// A mail server (RFC 5321) that answers RCPT with a code.
fn mail_server(rcpt: &'static str) -> (u16, Receiver<String>) {
    listen(move |mut stream, sender| {
        let mut lines = BufReader::new(stream.try_clone().unwrap());
        stream.write_all(b"220 lysby\r\n").unwrap();
        let mut line = String::new();
        while lines.read_line(&mut line).unwrap_or(0) > 0 {
            let command = line.to_uppercase();
            let answer = if command.starts_with("RCPT") {
                rcpt
            } else if command.starts_with("DATA") {
                stream.write_all(b"354 go on\r\n").unwrap();
                let mut mail = String::new();
                while !mail.ends_with("\r\n.\r\n") {
                    lines.read_line(&mut mail).unwrap();
                }
                sender.send(mail).unwrap();
                "250 ok"
            } else {
                "250 ok"
            };
            stream
                .write_all(format!("{answer}\r\n").as_bytes())
                .unwrap();
            line.clear();
        }
    })
}

/// A system that is called.
fn webhook() -> (u16, Receiver<String>) {
    answering("202 Accepted".to_owned())
}

/// The same, with another answer.
fn answering(answer: String) -> (u16, Receiver<String>) {
    listen(move |mut stream, sender| {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            reader.read_line(&mut head).unwrap();
        }
        let length = header(&head, "content-length").parse().unwrap();
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\n\r\n");
        stream.write_all(answer.as_bytes()).unwrap();
        sender.send(head + text(&body)).unwrap();
    })
}

fn header<'a>(head: &'a str, name: &str) -> &'a str {
    head.lines()
        .find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
        .unwrap_or_default()
}

fn with(more: &str) -> Server {
    let config = std::fs::read_to_string(CONFIG).unwrap();
    Server::with_config(&format!("{config}\n{more}\n"))
}

fn with_mail(port: u16) -> Server {
    with(&format!(
        "[mail]\nserver = \"smtp://127.0.0.1:{port}\"\nfrom = \"Lysby Kommune <indgang@lysby.example>\""
    ))
}

fn outbox(server: &Server) -> String {
    text(&server.command(&["outbox", "list"]).stdout).to_owned()
}

fn wait_until(what: impl Fn() -> bool) {
    for _ in 0..200 {
        if what() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("it did not come to that");
}

#[test]
fn a_mail_arrives_and_leaves_the_outbox() {
    let (port, mails) = mail_server("250 ok");
    let server = with_mail(port);
    server.command(&["outbox", "trial", "--to", "mette@lysby.example"]);
    let mail = mails.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(mail.contains("To: mette@lysby.example"), "{mail}");
    assert!(mail.contains("Subject: Lysby Kommune: "), "{mail}");
    assert!(
        header(&mail, "message-id").ends_with("@lysby.example>"),
        "{mail}"
    );
    wait_until(|| outbox(&server).is_empty());
    server.command(&[
        "outbox",
        "trial",
        "--to",
        "mette@lysby.example",
        "--language",
        "en",
    ]);
    let mail = mails.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(mail.contains("You do not need to do anything"), "{mail}");
}

#[test]
fn a_citizen_who_wants_so_is_told_by_mail_that_there_is_something_and_never_what() {
    let (port, mails) = mail_server("250 ok");
    let server = with_mail(port);
    let mail = |address: &str| {
        let wanted = json!({ "address": address, "language": "en" });
        server.ask("mette", "PUT", "/api/v1/mine-data/mail", &[], &wanted)
    };
    let seen = || {
        server
            .ask("mette", "GET", "/api/v1/mine-data", &[], &Value::Null)
            .json()
    };
    let writes = |number: u8| {
        let citizens = server
            .ask("sara", "GET", "/api/v1/citizens", &[], &Value::Null)
            .json();
        let mut citizens = citizens.as_array().unwrap().iter();
        let mette = citizens.find(|one| one["name"] == "Mette Holm").unwrap();
        let letters = format!("/api/v1/citizens/{}/letters", mette["id"].as_str().unwrap());
        let letter = json!({ "content": { "kind": "message", "text": "Din praktik er godkendt" } });
        let key = format!("letter-{number:04}");
        let sent = server.ask(
            "sara",
            "POST",
            &letters,
            &[("idempotency-key", &key)],
            &letter,
        );
        assert_eq!(sent.status, 201, "{}", sent.text());
    };
    mail("mette").problem(422, "invalid");
    writes(1);
    assert_eq!(mail("mette@lysby.example").status, 204);
    let shown = seen();
    assert_eq!(shown["mail"]["address"], "mette@lysby.example");
    assert_eq!(shown["can_mail"], true);
    writes(2);
    let come = mails.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(come.contains("To: mette@lysby.example"), "{come}");
    assert!(come.contains("There is something new for you"), "{come}");
    assert!(
        !come.contains("praktik") && !come.contains("Holm"),
        "{come}"
    );
    let stopped = server.ask(
        "mette",
        "DELETE",
        "/api/v1/mine-data/mail",
        &[],
        &Value::Null,
    );
    assert_eq!(stopped.status, 204);
    assert_eq!(seen()["mail"], Value::Null);
    writes(3);
    wait_until(|| outbox(&server).is_empty());
    assert!(mails.try_recv().is_err(), "one mail, for the second letter");
    let (log, _) = server.terminate();
    assert!(!log.contains("mette@"), "{log}");
}

#[test]
fn a_mail_that_is_refused_is_tried_again_later_and_named_to_nobody() {
    let (port, _mails) = mail_server("550 mette@lysby.example is unknown here");
    let server = with_mail(port);
    server.command(&["outbox", "trial", "--to", "mette@lysby.example"]);
    wait_until(|| outbox(&server).contains("the mail server answered 550"));
    assert!(
        outbox(&server).contains("1 attempts"),
        "{}",
        outbox(&server)
    );
    assert!(!outbox(&server).contains("mette"));
    let (log, _) = server.terminate();
    assert!(
        log.contains("answered 550") && !log.contains("mette"),
        "{log}"
    );
}

#[test]
fn a_mail_without_a_mail_server_waits() {
    let server = Server::start();
    server.command(&["outbox", "trial", "--to", "mette@lysby.example"]);
    wait_until(|| outbox(&server).contains("there is no [mail] in the configuration"));
}

#[test]
fn a_system_is_called_with_a_signed_event() {
    let (port, calls) = webhook();
    let server = with(&format!(
        "[webhook]\nurl = \"http://127.0.0.1:{port}/indgang\"\nsecret = \"whsec_{}\"",
        BASE64_STANDARD.encode(SECRET)
    ));
    server.command(&["outbox", "trial"]);
    let call = calls.recv_timeout(Duration::from_secs(20)).unwrap();
    let (head, body) = call.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /indgang HTTP/1.1"), "{head}");
    assert_eq!(header(head, "content-type"), "application/cloudevents+json");
    let event: Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        (&event["specversion"], &event["type"]),
        (&"1.0".into(), &"dk.indgang.trial".into())
    );
    assert_eq!(event["id"], header(head, "webhook-id"));

    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET).unwrap();
    let timestamp = header(head, "webhook-timestamp");
    mac.update(format!("{}.{timestamp}.{body}", header(head, "webhook-id")).as_bytes());
    let signature = BASE64_STANDARD.encode(mac.finalize().into_bytes());
    assert_eq!(header(head, "webhook-signature"), format!("v1,{signature}"));
    wait_until(|| outbox(&server).is_empty());
}

#[test]
fn what_is_sent_follows_nobody_to_another_address() {
    let (elsewhere, sent_there) = webhook();
    let answer = format!("307 Temporary Redirect\r\nlocation: http://127.0.0.1:{elsewhere}/");
    let (port, calls) = answering(answer);
    let server = with(&format!(
        "[webhook]\nurl = \"http://127.0.0.1:{port}/indgang\"\nsecret = \"whsec_{}\"",
        BASE64_STANDARD.encode(SECRET)
    ));
    server.command(&["outbox", "trial"]);
    calls.recv_timeout(Duration::from_secs(20)).unwrap();
    wait_until(|| outbox(&server).contains("307"));
    assert!(sent_there.try_recv().is_err());
}

#[test]
fn what_a_citizen_sends_reaches_the_case_system_with_the_matter_and_nothing_of_it_the_log() {
    let (port, calls) = webhook();
    let server = with(&format!(
        "[case_system]\nurl = \"http://127.0.0.1:{port}/sager\"\nsecret = \"whsec_{}\"",
        BASE64_STANDARD.encode(SECRET)
    ));
    let content = serde_json::json!({ "kind": "message", "text": "Hvornår får jeg svar?" });
    let sent = server.ask(
        "mette",
        "POST",
        "/api/v1/citizens/me/matters",
        &[("idempotency-key", "case-system-1")],
        &serde_json::json!({ "content": content }),
    );
    assert_eq!(sent.status, 201, "{}", sent.text());
    let call = calls.recv_timeout(Duration::from_secs(20)).unwrap();
    let (head, body) = call.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /sager HTTP/1.1"), "{head}");
    let event: Value = serde_json::from_str(body).unwrap();
    assert_eq!(event["type"], "dk.indgang.matter.sent");
    assert_eq!(event["data"]["id"], sent.json()["id"]);
    assert_eq!(event["data"]["content"], content);
    let schema = event["dataschema"].as_str().unwrap();
    assert!(
        schema.ends_with("/openapi.json#/components/schemas/Matter"),
        "{schema}"
    );
    wait_until(|| outbox(&server).is_empty());
    let (log, _) = server.terminate();
    assert!(!log.contains("Hvornår"), "{log}");
}

#[test]
fn what_was_given_up_or_waits_is_tried_again_when_an_operator_says_so() {
    let server = Server::start();
    let retried = server.command(&["outbox", "retry"]);
    assert_eq!(text(&retried.stdout), "0 messages will be tried again\n");
}
