//! Every column that is kept sealed, and the keys they are sealed with.

use sqlx::AssertSqlSafe;

use super::{
    StoreError, Transaction, consent, contact, drafts, idempotency, mail_address, matters,
    meetings, online, opinions, outbox, person, plan, progress, reception, session, uploads,
};
use crate::keys::KeyId;

/// The keys that something here was sealed with.
pub const TABLE: &str = "seal_key";

/// A sealed column: its place (`table.column`), and the column that names the row.
const COLUMNS: [(&str, &str); 22] = [
    (consent::PURPOSE, "id"),
    (contact::REASON, "id"),
    (drafts::CONTENT, "id"),
    (idempotency::ANSWER, "key"),
    (mail_address::ADDRESS, "citizen"),
    (matters::PRIVATE, "id"),
    (meetings::PRIVATE, "id"),
    (meetings::WORDS, "id"),
    (meetings::deadline::REASON, "citizen"),
    (meetings::feed::ADDRESS, "id"),
    (meetings::guest::NAME, "id"),
    (online::CONTENT, "id"),
    (opinions::CONTENT, "id"),
    (outbox::MESSAGE, "id"),
    (person::SEALED, "id"),
    (plan::CONTENT, "id"),
    (plan::link::CONTENT, "id"),
    (progress::CONTENT, "citizen"),
    (reception::PHONE, "id"),
    (session::SEALED, "id"),
    (uploads::ABOUT, "id"),
    (uploads::CONTENT, "id"),
];

/// Whether the ring has every key that something here was ever sealed with; and from now on its own.
pub async fn admit(transaction: &mut Transaction) -> Result<bool, StoreError> {
    let used: Vec<String> = sqlx::query_scalar("SELECT id FROM seal_key")
        .fetch_all(&mut **transaction)
        .await?;
    let ring: Vec<String> = transaction.keys().ids().map(hex::encode::<KeyId>).collect();
    if used.iter().any(|id| !ring.contains(id)) {
        return Ok(false);
    }
    for id in ring {
        sqlx::query("INSERT INTO seal_key (id) VALUES ($1) ON CONFLICT DO NOTHING")
            .bind(id)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(true)
}

/// Asks for no other key than the one that seals now.
pub async fn retire(transaction: &mut Transaction) -> Result<(), StoreError> {
    let current = hex::encode(transaction.keys().current().unwrap_or_default());
    sqlx::query("DELETE FROM seal_key WHERE id <> $1")
        .bind(current)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Seals up to `count` values again that were sealed with an older key, and says how many they were.
/// `count` is for each column.
pub async fn renew(transaction: &mut Transaction, count: i64) -> Result<usize, StoreError> {
    let current = transaction.keys().current().unwrap_or_default();
    let mut renewed = 0;
    for (place, row) in COLUMNS {
        let Some((table, column)) = place.split_once('.') else {
            continue;
        };
        let old: Vec<(String, Vec<u8>)> = sqlx::query_as(AssertSqlSafe(format!(
            "SELECT {row}, {column} FROM {table} WHERE SUBSTR({column}, 1, 8) <> $1 LIMIT $2"
        )))
        .bind(current.to_vec())
        .bind(count)
        .fetch_all(&mut **transaction)
        .await?;
        for (id, sealed) in old {
            let open = transaction.keys().open(place, &id, &sealed)?;
            let renewed_value = transaction.keys().seal(place, &id, &open)?;
            sqlx::query(AssertSqlSafe(format!(
                "UPDATE {table} SET {column} = $1 WHERE {row} = $2 AND {column} = $3"
            )))
            .bind(renewed_value)
            .bind(id)
            .bind(sealed)
            .execute(&mut **transaction)
            .await?;
            renewed += 1;
        }
    }
    Ok(renewed)
}

#[cfg(test)]
mod tests {
    use indgang_api::drafts::Draft;

    use super::*;
    use crate::keys::Keys;
    use crate::store::{Engine, Store};

    #[tokio::test]
    async fn a_key_that_is_retired_is_not_needed_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let engine = Engine::Sqlite(folder.path().join("indgang.sqlite"));
        let old = Keys::find(folder.path()).unwrap();
        let store = Store::open(&engine, old).await.unwrap();
        store.migrate().await.unwrap();
        let draft = Draft {
            id: "7".to_owned(),
            form: "ansoegning".to_owned(),
            content: "Bents ryg".to_owned(),
            version: 1,
            changed_at: 0,
        };
        let mut transaction = store.write().await.unwrap();
        assert!(admit(&mut transaction).await.unwrap());
        drafts::add(&mut transaction, "bent", &draft).await.unwrap();
        transaction.commit().await.unwrap();

        Keys::add(folder.path()).unwrap();
        Keys::turn(folder.path()).unwrap();
        let both = Keys::find(folder.path()).unwrap();
        let store = Store::open(&engine, both).await.unwrap();
        let mut transaction = store.write().await.unwrap();
        assert!(admit(&mut transaction).await.unwrap());
        assert_eq!(renew(&mut transaction, 10).await.unwrap(), 1);
        assert_eq!(renew(&mut transaction, 10).await.unwrap(), 0);
        retire(&mut transaction).await.unwrap();
        transaction.commit().await.unwrap();

        let ring = folder.path().join("keys");
        let lines = std::fs::read_to_string(&ring).unwrap();
        std::fs::write(&ring, lines.lines().last().unwrap()).unwrap();
        let new = Keys::find(folder.path()).unwrap();
        let store = Store::open(&engine, new).await.unwrap();
        let mut transaction = store.write().await.unwrap();
        assert!(admit(&mut transaction).await.unwrap());
        let found = drafts::find(&mut transaction, "bent", "7").await.unwrap();
        assert_eq!(found, Some(draft));
        drop(transaction);

        let strange = Store::open(&engine, crate::store::testing::keys())
            .await
            .unwrap();
        assert!(!admit(&mut strange.write().await.unwrap()).await.unwrap());
    }

    on_both! {
        async fn every_sealed_column_can_be_sealed_again(store: Store) {
            assert_eq!(renew(&mut store.write().await.unwrap(), 10).await.unwrap(), 0);
        }
    }
}
