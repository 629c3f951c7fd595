//! Who may do what: every address of the API, asked by everybody there is.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use indgang_domain::plan::Log;
use serde_json::{Value, json};

use super::case::{act, send};
use super::meetings::{booked, id_of};
use crate::program::{Answer, Server};

/// Who asks, in the order of the columns below. Everything concerns Ali.
const ACTORS: [&str; 9] = [
    "Ali himself",
    "Gitte, another citizen",
    "Samira, whom Ali lets help",
    "Yusuf, whose unit works with Ali",
    "Sara, whose unit does not",
    "Vera, who runs a workshop",
    "Kirsten at the front desk",
    "the kiosk in the hall",
    "nobody",
];

/// `y`: let in. `3`: not for this role (403). `4`: as if there were no Ali (404). `1`: sign in (401).
/// After what signs out, everybody signs in again.
const TABLE: &[(&str, &str, &str)] = &[
    ("GET", "/api/v1/health", "yyyyyyyyy"),
    ("GET", "/api/v1/parameters", "yyyyyyyyy"),
    ("GET", "/api/v1/process-rules", "yyyyyyyyy"),
    ("GET", "/api/v1/openapi.json", "yyyyyyyyy"),
    ("POST", "/api/v1/assessments", "yyyyyyyyy"),
    ("POST", "/api/v1/explanations", "yyyyyyyyy"),
    ("GET", "/api/v1/session", "yyyyyyyyy"),
    ("GET", "/api/v1/sign-in/callback", "yyyyyyyyy"),
    ("GET", "/api/v1/mine-data", "yyy333331"),
    ("GET", "/api/v1/mine-data/export", "yyy333331"),
    ("PUT", "/api/v1/mine-data/mail", "yyy333331"),
    ("DELETE", "/api/v1/mine-data/mail", "yyy333331"),
    ("GET", "/api/v1/drafts", "yyy333331"),
    ("POST", "/api/v1/drafts", "yyy333331"),
    ("DELETE", "/api/v1/drafts", "yyy333331"),
    ("GET", "/api/v1/drafts/{id}", "yyy333331"),
    ("PUT", "/api/v1/drafts/{id}", "yyy333331"),
    ("DELETE", "/api/v1/drafts/{id}", "yyy333331"),
    ("POST", "/api/v1/consents", "yyy333331"),
    ("DELETE", "/api/v1/consents/{consent}", "yyy333331"),
    ("POST", "/api/v1/shares", "yyy333331"),
    ("POST", "/api/v1/shares/accept", "yyy333331"),
    ("DELETE", "/api/v1/shares/{share}", "yyy333331"),
    ("POST", "/api/v1/invitations", "yyy333331"),
    ("POST", "/api/v1/invitations/accept", "yyy333331"),
    ("DELETE", "/api/v1/invitations/{invitation}", "yyy333331"),
    ("GET", "/api/v1/plan/facts", "yyyyyyyyy"),
    ("POST", "/api/v1/plan/pulses", "yyyyyyyyy"),
    ("GET", "/api/v1/plan/joint", "yyy333331"),
    ("PUT", "/api/v1/plan/joint", "yyy333331"),
    ("DELETE", "/api/v1/plan/joint", "yyy333331"),
    ("POST", "/api/v1/plan/joint/codes", "yyy333331"),
    ("POST", "/api/v1/plan/joint/accept", "yyy333331"),
    ("PUT", "/api/v1/plan/joint/own", "yyy333331"),
    ("PUT", "/api/v1/plan/joint/office", "yyy333331"),
    ("DELETE", "/api/v1/plan/joint/office", "yyy333331"),
    ("GET", "/api/v1/citizens/{citizen}/plan/joint", "333y43331"),
    ("GET", "/api/v1/plan/own", "yyy333331"),
    ("PUT", "/api/v1/plan/own", "yyy333331"),
    ("DELETE", "/api/v1/plan/own", "yyy333331"),
    ("GET", "/api/v1/citizens/{citizen}/plan", "y44y43331"),
    ("POST", "/api/v1/citizens/{citizen}/plan", "333y43331"),
    ("GET", "/api/v1/plan/shared", "yyy333331"),
    ("PUT", "/api/v1/plan/shared", "yyy333331"),
    ("DELETE", "/api/v1/plan/shared", "yyy333331"),
    ("GET", "/api/v1/plan/office", "yyy333331"),
    ("GET", "/api/v1/plan/links", "yyy333331"),
    ("POST", "/api/v1/plan/links", "yyy333331"),
    ("GET", "/api/v1/plan/links/{link}", "yyyyyyyyy"),
    ("DELETE", "/api/v1/plan/links/{link}", "yyy333331"),
    ("POST", "/api/v1/plan/rooms", "yyyyyyyyy"),
    ("POST", "/api/v1/plan/rooms/join", "333yy3331"),
    // Yusuf has joined. Who opened it comes with its key, which is tried in `plan.rs`.
    ("GET", "/api/v1/plan/rooms/{room}", "333y43331"),
    ("DELETE", "/api/v1/plan/rooms/{room}", "333333331"),
    ("GET", "/api/v1/plan/rooms/{room}/shared", "333y43331"),
    ("PUT", "/api/v1/plan/rooms/{room}/shared", "333333331"),
    ("GET", "/api/v1/plan/rooms/{room}/office", "333y43331"),
    ("POST", "/api/v1/plan/rooms/{room}/office", "333y43331"),
    ("GET", "/api/v1/citizens", "333yy3331"),
    ("GET", "/api/v1/citizens/{citizen}", "y4yy43331"),
    ("GET", "/api/v1/meetings/facts", "yyyyyyyyy"),
    ("GET", "/api/v1/meetings/times", "yyyyyyy31"),
    ("GET", "/api/v1/meetings", "yyy333331"),
    ("POST", "/api/v1/meetings", "yyy333331"),
    ("GET", "/api/v1/meetings/{meeting}", "yyy333331"),
    ("PUT", "/api/v1/meetings/{meeting}", "yyy333331"),
    ("POST", "/api/v1/meetings/{meeting}/acts", "yyy333331"),
    (
        "GET",
        "/api/v1/meetings/{meeting}/calendar.ics",
        "yyy333331",
    ),
    ("GET", "/api/v1/meetings/{meeting}/room", "yyy333331"),
    ("POST", "/api/v1/meetings/{meeting}/guests", "yyy333331"),
    (
        "DELETE",
        "/api/v1/meetings/{meeting}/guests/{guest}",
        "yyy333331",
    ),
    // Nobody comes as a guest who is somebody here; who is one is tried in `room.rs`.
    ("POST", "/api/v1/guests/enter", "33333333y"),
    ("GET", "/api/v1/guests/meeting", "333333331"),
    ("GET", "/api/v1/guests/room", "333333331"),
    ("POST", "/api/v1/meetings/proofs", "yyy333331"),
    ("POST", "/api/v1/desk/proofs", "333yy3331"),
    ("GET", "/api/v1/desk/times", "333yy3331"),
    ("PUT", "/api/v1/desk/times", "333yy3331"),
    ("GET", "/api/v1/desk/calendar", "333yy3331"),
    ("PUT", "/api/v1/desk/calendar", "333yy3331"),
    ("DELETE", "/api/v1/desk/calendar", "333yy3331"),
    ("GET", "/api/v1/desk/day", "333yy3331"),
    ("GET", "/api/v1/desk/work", "333yy3331"),
    ("GET", "/api/v1/desk/colleagues", "333yy3331"),
    ("GET", "/api/v1/improvements", "yyyyyyyyy"),
    ("PUT", "/api/v1/opinions/{opinion}", "yyyyyyyyy"),
    ("GET", "/api/v1/desk/opinions", "333yy3331"),
    ("GET", "/api/v1/desk/indicators", "333yy3331"),
    ("GET", "/api/v1/desk/indicators.csv", "333yy3331"),
    ("GET", "/api/v1/citizens/{citizen}/meetings", "y44y43331"),
    ("POST", "/api/v1/citizens/{citizen}/meetings", "333y43331"),
    (
        "POST",
        "/api/v1/citizens/{citizen}/meetings/{meeting}/acts",
        "333y43331",
    ),
    // Yusuf works with Ali, but no meeting of theirs has that name.
    (
        "GET",
        "/api/v1/citizens/{citizen}/meetings/{meeting}/room",
        "333443331",
    ),
    (
        "PUT",
        "/api/v1/citizens/{citizen}/booking-deadline",
        "333y43331",
    ),
    ("GET", "/api/v1/citizens/{citizen}/case", "y44y43331"),
    ("PUT", "/api/v1/citizens/{citizen}/progress", "y44333331"),
    ("POST", "/api/v1/citizens/{citizen}/matters", "y44333331"),
    // There is no matter of that name: nobody is let in.
    (
        "GET",
        "/api/v1/citizens/{citizen}/matters/{matter}",
        "444443331",
    ),
    (
        "GET",
        "/api/v1/citizens/{citizen}/matters/{matter}/receipt",
        "444443331",
    ),
    (
        "POST",
        "/api/v1/citizens/{citizen}/matters/{matter}/acts",
        "y44y43331",
    ),
    ("POST", "/api/v1/citizens/{citizen}/letters", "333y43331"),
    ("POST", "/api/v1/citizens/{citizen}/uploads", "y44y43331"),
    // There is no upload of that name.
    (
        "GET",
        "/api/v1/citizens/{citizen}/uploads/{upload}",
        "444443331",
    ),
    (
        "HEAD",
        "/api/v1/citizens/{citizen}/uploads/{upload}",
        "444443331",
    ),
    // What is not of the protocol is refused before it is looked for.
    (
        "PATCH",
        "/api/v1/citizens/{citizen}/uploads/{upload}",
        "y44y43331",
    ),
    (
        "DELETE",
        "/api/v1/citizens/{citizen}/uploads/{upload}",
        "y44y43331",
    ),
    ("PUT", "/api/v1/citizens/{citizen}/contact", "333y43331"),
    ("GET", "/api/v1/provider/attendance", "33333y331"),
    (
        "POST",
        "/api/v1/provider/attendance/{activity}",
        "33333y331",
    ),
    ("GET", "/api/v1/desk/matters", "333yy3331"),
    ("GET", "/api/v1/desk/card", "333yy3331"),
    ("PUT", "/api/v1/desk/card", "333yy3331"),
    ("GET", "/api/v1/devices", "333333y31"),
    ("POST", "/api/v1/devices", "333333y31"),
    ("DELETE", "/api/v1/devices/{device}", "333333y31"),
    ("GET", "/api/v1/devices/this", "3333333y1"),
    ("GET", "/api/v1/reception", "3333333y1"),
    ("POST", "/api/v1/reception/visitors", "3333333y1"),
    ("POST", "/api/v1/reception/arrivals", "3333333y1"),
    ("POST", "/api/v1/reception/numbers", "3333333y1"),
    // A screen is no kiosk: `reception.rs` has one.
    ("GET", "/api/v1/reception/screen", "333333331"),
    ("GET", "/api/v1/desk/reception", "333yy3y31"),
    ("POST", "/api/v1/desk/reception/next", "333yy3y31"),
    ("POST", "/api/v1/desk/reception/{ticket}/acts", "333yy3y31"),
    ("POST", "/api/v1/devices/enrol", "yyyyyyyyy"),
    ("GET", "/api/v1/events", "yyyyyyy31"),
    ("GET", "/api/v1/desk/events", "333yy3y31"),
    ("GET", "/api/v1/sign-in", "yyyyyyyyy"),
    ("DELETE", "/api/v1/session", "yyyyyyy31"),
    ("DELETE", "/api/v1/sessions", "yyyyyyy31"),
];

