//! Forgets what nobody will ask for any more.

use std::time::Duration;

use crate::clock;
use crate::store::{Store, StoreError, events, idempotency};

const EVERY: Duration = Duration::from_secs(60 * 60);
const DAY: i64 = 24 * 60 * 60 * 1000;
/// Nobody sends a request again after this.
const ANSWERS: i64 = 7 * DAY;
/// Who listens after this loads everything again.
const EVENTS: i64 = 30 * DAY;

/// As long as the program runs.
pub async fn run(store: Store) {
    loop {
        if let Err(error) = tidy(&store, clock::now()).await {
            tracing::warn!(%error, "nothing was tidied up: trying again in an hour");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn tidy(store: &Store, now: i64) -> Result<(), StoreError> {
    let mut transaction = store.write().await?;
    idempotency::forget(&mut transaction, now - ANSWERS).await?;
    events::forget(&mut transaction, now - EVENTS).await?;
    transaction.commit().await
}
