//! What requests that may be repeated were answered.

use super::{StoreError, Transaction};

/// Where the answer is sealed to; the row is its owner and key.
pub const ANSWER: &str = "idempotency.answer";

/// What a key was used for.
pub struct Kept {
    /// SHA-256 of the request.
    pub request: Vec<u8>,
    pub answer: Vec<u8>,
}

pub async fn find(
    transaction: &mut Transaction,
    owner: &str,
    key: &str,
) -> Result<Option<Kept>, StoreError> {
    let row: Option<(Vec<u8>, Vec<u8>)> =
        sqlx::query_as("SELECT request, answer FROM idempotency WHERE owner = $1 AND key = $2")
            .bind(owner)
            .bind(key)
            .fetch_optional(&mut **transaction)
            .await?;
    let Some((request, answer)) = row else {
        return Ok(None);
    };
    let answer = transaction.keys().open(ANSWER, key, &answer)?;
    Ok(Some(Kept { request, answer }))
}

pub async fn keep(
    transaction: &mut Transaction,
    owner: &str,
    key: &str,
    kept: &Kept,
    now: i64,
) -> Result<(), StoreError> {
    let answer = transaction.keys().seal(ANSWER, key, &kept.answer)?;
    sqlx::query(
        "INSERT INTO idempotency (owner, key, request, answer, created_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(owner)
    .bind(key)
    .bind(kept.request.clone())
    .bind(answer)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Forgets what was answered before a time.
pub async fn forget(transaction: &mut Transaction, before: i64) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM idempotency WHERE created_at < $1")
        .bind(before)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
