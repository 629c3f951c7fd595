//! Meetings: booking, moving, meeting, and what the municipality sees of it.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use crate::program::{Answer, Server};

const MEETINGS: &str = "/api/v1/meetings";

fn get(server: &Server, person: &str, path: &str) -> Value {
    let answer = server.ask(person, "GET", path, &[], &Value::Null);
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.json()
}

/// Asks for something new, under a key that nobody has used.
fn make(server: &Server, person: &str, path: &str, body: &Value) -> Answer {
    static USED: AtomicU32 = AtomicU32::new(0);
    let key = format!("7a3d9c10-{}", USED.fetch_add(1, Ordering::Relaxed));
    server.ask(person, "POST", path, &[("idempotency-key", &key)], body)
}

/// Free times of a kind.
pub fn times(server: &Server, person: &str, kind: &str) -> Vec<Value> {
    let found = get(server, person, &format!("{MEETINGS}/times?kind={kind}"));
    found["times"].as_array().unwrap().clone()
}

fn wanted(kind: &str, time: &Value, form: &str) -> Value {
    json!({ "kind": kind, "start": time["start"], "form": form, "place": "raadhus" })
}

pub fn act(server: &Server, person: &str, meeting: &Value, change: &Value) -> Answer {
    let path = format!("{MEETINGS}/{}/acts", meeting["id"].as_str().unwrap());
    let version = format!("\"{}\"", meeting["version"]);
    server.ask(person, "POST", &path, &[("if-match", &version)], change)
}

/// What somebody of the municipality does with a citizen's meeting.
pub fn staff_act(
    server: &Server,
    person: &str,
    citizen: &str,
    meeting: &Value,
    change: &Value,
) -> Answer {
    let id = meeting["id"].as_str().unwrap();
    let path = format!("/api/v1/citizens/{citizen}/meetings/{id}/acts");
    let version = format!("\"{}\"", meeting["version"]);
    server.ask(person, "POST", &path, &[("if-match", &version)], change)
}

pub fn done(answer: &Answer) -> Value {
    assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
    answer.json()
}

/// A job talk that is booked at the nth free time.
pub fn booked(server: &Server, person: &str, nth: usize, form: &str) -> Value {
    let time = &times(server, person, "jobsamtale")[nth];
    let reserved = done(&make(
        server,
        person,
        MEETINGS,
        &wanted("jobsamtale", time, form),
    ));
    done(&act(
        server,
        person,
        &reserved,
        &json!({ "act": "confirm" }),
    ))
}

/// Mette's name with us, as Sara sees it.
pub fn id_of(server: &Server, staff: &str, name: &str) -> String {
    let citizens = get(server, staff, "/api/v1/citizens");
    let citizen = citizens
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == name);
    citizen.unwrap()["id"].as_str().unwrap().to_owned()
}

