//! A citizen's plan: the own copy, what is shown, links and meetings.

use std::time::{Duration, Instant};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use indgang_domain::plan::edit::{
    Author, Edit, EditId, Energy, Kind, NoteKind, Replica, Role, Value,
};
use indgang_domain::plan::share::Shown;
use indgang_domain::plan::{Log, Week};
use serde_json::{Value as Json, json};

use super::events::Listener;
use crate::program::{Answer, Server};

const OWN: &str = "/api/v1/plan/own";
const SHARED: &str = "/api/v1/plan/shared";
const OFFICE: &str = "/api/v1/plan/office";
const LINKS: &str = "/api/v1/plan/links";
const ROOMS: &str = "/api/v1/plan/rooms";
const JOIN: &str = "/api/v1/plan/rooms/join";

const OCTETS: (&str, &str) = ("content-type", "application/octet-stream");
const OURS: (&str, &str) = ("indgang-request", "1");
const NEW: (&str, &str) = ("if-none-match", "*");

#[test]
fn everybody_is_told_what_the_municipality_offers_besides_the_catalogue() {
    let answer = Server::start().get("/api/v1/plan/facts", &[]);
    assert_eq!(answer.status, 200);
    let course = &answer.json()["offers"][0];
    assert_eq!(course["key"], "lokal_kol");
    assert_eq!(course["title"]["da"], "Lær at leve med KOL");
    assert_eq!(course["weeks"], json!([8, 8]));
}

fn gives(server: &Server, key: &str, body: &Json) -> Answer {
    let headers = [
        OURS,
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    let body = body.to_string();
    server.send("POST", "/api/v1/plan/pulses", &headers, body.as_bytes())
}

#[test]
fn what_an_offer_was_worth_is_counted_without_a_name_and_told_from_ten_on() {
    for server in Server::on_both() {
        let csv = || crate::program::text(&server.command(&["pulse"]).stdout).to_owned();
        let body = json!({ "offer": "lokal_kol", "mark": 4 });
        for n in 0..9 {
            assert_eq!(gives(&server, &format!("answer-{n}"), &body).status, 204);
        }
        assert_eq!(gives(&server, "answer-8", &body).status, 204, "sent again");
        assert_eq!(csv(), "offer,half_year,mark,answers\n");
        assert_eq!(gives(&server, "answer-9", &body).status, 204);
        let said = csv();
        let line = said.lines().nth(1).unwrap();
        assert!(
            line.starts_with("lokal_kol,20") && line.ends_with(",4,10"),
            "{said}"
        );
        let strange = json!({ "offer": "mit_eget", "mark": 4 });
        gives(&server, "answer-strange", &strange).problem(422, "invalid");
        let much = json!({ "offer": "jobklub", "mark": 6 });
        gives(&server, "answer-much", &much).problem(422, "invalid");
        let told = json!({ "offer": "jobklub", "mark": 1, "words": "Jeg hedder Bent" });
        assert!(
            gives(&server, "answer-told", &told).status >= 400,
            "words are not taken"
        );
    }
}

/// A wish that nobody may read on the disk.
const WISH: &str = "Kørekort til truck";

fn now() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap()
}

fn day(ahead: i64) -> String {
    let day = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(ahead * 24);
    let there = day.to_zoned(jiff::tz::get!("Europe/Copenhagen"));
    there.date().to_string()
}

fn signed(role: Role, name: &str, replica: u32) -> Log {
    let mut log = Log::default();
    let name = name.to_owned();
    log.act(
        now(),
        Replica(replica),
        vec![Edit::Sign(Author { role, name })],
    );
    log
}

/// A citizen's whole plan: a card that is shown, with what is private on it, and one that is not.
fn plan() -> Log {
    let mut log = signed(Role::Citizen, "Mette", 1);
    let card = |key: &str, values| Edit::Add {
        kind: Kind::Offer(key.to_owned()),
        values,
    };
    let shown = vec![
        Value::Shared(true),
        Value::Wish(WISH.to_owned()),
        Value::Energy(Some(Energy::Takes)),
    ];
    log.act(
        now(),
        Replica(1),
        vec![Edit::Add {
            kind: Kind::Own,
            values: shown,
        }],
    );
    log.act(now(), Replica(1), vec![card("psykolog", Vec::new())]);
    let start = log.say(None, Value::Start(Week(2968)));
    log.act(now(), Replica(1), vec![start]);
    log
}

fn shown(plan: &Log) -> Log {
    plan.shown(&Shown::to_office(plan))
}

/// A proposal of a caseworker's, at a replica of its own.
fn proposal(name: &str, replica: u32) -> Log {
    let mut log = signed(Role::Caseworker, name, replica);
    let edit = Edit::Add {
        kind: Kind::Offer("mentor".to_owned()),
        values: Vec::new(),
    };
    log.act(now(), Replica(replica), vec![edit]);
    log
}

/// Sends bytes as somebody who is signed in.
fn send(
    server: &Server,
    person: &str,
    (method, path): (&str, &str),
    more: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let cookie = server.cookie(person);
    let headers = [&[("cookie", &*cookie), OURS, OCTETS], more].concat();
    server.send(method, path, &headers, body)
}

