//! Who has looked at a citizen's data.

use indgang_api::mine_data::{Look, Part};
use uuid::Uuid;

use super::{StoreError, Transaction, person};
use crate::clock;

/// `unit` is where the viewer works; without one, a helper.
pub async fn keep(
    transaction: &mut Transaction,
    citizen: &str,
    (viewer, unit): (&str, Option<&str>),
    part: Part,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO look (id, citizen, viewer, unit, part, at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(Uuid::new_v4().to_string())
    .bind(citizen)
    .bind(viewer)
    .bind(unit)
    .bind(part.name())
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// The newest first.
pub async fn list(transaction: &mut Transaction, citizen: &str) -> Result<Vec<Look>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT look.at, person.id, person.sealed, look.unit, look.part FROM look \
         JOIN person ON person.id = look.viewer WHERE look.citizen = $1 ORDER BY look.at DESC",
    )
    .bind(citizen)
    .fetch_all(&mut **transaction)
    .await?;
    rows.into_iter()
        .map(|(at, viewer, sealed, unit, part)| {
            let viewer = person::opened(transaction, &viewer, &sealed)?;
            Ok(Look {
                at: clock::written(at),
                viewer: viewer.name,
                unit,
                part,
            })
        })
        .collect()
}

type Row = (i64, String, Vec<u8>, Option<String>, String);
