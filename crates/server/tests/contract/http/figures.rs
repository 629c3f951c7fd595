use std::net::TcpListener;

use serde_json::json;

use crate::program::Server;

#[test]
fn figures_are_shown_on_an_address_of_their_own_and_name_nobody() {
    // Free a moment ago; the server needs to be told one.
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let address = format!("127.0.0.1:{port}");
    let mut server = Server::with_arguments(&["--demo", "--metrics", &address]);
    let draft = json!({ "form": "ansoegning", "content": "Hassan er svejser" });
    let key = [("idempotency-key", "hassan-0001")];
    let made = server.ask("hassan", "POST", "/api/v1/drafts", &key, &draft);
    let id = made
        .header("location")
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    server.send("HASSAN", "/hassan", &[], b"");
    assert_eq!(server.get("/metrics", &[]).status, 404);

    server.address = format!("http://{address}");
    let figures = server.get("/metrics", &[]);
    let text = figures.text();
    let counted =
        "indgang_http_requests_total{method=\"POST\",route=\"/api/v1/drafts\",status=\"201\"} 1";
    for figure in [
        counted,
        "indgang_outbox_given_up 0",
        "indgang_http_request_seconds_bucket",
    ] {
        assert!(text.contains(figure), "{figure} is not in {text}");
    }
    for private in ["hassan", "HASSAN", &id] {
        assert!(!text.contains(private), "{private} is in {text}");
    }
}
