//! Files that come with what a citizen sends: in parts, and only theirs.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::meetings::{done, id_of};
use crate::program::{Answer, CONFIG, Server};

const PATH: &str = "/api/v1/citizens/me/uploads";
const PART: usize = 256 * 1024;

/// A request of the protocol.
fn tus(
    server: &Server,
    person: &str,
    (method, path): (&str, &str),
    more: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let cookie = server.cookie(person);
    let mut headers = vec![
        ("cookie", cookie.as_str()),
        ("indgang-request", "1"),
        ("tus-resumable", "1.0.0"),
    ];
    headers.extend(more);
    server.send(method, path, &headers, body)
}

fn begin(server: &Server, person: &str, name: &str, length: usize) -> Answer {
    begin_about(server, person, "me", name, length)
}

/// Somebody begins an upload about a citizen.
fn begin_about(server: &Server, person: &str, citizen: &str, name: &str, length: usize) -> Answer {
    let name = format!("filename {}", BASE64_STANDARD.encode(name));
    let length = length.to_string();
    let headers = [
        ("upload-length", length.as_str()),
        ("upload-metadata", name.as_str()),
    ];
    let path = PATH.replace("me", citizen);
    tus(server, person, ("POST", &path), &headers, b"")
}

fn put(server: &Server, person: &str, address: &str, offset: usize, part: &[u8]) -> Answer {
    let offset = offset.to_string();
    let headers = [
        ("upload-offset", offset.as_str()),
        ("content-type", "application/offset+octet-stream"),
    ];
    tus(server, person, ("PATCH", address), &headers, part)
}

/// How far an upload has come.
#[track_caller]
fn offset(server: &Server, person: &str, address: &str) -> usize {
    let answer = tus(server, person, ("HEAD", address), &[], b"");
    assert_eq!(answer.status, 200, "{}", answer.header("x-request-id"));
    assert_eq!(answer.header("tus-resumable"), "1.0.0");
    answer.header("upload-offset").parse().unwrap()
}

/// Uploads all of it, and gives its address.
fn upload(server: &Server, person: &str, name: &str, content: &[u8]) -> String {
    upload_about(server, person, "me", name, content)
}

/// The same about a citizen.
fn upload_about(
    server: &Server,
    person: &str,
    citizen: &str,
    name: &str,
    content: &[u8],
) -> String {
    let begun = begin_about(server, person, citizen, name, content.len());
    assert_eq!(begun.status, 201, "{}", begun.text());
    let address = begun.header("location").to_owned();
    for (number, part) in content.chunks(PART).enumerate() {
        let answer = put(server, person, &address, number * PART, part);
        assert_eq!(answer.status, 204, "{}", answer.text());
    }
    address
}