#[test]
fn mette_books_a_video_talk_moves_it_and_calls_it_off() {
    for server in Server::on_both() {
        let free = times(&server, "mette", "jobsamtale");
        // Not tomorrow: from noon on that could not be moved any more.
        let soon = jiff::Timestamp::now().as_millisecond() + 48 * 60 * 60 * 1000;
        let is_later = |time: &&Value| time["start"].as_i64() > Some(soon);
        let first = free.iter().find(is_later).unwrap();
        let reserved = make(
            &server,
            "mette",
            MEETINGS,
            &wanted("jobsamtale", first, "video"),
        );
        let reserved = done(&reserved);
        assert_eq!(reserved["status"], "reserved");
        assert_eq!(reserved["start"], first["start"]);
        let kept =
            reserved["kept_until"].as_i64().unwrap() - jiff::Timestamp::now().as_millisecond();
        assert!((9 * 60_000..=10 * 60_000).contains(&kept), "{kept}");

        let wishes = json!({
            "interpreter": "", "companion": true, "a_kasse": false, "access": "",
            "topics": "Praktik hos en bogholder", "phone": "20 30 40 50",
        });
        let one = format!("{MEETINGS}/{}", reserved["id"].as_str().unwrap());
        let version = [("if-match", "\"1\"")];
        let prepared = done(&server.ask("mette", "PUT", &one, &version, &wishes));
        let stale = server.ask("mette", "PUT", &one, &version, &wishes);
        stale.problem(412, "changed");
        let meeting = done(&act(
            &server,
            "mette",
            &prepared,
            &json!({ "act": "confirm" }),
        ));
        assert_eq!(meeting["status"], "booked");
        assert_eq!(meeting["wishes"], wishes);
        assert_eq!(meeting["staff"].as_array().unwrap().len(), 1);

        let own = get(&server, "mette", MEETINGS);
        assert_eq!(own["meetings"].as_array().unwrap().len(), 1);
        assert_eq!(own["last_form"], "video");

        // What she has is hers: the time is nobody else's, and to move it she may overlap herself.
        let other = free
            .iter()
            .rfind(|time| time["start"] != first["start"])
            .unwrap();
        let to =
            json!({ "act": "move", "start": other["start"], "form": "phone", "place": "raadhus" });
        let moved = done(&act(&server, "mette", &meeting, &to));
        assert_eq!(
            (&moved["start"], &moved["form"]),
            (&other["start"], &json!("phone"))
        );
        let again: Vec<Value> = times(&server, "bent", "jobsamtale");
        let is_free = |start: &Value| again.iter().any(|time| &time["start"] == start);
        assert!(
            is_free(&first["start"]),
            "what was given back is free again"
        );

        let calendar = server.ask(
            "mette",
            "GET",
            &format!("{one}/calendar.ics"),
            &[],
            &Value::Null,
        );
        let calendar = calendar.text();
        assert!(
            calendar.contains("SEQUENCE:4") && calendar.contains("METHOD:PUBLISH"),
            "{calendar}"
        );
        assert!(
            !calendar.contains("bogholder") && !calendar.contains("Jobsamtale"),
            "{calendar}"
        );

        // It is among what she can take out.
        let zip = server.ask(
            "mette",
            "GET",
            "/api/v1/mine-data/export",
            &[],
            &Value::Null,
        );
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.body)).unwrap();
        let text = std::io::read_to_string(zip.by_name("mine-data.html").unwrap()).unwrap();
        let topics = "<dt>Det, du vil tale om</dt><dd>Praktik hos en bogholder</dd>";
        assert!(text.contains(topics), "{text}");
        assert!(
            text.contains("<dt>Hvordan I mødes</dt><dd>telefon</dd>"),
            "{text}"
        );

        let off = done(&act(
            &server,
            "mette",
            &moved,
            &json!({ "act": "cancel", "reason": "Jeg har fået job" }),
        ));
        assert_eq!(off["status"], "cancelled");
        let calendar = server.ask(
            "mette",
            "GET",
            &format!("{one}/calendar.ics"),
            &[],
            &Value::Null,
        );
        assert!(calendar.text().contains("METHOD:CANCEL"));
        act(&server, "mette", &off, &json!({ "act": "confirm" })).problem(409, "not-now");
        booked(&server, "mette", 0, "in_person");
    }
}

#[test]
fn a_time_is_one_citizens_and_the_next_is_told_the_nearest_ones() {
    for server in Server::on_both() {
        let time = times(&server, "mette", "ydelsessamtale").swap_remove(0);
        let asked = wanted("ydelsessamtale", &time, "phone");
        done(&make(&server, "mette", MEETINGS, &asked));
        let refused = make(&server, "bent", MEETINGS, &asked);
        let problem = refused.problem(409, "slot-taken");
        let nearest = problem["nearest"].as_array().unwrap();
        assert_eq!(nearest.len(), 6, "{problem}");
        assert!(nearest.iter().all(|other| other["start"] != time["start"]));
        let next = wanted("ydelsessamtale", &nearest[0], "phone");
        done(&make(&server, "bent", MEETINGS, &next));
    }
}

#[test]
fn a_citizen_has_one_talk_ahead_and_a_reservation_gives_way_to_a_new_one() {
    for server in Server::on_both() {
        let free = times(&server, "line", "jobsamtale");
        let first = done(&make(
            &server,
            "line",
            MEETINGS,
            &wanted("jobsamtale", &free[0], "phone"),
        ));
        let second = done(&make(
            &server,
            "line",
            MEETINGS,
            &wanted("jobsamtale", &free[1], "phone"),
        ));
        act(&server, "line", &first, &json!({ "act": "confirm" })).problem(404, "not-found");
        done(&act(&server, "line", &second, &json!({ "act": "confirm" })));
        let third = make(
            &server,
            "line",
            MEETINGS,
            &wanted("jobsamtale", &free[5], "phone"),
        );
        third.problem(409, "one-ahead");
        // A talk about money is another matter.
        let money = times(&server, "line", "ydelsessamtale").swap_remove(0);
        done(&make(
            &server,
            "line",
            MEETINGS,
            &wanted("ydelsessamtale", &money, "phone"),
        ));
    }
}

