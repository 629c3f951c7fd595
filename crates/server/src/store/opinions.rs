//! What people think of this service.

use indgang_api::opinions::{NewOpinion, Opinion};

use super::{StoreError, Transaction};
use crate::keys::Sealed;

/// Where it is sealed to.
pub const CONTENT: &str = "opinion.content";

/// Keeps what somebody says. Said again under the same number it stays as it was.
pub async fn keep(
    transaction: &mut Transaction,
    (id, opinion): (&str, &NewOpinion),
    now: i64,
) -> Result<(), StoreError> {
    let content = serde_json::to_vec(opinion).map_err(|_| Sealed)?;
    let content = transaction.keys().seal(CONTENT, id, &content)?;
    sqlx::query(
        "INSERT INTO opinion (id, content, given_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
    )
    .bind(id)
    .bind(content)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// What was said, the last first.
pub async fn list(transaction: &mut Transaction) -> Result<Vec<Opinion>, StoreError> {
    /// More nobody reads in one go.
    const MOST: i64 = 200;
    let rows: Vec<(String, Vec<u8>, i64)> = sqlx::query_as(
        "SELECT id, content, given_at FROM opinion ORDER BY given_at DESC, id LIMIT $1",
    )
    .bind(MOST)
    .fetch_all(&mut **transaction)
    .await?;
    let opened = |(id, content, given_at): (String, Vec<u8>, i64)| {
        let content = transaction.keys().open(CONTENT, &id, &content)?;
        let said: NewOpinion = serde_json::from_slice(&content).map_err(|_| Sealed)?;
        Ok(Opinion {
            given_at,
            text: said.text,
            phone: said.phone,
        })
    };
    rows.into_iter().map(opened).collect()
}