fn get(server: &Server, person: &str, path: &str) -> Answer {
    send(server, person, ("GET", path), &[], b"")
}

fn ok(answer: Answer, status: u16) -> Answer {
    assert_eq!(
        answer.status,
        status,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    answer
}

/// What a citizen shows from now on.
fn share(server: &Server, person: &str, log: &Log) -> Answer {
    let bytes = log.to_bytes();
    ok(send(server, person, ("PUT", SHARED), &[NEW], &bytes), 204)
}

/// The address of a citizen's plan, as Sara knows it.
fn plan_of(server: &Server, name: &str) -> String {
    let citizens = get(server, "sara", "/api/v1/citizens").json();
    let citizens = citizens.as_array().unwrap();
    let citizen = citizens.iter().find(|citizen| citizen["name"] == name);
    let id = citizen.unwrap()["id"].as_str().unwrap();
    format!("/api/v1/citizens/{id}/plan")
}

/// Somebody who has opened a meeting without signing in.
struct Opener {
    address: String,
    code: String,
    key: String,
}

impl Opener {
    fn at(server: &Server) -> Self {
        let opened = ok(server.send("POST", ROOMS, &[OURS], b""), 201);
        let room = opened.json();
        let text = |name: &str| room[name].as_str().unwrap().to_owned();
        let address = format!("{ROOMS}/{}", text("id"));
        assert_eq!(opened.header("location"), address);
        assert_eq!(opened.header("cache-control"), "no-store");
        Self {
            address,
            code: text("code"),
            key: text("key"),
        }
    }

    fn send(&self, server: &Server, method: &str, path: &str, body: &[u8]) -> Answer {
        let headers = [("indgang-room-key", &*self.key), OURS, OCTETS];
        server.send(method, &format!("{}{path}", self.address), &headers, body)
    }

    fn room(&self, server: &Server, after: &str) -> Json {
        ok(self.send(server, "GET", after, b""), 200).json()
    }

    fn at_address(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

fn join(server: &Server, person: &str, code: &str) -> Answer {
    server.ask(person, "POST", JOIN, &[], &json!({ "code": code }))
}

#[test]
fn a_citizens_own_copy_is_kept_version_by_version_for_nobody_else() {
    for server in Server::on_both() {
        get(&server, "mette", OWN).problem(404, "not-found");
        let put =
            |more: &[(&str, &str)], body: &[u8]| send(&server, "mette", ("PUT", OWN), more, body);
        put(&[], b"a").problem(428, "version-missing");
        put(&[("if-match", "\"1\"")], b"a").problem(412, "changed");
        let first = ok(put(&[NEW], b"a"), 204);
        let first = ("if-match", first.header("etag"));
        put(&[NEW], b"b").problem(412, "changed");
        let second = ok(put(&[first], b"b"), 204);
        put(&[first], b"c").problem(412, "changed");
        let kept = ok(get(&server, "mette", OWN), 200);
        assert_eq!(
            (&*kept.body, kept.header("etag")),
            (&b"b"[..], second.header("etag"))
        );
        assert_eq!(kept.header("content-type"), OCTETS.1);
        assert_eq!(kept.header("cache-control"), "no-store");

        get(&server, "bent", OWN).problem(404, "not-found");
        get(&server, "sara", OWN).problem(403, "forbidden");
        server.get(OWN, &[]).problem(401, "not-signed-in");
        let server = server.killed_and_started_again();
        assert_eq!(get(&server, "mette", OWN).body, b"b");

        for _ in 0..2 {
            ok(send(&server, "mette", ("DELETE", OWN), &[], b""), 204);
        }
        get(&server, "mette", OWN).problem(404, "not-found");
        let back = send(
            &server,
            "mette",
            ("PUT", OWN),
            &[("if-match", second.header("etag"))],
            b"d",
        );
        back.problem(412, "changed");
    }
}

#[test]
fn what_is_no_ciphertext_is_refused() {
    let server = Server::start();
    let put = |more: &[(&str, &str)], body: &[u8]| send(&server, "mette", ("PUT", OWN), more, body);
    put(&[NEW], b"").problem(422, "invalid");
    put(&[NEW], &vec![0; 256 * 1024 + 1]).problem(413, "too-large");
    ok(put(&[NEW], &vec![0; 256 * 1024]), 204);
    let json = server.ask("mette", "PUT", OWN, &[NEW], &json!("a"));
    json.problem(415, "wrong-media-type");
}

#[test]
fn of_many_devices_that_change_the_own_copy_at_once_exactly_one_does() {
    for server in Server::on_both() {
        for path in [OWN, SHARED] {
            let body = signed(Role::Citizen, "Mette", 1).to_bytes();
            let first = ok(send(&server, "mette", ("PUT", path), &[NEW], &body), 204);
            let first = [("if-match", first.header("etag"))];
            let all: Vec<u16> = std::thread::scope(|scope| {
                let sending: Vec<_> = (0..8)
                    .map(|_| {
                        scope.spawn(|| send(&server, "mette", ("PUT", path), &first, &body).status)
                    })
                    .collect();
                sending
                    .into_iter()
                    .map(|sent| sent.join().unwrap())
                    .collect()
            });
            let kept = all.iter().filter(|status| **status == 204).count();
            let refused = all.iter().filter(|status| **status == 412).count();
            assert_eq!((kept, refused), (1, 7), "{all:?}");
        }
    }
}

#[test]
fn the_office_sees_what_is_shown_and_who_has_no_access_does_not() {
    for server in Server::on_both() {
        let address = plan_of(&server, "Mette Holm");
        get(&server, "sara", &address).problem(404, "not-shared");
        get(&server, "mette", SHARED).problem(404, "not-shared");
        let plan = plan();
        share(&server, "mette", &shown(&plan));
        for (person, path) in [("mette", SHARED), ("mette", &address), ("sara", &address)] {
            let seen = ok(get(&server, person, path), 200);
            assert_eq!(Log::from_bytes(&seen.body).unwrap(), shown(&plan));
        }
        for person in ["yusuf", "gitte"] {
            get(&server, person, &address).problem(404, "not-found");
        }
        for person in ["kirsten", "vera"] {
            get(&server, person, &address).problem(403, "forbidden");
        }
        let consent = json!({
            "unit": "ydelse", "part": "plan", "purpose": "Én plan", "ends_on": day(20),
        });
        let key = [("idempotency-key", "6f1c2b8e-consent")];
        let given = server.ask("mette", "POST", "/api/v1/consents", &key, &consent);
        assert_eq!(given.status, 201, "{}", given.text());
        ok(get(&server, "yusuf", &address), 200);

        let data = get(&server, "mette", "/api/v1/mine-data").json();
        let viewers: Vec<_> = data["looks"]
            .as_array()
            .unwrap()
            .iter()
            // That she stands in the list of the unit's citizens is seen too.
            .filter(|look| look["part"] == "plan")
            .map(|look| look["viewer"].as_str().unwrap())
            .collect();
        assert!(viewers.contains(&"Sara Friis") && viewers.contains(&"Yusuf Demir"));

        ok(send(&server, "mette", ("DELETE", SHARED), &[], b""), 204);
        get(&server, "sara", &address).problem(404, "not-shared");
        // A device that has not heard of it does not show it again.
        let later = [("if-match", "\"7\"")];
        let again = send(
            &server,
            "mette",
            ("PUT", SHARED),
            &later,
            &shown(&plan).to_bytes(),
        );
        again.problem(412, "changed");
    }
}

#[test]
fn what_stays_on_the_device_and_what_is_no_plan_are_refused() {
    for server in Server::on_both() {
        let mut ahead = shown(&plan());
        ahead.act(u64::MAX, Replica(1), Vec::new());
        let newer = [&[99][..], &shown(&plan()).to_bytes()[1..]].concat();
        for (code, body) in [
            ("private", plan().to_bytes()),
            ("broken", b"\x01not a plan".to_vec()),
            ("broken", vec![1, 0xff, 0xff, 0xff, 0xff, 0x0f]),
            ("newer", newer),
            ("ahead", ahead.to_bytes()),
        ] {
            let refused = send(&server, "mette", ("PUT", SHARED), &[NEW], &body);
            let refused = refused.problem(422, "invalid-plan");
            assert_eq!(refused["code"], code, "{refused}");
        }
        get(&server, "mette", SHARED).problem(404, "not-shared");
    }
}

#[test]
fn a_caseworker_writes_in_a_plan_in_their_own_name() {
    for server in Server::on_both() {
        let address = plan_of(&server, "Mette Holm");
        let post = |person: &str, log: &Log| {
            send(&server, person, ("POST", &address), &[], &log.to_bytes())
        };
        let saras = proposal("Sara Friis", 7);
        post("sara", &saras).problem(404, "not-shared");
        share(&server, "mette", &shown(&plan()));
        assert_eq!(
            get(&server, "mette", OFFICE).body,
            Log::default().to_bytes()
        );
        for _ in 0..2 {
            ok(post("sara", &saras), 204);
        }
        let office = ok(get(&server, "mette", OFFICE), 200);
        assert_eq!(Log::from_bytes(&office.body).unwrap(), saras);
        let mut both = shown(&plan());
        both.merge(&saras);
        let seen = get(&server, "sara", &address);
        let seen = Log::from_bytes(&seen.body).unwrap().board();
        assert_eq!(seen.cards.len(), both.board().cards.len());

        let mut forged = signed(Role::Caseworker, "Sara Friis", 8);
        let agreed = Value::AgreedByCitizen(None);
        let card = EditId::default();
        forged.act(
            now(),
            Replica(8),
            vec![Edit::Set {
                item: Some(card),
                over: Vec::new(),
                value: agreed,
            }],
        );
        for (code, log) in [
            ("unsigned", proposal("Ole Olsen", 8)),
            ("unsigned", signed(Role::Citizen, "Sara Friis", 8)),
            ("taken", proposal("Sara Friis", 1)),
            ("not-allowed", forged),
        ] {
            let refused = post("sara", &log).problem(422, "invalid-plan");
            assert_eq!(refused["code"], code, "{refused}");
        }
        assert_eq!(get(&server, "mette", OFFICE).body, saras.to_bytes());
        for (person, status) in [
            ("mette", 403),
            ("gitte", 403),
            ("kirsten", 403),
            ("yusuf", 404),
        ] {
            assert_eq!(post(person, &saras).status, status, "{person}");
        }
        let long = vec![1; 64 * 1024 + 1];
        send(&server, "sara", ("POST", &address), &[], &long).problem(413, "too-large");
    }
}

#[test]
fn nothing_is_lost_of_what_several_caseworkers_write_at_once() {
    for server in Server::on_both() {
        let address = plan_of(&server, "Bent Lund");
        share(&server, "bent", &shown(&plan()));
        for person in ["sara", "yusuf"] {
            server.cookie(person);
        }
        std::thread::scope(|scope| {
            for replica in 10..26 {
                let (server, address) = (&server, &address);
                scope.spawn(move || {
                    let (person, name) = match replica % 2 {
                        0 => ("sara", "Sara Friis"),
                        _ => ("yusuf", "Yusuf Demir"),
                    };
                    let log = proposal(name, replica).to_bytes();
                    let post = || send(server, person, ("POST", address), &[], &log);
                    // On a slow machine somebody may lose every time. They are told so, and try again.
                    let mut posted = post();
                    while posted.status == 503 {
                        posted = post();
                    }
                    ok(posted, 204);
                });
            }
        });
        let office = Log::from_bytes(&get(&server, "bent", OFFICE).body).unwrap();
        assert_eq!(office.known().len(), 16);
        assert_eq!(office.board().cards.len(), 16);
    }
}

#[test]
fn both_sides_hear_what_the_other_has_done() {
    for server in Server::on_both() {
        let address = plan_of(&server, "Mette Holm");
        share(&server, "mette", &shown(&plan()));
        ok(get(&server, "sara", &address), 200);
        let mut listening = ["mette", "sara"].map(|person| Listener::of(&server, person, None));
        let [mette, sara] = &mut listening;
        for listener in [&mut *mette, sara] {
            assert_eq!(listener.next().1, "ready");
        }
        let mut hears = |who: usize, subject: &str| {
            let (_, kind, data) = listening[who].next();
            let subject = json!({ "subject": subject }).to_string();
            assert_eq!((&*kind, data), ("plan", subject));
        };
        let log = proposal("Sara Friis", 7).to_bytes();
        ok(send(&server, "sara", ("POST", &address), &[], &log), 204);
        hears(0, OFFICE);
        hears(1, &address);
        ok(send(&server, "mette", ("PUT", OWN), &[NEW], b"a"), 204);
        hears(0, OWN);
        ok(send(&server, "mette", ("DELETE", SHARED), &[], b""), 204);
        hears(0, SHARED);
        hears(1, &address);
    }
}

fn link(server: &Server, person: &str, key: &str, ends_on: &str) -> Answer {
    // "sealed", in base64url.
    let link = json!({ "sealed": "c2VhbGVk", "ends_on": ends_on });
    server.ask(person, "POST", LINKS, &[("idempotency-key", key)], &link)
}

#[test]
fn a_link_is_for_whoever_has_it_until_it_is_revoked() {
    for server in Server::on_both() {
        let made = ok(link(&server, "mette", "6f1c2b8e-1", &day(90)), 201);
        let again = link(&server, "mette", "6f1c2b8e-1", &day(90));
        assert_eq!((again.status, &again.body), (201, &made.body));
        let address = made.header("location");
        assert_eq!(address.len(), LINKS.len() + 1 + 22);
        assert_eq!(get(&server, "mette", LINKS).json(), json!([made.json()]));
        assert_eq!(get(&server, "bent", LINKS).json(), json!([]));
        let data = get(&server, "mette", "/api/v1/mine-data").json();
        assert_eq!(data["links"], json!([made.json()]));

        let opened = ok(server.get(address, &[]), 200);
        assert_eq!(opened.body, b"sealed");
        assert_eq!(opened.header("cache-control"), "no-store");
        assert_eq!(opened.header("content-type"), OCTETS.1);
        assert_eq!(opened.header("set-cookie"), "");

        let revoke = |person| send(&server, person, ("DELETE", address), &[], b"");
        revoke("bent").problem(404, "not-found");
        ok(revoke("mette"), 204);
        revoke("mette").problem(404, "not-found");
        let revoked = server.get(address, &[]).problem(404, "not-found");
        let never = format!("{LINKS}/{}", "A".repeat(22));
        for never in [
            never.as_str(),
            "/api/v1/plan/links/%00",
            "/api/v1/plan/links/%ff",
        ] {
            assert_eq!(server.get(never, &[]).problem(404, "not-found"), revoked);
        }
    }
}

#[test]
fn links_end_and_are_few() {
    let server = Server::start();
    for (ends_on, sealed, pointer) in [
        (day(-1), "c2VhbGVk".to_owned(), "/ends_on"),
        (day(92), "c2VhbGVk".to_owned(), "/ends_on"),
        (day(1), "not base64!".to_owned(), "/sealed"),
        (day(1), String::new(), "/sealed"),
        (day(1), "A".repeat(4 * (64 * 1024 + 3) / 3), "/sealed"),
    ] {
        let link = json!({ "sealed": sealed, "ends_on": ends_on });
        let key = [("idempotency-key", "6f1c2b8e-wrong")];
        let refused = server.ask("mette", "POST", LINKS, &key, &link);
        assert_eq!(refused.problem(422, "invalid")["pointer"], pointer);
    }
    for number in 0..20 {
        ok(
            link(&server, "mette", &format!("6f1c2b8e-{number}"), &day(0)),
            201,
        );
    }
    link(&server, "mette", "6f1c2b8e-20", &day(0)).problem(413, "too-large");
}

#[test]
fn two_devices_have_one_board_without_the_citizen_signing_in() {
    for server in Server::on_both() {
        let bent = Opener::at(&server);
        let plan = shown(&plan());
        assert_eq!(bent.code.len(), 6);
        let put = |log: &Log| bent.send(&server, "PUT", "/shared", &log.to_bytes());
        put(&plan).problem(409, "nobody-there");
        assert_eq!(bent.room(&server, "")["joined"], Json::Null);

        for person in ["mette", "kirsten", "vera"] {
            join(&server, person, &bent.code).problem(403, "forbidden");
        }
        let joined = ok(join(&server, "sara", &bent.code), 200).json();
        assert_eq!(
            format!("{ROOMS}/{}", joined["id"].as_str().unwrap()),
            bent.address
        );
        assert_eq!(join(&server, "sara", &bent.code).json(), joined);
        join(&server, "yusuf", &bent.code).problem(404, "not-found");
        assert_eq!(bent.room(&server, "")["joined"], "Sara Friis");

        get(&server, "sara", &bent.at_address("/shared")).problem(404, "not-shared");
        let private = self::plan();
        assert_eq!(
            put(&private).problem(422, "invalid-plan")["code"],
            "private"
        );
        ok(put(&plan), 204);
        let seen = ok(get(&server, "sara", &bent.at_address("/shared")), 200);
        assert_eq!(Log::from_bytes(&seen.body).unwrap(), plan);

        let saras = proposal("Sara Friis", 7);
        let write = |person: &str, log: &Log| {
            let path = bent.at_address("/office");
            send(&server, person, ("POST", &path), &[], &log.to_bytes())
        };
        write("yusuf", &proposal("Yusuf Demir", 9)).problem(404, "not-found");
        write("sara", &proposal("Bent", 9)).problem(422, "invalid-plan");
        ok(write("sara", &saras), 204);
        let office = ok(bent.send(&server, "GET", "/office", b""), 200);
        assert_eq!(Log::from_bytes(&office.body).unwrap(), saras);
        let both = ok(bent.send(&server, "GET", "/shared", b""), 200);
        assert_eq!(
            Log::from_bytes(&both.body)
                .unwrap()
                .board()
                .ghosts()
                .count(),
            1
        );
        let room = get(&server, "sara", &bent.address).json();
        assert_eq!(
            (&room["version"], &room["shared"], &room["office"]),
            (&json!(4), &json!(3), &json!(4))
        );
        bent.send(&server, "POST", "/office", &saras.to_bytes())
            .problem(403, "forbidden");

        send(&server, "sara", ("DELETE", &bent.address), &[], b"").problem(403, "forbidden");
        ok(bent.send(&server, "DELETE", "", b""), 204);
        bent.send(&server, "GET", "/shared", b"")
            .problem(404, "not-found");
        get(&server, "sara", &bent.address).problem(404, "not-found");
    }
}

#[test]
fn a_room_is_for_who_has_its_key_and_who_has_joined() {
    for server in Server::on_both() {
        let (bent, other) = (Opener::at(&server), Opener::at(&server));
        ok(join(&server, "sara", &bent.code), 200);
        for path in ["", "/shared", "/office"] {
            let address = bent.at_address(path);
            server.get(&address, &[]).problem(401, "not-signed-in");
            for wrong in ["", "x", &other.key] {
                let wrong = [("indgang-room-key", wrong)];
                server.get(&address, &wrong).problem(404, "not-found");
            }
            get(&server, "yusuf", &address).problem(404, "not-found");
            get(&server, "mette", &address).problem(403, "forbidden");
        }
        let key = [("indgang-room-key", &*bent.key), OCTETS];
        for (method, path) in [("PUT", "/shared"), ("DELETE", "")] {
            let elsewhere = server.send(method, &bent.at_address(path), &key, b"x");
            elsewhere.problem(403, "foreign-site");
        }
        for name in ["%00", "%ff", "x", &"A".repeat(22), &"A".repeat(4000)] {
            let key = [("indgang-room-key", &*bent.key)];
            let nothing = server.get(&format!("{ROOMS}/{name}"), &key);
            assert!(
                matches!(nothing.status, 403 | 404),
                "{name}: {}",
                nothing.status
            );
        }
    }
}

#[test]
fn who_waits_for_a_room_hears_at_once_what_changes() {
    for (server, neighbour) in [(Server::start(), None), {
        let server = Server::on_postgres();
        let neighbour = server.neighbour();
        (server, Some(neighbour))
    }] {
        let elsewhere = neighbour.as_ref().unwrap_or(&server);
        let bent = Opener::at(&server);
        server.cookie("sara");
        let start = Instant::now();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| bent.room(elsewhere, "?after=1"));
            std::thread::sleep(Duration::from_millis(300));
            assert!(!waiting.is_finished());
            ok(join(&server, "sara", &bent.code), 200);
            assert_eq!(waiting.join().unwrap()["joined"], "Sara Friis");
        });
        assert!(start.elapsed() < Duration::from_secs(10));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| bent.send(elsewhere, "GET", "?after=2", b""));
            std::thread::sleep(Duration::from_millis(300));
            ok(bent.send(&server, "DELETE", "", b""), 204);
            waiting.join().unwrap().problem(404, "not-found");
        });
        // Who has missed something does not wait.
        let line = Opener::at(&server);
        for known in ["", "?after=0", "?after=x", "?before=1"] {
            assert_eq!(line.room(elsewhere, known)["version"], 1);
        }
    }
}

