//! Who helps a citizen, and what they say of themselves.

use indgang_api::case::Card;
use uuid::Uuid;

use super::{StoreError, Transaction};
use crate::keys::Sealed;

/// Where the reason of a change is sealed to.
pub const REASON: &str = "contact.reason";

/// Who helps a citizen, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub person: String,
    pub unit: String,
    pub since: i64,
    pub until: Option<i64>,
    pub reason: String,
}

/// From now on it is somebody else.
pub async fn set(
    transaction: &mut Transaction,
    citizen: &str,
    (person, unit): (&str, &str),
    reason: &str,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE contact SET until = $2 WHERE citizen = $1 AND until IS NULL")
        .bind(citizen)
        .bind(now)
        .execute(&mut **transaction)
        .await?;
    let id = Uuid::new_v4().to_string();
    let reason = transaction.keys().seal(REASON, &id, reason.as_bytes())?;
    sqlx::query(
        "INSERT INTO contact (id, citizen, person, unit, since, reason) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(citizen)
    .bind(person)
    .bind(unit)
    .bind(now)
    .bind(reason)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Id, person, unit, since, until, reason.
type Row = (String, String, String, i64, Option<i64>, Vec<u8>);

/// Everybody there was, the last one first.
pub async fn of_citizen(
    transaction: &mut Transaction,
    citizen: &str,
) -> Result<Vec<Contact>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, person, unit, since, until, reason FROM contact WHERE citizen = $1 \
         ORDER BY since DESC, id",
    )
    .bind(citizen)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(|(id, person, unit, since, until, reason)| {
            let reason = transaction.keys().open(REASON, &id, &reason)?;
            Ok(Contact {
                person,
                unit,
                since,
                until,
                reason: String::from_utf8(reason.to_vec()).map_err(|_| Sealed)?,
            })
        })
        .collect()
}

/// Who it is now.
pub async fn now(
    transaction: &mut Transaction,
    citizen: &str,
) -> Result<Option<Contact>, StoreError> {
    let all = of_citizen(transaction, citizen).await?;
    Ok(all.into_iter().find(|contact| contact.until.is_none()))
}

/// What somebody says of themselves; empty, when nothing.
pub async fn card(transaction: &mut Transaction, person: &str) -> Result<Card, StoreError> {
    let card: Option<String> = sqlx::query_scalar("SELECT card FROM staff_card WHERE person = $1")
        .bind(person)
        .fetch_optional(&mut **transaction)
        .await?;
    let card = card.map(|card| serde_json::from_str(&card).map_err(|_| Sealed));
    Ok(card.transpose()?.unwrap_or_default())
}

/// Keeps what somebody says of themselves.
pub async fn set_card(
    transaction: &mut Transaction,
    person: &str,
    card: &Card,
) -> Result<(), StoreError> {
    let card = serde_json::to_string(card).map_err(|_| Sealed)?;
    sqlx::query(
        "INSERT INTO staff_card (person, card) VALUES ($1, $2) \
         ON CONFLICT (person) DO UPDATE SET card = $2",
    )
    .bind(person)
    .bind(card)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
