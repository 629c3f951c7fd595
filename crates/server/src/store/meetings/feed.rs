//! Calendars elsewhere, and when they say that somebody is busy.

use std::collections::HashMap;

use indgang_api::events::HOUSE;
use indgang_api::meetings::Unread;
use uuid::Uuid;

use crate::feeds::{Busy, Seen};
use crate::keys::Sealed;
use crate::store::{StoreError, Transaction, events};

/// Where the address is sealed to.
pub const ADDRESS: &str = "meeting_feed.address";
/// How many busy times are written in one statement.
const AT_ONCE: usize = 500;

/// A calendar whose turn it is.
#[derive(Debug)]
pub struct Due {
    pub id: String,
    pub person: String,
    pub address: String,
    pub seen: Seen,
    /// What is busy is known until then.
    pub known_until: Option<i64>,
}

/// How reading it goes.
#[derive(Debug)]
pub struct Feed {
    pub address: String,
    pub read_at: Option<i64>,
    pub failure: Option<Unread>,
    pub unclear: i64,
}

/// From now on this is somebody's calendar. It is due at once.
pub async fn keep(
    transaction: &mut Transaction,
    person: &str,
    address: &str,
    now: i64,
) -> Result<(), StoreError> {
    forget(transaction, person).await?;
    let id = Uuid::new_v4().to_string();
    let sealed = transaction.keys().seal(ADDRESS, &id, address.as_bytes())?;
    sqlx::query(
        "INSERT INTO meeting_feed (id, person, address, due_at, unclear) VALUES ($1, $2, $3, $4, 0)",
    )
    .bind(id)
    .bind(person)
    .bind(sealed)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Forgets somebody's calendar, and what it said.
pub async fn forget(transaction: &mut Transaction, person: &str) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM meeting_feed WHERE person = $1",
        "DELETE FROM meeting_busy WHERE person = $1",
    ] {
        sqlx::query(statement)
            .bind(person)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

pub async fn find(transaction: &mut Transaction, person: &str) -> Result<Option<Feed>, StoreError> {
    type Row = (String, Vec<u8>, Option<i64>, Option<String>, i64);
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, address, read_at, failure, unclear FROM meeting_feed WHERE person = $1",
    )
    .bind(person)
    .fetch_optional(&mut **transaction)
    .await?;
    let Some((id, address, read_at, failure, unclear)) = row else {
        return Ok(None);
    };
    let failure = failure.map(|failure| serde_json::from_str(&failure));
    Ok(Some(Feed {
        address: opened(transaction, &id, &address)?,
        read_at,
        failure: failure.transpose().map_err(|_| Sealed)?,
        unclear,
    }))
}

fn opened(transaction: &Transaction, id: &str, sealed: &[u8]) -> Result<String, StoreError> {
    let open = transaction.keys().open(ADDRESS, id, sealed)?;
    Ok(String::from_utf8(open).map_err(|_| Sealed)?)
}

/// Takes the calendar that is due longest. Until `until` nobody else takes it.
pub async fn take(
    transaction: &mut Transaction,
    now: i64,
    until: i64,
) -> Result<Option<Due>, StoreError> {
    type Row = (
        String,
        String,
        Vec<u8>,
        Option<String>,
        Option<String>,
        Option<i64>,
    );
    let row: Option<Row> = sqlx::query_as(
        "UPDATE meeting_feed SET due_at = $2
         WHERE id = (SELECT id FROM meeting_feed WHERE due_at <= $1 ORDER BY due_at LIMIT 1)
         RETURNING id, person, address, etag, last_modified, known_until",
    )
    .bind(now)
    .bind(until)
    .fetch_optional(&mut **transaction)
    .await?;
    let Some((id, person, address, etag, last_modified, known_until)) = row else {
        return Ok(None);
    };
    Ok(Some(Due {
        address: opened(transaction, &id, &address)?,
        id,
        person,
        seen: Seen {
            etag,
            last_modified,
        },
        known_until,
    }))
}