#[test]
fn a_server_that_stops_does_not_wait_for_those_who_wait_for_a_room() {
    let server = Server::start();
    let bent = Opener::at(&server);
    let address = server.address.clone();
    let waiting = std::thread::spawn(move || {
        let url = format!("{address}{}?after=1", bent.address);
        let answer = ureq::get(url).header("indgang-room-key", bent.key).call();
        answer.unwrap().body_mut().read_to_string().unwrap()
    });
    std::thread::sleep(Duration::from_millis(300));
    let start = Instant::now();
    let (log, code) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(waiting.join().unwrap().contains("\"version\":1"));
}

#[test]
fn codes_cannot_be_tried_and_rooms_not_be_opened_without_end() {
    for server in Server::on_both() {
        let bent = Opener::at(&server);
        let wrong = if bent.code == "000000" {
            "000001"
        } else {
            "000000"
        };
        for wrong in [wrong, "", "x", "1234567890", "\u{0}"] {
            join(&server, "sara", wrong).problem(404, "not-found");
        }
        let stopped = join(&server, "sara", &bent.code);
        assert_eq!(stopped.header("retry-after"), "900");
        stopped.problem(429, "too-many");
        ok(join(&server, "yusuf", &bent.code), 200);
        for _ in 1..20 {
            Opener::at(&server);
        }
        let refused = server.send("POST", ROOMS, &[OURS], b"");
        refused.problem(429, "too-many");
        // Others are not kept from it.
        ok(send(&server, "mette", ("POST", ROOMS), &[], b""), 201);
        server
            .send("POST", ROOMS, &[], b"")
            .problem(403, "foreign-site");
    }
}