const PERSON: &str = "/api/v1/mine-data";

fn in_a_month() -> String {
    let day = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(28 * 24);
    day.to_string()[..10].to_owned()
}

/// Asks for something new, under a key that nobody has used.
fn make(server: &Server, person: &str, path: &str, body: &Value) -> Answer {
    static USED: AtomicU32 = AtomicU32::new(0);
    let key = format!("6f1c2b8e-{}", USED.fetch_add(1, Ordering::Relaxed));
    server.ask(person, "POST", path, &[("idempotency-key", &key)], body)
}

/// Ali's name with us, after he has let Samira help.
fn ali_helped_by_samira(server: &Server) -> String {
    let share = json!({ "part": "person", "ends_on": in_a_month() });
    let offered = make(server, "ali", "/api/v1/shares", &share);
    assert_eq!(offered.status, 201, "{}", offered.text());
    let code = json!({ "code": offered.json()["code"] });
    let accepted = make(server, "samira", "/api/v1/shares/accept", &code);
    accepted.json()["citizen"].as_str().unwrap().to_owned()
}

/// A device brings a code, under a key of its own.
fn enrol(server: &Server, key: &str, code: &Value) -> Answer {
    server.send(
        "POST",
        "/api/v1/devices/enrol",
        &[
            ("indgang-request", "1"),
            ("idempotency-key", key),
            ("content-type", "application/json"),
        ],
        json!({ "code": code }).to_string().as_bytes(),
    )
}

