//! Arriving at the office: the kiosk, the screen, and who calls people in.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use serde_json::{Value, json};
use tempfile::NamedTempFile;

use super::events::Listener;
use crate::postgres;
use crate::program::{Answer, CONFIG, Server};

const MEETINGS: &str = "/api/v1/meetings";
const VISITORS: &str = "/api/v1/reception/visitors";
const ARRIVALS: &str = "/api/v1/reception/arrivals";
const NUMBERS: &str = "/api/v1/reception/numbers";
const SCREEN: &str = "/api/v1/reception/screen";
const DESK: &str = "/api/v1/desk/reception";
const NEXT: &str = "/api/v1/desk/reception/next";

/// Hassan's day of birth.
const HASSAN: (u8, u8, u16) = (11, 5, 1982);

/// Offices that are open today, also on a Sunday, where one can book what begins now.
struct Office {
    server: Server,
    /// Named by the configuration, as long as the server may be started again.
    _meetings: NamedTempFile,
}

fn today() -> String {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::get!("Europe/Copenhagen"));
    now.date().to_string()
}

fn tomorrow() -> String {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::get!("Europe/Copenhagen"));
    now.date().tomorrow().unwrap().to_string()
}

impl Office {
    fn on_both(shown: &str) -> [Self; 2] {
        [None, Some(postgres::new_database())].map(|database| {
            let built_in = include_str!("../../../meetings.toml");
            let meetings = built_in
                .replace("notice_minutes = 60", "notice_minutes = 0")
                .replace("shown = \"number\"", &format!("shown = {shown:?}"));
            let file = NamedTempFile::new().unwrap();
            std::fs::write(file.path(), meetings).unwrap();
            let open = format!(
                "{:?} = \"0.00-24.00\"\n{:?} = \"0.00-24.00\"",
                today(),
                tomorrow()
            );
            let mut config = std::fs::read_to_string(CONFIG)
                .unwrap()
                .replace("# \"2026-12-28\"", &format!("{open}\n# \"2026-12-28\""))
                .replace(
                    "[server]",
                    &format!("[server]\nmeetings = {:?}", file.path()),
                );
            if let Some(database) = database {
                config =
                    config.replace("[storage]", &format!("[storage]\ndatabase = {database:?}"));
            }
            let office = Self {
                server: Server::with_config(&config),
                _meetings: file,
            };
            office.sara_has_time("raadhus");
            office
        })
    }

    /// Sara meets people today and tomorrow, at any time of the day.
    fn sara_has_time(&self, place: &str) {
        let path = "/api/v1/desk/times";
        let own = self.server.ask("sara", "GET", path, &[], &Value::Null);
        let extra: Vec<Value> = [today(), tomorrow()]
            .iter()
            .map(|date| {
                json!({ "date": date, "hours": "0.00-24.00", "place": place,
                        "forms": ["in_person", "phone", "video"] })
            })
            .collect();
        let times = json!({ "room": "Lokale 12", "times": { "extra": extra, "buffer": 0 } });
        let version = [("if-match", own.header("etag"))];
        let kept = self.server.ask("sara", "PUT", path, &version, &times);
        assert_eq!(kept.status, 204, "{}", kept.text());
        // Only she does.
        let own = self.server.ask("mads", "GET", path, &[], &Value::Null);
        let version = [("if-match", own.header("etag"))];
        let times = json!({ "room": "", "times": {} });
        self.server.ask("mads", "PUT", path, &version, &times);
    }

    /// A job talk at the nth free time from now: the first two begin within half an hour.
    fn booked(&self, person: &str, nth: usize) -> Value {
        let path = format!("{MEETINGS}/times?kind=jobsamtale");
        let times = self.ask(person, "GET", &path, &Value::Null).json();
        let time = &times["times"][nth];
        let place = &time["ways"][0]["place"];
        let wanted = json!({ "kind": "jobsamtale", "start": time["start"], "form": "in_person", "place": place });
        let reserved = made(&self.server, person, MEETINGS, &wanted).json();
        let path = format!("{MEETINGS}/{}/acts", reserved["id"].as_str().unwrap());
        let version = [("if-match", "\"1\"")];
        let confirm = json!({ "act": "confirm" });
        let booked = self.server.ask(person, "POST", &path, &version, &confirm);
        assert_eq!(booked.status, 200, "{}", booked.text());
        booked.json()
    }