#[test]
fn no_wish_can_be_read_on_the_disk_and_no_secret_in_the_log() {
    let server = Server::start();
    share(&server, "mette", &shown(&plan()));
    let made = ok(link(&server, "mette", "6f1c2b8e-1", &day(1)), 201);
    let address = made.header("location");
    server.get(address, &[]);
    let bent = Opener::at(&server);
    ok(join(&server, "sara", &bent.code), 200);
    ok(
        bent.send(&server, "PUT", "/shared", &shown(&plan()).to_bytes()),
        204,
    );
    bent.room(&server, "");
    for file in std::fs::read_dir(server.folder().join("data")).unwrap() {
        let file = file.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        for secret in [WISH, &bent.key] {
            let mut windows = bytes.windows(secret.len());
            assert!(
                !windows.any(|window| window == secret.as_bytes()),
                "{}",
                file.display()
            );
        }
    }
    let (log, _) = server.terminate();
    assert!(log.contains("route=\"/api/v1/plan/links/{link}\""), "{log}");
    assert!(
        log.contains("route=\"/api/v1/plan/rooms/{room}/shared\""),
        "{log}"
    );
    let names = [address, &bent.address].map(|address| address.rsplit('/').next().unwrap());
    for secret in [
        names[0], names[1], &bent.code, &bent.key, WISH, "Mette", "Sara",
    ] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

#[test]
fn a_citizen_takes_the_plan_out_with_everything_else() {
    for server in Server::on_both() {
        let address = plan_of(&server, "Mette Holm");
        let (plan, saras) = (shown(&plan()), proposal("Sara Friis", 7));
        share(&server, "mette", &plan);
        ok(
            send(&server, "sara", ("POST", &address), &[], &saras.to_bytes()),
            204,
        );
        ok(send(&server, "mette", ("PUT", OWN), &[NEW], b"sealed"), 204);
        ok(link(&server, "mette", "6f1c2b8e-1", &day(1)), 201);
        let zip = ok(get(&server, "mette", "/api/v1/mine-data/export"), 200);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.body)).unwrap();
        let mut file = |name: &str| {
            let mut bytes = Vec::new();
            std::io::copy(&mut zip.by_name(name).unwrap(), &mut bytes).unwrap();
            bytes
        };
        assert_eq!(file("plan-own.bin"), b"sealed");
        assert_eq!(file("plan-shared.bin"), plan.to_bytes());
        assert_eq!(file("plan-office.bin"), saras.to_bytes());
        let json = String::from_utf8(file("plan.json")).unwrap();
        assert!(json.contains(WISH) && json.contains("Sara Friis"), "{json}");
        let html = String::from_utf8(file("mine-data.html")).unwrap();
        for words in ["Links til pårørende", "det, du viser kommunen"] {
            assert!(html.contains(words), "{html}");
        }
        let gittes = ok(get(&server, "gitte", "/api/v1/mine-data/export"), 200);
        let gittes = zip::ZipArchive::new(std::io::Cursor::new(gittes.body)).unwrap();
        assert_eq!(gittes.len(), 2, "she has no plan");
    }
}

