//! Who comes to an online meeting with the citizen, by a link of their own.

use indgang_api::guests::Guest as Shown;
use uuid::Uuid;

use crate::keys::Sealed;
use crate::secret;
use crate::store::{StoreError, Transaction, online};

/// Where what a guest is called is sealed to.
pub const NAME: &str = "meeting_guest.name";

/// A guest whom the citizen has not sent away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub meeting: String,
    pub name: String,
}

/// The id, and the code in their link.
pub async fn invite(
    transaction: &mut Transaction,
    meeting: &str,
    name: &str,
    now: i64,
) -> Result<(String, String), StoreError> {
    let (id, code) = (Uuid::new_v4().to_string(), secret::new());
    let sealed = transaction.keys().seal(NAME, &id, name.as_bytes())?;
    sqlx::query(
        "INSERT INTO meeting_guest (id, meeting, name, code, created_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&id)
    .bind(meeting)
    .bind(sealed)
    .bind(secret::hash(&code))
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok((id, code))
}

/// Sends a guest away; whether there was one to send. Who is in the room goes at once.
pub async fn stop(
    transaction: &mut Transaction,
    meeting: &str,
    id: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "UPDATE meeting_guest SET stopped_at = $3 \
         WHERE id = $1 AND meeting = $2 AND stopped_at IS NULL",
    )
    .bind(id)
    .bind(meeting)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    transaction.ring(online::audience(meeting));
    Ok(done.rows_affected() > 0)
}

/// Whose link has a code. It is good again and again: a link is opened in more than one browser.
pub async fn brought(
    transaction: &mut Transaction,
    code: &str,
) -> Result<Option<String>, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT id FROM meeting_guest WHERE code = $1 AND stopped_at IS NULL")
            .bind(secret::hash(code))
            .fetch_optional(&mut **transaction)
            .await?,
    )
}

/// A guest of a meeting, until they are sent away.
pub async fn find(transaction: &mut Transaction, id: &str) -> Result<Option<Guest>, StoreError> {
    let row: Option<(String, Vec<u8>)> = sqlx::query_as(
        "SELECT meeting, name FROM meeting_guest WHERE id = $1 AND stopped_at IS NULL",
    )
    .bind(id)
    .fetch_optional(&mut **transaction)
    .await?;
    row.map(|(meeting, sealed)| {
        let name = opened(transaction, id, &sealed)?;
        Ok(Guest { meeting, name })
    })
    .transpose()
}

/// All of a meeting, the first one first.
pub async fn of_meeting(
    transaction: &mut Transaction,
    meeting: &str,
) -> Result<Vec<Shown>, StoreError> {
    let rows: Vec<(String, Vec<u8>)> = sqlx::query_as(
        "SELECT id, name FROM meeting_guest WHERE meeting = $1 AND stopped_at IS NULL \
         ORDER BY created_at, id",
    )
    .bind(meeting)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(|(id, sealed)| {
            let name = opened(transaction, &id, &sealed)?;
            Ok(Shown { id, name })
        })
        .collect()
}

fn opened(transaction: &Transaction, id: &str, sealed: &[u8]) -> Result<String, StoreError> {
    let name = transaction.keys().open(NAME, id, sealed)?;
    Ok(String::from_utf8(name.to_vec()).map_err(|_| Sealed)?)
}
