//! What a citizen lets other units see.

use indgang_api::mine_data::{Consent, NewConsent, Part};
use indgang_law::calendar::Date;
use uuid::Uuid;

use super::{StoreError, Transaction};
use crate::clock;

/// Where the purpose is sealed to.
pub const PURPOSE: &str = "consent.purpose";

pub async fn give(
    transaction: &mut Transaction,
    citizen: &str,
    consent: &NewConsent,
    now: i64,
) -> Result<String, StoreError> {
    let id = Uuid::new_v4().to_string();
    let purpose = transaction
        .keys()
        .seal(PURPOSE, &id, consent.purpose.as_bytes())?;
    sqlx::query(
        "INSERT INTO consent (id, citizen, unit, part, purpose, given_at, ends_on) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&id)
    .bind(citizen)
    .bind(&consent.unit)
    .bind(consent.part.name())
    .bind(purpose)
    .bind(now)
    .bind(consent.ends_on.0.to_string())
    .execute(&mut **transaction)
    .await?;
    Ok(id)
}

/// Whether there was one to withdraw.
pub async fn withdraw(
    transaction: &mut Transaction,
    citizen: &str,
    id: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE consent SET withdrawn_at = $3 WHERE citizen = $1 AND id = $2 AND withdrawn_at IS NULL",
    )
    .bind(citizen)
    .bind(id)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Whether a unit may see a part now.
pub async fn covers(
    transaction: &mut Transaction,
    citizen: &str,
    unit: &str,
    part: Part,
    today: Date,
) -> Result<bool, StoreError> {
    let found: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM consent WHERE citizen = $1 AND unit = $2 AND part = $3 \
         AND withdrawn_at IS NULL AND ends_on >= $4",
    )
    .bind(citizen)
    .bind(unit)
    .bind(part.name())
    .bind(today.to_string())
    .fetch_one(&mut **transaction)
    .await?;
    Ok(found > 0)
}

/// Everything that a citizen has consented to, also what has ended.
pub async fn list(
    transaction: &mut Transaction,
    citizen: &str,
) -> Result<Vec<Consent>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, unit, part, purpose, given_at, ends_on, withdrawn_at FROM consent \
         WHERE citizen = $1 ORDER BY given_at DESC",
    )
    .bind(citizen)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(
            |(id, unit, part, purpose, given_at, ends_on, withdrawn_at)| {
                let purpose = transaction.keys().open(PURPOSE, &id, &purpose)?;
                Ok(Consent {
                    id,
                    unit,
                    part,
                    purpose: String::from_utf8_lossy(&purpose).into_owned(),
                    given_at: clock::written(given_at),
                    ends_on,
                    withdrawn_at: withdrawn_at.map(clock::written),
                })
            },
        )
        .collect()
}

type Row = (String, String, String, Vec<u8>, i64, String, Option<i64>);
