//! What people do not send, but others do.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::program::Server;

/// What a request of Bent's begins with.
fn head(server: &Server) -> String {
    format!(
        "POST /api/v1/drafts HTTP/1.1\r\nhost: lysby\r\nconnection: close\r\ncookie: {}\r\nindgang-request: 1\r\n\
         idempotency-key: bent-0001\r\ncontent-type: application/json\r\n",
        server.cookie("bent")
    )
}

/// The answer to the very bytes.
fn answer(server: &Server, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address.trim_start_matches("http://")).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    // The server may have heard enough before the end.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn posted(server: &Server, body: &[u8]) -> String {
    let head = format!("{}content-length: {}\r\n\r\n", head(server), body.len());
    answer(server, &[head.as_bytes(), body].concat())
}

fn got(server: &Server, path: &str) -> String {
    let cookie = server.cookie("bent");
    let head = format!("HTTP/1.1\r\nhost: lysby\r\nconnection: close\r\ncookie: {cookie}\r\n\r\n");
    answer(server, format!("GET {path} {head}").as_bytes())
}

#[test]
fn a_body_that_is_no_draft_is_refused_by_its_kind() {
    let deep = "[".repeat(100_000);
    let long = format!(r#"{{"form":"a","content":"{}"}}"#, "x".repeat(300 * 1024));
    for server in Server::on_both() {
        for (status, body) in [
            ("400", &b""[..]),
            ("400", b"{"),
            ("400", b"{\"form\":\"a\",\"content\":\"\xff\xfe\"}"),
            ("400", b"\xff\xfe{\x00}\x00"),
            ("400", br#"{"form":"a","content":"x"} {}"#),
            ("400", br#"{"form":"a","content":"\ud800"}"#),
            ("413", long.as_bytes()),
            ("422", deep.as_bytes()),
            ("422", b"null"),
            ("422", br#"{"form":"a","form":"b","content":"x"}"#),
            ("422", br#"{"form":["a"],"content":"x"}"#),
            ("422", br#"{"form":"a\u0000","content":"x"}"#),
            ("422", br#"{"form":"a","content":"x","__proto__":{}}"#),
            (
                "422",
                br#"{"form":"'; DROP TABLE draft; --","content":"x"}"#,
            ),
            (
                "201",
                br#"{"form":"a","content":"\u0000'; DROP TABLE draft; --"}"#,
            ),
        ] {
            let answer = posted(&server, body);
            let body = String::from_utf8_lossy(body);
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status} ")),
                "{body:.60}: {answer}"
            );
        }
    }
}

#[test]
fn an_address_that_is_no_name_leads_nowhere() {
    for server in Server::on_both() {
        for name in [
            "..%2f..%2fetc%2fpasswd",
            "%00",
            "%ff",
            "%0d%0aset-cookie:%20a=b",
            "'%20OR%201=1",
            "00000000-0000-4000-8000-000000000000",
            &"x".repeat(4000),
        ] {
            let answer = got(&server, &format!("/api/v1/drafts/{name}"));
            assert!(answer.starts_with("HTTP/1.1 404 "), "{name:.40}: {answer}");
            assert!(!answer.contains("set-cookie"), "{answer}");
        }
    }
}

#[test]
fn a_request_that_is_not_http_is_refused_and_the_server_goes_on() {
    let server = Server::start();
    let head = head(&server);
    let huge = format!(
        "GET / HTTP/1.1\r\nhost: lysby\r\nx: {}\r\n\r\n",
        "x".repeat(1 << 20)
    );
    let many = format!(
        "GET / HTTP/1.1\r\nhost: lysby\r\n{}\r\n",
        "x: y\r\n".repeat(1000)
    );
    for (what, request) in [
        (
            "two lengths",
            format!("{head}content-length: 2\r\ncontent-length: 3\r\n\r\n{{}}"),
        ),
        (
            "a length that is none",
            format!("{head}content-length: -1\r\n\r\n{{}}"),
        ),
        (
            "a header in two lines",
            format!("{head}x: y\r\n z\r\ncontent-length: 2\r\n\r\n{{}}"),
        ),
        (
            "a name with a space",
            "GET / HTTP/1.1\r\nhost : lysby\r\n\r\n".to_owned(),
        ),
        (
            "another protocol",
            "\x16\x03\x01\x02\x00\x01\x00\x01\r\n\r\n".to_owned(),
        ),
        ("a huge header", huge),
        ("many headers", many),
    ] {
        let answer = answer(&server, request.as_bytes());
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
            "{what}: {answer:.200}"
        );
    }
    // The length loses against the pieces: nothing is left over to be taken for a request.
    let smuggled = format!(
        "{head}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n"
    );
    let answer = answer(&server, smuggled.as_bytes());
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
    assert_eq!(server.get("/healthz", &[]).status, 200);
}
