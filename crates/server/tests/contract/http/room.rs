//! The online room: who gets in, and that what is said there reaches the others, on whichever server.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tungstenite::client::ClientRequestBuilder;
use tungstenite::handshake::HandshakeError;
use tungstenite::http::Uri;
use tungstenite::{Error, Message, WebSocket};

use super::meetings::{act, booked, done, id_of, staff_act};
use crate::program::{CONFIG, Server};

/// One can go in as soon as a meeting is booked.
fn open_early(config: &str) -> String {
    let meetings = include_str!("../../../meetings.toml")
        .replace("join_minutes = 10", "join_minutes = 65000")
        .replace("arrive_early = 30", "arrive_early = 65000")
        .replace("turn = []", "turn = [\"turn:turn.lysby.example\"]")
        .replace(
            "# turn_secret_file = \"/etc/indgang/turn-secret\"",
            "turn_secret_file = \"secret\"",
        );
    let folder = tempfile::tempdir().unwrap().keep();
    std::fs::write(folder.join("secret"), "hemmeligt\n").unwrap();
    let file = folder.join("meetings.toml");
    std::fs::write(&file, meetings).unwrap();
    config.replace("[server]", &format!("[server]\nmeetings = {file:?}"))
}

fn servers() -> [Server; 2] {
    let config = std::fs::read_to_string(CONFIG).unwrap();
    let config = open_early(&config);
    [Server::with_config(&config), on_postgres(&config)]
}

fn on_postgres(config: &str) -> Server {
    let database = crate::postgres::new_database();
    Server::with_config(
        &config.replace("[storage]", &format!("[storage]\ndatabase = {database:?}")),
    )
}

/// A device in the room.
struct Device(WebSocket<TcpStream>);

/// Comes to a room, from a page of an origin. A refusal is its status and problem.
fn comes_from(
    server: &Server,
    person: &str,
    path: &str,
    origin: Option<&str>,
) -> Result<Device, (u16, String)> {
    let cookie = (!person.is_empty()).then(|| server.cookie(person));
    comes_with(server, &cookie.unwrap_or_default(), path, origin)
}

/// The same, with the cookie of a browser.
fn comes_with(
    server: &Server,
    cookie: &str,
    path: &str,
    origin: Option<&str>,
) -> Result<Device, (u16, String)> {
    let host = server.address.strip_prefix("http://").unwrap();
    let uri: Uri = format!("ws://{host}{path}").parse().unwrap();
    let mut request = ClientRequestBuilder::new(uri);
    if !cookie.is_empty() {
        request = request.with_header("cookie", cookie);
    }
    if let Some(origin) = origin {
        request = request.with_header("origin", origin);
    }
    let stream = TcpStream::connect(host).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    match tungstenite::client(request, stream) {
        Ok((socket, _)) => Ok(Device(socket)),
        Err(HandshakeError::Failure(Error::Http(refusal))) => {
            let problem = refusal.body().as_deref().unwrap_or_default();
            let problem: Value = serde_json::from_slice(problem).unwrap_or_default();
            let kind = problem["type"].as_str().unwrap_or_default();
            let code = problem["code"].as_str().unwrap_or_default();
            let words = format!("{} {code}", kind.rsplit(':').next().unwrap());
            Err((refusal.status().as_u16(), words.trim().to_owned()))
        }
        Err(error) => panic!("{error}"),
    }
}