    fn ask(&self, person: &str, method: &str, path: &str, body: &Value) -> Answer {
        let answer = self.server.ask(person, method, path, &[], body);
        assert!(answer.status < 300, "{path}: {}", answer.text());
        answer
    }

    /// A device that Kirsten has enrolled.
    fn device(&self, kind: &str, place: &str) -> Device<'_> {
        let new = json!({ "name": format!("{kind} {place}"), "kind": kind, "place": place });
        let announced = made(&self.server, "kirsten", "/api/v1/devices", &new).json();
        let code = json!({ "code": announced["code"] }).to_string();
        let key = key();
        let headers = [
            ("indgang-request", "1"),
            ("idempotency-key", key.as_str()),
            ("content-type", "application/json"),
        ];
        let enrolled =
            (self.server).send("POST", "/api/v1/devices/enrol", &headers, code.as_bytes());
        assert_eq!(enrolled.status, 204, "{}", enrolled.text());
        Device {
            server: &self.server,
            cookie: enrolled.cookie().to_owned(),
        }
    }

    /// Who is here, as somebody sees it.
    fn tickets(&self, person: &str) -> Vec<Value> {
        let seen = self.ask(person, "GET", DESK, &Value::Null).json();
        seen["tickets"].as_array().unwrap().clone()
    }

    fn act(&self, person: &str, ticket: &Value, act: &Value) -> Answer {
        let path = format!("{DESK}/{}/acts", ticket["id"].as_str().unwrap());
        self.server.ask(person, "POST", &path, &[], act)
    }

    fn next(&self, person: &str, room: &str) -> Answer {
        made(&self.server, person, NEXT, &json!({ "room": room }))
    }
}

fn key() -> String {
    static USED: AtomicU32 = AtomicU32::new(0);
    format!("9b2f4e77-{}", USED.fetch_add(1, Ordering::Relaxed))
}

fn made(server: &Server, person: &str, path: &str, body: &Value) -> Answer {
    let key = key();
    let answer = server.ask(person, "POST", path, &[("idempotency-key", &key)], body);
    assert!(answer.status < 300, "{path}: {}", answer.text());
    answer
}

/// A kiosk or a screen.
struct Device<'a> {
    server: &'a Server,
    cookie: String,
}

impl Device<'_> {
    fn ask(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.ask_as(&key(), method, path, body)
    }

    fn ask_as(&self, key: &str, method: &str, path: &str, body: &Value) -> Answer {
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("indgang-request", "1"),
            ("idempotency-key", key),
            ("content-type", "application/json"),
        ];
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.server.send(method, path, &headers, body.as_bytes())
    }

    fn get(&self, path: &str) -> Value {
        let answer = self.ask("GET", path, &Value::Null);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    fn born(&self, (day, month, year): (u8, u8, u16)) -> Vec<Value> {
        let born = json!({ "day": day, "month": month, "year": year });
        let found = self.ask("POST", VISITORS, &born);
        assert_eq!(found.status, 200, "{}", found.text());
        found.json().as_array().unwrap().clone()
    }

    fn arrive(&self, visitor: &Value) -> Value {
        let arrival = json!({ "token": visitor["token"], "language": "ar" });
        let arrived = self.ask("POST", ARRIVALS, &arrival);
        assert_eq!(arrived.status, 200, "{}", arrived.text());
        arrived.json()
    }

    fn draw(&self, errand: &str) -> Value {
        let drawn = self.ask(
            "POST",
            NUMBERS,
            &json!({ "errand": errand, "language": "uk" }),
        );
        assert_eq!(drawn.status, 200, "{}", drawn.text());
        drawn.json()
    }
}