fn id(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

/// A picture of a length; only its beginning is one.
fn picture(length: usize) -> Vec<u8> {
    let mut content = b"\xff\xd8\xff\xe0".to_vec();
    content.extend((4..length).map(|at| (at * 31 % 251) as u8));
    content
}

fn message(files: &[&str]) -> Value {
    let content = json!({ "kind": "message", "text": "Her er min opsigelse" });
    json!({ "content": content, "files": files })
}

fn send(server: &Server, person: &str, key: &str, body: &Value) -> Answer {
    let key = [("idempotency-key", key)];
    let path = "/api/v1/citizens/me/matters";
    server.ask(person, "POST", path, &key, body)
}

#[test]
fn a_picture_comes_in_parts_is_sent_and_seen_by_who_works_with_the_citizen() {
    for server in Server::on_both() {
        let content = picture(PART + 1000);
        let address = upload(&server, "mette", "Opsigelse side 1.jpg", &content);
        let sent = done(&send(
            &server,
            "mette",
            "up-0001-a",
            &message(&[id(&address)]),
        ));
        let file = &sent["steps"][0]["files"][0];
        let expected = json!({
            "id": id(&address), "name": "Opsigelse side 1.jpg", "media_type": "image/jpeg",
            "size": content.len(), "sha256": hex::encode(Sha256::digest(&content)),
        });
        assert_eq!(*file, expected);

        let mette = id_of(&server, "sara", "Mette Holm");
        let theirs = format!("/api/v1/citizens/{mette}/uploads/{}", id(&address));
        for (person, address) in [("mette", &address), ("sara", &theirs)] {
            let shown = server.ask(person, "GET", address, &[], &Value::Null);
            assert_eq!((shown.status, &shown.body), (200, &content), "{person}");
            assert_eq!(shown.header("content-type"), "image/jpeg");
            assert_eq!(
                shown.header("content-disposition"),
                "inline; filename*=UTF-8''Opsigelse%20side%201.jpg"
            );
            assert_eq!(
                shown.header("content-security-policy"),
                "default-src 'none'; sandbox"
            );
            assert_eq!(shown.header("x-content-type-options"), "nosniff");
        }
        let part = server.ask(
            "sara",
            "GET",
            &theirs,
            &[("range", "bytes=4-7")],
            &Value::Null,
        );
        assert_eq!((part.status, &part.body[..]), (206, &content[4..8]));
        assert_eq!(
            part.header("content-range"),
            format!("bytes 4-7/{}", content.len())
        );

        // It belongs to the matter now: it stays, and comes with nothing else.
        let deleted = tus(&server, "mette", ("DELETE", &address), &[], b"");
        deleted.problem(404, "not-found");
        let again = send(&server, "mette", "up-0001-b", &message(&[id(&address)]));
        assert_eq!(again.problem(422, "invalid")["pointer"], "/files");
        let same = send(&server, "mette", "up-0001-a", &message(&[id(&address)]));
        assert_eq!(done(&same)["id"], sent["id"]);
    }
}

#[test]
fn an_upload_goes_on_where_it_was_after_the_network_or_the_server_was_gone() {
    for server in Server::on_both() {
        let content = picture(2 * PART + 5);
        let address = begin(&server, "line", "a.jpg", content.len());
        let address = address.header("location").to_owned();
        assert_eq!(offset(&server, "line", &address), 0);
        assert_eq!(
            put(&server, "line", &address, 0, &content[..PART]).status,
            204
        );
        // The answer was lost, and the part comes again; or a part is left out.
        for wrong in [0, PART + 1] {
            let refused = put(&server, "line", &address, wrong, &content[..9]);
            refused.problem(409, "wrong-offset");
        }
        // A part that is cut short is not there at all.
        cut_short(&server, &address, &content[PART..2 * PART]);
        assert_eq!(offset(&server, "line", &address), PART);
        let early = message(&[id(&address)]);
        send(&server, "line", "up-0002-a", &early).problem(422, "invalid");

        let server = server.killed_and_started_again();
        assert_eq!(offset(&server, "line", &address), PART);
        for start in [PART, 2 * PART] {
            let end = content.len().min(start + PART);
            let answer = put(&server, "line", &address, start, &content[start..end]);
            assert_eq!(answer.header("upload-offset"), end.to_string());
        }
        let shown = server.ask("line", "GET", &address, &[], &Value::Null);
        assert_eq!(shown.body, content);
    }
}

/// Sends half of a part, and is gone.
fn cut_short(server: &Server, address: &str, part: &[u8]) {
    use std::io::Write;
    let host = server.address.strip_prefix("http://").unwrap();
    let mut socket = std::net::TcpStream::connect(host).unwrap();
    let head = format!(
        "PATCH {address} HTTP/1.1\r\nhost: {host}\r\ncookie: {}\r\nindgang-request: 1\r\n\
         tus-resumable: 1.0.0\r\nupload-offset: {PART}\r\ncontent-length: {}\r\n\
         content-type: application/offset+octet-stream\r\n\r\n",
        server.cookie("line"),
        part.len(),
    );
    socket.write_all(head.as_bytes()).unwrap();
    socket.write_all(&part[..part.len() / 2]).unwrap();
}

#[test]
fn what_is_too_big_too_much_or_no_picture_pdf_or_sound_is_refused() {
    for server in Server::on_both() {
        begin(&server, "mette", "film.jpg", 10_000_001).problem(413, "too-large");
        begin(&server, "mette", "tom.jpg", 0).problem(422, "invalid");
        let begun = begin(&server, "mette", "a.jpg", 10);
        let address = begun.header("location");
        put(&server, "mette", address, 0, &picture(11)).problem(413, "too-large");
        put(&server, "mette", address, 0, &[0; PART + 1]).problem(413, "too-large");
        let headers = [("upload-offset", "0"), ("content-type", "application/json")];
        let json = tus(&server, "mette", ("PATCH", address), &headers, &picture(10));
        json.problem(415, "wrong-media-type");
        assert_eq!(offset(&server, "mette", address), 0);

        // Its name says nothing about what it is.
        let page = b"<script>alert(1)</script>";
        let begun = begin(&server, "mette", "billede.jpg", page.len());
        let refused = put(&server, "mette", begun.header("location"), 0, page);
        let problem = refused.problem(415, "wrong-media-type");
        assert!(problem["detail"].as_str().unwrap().contains("PDF"));
        let gone = tus(
            &server,
            "mette",
            ("HEAD", begun.header("location")),
            &[],
            b"",
        );
        assert_eq!(gone.status, 404);

        for number in 0..6 {
            // Five more of the longest, beside the one of ten bytes.
            let expected = if number < 5 { 201 } else { 409 };
            let begun = begin(&server, "mette", "stor.jpg", 10_000_000);
            assert_eq!(begun.status, expected, "{number}: {}", begun.text());
        }
        assert_eq!(
            tus(&server, "mette", ("DELETE", address), &[], b"").status,
            204
        );
        assert_eq!(begin(&server, "mette", "stor.jpg", 10_000_000).status, 201);
        for _ in 0..30 {
            assert_eq!(begin(&server, "line", "lille.jpg", 4).status, 201);
        }
        let more = begin(&server, "line", "lille.jpg", 4).problem(409, "not-now");
        assert_eq!(more["code"], "full");
    }
}

#[test]
fn a_municipality_says_how_long_a_file_may_be() {
    let folder = tempfile::tempdir().unwrap();
    let ways = include_str!("../../../case.toml").replace("megabytes = 10", "megabytes = 1");
    let file = folder.path().join("case.toml");
    std::fs::write(&file, ways).unwrap();
    let config = std::fs::read_to_string(CONFIG).unwrap();
    let named = format!("[server]\ncase = {:?}", file.to_str().unwrap());
    let server = Server::with_config(&config.replace("[server]", &named));
    begin(&server, "mette", "a.jpg", 1_000_001).problem(413, "too-large");
    assert_eq!(begin(&server, "mette", "a.jpg", 1_000_000).status, 201);
}

#[test]
fn files_that_were_not_sent_go_with_the_drafts_also_when_no_device_knows_them_any_more() {
    for server in Server::on_both() {
        let sent = upload(&server, "mette", "a.jpg", &picture(100));
        done(&send(&server, "mette", "up-0009-a", &message(&[id(&sent)])));
        let lost = upload(&server, "mette", "b.jpg", &picture(100));
        let of_line = upload(&server, "line", "c.jpg", &picture(100));
        let drafts = "/api/v1/drafts";
        let gone = server.ask("mette", "DELETE", drafts, &[], &Value::Null);
        assert_eq!(gone.status, 204);
        let seen = |person: &str, address: &str| {
            server.ask(person, "GET", address, &[], &Value::Null).status
        };
        assert_eq!(seen("mette", &lost), 404);
        assert_eq!((seen("mette", &sent), seen("line", &of_line)), (200, 200));
    }
}

#[test]
fn somebody_elses_upload_is_as_if_it_were_not_there() {
    for server in Server::on_both() {
        let address = upload(&server, "mette", "a.jpg", &picture(100));
        for method in ["HEAD", "DELETE"] {
            assert_eq!(
                tus(&server, "line", (method, &address), &[], b"").status,
                404
            );
        }
        put(&server, "line", &address, 100, b"x").problem(404, "not-found");
        let shown = server.ask("line", "GET", &address, &[], &Value::Null);
        shown.problem(404, "not-found");
        let stolen = send(&server, "line", "up-0003-a", &message(&[id(&address)]));
        stolen.problem(422, "invalid");
        let twice = message(&[id(&address), id(&address)]);
        send(&server, "mette", "up-0003-b", &twice).problem(422, "invalid");
        assert_eq!(offset(&server, "mette", &address), 100);

        // Without the protocol nothing is done.
        let path = PATH;
        let other = server.ask(
            "mette",
            "POST",
            path,
            &[("upload-length", "4")],
            &Value::Null,
        );
        other.problem(412, "other-tus");
        assert_eq!(other.header("tus-version"), "1.0.0");
    }
}

#[test]
fn an_answer_to_a_hearing_can_be_a_sound_alone() {
    for server in Server::on_both() {
        let sound = b"\x1a\x45\xdf\xa3 what Line said";
        let address = upload(&server, "line", "svar.webm", sound);
        let sent = done(&send(&server, "line", "up-0004-a", &message(&[])));
        let matter = sent["id"].as_str().unwrap();
        let acts = format!("/api/v1/citizens/me/matters/{matter}/acts");
        let answer = json!({ "act": "answer", "text": "", "files": [id(&address)] });
        let answered = server.ask("line", "POST", &acts, &[("if-match", "\"1\"")], &answer);
        let file = &done(&answered)["steps"][1]["files"][0];
        assert_eq!(file["media_type"], "audio/webm");
        let shown = server.ask("line", "GET", &address, &[], &Value::Null);
        assert!(
            shown
                .header("content-disposition")
                .starts_with("attachment")
        );

        let again = server.ask("line", "POST", &acts, &[("if-match", "\"2\"")], &answer);
        again.problem(422, "invalid");
    }
}

#[test]
fn what_a_file_is_called_is_never_in_the_log() {
    let server = Server::start();
    let address = upload(&server, "mette", "Psykolog-Mette.jpg", &picture(100));
    server.ask("mette", "GET", &address, &[], &Value::Null);
    let (log, _) = server.terminate();
    assert!(log.contains("uploads/{upload}"), "{log}");
    assert!(!log.contains("Psykolog"), "{log}");
    assert!(
        !log.contains(&BASE64_STANDARD.encode("Psykolog")[..8]),
        "{log}"
    );
}

#[test]
fn a_citizen_takes_out_the_files_too_and_nobody_elses() {
    for server in Server::on_both() {
        let (one, two) = (picture(PART + 1000), picture(2000));
        upload(&server, "mette", "Løn: maj?.jpg", &one);
        upload(&server, "mette", "Løn: maj?.jpg", &two);
        upload(&server, "bent", "ryg.jpg", &two);
        begin(&server, "mette", "kun begyndt.jpg", 5000);
        let zip = server.ask(
            "mette",
            "GET",
            "/api/v1/mine-data/export",
            &[],
            &Value::Null,
        );
        assert_eq!(zip.status, 200, "{}", zip.text());
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.body)).unwrap();
        let places: Vec<String> = zip.file_names().map(str::to_owned).collect();
        let places: Vec<&String> = places.iter().filter(|it| it.starts_with("filer")).collect();
        assert_eq!(places, ["filer/1 Løn_ maj_.jpg", "filer/2 Løn_ maj_.jpg"]);
        for (place, content) in places.into_iter().zip([one, two]) {
            let mut bytes = Vec::new();
            std::io::copy(&mut zip.by_name(place).unwrap(), &mut bytes).unwrap();
            assert_eq!(bytes, content, "{place}");
        }
    }
}

