//! The browser app: its files, read once when the server starts, so that the page and the files it
//! names always belong together, whatever happens on the disk.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use indgang_api::kommune::{Aabningstider, Kommune};
use indgang_api::pages::Entry;

use super::headers;
use super::page::escaped;
use crate::config::Config;

/// The built files by their path below `dist/`, compressed copies (`.br`, `.gz`) among them.
pub type Files = BTreeMap<String, Bytes>;

/// Why an app cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("there is no {0} in it: `cargo xtask app` builds the app into dist/")]
    NoPage(&'static str),
    #[error("its {0} is not text")]
    NotText(&'static str),
    #[error("its page asks for {{{{{0}}}}}, which the configuration does not have")]
    UnknownPlaceholder(String),
    #[error("its page cannot be compressed")]
    Compression(#[from] io::Error),
    #[error("its {HEADS} is not as `cargo xtask app` writes it")]
    NoHeads(#[from] serde_json::Error),
}

/// Reads a folder with everything below it.
pub fn folder(root: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(root) {
                files.insert(
                    name.to_string_lossy().into_owned(),
                    std::fs::read(&path)?.into(),
                );
            }
        }
    }
    Ok(files)
}

/// The app inside this program, when it was built with one.
#[cfg(feature = "embed")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "a program built without an app has none"
)]
pub fn embedded() -> Option<Files> {
    use std::borrow::Cow;

    #[derive(rust_embed::RustEmbed)]
    #[folder = "../../dist"]
    struct Dist;

    let content = |name: &str| match Dist::get(name)?.data {
        Cow::Borrowed(data) => Some(Bytes::from_static(data)),
        Cow::Owned(data) => Some(data.into()),
    };
    Some(
        Dist::iter()
            .filter_map(|name| Some((name.to_string(), content(&name)?)))
            .collect(),
    )
}

/// The app inside this program, when it was built with one.
#[cfg(not(feature = "embed"))]
pub fn embedded() -> Option<Files> {
    None
}

/// By address, the heading and the first words that the page there will have: they stand in it before the app
/// has started. Not for visitors.
const HEADS: &str = "heads.json";

/// The app, ready to be served.
#[derive(Debug)]
pub struct App {
    files: HashMap<String, File>,
    /// The pages whose heading is known beforehand, by address.
    headed: HashMap<String, File>,
    /// As [`Entry::ALL`] has the programs that they start.
    pages: Vec<File>,
}

#[derive(Debug)]
struct File {
    content_type: &'static str,
    cache_control: &'static str,
    etag: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl App {
    /// Puts the municipality, and whether people can sign in, into the pages and compresses them.
    pub fn new(mut files: Files, config: &Config, sign_in: bool) -> Result<Self, AppError> {
        let mut kommune = config.kommune.clone();
        if let (Some(file), Some(logo)) = (&config.logo, &mut kommune.logo) {
            logo.fil = format!("/{}", file.name);
            files.insert(file.name.to_owned(), file.content.clone());
        }
        let page = |name, head: Option<(&str, &[String])>| {
            let page = files.get(name).ok_or(AppError::NoPage(name))?;
            let page = std::str::from_utf8(page).map_err(|_| AppError::NotText(name))?;
            let page = Bytes::from(filled(page, &kommune, sign_in, head)?);
            Ok::<_, AppError>(File {
                brotli: Some(brotli(&page)?),
                gzip: Some(gzip(&page)?),
                ..File::new(name, page)
            })
        };
        let names = Entry::ALL.map(Entry::page);
        let pages = names
            .into_iter()
            .map(|name| page(name, None))
            .collect::<Result<_, _>>()?;
        let heads: BTreeMap<String, Vec<String>> = match files.get(HEADS) {
            Some(heads) => serde_json::from_slice(heads)?,
            None => BTreeMap::new(),
        };
        let headed = heads
            .iter()
            .map(|(at, head)| Ok((at.clone(), page(Entry::at(at).page(), Some((at, head)))?)))
            .collect::<Result<_, AppError>>()?;

        let compressed = |name: &str, ending: &str| files.get(&format!("{name}.{ending}")).cloned();
        let is_copy = |name: &str| {
            name.strip_suffix(".br")
                .or_else(|| name.strip_suffix(".gz"))
                .is_some_and(|original| files.contains_key(original))
        };
        let files = files
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()) && *name != HEADS && !is_copy(name))
            .map(|(name, content)| {
                let file = File {
                    brotli: compressed(name, "br"),
                    gzip: compressed(name, "gz"),
                    ..File::new(name, content.clone())
                };
                (format!("/{name}"), file)
            })
            .collect();
        Ok(Self {
            files,
            headed,
            pages,
        })
    }
}

impl File {
    fn new(name: &str, plain: Bytes) -> Self {
        let mut hasher = DefaultHasher::new();
        plain.hash(&mut hasher);
        Self {
            content_type: content_type(name),
            cache_control: if is_fixed(name) {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            },
            etag: format!("{:016x}", hasher.finish()),
            plain,
            brotli: None,
            gzip: None,
        }
    }