#[test]
fn the_first_talk_is_in_person_with_both_units_and_one_booking() {
    for server in Server::on_both() {
        let free = times(&server, "jonas", "foerste_samtale");
        let forms: Vec<&Value> = free[0]["ways"]
            .as_array()
            .unwrap()
            .iter()
            .map(|way| &way["form"])
            .collect();
        assert_eq!(forms, [&json!("in_person")]);
        let asked = wanted("foerste_samtale", &free[0], "video");
        make(&server, "jonas", MEETINGS, &asked).problem(409, "slot-taken");
        let asked = wanted("foerste_samtale", &free[0], "in_person");
        let meeting = done(&make(&server, "jonas", MEETINGS, &asked));
        let meeting = done(&act(
            &server,
            "jonas",
            &meeting,
            &json!({ "act": "confirm" }),
        ));
        let units: Vec<&Value> = meeting["staff"]
            .as_array()
            .unwrap()
            .iter()
            .map(|host| &host["unit"])
            .collect();
        assert_eq!(units, ["Job og Trivsel", "Ydelsescentret"]);
        // From now on both units work with him.
        id_of(&server, "sara", "Jonas Vinther");
        id_of(&server, "yusuf", "Jonas Vinther");

        // Form is a right after the first talk: until then what it counts for is in person, too.
        let own = get(&server, "jonas", MEETINGS);
        assert_eq!(own["first_talk"], "foerste_samtale");
        let money = times(&server, "jonas", "ydelsessamtale").swap_remove(0);
        let by_phone = wanted("ydelsessamtale", &money, "phone");
        make(&server, "jonas", MEETINGS, &by_phone).problem(409, "slot-taken");
        let talk = wanted("ydelsessamtale", &money, "in_person");
        let talk = done(&make(&server, "jonas", MEETINGS, &talk));
        let talk = done(&act(&server, "jonas", &talk, &json!({ "act": "confirm" })));
        let to_phone = json!({ "act": "form", "form": "phone" });
        act(&server, "jonas", &talk, &to_phone).problem(422, "invalid");
        let is_other = times(&server, "jonas", "sundhedssamtale")
            .iter()
            .any(|time| time["ways"].to_string().contains("phone"));
        assert!(
            is_other,
            "what the first talk does not count for is as it was"
        );
    }
}

#[test]
fn a_group_takes_as_many_as_it_has_seats_and_nothing_else_at_that_time() {
    for server in Server::on_both() {
        let time = times(&server, "mette", "informationsmoede").swap_remove(0);
        let asked = wanted("informationsmoede", &time, "in_person");
        let first = done(&make(&server, "mette", MEETINGS, &asked));
        let second = done(&make(&server, "bent", MEETINGS, &asked));
        assert_eq!(first["start"], second["start"]);
        let (start, end) = (
            time["start"].as_i64().unwrap(),
            time["end"].as_i64().unwrap(),
        );
        let overlaps = |other: &Value| {
            other["start"].as_i64().unwrap() < end && start < other["end"].as_i64().unwrap()
        };
        let groups = times(&server, "line", "informationsmoede");
        let overlapping: Vec<_> = groups.iter().filter(|other| overlaps(other)).collect();
        // With the same person only at the same time; Mads may be there on his days.
        assert!(
            overlapping
                .iter()
                .any(|other| other["start"] == time["start"])
        );
        for meeting in [&first, &second] {
            let person = if meeting == &first { "mette" } else { "bent" };
            done(&act(&server, person, meeting, &json!({ "act": "release" })));
        }
        assert_eq!(
            times(&server, "line", "informationsmoede")[0]["start"],
            time["start"]
        );
    }
}