#[test]
fn the_letter_of_a_hearing_and_of_a_decision_is_the_citizens_to_read_once_it_is_sent() {
    for server in Server::on_both() {
        let hassan = id_of(&server, "mads", "Hassan Aziz");
        let letter = b"%PDF-1.7\nDu kom ikke til samtalen".to_vec();
        let theirs = upload_about(&server, "mads", &hassan, "Brev om fravær.pdf", &letter);
        assert!(theirs.contains(&hassan), "{theirs}");
        let own = format!("{PATH}/{}", id(&theirs));
        // What is not sent is nobody else's: neither to read nor to send nor to delete.
        for (person, address) in [("hassan", &own), ("sara", &theirs)] {
            let read = server.ask(person, "GET", address, &[], &Value::Null);
            read.problem(404, "not-found");
            tus(&server, person, ("DELETE", address), &[], b"").problem(404, "not-found");
        }
        let stolen = send(&server, "hassan", "le-0001-a", &message(&[id(&theirs)]));
        stolen.problem(422, "invalid");

        let by = super::case::in_days(10);
        let hearing = json!({
            "content": {
                "kind": "hearing", "what": "Du kom ikke til samtalen", "on": super::case::in_days(-1),
                "law": "LAS § 36", "days": 1, "answer_by": by,
            },
            "files": [id(&theirs)],
        });
        let path = format!("/api/v1/citizens/{hassan}/letters");
        let key = [("idempotency-key", "le-0002-a")];
        let sent = done(&server.ask("mads", "POST", &path, &key, &hearing));
        assert_eq!(sent["steps"][0]["files"][0]["name"], "Brev om fravær.pdf");
        let read = server.ask("hassan", "GET", &own, &[], &Value::Null);
        assert_eq!((read.status, &read.body), (200, &letter));
        assert_eq!(read.header("content-type"), "application/pdf");
        assert!(read.header("content-disposition").starts_with("attachment"));
        assert_eq!(
            read.header("content-security-policy"),
            "default-src 'none'; sandbox"
        );

        let decision = upload_about(&server, "mads", &hassan, "Afgørelse.pdf", &letter);
        let mut decide = json!({
            "act": "decide", "outcome": "no_consequence", "reason": "Du var på skadestuen",
            "law": "LAS § 36", "files": [id(&theirs)],
        });
        let again = super::case::act(&server, "mads", &hassan, &sent, &decide);
        again.problem(422, "invalid");
        decide["files"] = json!([id(&decision)]);
        let decided = done(&super::case::act(&server, "mads", &hassan, &sent, &decide));
        assert_eq!(decided["steps"][1]["files"][0]["name"], "Afgørelse.pdf");
        // A citizen's own file is not the municipality's to send as its letter.
        let address = upload(&server, "hassan", "Kvittering.pdf", &letter);
        let reply = json!({
            "content": { "kind": "message", "text": "Se her" }, "files": [id(&address)],
        });
        let key = [("idempotency-key", "le-0003-a")];
        let strange = server.ask("mads", "POST", &path, &key, &reply);
        strange.problem(422, "invalid");
    }
}
