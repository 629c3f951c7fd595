//! `/api/v1/citizens/{citizen}/uploads`: files that come with what a citizen sends or is sent, by the tus protocol.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use indgang_api::uploads::{
    LENGTH, MEDIA_TYPE, METADATA, NAME_LIMIT, OFFSET, ONE, PART, PATH, TUS, TUS_RESUMABLE, WAITING,
    WAITING_BYTES,
};
use indgang_domain::case::FileType;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::body::{self, BodyRejection};
use super::citizen::Citizen;
use super::refusal::Refusal;
use crate::clock;
use crate::config::Config;
use crate::identity::visitor::Person;
use crate::store::uploads::{self, About, Found, Upload};
use crate::store::{Store, Transaction};

/// What a citizen's browser may do with a file of somebody's when it opens it by itself: nothing.
const SANDBOX: &str = "default-src 'none'; sandbox";
/// What a file is called whose sender does not say.
const NAMELESS: &str = "fil";

/// Begin an upload
///
/// By the tus protocol 1.0. What belongs to nothing yet has a limit in number and in bytes.
#[utoipa::path(
    post,
    path = PATH,
    params(
        ("citizen" = String, Path, description = "The citizen, or `me`"),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
        ("Upload-Length" = i64, Header, description = "In bytes"),
        ("Upload-Metadata" = Option<String>, Header, description = "`filename`, and the name in base64"),
    ),
    responses((status = 201, description = "It can come", headers(("Location" = String))), Refusal)
)]
pub async fn begin(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Citizen(citizen): Citizen,
    Extension(asking): Extension<Person>,
    Path(named): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    check_tus(&headers)?;
    let length = number(&headers, LENGTH).filter(|length| *length > 0);
    let length = length.ok_or_else(|| Refusal::Invalid {
        pointer: "",
        message: "the header Upload-Length must say how many bytes there are".to_owned(),
    })?;
    let most = config.case.files.bytes();
    if length > most {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        return Err(Refusal::Body(BodyRejection::TooLarge(most)));
    }
    let sender = asking.sends_about(&citizen);
    let mut transaction = store.write().await?;
    let (count, bytes) = uploads::waiting(&mut transaction, sender).await?;
    if count >= WAITING || bytes + length > WAITING_BYTES {
        transaction.commit().await?;
        return Err(Refusal::TooManyFiles);
    }
    let upload = Upload {
        id: Uuid::new_v4().to_string(),
        staff: sender.staff.map(str::to_owned),
        citizen,
        matter: None,
        length,
        received: 0,
        about: About {
            name: name(&headers),
            found: None,
        },
        changed_at: clock::now(),
    };
    uploads::add(&mut transaction, &upload).await?;
    transaction.commit().await?;
    let location = ONE
        .replace("{citizen}", &named)
        .replace("{upload}", &upload.id);
    let location = [(header::LOCATION, location)];
    Ok((StatusCode::CREATED, location, said(&upload)).into_response())
}

