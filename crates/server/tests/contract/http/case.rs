//! A citizen's own case: what they send, who answers, and what becomes of it.

use std::sync::atomic::{AtomicU32, Ordering};

use indgang_law::household::Household;
use indgang_law::receipt::with_checksum;
use serde_json::{Value, json};

use super::meetings::{done, id_of};
use crate::program::{Answer, Server};

pub const ME: &str = "/api/v1/citizens/me";

pub fn get(server: &Server, person: &str, path: &str) -> Value {
    done(&server.ask(person, "GET", path, &[], &Value::Null))
}

pub fn post(server: &Server, person: &str, path: &str, body: &Value) -> Answer {
    static USED: AtomicU32 = AtomicU32::new(0);
    let key = format!("5c0de1ab-{}", USED.fetch_add(1, Ordering::Relaxed));
    server.ask(person, "POST", path, &[("idempotency-key", &key)], body)
}

/// A citizen sends something.
pub fn send(server: &Server, person: &str, content: &Value) -> Answer {
    let path = format!("{ME}/matters");
    post(server, person, &path, &json!({ "content": content }))
}

/// Somebody does something with a matter of a citizen's.
pub fn act(server: &Server, person: &str, citizen: &str, matter: &Value, change: &Value) -> Answer {
    let id = matter["id"].as_str().unwrap();
    let path = format!("/api/v1/citizens/{citizen}/matters/{id}/acts");
    let version = format!("\"{}\"", matter["version"]);
    server.ask(person, "POST", &path, &[("if-match", &version)], change)
}

pub fn in_days(days: i64) -> String {
    let day = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(days * 24);
    day.to_string()[..10].to_owned()
}

fn need() -> Value {
    json!({
        "kind": "need", "preset": "adhd_medicine", "what": "Medicin i tre måneder", "amount": "1200.00",
        "changes": "Jeg kan holde praktikken", "details": "", "urgent": true,
    })
}

pub fn application() -> Value {
    let month = indgang_law::calendar::Date::parse(&in_days(0))
        .unwrap()
        .month();
    let household = serde_json::to_string(&Household::unknown(month)).unwrap();
    json!({
        "kind": "application", "household": household, "since": in_days(-10),
        "what_happened": "Firmaet lukkede", "phone": "20 30 40 50", "address": "Åvej 3, 9999 Lysby",
        "papers": [{ "name": "opsigelse", "where_is": "later" }], "more": "", "promised": true,
    })
}