fn comes(server: &Server, person: &str, path: &str) -> Device {
    comes_from(server, person, path, Some(&server.address))
        .unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn refused(server: &Server, person: &str, path: &str) -> (u16, String) {
    match comes_from(server, person, path, Some(&server.address)) {
        Err(refusal) => refusal,
        Ok(_) => panic!("{person} is in"),
    }
}

impl Device {
    /// The next message of a kind.
    fn hears(&mut self, kind: &str) -> Value {
        self.hears_until(kind, |_| true)
    }

    /// The next message of a kind for which something holds.
    fn hears_until(&mut self, kind: &str, holds: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + Duration::from_secs(20);
        while Instant::now() < end {
            if let Message::Text(text) = self.0.read().unwrap() {
                let heard: Value = serde_json::from_str(&text).unwrap();
                if heard["is"] == kind && holds(&heard) {
                    return heard;
                }
            }
        }
        panic!("{kind} was not heard");
    }

    fn says(&mut self, say: &Value) {
        self.0.send(Message::text(say.to_string())).unwrap();
    }

    /// With what number the connection ends; 0: without one.
    fn ends(&mut self) -> u16 {
        // One that is looked after goes on for ever.
        let end = Instant::now() + Duration::from_secs(20);
        while Instant::now() < end {
            match self.0.read() {
                Ok(Message::Close(frame)) => return frame.map_or(0, |frame| frame.code.into()),
                Ok(_) => {}
                Err(_) => return 0,
            }
        }
        0
    }

    /// The name of the one other in the room.
    fn sees(&mut self, name: &str) -> String {
        let there = |heard: &Value| person(heard, name).is_some_and(|it| it["here"] == true);
        let heard = self.hears_until("people", there);
        person(&heard, name).unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

fn person<'a>(heard: &'a Value, name: &str) -> Option<&'a Value> {
    heard["people"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == name)
}

/// Mette's video talk with one of the job unit: it, her id with us, the citizen's room, the room for the host, and
/// who that is and is not.
struct Talk {
    meeting: Value,
    mette: String,
    own: String,
    office: String,
    host: &'static str,
    other: &'static str,
}

fn talk(server: &Server) -> Talk {
    // Not the next one: from noon the day before it is too late to come in person instead.
    let meeting = booked(server, "mette", 40, "video");
    let mette = id_of(server, "sara", "Mette Holm");
    let id = meeting["id"].as_str().unwrap();
    let (host, other) = match meeting["staff"][0]["name"].as_str().unwrap() {
        "Sara Friis" => ("sara", "mads"),
        _ => ("mads", "sara"),
    };
    Talk {
        own: format!("/api/v1/meetings/{id}/room?device=phone"),
        office: format!("/api/v1/citizens/{mette}/meetings/{id}/room?device=desk"),
        meeting,
        mette,
        host,
        other,
    }
}

fn name(person: &str) -> &'static str {
    if person == "sara" {
        "Sara Friis"
    } else {
        "Mads Kjær"
    }
}