#[test]
fn hassan_says_that_he_is_here_sara_hears_it_calls_him_and_the_screen_shows_his_number() {
    for office in Office::on_both("number") {
        let meeting = office.booked("hassan", 0);
        let (kiosk, screen) = (
            office.device("kiosk", ""),
            office.device("screen", "raadhus"),
        );
        let mut house =
            ["sara", "yusuf", "kirsten"].map(|one| Listener::at_desk(&office.server, one));
        for one in &mut house {
            assert_eq!(one.next().1, "ready");
        }

        let found = kiosk.born(HASSAN);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["first_name"], "Hassan");
        let said = found[0].to_string();
        assert!(
            !said.contains(meeting["id"].as_str().unwrap()) && !said.contains("Aziz"),
            "{said}"
        );

        let start = Instant::now();
        let here = kiosk.arrive(&found[0]);
        assert_eq!(
            (&here["outcome"], &here["label"]),
            (&json!("here"), &json!("B001"))
        );
        let (least, most) = (
            here["least"].as_u64().unwrap(),
            here["most"].as_u64().unwrap(),
        );
        assert!(least < most && most <= 30, "{here}");
        // Who meets him, who works elsewhere, and who sits at the front desk.
        for one in &mut house {
            assert_eq!(one.next().1, "house");
        }
        assert!(start.elapsed().as_secs() < 5);
        // Who presses twice is here once.
        assert_eq!(kiosk.arrive(&found[0])["label"], "B001");

        let own = office.ask("hassan", "GET", MEETINGS, &Value::Null).json();
        let own = &own["meetings"][0];
        assert_eq!(
            (&own["status"], &own["number"]),
            (&json!("arrived"), &json!("B001"))
        );
        let seen = office.tickets("sara");
        assert_eq!(seen.len(), 1);
        assert_eq!(
            (&seen[0]["name"], &seen[0]["language"]),
            (&json!("Hassan Aziz"), &json!("ar"))
        );
        assert_eq!(screen.get(SCREEN)["calls"], json!([]));

        let id = meeting["id"].as_str().unwrap();
        let path = format!(
            "/api/v1/citizens/{}/meetings/{id}/acts",
            seen[0]["citizen"].as_str().unwrap()
        );
        let act = |name: &str| {
            let seen = office.ask("hassan", "GET", &format!("{MEETINGS}/{id}"), &Value::Null);
            let version = [("if-match", seen.header("etag"))];
            let done = office
                .server
                .ask("sara", "POST", &path, &version, &json!({ "act": name }));
            assert_eq!(done.status, 200, "{}", done.text());
        };
        act("call");
        let shown = screen.get(SCREEN);
        assert_eq!(shown["calls"][0]["label"], "B001");
        assert_eq!(shown["calls"][0]["room"], "Lokale 12");
        let text = shown.to_string();
        for private in ["Hassan", "Aziz", "110582", "710582", "obsamtale", id] {
            assert!(
                !text.contains(private),
                "{private} is on the screen: {text}"
            );
        }
        assert_eq!(shown["hours"], "0.00-24.00");
        assert!(shown["way"]["da"].as_str().unwrap().starts_with("Lokale"));
        act("begin");
        assert_eq!(screen.get(SCREEN)["calls"], json!([]));
        assert_eq!(office.tickets("sara"), Vec::<Value>::new());
    }
}

#[test]
fn what_a_screen_shows_of_who_has_a_meeting_is_the_municipalitys_to_say() {
    for (shown, label) in [("first_name", "Hassan"), ("initials", "H.A.")] {
        let [office, _] = Office::on_both(shown);
        office.booked("hassan", 0);
        let (kiosk, screen) = (office.device("kiosk", ""), office.device("screen", ""));
        assert_eq!(kiosk.arrive(&kiosk.born(HASSAN)[0])["label"], label);
        let ticket = &office.tickets("kirsten")[0];
        assert_eq!(ticket["name"], "Hassan Aziz");
        assert_eq!(ticket.get("citizen"), None, "the front desk opens no case");
        let call = json!({ "act": "call", "room": "Lokale 3" });
        assert_eq!(office.act("kirsten", ticket, &call).status, 204);
        let calls = screen.get(SCREEN)["calls"].clone();
        assert_eq!(
            (&calls[0]["label"], &calls[0]["room"]),
            (&json!(label), &json!("Lokale 3"))
        );
        let done = office.act("kirsten", ticket, &json!({ "act": "done" }));
        assert_eq!(done.problem(409, "not-now")["code"], "not-yours");
        // That she saw his name, he sees.
        let data = office
            .ask("hassan", "GET", "/api/v1/mine-data", &Value::Null)
            .json();
        let looks = data["looks"].as_array().unwrap();
        assert!(
            looks.iter().any(|look| look["viewer"] == "Kirsten Dahl"),
            "{looks:?}"
        );
    }
}

