//! Joint plans: the adults in them, each by their own consent. A person is in one at a time.

use uuid::Uuid;

use super::{Side, StoreError, Transaction};
use crate::keys::Sealed;
use crate::secret;
use crate::store::person;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// An adult who is or was in a joint plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adult {
    pub person: String,
    pub name: String,
    pub consented_at: i64,
    pub withdrawn_at: Option<i64>,
    /// Since when who works with one of the adults sees what this one brings.
    pub office_at: Option<i64>,
}

impl Adult {
    /// Whether the municipality may see what they bring.
    pub fn shows_to_office(&self) -> bool {
        self.withdrawn_at.is_none() && self.office_at.is_some()
    }
}

/// The joint plan that a person is in.
pub async fn of(transaction: &mut Transaction, person: &str) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT joint FROM joint_adult WHERE person = $1 AND withdrawn_at IS NULL",
    )
    .bind(person)
    .fetch_optional(&mut **transaction)
    .await?)
}

/// Begins one, by the first consent.
pub async fn begin(
    transaction: &mut Transaction,
    person: &str,
    now: i64,
) -> Result<(), StoreError> {
    consent(transaction, &Uuid::new_v4().to_string(), person, now).await
}

async fn consent(
    transaction: &mut Transaction,
    joint: &str,
    person: &str,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO joint_adult (joint, person, consented_at) VALUES ($1, $2, $3) \
         ON CONFLICT (joint, person) \
         DO UPDATE SET consented_at = $3, withdrawn_at = NULL, office_at = NULL",
    )
    .bind(joint)
    .bind(person)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// A code for one more adult, instead of those before it.
pub async fn invite(
    transaction: &mut Transaction,
    joint: &str,
    days: u16,
    now: i64,
) -> Result<String, StoreError> {
    forget_codes(transaction, joint).await?;
    let code = secret::new();
    sqlx::query("INSERT INTO joint_code (code, joint, ends_at) VALUES ($1, $2, $3)")
        .bind(secret::hash(&code))
        .bind(joint)
        .bind(now + i64::from(days) * DAY)
        .execute(&mut **transaction)
        .await?;
    Ok(code)
}

async fn forget_codes(transaction: &mut Transaction, joint: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM joint_code WHERE joint = $1")
        .bind(joint)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Whoever brings the code consents; it is good for one. `false`: no plan has it now.
pub async fn accept(
    transaction: &mut Transaction,
    person: &str,
    code: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let joint: Option<String> = sqlx::query_scalar(
        "DELETE FROM joint_code WHERE code = $1 AND ends_at >= $2 RETURNING joint",
    )
    .bind(secret::hash(code))
    .bind(now)
    .fetch_optional(&mut **transaction)
    .await?;
    let Some(joint) = joint else {
        return Ok(false);
    };
    consent(transaction, &joint, person, now).await?;
    Ok(true)
}

/// From now on nobody of it sees what the person brought, and the person sees nothing of theirs.
pub async fn withdraw(
    transaction: &mut Transaction,
    joint: &str,
    person: &str,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE joint_adult SET withdrawn_at = $3 WHERE joint = $1 AND person = $2")
        .bind(joint)
        .bind(person)
        .bind(now)
        .execute(&mut **transaction)
        .await?;
    forget_codes(transaction, joint).await?;
    super::delete(transaction, person, Side::Joint).await?;
    Ok(())
}

/// From now on who works with one of the adults sees what the person brings.
pub async fn show_to_office(
    transaction: &mut Transaction,
    joint: &str,
    person: &str,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE joint_adult SET office_at = $3 \
         WHERE joint = $1 AND person = $2 AND office_at IS NULL",
    )
    .bind(joint)
    .bind(person)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// From now on no municipality sees it.
pub async fn hide_from_office(
    transaction: &mut Transaction,
    joint: &str,
    person: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE joint_adult SET office_at = NULL WHERE joint = $1 AND person = $2")
        .bind(joint)
        .bind(person)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// All who are or were in it, in the order they came.
pub async fn adults(transaction: &mut Transaction, joint: &str) -> Result<Vec<Adult>, StoreError> {
    let rows: Vec<(String, i64, Option<i64>, Option<i64>)> = sqlx::query_as(
        "SELECT person, consented_at, withdrawn_at, office_at FROM joint_adult WHERE joint = $1 \
         ORDER BY consented_at, person",
    )
    .bind(joint)
    .fetch_all(&mut **transaction)
    .await?;
    let mut adults = Vec::new();
    for (id, consented_at, withdrawn_at, office_at) in rows {
        let found = person::find(transaction, &id).await?;
        let name = found.ok_or(StoreError::Sealed(Sealed))?.name;
        adults.push(Adult {
            person: id,
            name,
            consented_at,
            withdrawn_at,
            office_at,
        });
    }
    Ok(adults)
}
