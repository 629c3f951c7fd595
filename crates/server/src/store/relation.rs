//! Which units work with a citizen.

use super::{StoreError, Transaction};

/// The unit works with the citizen, until further notice.
pub async fn begin(
    transaction: &mut Transaction,
    citizen: &str,
    unit: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO relation (citizen, unit) VALUES ($1, $2) \
         ON CONFLICT (citizen, unit) DO UPDATE SET ends_at = NULL",
    )
    .bind(citizen)
    .bind(unit)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// The unit works with the citizen at least until a moment.
pub async fn begin_until(
    transaction: &mut Transaction,
    citizen: &str,
    unit: &str,
    until: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO relation (citizen, unit, ends_at) VALUES ($1, $2, $3) \
         ON CONFLICT (citizen, unit) DO UPDATE SET ends_at = $3 \
         WHERE relation.ends_at IS NOT NULL AND relation.ends_at < $3",
    )
    .bind(citizen)
    .bind(unit)
    .bind(until)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Whether a unit works with a citizen: it was told so, or has a matter of theirs that is open, or was until
/// 90 days ago.
pub async fn exists(
    transaction: &mut Transaction,
    citizen: &str,
    unit: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let found: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM works_with \
         WHERE citizen = $1 AND unit = $2 AND (ends_at IS NULL OR ends_at > $3)",
    )
    .bind(citizen)
    .bind(unit)
    .bind(now)
    .fetch_one(&mut **transaction)
    .await?;
    Ok(found > 0)
}

/// The citizens that a unit works with.
pub async fn citizens(
    transaction: &mut Transaction,
    unit: &str,
    now: i64,
) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT DISTINCT citizen FROM works_with \
         WHERE unit = $1 AND (ends_at IS NULL OR ends_at > $2) ORDER BY citizen",
    )
    .bind(unit)
    .bind(now)
    .fetch_all(&mut **transaction)
    .await?)
}

/// The units that work with a citizen.
pub async fn units(
    transaction: &mut Transaction,
    citizen: &str,
    now: i64,
) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT DISTINCT unit FROM works_with \
         WHERE citizen = $1 AND (ends_at IS NULL OR ends_at > $2) ORDER BY unit",
    )
    .bind(citizen)
    .bind(now)
    .fetch_all(&mut **transaction)
    .await?)
}
