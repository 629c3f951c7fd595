//! Forgets what nobody will ask for any more.

use std::time::Duration;

use crate::clock;
use crate::config::Retention;
use crate::store::{Store, StoreError, events, idempotency, retention};

const EVERY: Duration = Duration::from_secs(60 * 60);
const DAY: i64 = 24 * 60 * 60 * 1000;
/// Nobody sends a request again after this.
const ANSWERS: i64 = 7 * DAY;
/// Who listens after this loads everything again.
const EVENTS: i64 = 30 * DAY;

/// As long as the program runs. What was deleted is reported by kind and number.
pub async fn run(store: Store, retention: Retention) {
    loop {
        match tidy(&store, &retention, clock::now()).await {
            Ok(deleted) => {
                for (kind, count) in deleted {
                    tracing::info!(kind, count, "deleted, its time is over");
                }
            }
            Err(error) => {
                tracing::warn!(%error, "nothing was tidied up: trying again in an hour");
            }
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn tidy(
    store: &Store,
    retention: &Retention,
    now: i64,
) -> Result<Vec<(&'static str, u64)>, StoreError> {
    let mut transaction = store.write().await?;
    idempotency::forget(&mut transaction, now - ANSWERS).await?;
    events::forget(&mut transaction, now - EVENTS).await?;
    let deleted = retention::enforce(&mut transaction, retention, now).await?;
    transaction.commit().await?;
    Ok(deleted)
}