    fn answer(&self, asked: &HeaderMap) -> Response {
        let (encoding, content) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(asked, "br") => (Some("br"), brotli),
            (_, Some(gzip)) if accepts(asked, "gzip") => (Some("gzip"), gzip),
            _ => (None, &self.plain),
        };
        // Each form is an entity of its own.
        let etag = format!("\"{}-{}\"", self.etag, encoding.unwrap_or("plain"));
        let is_known = asked
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|tags| tags.to_str().ok())
            .flat_map(|tags| tags.split(','))
            .any(|tag| tag.trim().trim_start_matches("W/") == etag);

        let mut response = if is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let mut response = Response::new(Body::from(content.clone()));
            let headers = response.headers_mut();
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static(self.content_type),
            );
            if let Some(encoding) = encoding {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            response
        };
        let headers = response.headers_mut();
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static(self.cache_control),
        );
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(etag) = HeaderValue::try_from(etag) {
            headers.insert(header::ETAG, etag);
        }
        response
    }
}

/// Answers what is not the API's: a file, the page for every address a person can be at, or nothing.
pub fn answer(app: Option<&App>, request: &Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (
            StatusCode::METHOD_NOT_ALLOWED,
            [(header::ALLOW, "GET, HEAD")],
        )
            .into_response();
    }
    let path = request.uri().path();
    let is_page = path == "/index.html" || is_navigation(path, request.headers());
    match app {
        Some(App {
            files,
            headed,
            pages,
        }) => {
            if let Some(file) = files.get(path) {
                return file.answer(request.headers());
            }
            let entry = Entry::at(path);
            let page = headed.get(path).or_else(|| pages.get(entry as usize));
            let page = page.filter(|_| is_page);
            page.map_or_else(not_found, |page| {
                let mut response = page.answer(request.headers());
                let policy = headers::policy_of(entry);
                response
                    .headers_mut()
                    .insert(header::CONTENT_SECURITY_POLICY, policy);
                response
            })
        }
        None if is_page => Html(NO_APP).into_response(),
        None => not_found(),
    }
}

/// Shown by a program that has no app.
const NO_APP: &str = "<!doctype html><html lang=\"en\"><title>Indgang</title>\
    <h1>The server runs, without the app</h1>\
    <p>Build it with <code>cargo xtask app</code> and start with <code>indgang serve --app dist</code>, \
    or do both with <code>script/run</code>. The API is described at \
    <a href=\"/api/v1/openapi.json\">/api/v1/openapi.json</a>.";

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing at this address.\n").into_response()
}

/// Whether a browser asks for a page. A missing file must not be answered by one: the browser would
/// run it as script.
fn is_navigation(path: &str, headers: &HeaderMap) -> bool {
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'));
    let wants_html = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|accept| accept.to_str().ok())
        .any(|accept| accept.contains("text/html"));
    !is_file && wants_html
}

/// Whether the name stands for this content for ever: it carries a hash of it (by Trunk, up
/// to 16 hex digits without leading zeros), or a version (fonts). `public/sw.js` uses the same rule.
fn is_fixed(name: &str) -> bool {
    let stem = name
        .rsplit('/')
        .next()
        .and_then(|file| file.split('.').next())
        .unwrap_or_default();
    let hash = stem
        .strip_suffix("_bg")
        .unwrap_or(stem)
        .rsplit_once('-')
        .map(|(_, hash)| hash);
    name.starts_with("fonts/")
        || hash.is_some_and(|hash| {
            (8..=16).contains(&hash.len())
                && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "md" | "txt" => "text/plain; charset=utf-8",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|item| {
            let (name, quality) = item.split_once(";q=").unwrap_or((item, "1"));
            let is_refused = quality.trim().parse() == Ok(0.0_f32);
            name.trim().eq_ignore_ascii_case(encoding) && !is_refused
        })
}

/// The page with the municipality's facts in place of `{{kommune.…}}`, and the heading and lead of what is
/// at an address. One pass: what a fact says is never looked at again.
fn filled(
    page: &str,
    kommune: &Kommune,
    sign_in: bool,
    head: Option<(&str, &[String])>,
) -> Result<String, AppError> {
    let mut parts = page.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        let fact = match name {
            "kommune.navn" => kommune.navn.clone(),
            "kommune.telefon" => kommune.telefon.to_string(),
            "kommune.telefon_link" => kommune.telefon.link(),
            "kommune.aabningstider" => in_words(&kommune.aabningstider),
            "kommune.adresse" => kommune.adresse.clone(),
            "kommune.logo" | "kommune.flere_telefoner" | "kommune.flere_adresser" => {
                filled.push_str(&elements(name, kommune));
                filled.push_str(rest);
                continue;
            }
            "page.title" => head
                .and_then(|(_, head)| head.first())
                .map_or_else(|| NAME.to_owned(), Clone::clone),
            "page.head" => {
                filled.push_str(&head.map_or_else(String::new, |head| head_element(head, kommune)));
                filled.push_str(rest);
                continue;
            }
            "kommune.json" => serde_json::to_string(kommune).map_err(io::Error::from)?,
            "sign_in" => if sign_in { "yes" } else { "no" }.to_owned(),
            _ => return Err(AppError::UnknownPlaceholder(name.to_owned())),
        };
        filled.push_str(&escaped(&fact));
        filled.push_str(rest);
    }
    Ok(filled)
}

