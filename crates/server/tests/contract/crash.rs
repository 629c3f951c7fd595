//! Nothing that was acknowledged is lost, whatever happens to the server.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::Server;

const PATH: &str = "/api/v1/drafts";
const WRITERS: usize = 4;

/// What a writer sent, and the body it was answered with if it was.
struct Sent {
    key: String,
    content: String,
    acknowledged: Option<Value>,
}

fn kills() -> usize {
    if std::env::var_os("INDGANG_PROOF").is_some() {
        50
    } else {
        3
    }
}

fn send(server: &Server, cookie: &str, sent: &Sent) -> Option<Value> {
    // A form of its own: each is begun once.
    let body = json!({ "form": sent.key, "content": sent.content }).to_string();
    let headers = [
        ("cookie", cookie),
        ("indgang-request", "1"),
        ("content-type", "application/json"),
        ("idempotency-key", &sent.key),
    ];
    let answer = server.try_send("POST", PATH, &headers, body.as_bytes())?;
    assert_eq!(answer.status, 201, "{}", answer.text());
    Some(answer.json())
}

/// Writes until the server is gone, counting what was acknowledged.
fn write(server: &Server, name: &str, count: &AtomicUsize, gone: &AtomicBool) -> Vec<Sent> {
    let mut all = Vec::new();
    let cookie = server.cookie("line");
    while !gone.load(Ordering::Relaxed) {
        let mut sent = Sent {
            key: format!("{name}-{:05}", all.len()),
            // Longer than a page of the database now and then.
            content: format!(
                "Line, {name}, {} {}",
                all.len(),
                "x".repeat(all.len() * 97 % 6000)
            ),
            acknowledged: None,
        };
        sent.acknowledged = send(server, &cookie, &sent);
        count.fetch_add(usize::from(sent.acknowledged.is_some()), Ordering::Relaxed);
        all.push(sent);
    }
    all
}

fn survives(mut server: Server) {
    let mut all: Vec<Sent> = Vec::new();
    for kill in 0..kills() {
        let (count, gone) = (AtomicUsize::new(0), AtomicBool::new(false));
        let start = Instant::now();
        // Not the same moment twice: in the middle of whatever is under way then.
        let after = 5 + kill * 7 % 40;
        let moment = Duration::from_micros((kill as u64 * 1370) % 20_000);
        let sent: Vec<Sent> = std::thread::scope(|scope| {
            let writers: Vec<_> = (0..WRITERS)
                .map(|writer| {
                    let (server, count, gone) = (&server, &count, &gone);
                    let name = format!("kill-{kill}-{writer}");
                    scope.spawn(move || write(server, &name, count, gone))
                })
                .collect();
            while count.load(Ordering::Relaxed) < after {
                std::thread::sleep(Duration::from_millis(1));
                assert!(
                    start.elapsed() < Duration::from_secs(60),
                    "hardly anything is written"
                );
            }
            std::thread::sleep(moment);
            server.kill();
            gone.store(true, Ordering::Relaxed);
            writers
                .into_iter()
                .flat_map(|writer| writer.join().unwrap())
                .collect()
        });
        all.extend(sent);
        server = server.killed_and_started_again();
    }
    let acknowledged = all
        .iter()
        .filter(|sent| sent.acknowledged.is_some())
        .count();
    assert!(
        acknowledged > kills() * WRITERS,
        "only {acknowledged} writes were acknowledged"
    );

    let kept = server.ask("line", "GET", PATH, &[], &Value::Null).json();
    let kept = kept.as_array().unwrap();
    for sent in &all {
        let found: Vec<_> = kept
            .iter()
            .filter(|draft| draft["content"] == sent.content)
            .collect();
        match &sent.acknowledged {
            Some(acknowledged) => assert_eq!(found, [acknowledged], "{} was lost", sent.key),
            // All of it or nothing, and sent again it is there once.
            None => {
                let answered = send(&server, &server.cookie("line"), sent).unwrap();
                assert!(
                    found.is_empty() || found == [&answered],
                    "{} is there twice",
                    sent.key
                );
            }
        }
    }
    let kept = server.ask("line", "GET", PATH, &[], &Value::Null).json();
    assert_eq!(
        kept.as_array().unwrap().len(),
        all.len(),
        "something is there that nobody sent"
    );
    eprintln!(
        "{} kills, {acknowledged} acknowledged writes, none lost",
        kills()
    );
}

#[test]
fn no_acknowledged_write_is_lost_when_the_server_is_killed_on_sqlite() {
    survives(Server::start());
}

#[test]
fn no_acknowledged_write_is_lost_when_the_server_is_killed_on_postgresql() {
    survives(Server::on_postgres());
}