#[test]
fn words_about_the_law_are_the_offices_to_write() {
    let server = Server::start();
    let address = plan_of(&server, "Mette Holm");
    share(&server, "mette", &shown(&plan()));
    let mut note = signed(Role::Caseworker, "Sara Friis", 7);
    note.act(
        now(),
        Replica(7),
        vec![Edit::Add {
            kind: Kind::Note(NoteKind::Law, None),
            values: vec![Value::Text("§ 8 a: fri i 4 uger".to_owned())],
        }],
    );
    ok(
        send(&server, "sara", ("POST", &address), &[], &note.to_bytes()),
        204,
    );
    let seen = Log::from_bytes(&get(&server, "mette", SHARED).body).unwrap();
    assert_eq!(seen.board().notes.len(), 1);
}

const JOINT: &str = "/api/v1/plan/joint";

/// Asks for what somebody makes under a key.
fn posts(server: &Server, cookie: &str, path: &str, key: &str, body: &Json) -> Answer {
    let headers = [
        OURS,
        ("cookie", cookie),
        ("content-type", "application/json"),
        ("idempotency-key", key),
    ];
    server.send("POST", path, &headers, body.to_string().as_bytes())
}

/// What one sees of the joint plan: each adult's name, whether they are in it, and how many cards they brought.
fn lanes(answer: &Answer) -> Vec<(String, bool, usize)> {
    let adults = answer.json()["adults"].as_array().unwrap().clone();
    let lane = |adult: &Json| {
        let brought = adult["brought"].as_str().map(|text| {
            let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).unwrap();
            Log::from_bytes(&bytes).unwrap().board().cards.len()
        });
        let name = adult["name"].as_str().unwrap().to_owned();
        (name, adult["withdrawn_at"].is_null(), brought.unwrap_or(0))
    };
    adults.iter().map(lane).collect()
}

