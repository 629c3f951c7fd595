use serde_json::{Value, json};

use crate::program::{Answer, Server};

const PATH: &str = "/api/v1/drafts";
const KEY: (&str, &str) = ("idempotency-key", "6f1c2b8e-mette");

fn application() -> Value {
    json!({ "form": "ansoegning", "content": "Mette er bogholder" })
}

fn create(server: &Server, person: &str, key: &str, draft: &Value) -> Answer {
    server.ask(person, "POST", PATH, &[("idempotency-key", key)], draft)
}

#[test]
fn a_draft_is_kept_changed_and_deleted_by_who_made_it() {
    for server in Server::on_both() {
        let made = create(&server, "mette", KEY.1, &application());
        assert_eq!(
            (made.status, made.header("etag")),
            (201, "\"1\""),
            "{}",
            made.text()
        );
        let address = made.header("location");
        let shown = server.ask("mette", "GET", address, &[], &Value::Null);
        assert_eq!(shown.json(), made.json());
        assert_eq!(shown.json()["content"], "Mette er bogholder");

        let more = json!({ "content": "Mette er bogholder og har to børn" });
        let changed = server.ask("mette", "PUT", address, &[("if-match", "\"1\"")], &more);
        assert_eq!((changed.status, changed.header("etag")), (200, "\"2\""));
        let listed = server.ask("mette", "GET", PATH, &[], &Value::Null);
        assert_eq!(listed.json(), json!([changed.json()]));

        assert_eq!(
            server
                .ask("mette", "DELETE", address, &[], &Value::Null)
                .status,
            204
        );
        server
            .ask("mette", "GET", address, &[], &Value::Null)
            .problem(404, "not-found");
        assert_eq!(
            server.ask("mette", "GET", PATH, &[], &Value::Null).json(),
            json!([])
        );
    }
}

#[test]
fn all_drafts_of_a_person_are_deleted_at_once_and_nobody_elses() {
    for server in Server::on_both() {
        for (person, key, form) in [
            ("mette", "6f1c2b8e-1", "ansoegning"),
            ("mette", "6f1c2b8e-2", "egen-del"),
            ("bent", KEY.1, "ansoegning"),
        ] {
            let draft = json!({ "form": form, "content": "Begyndt" });
            let made = create(&server, person, key, &draft);
            assert_eq!(made.status, 201, "{}", made.text());
        }
        let left = |person| {
            let listed = server.ask(person, "GET", PATH, &[], &Value::Null).json();
            listed.as_array().unwrap().len()
        };
        // Also when there are none any more.
        for _ in 0..2 {
            let deleted = server.ask("mette", "DELETE", PATH, &[], &Value::Null);
            assert_eq!(deleted.status, 204, "{}", deleted.text());
            assert_eq!((left("mette"), left("bent")), (0, 1));
        }
    }
}

#[test]
fn a_request_that_is_sent_again_is_answered_the_same_and_makes_nothing_new() {
    for server in Server::on_both() {
        let first = create(&server, "mette", KEY.1, &application());
        let again = create(&server, "mette", KEY.1, &application());
        assert_eq!(again.status, 201);
        assert_eq!(again.body, first.body);
        for name in ["location", "etag", "content-type"] {
            assert_eq!(again.header(name), first.header(name));
        }
        assert_eq!(
            server
                .ask("mette", "GET", PATH, &[], &Value::Null)
                .json()
                .as_array()
                .unwrap()
                .len(),
            1
        );

        let other = json!({ "form": "ansoegning", "content": "noget andet" });
        create(&server, "mette", KEY.1, &other).problem(422, "key-reused");
        // Keys are each person's own.
        assert_ne!(
            create(&server, "bent", KEY.1, &application()).body,
            first.body
        );
    }
}

#[test]
fn of_many_repetitions_at_once_one_makes_it() {
    for server in Server::on_both() {
        let bodies: Vec<_> = std::thread::scope(|scope| {
            let sending: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| create(&server, "mette", KEY.1, &application())))
                .collect();
            sending
                .into_iter()
                .map(|sent| sent.join().unwrap())
                .collect()
        });
        for answer in &bodies {
            assert_eq!(answer.status, 201, "{}", answer.text());
            assert_eq!(answer.body, bodies[0].body);
        }
    }
}

