//! What must still reach the outside: put here in the transaction that it is about, and sent afterwards
//! until it has arrived or was given up.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{StoreError, Transaction, mail_address};
use crate::config::Config;
use crate::keys::Sealed;
use crate::messages::{Language, Text};

/// Where the message is sealed to.
pub const MESSAGE: &str = "outbox.message";

/// To whom, and what.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Message {
    Mail {
        to: String,
        text: Text,
        language: Language,
    },
    /// For systems that send texts or Digital Post themselves.
    Webhook { person: String, text: Text },
    /// For the municipality's case system: what a citizen has sent, or what was decided.
    CaseSystem {
        person: String,
        /// What has happened: `sent`, `changed`, `withdrawn`, `decided`.
        what: String,
        /// A matter, as the API shows it, in JSON.
        document: String,
    },
}

/// A message whose turn it is.
#[derive(Debug)]
pub struct Due {
    /// The same at every attempt: whoever receives it twice can tell.
    pub id: String,
    pub message: Message,
    /// Counts from 1.
    pub attempt: i64,
}

/// What an operator sees of a message: not to whom, and not what.
#[derive(Debug, sqlx::FromRow)]
pub struct Waiting {
    pub id: String,
    pub attempts: i64,
    /// `None`: it was given up.
    pub due_at: Option<i64>,
    pub failure: Option<String>,
    pub created_at: i64,
}

pub async fn add(
    transaction: &mut Transaction,
    message: &Message,
    now: i64,
) -> Result<(), StoreError> {
    let id = Uuid::new_v4().to_string();
    let open = serde_json::to_vec(message).map_err(|_| Sealed)?;
    let sealed = transaction.keys().seal(MESSAGE, &id, &open)?;
    sqlx::query(
        "INSERT INTO outbox (id, message, attempts, due_at, created_at) VALUES ($1, $2, 0, $3, $3)",
    )
    .bind(id)
    .bind(sealed)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Tells a citizen in the ways there are that there is something to read, and no more than that.
pub async fn news(
    transaction: &mut Transaction,
    config: &Config,
    citizen: &str,
    now: i64,
) -> Result<(), StoreError> {
    let text = Text::News;
    if config.webhook.is_some() {
        let person = citizen.to_owned();
        add(transaction, &Message::Webhook { person, text }, now).await?;
    }
    if config.mail.is_some()
        && let Some((to, language)) = mail_address::find(transaction, citizen).await?
    {
        add(transaction, &Message::Mail { to, text, language }, now).await?;
    }
    Ok(())
}

/// Takes the message that is due longest. Until `until` nobody else takes it.
pub async fn take(
    transaction: &mut Transaction,
    now: i64,
    until: i64,
) -> Result<Option<Due>, StoreError> {
    let row: Option<(String, Vec<u8>, i64)> = sqlx::query_as(
        "UPDATE outbox SET due_at = $2, attempts = attempts + 1
         WHERE id = (SELECT id FROM outbox WHERE due_at <= $1 ORDER BY due_at LIMIT 1)
         RETURNING id, message, attempts",
    )
    .bind(now)
    .bind(until)
    .fetch_optional(&mut **transaction)
    .await?;
    let Some((id, sealed, attempt)) = row else {
        return Ok(None);
    };
    let open = transaction.keys().open(MESSAGE, &id, &sealed)?;
    let message = serde_json::from_slice(&open).map_err(|_| Sealed)?;
    Ok(Some(Due {
        id,
        message,
        attempt,
    }))
}

/// It has arrived.
pub async fn delete(transaction: &mut Transaction, id: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM outbox WHERE id = $1")
        .bind(id)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// It has not arrived. `due_at`: when to try again; `None`: never.
pub async fn postpone(
    transaction: &mut Transaction,
    id: &str,
    due_at: Option<i64>,
    failure: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE outbox SET due_at = $1, failure = $2 WHERE id = $3")
        .bind(due_at)
        .bind(failure)
        .bind(id)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Everything that has not arrived, the oldest first.
pub async fn list(transaction: &mut Transaction) -> Result<Vec<Waiting>, StoreError> {
    let waiting = sqlx::query_as(
        "SELECT id, attempts, due_at, failure, created_at FROM outbox ORDER BY created_at, id",
    )
    .fetch_all(&mut **transaction)
    .await?;
    Ok(waiting)
}

/// Tries again what was given up, and says how much that is.
pub async fn revive(transaction: &mut Transaction, now: i64) -> Result<u64, StoreError> {
    let revived = sqlx::query("UPDATE outbox SET due_at = $1, attempts = 0 WHERE due_at IS NULL")
        .bind(now)
        .execute(&mut **transaction)
        .await?;
    Ok(revived.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news() -> Message {
        Message::Webhook {
            person: "mette".to_owned(),
            text: Text::News,
        }
    }

    on_both! {
        async fn a_message_is_taken_by_one_at_a_time_until_it_has_arrived(store: Store) {
            let mut transaction = store.write().await.unwrap();
            add(&mut transaction, &news(), 10).await.unwrap();
            assert!(take(&mut transaction, 9, 60).await.unwrap().is_none());
            let due = take(&mut transaction, 10, 60).await.unwrap().unwrap();
            assert_eq!((due.message, due.attempt), (news(), 1));
            assert!(take(&mut transaction, 59, 100).await.unwrap().is_none());
            let again = take(&mut transaction, 60, 100).await.unwrap().unwrap();
            assert_eq!((&again.id, again.attempt), (&due.id, 2));
            delete(&mut transaction, &due.id).await.unwrap();
            assert!(list(&mut transaction).await.unwrap().is_empty());
        }

        async fn what_was_given_up_stays_to_be_seen_and_tried_again(store: Store) {
            let mut transaction = store.write().await.unwrap();
            add(&mut transaction, &news(), 10).await.unwrap();
            let due = take(&mut transaction, 10, 60).await.unwrap().unwrap();
            postpone(&mut transaction, &due.id, None, "answered 550").await.unwrap();
            assert!(take(&mut transaction, i64::MAX, 0).await.unwrap().is_none());
            let waiting = list(&mut transaction).await.unwrap();
            assert_eq!(waiting[0].failure.as_deref(), Some("answered 550"));
            assert_eq!((waiting[0].due_at, waiting[0].attempts), (None, 1));
            assert_eq!(revive(&mut transaction, 70).await.unwrap(), 1);
            assert_eq!(take(&mut transaction, 70, 99).await.unwrap().unwrap().attempt, 1);
        }
    }
}
