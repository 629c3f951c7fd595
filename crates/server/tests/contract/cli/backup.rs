use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use crate::program::{Server, text};

const PATH: &str = "/api/v1/drafts";

fn drafts(server: &Server) -> Vec<Value> {
    let listed = server.ask("gitte", "GET", PATH, &[], &Value::Null).json();
    listed.as_array().unwrap().clone()
}

fn write(server: &Server, number: usize) -> Value {
    let key = format!("gitte-{number:05}");
    // A form of its own: each is begun once.
    let draft = json!({ "form": key, "content": format!("Gitte skriver \"{number}\" æøå") });
    let made = server.ask("gitte", "POST", PATH, &[("idempotency-key", &key)], &draft);
    assert_eq!(made.status, 201, "{}", made.text());
    made.json()
}

/// What is sealed opens with the ring it was sealed with.
fn restore(from: &Server, into: &Server, file: &str) {
    std::fs::copy(
        from.folder().join("data/keys"),
        into.folder().join("data/keys"),
    )
    .unwrap();
    let restored = into.command(&["restore", file]);
    assert_eq!(
        restored.status.code(),
        Some(0),
        "{}",
        text(&restored.stderr)
    );
}

#[test]
fn a_backup_taken_while_people_write_holds_one_moment_and_fits_both_databases() {
    for server in Server::on_both() {
        let before: Vec<_> = (0..20).map(|number| write(&server, number)).collect();
        let file = server.folder().join("indgang.backup");
        let file = file.to_str().unwrap();
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let mut number = 20;
                while !done.load(Ordering::Relaxed) {
                    write(&server, number);
                    number += 1;
                }
            });
            let backup = server.command(&["backup", file]);
            done.store(true, Ordering::Relaxed);
            assert_eq!(backup.status.code(), Some(0), "{}", text(&backup.stderr));
            writer.join().unwrap();
        });
        let now = drafts(&server);
        for new in Server::on_both() {
            restore(&server, &new, file);
            let new = new.killed_and_started_again();
            let kept = drafts(&new);
            assert!(
                before.iter().all(|draft| kept.contains(draft)),
                "what was there is there"
            );
            assert!(
                kept.iter().all(|draft| now.contains(draft)),
                "nothing else is there"
            );
            // Who sends a request again is known here too.
            assert_eq!(write(&new, 0), before[0]);
        }
    }
}

#[test]
fn a_backup_is_put_over_nothing_and_only_a_whole_one_is_put_anywhere() {
    let server = Server::start();
    write(&server, 0);
    let file = server.folder().join("indgang.backup");
    let file = file.to_str().unwrap();
    server.command(&["backup", file]);
    let refusal = |server: &Server, file: &str| {
        let refused = server.command(&["restore", file]);
        assert_eq!(refused.status.code(), Some(1));
        text(&refused.stderr).to_owned()
    };
    let in_use = refusal(&server, file);
    assert!(in_use.contains("restore into a new one"), "{in_use}");

    let other = Server::start();
    let locked = refusal(&other, file);
    assert!(locked.contains("key ring"), "{locked}");
    let whole = std::fs::read(file).unwrap();
    std::fs::write(file, &whole[..whole.len() - 20]).unwrap();
    refusal(&other, file);
    refusal(&other, "indgang.toml");
    assert!(drafts(&other).is_empty());
}
