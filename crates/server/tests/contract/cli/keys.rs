use serde_json::{Value, json};

use crate::program::{Server, text};

#[test]
fn keys_are_changed_while_people_go_on() {
    for server in Server::on_both() {
        let draft = json!({ "form": "ansoegning", "content": "Line har fået en mentor" });
        let key = [("idempotency-key", "line-0001")];
        let made = server.ask("line", "POST", "/api/v1/drafts", &key, &draft);
        server.command(&["keys", "add"]);
        let server = server.killed_and_started_again();
        // One that was started again seals with it, and one that was not yet opens that.
        server.command(&["keys", "use"]);
        let first = server.neighbour();
        let other = json!({ "form": "ansoegning", "content": "Mette er i tvivl" });
        let key_of_other = [("idempotency-key", "mette-0001")];
        let of_other = first.ask("mette", "POST", "/api/v1/drafts", &key_of_other, &other);
        let seen = server.ask(
            "mette",
            "GET",
            of_other.header("location"),
            &[],
            &Value::Null,
        );
        assert_eq!(seen.json(), of_other.json());
        drop(first);
        let server = server.killed_and_started_again();
        let rotated = server.command(&["keys", "rotate"]);
        // The draft, what its request was answered, the demo's fifteen people, why four of them have their
        // contact, what Bent goes to, and the sessions of Line and Mette; what the first one wrote is new already.
        let said = text(&rotated.stdout);
        assert!(
            said.starts_with("24 values"),
            "{said}{}",
            text(&rotated.stderr)
        );

        let ring = server.folder().join("data/keys");
        let lines = std::fs::read_to_string(&ring).unwrap();
        std::fs::write(&ring, lines.lines().last().unwrap()).unwrap();
        let server = server.killed_and_started_again();
        let shown = server.ask("line", "GET", made.header("location"), &[], &Value::Null);
        assert_eq!(shown.json(), made.json());
        let again = server.ask("line", "POST", "/api/v1/drafts", &key, &draft);
        assert_eq!(again.body, made.body);
    }
}

#[test]
fn a_server_without_the_keys_of_its_database_does_not_start() {
    let server = Server::start();
    std::fs::write(server.folder().join("data/keys"), "0".repeat(64)).unwrap();
    let refused = server.command(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.status.code(), Some(1));
    let message = text(&refused.stderr);
    assert!(message.contains("put the ring back"), "{message}");
}
