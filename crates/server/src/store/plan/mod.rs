//! What is kept of plans, each for its owner: a citizen, or a room.

pub mod joint;
pub mod link;
pub mod room;

use indgang_api::mine_data::Part;
use indgang_api::plan::{EVENT, JOINT, OF_CITIZEN, OFFICE, OWN, SHARED};
use indgang_law::calendar::Date;
use uuid::Uuid;

use super::{StoreError, Transaction, events, look};

/// Where the content is sealed to.
pub const CONTENT: &str = "plan.content";

/// What there is of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The citizen's own copy, which only their devices can read.
    Own,
    /// What the citizen shows.
    Shared,
    /// What the municipality has written.
    Office,
    /// What the citizen brings into a joint plan.
    Joint,
}

impl Side {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Shared => "shared",
            Self::Office => "office",
            Self::Joint => "joint",
        }
    }
}

/// Something of a plan that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub content: Vec<u8>,
    /// Grows with every change, and goes on growing when it is deleted and kept anew.
    pub version: i64,
    pub changed_at: i64,
}

pub async fn find(
    transaction: &mut Transaction,
    owner: &str,
    side: Side,
) -> Result<Option<Kept>, StoreError> {
    let row: Option<(String, Vec<u8>, i64, i64)> = sqlx::query_as(
        "SELECT id, content, version, changed_at FROM plan WHERE owner = $1 AND side = $2",
    )
    .bind(owner)
    .bind(side.name())
    .fetch_optional(&mut **transaction)
    .await?;
    let Some((id, content, version, changed_at)) = row else {
        return Ok(None);
    };
    Ok(Some(Kept {
        content: transaction.keys().open(CONTENT, &id, &content)?,
        version,
        changed_at,
    }))
}

/// Puts the content in the place of what was there, if anything, and says its version.
pub async fn put(
    transaction: &mut Transaction,
    owner: &str,
    side: Side,
    content: &[u8],
    now: i64,
) -> Result<i64, StoreError> {
    let before: Option<(String, i64)> =
        sqlx::query_as("SELECT id, version FROM plan WHERE owner = $1 AND side = $2")
            .bind(owner)
            .bind(side.name())
            .fetch_optional(&mut **transaction)
            .await?;
    let (id, last) = before.clone().unwrap_or((Uuid::new_v4().to_string(), 0));
    // The time, so that one that was deleted never meets its number again.
    let version = now.max(last + 1);
    let sealed = transaction.keys().seal(CONTENT, &id, content)?;
    let statement = match before {
        Some(_) => {
            "UPDATE plan SET content = $4, version = $5, changed_at = $6 \
             WHERE id = $1 AND owner = $2 AND side = $3"
        }
        None => {
            "INSERT INTO plan (id, owner, side, content, version, changed_at) \
             VALUES ($1, $2, $3, $4, $5, $6)"
        }
    };
    sqlx::query(statement)
        .bind(id)
        .bind(owner)
        .bind(side.name())
        .bind(sealed)
        .bind(version)
        .bind(now)
        .execute(&mut **transaction)
        .await?;
    Ok(version)
}

/// How long somebody who has looked at a plan hears of it: longer than one stays signed in.
const WATCHED: i64 = 12 * 60 * 60 * 1000;

/// Who works with a citizen or helps them, has looked at the plan today and still may.
///
/// Asked in a transaction that only reads, before the one that writes: every look would come between them.
pub async fn watchers(
    transaction: &mut Transaction,
    citizen: &str,
    (now, today): (i64, Date),
) -> Result<Vec<String>, StoreError> {
    let mut watchers = Vec::new();
    for (viewer, unit) in look::since(transaction, citizen, Part::Plan, now - WATCHED).await? {
        let who = (viewer.as_str(), unit.as_deref());
        if look::may(transaction, citizen, who, Part::Plan, (now, today)).await? {
            watchers.push(viewer);
        }
    }
    watchers.dedup();
    Ok(watchers)
}

/// The citizen's devices load it again, and so do those of its watchers.
pub async fn tell(
    transaction: &mut Transaction,
    citizen: &str,
    side: Side,
    watchers: &[String],
    now: i64,
) -> Result<(), StoreError> {
    let subject = match side {
        Side::Own => OWN,
        Side::Shared => SHARED,
        Side::Office => OFFICE,
        Side::Joint => JOINT,
    };
    events::add(transaction, citizen, EVENT, subject, now).await?;
    let subject = OF_CITIZEN.replace("{citizen}", citizen);
    for watcher in watchers {
        events::add(transaction, watcher, EVENT, &subject, now).await?;
    }
    Ok(())
}

/// Whether there was something.
pub async fn delete(
    transaction: &mut Transaction,
    owner: &str,
    side: Side,
) -> Result<bool, StoreError> {
    let deleted = sqlx::query("DELETE FROM plan WHERE owner = $1 AND side = $2")
        .bind(owner)
        .bind(side.name())
        .execute(&mut **transaction)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    on_both! {
        async fn each_side_is_kept_for_its_owner_and_its_versions_only_grow(store: Store) {
            let mut transaction = store.write().await.unwrap();
            let first = put(&mut transaction, "mette", Side::Own, b"a", 100).await.unwrap();
            let second = put(&mut transaction, "mette", Side::Own, b"b", 100).await.unwrap();
            put(&mut transaction, "mette", Side::Shared, b"c", 100).await.unwrap();
            put(&mut transaction, "bent", Side::Own, b"d", 100).await.unwrap();
            assert!(first < second);
            let kept = find(&mut transaction, "mette", Side::Own).await.unwrap().unwrap();
            assert_eq!((kept.content, kept.version), (b"b".to_vec(), second));
            assert!(delete(&mut transaction, "mette", Side::Own).await.unwrap());
            assert!(!delete(&mut transaction, "mette", Side::Own).await.unwrap());
            let third = put(&mut transaction, "mette", Side::Own, b"e", 200).await.unwrap();
            assert!(second < third);
            let kept = find(&mut transaction, "mette", Side::Shared).await.unwrap();
            assert_eq!(kept.unwrap().content, b"c");
            assert_eq!(find(&mut transaction, "bent", Side::Office).await.unwrap(), None);
        }
    }
}
