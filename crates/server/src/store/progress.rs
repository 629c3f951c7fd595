//! What a citizen has done themselves on the way in.

use indgang_api::case::Progress;

use super::{StoreError, Transaction, events};
use crate::keys::Sealed;

/// Where it is sealed to.
pub const CONTENT: &str = "progress.content";

/// What is kept, and its version; 0, when nothing is.
pub async fn find(
    transaction: &mut Transaction,
    citizen: &str,
) -> Result<(Progress, i64), StoreError> {
    let row: Option<(Vec<u8>, i64)> =
        sqlx::query_as("SELECT content, version FROM progress WHERE citizen = $1")
            .bind(citizen)
            .fetch_optional(&mut **transaction)
            .await?;
    let Some((content, version)) = row else {
        return Ok((Progress::default(), 0));
    };
    let content = transaction.keys().open(CONTENT, citizen, &content)?;
    let progress = serde_json::from_slice(&content).map_err(|_| Sealed)?;
    Ok((progress, version))
}

/// Keeps it as a version.
pub async fn keep(
    transaction: &mut Transaction,
    citizen: &str,
    (progress, version): (&Progress, i64),
    now: i64,
) -> Result<(), StoreError> {
    let content = serde_json::to_vec(progress).map_err(|_| Sealed)?;
    let content = transaction.keys().seal(CONTENT, citizen, &content)?;
    sqlx::query(
        "INSERT INTO progress (citizen, content, version, changed_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (citizen) DO UPDATE SET content = $2, version = $3, changed_at = $4",
    )
    .bind(citizen)
    .bind(content)
    .bind(version)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    let subject = indgang_api::case::PATH.replace("{citizen}", indgang_api::case::ME);
    events::add(transaction, citizen, "case", &subject, now).await
}
