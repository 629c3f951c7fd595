//! `/api/v1/plan/links`: copies of a plan for relatives, who do not sign in.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use indgang_api::plan::{LINK, LINK_DAYS, LINK_LIMIT, LINKS, LINKS_LIMIT, Link, NewLink};
use indgang_law::calendar::Date;

use super::{LinkBytes, octets};
use crate::clock;
use crate::http::id::Name;
use crate::http::once::{Made, Once, Turn};
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::store::Store;
use crate::store::plan::link;

/// The citizen's links that can be opened
#[utoipa::path(
    get,
    path = LINKS,
    responses((status = 200, description = "The newest first", body = Vec<Link>), Refusal)
)]
pub async fn list(State(store): State<Store>, person: Person) -> Result<Json<Vec<Link>>, Refusal> {
    let links = link::list(&mut store.read().await?, &person.0, clock::today()).await?;
    Ok(Json(links))
}

/// Make a link for relatives, until a day
///
/// What it shows is encrypted on the citizen's device; the key is in what the citizen gives away, and is
/// never sent. 20 at a time at most (`too-large`). Sent again with the same key it makes nothing new and is
/// answered the same.
#[utoipa::path(
    post,
    path = LINKS,
    params(Once<NewLink>),
    request_body = NewLink,
    responses(
        (status = 201, description = "It is made", body = Link, headers(("Location" = String))),
        Refusal,
    )
)]
pub async fn make(
    State(store): State<Store>,
    person: Person,
    once: Once<NewLink>,
) -> Result<Made, Refusal> {
    // Before it is checked: what was right yesterday may be sent again today.
    let mut transaction = match once.begin(&store, &person).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let (now, today) = (clock::now(), clock::today());
    let content = content(&once.body.sealed)?;
    let ends_on = check(once.body.ends_on.0, today)?;
    let links = link::list(&mut transaction, &person.0, today).await?;
    if links.len() >= LINKS_LIMIT {
        return Err(Refusal::Full);
    }
    let link = link::make(&mut transaction, &person.0, &content, ends_on, now).await?;
    let made = Made::new(LINK.replace("{link}", &link.id), None, &link);
    once.keep(transaction, &person, made).await
}

/// What a link shows
///
/// For whoever has it, without signing in. The same 404 where it has ended, was revoked or never was.
#[utoipa::path(
    get,
    path = LINK,
    params(("link" = String, Path, description = "The link")),
    responses(
        (status = 200, description = "The ciphertext", body = inline(LinkBytes),
            content_type = "application/octet-stream"),
        Refusal,
    )
)]
pub async fn open(State(store): State<Store>, Name(id): Name) -> Result<Response, Refusal> {
    let content = link::open(&mut store.read().await?, &id, clock::today()).await?;
    Ok(octets(content.ok_or(Refusal::NotFound)?, None))
}

/// Revoke a link: from now on it leads nowhere
#[utoipa::path(
    delete,
    path = LINK,
    params(("link" = String, Path, description = "The link")),
    responses((status = 204, description = "It is revoked"), Refusal)
)]
pub async fn revoke(
    State(store): State<Store>,
    person: Person,
    Name(id): Name,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    let was_there = link::revoke(&mut transaction, &person.0, &id).await?;
    transaction.commit().await?;
    was_there
        .then_some(StatusCode::NO_CONTENT)
        .ok_or(Refusal::NotFound)
}

fn content(sealed: &str) -> Result<Vec<u8>, Refusal> {
    let content = BASE64_URL_SAFE_NO_PAD.decode(sealed).ok();
    content
        .filter(|content| (1..=LINK_LIMIT).contains(&content.len()))
        .ok_or_else(|| Refusal::Invalid {
            pointer: "/sealed",
            message: format!(
                "base64url without padding of {LINK_LIMIT} bytes at most is needed here"
            ),
        })
}

fn check(ends_on: Date, today: Date) -> Result<Date, Refusal> {
    if (today..=today.plus_days(i32::from(LINK_DAYS))).contains(&ends_on) {
        return Ok(ends_on);
    }
    Err(Refusal::Invalid {
        pointer: "/ends_on",
        message: format!("a day from today to {LINK_DAYS} days ahead is needed here"),
    })
}
