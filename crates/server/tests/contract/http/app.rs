use std::io::{Read, Write};
use std::net::TcpStream;

use indgang_api::pages::Entry;
use serde_json::Value;

use crate::program::{CONFIG, SCRIPT, Server, mark};

#[test]
fn every_address_a_person_can_be_at_shows_the_page() {
    let server = Server::start();
    for path in [
        "/",
        "/index.html",
        "/beregner",
        "/mine-data",
        "/plan/mine-kort",
        "/findes-ikke",
        "/beregner?trin=2",
    ] {
        let page = server.navigate(path);
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(page.header("cache-control"), "no-cache");
        assert!(
            page.text()
                .contains("<title>Indgang – Lysby Kommune</title>")
        );
    }
}

#[test]
fn a_page_has_its_heading_before_the_app_has_started_and_so_has_no_other() {
    let server = Server::start();
    let page = server.navigate("/satser");
    let page = page.text();
    assert!(
        page.contains("<title>Rente &amp; satser – Lysby Kommune</title>"),
        "{page}"
    );
    assert!(
        page.contains(
            "data-at=\"/satser\"><h1>Rente &amp; satser</h1><p class=\"font-lead\">Alle tal i Lysby Kommune.</p><p>Og mere.</p>"
        ),
        "{page}"
    );
    for other in ["/", "/satser/alle"] {
        assert!(
            !server.navigate(other).text().contains("data-at"),
            "{other}"
        );
    }
    assert_eq!(server.navigate("/heads.json").status, 404);
}

#[test]
fn a_page_is_shown_by_its_program_and_by_no_other() {
    let server = Server::start();
    for (entry, paths) in [
        (
            Entry::Open,
            &["/", "/index.html", "/beregner", "/planen"][..],
        ),
        (
            Entry::Mine,
            &["/mine-data/", "/plan", "/plan/mine-kort?a=b"],
        ),
        (Entry::Meet, &["/moeder", "/moeder/book"]),
        (
            Entry::House,
            &[
                "/medarbejder",
                "/medarbejder/tider",
                "/reception",
                "/infoskaerm",
            ],
        ),
    ] {
        for path in paths {
            let page = server.navigate(path);
            let shown = Entry::ALL.map(|entry| page.text().contains(&mark(entry)));
            assert_eq!(shown, Entry::ALL.map(|other| other == entry), "{path}");
        }
    }
    // They are only shown filled in, at their addresses.
    for name in ["/mine.html", "/meet.html", "/house.html"] {
        assert_eq!(server.navigate(name).status, 404, "{name}");
    }
}

#[test]
fn a_missing_file_is_not_answered_by_the_page() {
    let server = Server::start();
    assert_eq!(
        server
            .get("/indgang-app-fedcba9876543210.js", &[("accept", "*/*")])
            .status,
        404
    );
    assert_eq!(
        server.navigate("/indgang-app-fedcba9876543210.js").status,
        404
    );
    assert_eq!(
        server
            .get("/beregner", &[("accept", "application/json")])
            .status,
        404
    );
}

#[test]
fn nothing_outside_the_app_can_be_reached() {
    let server = Server::start();
    for path in [
        "/../indgang.toml",
        "/%2e%2e/indgang.toml",
        "/..%2findgang.toml",
        "//etc/passwd",
        "/fonts/",
    ] {
        let mut stream = TcpStream::connect(server.address.trim_start_matches("http://")).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
    }
}

#[test]
fn the_page_shows_the_municipality_and_what_it_says_is_never_markup() {
    let example = std::fs::read_to_string(CONFIG).unwrap();
    let name = r#"Ærø & "Søn" <script>{{kommune.telefon}}"#;
    let server = Server::with_config(&example.replace("\"Lysby Kommune\"", &format!("'{name}'")));
    let page = server.navigate("/");
    let page = page.text();

    let shown = "Ærø &amp; &quot;Søn&quot; &lt;script&gt;{{kommune.telefon}}";
    assert!(page.contains(&format!("<title>Indgang – {shown}</title>")));
    assert!(page.contains("<a href=\"tel:+4570102030\">70 10 20 30</a>"));
    assert!(page.contains("mandag–onsdag kl. 10.00–15.00\ntorsdag kl. 10.00–17.00\n"));
    assert!(page.contains("Rådhuspladsen 1\n9999 Lysby"));

    let (_, rest) = page
        .split_once("<meta name=\"indgang-kommune\" content=\"")
        .unwrap();
    let (content, _) = rest.split_once("\">").unwrap();
    let json = content
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let kommune: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(kommune["navn"], name);
    assert_eq!(kommune["aabningstider"]["torsdag"], "10.00-17.00");
}

