//! What people think of this service.

use serde_json::{Value, json};

use crate::program::{Answer, Server};

fn say(server: &Server, id: &str, opinion: &Value) -> Answer {
    let headers = [
        ("indgang-request", "1"),
        ("content-type", "application/json"),
    ];
    let path = format!("/api/v1/opinions/{id}");
    server.send("PUT", &path, &headers, opinion.to_string().as_bytes())
}

#[test]
fn anybody_says_what_they_think_and_who_works_here_reads_it() {
    for server in Server::on_both() {
        let opinion = json!({ "text": "Jeg kunne ikke finde min plan" });
        // Sent again because the network was gone, it is one.
        for _ in 0..2 {
            let said = say(&server, "device-1", &opinion);
            assert_eq!(said.status, 204, "{}", said.text());
        }
        let called = json!({ "text": "Godt", "phone": "12 34 56 78" });
        assert_eq!(say(&server, "device-2", &called).status, 204);
        let read = server.ask("sara", "GET", "/api/v1/desk/opinions", &[], &Value::Null);
        let read: Vec<Value> = serde_json::from_slice(&read.body).unwrap();
        let mut texts: Vec<(&str, &str)> = read
            .iter()
            .map(|one| {
                (
                    one["text"].as_str().unwrap(),
                    one["phone"].as_str().unwrap(),
                )
            })
            .collect();
        texts.sort_unstable();
        assert_eq!(
            texts,
            [
                ("Godt", "12 34 56 78"),
                ("Jeg kunne ikke finde min plan", "")
            ]
        );
    }
}

#[test]
fn an_opinion_without_words_or_with_too_many_is_refused_at_its_field() {
    let server = Server::start();
    for (opinion, field) in [
        (json!({ "text": " " }), "/text"),
        (json!({ "text": "a".repeat(4001) }), "/text"),
        (json!({ "text": "a", "phone": "1".repeat(21) }), "/phone"),
    ] {
        let answer = say(&server, "device-1", &opinion);
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(field), "{}", answer.text());
    }
}

#[test]
fn what_was_made_better_stands_there_the_latest_first() {
    let example = std::fs::read_to_string(crate::program::CONFIG).unwrap();
    let two = "[[improvements]]\ndate = \"2026-11-25\"\ntext = \"Større knapper\"\n\n[storage]";
    let server = Server::with_config(&example.replace("[storage]", two));
    let all = server.get("/api/v1/improvements", &[]);
    let all: Vec<Value> = serde_json::from_slice(&all.body).unwrap();
    assert_eq!(all[0]["text"], "Større knapper");
    assert_eq!(all.len(), 2);
}