/// The cookie of a kiosk that Kirsten has enrolled, and its address.
fn kiosk(server: &Server) -> (String, String) {
    let name = json!({ "name": "The hall" });
    let announced = make(server, "kirsten", "/api/v1/devices", &name);
    let announced = announced.json();
    let enrolled = enrol(server, "6f1c2b8e-kiosk", &announced["code"]);
    assert_eq!(enrolled.status, 204, "{}", enrolled.text());
    let address = format!("/api/v1/devices/{}", announced["id"].as_str().unwrap());
    (enrolled.cookie().to_owned(), address)
}

/// Ali shows his plan to the municipality, and somebody shows one to Yusuf in a room.
fn shown_to_yusuf(server: &Server) -> String {
    let plan = Log::default().to_bytes();
    let octets = [
        ("indgang-request", "1"),
        ("content-type", "application/octet-stream"),
    ];
    let cookie = server.cookie("ali");
    let as_ali = [("cookie", cookie.as_str()), ("if-none-match", "*")];
    let put = [&octets[..], &as_ali].concat();
    let put = server.send("PUT", "/api/v1/plan/shared", &put, &plan);
    assert_eq!(put.status, 204, "{}", put.text());
    let opened = server.send("POST", "/api/v1/plan/rooms", &octets, b"");
    let opened = opened.json();
    let code = json!({ "code": opened["code"] });
    let joined = server.ask("yusuf", "POST", "/api/v1/plan/rooms/join", &[], &code);
    let room = joined.json()["id"].as_str().unwrap().to_owned();
    let as_opener = [("indgang-room-key", opened["key"].as_str().unwrap())];
    let put = [&octets[..], &as_opener].concat();
    let address = format!("/api/v1/plan/rooms/{room}/shared");
    let put = server.send("PUT", &address, &put, &plan);
    assert_eq!(put.status, 204, "{}", put.text());
    room
}

