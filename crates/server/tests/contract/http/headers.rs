use crate::people::inger;
use crate::program::{Answer, CONFIG, SCRIPT, Server};

fn all_kinds(server: &Server) -> Vec<Answer> {
    vec![
        server.navigate("/"),
        server.get(SCRIPT, &[]),
        server.get("/missing.js", &[]),
        server.post("/api/v1/assessments", &inger()),
        server.get("/api/v1/nothing", &[]),
        server.send("PUT", "/api/v1/health", &[], b""),
        server.send("POST", "/api/v1/assessments", &[], &[b' '; 300 * 1024]),
    ]
}

#[test]
fn every_answer_tells_the_browser_what_to_refuse() {
    for answer in all_kinds(&Server::start()) {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "));
        assert!(!policy.contains("unsafe-inline") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        // Camera and microphone for our own pages, and nobody else's.
        let permissions = answer.header("permissions-policy");
        assert!(permissions.contains("geolocation=()") && permissions.contains("camera=(self),"));
        assert!(permissions.contains("microphone=(self),"));
        assert_ne!(answer.header("cache-control"), "");
        assert_eq!(answer.header("server"), "");
        assert_eq!(answer.header("strict-transport-security"), "");
    }
}

#[test]
fn only_the_plan_may_stand_in_a_page_of_ours_and_only_where_there_is_an_online_room() {
    let server = Server::start();
    for (path, frames) in [
        ("/", "frame-ancestors 'none'"),
        ("/moeder/m1/rum", "frame-src 'self'; frame-ancestors 'none'"),
        (
            "/medarbejder/moede/c1/m1",
            "frame-src 'self'; frame-ancestors 'none'",
        ),
        ("/plan", "frame-ancestors 'self'"),
        ("/plan/moede", "frame-ancestors 'self'"),
    ] {
        let page = server.navigate(path);
        let policy = page.header("content-security-policy");
        let before = "form-action 'self'; ";
        assert!(
            policy.ends_with(&format!("{before}{frames}")),
            "{path}: {policy}"
        );
    }
}

#[test]
fn behind_https_browsers_are_told_to_stay_with_it() {
    let config = std::fs::read_to_string(CONFIG)
        .unwrap()
        .replace("# base_url", "base_url");
    for answer in all_kinds(&Server::with_config(&config)) {
        assert!(
            answer
                .header("strict-transport-security")
                .starts_with("max-age=63072000")
        );
    }
}