/// It was read, and says what it said.
pub async fn unchanged(
    transaction: &mut Transaction,
    id: &str,
    (now, next): (i64, i64),
) -> Result<(), StoreError> {
    sqlx::query("UPDATE meeting_feed SET read_at = $2, due_at = $3, failure = NULL WHERE id = $1")
        .bind(id)
        .bind(now)
        .bind(next)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// It could not be read: what it said last still counts.
pub async fn failed(
    transaction: &mut Transaction,
    id: &str,
    failure: Unread,
    next: i64,
) -> Result<(), StoreError> {
    let failure = serde_json::to_string(&failure).map_err(|_| Sealed)?;
    sqlx::query("UPDATE meeting_feed SET failure = $2, due_at = $3 WHERE id = $1")
        .bind(id)
        .bind(failure)
        .bind(next)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// It was read, and says this now, up to `known_until`. Nothing is kept when the person has taken it away or
/// named another meanwhile.
pub async fn says(
    transaction: &mut Transaction,
    due: &Due,
    (busy, seen, known_until): (&Busy, &Seen, i64),
    (now, next): (i64, i64),
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE meeting_feed SET etag = $2, last_modified = $3, known_until = $4, unclear = $5, \
         read_at = $6, due_at = $7, failure = NULL WHERE id = $1",
    )
    .bind(&due.id)
    .bind(&seen.etag)
    .bind(&seen.last_modified)
    .bind(known_until)
    .bind(i64::from(busy.unclear))
    .bind(now)
    .bind(next)
    .execute(&mut **transaction)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(());
    }
    sqlx::query("DELETE FROM meeting_busy WHERE person = $1")
        .bind(&due.person)
        .execute(&mut **transaction)
        .await?;
    for spans in busy.spans.chunks(AT_ONCE) {
        let rows: Vec<String> = (spans.iter())
            .map(|(from, until)| format!("($1, {from}, {until})"))
            .collect();
        let insert = format!(
            "INSERT INTO meeting_busy (person, starts_at, ends_at) VALUES {}",
            rows.join(", ")
        );
        sqlx::query(sqlx::AssertSqlSafe(insert))
            .bind(&due.person)
            .execute(&mut **transaction)
            .await?;
    }
    // A meeting of the day may be at the same time.
    events::add(transaction, HOUSE, HOUSE, indgang_api::meetings::DAY, now).await
}

/// When those of a unit are busy between two moments, in order.
pub async fn of_unit(
    transaction: &mut Transaction,
    unit: &str,
    (from, until): (i64, i64),
) -> Result<HashMap<String, Vec<(i64, i64)>>, StoreError> {
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT meeting_busy.person, starts_at, ends_at FROM meeting_busy \
         JOIN meeting_staff ON meeting_staff.person = meeting_busy.person \
         WHERE unit = $1 AND starts_at < $3 AND ends_at > $2 ORDER BY starts_at",
    )
    .bind(unit)
    .bind(from)
    .bind(until)
    .fetch_all(&mut **transaction)
    .await?;
    let mut busy: HashMap<_, Vec<_>> = HashMap::new();
    for (person, from, until) in rows {
        busy.entry(person).or_default().push((from, until));
    }
    Ok(busy)
}

/// Whether somebody who takes part in a meeting is busy between two moments.
pub async fn is_busy(
    transaction: &mut Transaction,
    meeting: &str,
    (from, until): (i64, i64),
) -> Result<bool, StoreError> {
    let count: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM meeting_busy \
         JOIN meeting_host ON meeting_host.person = meeting_busy.person \
         WHERE meeting = $1 AND starts_at < $3 AND ends_at > $2",
    )
    .bind(meeting)
    .bind(from)
    .bind(until)
    .fetch_one(&mut **transaction)
    .await?;
    Ok(count > 0)
}