#[test]
fn sara_sees_her_day_calls_ends_and_writes_what_was_agreed() {
    for server in Server::on_both() {
        let meeting = booked(&server, "mette", 0, "in_person");
        let mette = id_of(&server, "sara", "Mette Holm");
        let at = jiff::Timestamp::from_millisecond(meeting["start"].as_i64().unwrap()).unwrap();
        // In office hours it is the same day here and in Greenwich.
        let date = at.to_string()[..10].to_owned();
        let day = get(&server, "sara", &format!("/api/v1/desk/day?date={date}"));
        let seen = &day.as_array().unwrap()[0];
        assert_eq!(
            (&seen["name"], &seen["citizen"]),
            (&json!("Mette Holm"), &json!(mette))
        );
        // That she looked, Mette sees.
        let looks = get(&server, "mette", "/api/v1/mine-data")["looks"].clone();
        assert!(
            looks
                .as_array()
                .unwrap()
                .iter()
                .any(|look| look["part"] == "meetings"),
            "{looks}"
        );

        let begin = json!({ "act": "begin" });
        staff_act(&server, "sara", &mette, &meeting, &begin).problem(409, "not-now");
        let arrive = json!({ "act": "arrive" });
        act(&server, "mette", &meeting, &arrive).problem(409, "not-now");
        let arrived = done(&staff_act(&server, "sara", &mette, &meeting, &arrive));
        let called = done(&staff_act(
            &server,
            "sara",
            &mette,
            &arrived,
            &json!({ "act": "call" }),
        ));
        assert_eq!(called["status"], "called");
        act(&server, "mette", &called, &json!({ "act": "call" })).problem(409, "not-now");
        let late = json!({ "act": "delay", "minutes": 5 });
        let called = done(&staff_act(&server, "sara", &mette, &called, &late));
        assert_eq!(called["delayed"], 5);
        // Yusuf's unit has nothing to do with her meeting, and neither does Gitte.
        staff_act(&server, "yusuf", &mette, &called, &begin).problem(404, "not-found");
        act(&server, "gitte", &called, &arrive).problem(404, "not-found");
    }
}

#[test]
fn a_deadline_gives_days_enough_is_met_by_booking_and_does_not_stand_beside_a_meeting() {
    for server in Server::on_both() {
        let mette = id_of(&server, "sara", "Mette Holm");
        let path = format!("/api/v1/citizens/{mette}/booking-deadline");
        let set = |days: i64, reason: &str| {
            let day = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
            let until = day.to_string()[..10].to_owned();
            let deadline = json!({ "kind": "jobsamtale", "until": until, "reason": reason });
            server.ask("sara", "PUT", &path, &[], &deadline)
        };
        set(3, "").problem(422, "invalid");
        assert_eq!(set(5, "En virksomhed vil gerne møde dig").status, 204);
        assert_eq!(set(20, "").status, 204);
        assert_eq!(
            get(&server, "mette", MEETINGS)["deadline"]["kind"],
            "jobsamtale"
        );
        let proof = server.ask(
            "mette",
            "POST",
            &format!("{MEETINGS}/proofs"),
            &[],
            &Value::Null,
        );
        proof.problem(404, "not-found");
        let work = get(&server, "sara", "/api/v1/desk/work");
        assert_eq!(
            work.as_array().unwrap().len(),
            0,
            "it is more than two weeks away"
        );
        let meeting = booked(&server, "mette", 0, "phone");
        assert_eq!(get(&server, "mette", MEETINGS).get("deadline"), None);
        set(20, "").problem(409, "one-ahead");
        assert_eq!(meeting["status"], "booked");
    }
}

#[test]
fn who_finds_no_time_before_the_deadline_gets_a_proof_that_the_municipality_can_check() {
    for server in Server::on_both() {
        let mette = id_of(&server, "sara", "Mette Holm");
        // Nobody has time.
        for staff in ["sara", "mads"] {
            let own = server.ask(staff, "GET", "/api/v1/desk/times", &[], &Value::Null);
            let mut times = own.json();
            times["times"]["away"] = json!([{ "from": "2020-01-01", "until": "2099-01-01" }]);
            let version = own.header("etag").to_owned();
            let kept = server.ask(
                staff,
                "PUT",
                "/api/v1/desk/times",
                &[("if-match", &version)],
                &times,
            );
            assert_eq!(kept.status, 204, "{}", kept.text());
        }
        assert_eq!(times(&server, "mette", "jobsamtale"), Vec::<Value>::new());
        let day = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * 10);
        let deadline =
            json!({ "kind": "jobsamtale", "until": day.to_string()[..10], "reason": "" });
        let path = format!("/api/v1/citizens/{mette}/booking-deadline");
        assert_eq!(server.ask("sara", "PUT", &path, &[], &deadline).status, 204);
        let proof = server.ask(
            "mette",
            "POST",
            &format!("{MEETINGS}/proofs"),
            &[],
            &Value::Null,
        );
        let mut proof = done(&proof);
        let check = |proof: &Value| server.ask("sara", "POST", "/api/v1/desk/proofs", &[], proof);
        assert_eq!(check(&proof).status, 204);
        proof["text"] = json!(
            proof["text"]
                .as_str()
                .unwrap()
                .replace("Jobsamtale", "Andet")
        );
        check(&proof).problem(422, "invalid");
    }
}
