//! `/api/v1/plan`: a citizen's plan. What is kept for a citizen and for a room is kept the same way.

pub mod citizen;
pub mod facts;
pub mod joint;
pub mod links;
pub mod office;
pub mod own;
pub mod pulse;
pub mod rooms;
pub mod shared;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use indgang_api::plan::{LINK_LIMIT, MEDIA_TYPE, OFFICE_LIMIT, OWN_LIMIT, SHARED_LIMIT};
use indgang_domain::plan::Log;
use indgang_domain::plan::edit::{Author, Role};

use super::body::Octets;
use super::refusal::Refusal;
use super::version::etag;
use crate::clock;
use crate::identity::visitor::Person;
use crate::keys::Sealed;
use crate::store::plan::{self, Kept, Side};
use crate::store::{Store, StoreError, Transaction};

type OwnBytes = Octets<OWN_LIMIT>;
type SharedBytes = Octets<SHARED_LIMIT>;
/// What a caseworker writes at once.
type OfficeBytes = Octets<OFFICE_LIMIT>;
type LinkBytes = Octets<LINK_LIMIT>;

/// Bytes, and which version of them one has seen.
fn octets(content: Vec<u8>, version: Option<i64>) -> Response {
    let version = version.map(|version| [(header::ETAG, etag(version))]);
    ([(header::CONTENT_TYPE, MEDIA_TYPE)], version, content).into_response()
}

/// What a side has said, and its version; nothing, where nothing is kept.
async fn log(
    transaction: &mut Transaction,
    owner: &str,
    side: Side,
) -> Result<Option<(Log, i64)>, Refusal> {
    let Some(kept) = plan::find(transaction, owner, side).await? else {
        return Ok(None);
    };
    // It was a plan when it was kept.
    let log = Log::from_bytes(&kept.content).map_err(|_| StoreError::Sealed(Sealed))?;
    Ok(Some((log, kept.version)))
}

/// What the municipality has written, if anything.
async fn written(transaction: &mut Transaction, owner: &str) -> Result<Log, Refusal> {
    let office = log(transaction, owner, Side::Office).await?;
    Ok(office.map(|(log, _)| log).unwrap_or_default())
}

/// What is shown and what the municipality wrote, as one log, and the version of what is shown.
async fn together(transaction: &mut Transaction, owner: &str) -> Result<(Log, i64), Refusal> {
    let shared = log(transaction, owner, Side::Shared).await?;
    let (mut log, version) = shared.ok_or(Refusal::NotShared)?;
    log.merge(&written(transaction, owner).await?);
    Ok((log, version))
}

/// Keeps all that is shown, instead of what was, and gives its version.
async fn share(
    transaction: &mut Transaction,
    owner: &str,
    shown: &Log,
    now: i64,
) -> Result<i64, Refusal> {
    let office = written(transaction, owner).await?;
    let kept = shown.from_citizen(&office, since_1970(now))?.to_bytes();
    Ok(plan::put(transaction, owner, Side::Shared, &kept, now).await?)
}

/// Keeps what a caseworker has done since. Whether any of it is new.
async fn write(
    transaction: &mut Transaction,
    owner: &str,
    person: Person,
    news: &Log,
    now: i64,
) -> Result<bool, Refusal> {
    let shared = log(transaction, owner, Side::Shared).await?;
    let (shown, _) = shared.ok_or(Refusal::NotShared)?;
    let before = written(transaction, owner).await?;
    let author = Author {
        role: Role::Caseworker,
        name: person.name,
    };
    let after = before.with_news_from_office(news, &author, &shown, since_1970(now))?;
    if after == before {
        return Ok(false);
    }
    let after = after.to_bytes();
    if after.len() > SHARED_LIMIT {
        return Err(Refusal::Full);
    }
    plan::put(transaction, owner, Side::Office, &after, now).await?;
    Ok(true)
}

/// Who else hears of a change.
async fn watchers(store: &Store, citizen: &str, now: i64) -> Result<Vec<String>, StoreError> {
    let times = (now, clock::today());
    plan::watchers(&mut store.read().await?, citizen, times).await
}

/// Whether what is there is what a change is a change of.
fn is_at(kept: Option<&Kept>, before: Option<i64>) -> bool {
    kept.map(|kept| kept.version) == before
}

fn since_1970(now: i64) -> u64 {
    u64::try_from(now).unwrap_or_default()
}
