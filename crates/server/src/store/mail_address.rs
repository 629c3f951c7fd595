//! Where citizens want to be told that there is something to read.

use super::{StoreError, Transaction};
use crate::keys::Sealed;
use crate::messages::Language;

/// Where the address is sealed to.
pub const ADDRESS: &str = "mail_address.address";

/// From now on mails go there.
pub async fn set(
    transaction: &mut Transaction,
    citizen: &str,
    (address, language): (&str, Language),
    now: i64,
) -> Result<(), StoreError> {
    let open = serde_json::to_vec(&(address, language)).map_err(|_| Sealed)?;
    let sealed = transaction.keys().seal(ADDRESS, citizen, &open)?;
    sqlx::query(
        "INSERT INTO mail_address (citizen, address, changed_at) VALUES ($1, $2, $3) \
         ON CONFLICT (citizen) DO UPDATE SET address = excluded.address, changed_at = excluded.changed_at",
    )
    .bind(citizen)
    .bind(sealed)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// From now on no mails are sent.
pub async fn forget(transaction: &mut Transaction, citizen: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM mail_address WHERE citizen = $1")
        .bind(citizen)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// The address, and the language of the mails.
pub async fn find(
    transaction: &mut Transaction,
    citizen: &str,
) -> Result<Option<(String, Language)>, StoreError> {
    let sealed: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT address FROM mail_address WHERE citizen = $1")
            .bind(citizen)
            .fetch_optional(&mut **transaction)
            .await?;
    let Some(sealed) = sealed else {
        return Ok(None);
    };
    let open = transaction.keys().open(ADDRESS, citizen, &sealed)?;
    // Without the reader's words, which would quote what is sealed.
    Ok(Some(serde_json::from_slice(&open).map_err(|_| Sealed)?))
}
