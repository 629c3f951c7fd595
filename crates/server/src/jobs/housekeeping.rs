//! Forgets what nobody will ask for any more.

use std::time::Duration;

use crate::clock;
use crate::config::Retention;
use crate::store::{Store, StoreError, events, idempotency, online, persistently, retention};

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
    persistently(|| async {
        let mut transaction = store.write().await?;
        idempotency::forget(&mut transaction, now - ANSWERS).await?;
        events::forget(&mut transaction, now - EVENTS).await?;
        online::forget(&mut transaction, now).await?;
        let deleted = retention::enforce(&mut transaction, retention, now).await?;
        transaction.commit().await?;
        Ok(deleted)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Text;
    use crate::store::idempotency::Kept;
    use crate::store::outbox::{self, Message};
    use crate::store::testing::on_both;

    /// What an audience can still hear.
    async fn heard(store: &Store, audience: &str) -> Vec<(i64, String)> {
        let events = events::after(&mut store.read().await.unwrap(), audience, 0).await;
        let events = events.unwrap().into_iter();
        events
            .map(|event| (event.sequence, event.subject))
            .collect()
    }

    async fn tell(store: &Store, audience: &str, subject: &str, at: i64) {
        let mut transaction = store.write().await.unwrap();
        let told = events::add(&mut transaction, audience, "draft", subject, at).await;
        told.unwrap();
        transaction.commit().await.unwrap();
    }

    fn events_of(of: &[(i64, &str)]) -> Vec<(i64, String)> {
        of.iter()
            .map(|(at, subject)| (*at, (*subject).to_owned()))
            .collect()
    }

    on_both! {
        async fn events_are_forgotten_after_thirty_days_and_nothing_else_goes_with_them(store: Store) {
            let now = 100_000 * DAY;
            for (audience, subject, age) in [
                ("mette", "old", 31 * DAY),
                ("mette", "a moment too old", 30 * DAY + 1),
                ("mette", "just in time", 30 * DAY),
                ("mette", "new", 0),
                ("bent", "the only one", 300 * DAY),
            ] {
                tell(&store, audience, subject, now - age).await;
            }
            let mut transaction = store.write().await.unwrap();
            for (key, age) in [("8-days", 8 * DAY), ("6-days", 6 * DAY)] {
                let kept = Kept { request: vec![1], answer: vec![2] };
                let at = now - age;
                idempotency::keep(&mut transaction, "mette", key, &kept, at).await.unwrap();
            }
            let message = Message::Webhook { person: "mette".to_owned(), text: Text::News };
            outbox::add(&mut transaction, &message, now - 300 * DAY).await.unwrap();
            transaction.commit().await.unwrap();

            let reported = tidy(&store, &Retention::default(), now).await.unwrap();
            assert_eq!(reported, [], "events are about nobody's data");
            assert_eq!(heard(&store, "mette").await, events_of(&[(3, "just in time"), (4, "new")]));
            // From the newest one the numbers go on.
            assert_eq!(heard(&store, "bent").await, events_of(&[(1, "the only one")]));
            tell(&store, "bent", "the next", now).await;
            tidy(&store, &Retention::default(), now).await.unwrap();
            assert_eq!(heard(&store, "bent").await, events_of(&[(2, "the next")]));

            let mut transaction = store.read().await.unwrap();
            for (key, is_kept) in [("8-days", false), ("6-days", true)] {
                let found = idempotency::find(&mut transaction, "mette", key).await.unwrap();
                assert_eq!(found.is_some(), is_kept, "{key}");
            }
            assert_eq!(outbox::list(&mut transaction).await.unwrap().len(), 1);
        }

        async fn the_server_does_it_by_itself(store: Store) {
            let now = clock::now();
            tell(&store, "mette", "old", now - 31 * DAY).await;
            tell(&store, "mette", "new", now).await;
            let job = tokio::spawn(run(store.clone(), Retention::default()));
            let left = events_of(&[(2, "new")]);
            for _ in 0..200 {
                if heard(&store, "mette").await == left {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            assert_eq!(heard(&store, "mette").await, left);
            assert!(!job.is_finished(), "it goes on, an hour later");
            job.abort();
        }
    }
}
