//! A spouse who signs their own part of an application, and sees nothing else.

use serde_json::{Value, json};

use super::case::{ME, act, application, get, post, send};
use super::meetings::{done, id_of};
use crate::program::{Answer, Server};

const PATH: &str = "/api/v1/invitations";

fn invite(server: &Server, person: &str) -> Value {
    done(&post(server, person, PATH, &json!({})))
}

fn accept(server: &Server, person: &str, code: &Value) -> Answer {
    post(
        server,
        person,
        &format!("{PATH}/accept"),
        &json!({ "code": code }),
    )
}

fn part(invitation: &Value) -> Value {
    json!({
        "kind": "own_part", "invitation": invitation, "situation": "works", "wage": "21000.00", "benefits": "",
        "other_income": "", "bank": "5000.00", "car": "", "home": "", "other_wealth": "",
        "more": "Jeg har en bankbog", "phone": "", "shows": false, "consents": true, "promised": true,
    })
}

/// What somebody sees of their only invitation.
fn seen(server: &Server, person: &str, citizen: &str) -> Value {
    let case = get(server, person, &format!("/api/v1/citizens/{citizen}/case"));
    assert_eq!(case["invitations"].as_array().unwrap().len(), 1, "{case}");
    case["invitations"][0].clone()
}

#[test]
fn the_spouse_signs_their_own_part_and_sees_nothing_of_the_applicants() {
    for server in Server::on_both() {
        let sent = done(&send(&server, "jonas", &application()));
        let offered = invite(&server, "jonas");
        assert_eq!(
            accept(&server, "jonas", &offered["code"]).status,
            404,
            "not by who made it"
        );
        assert_eq!(accept(&server, "mette", &offered["code"]).status, 204);
        assert_eq!(
            accept(&server, "oksana", &offered["code"]).status,
            404,
            "a code is good once"
        );

        let asked = seen(&server, "mette", "me");
        assert_eq!(
            asked,
            json!({
                "id": offered["id"], "own": false, "name": "Jonas Vinther", "ends_on": offered["ends_on"],
                "over": false,
            }),
            "who asks and until when, and nothing else"
        );
        let jonas = id_of(&server, "yusuf", "Jonas Vinther");
        let id = sent["id"].as_str().unwrap();
        for path in [
            "case",
            &format!("matters/{id}"),
            &format!("matters/{id}/receipt"),
        ] {
            let path = format!("/api/v1/citizens/{jonas}/{path}");
            let refused = server.ask("mette", "GET", &path, &[], &Value::Null);
            assert_eq!(refused.status, 404, "{path}");
            let own = path.replace(&jonas, "me");
            let own = server.ask("mette", "GET", &own, &[], &Value::Null);
            assert!(!own.text().contains("Firmaet lukkede"), "{path}");
        }

        let hers = done(&send(&server, "mette", &part(&offered["id"])));
        assert_eq!(
            (&hers["with"], &hers["status"]),
            (&json!("Ydelsescentret"), &json!("sent"))
        );
        send(&server, "mette", &part(&offered["id"])).problem(409, "not-now");
        let his = seen(&server, "jonas", "me");
        assert_eq!(
            (&his["name"], &his["signed_at"], &his["matter"]),
            (&json!("Mette Holm"), &hers["sent_at"], &sent["id"])
        );
        assert_eq!(
            (&his["shown"], &his["theirs"]),
            (&Value::Null, &Value::Null),
            "her answers are hers"
        );

        // The desk has both, each where it belongs, and each sees who has looked.
        let desk = seen(&server, "yusuf", &jonas);
        let mette = desk["theirs"]["citizen"].as_str().unwrap();
        let path = format!(
            "/api/v1/citizens/{mette}/matters/{}",
            desk["theirs"]["matter"].as_str().unwrap()
        );
        assert_eq!(get(&server, "yusuf", &path)["content"]["wage"], "21000.00");
        let own = path.replace(mette, "me");
        assert_eq!(
            get(&server, "mette", &own)["differences"],
            Value::Null,
            "not for her"
        );
        let looks = get(&server, "mette", "/api/v1/mine-data")["looks"].clone();
        assert_eq!(looks[0]["viewer"], "Yusuf Demir");
        let own = get(&server, "mette", &format!("{ME}/case"));
        assert_eq!(own["matters"][0]["kind"], "own_part");
        let zip = server.ask(
            "mette",
            "GET",
            "/api/v1/mine-data/export",
            &[],
            &Value::Null,
        );
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.body)).unwrap();
        let text = std::io::read_to_string(zip.by_name("mine-data.json").unwrap()).unwrap();
        assert!(text.contains("Jeg har en bankbog") && !text.contains("Firmaet lukkede"));
        assert!(text.contains("\"who_asks\": \"Jonas Vinther\""), "{text}");
    }
}