#[test]
fn who_is_too_early_at_another_place_or_not_expected_is_told_so_and_no_more() {
    for office in Office::on_both("number") {
        let kiosk = office.device("kiosk", "raadhus");
        assert_eq!(kiosk.born(HASSAN), Vec::<Value>::new(), "he has no meeting");
        let meeting = office.booked("hassan", 8);
        let found = kiosk.born(HASSAN);
        // Late in the evening the eighth time is tomorrow, and then he is not expected.
        if let [visitor] = &found[..] {
            let early = kiosk.arrive(visitor);
            assert_eq!(early["outcome"], "early", "{early}");
            assert_eq!(
                early["from"].as_i64(),
                meeting["start"].as_i64().map(|start| start - 30 * 60_000)
            );
        }
        let other = office.device("kiosk", "sundhedshus");
        assert_eq!(
            other.get("/api/v1/reception")["place"]["key"],
            "sundhedshus"
        );
        office.booked("bent", 0);
        let bent = (23, 3, 1969);
        let elsewhere = other.arrive(&other.born(bent)[0]);
        assert_eq!(elsewhere["outcome"], "elsewhere");
        assert_eq!(elsewhere["place"]["key"], "raadhus");
        // A token is for the kiosk that was given it.
        let token = kiosk.born(bent)[0]["token"].clone();
        let stolen = other.ask(
            "POST",
            ARRIVALS,
            &json!({ "token": token, "language": "da" }),
        );
        stolen.problem(404, "not-found");
        let wrong = other.ask(
            "POST",
            VISITORS,
            &json!({ "day": 32, "month": 1, "year": 1990 }),
        );
        wrong.problem(422, "invalid");
    }
}

#[test]
fn a_kiosk_that_tries_out_dates_is_stopped() {
    for office in Office::on_both("number") {
        let (kiosk, other) = (
            office.device("kiosk", ""),
            office.device("kiosk", "sundhedshus"),
        );
        for day in 1..=20 {
            assert_eq!(kiosk.born((day, 1, 1990)), Vec::<Value>::new());
        }
        let born = json!({ "day": 21, "month": 1, "year": 1990 });
        let refused = kiosk.ask("POST", VISITORS, &born);
        refused.problem(429, "too-many");
        other.born((21, 1, 1990));
        kiosk.draw("andet");
    }
}

#[test]
fn who_comes_without_a_meeting_draws_a_number_is_called_handed_over_and_helped() {
    for office in Office::on_both("number") {
        let (kiosk, screen) = (office.device("kiosk", ""), office.device("screen", ""));
        let first = json!({ "errand": "andet", "language": "ar", "phone": "20 30 40 50" });
        let key = key();
        let mut kirsten = Listener::at_desk(&office.server, "kirsten");
        assert_eq!(kirsten.next().1, "ready");
        let drawn = kiosk.ask_as(&key, "POST", NUMBERS, &first).json();
        assert_eq!(kirsten.next().1, "house");
        assert_eq!(
            (&drawn["label"], &drawn["least"], &drawn["most"]),
            (&json!("A001"), &json!(0), &json!(5))
        );
        // What was lost on the way is sent again.
        assert_eq!(kiosk.ask_as(&key, "POST", NUMBERS, &first).json(), drawn);
        let second = kiosk.draw("papirer");
        assert_eq!(second["label"], "A002");
        assert!(second["most"].as_u64() > drawn["most"].as_u64(), "{second}");
        for wrong in [
            json!({ "errand": "frokost", "language": "da" }),
            json!({ "errand": "andet", "language": "tlh" }),
            json!({ "errand": "andet", "language": "da", "phone": "ring" }),
        ] {
            kiosk.ask("POST", NUMBERS, &wrong).problem(422, "invalid");
        }

        let called = office.next("kirsten", "Skranke 2").json();
        assert_eq!(
            (&called["label"], &called["phone"]),
            (&json!("A001"), &json!("20 30 40 50"))
        );
        assert_eq!(screen.get(SCREEN)["calls"][0]["room"], "Skranke 2");
        assert_eq!(screen.get(SCREEN)["waiting"], 1);
        // Only who called calls again.
        let call = json!({ "act": "call", "room": "Lokale 12" });
        office.act("sara", &called, &call).problem(409, "not-now");
        assert_eq!(office.act("kirsten", &called, &call).status, 204);
        let over = json!({ "act": "hand_over", "errand": "papirer" });
        assert_eq!(office.act("kirsten", &called, &over).status, 204);
        // Who came first is first still.
        let next = office.next("yusuf", "Lokale 4").json();
        assert_eq!(
            (&next["label"], &next["errand"]),
            (&json!("A001"), &json!("papirer"))
        );
        assert_eq!(
            office.act("yusuf", &next, &json!({ "act": "done" })).status,
            204
        );
        office.act("yusuf", &next, &call).problem(409, "not-now");
        assert_eq!(office.next("sara", "Lokale 12").json()["label"], "A002");
        assert_eq!(office.next("sara", "Lokale 12").status, 204, "nobody waits");
    }
}

