//! Whoever has signed in.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{StoreError, Transaction};
use crate::keys::Sealed;

/// Where it is sealed to.
pub const SEALED: &str = "person.sealed";

/// What is kept under seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpr: Option<String>,
}

/// Keeps what the provider says about somebody, and gives their id with us.
pub async fn keep(
    transaction: &mut Transaction,
    (realm, subject): (&str, &str),
    person: &Person,
    now: i64,
) -> Result<String, StoreError> {
    let known: Option<String> =
        sqlx::query_scalar("SELECT id FROM person WHERE realm = $1 AND subject = $2")
            .bind(realm)
            .bind(subject)
            .fetch_optional(&mut **transaction)
            .await?;
    if let Some(id) = known {
        let sealed = sealed(transaction, &id, person)?;
        sqlx::query("UPDATE person SET sealed = $2 WHERE id = $1")
            .bind(&id)
            .bind(sealed)
            .execute(&mut **transaction)
            .await?;
        return Ok(id);
    }
    let id = Uuid::new_v4().to_string();
    let sealed = sealed(transaction, &id, person)?;
    sqlx::query(
        "INSERT INTO person (id, realm, subject, sealed, created_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&id)
    .bind(realm)
    .bind(subject)
    .bind(sealed)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(id)
}

pub async fn find(transaction: &mut Transaction, id: &str) -> Result<Option<Person>, StoreError> {
    let sealed: Option<Vec<u8>> = sqlx::query_scalar("SELECT sealed FROM person WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **transaction)
        .await?;
    sealed
        .map(|sealed| opened(transaction, id, &sealed))
        .transpose()
}

/// How often somebody has signed out everywhere. `None`: there is nobody of that id.
pub async fn sign_outs(transaction: &mut Transaction, id: &str) -> Result<Option<i64>, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT sign_outs FROM person WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut **transaction)
            .await?,
    )
}

/// From now on no session of theirs holds that began before.
pub async fn sign_out_everywhere(
    transaction: &mut Transaction,
    id: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE person SET sign_outs = sign_outs + 1 WHERE id = $1")
        .bind(id)
        .execute(&mut **transaction)
        .await?;
    // Who listens is asked again whether they may.
    transaction.ring(id.to_owned());
    Ok(())
}

fn sealed(transaction: &Transaction, id: &str, person: &Person) -> Result<Vec<u8>, StoreError> {
    let person = serde_json::to_vec(person).unwrap_or_default();
    Ok(transaction.keys().seal(SEALED, id, &person)?)
}

/// What was kept of a person, out of a row that was read together with something else.
pub fn opened(transaction: &Transaction, id: &str, sealed: &[u8]) -> Result<Person, StoreError> {
    let person = transaction.keys().open(SEALED, id, sealed)?;
    // Without the reader's words, which would quote what is sealed.
    Ok(serde_json::from_slice(&person).map_err(|_| Sealed)?)
}
