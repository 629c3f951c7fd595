//! Copies of plans for relatives.

use indgang_api::plan::Link;
use indgang_law::calendar::Date;

use crate::store::{StoreError, Transaction};
use crate::{clock, secret};

/// Where the content is sealed to.
pub const CONTENT: &str = "plan_link.content";

pub async fn make(
    transaction: &mut Transaction,
    citizen: &str,
    content: &[u8],
    ends_on: Date,
    now: i64,
) -> Result<Link, StoreError> {
    let link = Link {
        id: secret::name(),
        created_at: clock::written(now),
        ends_on: ends_on.to_string(),
    };
    let sealed = transaction.keys().seal(CONTENT, &link.id, content)?;
    sqlx::query(
        "INSERT INTO plan_link (id, citizen, content, created_at, ends_on) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&link.id)
    .bind(citizen)
    .bind(sealed)
    .bind(now)
    .bind(&link.ends_on)
    .execute(&mut **transaction)
    .await?;
    Ok(link)
}

/// What a link leads to, if it can be opened.
pub async fn open(
    transaction: &mut Transaction,
    id: &str,
    today: Date,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sealed: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT content FROM plan_link WHERE id = $1 AND ends_on >= $2")
            .bind(id)
            .bind(today.to_string())
            .fetch_optional(&mut **transaction)
            .await?;
    let open = |sealed: Vec<u8>| transaction.keys().open(CONTENT, id, &sealed);
    Ok(sealed.map(open).transpose()?)
}

/// A citizen's links that can be opened, the newest first.
pub async fn list(
    transaction: &mut Transaction,
    citizen: &str,
    today: Date,
) -> Result<Vec<Link>, StoreError> {
    let rows: Vec<(String, i64, String)> = sqlx::query_as(
        "SELECT id, created_at, ends_on FROM plan_link WHERE citizen = $1 AND ends_on >= $2 \
         ORDER BY created_at DESC, id",
    )
    .bind(citizen)
    .bind(today.to_string())
    .fetch_all(&mut **transaction)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(id, created_at, ends_on)| Link {
            id,
            created_at: clock::written(created_at),
            ends_on,
        })
        .collect())
}

/// Deletes a link. Whether the citizen had it.
pub async fn revoke(
    transaction: &mut Transaction,
    citizen: &str,
    id: &str,
) -> Result<bool, StoreError> {
    let deleted = sqlx::query("DELETE FROM plan_link WHERE id = $1 AND citizen = $2")
        .bind(id)
        .bind(citizen)
        .execute(&mut **transaction)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// Deletes what ended before a day, and says how many links it was.
pub async fn forget(transaction: &mut Transaction, today: Date) -> Result<u64, StoreError> {
    let deleted = sqlx::query("DELETE FROM plan_link WHERE ends_on < $1")
        .bind(today.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(deleted.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    on_both! {
        async fn a_link_can_be_opened_to_the_end_of_its_last_day(store: Store) {
            let last = Date::constant(2026, 12, 24);
            let mut transaction = store.write().await.unwrap();
            let link = make(&mut transaction, "mette", b"sealed", last, 0).await.unwrap();
            let opened = open(&mut transaction, &link.id, last).await.unwrap();
            assert_eq!(opened.as_deref(), Some(&b"sealed"[..]));
            assert_eq!(list(&mut transaction, "mette", last).await.unwrap().len(), 1);
            let after = last.plus_days(1);
            assert_eq!(open(&mut transaction, &link.id, after).await.unwrap(), None);
            assert_eq!(list(&mut transaction, "mette", after).await.unwrap(), []);
            assert_eq!(forget(&mut transaction, last).await.unwrap(), 0);
            assert_eq!(forget(&mut transaction, after).await.unwrap(), 1);
        }
    }
}