#[test]
fn mette_and_her_caseworker_find_each_other_and_write() {
    for server in servers() {
        let talk = talk(&server);
        let mut mette = comes(&server, "mette", &talk.own);
        let hello = mette.hears("hello");
        // Only who shares the secret can say who may use the relay, and until when.
        let turn = &hello["ice"][0];
        assert_eq!(turn["urls"], json!(["turn:turn.lysby.example"]));
        let until = talk.meeting["end"].as_i64().unwrap() / 1000 + 3600;
        let id = talk.meeting["id"].as_str().unwrap();
        assert_eq!(turn["username"], format!("{until}:{id}"));
        assert_eq!(turn["credential"].as_str().unwrap().len(), 28);
        let stands = mette.hears("meeting");
        assert_eq!(
            (&stands["form"], &stands["status"]),
            (&json!("video"), &json!("booked"))
        );

        let mut host = comes(&server, talk.host, &talk.office);
        host.hears("hello");
        let to = host.sees("Mette Holm");
        let from = mette.sees(name(talk.host));
        host.says(&json!({ "say": "description", "to": to, "answer": false, "sdp": "v=0" }));
        let heard = mette.hears("from");
        assert_eq!(
            (&heard["peer"], &heard["said"]["sdp"]),
            (&json!(from), &json!("v=0"))
        );
        mette.says(&json!({ "say": "chat", "text": "Jeg kan ikke høre dig" }));
        let heard = host.hears("from");
        assert_eq!(
            heard["said"],
            json!({ "say": "chat", "text": "Jeg kan ikke høre dig" })
        );
        assert!(heard["sequence"].as_i64().unwrap() > 1);

        // What is done with the meeting is heard in the room.
        let late = json!({ "act": "delay", "minutes": 2 });
        let meeting = done(&staff_act(
            &server,
            talk.host,
            &talk.mette,
            &talk.meeting,
            &late,
        ));
        assert_eq!(
            mette.hears_until("meeting", |it| it["delayed"] == 2)["version"],
            meeting["version"]
        );
        let call = json!({ "act": "on_the_way", "what": "call_me" });
        let meeting = done(&act(&server, "mette", &meeting, &call));
        host.hears_until("meeting", |it| it["on_the_way"] == "call_me");
        let arrived = done(&act(
            &server,
            "mette",
            &meeting,
            &json!({ "act": "arrive" }),
        ));
        let phone = done(&act(
            &server,
            "mette",
            &arrived,
            &json!({ "act": "form", "form": "phone" }),
        ));
        host.hears_until("meeting", |it| it["form"] == "phone");

        // Who leaves is gone at once; a meeting that is over has no room.
        mette.says(&json!({ "say": "bye" }));
        assert_eq!(mette.ends(), 4000);
        host.hears_until("people", |it| person(it, "Mette Holm").is_none());
        let begun = done(&staff_act(
            &server,
            talk.host,
            &talk.mette,
            &phone,
            &json!({ "act": "begin" }),
        ));
        let end = json!({ "act": "end", "summary": "" });
        done(&staff_act(&server, talk.host, &talk.mette, &begun, &end));
        assert_eq!(host.ends(), 4000);
        assert_eq!(
            refused(&server, "mette", &talk.own),
            (409, "not-now past".to_owned())
        );
        let (log, _) = server.terminate();
        assert!(!log.contains("høre") && !log.contains("v=0"), "{log}");
    }
}

#[test]
fn nobody_else_gets_in_and_nobody_from_another_site_or_too_early() {
    for server in servers() {
        let talk = talk(&server);
        let not_found = (404, "not-found".to_owned());
        assert_eq!(refused(&server, "bent", &talk.own), not_found);
        assert_eq!(
            refused(&server, "yusuf", &talk.office),
            not_found,
            "another unit"
        );
        assert_eq!(
            refused(&server, talk.other, &talk.office),
            not_found,
            "not their meeting"
        );
        assert_eq!(refused(&server, "mette", &talk.office).0, 403);
        assert_eq!(refused(&server, talk.host, &talk.own).0, 403);
        assert_eq!(refused(&server, "", &talk.own).0, 401);
        for origin in [None, Some("https://lysby.example"), Some("null")] {
            let refusal = comes_from(&server, "mette", &talk.own, origin).err();
            assert_eq!(
                refusal,
                Some((403, "foreign-site".to_owned())),
                "{origin:?}"
            );
        }
        // The address speaks only as a WebSocket, and there is one only where nobody has to come.
        let path = talk.own.split('?').next().unwrap();
        let origin = [("origin", server.address.as_str())];
        let plain = server.ask("mette", "GET", path, &origin, &Value::Null);
        plain.problem(426, "not-a-socket");
        let form = json!({ "act": "form", "form": "in_person" });
        done(&act(&server, "mette", &talk.meeting, &form));
        assert_eq!(
            refused(&server, "mette", &talk.own),
            (409, "not-now past".to_owned())
        );
    }
    for server in Server::on_both() {
        let talk = talk(&server);
        assert_eq!(
            refused(&server, "mette", &talk.own),
            (409, "not-now too-early".to_owned())
        );
    }
}