#[test]
fn adults_come_into_a_joint_plan_one_by_one_and_take_what_they_brought_out_again() {
    for server in Server::on_both() {
        let people = ["mette", "bent", "gitte"].map(|person| server.sign_in(person));
        let [mette, bent, gitte] = people.each_ref();
        let sees = |who: &str| server.get(JOINT, &[("cookie", who)]);
        let puts = |who: &str, path: &str, more: (&str, &str), body: &[u8]| {
            server.send("PUT", path, &[OURS, ("cookie", who), OCTETS, more], body)
        };
        let own = format!("{JOINT}/own");
        let (codes, accept) = (format!("{JOINT}/codes"), format!("{JOINT}/accept"));
        assert_eq!(sees(mette).status, 404, "nobody is in one by themselves");
        assert_eq!(
            puts(mette, &own, NEW, &shown(&plan()).to_bytes()).status,
            404
        );
        assert_eq!(
            posts(&server, mette, &codes, "code-too-soon", &json!({})).status,
            404
        );

        // Mette begins it: that is her consent, and nobody else's.
        assert_eq!(puts(mette, JOINT, NEW, b"").status, 204);
        assert_eq!(
            puts(mette, JOINT, NEW, b"").status,
            204,
            "again is the same one"
        );
        puts(mette, &own, NEW, &plan().to_bytes()).problem(422, "invalid-plan");
        let brought = shown(&plan()).to_bytes();
        let first = puts(mette, &own, NEW, &brought);
        assert_eq!(first.status, 204);
        puts(mette, &own, NEW, &brought).problem(412, "changed");
        let tag = first.header("etag").to_owned();
        assert_eq!(sees(mette).header("etag"), tag);
        assert_eq!(puts(mette, &own, ("if-match", &tag), &brought).status, 204);
        assert_eq!(
            sees(bent).status,
            404,
            "without his consent he sees nothing"
        );

        // Bent consents from his own sign-in, with a code that is good once.
        let asked = posts(&server, mette, &codes, "code-for-bent", &json!({}));
        let code = asked.json();
        posts(
            &server,
            bent,
            &accept,
            "not-a-code",
            &json!({ "code": "x" }),
        )
        .problem(404, "not-found");
        assert_eq!(
            posts(&server, bent, &accept, "bent-comes", &code).status,
            204
        );
        assert_eq!(
            posts(&server, bent, &accept, "bent-comes", &code).status,
            204,
            "sent again"
        );
        posts(&server, gitte, &accept, "gitte-tries", &code).problem(404, "not-found");
        posts(&server, bent, &accept, "bent-again", &code).problem(409, "not-now");
        let mut his = signed(Role::Citizen, "", 7);
        let card = Edit::Add {
            kind: Kind::Offer("jobklub".to_owned()),
            values: Vec::new(),
        };
        his.act(now(), Replica(7), vec![card]);
        assert_eq!(puts(bent, &own, NEW, &his.to_bytes()).status, 204);
        let both = lanes(&sees(bent));
        assert_eq!(both.len(), 2);
        assert!(
            both.iter().all(|(_, is_in, cards)| *is_in && *cards == 1),
            "{both:?}"
        );
        assert_eq!(lanes(&sees(mette)), both);

        // Mette withdraws: her part is gone, and so is her way in.
        let withdraws = |who: &str| server.send("DELETE", JOINT, &[OURS, ("cookie", who)], b"");
        let open = posts(&server, bent, &codes, "code-for-gitte", &json!({})).json();
        assert_eq!(withdraws(mette).status, 204);
        assert_eq!(withdraws(mette).status, 204);
        assert_eq!(sees(mette).status, 404);
        let left = lanes(&sees(bent));
        assert_eq!((left[0].1, left[0].2), (false, 0), "{left:?}");
        assert_eq!((left[1].1, left[1].2), (true, 1), "{left:?}");
        posts(&server, gitte, &accept, "gitte-late", &open).problem(404, "not-found");
    }
}

