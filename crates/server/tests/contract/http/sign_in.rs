use crate::program::{CONFIG, Server, indgang, text};

const SIGN_IN: &str = "/api/v1/sign-in";

#[test]
fn whoever_signs_in_comes_back_to_where_they_were_with_a_new_session() {
    let server = Server::start();
    let left = server.get("/api/v1/sign-in?return_to=/mine-data", &[]);
    let planted = left.cookie().to_owned();
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(left.header("set-cookie").contains(attribute), "{attribute}");
    }
    let picking = server.here(left.header("location"));
    for parameter in [
        "code_challenge_method=S256",
        "state=",
        "nonce=",
        "response_type=code",
    ] {
        assert!(picking.contains(parameter), "{parameter}: {picking}");
    }
    let (page, asked) = picking.split_once('?').unwrap();
    let form = ("content-type", "application/x-www-form-urlencoded");
    let picked = server.send(
        "POST",
        page,
        &[form],
        format!("{asked}&person=mette").as_bytes(),
    );
    let back = server.here(picked.header("location")).to_owned();
    let signed_in = server.get(&back, &[("cookie", &planted)]);
    assert_eq!(signed_in.header("location"), "/mine-data");
    let session = signed_in.cookie();
    assert_ne!(session, planted);

    let who = |cookie: &str| server.get("/api/v1/session", &[("cookie", cookie)]).json();
    assert_eq!(who(session)["name"], "Mette Holm");
    assert_eq!(
        who(&planted).get("name"),
        None,
        "the session from before is dead"
    );

    let again = server.get(&back, &[("cookie", &planted)]);
    assert_eq!(again.status, 400, "the same code and state a second time");
    let stolen = server.get(&back, &[]);
    assert_eq!(
        stolen.status, 400,
        "in a browser that never left for the provider"
    );
}

#[test]
fn whoever_signs_out_is_signed_out_here_and_sent_to_the_provider() {
    let server = Server::start();
    let cookie = server.sign_in("mette");
    let headers = [("cookie", cookie.as_str()), ("indgang-request", "1")];
    let out = server.send("DELETE", "/api/v1/session", &headers, b"");
    let location = out.json()["location"].as_str().unwrap().to_owned();
    assert!(
        location.contains("/demo-login/end-session?client_id=") && !location.contains("hint"),
        "{location}"
    );
    let who = server.get("/api/v1/session", &[("cookie", &cookie)]).json();
    assert_eq!(who.get("name"), None);
}

#[test]
fn whoever_signs_out_everywhere_is_signed_out_on_every_device_and_nobody_else_is() {
    for server in Server::on_both() {
        let [phone, desk] = [server.sign_in("mette"), server.sign_in("mette")];
        let bent = server.sign_in("bent");
        let name = |cookie: &str| {
            let who = server.get("/api/v1/session", &[("cookie", cookie)]).json();
            who["name"].as_str().map(str::to_owned)
        };
        std::thread::scope(|scope| {
            let listening = scope.spawn(|| server.get("/api/v1/events", &[("cookie", &desk)]));
            let headers = [("cookie", phone.as_str()), ("indgang-request", "1")];
            let out = server.send("DELETE", "/api/v1/sessions", &headers, b"");
            let location = out.json()["location"].as_str().unwrap().to_owned();
            assert!(location.contains("/demo-login/end-session"), "{location}");
            // Also who listens hears nothing more: the answer comes to its end.
            assert_ne!(listening.join().unwrap().status, 500);
        });
        assert_eq!((name(&phone), name(&desk)), (None, None));
        let kept = server.get("/api/v1/mine-data", &[("cookie", &desk)]);
        kept.problem(401, "not-signed-in");
        assert_eq!(name(&bent).as_deref(), Some("Bent Lund"));
        assert_eq!(
            name(&server.sign_in("mette")).as_deref(),
            Some("Mette Holm")
        );
    }
}

#[test]
fn submitting_may_need_that_one_is_asked_again() {
    let server = Server::start();
    let location = server.get("/api/v1/sign-in?again=true", &[]);
    let location = location.header("location");
    assert!(
        location.contains("prompt=login") && location.contains("max_age=0"),
        "{location}"
    );
}

#[test]
fn people_are_sent_to_the_name_that_the_cookie_is_for() {
    let server = Server::start();
    let port = server.address.rsplit(':').next().unwrap();
    let host = format!("localhost:{port}");
    let answer = server.get(SIGN_IN, &[("host", &host)]);
    assert_eq!(
        answer.header("location"),
        format!("{}{SIGN_IN}", server.address)
    );
}

#[test]
fn the_demo_sends_nobody_to_another_site() {
    let server = Server::start();
    let picking = server.get(SIGN_IN, &[]);
    let picking = server.here(picking.header("location")).to_owned();
    let (page, asked) = picking.split_once('?').unwrap();
    let port = server.address.rsplit(':').next().unwrap();
    let elsewhere = asked.replace(&format!("127.0.0.1%3A{port}%2Fapi"), "evil.example%2Fapi");
    assert_ne!(elsewhere, asked);
    assert_eq!(server.get(&format!("{page}?{elsewhere}"), &[]).status, 400);
    let picked = server.send(
        "POST",
        page,
        &[("content-type", "application/x-www-form-urlencoded")],
        format!("{elsewhere}&person=mette").as_bytes(),
    );
    assert_eq!(picked.status, 400);
}

#[test]
fn the_demo_does_not_start_where_others_can_reach_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let published = folder.path().join("indgang.toml");
    let example = std::fs::read_to_string(CONFIG).unwrap();
    std::fs::write(&published, example.replace("# base_url", "base_url")).unwrap();
    let published = published.to_str().unwrap();
    for (listen, config) in [
        ("0.0.0.0:0", CONFIG),
        ("[::]:0", CONFIG),
        ("127.0.0.1:0", published),
    ] {
        let options = [
            "serve", "--demo", "--listen", listen, "--data", data, "--config", config,
        ];
        let refused = indgang(&options, b"");
        assert_eq!(refused.status.code(), Some(1));
        let message = text(&refused.stderr);
        assert!(
            message.contains("lets anybody sign in as anybody"),
            "{message}"
        );
        assert!(refused.stdout.is_empty());
    }
}

#[test]
fn without_the_demo_nobody_is_whoever_they_say_they_are() {
    let server = Server::bare();
    server.get(SIGN_IN, &[]).problem(404, "not-found");
    for path in ["/demo-login/keys", "/demo-login/authorize"] {
        assert_eq!(server.get(path, &[]).status, 404, "{path}");
    }
}

#[test]
fn the_log_names_nobody_who_signed_in() {
    let server = Server::start();
    let cookie = server.cookie("mette");
    let consent = serde_json::json!({
        "unit": "job", "part": "plan", "purpose": "Metas nye job", "ends_on": "2020-01-01",
    });
    let key = [("idempotency-key", "6f1c2b8e-mette")];
    let refused = server.ask("mette", "POST", "/api/v1/consents", &key, &consent);
    refused.problem(422, "invalid");
    server.get("/api/v1/sign-in/callback?code=kode&state=tilstand", &[]);
    let (log, _) = server.terminate();
    assert!(log.contains("somebody signed in"), "{log}");
    let id = cookie.split_once('=').unwrap().1;
    for private in [
        "Mette", "mette", "Holm", "680288", "Metas", "kode", "tilstand", id,
    ] {
        assert!(!log.contains(private), "{private} is in the log: {log}");
    }
}
