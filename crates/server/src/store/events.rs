//! What has changed, for whoever listens. An event says what to load again, never what it is.

use super::{StoreError, Transaction};

/// Something has changed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Event {
    /// Counts up for each audience, in the order of the commits.
    pub sequence: i64,
    pub kind: String,
    pub subject: String,
}

/// Tells an audience when the transaction is committed.
///
/// Numbers are given by hand: a sequence of PostgreSQL's counts in the order of the writing, and who
/// has heard 8 would never hear a 7 that was committed later.
pub async fn add(
    transaction: &mut Transaction,
    audience: &str,
    kind: &str,
    subject: &str,
    now: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO event (audience, sequence, kind, subject, created_at)
         SELECT $1, COALESCE(MAX(sequence), 0) + 1, $2, $3, $4 FROM event WHERE audience = $1",
    )
    .bind(audience)
    .bind(kind)
    .bind(subject)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    transaction.ring(audience.to_owned());
    Ok(())
}

/// What came after an event, the oldest first.
pub async fn after(
    transaction: &mut Transaction,
    audience: &str,
    sequence: i64,
) -> Result<Vec<Event>, StoreError> {
    let events = sqlx::query_as(
        "SELECT sequence, kind, subject FROM event
         WHERE audience = $1 AND sequence > $2 ORDER BY sequence LIMIT 100",
    )
    .bind(audience)
    .bind(sequence)
    .fetch_all(&mut **transaction)
    .await?;
    Ok(events)
}

/// The number of the newest event, 0 when there is none.
pub async fn newest(transaction: &mut Transaction, audience: &str) -> Result<i64, StoreError> {
    let newest =
        sqlx::query_scalar("SELECT COALESCE(MAX(sequence), 0) FROM event WHERE audience = $1")
            .bind(audience)
            .fetch_one(&mut **transaction)
            .await?;
    Ok(newest)
}

/// Forgets what happened before a time, but never the newest: the numbers go on from it.
pub async fn forget(transaction: &mut Transaction, before: i64) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM event WHERE created_at < $1 AND sequence <
         (SELECT MAX(sequence) FROM event AS newest WHERE newest.audience = event.audience)",
    )
    .bind(before)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    async fn tell(store: &Store, audience: &str, subject: &str) -> Result<(), StoreError> {
        let mut transaction = store.write().await?;
        add(&mut transaction, audience, "draft", subject, 0).await?;
        transaction.commit().await
    }

    on_both! {
        async fn each_audience_hears_its_own_events_in_their_order(store: Store) {
            for (audience, subject) in [("mette", "a"), ("bent", "b"), ("mette", "c")] {
                tell(&store, audience, subject).await.unwrap();
            }
            let mut transaction = store.read().await.unwrap();
            let heard = after(&mut transaction, "mette", 0).await.unwrap();
            let heard: Vec<_> = heard.iter().map(|event| (event.sequence, &*event.subject)).collect();
            assert_eq!(heard, [(1, "a"), (2, "c")]);
            assert_eq!(after(&mut transaction, "mette", 1).await.unwrap().len(), 1);
            assert_eq!(newest(&mut transaction, "mette").await.unwrap(), 2);
            assert_eq!(newest(&mut transaction, "line").await.unwrap(), 0);
        }

        async fn what_is_long_ago_is_forgotten_and_the_numbers_go_on(store: Store) {
            for subject in ["a", "b"] {
                tell(&store, "mette", subject).await.unwrap();
            }
            let mut transaction = store.write().await.unwrap();
            forget(&mut transaction, 1).await.unwrap();
            transaction.commit().await.unwrap();
            tell(&store, "mette", "c").await.unwrap();
            let heard = after(&mut store.read().await.unwrap(), "mette", 0).await.unwrap();
            assert_eq!(heard.iter().map(|event| event.sequence).collect::<Vec<_>>(), [2, 3]);
        }

        async fn no_number_is_given_twice_or_left_out(store: Store) {
            let all = (0..20).map(|_| {
                let store = store.clone();
                tokio::spawn(async move {
                    loop {
                        match tell(&store, "mette", "a").await {
                            Err(StoreError::Contended(_)) => {}
                            done => return done.unwrap(),
                        }
                    }
                })
            });
            for one in all.collect::<Vec<_>>() {
                one.await.unwrap();
            }
            let heard = after(&mut store.read().await.unwrap(), "mette", 0).await.unwrap();
            let numbers: Vec<_> = heard.iter().map(|event| event.sequence).collect();
            assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
        }
    }
}