#[test]
fn everybody_gets_in_where_the_table_says_and_nowhere_else() {
    for server in Server::on_both() {
        let ali = ali_helped_by_samira(&server);
        let people = ["ali", "gitte", "samira", "yusuf", "sara", "vera", "kirsten"];
        let mut cookies: Vec<_> = people.map(|person| server.sign_in(person)).into();
        cookies.push(kiosk(&server).0);
        cookies.push(String::new());
        let room = shown_to_yusuf(&server);
        let mut faults = Vec::new();
        for (method, path, row) in TABLE {
            let address = path
                .replace("{citizen}", &ali)
                .replace("{id}", "nothing")
                .replace("{consent}", "nothing")
                .replace("{share}", "nothing")
                .replace("{invitation}", "nothing")
                .replace("{link}", "nothing")
                .replace("{room}", &room)
                .replace("{meeting}", "nothing")
                .replace("{matter}", "nothing")
                .replace("{activity}", "nothing")
                .replace("{upload}", "nothing")
                .replace("{ticket}", "nothing")
                .replace("{device}", "nothing");
            for ((cookie, actor), expected) in cookies.iter().zip(ACTORS).zip(row.chars()) {
                // A right code would make somebody into a kiosk.
                let headers = [
                    ("cookie", cookie.as_str()),
                    ("indgang-request", "1"),
                    ("origin", server.address.as_str()),
                ];
                let status = server.status(method, &address, &headers);
                let is_about = path.contains("{citizen}") || path.contains("{room}");
                let is_hidden = status == 404 && is_about;
                let seen = match status {
                    401 => '1',
                    403 => '3',
                    404 if is_hidden => '4',
                    500.. => '5',
                    _ => 'y',
                };
                if seen != expected {
                    faults.push(format!(
                        "{method} {path}: {actor} got {status}, not {expected}"
                    ));
                }
            }
            if *method == "DELETE" && path.starts_with("/api/v1/session") {
                for (cookie, person) in cookies.iter_mut().zip(people) {
                    *cookie = server.sign_in(person);
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// What Ali has: real things, not names of nothing.
fn everything_of_alis(server: &Server) -> (Value, Vec<String>) {
    let content = json!({ "kind": "message", "text": "Hvornår får jeg svar?" });
    let matter = send(server, "ali", &content).json();
    let meeting = booked(server, "ali", 0, "phone");
    let draft = json!({ "form": "ansoegning", "content": "x" });
    let draft = make(server, "ali", "/api/v1/drafts", &draft);
    let id = |thing: &Value| thing["id"].as_str().unwrap().to_owned();
    let addresses = vec![
        format!("/api/v1/citizens/{{citizen}}/matters/{}", id(&matter)),
        format!(
            "/api/v1/citizens/{{citizen}}/matters/{}/receipt",
            id(&matter)
        ),
        format!("/api/v1/meetings/{}", id(&meeting)),
        format!("/api/v1/meetings/{}/calendar.ics", id(&meeting)),
        draft.header("location").to_owned(),
    ];
    (matter, addresses)
}

#[test]
fn what_is_somebodys_own_nobody_else_reads_or_changes() {
    for server in Server::on_both() {
        // Samira helps with another part, Gitte is a citizen like him, and others have nothing to do with him.
        let ali = ali_helped_by_samira(&server);
        let (matter, addresses) = everything_of_alis(&server);
        let sees = |person: &str, address: &str| {
            server.ask(person, "GET", address, &[], &Value::Null).status
        };
        for address in &addresses {
            let (own, of_his) = (
                address.replace("{citizen}", "me"),
                address.replace("{citizen}", &ali),
            );
            assert_eq!(sees("ali", &own), 200, "{own}");
            for person in ["gitte", "samira", "vera", "kirsten"] {
                for address in [&own, &of_his] {
                    let status = sees(person, address);
                    assert!(matches!(status, 403 | 404), "{person} {address}: {status}");
                }
            }
            assert_eq!(server.get(&of_his, &[]).status, 401, "{of_his}");
        }
        // Yusuf works with him, and finds it under his name only.
        let bent = id_of(&server, "yusuf", "Bent Lund");
        let (of_his, of_bents) = (
            addresses[0].replace("{citizen}", &ali),
            addresses[0].replace("{citizen}", &bent),
        );
        assert_eq!(
            (sees("yusuf", &of_his), sees("yusuf", &of_bents)),
            (200, 404)
        );
        let withdraw = json!({ "act": "withdraw", "text": "" });
        for (person, citizen) in [
            ("gitte", "me"),
            ("gitte", &*ali),
            ("samira", &ali),
            ("bent", "me"),
        ] {
            let status = act(&server, person, citizen, &matter, &withdraw).status;
            assert!(matches!(status, 403 | 404), "{person}: {status}");
        }
        let kept = server.ask(
            "ali",
            "GET",
            &addresses[0].replace("{citizen}", "me"),
            &[],
            &Value::Null,
        );
        assert_eq!(kept.json()["status"], "sent");
    }
}

#[test]
fn the_table_has_every_address_of_the_api() {
    let described = Server::start().get("/api/v1/openapi.json", &[]).json();
    let described: BTreeSet<_> = described["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.map(move |method| (method.to_uppercase(), path.clone()))
        })
        .collect();
    let tabled: BTreeSet<_> = TABLE
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()))
        // The description does not describe itself.
        .filter(|(_, path)| path != "/api/v1/openapi.json")
        .collect();
    assert_eq!(described, tabled);
}

#[test]
fn who_looks_is_seen_by_the_citizen_and_who_was_refused_saw_nothing() {
    for server in Server::on_both() {
        let ali = ali_helped_by_samira(&server);
        let address = format!("/api/v1/citizens/{ali}");
        for (person, status) in [("ali", 200), ("samira", 200), ("yusuf", 200), ("sara", 404)] {
            let answer = server.ask(person, "GET", &address, &[], &Value::Null);
            assert_eq!(answer.status, status, "{person}: {}", answer.text());
        }
        // A screen that asks again and again is one look.
        server.ask("yusuf", "GET", &address, &[], &Value::Null);
        let data = server.ask("ali", "GET", PERSON, &[], &Value::Null).json();
        let mut looks: Vec<_> = data["looks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|look| (look["viewer"].as_str().unwrap(), look["unit"].as_str()))
            .collect();
        looks.sort_unstable();
        assert_eq!(
            looks,
            [
                ("Samira Rahimi", None),
                ("Yusuf Demir", Some("Ydelsescentret"))
            ]
        );
    }
}

#[test]
fn a_consent_lets_another_unit_look_until_it_is_withdrawn() {
    for server in Server::on_both() {
        let ali = ali_helped_by_samira(&server);
        let address = format!("/api/v1/citizens/{ali}");
        let sara_sees = || {
            server
                .ask("sara", "GET", &address, &[], &Value::Null)
                .status
        };
        let mut consent = json!({
            "unit": "job", "part": "plan", "purpose": "Én samtale i stedet for to",
            "ends_on": in_a_month(),
        });
        let give = |consent: &Value| make(&server, "ali", "/api/v1/consents", consent);
        assert_eq!(give(&consent).status, 201);
        assert_eq!(sara_sees(), 404, "the consent is about another part");
        consent["part"] = "person".into();
        let given = give(&consent).json();
        assert_eq!(sara_sees(), 200);

        let one = format!("/api/v1/consents/{}", given["id"].as_str().unwrap());
        let withdraw = |person| server.ask(person, "DELETE", &one, &[], &Value::Null).status;
        assert_eq!(withdraw("gitte"), 404, "it is Ali's");
        assert_eq!(withdraw("ali"), 204);
        assert_eq!(sara_sees(), 404);

        for (key, wrong) in [
            ("unit", json!("jobcenter")),
            ("ends_on", json!("2026-01-01")),
            ("ends_on", json!("2099-01-01")),
            ("purpose", json!(" ")),
        ] {
            let mut consent = consent.clone();
            consent[key] = wrong;
            let problem = give(&consent).problem(422, "invalid");
            assert_eq!(problem["pointer"], format!("/{key}"));
        }
    }
}

#[test]
fn a_share_is_for_one_helper_and_ends_when_it_is_revoked() {
    for server in Server::on_both() {
        let share = json!({ "part": "person", "ends_on": in_a_month() });
        let offered = make(&server, "ali", "/api/v1/shares", &share).json();
        let code = json!({ "code": offered["code"] });
        let accept = |person| make(&server, person, "/api/v1/shares/accept", &code);
        assert_eq!(accept("ali").status, 404, "nobody helps themselves");
        let ali = accept("samira").json()["citizen"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(accept("gitte").status, 404, "the code is used up");

        let address = format!("/api/v1/citizens/{ali}");
        let samira_sees = || {
            server
                .ask("samira", "GET", &address, &[], &Value::Null)
                .status
        };
        assert_eq!(samira_sees(), 200);
        let one = format!("/api/v1/shares/{}", offered["id"].as_str().unwrap());
        assert_eq!(
            server.ask("ali", "DELETE", &one, &[], &Value::Null).status,
            204
        );
        assert_eq!(samira_sees(), 404);
    }
}

#[test]
fn what_is_made_under_a_key_is_made_once_however_often_it_is_sent() {
    for server in Server::on_both() {
        let consent = json!({
            "unit": "job", "part": "plan", "purpose": "Én samtale", "ends_on": in_a_month(),
        });
        let share = json!({ "part": "person", "ends_on": in_a_month() });
        for (person, path, body) in [
            ("ali", "/api/v1/consents", &consent),
            ("ali", "/api/v1/shares", &share),
            ("kirsten", "/api/v1/devices", &json!({ "name": "The hall" })),
        ] {
            let key = format!("6f1c2b8e{}", path.replace('/', "-"));
            let key = [("idempotency-key", key.as_str())];
            let send = || server.ask(person, "POST", path, &key, body);
            let (first, again) = (send(), send());
            assert_eq!(first.status, 201, "{}", first.text());
            assert_eq!((again.status, &again.body), (201, &first.body), "{path}");
            let address = format!("{path}/{}", first.json()["id"].as_str().unwrap());
            assert_eq!(first.header("location"), address);
            assert_eq!(again.header("location"), address);
            server
                .ask(person, "POST", path, &[], body)
                .problem(400, "key-missing");
        }
        let data = server.ask("ali", "GET", PERSON, &[], &Value::Null).json();
        let devices = server.ask("kirsten", "GET", "/api/v1/devices", &[], &Value::Null);
        for made in [&data["consents"], &data["shares"], &devices.json()] {
            assert_eq!(made.as_array().unwrap().len(), 1, "{made}");
        }
    }
}

#[test]
fn a_helper_who_brings_the_code_again_under_the_same_key_is_answered_the_same() {
    for server in Server::on_both() {
        let share = json!({ "part": "person", "ends_on": in_a_month() });
        let offered = make(&server, "ali", "/api/v1/shares", &share).json();
        let code = json!({ "code": offered["code"] });
        let key = [("idempotency-key", "6f1c2b8e-samira")];
        let path = "/api/v1/shares/accept";
        server
            .ask("samira", "POST", path, &[], &code)
            .problem(400, "key-missing");
        let send = || server.ask("samira", "POST", path, &key, &code);
        let (first, again) = (send(), send());
        assert_eq!(first.status, 200, "{}", first.text());
        assert_eq!((again.status, &again.body), (200, &first.body));
        assert_eq!(again.header("content-type"), first.header("content-type"));
        assert_eq!(
            first.header("location"),
            "",
            "there is nothing at an address"
        );

        let other = json!({ "code": "another" });
        server
            .ask("samira", "POST", path, &key, &other)
            .problem(422, "key-reused");
        // Keys are each person's own, and the code is used up.
        server
            .ask("gitte", "POST", path, &key, &code)
            .problem(404, "not-found");
    }
}

#[test]
fn a_kiosk_that_sends_its_code_again_under_the_same_key_is_the_same_kiosk() {
    for server in Server::on_both() {
        let name = json!({ "name": "The hall" });
        let announced = make(&server, "kirsten", "/api/v1/devices", &name).json();
        let code = &announced["code"];
        enrol(&server, "short", code).problem(400, "key-missing");
        let first = enrol(&server, "6f1c2b8e-hall", code);
        let again = enrol(&server, "6f1c2b8e-hall", code);
        assert_eq!(first.status, 204, "{}", first.text());
        assert_eq!((again.status, &again.body), (204, &first.body));
        assert_eq!(again.header("content-type"), first.header("content-type"));
        for answer in [&first, &again] {
            let this = server.get("/api/v1/devices/this", &[("cookie", answer.cookie())]);
            assert_eq!(this.json()["id"], announced["id"], "{}", this.text());
        }

        enrol(&server, "6f1c2b8e-hall", &json!("AAAA2222")).problem(422, "key-reused");
        enrol(&server, "6f1c2b8e-other", code).problem(404, "not-found");
        let address = format!("/api/v1/devices/{}", announced["id"].as_str().unwrap());
        let revoked = server.ask("kirsten", "DELETE", &address, &[], &Value::Null);
        assert_eq!(revoked.status, 204);
        enrol(&server, "6f1c2b8e-hall", code).problem(404, "not-found");
    }
}

#[test]
fn a_kiosk_is_enrolled_once_and_not_after_it_was_revoked() {
    for server in Server::on_both() {
        let (cookie, address) = kiosk(&server);
        let this = || server.get("/api/v1/devices/this", &[("cookie", &cookie)]);
        assert_eq!(this().json()["name"], "The hall");
        let revoked = server.ask("kirsten", "DELETE", &address, &[], &Value::Null);
        assert_eq!(revoked.status, 204);
        this().problem(401, "not-signed-in");
    }
}

#[test]
fn a_request_from_another_site_changes_nothing() {
    let server = Server::start();
    let cookie = server.cookie("ali");
    let share = json!({ "part": "person", "ends_on": in_a_month() }).to_string();
    let base = [
        ("cookie", cookie.as_str()),
        ("content-type", "application/json"),
    ];
    for wrong in [
        &[][..],
        &[("indgang-request", "1"), ("origin", "https://evil.example")],
        &[("indgang-request", "1"), ("sec-fetch-site", "cross-site")],
        &[("indgang-request", "1"), ("sec-fetch-site", "same-site")],
    ] {
        let headers = [&base[..], wrong].concat();
        let answer = server.send("POST", "/api/v1/shares", &headers, share.as_bytes());
        answer.problem(403, "foreign-site");
    }
    let ours = [
        ("indgang-request", "1"),
        ("idempotency-key", "6f1c2b8e-ours"),
        ("origin", server.address.as_str()),
        ("sec-fetch-site", "same-origin"),
    ];
    let headers = [&base[..], &ours].concat();
    let answer = server.send("POST", "/api/v1/shares", &headers, share.as_bytes());
    assert_eq!(answer.status, 201);
}

#[test]
fn a_citizen_takes_everything_out_as_a_zip() {
    let server = Server::start();
    ali_helped_by_samira(&server);
    for (person, content) in [("ali", "Ali <kok>"), ("gitte", "Gitte er syg")] {
        let draft = json!({ "form": "ansoegning", "content": content });
        let made = make(&server, person, "/api/v1/drafts", &draft);
        assert_eq!(made.status, 201, "{}", made.text());
    }
    let zip = server.ask("ali", "GET", "/api/v1/mine-data/export", &[], &Value::Null);
    assert_eq!(zip.header("content-type"), "application/zip");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.body)).unwrap();
    for (file, said, written) in [
        (
            "mine-data.json",
            "\"name\": \"Ali Rahimi\"",
            "\"content\": \"Ali <kok>\"",
        ),
        (
            "mine-data.html",
            "<dt>Hjælper</dt><dd>Samira Rahimi</dd>",
            "<dt>Det, du har skrevet</dt><dd>Ali &lt;kok&gt;</dd>",
        ),
    ] {
        let text = std::io::read_to_string(zip.by_name(file).unwrap()).unwrap();
        assert!(text.contains(said), "{file}: {text}");
        assert!(text.contains(written), "{file}: {text}");
        assert!(!text.contains("Gitte"), "{file} has what is another's");
        assert!(
            !text.contains("6901930001"),
            "the whole CPR number is in {file}"
        );
    }
}
