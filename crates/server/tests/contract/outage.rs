//! What people hear while nothing can be kept, and that the server recovers by itself.

use std::io;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::postgres;
use crate::program::{Answer, CONFIG, Server};

fn write(server: &Server, key: &str) -> Answer {
    // A form of its own: each is begun once.
    let draft = json!({ "form": key, "content": "x".repeat(2000) });
    server.ask(
        "bent",
        "POST",
        "/api/v1/drafts",
        &[("idempotency-key", key)],
        &draft,
    )
}

fn written(server: &Server) -> usize {
    let drafts = server.ask("bent", "GET", "/api/v1/drafts", &[], &Value::Null);
    drafts.json().as_array().unwrap().len()
}

fn is_unavailable(answer: &Answer) {
    let problem = answer.problem(503, "unavailable");
    assert_eq!(answer.header("retry-after"), "5");
    assert!(
        problem["detail"].as_str().unwrap().contains("try again"),
        "{problem}"
    );
}

#[test]
fn a_full_disk_is_said_and_once_there_is_room_the_server_goes_on() {
    let possible = Command::new("unshare").args(["-rm", "true"]).status();
    if !possible.is_ok_and(|status| status.success()) {
        eprintln!("not possible here: a disk of its own needs Linux' unshare");
        return;
    }
    let server = Server::on_a_small_disk();
    let filler = server.its_disk().join("filler");
    std::fs::write(&filler, vec![0; 1 << 20]).unwrap();
    let mut before = 0;
    let refused = loop {
        let answer = write(&server, &format!("full-{before:04}"));
        if answer.status != 201 {
            break answer;
        }
        before += 1;
        assert!(before < 2000, "the disk does not fill");
    };
    is_unavailable(&refused);
    assert_eq!(written(&server), before, "what is there can still be read");
    std::fs::remove_file(&filler).unwrap();
    assert_eq!(write(&server, &format!("full-{before:04}")).status, 201);
    assert_eq!(written(&server), before + 1);
}

/// Stands between a server and PostgreSQL, until it does not.
struct Road {
    port: u16,
    blocked: Arc<AtomicBool>,
    travellers: Arc<Mutex<Vec<TcpStream>>>,
}

impl Road {
    fn to(socket: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let road = Self {
            port: listener.local_addr().unwrap().port(),
            blocked: Arc::default(),
            travellers: Arc::default(),
        };
        let (blocked, travellers) = (Arc::clone(&road.blocked), Arc::clone(&road.travellers));
        std::thread::spawn(move || {
            for here in listener.incoming() {
                let here = here.unwrap();
                if blocked.load(Ordering::Relaxed) {
                    continue;
                }
                let there = UnixStream::connect(&socket).unwrap();
                travellers.lock().unwrap().push(here.try_clone().unwrap());
                let (mut from, mut to) = (here.try_clone().unwrap(), there.try_clone().unwrap());
                std::thread::spawn(move || {
                    let _ = io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Both);
                });
                let (mut from, mut to) = (there, here);
                std::thread::spawn(move || {
                    let _ = io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Both);
                });
            }
        });
        road
    }

    fn block(&self) {
        self.blocked.store(true, Ordering::Relaxed);
        for traveller in self.travellers.lock().unwrap().drain(..) {
            let _ = traveller.shutdown(Shutdown::Both);
        }
    }

    fn open(&self) {
        self.blocked.store(false, Ordering::Relaxed);
    }
}

#[test]
fn a_postgresql_that_vanishes_is_said_and_once_it_is_back_the_server_goes_on() {
    let address = postgres::new_database();
    let Some((user_and_name, folder)) = address.split_once("?host=") else {
        eprintln!("not possible here: only with the tests' own PostgreSQL");
        return;
    };
    let name = user_and_name.rsplit('/').next().unwrap();
    let road = Road::to(format!("{folder}/.s.PGSQL.5432"));
    let config = std::fs::read_to_string(CONFIG).unwrap();
    let database = format!(
        "postgres://indgang@127.0.0.1:{}/{name}?sslmode=disable",
        road.port
    );
    let config = config.replace("[storage]", &format!("[storage]\ndatabase = {database:?}"));
    let server = Server::with_config(&config);
    assert_eq!(write(&server, "before-0001").status, 201);

    road.block();
    is_unavailable(&write(&server, "during-0001"));
    is_unavailable(&server.ask("bent", "GET", "/api/v1/drafts", &[], &Value::Null));
    assert_eq!(server.get("/readyz", &[]).status, 503);
    assert_eq!(server.get("/healthz", &[]).status, 200);

    road.open();
    let start = Instant::now();
    while write(&server, "during-0001").status != 201 {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "it does not recover"
        );
    }
    assert_eq!(server.get("/readyz", &[]).status, 200);
    assert_eq!(written(&server), 2);
}