/// What the page is called while nothing is known of it.
const NAME: &str = "Indgang";

/// The heading and the first words as the app will show them. A page from the device's own store may be shown at
/// another address than it was fetched from: `public/boot.js` looks at `data-at`.
fn head_element((at, head): (&str, &[String]), kommune: &Kommune) -> String {
    let mut words = head
        .iter()
        .map(|text| escaped(&text.replace("{kommune}", &kommune.navn)));
    let heading = words.next().unwrap_or_default();
    let lead = words.next().map_or_else(String::new, |lead| {
        format!("<p class=\"font-lead\">{lead}</p>")
    });
    let more: String = words.map(|more| format!("<p>{more}</p>")).collect();
    let at = escaped(at);
    format!(
        "<div id=\"head\" class=\"start__head\" data-at=\"{at}\"><h1>{heading}</h1>{lead}{more}</div>"
    )
}

/// What a municipality may have none, one or several of, as HTML.
fn elements(name: &str, kommune: &Kommune) -> String {
    match name {
        "kommune.logo" => kommune.logo.as_ref().map_or_else(String::new, |logo| {
            let (address, text) = (escaped(&logo.fil), escaped(&logo.tekst));
            format!("<img class=\"site-header__logo\" src=\"{address}\" alt=\"{text}\">")
        }),
        "kommune.flere_telefoner" => {
            let all = kommune.flere_telefoner.iter().map(|one| {
                let (who, number) = (escaped(&one.navn), escaped(&one.telefon.to_string()));
                let link = escaped(&one.telefon.link());
                format!("<p><strong>{who}</strong><br><a href=\"tel:{link}\">{number}</a></p>")
            });
            all.collect()
        }
        _ => {
            let all = kommune.flere_adresser.iter().map(|one| {
                let (what, place) = (escaped(&one.navn), escaped(&one.adresse));
                format!("<p class=\"start__lines\"><strong>{what}</strong><br>{place}</p>")
            });
            all.collect()
        }
    }
}

/// `mandag–onsdag kl. 10.00–15.00`, one line for days that follow each other with the same hours.
fn in_words(week: &Aabningstider) -> String {
    const DAYS: [&str; 7] = [
        "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
    ];
    let mut lines: Vec<String> = Vec::new();
    let days: Vec<_> = DAYS.into_iter().zip(week.days()).collect();
    for same in days.chunk_by(|(_, one), (_, next)| one == next) {
        let (Some((first, hours)), Some((last, _))) = (same.first(), same.last()) else {
            continue;
        };
        if hours.spans().is_empty() {
            continue;
        }
        let days = if first == last {
            (*first).to_owned()
        } else {
            format!("{first}–{last}")
        };
        let hours = hours.to_string().replace('-', "–").replace(", ", " og ");
        lines.push(format!("{days} kl. {hours}"));
    }
    if lines.is_empty() {
        return "efter aftale".to_owned();
    }
    lines.join("\n")
}

fn brotli(content: &[u8]) -> io::Result<Bytes> {
    let mut packed = Vec::new();
    let best = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut packed, &best)?;
    Ok(packed.into())
}

fn gzip(content: &[u8]) -> io::Result<Bytes> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(content)?;
    Ok(packed.finish()?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_name_is_fixed_and_a_plain_one_is_not() {
        for fixed in [
            "indgang-app-0123456789abcdef.js",
            "indgang-app-0123456789abcdef_bg.wasm",
            "indgang-app-123456789abcdef_bg.wasm",
            "fonts/indgang-sans-1.1.0.1-400.woff2",
        ] {
            assert!(is_fixed(fixed), "{fixed}");
        }
        for changing in [
            "sw.js",
            "index.html",
            "manifest.webmanifest",
            "icons/indgang-192.png",
            "a-0123456789ABCDEF.js",
        ] {
            assert!(!is_fixed(changing), "{changing}");
        }
    }

    #[test]
    fn a_refused_encoding_is_not_accepted() {
        let accepts = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            accepts(&headers, "br")
        };
        assert!(accepts("gzip, deflate, br"));
        assert!(accepts("br;q=0.1"));
        assert!(!accepts("gzip, br;q=0"));
        assert!(!accepts("gzip"));
        assert!(!accepts("brotli"));
    }

    #[test]
    fn days_with_the_same_hours_share_a_line() {
        let week = Aabningstider {
            mandag: "10.00-15.00".parse().unwrap(),
            tirsdag: "10.00-15.00".parse().unwrap(),
            torsdag: "10.00-12.00, 13.00-17.00".parse().unwrap(),
            ..Aabningstider::default()
        };
        assert_eq!(
            in_words(&week),
            "mandag–tirsdag kl. 10.00–15.00\ntorsdag kl. 10.00–12.00 og 13.00–17.00"
        );
        assert_eq!(in_words(&Aabningstider::default()), "efter aftale");
    }
}
