use serde_json::Value;

use crate::people::{inger, inger_in_2031, inger_married_to_nobody, worked_cases};
use crate::program::{Server, indgang, text};

const PATH: &str = "/api/v1/assessments";
const JSON: (&str, &str) = ("content-type", "application/json");

#[test]
fn every_worked_case_is_assessed_byte_for_byte_as_on_the_command_line() {
    let server = Server::start();
    for household in worked_cases() {
        let assessment = server.post(PATH, &household);
        let printed = indgang(&["assess"], household.to_string().as_bytes());
        assert_eq!(assessment.status, 200);
        assert_eq!(assessment.header("content-type"), "application/json");
        assert_eq!(assessment.text(), text(&printed.stdout).trim_end());
    }
}

#[test]
fn a_month_without_rates_is_refused_and_that_is_an_answer() {
    let assessment = Server::start().post(PATH, &inger_in_2031());
    assert_eq!(assessment.status, 200);
    assert_eq!(assessment.json()["status"], "refused");
}

#[test]
fn an_invalid_household_is_answered_by_the_place_and_what_is_allowed_there() {
    let server = Server::start();
    let problem = server
        .post(PATH, &inger_married_to_nobody())
        .problem(422, "invalid-household");
    assert_eq!(problem["pointer"], "/partner");
    assert_eq!(problem["code"], "partner_required");

    let mut household = inger();
    household["applicant"]["date_of_birth"] = "1981-02-29".into();
    let problem = server
        .post(PATH, &household)
        .problem(422, "invalid-household");
    assert_eq!(problem["pointer"], "/applicant/date_of_birth");
    assert_eq!(problem["code"], "not_a_date");
    assert!(
        problem["detail"]
            .as_str()
            .unwrap()
            .contains("in the calendar")
    );
}

#[test]
fn what_is_not_json_is_a_bad_request() {
    let server = Server::start();
    let nested = "[".repeat(100_000);
    for body in ["{", "{}{}", "month=2026-11", nested.as_str(), "\u{feff}{}"] {
        let problem = server
            .send("POST", PATH, &[JSON], body.as_bytes())
            .problem(400, "not-json");
        assert_eq!(
            (&problem["pointer"], &problem["code"]),
            (&"".into(), &"not_json".into())
        );
    }
    server
        .send("POST", PATH, &[JSON], b"{\"month\":\"\xff\"}")
        .problem(400, "not-json");
    server
        .send("POST", PATH, &[JSON, ("content-length", "0")], b"")
        .problem(400, "not-json");
}

#[test]
fn a_body_must_be_said_to_be_json() {
    let server = Server::start();
    let body = inger().to_string();
    let said = |media_type: &str| {
        server.send(
            "POST",
            PATH,
            &[("content-type", media_type)],
            body.as_bytes(),
        )
    };
    said("text/plain").problem(415, "wrong-media-type");
    said("application/x-www-form-urlencoded").problem(415, "wrong-media-type");
    server
        .send("POST", PATH, &[], body.as_bytes())
        .problem(415, "wrong-media-type");
    assert_eq!(said("Application/JSON; charset=utf-8").status, 200);
}

#[test]
fn a_body_of_256_kib_is_taken_and_one_byte_more_is_not() {
    let server = Server::start();
    let mut body = inger().to_string();
    body.push_str(&" ".repeat(256 * 1024 - body.len()));
    assert_eq!(
        server.send("POST", PATH, &[JSON], body.as_bytes()).status,
        200
    );
    body.push(' ');
    server
        .send("POST", PATH, &[JSON], body.as_bytes())
        .problem(413, "too-large");
}

#[test]
fn an_assessment_is_kept_by_nobody() {
    let assessment = Server::start().post(PATH, &inger());
    assert_eq!(assessment.header("cache-control"), "no-store");
    assert_eq!(assessment.header("etag"), "");
}

#[test]
fn an_assessment_is_compressed_for_those_who_take_it() {
    let packed = Server::start().send(
        "POST",
        PATH,
        &[JSON, ("accept-encoding", "gzip")],
        inger().to_string().as_bytes(),
    );
    assert_eq!(packed.header("content-encoding"), "gzip");
    let assessment: Value =
        serde_json::from_reader(flate2::read::GzDecoder::new(packed.body.as_slice())).unwrap();
    assert_eq!(assessment["outcome"], "entitled");
}

#[test]
fn households_are_sent_not_fetched() {
    let answer = Server::start().get(PATH, &[]);
    answer.problem(405, "method-not-allowed");
    assert_eq!(answer.header("allow"), "POST");
}