#[test]
fn of_many_devices_that_begin_a_form_at_once_one_does_and_the_others_find_its_draft() {
    for server in Server::on_both() {
        let begin = |number: usize| {
            let draft = json!({ "form": "ansoegning", "content": format!("enhed {number}") });
            create(&server, "mette", &format!("enhed-nr-{number}"), &draft).status
        };
        let statuses: Vec<_> = std::thread::scope(|scope| {
            let begin = &begin;
            let begun: Vec<_> = (0..8)
                .map(|number| scope.spawn(move || begin(number)))
                .collect();
            begun.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let made = statuses.iter().filter(|status| **status == 201).count();
        let found = statuses.iter().filter(|status| **status == 412).count();
        assert_eq!((made, found), (1, 7), "{statuses:?}");
        let listed = server.ask("mette", "GET", PATH, &[], &Value::Null).json();
        assert_eq!(listed.as_array().unwrap().len(), 1);
        // Another form, and another person's, are something else.
        let other = json!({ "form": "egen-del", "content": "" });
        assert_eq!(create(&server, "mette", "anden-form", &other).status, 201);
        assert_eq!(create(&server, "bent", KEY.1, &application()).status, 201);
        // Deleted, it is begun anew.
        let address = PATH.to_owned() + "/" + listed[0]["id"].as_str().unwrap();
        let gone = server.ask("mette", "DELETE", &address, &[], &Value::Null);
        assert_eq!(gone.status, 204);
        assert_eq!(
            create(&server, "mette", "igen-igen", &application()).status,
            201
        );
    }
}

#[test]
fn of_two_devices_that_change_the_same_the_second_is_told() {
    for server in Server::on_both() {
        let made = create(&server, "mette", KEY.1, &application());
        let address = made.header("location");
        let change = |version: &str| {
            server.ask(
                "mette",
                "PUT",
                address,
                &[("if-match", version)],
                &json!({ "content": "x" }),
            )
        };
        assert_eq!(change("\"1\"").status, 200);
        change("\"1\"").problem(412, "changed");
        change("W/\"2\"").problem(412, "changed");
        server
            .ask("mette", "PUT", address, &[], &json!({ "content": "x" }))
            .problem(428, "version-missing");
    }
}

#[test]
fn nobody_sees_or_changes_what_is_another_persons() {
    let server = Server::start();
    let made = create(&server, "mette", KEY.1, &application());
    let address = made.header("location");
    let change = json!({ "content": "x" });
    server
        .ask("bent", "GET", address, &[], &Value::Null)
        .problem(404, "not-found");
    server
        .ask("bent", "PUT", address, &[("if-match", "\"1\"")], &change)
        .problem(404, "not-found");
    server
        .ask("bent", "DELETE", address, &[], &Value::Null)
        .problem(404, "not-found");
    assert_eq!(
        server.ask("bent", "GET", PATH, &[], &Value::Null).json(),
        json!([])
    );
    for (method, path) in [
        ("GET", PATH),
        ("POST", PATH),
        ("GET", address),
        ("DELETE", address),
    ] {
        server
            .send(method, path, &[], b"")
            .problem(401, "not-signed-in");
    }
    assert_eq!(
        server
            .ask("mette", "GET", address, &[], &Value::Null)
            .status,
        200
    );
}

#[test]
fn what_cannot_be_kept_is_refused_with_what_would_be_right() {
    let server = Server::start();
    let long = "x".repeat(64 * 1024 + 1);
    for (draft, pointer) in [
        (json!({ "form": "", "content": "x" }), "/form"),
        (json!({ "form": "../etc", "content": "x" }), "/form"),
        (json!({ "form": "ansoegning", "content": long }), "/content"),
        (json!({ "form": "ansoegning", "content": 7 }), ""),
        (
            json!({ "form": "ansoegning", "content": "x", "person": "bent" }),
            "",
        ),
        (json!([]), ""),
    ] {
        let refused = create(&server, "mette", KEY.1, &draft).problem(422, "invalid");
        assert_eq!(refused["pointer"], pointer, "{refused}");
    }
    server
        .ask("mette", "POST", PATH, &[], &application())
        .problem(400, "key-missing");
    for key in ["short", &"k".repeat(65), "with space in it", "schlüssel"] {
        create(&server, "mette", key, &application()).problem(400, "key-missing");
    }
}

#[test]
fn what_is_kept_survives_the_server() {
    for server in Server::on_both() {
        let made = create(&server, "mette", KEY.1, &application());
        let server = server.killed_and_started_again();
        let shown = server.ask("mette", "GET", made.header("location"), &[], &Value::Null);
        assert_eq!(shown.json(), made.json());
        assert_eq!(
            create(&server, "mette", KEY.1, &application()).body,
            made.body
        );
    }
}

#[test]
fn what_a_person_has_written_cannot_be_read_from_the_disk() {
    let server = Server::start();
    create(&server, "mette", KEY.1, &application());
    for file in std::fs::read_dir(server.folder().join("data")).unwrap() {
        let file = file.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        assert!(
            !bytes.windows(8).any(|window| window == b"bogholde"),
            "it is in {}",
            file.display()
        );
    }
}
