//! Who has looked at a citizen's data.

use indgang_api::mine_data::{Look, Part};
use indgang_law::calendar::Date;
use uuid::Uuid;

use super::{Store, StoreError, Transaction, consent, persistently, person, relation, share};
use crate::clock;

/// Milliseconds within which the same person looking at the same part is one look: a screen that follows a
/// plan asks for it again and again, and a list of a thousand looks hides the one that matters.
const ONE_LOOK: i64 = 60 * 60 * 1000;

/// Keeps that somebody has looked. `unit` is where the viewer works; without one, a helper.
pub async fn keep(
    transaction: &mut Transaction,
    citizen: &str,
    (viewer, unit): (&str, Option<&str>),
    part: Part,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO look (id, citizen, viewer, unit, part, at) \
         SELECT $1, $2, $3, $4, $5, CAST($6 AS BIGINT) WHERE NOT EXISTS \
         (SELECT 1 FROM look WHERE citizen = $2 AND viewer = $3 AND part = $5 AND at > $7)",
    )
    .bind(Uuid::new_v4().to_string())
    .bind(citizen)
    .bind(viewer)
    .bind(unit)
    .bind(part.name())
    .bind(now)
    .bind(now - ONE_LOOK)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// The same of several citizens, who stand in one list. If it cannot be kept, nobody looks.
pub async fn keep_all<'a>(
    store: &Store,
    citizens: impl Iterator<Item = &'a str> + Clone,
    who: (&str, Option<&str>),
    part: Part,
    now: i64,
) -> Result<(), StoreError> {
    persistently(|| async {
        let mut transaction = store.write().await?;
        for citizen in citizens.clone() {
            keep(&mut transaction, citizen, who, part, now).await?;
        }
        transaction.commit().await
    })
    .await
}

/// Whether somebody else may see a part about a citizen now. `unit` as in [`keep`].
pub async fn may(
    transaction: &mut Transaction,
    citizen: &str,
    (viewer, unit): (&str, Option<&str>),
    part: Part,
    (now, today): (i64, Date),
) -> Result<bool, StoreError> {
    match unit {
        Some(unit) => Ok(relation::exists(transaction, citizen, unit, now).await?
            || consent::covers(transaction, citizen, unit, part, today).await?),
        None => share::covers(transaction, citizen, viewer, part, today).await,
    }
}

/// Who has looked at a part since a time, and where they work.
pub async fn since(
    transaction: &mut Transaction,
    citizen: &str,
    part: Part,
    time: i64,
) -> Result<Vec<(String, Option<String>)>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT DISTINCT viewer, unit FROM look WHERE citizen = $1 AND part = $2 AND at > $3 \
         ORDER BY viewer, unit",
    )
    .bind(citizen)
    .bind(part.name())
    .bind(time)
    .fetch_all(&mut **transaction)
    .await?)
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