#[test]
fn two_who_call_the_next_one_at_once_call_two() {
    for office in Office::on_both("number") {
        let kiosk = office.device("kiosk", "");
        for _ in 0..8 {
            kiosk.draw("andet");
        }
        for person in ["sara", "kirsten"] {
            office.server.cookie(person);
        }
        let mut labels: Vec<String> = std::thread::scope(|scope| {
            let calling: Vec<_> = (0..8)
                .map(|n| {
                    let office = &office;
                    scope.spawn(move || {
                        let person = ["sara", "kirsten"][n % 2];
                        let called = office.next(person, "Lokale 12").json();
                        called["label"].as_str().unwrap().to_owned()
                    })
                })
                .collect();
            calling.into_iter().map(|one| one.join().unwrap()).collect()
        });
        labels.sort_unstable();
        let all: Vec<String> = (1..=8).map(|number| format!("A{number:03}")).collect();
        assert_eq!(labels, all);
    }
}

#[test]
fn a_kiosk_is_no_screen_and_a_screen_is_no_kiosk() {
    for office in Office::on_both("number") {
        let (kiosk, screen) = (office.device("kiosk", ""), office.device("screen", ""));
        let ask = |device: &Device, method, path| device.ask(method, path, &json!({})).status;
        for (method, path) in [
            ("GET", "/api/v1/reception"),
            ("POST", VISITORS),
            ("POST", ARRIVALS),
            ("POST", NUMBERS),
        ] {
            assert_eq!(ask(&screen, method, path), 403, "{path}");
            assert_ne!(ask(&kiosk, method, path), 403, "{path}");
        }
        assert_eq!(ask(&kiosk, "GET", SCREEN), 403);
        assert_eq!(screen.get("/api/v1/devices/this")["kind"], "screen");
        let nowhere = json!({ "name": "x", "kind": "kiosk", "place": "maanen" });
        let key = key();
        let headers = [("idempotency-key", key.as_str())];
        let refused = office
            .server
            .ask("kirsten", "POST", "/api/v1/devices", &headers, &nowhere);
        assert_eq!(refused.problem(422, "invalid")["pointer"], "/place");
    }
}

#[test]
fn nothing_of_who_came_is_in_the_log() {
    let [office, _] = Office::on_both("number");
    office.booked("hassan", 0);
    let kiosk = office.device("kiosk", "");
    kiosk.arrive(&kiosk.born(HASSAN)[0]);
    let number = json!({ "errand": "andet", "language": "ar", "phone": "20 30 40 50" });
    kiosk.ask("POST", NUMBERS, &number);
    let Office { server, .. } = office;
    let (log, _) = server.terminate();
    for private in [
        "Hassan", "Aziz", "1982", "110582", "710582", "20 30 40", "A001", "B001",
    ] {
        assert!(!log.contains(private), "{private} is in the log: {log}");
    }
}