#[test]
fn an_interpreter_comes_with_a_link_of_their_own_sees_the_meeting_only_and_can_be_sent_away() {
    for server in servers() {
        let talk = talk(&server);
        let id = talk.meeting["id"].as_str().unwrap();
        let guests = format!("/api/v1/meetings/{id}/guests");
        let key = [("idempotency-key", "omar-0001")];
        let omar = json!({ "name": "Omar, tolk" });
        server
            .ask("bent", "POST", &guests, &key, &omar)
            .problem(404, "not-found");
        let nobody = json!({ "name": " " });
        server
            .ask("mette", "POST", &guests, &key, &nobody)
            .problem(422, "invalid");
        let invited = done(&server.ask("mette", "POST", &guests, &key, &omar));
        let code = json!({ "code": invited["code"] });

        // A sign-in is left at the door, and a code that is none opens nothing.
        let headers = [
            ("indgang-request", "test"),
            ("content-type", "application/json"),
        ];
        let enters = |code: &Value| {
            let body = code.to_string();
            server.send("POST", "/api/v1/guests/enter", &headers, body.as_bytes())
        };
        server
            .ask("mette", "POST", "/api/v1/guests/enter", &[], &code)
            .problem(403, "forbidden");
        enters(&json!({ "code": "omar" })).problem(404, "not-found");
        let entered = enters(&code);
        assert_eq!(entered.status, 204, "{}", entered.text());
        let cookie = entered.cookie().to_owned();

        // He sees with whom and when it is, and nothing else.
        let asks = |path: &str| server.send("GET", path, &[("cookie", cookie.as_str())], &[]);
        let seen = done(&asks("/api/v1/guests/meeting"));
        assert_eq!(seen["guests"][0]["name"], "Omar, tolk");
        assert_eq!(
            (&seen["start"], &seen["staff"]),
            (&talk.meeting["start"], &talk.meeting["staff"])
        );
        for hidden in ["id", "kind", "place"] {
            assert_eq!(seen[hidden], "", "{hidden}");
        }
        assert_eq!(seen["wishes"]["topics"], "");
        for closed in [
            "/api/v1/meetings",
            "/api/v1/mine-data",
            "/api/v1/events",
            "/api/v1/desk/day",
        ] {
            asks(closed).problem(403, "forbidden");
        }

        let mut mette = comes(&server, "mette", &talk.own);
        let mut host = comes(&server, talk.host, &talk.office);
        let origin = Some(server.address.as_str());
        let room = "/api/v1/guests/room?device=tablet";
        let mut guest =
            comes_with(&server, &cookie, room, origin).unwrap_or_else(|it| panic!("{it:?}"));
        guest.sees("Mette Holm");
        for one in [&mut mette, &mut host] {
            one.sees("Omar, tolk");
        }
        guest.says(&json!({ "say": "chat", "text": "Jeg oversætter" }));
        assert_eq!(host.hears("from")["said"]["text"], "Jeg oversætter");

        // Sent away he leaves the room at once, and his link opens nothing any more.
        let own = format!("{guests}/{}", invited["id"].as_str().unwrap());
        server
            .ask("bent", "DELETE", &own, &[], &Value::Null)
            .problem(404, "not-found");
        assert_eq!(
            server
                .ask("mette", "DELETE", &own, &[], &Value::Null)
                .status,
            204
        );
        assert_eq!(guest.ends(), 4000);
        asks("/api/v1/guests/meeting").problem(401, "not-signed-in");
        enters(&code).problem(404, "not-found");
        mette.hears_until("people", |it| person(it, "Omar, tolk").is_none());
    }
}

