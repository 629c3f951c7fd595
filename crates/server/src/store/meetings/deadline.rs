//! Until when a citizen is to book a meeting.

use indgang_api::kommune::Dato;
use indgang_api::meetings::Deadline;
use indgang_law::calendar::Date;

use crate::keys::Sealed;
use crate::store::{StoreError, Transaction};

/// Where the reason is sealed to.
pub const REASON: &str = "meeting_deadline.reason";

/// A deadline for a citizen, instead of the one there was.
pub async fn set(
    transaction: &mut Transaction,
    citizen: &str,
    deadline: &Deadline,
    (by, now): (&str, i64),
) -> Result<(), StoreError> {
    let reason = transaction
        .keys()
        .seal(REASON, citizen, deadline.reason.as_bytes())?;
    sqlx::query(
        "INSERT INTO meeting_deadline (citizen, kind, ends_on, reason, set_by, set_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (citizen) DO UPDATE \
         SET kind = $2, ends_on = $3, reason = $4, set_by = $5, set_at = $6",
    )
    .bind(citizen)
    .bind(&deadline.kind)
    .bind(deadline.until.0.to_string())
    .bind(reason)
    .bind(by)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

pub async fn find(
    transaction: &mut Transaction,
    citizen: &str,
) -> Result<Option<Deadline>, StoreError> {
    let row: Option<(String, String, Vec<u8>)> =
        sqlx::query_as("SELECT kind, ends_on, reason FROM meeting_deadline WHERE citizen = $1")
            .bind(citizen)
            .fetch_optional(&mut **transaction)
            .await?;
    let Some((kind, ends_on, reason)) = row else {
        return Ok(None);
    };
    let reason = transaction.keys().open(REASON, citizen, &reason)?;
    Ok(Some(Deadline {
        kind,
        until: Dato(Date::parse(&ends_on).ok_or(Sealed)?),
        reason: String::from_utf8(reason.to_vec()).map_err(|_| Sealed)?,
    }))
}

/// It is met: a meeting is booked.
pub async fn met(transaction: &mut Transaction, citizen: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM meeting_deadline WHERE citizen = $1")
        .bind(citizen)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Who is to book by a day, of the citizens that a unit works with.
pub async fn of_unit(
    transaction: &mut Transaction,
    unit: &str,
    by: Date,
    now: i64,
) -> Result<Vec<(String, Date)>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT meeting_deadline.citizen, ends_on FROM meeting_deadline \
         JOIN relation ON relation.citizen = meeting_deadline.citizen \
         WHERE unit = $1 AND ends_on <= $2 AND (ends_at IS NULL OR ends_at > $3) \
         ORDER BY ends_on, meeting_deadline.citizen",
    )
    .bind(unit)
    .bind(by.to_string())
    .bind(now)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(|(citizen, until)| Ok((citizen, Date::parse(&until).ok_or(Sealed)?)))
        .collect()
}