#[test]
fn what_the_spouse_shows_the_applicant_sees_and_what_she_takes_back_is_not_signed() {
    for server in Server::on_both() {
        // Before the application is sent: hers may come first.
        let offered = invite(&server, "jonas");
        accept(&server, "mette", &offered["code"]);
        let mut hers = part(&offered["id"]);
        hers["shows"] = true.into();
        let signed = done(&send(&server, "mette", &hers));
        assert_eq!(seen(&server, "jonas", "me")["shown"]["bank"], "5000.00");
        let sent = done(&send(&server, "jonas", &application()));
        assert_eq!(seen(&server, "jonas", "me")["matter"], sent["id"]);

        hers["shows"] = false.into();
        let change = json!({ "act": "change", "content": hers });
        let changed = done(&act(&server, "mette", "me", &signed, &change));
        assert_eq!(seen(&server, "jonas", "me")["shown"], Value::Null);
        hers["invitation"] = "another".into();
        let change = json!({ "act": "change", "content": hers });
        act(&server, "mette", "me", &changed, &change).problem(409, "not-now");
        let back = json!({ "act": "withdraw", "text": "" });
        done(&act(&server, "mette", "me", &changed, &back));
        assert_eq!(seen(&server, "jonas", "me")["signed_at"], Value::Null);
        let again = done(&send(&server, "mette", &part(&offered["id"])));
        done(&act(&server, "mette", "me", &again, &back));
        let one = format!("{PATH}/{}", offered["id"].as_str().unwrap());
        let refused = server.ask("mette", "DELETE", &one, &[], &Value::Null);
        assert_eq!(refused.status, 204, "and refused after all");
    }
}

#[test]
fn a_spouse_who_refuses_has_only_not_signed_and_nobody_signs_for_another() {
    for server in Server::on_both() {
        let offered = invite(&server, "jonas");
        send(&server, "mette", &part(&offered["id"])).problem(409, "not-now");
        accept(&server, "mette", &offered["code"]);
        send(&server, "oksana", &part(&offered["id"])).problem(409, "not-now");
        let one = format!("{PATH}/{}", offered["id"].as_str().unwrap());
        let stop = |person| server.ask(person, "DELETE", &one, &[], &Value::Null).status;
        assert_eq!(stop("oksana"), 404);
        assert_eq!(stop("mette"), 204);
        let his = seen(&server, "jonas", "me");
        assert_eq!(
            (&his["over"], &his["signed_at"]),
            (&json!(true), &Value::Null)
        );
        send(&server, "mette", &part(&offered["id"])).problem(409, "not-now");

        // A helper who may send for her still does not sign for her.
        let again = invite(&server, "jonas");
        accept(&server, "gitte", &again["code"]);
        let share = json!({ "part": "benefit", "ends_on": super::case::in_days(30) });
        let code = done(&post(&server, "gitte", "/api/v1/shares", &share))["code"].clone();
        let accepted = post(
            &server,
            "samira",
            "/api/v1/shares/accept",
            &json!({ "code": code }),
        );
        let gitte = done(&accepted)["citizen"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/citizens/{gitte}/matters");
        let body = json!({ "content": part(&again["id"]) });
        post(&server, "samira", &path, &body).problem(409, "not-now");
    }
}

#[test]
fn an_invitation_is_about_one_application_and_ends_with_it() {
    for server in Server::on_both() {
        let offered = invite(&server, "jonas");
        accept(&server, "mette", &offered["code"]);
        let sent = done(&send(&server, "jonas", &application()));
        let back = json!({ "act": "withdraw", "text": "" });
        done(&act(&server, "jonas", "me", &sent, &back));
        assert_eq!(seen(&server, "mette", "me")["over"], true);
        send(&server, "mette", &part(&offered["id"])).problem(409, "not-now");
    }
}

#[test]
fn the_desk_reads_where_the_two_say_differently_and_they_do_not() {
    for server in Server::on_both() {
        let offered = invite(&server, "jonas");
        accept(&server, "mette", &offered["code"]);
        let hers = done(&send(&server, "mette", &part(&offered["id"])));
        let mut his = application();
        let mut household: Value =
            serde_json::from_str(his["household"].as_str().unwrap()).unwrap();
        household["relationship"] = "married".into();
        household["partner"] =
            json!({ "date_of_birth": "1984-02-03", "citizenship": "dk", "availability": "yes" });
        his["household"] = household.to_string().into();
        done(&send(&server, "jonas", &his));
        let mette = id_of(&server, "yusuf", "Mette Holm");
        let path = format!("/matters/{}", hers["id"].as_str().unwrap());
        let desk = get(&server, "yusuf", &format!("/api/v1/citizens/{mette}{path}"));
        let fields: Vec<_> = desk["differences"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["field"].as_str().unwrap())
            .collect();
        assert_eq!(fields, ["situation", "wage", "bank"]);
        let own = get(&server, "mette", &format!("{ME}{path}"));
        assert_eq!(own["differences"], Value::Null);
    }
}