#[test]
fn the_municipality_sees_of_a_joint_plan_what_each_adult_shows_it_and_each_sees_who_looked() {
    for server in Server::on_both() {
        let with_mette = format!("{}/joint", plan_of(&server, "Mette Holm"));
        let sees = |who: &str| get(&server, who, &with_mette);
        let does = |who: &str, method: &str, path: &str| {
            send(&server, who, (method, path), &[], b"").status
        };
        let office = format!("{JOINT}/office");
        let looks = |who: &str| {
            let data = get(&server, who, "/api/v1/mine-data").json();
            data["looks"].as_array().unwrap().len()
        };
        assert_eq!(does("mette", "PUT", &office), 404, "she is in none");
        assert_eq!(does("mette", "PUT", JOINT), 204);
        let (codes, accept) = (format!("{JOINT}/codes"), format!("{JOINT}/accept"));
        let [mette, samira] = ["mette", "samira"].map(|person| server.cookie(person));
        let code = posts(&server, &mette, &codes, "code-for-samira", &json!({})).json();
        assert_eq!(
            posts(&server, &samira, &accept, "samira-comes", &code).status,
            204
        );
        let own = format!("{JOINT}/own");
        for who in ["mette", "samira"] {
            let log = shown(&plan()).to_bytes();
            ok(send(&server, who, ("PUT", &own), &[NEW], &log), 204);
        }

        // That they show it to each other is no yes to anybody else.
        assert_eq!(lanes(&sees("sara")), []);
        assert_eq!(does("samira", "PUT", &office), 204);
        assert_eq!(lanes(&sees("sara")), []);
        assert_eq!(looks("samira"), 0);

        // Mette, with whom Sara works, says yes; Samira's part comes along, as she has said yes too.
        assert_eq!(does("mette", "PUT", &office), 204);
        let both = sees("sara");
        assert_eq!(lanes(&both).len(), 2);
        assert!(
            lanes(&both)
                .iter()
                .all(|(_, is_in, cards)| *is_in && *cards == 1)
        );
        assert!(both.json()["adults"][0]["shown_at"].is_string());
        let look = &get(&server, "samira", "/api/v1/mine-data").json()["looks"][0];
        assert_eq!(
            (&look["viewer"], &look["part"]),
            (&json!("Sara Friis"), &json!("plan"))
        );
        sees("kirsten").problem(403, "forbidden");
        sees("yusuf").problem(404, "not-found");

        // Each sees at their data with whom they are in it, and what only they themselves show.
        let data = get(&server, "mette", "/api/v1/mine-data").json();
        let adults = data["joint_plan"].as_array().unwrap();
        let names: Vec<&Json> = adults.iter().map(|adult| &adult["name"]).collect();
        assert_eq!(names, ["Mette Holm", "Samira Rahimi"]);
        let told: Vec<bool> = adults.iter().map(|it| it["shown_at"].is_string()).collect();
        assert_eq!(told, [true, false]);
        assert!(adults.iter().all(|adult| adult["brought"].is_null()));

        // Each takes back their own yes, and nobody else's.
        assert_eq!(does("samira", "DELETE", &office), 204);
        assert_eq!(lanes(&sees("sara")).len(), 1);
        assert_eq!(
            lanes(&get(&server, "mette", JOINT)).len(),
            2,
            "Mette still sees hers"
        );
        assert_eq!(does("mette", "DELETE", JOINT), 204);
        assert_eq!(lanes(&sees("sara")), []);
        assert_eq!(does("mette", "PUT", JOINT), 204);
        assert_eq!(lanes(&sees("sara")), []);
    }
}
