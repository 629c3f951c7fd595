//! Sends what waits in the outbox. Several servers may do so at once.

use std::time::Duration;

use crate::clock;
use crate::messages::Ways;
use crate::store::{Store, StoreError, outbox};

/// Between looks when nothing waits.
const PAUSE: Duration = Duration::from_secs(2);
/// Longer than an attempt takes: a message whose server died is tried again after this.
const HOLD: i64 = 60 * 1000;
/// Before the second attempt; twice as long before each one after it, but never longer than the last.
const FIRST_WAIT: i64 = 30 * 1000;
const LONGEST_WAIT: i64 = 6 * 60 * 60 * 1000;
/// About two days.
const ATTEMPTS: i64 = 16;

/// As long as the program runs.
pub async fn run(store: Store, ways: Ways) {
    loop {
        match send_next(&store, &ways).await {
            Ok(true) => {}
            Ok(false) | Err(StoreError::Contended(_)) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be read: trying again");
                tokio::time::sleep(PAUSE * 5).await;
            }
        }
    }
}

/// Whether there was one.
async fn send_next(store: &Store, ways: &Ways) -> Result<bool, StoreError> {
    let now = clock::now();
    let mut transaction = store.write().await?;
    let due = outbox::take(&mut transaction, now, now + HOLD).await?;
    transaction.commit().await?;
    let Some(due) = due else {
        return Ok(false);
    };
    // Sent between two transactions: a message may arrive twice, but never not at all.
    let sent = ways.send(&due, now).await;
    let mut transaction = store.write().await?;
    match sent {
        Ok(()) => outbox::delete(&mut transaction, &due.id).await?,
        Err(failure) => {
            let next = (due.attempt < ATTEMPTS).then(|| clock::now() + wait(due.attempt));
            tracing::warn!(message = due.id, %failure, given_up = next.is_none(), "not sent");
            outbox::postpone(&mut transaction, &due.id, next, &failure.to_string()).await?;
        }
    }
    transaction.commit().await?;
    Ok(true)
}

/// Between half and all of it, so that what failed together does not come back together.
fn wait(attempt: i64) -> i64 {
    let doubled = FIRST_WAIT.saturating_mul(1 << attempt.clamp(1, 20).saturating_sub(1));
    let longest = doubled.min(LONGEST_WAIT);
    rand::random_range(longest / 2..=longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_below_six_hours() {
        for (attempt, longest) in [(1, FIRST_WAIT), (3, 4 * FIRST_WAIT), (16, LONGEST_WAIT)] {
            for _ in 0..100 {
                assert!((longest / 2..=longest).contains(&wait(attempt)));
            }
        }
    }
}