#[test]
fn the_page_shows_a_logo_and_further_telephones_and_places_where_there_are_some() {
    let folder = tempfile::tempdir().unwrap();
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let file = folder.path().join("Byvåben.svg");
    std::fs::write(&file, picture).unwrap();
    let example = std::fs::read_to_string(CONFIG).unwrap();
    let logo =
        format!("farve = \"#8a3b12\"\nlogo = {{ fil = {file:?}, tekst = 'Et \"fyrtårn\"' }}");
    let more = r#"
[[kommune.flere_telefoner]]
navn = "Job & Trivsel"
telefon = "70 10 20 31"
[[kommune.flere_adresser]]
navn = "Jobcentret"
adresse = """
Havnegade 2
9999 Lysby"""
"#;
    let example = example.replace("farve = \"#8a3b12\" ", &logo);
    let server = Server::with_config(&format!("{example}{more}"));
    let page = server.navigate("/");
    let page = page.text();
    for shown in [
        "<img class=\"site-header__logo\" src=\"/logo.svg\" alt=\"Et &quot;fyrtårn&quot;\">",
        "<strong>Job &amp; Trivsel</strong><br><a href=\"tel:+4570102031\">70 10 20 31</a>",
        "<strong>Jobcentret</strong><br>Havnegade 2\n9999 Lysby</p>",
        "&quot;fil&quot;:&quot;/logo.svg&quot;",
    ] {
        assert!(page.contains(shown), "no {shown} in {page}");
    }
    let logo = server.get("/logo.svg", &[]);
    assert_eq!((logo.status, logo.text()), (200, picture));
    assert_eq!(logo.header("content-type"), "image/svg+xml");
    assert_eq!(logo.header("cache-control"), "no-cache");
    let plain = Server::start().navigate("/");
    assert!(!plain.text().contains("<img"), "{}", plain.text());
}

#[test]
fn a_name_with_a_hash_is_kept_for_a_year_and_others_are_asked_for_anew() {
    let server = Server::start();
    for path in [SCRIPT, "/fonts/plex-1.1.0.woff2"] {
        assert_eq!(
            server.get(path, &[]).header("cache-control"),
            "public, max-age=31536000, immutable",
            "{path}"
        );
    }
    for path in ["/sw.js", "/manifest.webmanifest"] {
        assert_eq!(
            server.get(path, &[]).header("cache-control"),
            "no-cache",
            "{path}"
        );
    }
}

#[test]
fn files_travel_in_the_best_form_that_the_browser_takes() {
    let server = Server::start();
    for (accepted, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip", "gzip"),
        ("identity", "", "plain"),
    ] {
        let script = server.get(SCRIPT, &[("accept-encoding", accepted)]);
        assert_eq!(script.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(script.text(), body);
        assert_eq!(
            script.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(script.header("vary"), "accept-encoding");
    }
    // The copies are no files of their own.
    assert_eq!(
        server
            .get("/indgang-app-0123456789abcdef.js.br", &[])
            .status,
        404
    );
}

#[test]
fn the_page_is_compressed_after_the_municipality_was_put_in() {
    let server = Server::start();
    let accept = ("accept", "text/html");
    let plain = server.get("/", &[accept]);
    let packed = server.get("/", &[accept, ("accept-encoding", "br")]);
    assert_eq!(packed.header("content-encoding"), "br");
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut packed.body.as_slice(), &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);

    let packed = server.get("/", &[accept, ("accept-encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding"), "gzip");
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.body.as_slice())
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.body);
}

#[test]
fn a_browser_that_has_the_page_is_told_so() {
    let server = Server::start();
    let page = server.navigate("/");
    let etag = page.header("etag");
    assert!(etag.starts_with('"'));
    let headers = [("accept", "text/html"), ("if-none-match", etag)];
    let again = server.get("/beregner", &headers);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("etag"), etag);
    assert_eq!(again.header("cache-control"), "no-cache");
    let packed = server.get("/", &[headers[0], headers[1], ("accept-encoding", "br")]);
    assert_eq!(packed.status, 200, "another form is another entity");
}

#[test]
fn asking_only_for_the_headers_gives_no_body() {
    let head = Server::start().send("HEAD", SCRIPT, &[], b"");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), "5");
}

#[test]
fn a_page_takes_no_form() {
    let answer = Server::start().send("POST", "/beregner", &[("accept", "text/html")], b"cpr=1");
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), "GET, HEAD");
}

#[test]
fn a_file_that_is_changed_while_the_server_runs_changes_nothing() {
    let server = Server::start();
    std::fs::remove_dir_all(server.folder().join("dist")).unwrap();
    assert_eq!(server.get(SCRIPT, &[]).text(), "plain");
    assert_eq!(server.navigate("/").status, 200);
}

#[test]
fn a_program_alone_shows_the_app_inside_it_or_tells_how_to_build_one() {
    let server = Server::bare();
    let page = server.navigate("/");
    assert_eq!(page.status, 200);
    let has_app = cfg!(feature = "embed");
    assert_eq!(
        page.text()
            .contains("<title>Indgang – Lysby Kommune</title>"),
        has_app
    );
    assert_eq!(page.text().contains("cargo xtask app"), !has_app);
    assert_eq!(server.get("/missing.js", &[]).status, 404);
    assert_eq!(server.get("/api/v1/health", &[]).status, 200);
}
