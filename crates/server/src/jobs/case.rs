//! What happens to matters by itself: who is asked something is reminded of it. Nothing is decided.

use std::sync::Arc;
use std::time::Duration;

use indgang_api::case::{Step, StepKind};

use crate::clock;
use crate::config::Config;
use crate::http::case::notify;
use crate::store::{Store, StoreError, matters, persistently};

const EVERY: Duration = Duration::from_secs(60);
/// How many days before the last day one is reminded.
const AHEAD: i32 = 2;

/// As long as the program runs.
pub async fn run(store: Store, config: Arc<Config>) {
    loop {
        match remind(&store, &config, clock::now()).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "reminded of a question"),
            Err(error) => {
                tracing::warn!(%error, "nobody reminded of a question: trying again in a minute")
            }
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Reminds everybody who must answer in the next days, once.
pub async fn remind(store: &Store, config: &Config, now: i64) -> Result<usize, StoreError> {
    let until = clock::day(now).plus_days(AHEAD);
    persistently(|| async {
        let mut transaction = store.write().await?;
        let mut due = matters::to_remind(&mut transaction, until).await?;
        for matter in &mut due {
            matter.reminded = true;
            matter.private.steps.push(Step {
                at: now,
                what: StepKind::Reminded,
                who: String::new(),
                own: false,
                text: String::new(),
                files: Vec::new(),
            });
            matters::change(&mut transaction, matter, now).await?;
            notify(&mut transaction, config, matter, now).await?;
        }
        transaction.commit().await?;
        Ok(due.len())
    })
    .await
}