#[test]
fn who_loses_the_connection_comes_back_to_their_own_place() {
    for server in servers() {
        let talk = talk(&server);
        let mut mette = comes(&server, "mette", &talk.own);
        let you = mette.hears("hello")["you"].clone();
        let mut host = comes(&server, talk.host, &talk.office);
        let to = host.sees("Mette Holm");
        assert_eq!(you, to);

        // Once more from the same device: the new connection goes on, the old one ends.
        let mut again = comes(&server, "mette", &talk.own);
        assert_eq!(again.hears("hello")["you"], you);
        assert_eq!(mette.ends(), 4001);

        // Loaded again, the page is somebody new.
        let loaded = format!("{}&page=2", talk.own);
        let mut other = comes(&server, "mette", &loaded);
        assert_ne!(other.hears("hello")["you"], you);
        assert_eq!(again.ends(), 4001);
        let mut again = comes(&server, "mette", &talk.own);
        let you = again.hears("hello")["you"].clone();
        host.hears_until("people", |it| {
            person(it, "Mette Holm").is_some_and(|it| it["id"] == you)
        });

        // The network is gone, and what was said meanwhile is there when it is back.
        drop(again);
        host.hears_until("people", |it| {
            person(it, "Mette Holm").unwrap()["here"] == false
        });
        host.says(&json!({ "say": "chat", "text": "Er du der?" }));
        let mut mette = comes(&server, "mette", &talk.own);
        assert_eq!(mette.hears("hello")["you"], you);
        assert_eq!(mette.hears("from")["said"]["text"], "Er du der?");
        assert_eq!(json!(host.sees("Mette Holm")), you);

        // Two more devices, then there is no place left.
        let path = |device: &str| talk.own.replace("=phone", &format!("={device}"));
        let mut more: Vec<Device> = ["a", "b"]
            .map(|it| comes(&server, "mette", &path(it)))
            .into();
        more.iter_mut().for_each(|it| drop(it.hears("hello")));
        assert_eq!(comes(&server, "mette", &path("c")).ends(), 4003);
    }
}

#[test]
fn what_is_no_message_ends_the_connection() {
    let [server, _] = servers();
    let talk = talk(&server);
    let long = "æ".repeat(2001);
    for (misuse, code) in [
        (json!({ "say": "chat", "text": long }), 4002),
        (json!({ "say": "record" }), 4002),
        (json!("x".repeat(70 * 1024)), 0),
    ] {
        let mut mette = comes(&server, "mette", &talk.own);
        mette.hears("hello");
        mette.says(&misuse);
        assert_eq!(mette.ends(), code);
    }
    let mut mette = comes(&server, "mette", &talk.own);
    mette.hears("hello");
    for _ in 0..400 {
        // It may have ended already.
        let caption = json!({ "say": "caption", "text": "a" }).to_string();
        if mette.0.send(Message::text(caption)).is_err() {
            break;
        }
    }
    assert!(matches!(mette.ends(), 4002 | 0));
}

#[test]
fn two_servers_on_one_database_are_one_room() {
    let config = open_early(&std::fs::read_to_string(CONFIG).unwrap());
    let server = on_postgres(&config);
    let neighbour = server.neighbour();
    let talk = talk(&server);
    let mut mette = comes(&server, "mette", &talk.own);
    let mut host = comes(&neighbour, talk.host, &talk.office);
    host.sees("Mette Holm");
    mette.sees(name(talk.host));
    for n in 0..20 {
        mette.says(&json!({ "say": "chat", "text": format!("{n} fra Mette") }));
        host.says(&json!({ "say": "chat", "text": format!("{n} til Mette") }));
    }
    for n in 0..20 {
        assert_eq!(host.hears("from")["said"]["text"], format!("{n} fra Mette"));
        assert_eq!(
            mette.hears("from")["said"]["text"],
            format!("{n} til Mette")
        );
    }
    // Her device comes to the other server: the first one lets go.
    let mut again = comes(&neighbour, "mette", &talk.own);
    again.hears("hello");
    assert_eq!(mette.ends(), 4001);
    // A server that ends without a farewell keeps nobody's place from them.
    server.kill();
    again.says(&json!({ "say": "chat", "text": "Jeg er her endnu" }));
    assert_eq!(host.hears("from")["said"]["text"], "Jeg er her endnu");
}
