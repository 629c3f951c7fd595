use serde_json::{Value, json};

use crate::people::{inger, inger_married_to_nobody};
use crate::program::Server;

#[test]
fn the_log_says_nothing_about_people() {
    let server = Server::start();
    server.post("/api/v1/assessments", &inger());
    server.post("/api/v1/assessments", &inger_married_to_nobody());
    server.navigate("/beregner/inger-jensen?cpr=1403811234");
    server.get("/api/v1/inger-jensen", &[("user-agent", "Inger's phone")]);
    let draft = json!({ "form": "ansoegning", "content": "inger 140381-1234" });
    let made = server.ask(
        "gitte",
        "POST",
        "/api/v1/drafts",
        &[("idempotency-key", "inger-0001")],
        &draft,
    );
    assert_eq!(made.status, 201);
    server.ask("gitte", "GET", made.header("location"), &[], &Value::Null);
    let id = made.header("x-request-id");
    let (log, _) = server.terminate();
    assert!(log.contains(id), "{id} is not in the log");

    assert!(
        log.contains("route=\"/api/v1/assessments\" status=422"),
        "{log}"
    );
    for private in [
        "1981",
        "inger",
        "Inger",
        "Gitte",
        "gitte",
        "140381",
        "13060",
        "single",
        "127.0.0.1",
    ] {
        assert!(!log.contains(private), "{private} is in the log: {log}");
    }
}

#[test]
fn as_json_each_line_of_the_log_is_an_object_with_its_request() {
    let server = Server::with_arguments(&["--log-format", "json"]);
    let id = server
        .get("/api/v1/health", &[])
        .header("x-request-id")
        .to_owned();
    let (log, _) = server.terminate();
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let line = lines.iter().find(|line| line["span"]["id"] == id).unwrap();
    assert_eq!(
        (&line["route"], &line["status"]),
        (&"/api/v1/health".into(), &200.into())
    );
}
