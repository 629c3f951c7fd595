//! When the people of the municipality have time for meetings.

use indgang_api::meetings::OwnTimes;

use crate::keys::Sealed;
use crate::store::{StoreError, Transaction, person};

/// Somebody who meets citizens.
#[derive(Clone, Debug)]
pub struct Staff {
    pub person: String,
    pub name: String,
    pub own: OwnTimes,
}

/// Of a row, what somebody publishes.
pub fn read(times: &str) -> Result<OwnTimes, StoreError> {
    Ok(serde_json::from_str(times).map_err(|_| Sealed)?)
}

/// Those of a unit, by id.
pub async fn of_unit(transaction: &mut Transaction, unit: &str) -> Result<Vec<Staff>, StoreError> {
    let rows: Vec<(String, String, Vec<u8>)> = sqlx::query_as(
        "SELECT meeting_staff.person, times, person.sealed FROM meeting_staff \
         JOIN person ON person.id = meeting_staff.person WHERE unit = $1 ORDER BY meeting_staff.person",
    )
    .bind(unit)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(|(person, times, sealed)| {
            Ok(Staff {
                name: person::opened(transaction, &person, &sealed)?.name,
                own: read(&times)?,
                person,
            })
        })
        .collect()
}

/// What somebody publishes, and its version.
pub async fn find(
    transaction: &mut Transaction,
    person: &str,
) -> Result<Option<(OwnTimes, i64)>, StoreError> {
    let row: Option<(String, i64)> =
        sqlx::query_as("SELECT times, version FROM meeting_staff WHERE person = $1")
            .bind(person)
            .fetch_optional(&mut **transaction)
            .await?;
    row.map(|(times, version)| Ok((read(&times)?, version)))
        .transpose()
}

/// Keeps what somebody publishes from now on, and gives its version.
pub async fn keep(
    transaction: &mut Transaction,
    (person, unit): (&str, &str),
    own: &OwnTimes,
) -> Result<i64, StoreError> {
    let times = serde_json::to_string(own).map_err(|_| Sealed)?;
    Ok(sqlx::query_scalar(
        "INSERT INTO meeting_staff (person, unit, times, version) VALUES ($1, $2, $3, 1) \
         ON CONFLICT (person) DO UPDATE SET unit = $2, times = $3, version = meeting_staff.version + 1 \
         RETURNING version",
    )
    .bind(person)
    .bind(unit)
    .bind(times)
    .fetch_one(&mut **transaction)
    .await?)
}
