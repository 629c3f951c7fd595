//! What a cookie stands for.

use std::fmt;

use async_trait::async_trait;
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

use super::{Store, StoreError, persistently};
use crate::{clock, secret};

/// Sessions in our database: any server process may answer the next request.
#[derive(Clone)]
pub struct Sessions(pub Store);

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sessions")
    }
}

/// Where the data is sealed to.
pub const SEALED: &str = "session.sealed";

fn hashed(id: &Id) -> String {
    secret::hash(&id.to_string())
}

fn milliseconds(time: OffsetDateTime) -> i64 {
    time.unix_timestamp().saturating_mul(1000)
}

/// The library's error has only room for words.
fn failed(error: StoreError) -> Error {
    Error::Backend(error.to_string())
}

/// A session that begins.
const BEGIN: &str = "INSERT INTO session (id, sealed, expires_at) VALUES ($1, $2, $3)";
/// One that goes on. A request that was under way when its owner signed out does not bring it back.
const GO_ON: &str = "UPDATE session SET sealed = $2, expires_at = $3 WHERE id = $1";

async fn keep(
    store: &Store,
    statement: &'static str,
    record: &Record,
) -> std::result::Result<(), StoreError> {
    let mut transaction = store.write().await?;
    let id = hashed(&record.id);
    let data = serde_json::to_vec(&record.data).unwrap_or_default();
    let sealed = transaction.keys().seal(SEALED, &id, &data)?;
    sqlx::query(statement)
        .bind(id)
        .bind(sealed)
        .bind(milliseconds(record.expiry_date))
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await
}

#[async_trait]
impl SessionStore for Sessions {
    /// The ids are 128 bits of chance: no two are the same.
    async fn create(&self, record: &mut Record) -> Result<()> {
        let kept = persistently(|| keep(&self.0, BEGIN, record)).await;
        kept.map_err(failed)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let kept = persistently(|| keep(&self.0, GO_ON, record)).await;
        kept.map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let load = async {
            let mut transaction = self.0.read().await?;
            let id = hashed(id);
            let row: Option<(Vec<u8>, i64)> = sqlx::query_as(
                "SELECT sealed, expires_at FROM session WHERE id = $1 AND expires_at > $2",
            )
            .bind(&id)
            .bind(clock::now())
            .fetch_optional(&mut *transaction)
            .await?;
            let Some((sealed, expires_at)) = row else {
                return Ok(None);
            };
            let data = transaction.keys().open(SEALED, &id, &sealed)?;
            Ok::<_, StoreError>(Some((data, expires_at)))
        };
        let Some((data, expires_at)) = load.await.map_err(failed)? else {
            return Ok(None);
        };
        let expiry_date = OffsetDateTime::from_unix_timestamp(expires_at / 1000)
            .map_err(|error| Error::Decode(error.to_string()))?;
        let data =
            serde_json::from_slice(&data).map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let delete = async || {
            let mut transaction = self.0.write().await?;
            sqlx::query("DELETE FROM session WHERE id = $1")
                .bind(hashed(id))
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await
        };
        persistently(delete).await.map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    on_both! {
        async fn a_request_under_way_does_not_bring_a_session_back_that_was_ended(store: Store) {
            let sessions = Sessions(store);
            let mut record = Record {
                id: Id::default(),
                data: std::collections::HashMap::new(),
                expiry_date: OffsetDateTime::now_utc() + Duration::from_secs(3600),
            };
            sessions.create(&mut record).await.unwrap();
            record.data.insert("seen_at".to_owned(), 7.into());
            sessions.save(&record).await.unwrap();
            let kept = sessions.load(&record.id).await.unwrap().unwrap();
            assert_eq!(kept.data, record.data);
            sessions.delete(&record.id).await.unwrap();
            sessions.save(&record).await.unwrap();
            assert!(sessions.load(&record.id).await.unwrap().is_none());
        }
    }
}
