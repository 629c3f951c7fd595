//! Screens and kiosks of the house.

use indgang_api::devices::{Device, DeviceKind, NewDevice};
use uuid::Uuid;

use super::{StoreError, Transaction};
use crate::{clock, secret};

/// How long a code may be typed in: 10 minutes.
const CODE_LIFE: i64 = 10 * 60 * 1000;

/// The id, and the code to type in on the device.
pub async fn announce(
    transaction: &mut Transaction,
    new: &NewDevice,
    code: &str,
    now: i64,
) -> Result<String, StoreError> {
    let id = Uuid::new_v4().to_string();
    sqlx::query(
        "INSERT INTO device (id, name, kind, place, code, code_ends_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&id)
    .bind(&new.name)
    .bind(new.kind.name())
    .bind(&new.place)
    .bind(secret::hash(code))
    .bind(now + CODE_LIFE)
    .execute(&mut **transaction)
    .await?;
    Ok(id)
}

/// Enrols whoever brings the code, once, and gives the device's id.
pub async fn enrol(
    transaction: &mut Transaction,
    code: &str,
    now: i64,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "UPDATE device SET enrolled_at = $2 WHERE code = $1 AND enrolled_at IS NULL \
         AND revoked_at IS NULL AND code_ends_at > $2 RETURNING id",
    )
    .bind(secret::hash(code))
    .bind(now)
    .fetch_optional(&mut **transaction)
    .await?)
}

/// The device that was enrolled with a code, while the code can be typed in.
pub async fn enrolled(
    transaction: &mut Transaction,
    code: &str,
    now: i64,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM device WHERE code = $1 AND enrolled_at IS NOT NULL \
         AND revoked_at IS NULL AND code_ends_at > $2",
    )
    .bind(secret::hash(code))
    .bind(now)
    .fetch_optional(&mut **transaction)
    .await?)
}

/// What a device is for and at which place, while it may be used.
pub async fn in_use(
    transaction: &mut Transaction,
    id: &str,
) -> Result<Option<(DeviceKind, String)>, StoreError> {
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT kind, place FROM device \
         WHERE id = $1 AND enrolled_at IS NOT NULL AND revoked_at IS NULL",
    )
    .bind(id)
    .fetch_optional(&mut **transaction)
    .await?;
    Ok(found.and_then(|(kind, place)| Some((DeviceKind::named(&kind)?, place))))
}

/// Whether there was one to revoke.
pub async fn revoke(transaction: &mut Transaction, id: &str, now: i64) -> Result<bool, StoreError> {
    let done =
        sqlx::query("UPDATE device SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
            .bind(id)
            .bind(now)
            .execute(&mut **transaction)
            .await?;
    Ok(done.rows_affected() > 0)
}

pub async fn list(transaction: &mut Transaction) -> Result<Vec<Device>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, name, kind, place, enrolled_at, revoked_at FROM device ORDER BY name, id",
    )
    .fetch_all(&mut **transaction)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, name, kind, place, enrolled_at, revoked_at)| Device {
            id,
            name,
            kind: DeviceKind::named(&kind).unwrap_or_default(),
            place,
            enrolled_at: enrolled_at.map(clock::written),
            revoked_at: revoked_at.map(clock::written),
        })
        .collect())
}

type Row = (String, String, String, String, Option<i64>, Option<i64>);