/// How far an upload has come
#[utoipa::path(
    head,
    path = ONE,
    params(
        ("citizen" = String, Path, description = "The citizen, or `me`"),
        ("upload" = String, Path, description = "The upload"),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
    ),
    responses(
        (status = 200, description = "So far", headers(("Upload-Offset" = i64), ("Upload-Length" = i64))),
        Refusal,
    )
)]
pub async fn look(
    State(store): State<Store>,
    Citizen(citizen): Citizen,
    Extension(asking): Extension<Person>,
    Path((_, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let upload = uploads::find(&mut store.read().await?, asking.sends_about(&citizen), &id).await?;
    let upload = upload.ok_or(Refusal::NotFound)?;
    check_tus(&headers)?;
    Ok(said(&upload).into_response())
}

/// Add the next part of an upload
///
/// It goes on where the upload has come to, and is kept whole or not at all. With the last one the content is
/// looked at: what is no picture, PDF or sound is refused and gone.
#[utoipa::path(
    patch,
    path = ONE,
    params(
        ("citizen" = String, Path, description = "The citizen, or `me`"),
        ("upload" = String, Path, description = "The upload"),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
        ("Upload-Offset" = i64, Header, description = "Where the part begins"),
    ),
    request_body(content = inline(Part), content_type = "application/offset+octet-stream",
        description = "The part: 256 KiB at most"),
    responses((status = 204, description = "It is kept", headers(("Upload-Offset" = i64))), Refusal)
)]
pub async fn add(
    State(store): State<Store>,
    Citizen(citizen): Citizen,
    Extension(asking): Extension<Person>,
    Path((_, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    check_tus(request.headers())?;
    let offset = number(request.headers(), OFFSET);
    let is_part = body::says(request.headers(), MEDIA_TYPE);
    let part = body::read(request, PART).await.map_err(Refusal::Body)?;
    if !is_part {
        return Err(Refusal::Body(BodyRejection::NotSaidToBeAPart));
    }
    let mut transaction = store.write().await?;
    let found = uploads::find(&mut transaction, asking.sends_about(&citizen), &id).await?;
    let done = match found {
        None => Err(Refusal::NotFound),
        Some(upload) if offset != Some(upload.received) => Err(Refusal::WrongOffset),
        Some(upload) => added(&mut transaction, upload, &part).await,
    };
    // Also a refusal: what is of no type that we take is gone, and nobody hears of what is not certain.
    transaction.commit().await?;
    Ok((StatusCode::NO_CONTENT, said(&done?)).into_response())
}

async fn added(
    transaction: &mut Transaction,
    mut upload: Upload,
    part: &[u8],
) -> Result<Upload, Refusal> {
    let received = i64::try_from(part.len()).map_or(i64::MAX, |len| upload.received + len);
    if received > upload.length {
        let rest = usize::try_from(upload.length - upload.received).unwrap_or_default();
        return Err(Refusal::Body(BodyRejection::TooLarge(rest)));
    }
    if part.is_empty() {
        return Ok(upload);
    }
    uploads::put_part(transaction, &upload, part).await?;
    upload.received = received;
    upload.changed_at = clock::now();
    if received == upload.length {
        let content = uploads::content(transaction, &upload.id).await?;
        let Some(found) = FileType::of(&content) else {
            uploads::delete(transaction, &upload.id).await?;
            return Err(Refusal::WrongFile);
        };
        upload.about.found = Some(Found {
            media_type: found.media_type().to_owned(),
            sha256: hex::encode(Sha256::digest(&content)),
        });
    }
    uploads::change(transaction, &upload).await?;
    Ok(upload)
}

/// Delete an upload
///
/// Not when it was sent with something: then it belongs to that.
#[utoipa::path(
    delete,
    path = ONE,
    params(
        ("citizen" = String, Path, description = "The citizen, or `me`"),
        ("upload" = String, Path, description = "The upload"),
        ("Tus-Resumable" = String, Header, description = "`1.0.0`"),
    ),
    responses((status = 204, description = "It is gone"), Refusal)
)]
pub async fn delete(
    State(store): State<Store>,
    Citizen(citizen): Citizen,
    Extension(asking): Extension<Person>,
    Path((_, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    check_tus(&headers)?;
    let mut transaction = store.write().await?;
    let found = uploads::find(&mut transaction, asking.sends_about(&citizen), &id).await?;
    let is_there = found.is_some_and(|upload| upload.matter.is_none());
    if is_there {
        uploads::delete(&mut transaction, &id).await?;
    }
    transaction.commit().await?;
    match is_there {
        true => Ok((StatusCode::NO_CONTENT, [(TUS_RESUMABLE, TUS)]).into_response()),
        false => Err(Refusal::NotFound),
    }
}

/// What was uploaded
///
/// Once it has come whole. Nothing in it can run: it is of the type that was found, and opened by itself it may
/// do nothing. A part of it can be asked for, as players of sound do.
#[utoipa::path(
    get,
    path = ONE,
    params(
        ("citizen" = String, Path, description = "The citizen, or `me`"),
        ("upload" = String, Path, description = "The upload"),
        ("Range" = Option<String>, Header, description = "`bytes=FIRST-LAST`, one of them"),
    ),
    responses(
        (status = 200, description = "The content", content_type = "application/octet-stream"),
        (status = 206, description = "The part of it", content_type = "application/octet-stream"),
        Refusal,
    )
)]
pub async fn show(
    State(store): State<Store>,
    Citizen(citizen): Citizen,
    Extension(asking): Extension<Person>,
    Path((_, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let mut transaction = store.read().await?;
    let upload = uploads::find(&mut transaction, asking.sends_about(&citizen), &id).await?;
    let file = upload.and_then(|upload| upload.file());
    let file = file.ok_or(Refusal::NotFound)?;
    let content = Bytes::from(uploads::content(&mut transaction, &id).await?);
    let disposition = match file.is_picture() {
        true => "inline",
        false => "attachment",
    };
    let name = percent(&file.name);
    let mut answer = HeaderMap::new();
    for (header, value) in [
        (header::CONTENT_TYPE, file.media_type),
        (
            header::CONTENT_DISPOSITION,
            format!("{disposition}; filename*=UTF-8''{name}"),
        ),
        (header::CONTENT_SECURITY_POLICY, SANDBOX.to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ] {
        insert(&mut answer, header, &value);
    }
    let Some((first, last)) = range(&headers, content.len()) else {
        return Ok((answer, content).into_response());
    };
    let place = format!("bytes {first}-{last}/{}", content.len());
    insert(&mut answer, header::CONTENT_RANGE, &place);
    let part = content.slice(first..=last);
    Ok((StatusCode::PARTIAL_CONTENT, answer, part).into_response())
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// A single range of bytes, when that is what is asked for. Others may be answered with everything (RFC 9110 § 14.2).
fn range(headers: &HeaderMap, length: usize) -> Option<(usize, usize)> {
    let asked = headers.get(header::RANGE)?.to_str().ok()?;
    let (first, last) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let first: usize = first.parse().ok()?;
    let end = length.checked_sub(1)?;
    let last = match last {
        "" => end,
        last => last.parse::<usize>().ok()?.min(end),
    };
    (first <= last).then_some((first, last))
}

/// A text as it may stand in a header (RFC 8187).
fn percent(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'.' | b'-' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect()
}

/// How far it has come, as the protocol says it.
fn said(upload: &Upload) -> [(&'static str, String); 3] {
    [
        (TUS_RESUMABLE, TUS.to_owned()),
        (OFFSET, upload.received.to_string()),
        (LENGTH, upload.length.to_string()),
    ]
}

fn check_tus(headers: &HeaderMap) -> Result<(), Refusal> {
    match headers.get(TUS_RESUMABLE) {
        Some(version) if version == TUS => Ok(()),
        _ => Err(Refusal::OtherTus),
    }
}

fn number(headers: &HeaderMap, name: &str) -> Option<i64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// What it is called, as a name of a file that is safe to show: without folders and control characters.
fn name(headers: &HeaderMap) -> String {
    let typed = || {
        let all = headers.get(METADATA)?.to_str().ok()?;
        let mut pairs = all
            .split(',')
            .filter_map(|pair| pair.trim().split_once(' '));
        let (_, name) = pairs.find(|(key, _)| *key == "filename")?;
        String::from_utf8(BASE64_STANDARD.decode(name.trim()).ok()?).ok()
    };
    let typed = typed().unwrap_or_default();
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let letters = last.chars().filter(|letter| !letter.is_control());
    match letters.take(NAME_LIMIT).collect::<String>().trim() {
        "" => NAMELESS.to_owned(),
        name => name.to_owned(),
    }
}

/// A part, in the description of the API.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only its schema is used")]
struct Part(Vec<u8>);

#[cfg(test)]
mod tests {
    use super::*;

    fn called(metadata: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(METADATA, metadata.parse().unwrap());
        name(&headers)
    }

    #[test]
    fn a_name_has_no_folders_and_no_control_characters() {
        let encoded =
            |name: &str| format!("filetype eA==,filename {}", BASE64_STANDARD.encode(name));
        assert_eq!(called(&encoded("Lønseddel maj.pdf")), "Lønseddel maj.pdf");
        assert_eq!(called(&encoded("../../etc/passwd")), "passwd");
        assert_eq!(called(&encoded("C:\\a\r\nSet-Cookie: x")), "aSet-Cookie: x");
        assert_eq!(
            called(&encoded(&"æ".repeat(999))).chars().count(),
            NAME_LIMIT
        );
        assert_eq!(called("filename !!"), NAMELESS);
        assert_eq!(called(""), NAMELESS);
        assert_eq!(percent("Løn \"1\".pdf"), "L%C3%B8n%20%221%22.pdf");
    }

    #[test]
    fn one_range_is_answered_and_what_is_strange_gets_everything() {
        for (asked, expected) in [
            ("bytes=0-", Some((0, 9))),
            ("bytes=2-3", Some((2, 3))),
            ("bytes=5-99", Some((5, 9))),
            ("bytes=10-", None),
            ("bytes=3-2", None),
            ("bytes=-4", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, asked.parse().unwrap());
            assert_eq!(range(&headers, 10), expected, "{asked}");
        }
        assert_eq!(range(&HeaderMap::new(), 10), None);
    }
}
