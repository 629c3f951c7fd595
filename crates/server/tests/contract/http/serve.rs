use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::program::{CONFIG, Server, indgang, text};

#[test]
fn asked_to_stop_the_server_stops_well() {
    let (log, code) = Server::start().terminate();
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn a_taken_port_is_named_with_what_to_do() {
    let server = Server::start();
    let port = server.address.trim_start_matches("http://");
    let refused = indgang(&["serve", "--listen", port], b"");
    assert_eq!(refused.status.code(), Some(1));
    let message = text(&refused.stderr);
    assert!(
        message.contains(port) && message.contains("--listen"),
        "{message}"
    );
    assert!(refused.stdout.is_empty());
}

#[test]
fn a_folder_without_an_app_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().to_str().unwrap();
    let refused = indgang(
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--config",
            CONFIG,
            "--app",
            app,
        ],
        b"",
    );
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("cargo xtask app"));
}

#[test]
fn a_wrong_configuration_keeps_the_server_from_starting() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.toml");
    std::fs::write(&file, "[kommune]\nnavn = \"\"\n").unwrap();
    let refused = indgang(&["serve", "--config", file.to_str().unwrap()], b"");
    assert_eq!(refused.status.code(), Some(1));
    let message = text(&refused.stderr);
    assert!(
        message.contains("wrong.toml") && message.contains("line 2"),
        "{message}"
    );
}

#[test]
fn a_demonstration_is_for_this_machine_only() {
    let refused = indgang(&["serve", "--demo", "--listen", "0.0.0.0:0"], b"");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        text(&refused.stderr).contains("--demo"),
        "{}",
        text(&refused.stderr)
    );
}

#[test]
fn a_client_that_never_finishes_its_headers_is_given_up() {
    let server = Server::start();
    let mut stream = TcpStream::connect(server.address.trim_start_matches("http://")).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(40)))
        .unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nhost: lys")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(!answer.contains("200 OK"), "{answer}");
}

#[test]
fn what_is_under_way_is_finished_when_the_server_is_asked_to_stop() {
    let server = Server::start();
    let mut stream = TcpStream::connect(server.address.trim_start_matches("http://")).unwrap();
    let body = r#"{"form":"ansoegning","content":"Mette"}"#;
    let head = format!(
        "POST /api/v1/drafts HTTP/1.1\r\nhost: lysby\r\ncookie: {}\r\nindgang-request: 1\r\n\
         content-type: application/json\r\nidempotency-key: mette-0001\r\ncontent-length: {}\r\n\r\n",
        server.cookie("mette"),
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body.as_bytes()[..10]).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let stopping = std::thread::spawn(move || server.terminate());
    std::thread::sleep(Duration::from_millis(300));
    stream.write_all(&body.as_bytes()[10..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 Created"), "{answer}");
    assert_eq!(stopping.join().unwrap().1, Some(0));
}
