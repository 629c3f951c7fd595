use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::people::{inger, inger_in_2031, inger_married_to_nobody, nothing_known, worked_cases};
use crate::program::{Server, indgang, text};

const PATH: &str = "/api/v1/explanations";

#[test]
fn every_worked_case_is_explained_byte_for_byte_as_on_the_command_line() {
    let server = Server::start();
    for household in worked_cases() {
        let explanation = server.post(PATH, &household);
        let printed = indgang(&["explain"], household.to_string().as_bytes());
        assert_eq!(explanation.status, 200);
        assert_eq!(explanation.text(), text(&printed.stdout).trim_end());
    }
}

#[test]
fn inger_is_told_the_rule_behind_each_line() {
    let explanation = Server::start().post(PATH, &inger()).json();
    let forhoejet_sats = &explanation["lines"][0];
    assert_eq!(forhoejet_sats["code"], "FORHOEJET_SATS");
    assert_eq!(forhoejet_sats["paragraph"], "§ 16, stk. 1, nr. 2");
    assert!(
        forhoejet_sats["rule_id"]
            .as_str()
            .unwrap()
            .starts_with("R3-")
    );
}

#[test]
fn a_month_without_rates_has_nothing_to_explain_and_that_is_an_answer() {
    let explanation = Server::start().post(PATH, &inger_in_2031());
    assert_eq!(explanation.status, 200);
    assert_eq!(explanation.json()["curves"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_assessed_is_refused_in_the_same_way() {
    let server = Server::start();
    let problem = server
        .post(PATH, &inger_married_to_nobody())
        .problem(422, "invalid-household");
    assert_eq!(problem["pointer"], "/partner");
    server
        .send("POST", PATH, &[("content-type", "application/json")], b"{")
        .problem(400, "not-json");
    server
        .send("POST", PATH, &[], b"{}")
        .problem(415, "wrong-media-type");
    server
        .send("POST", PATH, &[], &[b' '; 300 * 1024])
        .problem(413, "too-large");
}

#[test]
fn people_who_are_hard_to_explain_keep_nobody_waiting() {
    let server = Server::start();
    let body = nothing_known().to_string();
    let _waiting: Vec<TcpStream> = (0..8)
        .map(|_| {
            let mut stream = TcpStream::connect(server.address.trim_start_matches("http://")).unwrap();
            let length = body.len();
            write!(
                stream,
                "POST {PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
            )
            .unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    assert_eq!(server.post("/api/v1/assessments", &inger()).status, 200);
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}