#[test]
fn a_message_reaches_the_right_unit_is_answered_and_ends_as_noted() {
    for server in Server::on_both() {
        let text = json!({ "kind": "message", "text": "Hvornår får jeg svar?" });
        let sent = done(&send(&server, "mette", &text));
        assert_eq!(sent["status"], "sent");
        assert_eq!(sent["with"], "Job og Trivsel");
        let work = get(&server, "sara", "/api/v1/desk/matters");
        let task = &work.as_array().unwrap()[0];
        assert_eq!(
            (&task["name"], &task["matter"]["id"]),
            (&json!("Mette Holm"), &sent["id"])
        );
        let mette = task["citizen"].as_str().unwrap().to_owned();
        assert_eq!(get(&server, "yusuf", "/api/v1/desk/matters"), json!([]));

        let taken = done(&act(
            &server,
            "sara",
            &mette,
            &sent,
            &json!({ "act": "take" }),
        ));
        assert_eq!(
            (&taken["with"], &taken["phone"]),
            (&json!("Sara Friis"), &json!("70 10 20 41"))
        );
        let stale = act(
            &server,
            "sara",
            &mette,
            &sent,
            &json!({ "act": "note", "text": "" }),
        );
        stale.problem(412, "changed");
        let by = json!({ "act": "ask", "text": "Hvad drejer det sig om?", "by": in_days(5) });
        let asked = done(&act(&server, "sara", &mette, &taken, &by));
        assert_eq!(
            (&asked["status"], &asked["due"]),
            (&json!("asked"), &json!(in_days(5)))
        );
        let answer = json!({ "act": "answer", "text": "Min ansøgning" });
        let answered = done(&act(&server, "mette", "me", &asked, &answer));
        assert_eq!(answered["status"], "in_hand");
        let note = json!({ "act": "note", "text": "Du hører fra Yusuf" });
        act(&server, "mette", "me", &answered, &note).problem(409, "not-now");
        let noted = done(&act(&server, "sara", &mette, &answered, &note));
        let steps: Vec<_> = noted["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| {
                (
                    step["what"].as_str().unwrap(),
                    step["who"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            steps,
            [
                ("sent", "Mette Holm"),
                ("taken", "Sara Friis"),
                ("asked", "Sara Friis"),
                ("answered", "Mette Holm"),
                ("noted", "Sara Friis"),
            ]
        );
        let data = get(&server, "mette", "/api/v1/mine-data");
        let looks = data["looks"].as_array().unwrap();
        assert!(
            looks
                .iter()
                .any(|look| look["viewer"] == "Sara Friis" && look["part"] == "benefit")
        );
    }
}

#[test]
fn an_urgent_need_goes_to_who_knows_the_citizen_and_is_decided_with_reason_and_law() {
    for server in Server::on_both() {
        let sent = done(&send(&server, "line", &need()));
        assert_eq!(
            (&sent["with"], &sent["urgent"]),
            (&json!("Sara Friis"), &json!(true))
        );
        let line = id_of(&server, "sara", "Line Krogh");
        let mut decision = json!({
            "act": "decide", "outcome": "granted", "reason": "", "law": "LAS § 82",
            "amount": "1200.00", "from": in_days(1), "until": in_days(91),
        });
        let refused = act(&server, "sara", &line, &sent, &decision);
        assert_eq!(refused.problem(422, "invalid")["pointer"], "/reason");
        decision["reason"] = "Du kan holde praktikken med medicinen".into();
        let note = json!({ "act": "note", "text": "Ja" });
        act(&server, "sara", &line, &sent, &note).problem(409, "not-now");
        let decided = done(&act(&server, "sara", &line, &sent, &decision));
        assert_eq!(decided["decision"]["by"], "Sara Friis");
        assert_eq!(decided["decision"]["complain_by"], in_days(28));
        let again = act(&server, "sara", &line, &decided, &decision);
        again.problem(409, "not-now");

        let complaint =
            json!({ "kind": "complaint", "about": sent["id"], "text": "Det er for lidt" });
        let complaint = done(&send(&server, "line", &complaint));
        assert_eq!(
            complaint["with"], "Sara Friis",
            "the unit that decided looks again"
        );
        let case = get(&server, "line", &format!("{ME}/case"));
        assert_eq!(case["contact"]["name"], "Sara Friis");
        assert_eq!(case["matters"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_nothing_is_kept() {
    let server = Server::start();
    let until = in_days(60);
    for (content, pointer) in [
        (json!({ "kind": "message", "text": " " }), "/content/text"),
        (
            json!({ "kind": "holiday", "from": in_days(30), "until": until, "twelve_months": true }),
            "/content/until",
        ),
        (
            json!({ "kind": "phone", "number": "12" }),
            "/content/number",
        ),
    ] {
        let refused = send(&server, "mette", &content);
        assert_eq!(refused.problem(422, "invalid")["pointer"], pointer);
    }
    let unknown = send(
        &server,
        "mette",
        &json!({ "kind": "message", "text": "Hej", "cpr": "1" }),
    );
    unknown.problem(422, "invalid");
    let case = get(&server, "mette", &format!("{ME}/case"));
    assert_eq!(case["matters"], json!([]));
}

#[test]
fn a_hearing_is_the_municipalitys_and_no_answer_decides_nothing() {
    for server in Server::on_both() {
        let line = id_of(&server, "sara", "Line Krogh");
        let hearing = json!({ "content": {
            "kind": "hearing", "what": "Du kom ikke til samtalen", "on": in_days(-1), "law": "LAS § 36",
            "days": 1, "answer_by": in_days(10),
        }});
        send(&server, "line", &hearing["content"]).problem(409, "not-now");
        let path = format!("/api/v1/citizens/{line}/letters");
        let heard = done(&post(&server, "sara", &path, &hearing));
        assert_eq!(
            (&heard["status"], &heard["with"]),
            (&json!("asked"), &json!("Sara Friis"))
        );
        let back = json!({ "act": "withdraw", "text": "" });
        act(&server, "line", "me", &heard, &back).problem(409, "not-now");
        let answer = json!({ "act": "answer", "text": "Jeg var på skadestuen" });
        let answered = done(&act(&server, "line", "me", &heard, &answer));
        assert_eq!(answered["status"], "in_hand");
        let granted =
            json!({ "act": "decide", "outcome": "granted", "reason": "Ja", "law": "LAS § 36" });
        act(&server, "sara", &line, &answered, &granted).problem(409, "not-now");
        let none = json!({
            "act": "decide", "outcome": "no_consequence", "reason": "Du havde en rimelig grund",
            "law": "LAS § 36",
        });
        let decided = done(&act(&server, "sara", &line, &answered, &none));
        assert_eq!(decided["decision"]["outcome"], "no_consequence");
    }
}

/// Two offers that a citizen is to choose among.
fn offered() -> Value {
    json!({ "content": {
        "kind": "choice", "about": "Noget at stå op til", "answer_by": in_days(10), "picked": null,
        "offered": [
            { "offer": "jobklub", "place": "Værkstedet", "hours": 12 },
            { "offer": "fysisk_traening", "place": "", "hours": 0 },
        ],
    }})
}

#[test]
fn what_a_citizen_chooses_is_approved_or_refused_with_a_reason_and_never_replaced() {
    for server in Server::on_both() {
        let bent = id_of(&server, "sara", "Bent Lund");
        let letters = format!("/api/v1/citizens/{bent}/letters");
        // Neither side begins what is the other's.
        send(&server, "bent", &offered()["content"]).problem(409, "not-now");
        let mut chosen_for_him = offered();
        chosen_for_him["content"]["picked"] =
            json!({ "wanted": { "offer": "jobklub" }, "reason": "" });
        post(&server, "sara", &letters, &chosen_for_him).problem(409, "not-now");
        let mut one = offered();
        one["content"]["offered"].as_array_mut().unwrap().pop();
        let refused = post(&server, "sara", &letters, &one);
        assert_eq!(
            refused.problem(422, "invalid")["pointer"],
            "/content/offered"
        );

        let asked = done(&post(&server, "sara", &letters, &offered()));
        assert_eq!(
            (&asked["status"], &asked["due"]),
            (&json!("asked"), &json!(in_days(10)))
        );
        let decide = |outcome: &str, reason: &str| json!({ "act": "decide", "outcome": outcome, "reason": reason, "law": "LAB § 91" });
        let granted = decide("granted", "Ja");
        act(&server, "sara", &bent, &asked, &granted).problem(409, "not-now");
        let choose = |wanted: Value| json!({ "act": "choose", "wanted": wanted, "reason": "Jeg kan bedst om morgenen" });
        let strange = act(
            &server,
            "bent",
            "me",
            &asked,
            &choose(json!({ "offer": "amu" })),
        );
        assert_eq!(strange.problem(422, "invalid")["pointer"], "/wanted");
        let jobklub = choose(json!({ "offer": "jobklub" }));
        act(&server, "sara", &bent, &asked, &jobklub).problem(409, "not-now");
        let own = choose(json!({ "own": "Passe haven hos Ida" }));
        let chosen = done(&act(&server, "bent", "me", &asked, &own));
        assert_eq!(chosen["status"], "in_hand");
        let receipt = |matter: &Value| {
            let id = matter["id"].as_str().unwrap();
            get(&server, "bent", &format!("{ME}/matters/{id}/receipt"))
        };
        assert_eq!(receipt(&chosen)["idea"], "citizen");

        let ask = json!({ "act": "ask", "text": "Hvor mange timer?", "by": in_days(5) });
        let asked = done(&act(&server, "sara", &bent, &chosen, &ask));
        let chosen = done(&act(&server, "bent", "me", &asked, &jobklub));
        assert_eq!(
            chosen["content"]["offered"],
            offered()["content"]["offered"]
        );
        // What he has chosen is neither taken back nor changed for him.
        let back = json!({ "act": "withdraw", "text": "" });
        act(&server, "sara", &bent, &chosen, &back).problem(409, "not-now");
        act(&server, "bent", "me", &chosen, &back).problem(409, "not-now");
        let mut other = offered()["content"].clone();
        other["picked"] = json!({ "wanted": { "offer": "fysisk_traening" }, "reason": "" });
        for (who, whose) in [("sara", bent.as_str()), ("bent", "me")] {
            let change = json!({ "act": "change", "content": other });
            act(&server, who, whose, &chosen, &change).problem(409, "not-now");
        }
        let partly = decide("partly", "Noget andet");
        act(&server, "sara", &bent, &chosen, &partly).problem(409, "not-now");
        let without = act(&server, "sara", &bent, &chosen, &decide("refused", " "));
        assert_eq!(without.problem(422, "invalid")["pointer"], "/reason");
        let no = decide("refused", "Holdet er fyldt. Det næste begynder i januar.");
        let decided = done(&act(&server, "sara", &bent, &chosen, &no));
        assert_eq!(decided["decision"]["complain_by"], in_days(28));
        let chosen: Vec<_> = decided["steps"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|step| step["what"] == "chosen")
            .map(|step| &step["picked"]["wanted"])
            .collect();
        assert_eq!(
            chosen,
            [
                &json!({ "own": "Passe haven hos Ida" }),
                &json!({ "offer": "jobklub" })
            ]
        );
        let mut receipt = receipt(&decided);
        assert_eq!(
            (&receipt["idea"], &receipt["decision"]["outcome"]),
            (&json!("municipality"), &json!("refused"))
        );
        let checksum = receipt.as_object_mut().unwrap().remove("checksum").unwrap();
        let again: Value = serde_json::from_str(&with_checksum(receipt)).unwrap();
        assert_eq!(again["checksum"], checksum);
    }
}

#[test]
fn a_citizen_begins_a_choice_and_the_municipality_takes_back_only_what_nobody_has_chosen() {
    for server in Server::on_both() {
        let own = json!({
            "kind": "choice", "about": "Et kursus", "offered": [], "answer_by": null,
            "picked": { "wanted": { "offer": "amu" }, "reason": "Jeg vil køre truck" },
        });
        let sent = done(&send(&server, "bent", &own));
        assert_eq!(
            (&sent["with"], &sent["own"]),
            (&json!("Sara Friis"), &json!(true))
        );
        let bent = id_of(&server, "sara", "Bent Lund");
        let yes = json!({ "act": "decide", "outcome": "granted", "reason": "God idé", "law": "LAB § 90" });
        let decided = done(&act(&server, "sara", &bent, &sent, &yes));
        assert_eq!(decided["decision"]["by"], "Sara Friis");

        let letters = format!("/api/v1/citizens/{bent}/letters");
        let asked = done(&post(&server, "sara", &letters, &offered()));
        let back = json!({ "act": "withdraw", "text": "Holdet er aflyst" });
        act(&server, "bent", "me", &asked, &back).problem(409, "not-now");
        let withdrawn = done(&act(&server, "sara", &bent, &asked, &back));
        assert_eq!(withdrawn["status"], "withdrawn");
    }
}

/// Somebody's unit says who came.
fn registers(server: &Server, who: &str, id: &str, day: &str, came: bool) -> Answer {
    let path = format!("/api/v1/provider/attendance/{id}");
    let said = json!({ "day": day, "came": came });
    server.ask(who, "POST", &path, &[], &said)
}

#[test]
fn who_runs_an_activity_says_who_came_sees_no_more_and_the_citizen_objects() {
    for server in Server::on_both() {
        let line = id_of(&server, "sara", "Line Krogh");
        let letters = format!("/api/v1/citizens/{line}/letters");
        let mut activity = json!({ "content": {
            "kind": "activity", "name": "Køkkenet", "provider": "elsewhere", "run_by": "", "from": in_days(-7),
            "until": in_days(60), "days": [0, 1, 2, 3, 4, 5, 6], "attendance": [],
        }});
        post(&server, "sara", &letters, &activity).problem(409, "not-now");
        activity["content"]["provider"] = "vaerkstedet".into();
        send(&server, "line", &activity["content"]).problem(409, "not-now");
        let begun = done(&post(&server, "sara", &letters, &activity));
        assert_eq!(
            (&begun["status"], &begun["content"]["run_by"]),
            (&json!("noted"), &json!("Værkstedet"))
        );
        let id = begun["id"].as_str().unwrap().to_owned();
        let mine = format!("{ME}/matters/{id}");
        let (today, yesterday) = (in_days(0), in_days(-1));

        // Name and day, and what they have said themselves: nothing else of the case.
        let roll = get(&server, "vera", "/api/v1/provider/attendance");
        let of_line = |roll: &Value| {
            let people = roll["people"].as_array().unwrap().iter();
            people
                .filter(|one| one["name"] == "Line Krogh")
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of_line(&roll),
            [json!({ "id": id, "activity": "Køkkenet", "name": "Line Krogh", "is_fixed": false })]
        );
        let looks = get(&server, "line", "/api/v1/mine-data")["looks"].clone();
        let mut looks = looks.as_array().unwrap().iter();
        assert!(looks.any(|look| look["viewer"] == "Vera Toft" && look["part"] == "person"));
        let before = format!("/api/v1/provider/attendance?date={}", in_days(-8));
        assert_eq!(of_line(&get(&server, "vera", &before)), Vec::<Value>::new());

        // Not ahead, not before it began, and not what is none of theirs.
        registers(&server, "vera", &id, &in_days(1), true).problem(409, "not-now");
        registers(&server, "vera", &id, &in_days(-8), true).problem(409, "not-now");
        registers(&server, "vera", "nothing", &today, true).problem(404, "not-found");
        registers(&server, "sara", &id, &today, true).problem(403, "forbidden");
        let other = done(&send(&server, "line", &need()));
        let other = other["id"].as_str().unwrap();
        registers(&server, "vera", other, &today, false).problem(404, "not-found");

        for (day, came) in [(&yesterday, true), (&today, true), (&today, false)] {
            assert_eq!(registers(&server, "vera", &id, day, came).status, 204);
        }
        let seen = get(&server, "line", &mine);
        let said: Vec<_> = seen["content"]["attendance"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (&one["day"], &one["came"], &one["by"]))
            .collect();
        assert_eq!(
            said,
            [
                (&json!(today), &json!(false), &json!("Vera Toft")),
                (&json!(yesterday), &json!(true), &json!("Vera Toft"))
            ]
        );
        assert_eq!(seen["status"], "noted", "nothing comes of it by itself");

        let object = json!({ "act": "object", "day": today, "text": "Jeg var hos lægen" });
        act(&server, "sara", &line, &seen, &object).problem(409, "not-now");
        let came = json!({ "act": "object", "day": yesterday, "text": "Nej" });
        act(&server, "line", "me", &seen, &came).problem(409, "not-now");
        let objected = done(&act(&server, "line", "me", &seen, &object));
        assert_eq!(objected["status"], "sent");
        let work = get(&server, "sara", "/api/v1/desk/matters");
        let mut work = work.as_array().unwrap().iter();
        assert!(work.any(|task| task["matter"]["id"] == id.as_str()));
        let note = json!({ "act": "note", "text": "" });
        act(&server, "sara", &line, &objected, &note).problem(409, "not-now");
        registers(&server, "vera", &id, &today, true).problem(409, "not-now");
        assert_eq!(
            of_line(&get(&server, "vera", "/api/v1/provider/attendance"))[0]["is_fixed"],
            true
        );

        let settle = |reason: &str| json!({ "act": "settle", "day": today, "stands": false, "reason": reason });
        act(&server, "line", "me", &objected, &settle("Ja")).problem(409, "not-now");
        let without = act(&server, "sara", &line, &objected, &settle(" "));
        assert_eq!(without.problem(422, "invalid")["pointer"], "/reason");
        let settled = done(&act(
            &server,
            "sara",
            &line,
            &objected,
            &settle("Du var hos lægen"),
        ));
        assert_eq!(settled["status"], "noted");
        assert_eq!(
            settled["content"]["attendance"][0]["settled"]["by"],
            "Sara Friis"
        );

        // It is ended by another last day; who came stays as it was said.
        let mut ended = activity["content"].clone();
        ended["until"] = yesterday.clone().into();
        let change = json!({ "act": "change", "content": ended });
        act(&server, "line", "me", &settled, &change).problem(409, "not-now");
        let changed = done(&act(&server, "sara", &line, &settled, &change));
        assert_eq!(
            changed["content"]["attendance"],
            settled["content"]["attendance"]
        );
        let roll = get(&server, "vera", "/api/v1/provider/attendance");
        assert_eq!(of_line(&roll), Vec::<Value>::new());
    }
}

#[test]
fn a_fare_is_changed_by_sending_it_anew_and_both_sides_see_what_it_was() {
    for server in Server::on_both() {
        let mut fare = json!({
            "kind": "transport", "from": in_days(7), "until": in_days(700), "days": 3, "km": 64,
            "place": "Værkstedet", "hindered": false,
        });
        let sent = done(&send(&server, "bent", &fare));
        let first = get(
            &server,
            "bent",
            &format!("{ME}/matters/{}/receipt", sent["id"].as_str().unwrap()),
        );
        fare["days"] = 4.into();
        let change = json!({ "act": "change", "content": fare });
        let changed = done(&act(&server, "bent", "me", &sent, &change));
        assert_eq!(
            (
                &changed["content"]["days"],
                &changed["before"][0]["content"]["days"]
            ),
            (&json!(4), &json!(3))
        );
        let other =
            json!({ "act": "change", "content": { "kind": "phone", "number": "20 30 40 50" } });
        act(&server, "bent", "me", &changed, &other).problem(409, "not-now");
        let second = get(
            &server,
            "bent",
            &format!("{ME}/matters/{}/receipt", sent["id"].as_str().unwrap()),
        );
        assert_ne!(first["checksum"], second["checksum"]);
    }
}

#[test]
fn an_application_is_sent_once_and_its_receipt_can_be_checked_by_anybody() {
    for server in Server::on_both() {
        let path = format!("{ME}/matters");
        let body = json!({ "content": application() });
        let key = [("idempotency-key", "application-of-jonas")];
        let sent = server.ask("jonas", "POST", &path, &key, &body);
        let again = server.ask("jonas", "POST", &path, &key, &body);
        assert_eq!(sent.text(), again.text());
        let sent = done(&sent);
        assert_eq!(sent["with"], "Ydelsescentret");
        send(&server, "jonas", &application()).problem(409, "not-now");

        let id = sent["id"].as_str().unwrap();
        let receipt = server.ask(
            "jonas",
            "GET",
            &format!("{path}/{id}/receipt"),
            &[],
            &Value::Null,
        );
        let mut document = receipt.json();
        assert!(document["assessment"].is_object());
        assert_eq!(document["sent_by"], "Jonas Vinther");
        document.as_object_mut().unwrap().remove("checksum");
        assert_eq!(with_checksum(document), receipt.text());
        // Who decides about it works with him from now on.
        let jonas = id_of(&server, "yusuf", "Jonas Vinther");
        let case = get(&server, "yusuf", &format!("/api/v1/citizens/{jonas}/case"));
        assert_eq!(case["matters"][0]["id"], sent["id"]);
    }
}

#[test]
fn a_helper_sends_for_the_citizen_and_everybody_sees_who_did() {
    for server in Server::on_both() {
        let share = json!({ "part": "benefit", "ends_on": in_days(30) });
        let offered = post(&server, "gitte", "/api/v1/shares", &share);
        let code = json!({ "code": done(&offered)["code"] });
        let accepted = done(&post(&server, "samira", "/api/v1/shares/accept", &code));
        let gitte = accepted["citizen"].as_str().unwrap();
        let path = format!("/api/v1/citizens/{gitte}/matters");
        let body = json!({ "content": { "kind": "phone", "number": "20 30 40 50" } });
        let sent = done(&post(&server, "samira", &path, &body));
        let step = &sent["steps"][0];
        assert_eq!(
            (&step["who"], &step["own"]),
            (&json!("Samira Rahimi"), &json!(true))
        );
        let case = get(&server, "gitte", &format!("{ME}/case"));
        assert_eq!(case["matters"][0]["id"], sent["id"]);
        let strange = post(&server, "ali", &path, &body);
        assert_eq!(strange.status, 404);
    }
}

#[test]
fn the_contact_changes_with_a_reason_that_the_citizen_reads() {
    for server in Server::on_both() {
        let bent = id_of(&server, "sara", "Bent Lund");
        let colleagues = get(&server, "sara", "/api/v1/desk/colleagues");
        let mads = colleagues
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["name"] == "Mads Kjær");
        let mads = mads.unwrap()["id"].clone();
        let path = format!("/api/v1/citizens/{bent}/contact");
        let set = |reason: &str| {
            let wanted = json!({ "person": mads, "reason": reason });
            server.ask("sara", "PUT", &path, &[], &wanted)
        };
        assert_eq!(set(" ").problem(422, "invalid")["pointer"], "/reason");
        assert_eq!(set("Sara er på barsel").status, 204);
        let case = get(&server, "bent", &format!("{ME}/case"));
        assert_eq!(case["contact"]["name"], "Mads Kjær");
        assert_eq!(case["contact"]["reason"], "Sara er på barsel");
        assert_eq!(case["before"][0]["name"], "Sara Friis");
    }
}

#[test]
fn what_is_handed_over_goes_only_where_the_citizen_is_known_or_has_consented() {
    for server in Server::on_both() {
        let sent = done(&send(&server, "line", &need()));
        let line = id_of(&server, "sara", "Line Krogh");
        let over =
            json!({ "act": "hand_over", "unit": "ydelse", "reason": "Yusuf kender reglerne" });
        let refused = act(&server, "sara", &line, &sent, &over);
        assert_eq!(refused.problem(422, "invalid")["pointer"], "/unit");
        let address = format!("/matters/{}", sent["id"].as_str().unwrap());
        let seen = |person: &str, citizen: &str| {
            let path = format!("/api/v1/citizens/{citizen}{address}");
            get(&server, person, &path)["other_units"].clone()
        };
        assert_eq!(seen("sara", &line), Value::Null);
        let consent = json!({
            "unit": "ydelse", "part": "benefit", "purpose": "Medicin", "ends_on": in_days(30),
        });
        assert_eq!(
            post(&server, "line", "/api/v1/consents", &consent).status,
            201
        );
        let ydelse = json!([{ "id": "ydelse", "name": "Ydelsescentret" }]);
        assert_eq!(seen("sara", &line), ydelse);
        assert_eq!(
            seen("line", "me"),
            Value::Null,
            "the desk's choice is not the citizen's page"
        );
        let over = done(&act(&server, "sara", &line, &sent, &over));
        assert_eq!(
            (&over["with"], &over["status"]),
            (&json!("Ydelsescentret"), &json!("sent"))
        );
        let work = get(&server, "yusuf", "/api/v1/desk/matters");
        assert_eq!(work[0]["matter"]["id"], sent["id"]);
    }
}

#[test]
fn progress_is_kept_in_versions() {
    for server in Server::on_both() {
        let path = format!("{ME}/progress");
        let done_so_far = json!({ "papers": true, "registered": in_days(0), "level": "light" });
        let new = [("if-none-match", "*")];
        let kept = server.ask("mette", "PUT", &path, &new, &done_so_far);
        assert_eq!(kept.status, 200, "{}", kept.text());
        server
            .ask("mette", "PUT", &path, &new, &done_so_far)
            .problem(412, "changed");
        let case = get(&server, "mette", &format!("{ME}/case"));
        assert_eq!(
            (&case["progress"]["level"], &case["progress_version"]),
            (&json!("light"), &json!(1))
        );
    }
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill_and_sending_it_again_makes_nothing_new() {
    for server in Server::on_both() {
        let path = format!("{ME}/matters");
        let key = [("idempotency-key", "before-the-kill")];
        let body = json!({ "content": { "kind": "message", "text": "Er I der?" } });
        let sent = server.ask("mette", "POST", &path, &key, &body);
        assert_eq!(sent.status, 201, "{}", sent.text());
        let server = server.killed_and_started_again();
        let again = server.ask("mette", "POST", &path, &key, &body);
        assert_eq!(sent.text(), again.text());
        let case = get(&server, "mette", &format!("{ME}/case"));
        assert_eq!(case["matters"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn of_two_who_decide_at_once_one_does_and_the_other_reads_it_first() {
    for server in Server::on_both() {
        let sent = done(&send(&server, "line", &need()));
        let line = id_of(&server, "sara", "Line Krogh");
        let decide = |outcome: &str| json!({ "act": "decide", "outcome": outcome, "reason": "Fordi", "law": "LAS § 82" });
        let (yes, no) = (decide("granted"), decide("refused"));
        let statuses = std::thread::scope(|scope| {
            let ask = |person: &'static str, change| {
                let (server, line, sent) = (&server, &line, &sent);
                scope.spawn(move || act(server, person, line, sent, change).status)
            };
            [ask("sara", &yes), ask("mads", &no)].map(|one| one.join().unwrap())
        });
        let mut sorted = statuses;
        sorted.sort_unstable();
        assert_eq!(sorted, [200, 412]);
    }
}

#[test]
fn a_fare_that_runs_is_stopped_by_the_citizen_and_a_refused_need_is_not() {
    let server = Server::start();
    let bent = id_of(&server, "sara", "Bent Lund");
    let fare = json!({
        "kind": "transport", "from": in_days(7), "until": in_days(700), "days": 3, "km": 64,
        "place": "Værkstedet", "hindered": false,
    });
    let sent = done(&send(&server, "bent", &fare));
    let granted = json!({
        "act": "decide", "outcome": "granted", "reason": "Du har ret til det", "law": "LAB § 175",
        "amount": "593.00", "from": in_days(7), "until": in_days(700),
    });
    let still = json!({ "act": "confirm" });
    act(&server, "bent", "me", &sent, &still).problem(409, "not-now");
    let decided = done(&act(&server, "sara", &bent, &sent, &granted));
    // There is no talk ahead: nobody asks, but who says so is heard.
    assert_eq!(decided["is_asked_still"], json!(false));
    act(&server, "sara", &bent, &decided, &still).problem(409, "not-now");
    let decided = done(&act(&server, "bent", "me", &decided, &still));
    assert_eq!(decided["status"], "decided");
    let said = &decided["steps"][2];
    assert_eq!(
        (&said["what"], &said["who"], &said["own"]),
        (&json!("confirmed"), &json!("Bent Lund"), &json!(true))
    );
    let stop = json!({ "act": "withdraw", "text": "" });
    let stopped = done(&act(&server, "bent", "me", &decided, &stop));
    act(&server, "bent", "me", &stopped, &still).problem(409, "not-now");
    assert_eq!(stopped["status"], "withdrawn");
    let asked = done(&send(&server, "bent", &need()));
    let refused =
        json!({ "act": "decide", "outcome": "refused", "reason": "Nej", "law": "LAS § 82" });
    let decided = done(&act(&server, "sara", &bent, &asked, &refused));
    for change in [&stop, &still] {
        act(&server, "bent", "me", &decided, change).problem(409, "not-now");
    }
}

#[test]
fn the_municipality_writes_first_and_the_citizen_answers_under_it() {
    for server in Server::on_both() {
        let bent = id_of(&server, "sara", "Bent Lund");
        let path = format!("/api/v1/citizens/{bent}/letters");
        let letter =
            json!({ "content": { "kind": "message", "text": "Passer din transport stadig?" } });
        let written = done(&post(&server, "sara", &path, &letter));
        assert_eq!(
            (&written["status"], &written["with"]),
            (&json!("in_hand"), &json!("Sara Friis"))
        );
        assert_eq!(written["steps"][0]["own"], false);
        let answer = json!({ "act": "answer", "text": "Ja, det gør den" });
        let answered = done(&act(&server, "bent", "me", &written, &answer));
        assert_eq!(answered["status"], "in_hand");
        let other = json!({ "content": { "kind": "phone", "number": "20 30 40 50" } });
        post(&server, "sara", &path, &other).problem(409, "not-now");
    }
}

#[test]
fn one_start_form_for_sickness_reaches_both_units_only_when_the_citizen_says_so() {
    for server in Server::on_both() {
        let work = |person| get(&server, person, "/api/v1/desk/matters");
        let mut start = json!({
            "kind": "sick_start", "from": in_days(-3), "employer": "Bageriet", "can": "Lette ting", "helps": "",
            "phone": "20 30 40 50", "together": false,
        });
        let alone = done(&send(&server, "hassan", &start));
        assert_eq!(alone["with"], "Ydelsescentret");
        assert_eq!(work("yusuf")[0]["matter"]["id"], alone["id"]);
        assert_eq!(work("sara"), json!([]), "nobody else");

        start["together"] = true.into();
        let both = done(&send(&server, "mette", &start));
        let seen = work("sara");
        assert_eq!(seen[0]["matter"]["id"], both["id"]);
        let mette = seen[0]["citizen"].as_str().unwrap();
        let case = get(&server, "mette", &format!("{ME}/case"));
        assert_eq!(
            (&case["contact"], &case["contact_days"]),
            (&Value::Null, &json!(5))
        );
        let units = json!(["Ydelsescentret", "Job og Trivsel"]);
        assert_eq!(case["start_units"], units, "as the municipality calls them");
        done(&act(
            &server,
            "sara",
            mette,
            &both,
            &json!({ "act": "take" }),
        ));
        let case = get(&server, "mette", &format!("{ME}/case"));
        assert_eq!(
            case["contact"]["name"], "Sara Friis",
            "who takes it is the contact"
        );
    }
}

#[test]
fn receipts_come_with_files_and_the_citizen_is_reminded_when_they_wish() {
    for server in Server::on_both() {
        let receipts = json!({ "kind": "receipts", "until": in_days(0), "what": "" });
        assert_eq!(
            send(&server, "mette", &receipts).status,
            422,
            "without a receipt there is nothing to see"
        );
        let sent = done(&send(&server, "line", &need()));
        let line = id_of(&server, "sara", "Line Krogh");
        let granted = json!({
            "act": "decide", "outcome": "granted", "reason": "Du kan holde praktikken", "law": "LAS § 82",
            "amount": "1200.00", "from": in_days(1), "until": in_days(91),
        });
        let decided = done(&act(&server, "sara", &line, &sent, &granted));
        assert_eq!(decided["until"], in_days(91));
        let remind = |on: Value| json!({ "act": "remind", "on": on });
        act(
            &server,
            "sara",
            &line,
            &decided,
            &remind(json!(in_days(77))),
        )
        .problem(409, "not-now");
        let past = act(&server, "line", "me", &decided, &remind(json!(in_days(0))));
        assert_eq!(past.problem(422, "invalid")["pointer"], "/on");
        let wished = done(&act(
            &server,
            "line",
            "me",
            &decided,
            &remind(json!(in_days(77))),
        ));
        assert_eq!(
            (&wished["remind_on"], &wished["status"]),
            (&json!(in_days(77)), &json!("decided"))
        );
        let not = done(&act(&server, "line", "me", &wished, &remind(Value::Null)));
        assert_eq!(not["remind_on"], Value::Null);
    }
}
