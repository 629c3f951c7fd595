//! Whom a citizen lets help.

use indgang_api::mine_data::{NewShare, Part, Share};
use indgang_law::calendar::Date;
use uuid::Uuid;

use super::{StoreError, Transaction, person};
use crate::{clock, secret};

/// The id, and the code that the helper must bring.
pub async fn offer(
    transaction: &mut Transaction,
    citizen: &str,
    share: &NewShare,
    now: i64,
) -> Result<(String, String), StoreError> {
    let (id, code) = (Uuid::new_v4().to_string(), secret::new());
    sqlx::query(
        "INSERT INTO share (id, citizen, part, code, created_at, ends_on) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&id)
    .bind(citizen)
    .bind(share.part.name())
    .bind(secret::hash(&code))
    .bind(now)
    .bind(share.ends_on.0.to_string())
    .execute(&mut **transaction)
    .await?;
    Ok((id, code))
}

/// Makes whoever brings the code the helper, and says whose. A code is good for one helper.
pub async fn accept(
    transaction: &mut Transaction,
    helper: &str,
    code: &str,
    today: Date,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "UPDATE share SET helper = $1 WHERE code = $2 AND helper IS NULL AND citizen <> $1 \
         AND revoked_at IS NULL AND ends_on >= $3 RETURNING citizen",
    )
    .bind(helper)
    .bind(secret::hash(code))
    .bind(today.to_string())
    .fetch_optional(&mut **transaction)
    .await?)
}

/// Whether there was one to revoke.
pub async fn revoke(
    transaction: &mut Transaction,
    citizen: &str,
    id: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE share SET revoked_at = $3 WHERE citizen = $1 AND id = $2 AND revoked_at IS NULL",
    )
    .bind(citizen)
    .bind(id)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Whether a helper may see a part now.
pub async fn covers(
    transaction: &mut Transaction,
    citizen: &str,
    helper: &str,
    part: Part,
    today: Date,
) -> Result<bool, StoreError> {
    let found: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM share WHERE citizen = $1 AND helper = $2 AND part = $3 \
         AND revoked_at IS NULL AND ends_on >= $4",
    )
    .bind(citizen)
    .bind(helper)
    .bind(part.name())
    .bind(today.to_string())
    .fetch_one(&mut **transaction)
    .await?;
    Ok(found > 0)
}

/// Everything that a citizen has shared, also what has ended.
pub async fn list(transaction: &mut Transaction, citizen: &str) -> Result<Vec<Share>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT share.id, share.part, person.id, person.sealed, share.created_at, share.ends_on, share.revoked_at \
         FROM share LEFT JOIN person ON person.id = share.helper \
         WHERE share.citizen = $1 ORDER BY share.created_at DESC",
    )
    .bind(citizen)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(
            |(id, part, helper, sealed, created_at, ends_on, revoked_at)| {
                let helper = match (helper, sealed) {
                    (Some(helper), Some(sealed)) => {
                        Some(person::opened(transaction, &helper, &sealed)?.name)
                    }
                    _ => None,
                };
                Ok(Share {
                    id,
                    part,
                    helper,
                    created_at: clock::written(created_at),
                    ends_on,
                    revoked_at: revoked_at.map(clock::written),
                })
            },
        )
        .collect()
}

type Row = (
    String,
    String,
    Option<String>,
    Option<Vec<u8>>,
    i64,
    String,
    Option<i64>,
);
