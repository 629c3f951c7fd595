//! Whom citizens ask to sign their own part of an application.

use indgang_api::kommune::Dato;
use indgang_law::calendar::Date;
use uuid::Uuid;

use super::{StoreError, Transaction};
use crate::keys::Sealed;
use crate::secret;

/// An invitation as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    pub id: String,
    pub applicant: String,
    /// The application, once it is sent.
    pub application: Option<String>,
    /// Who has brought the code.
    pub spouse: Option<String>,
    /// The matter that they have signed.
    pub part: Option<String>,
    /// The last day.
    pub ends_on: Dato,
    pub is_stopped: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    applicant: String,
    application: Option<String>,
    spouse: Option<String>,
    part: Option<String>,
    ends_on: String,
    stopped_at: Option<i64>,
}

/// The id, and the code that the spouse must bring. One that was not signed ends with it.
pub async fn offer(
    transaction: &mut Transaction,
    applicant: &str,
    application: Option<&str>,
    ends_on: Date,
    now: i64,
) -> Result<(String, String), StoreError> {
    sqlx::query(
        "UPDATE invitation SET stopped_at = $2 \
         WHERE applicant = $1 AND part IS NULL AND stopped_at IS NULL",
    )
    .bind(applicant)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    let (id, code) = (Uuid::new_v4().to_string(), secret::new());
    sqlx::query(
        "INSERT INTO invitation (id, applicant, application, code, created_at, ends_on) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&id)
    .bind(applicant)
    .bind(application)
    .bind(secret::hash(&code))
    .bind(now)
    .bind(ends_on.to_string())
    .execute(&mut **transaction)
    .await?;
    Ok((id, code))
}

/// Makes whoever brings the code the one who is asked, and says by whom. A code is good once.
pub async fn accept(
    transaction: &mut Transaction,
    spouse: &str,
    code: &str,
    today: Date,
) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "UPDATE invitation SET spouse = $1 WHERE code = $2 AND spouse IS NULL AND applicant <> $1 \
         AND stopped_at IS NULL AND ends_on >= $3 RETURNING applicant",
    )
    .bind(spouse)
    .bind(secret::hash(code))
    .bind(today.to_string())
    .fetch_optional(&mut **transaction)
    .await?)
}

/// Stops one that is not signed, by either of the two; and says who they are.
pub async fn stop(
    transaction: &mut Transaction,
    person: &str,
    id: &str,
    now: i64,
) -> Result<Option<(String, Option<String>)>, StoreError> {
    Ok(sqlx::query_as(
        "UPDATE invitation SET stopped_at = $3 WHERE id = $1 AND (applicant = $2 OR spouse = $2) \
         AND part IS NULL AND stopped_at IS NULL RETURNING applicant, spouse",
    )
    .bind(id)
    .bind(person)
    .bind(now)
    .fetch_optional(&mut **transaction)
    .await?)
}

/// Those that somebody has made or was asked by, the last one first.
pub async fn of(
    transaction: &mut Transaction,
    person: &str,
) -> Result<Vec<Invitation>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, applicant, application, spouse, part, ends_on, stopped_at FROM invitation \
         WHERE applicant = $1 OR spouse = $1 ORDER BY created_at DESC, id",
    )
    .bind(person)
    .fetch_all(&mut **transaction)
    .await?;
    let opened = |row: Row| {
        Ok(Invitation {
            ends_on: Dato(Date::parse(&row.ends_on).ok_or(Sealed)?),
            id: row.id,
            applicant: row.applicant,
            application: row.application,
            spouse: row.spouse,
            part: row.part,
            is_stopped: row.stopped_at.is_some(),
        })
    };
    rows.into_iter().map(opened).collect()
}

/// The application that one without an application is about has been sent.
pub async fn sent(
    transaction: &mut Transaction,
    applicant: &str,
    application: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE invitation SET application = $2 \
         WHERE applicant = $1 AND application IS NULL AND stopped_at IS NULL",
    )
    .bind(applicant)
    .bind(application)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// The spouse has signed.
pub async fn signed(transaction: &mut Transaction, id: &str, part: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE invitation SET part = $2 WHERE id = $1")
        .bind(id)
        .bind(part)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// The spouse has taken back what they signed.
pub async fn taken_back(transaction: &mut Transaction, part: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE invitation SET part = NULL WHERE part = $1")
        .bind(part)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    on_both! {
        async fn a_code_is_good_once_until_its_last_day_and_not_for_who_made_it(store: Store) {
            let today = clock::today();
            let mut transaction = store.write().await.unwrap();
            let (_, code) = offer(&mut transaction, "ali", None, today, 1).await.unwrap();
            let tomorrow = today.plus_days(1);
            assert_eq!(accept(&mut transaction, "gitte", &code, tomorrow).await.unwrap(), None);
            assert_eq!(accept(&mut transaction, "ali", &code, today).await.unwrap(), None);
            let by = accept(&mut transaction, "samira", &code, today).await.unwrap();
            assert_eq!(by.as_deref(), Some("ali"));
            assert_eq!(accept(&mut transaction, "gitte", &code, today).await.unwrap(), None);
            assert!(of(&mut transaction, "gitte").await.unwrap().is_empty());

            // Another one takes its place, unless it was signed.
            let (next, _) = offer(&mut transaction, "ali", None, today, 2).await.unwrap();
            let both = of(&mut transaction, "ali").await.unwrap();
            assert_eq!([both[0].is_stopped, both[1].is_stopped], [false, true]);
            sent(&mut transaction, "ali", "application").await.unwrap();
            signed(&mut transaction, &next, "part").await.unwrap();
            assert_eq!(stop(&mut transaction, "ali", &next, 3).await.unwrap(), None);
            offer(&mut transaction, "ali", Some("application"), today, 4).await.unwrap();
            let all = of(&mut transaction, "ali").await.unwrap();
            let stopped: Vec<_> = all.iter().map(|one| one.is_stopped).collect();
            assert_eq!(stopped, [false, false, true]);
            assert_eq!((&all[1].application, &all[2].application), (&Some("application".to_owned()), &None));
        }
    }
}
