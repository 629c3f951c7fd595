//! What happens to matters by itself: who is asked something is reminded of it, and who wished so of anything.
//! Nothing is decided.

use std::sync::Arc;
use std::time::Duration;

use indgang_api::case::{Step, StepKind};
use indgang_api::kommune::Dato;

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

/// Reminds everybody who must answer in the next days, or wanted to be reminded today, once.
pub async fn remind(store: &Store, config: &Config, now: i64) -> Result<usize, StoreError> {
    let until = clock::day(now).plus_days(AHEAD);
    persistently(|| async {
        let mut transaction = store.write().await?;
        let mut due = matters::to_remind(&mut transaction, until).await?;
        for matter in &mut due {
            matter.reminded = true;
        }
        let mut wished = matters::wished(&mut transaction, clock::day(now)).await?;
        wished.retain(|wish| due.iter().all(|matter| matter.id != wish.id));
        due.extend(wished);
        for matter in &mut due {
            if matter.remind_on <= Some(Dato(clock::day(now))) {
                matter.remind_on = None;
            }
            matter.private.steps.push(Step {
                at: now,
                what: StepKind::Reminded,
                who: String::new(),
                own: false,
                text: String::new(),
                files: Vec::new(),
                picked: None,
                attended: None,
            });
            matters::change(&mut transaction, matter, now).await?;
            notify(&mut transaction, config, matter, now).await?;
        }
        transaction.commit().await?;
        Ok(due.len())
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use indgang_domain::case::content::Message;
    use indgang_domain::case::{Content, Kind, Status};

    use super::*;
    use crate::store::matters::{Matter, Private};
    use crate::store::testing::on_both;

    fn asked(citizen: &str, status: Status, due: Dato) -> Matter {
        let content = Content::Message(Message {
            text: "Hvornår får jeg svar?".to_owned(),
        });
        Matter {
            id: format!("{citizen}-{}", status.name()),
            citizen: citizen.to_owned(),
            kind: Kind::Message,
            status,
            unit: "job".to_owned(),
            handler: None,
            due: Some(due),
            urgent: false,
            reminded: false,
            also: None,
            remind_on: None,
            version: 1,
            private: Private {
                content,
                receipt: String::new(),
                before: Vec::new(),
                steps: Vec::new(),
                decision: None,
            },
            sent_at: 0,
            changed_at: 0,
        }
    }

    on_both! {
        async fn who_wished_so_is_reminded_on_that_day_once(store: Store) {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../indgang.toml");
            let config = Config::read(Path::new(file)).unwrap();
            let day = clock::today().plus_days(10);
            let wish = Matter {
                remind_on: Some(Dato(day)),
                due: None,
                ..asked("line", Status::Decided, Dato(day))
            };
            let mut transaction = store.write().await.unwrap();
            matters::add(&mut transaction, &wish).await.unwrap();
            transaction.commit().await.unwrap();
            let at = |days: i32| clock::midnight(day.plus_days(days));
            for (days, count) in [(-1, 0), (0, 1), (1, 0)] {
                assert_eq!(remind(&store, &config, at(days)).await.unwrap(), count, "{days}");
            }
            let kept = matters::of_citizen(&mut store.read().await.unwrap(), "line").await.unwrap();
            assert_eq!((kept[0].remind_on, kept[0].private.steps.len()), (None, 1));
        }

        async fn who_is_asked_is_reminded_once_and_when_the_day_is_over_nothing_happens(store: Store) {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../indgang.toml");
            let config = Config::read(Path::new(file)).unwrap();
            let day = clock::today().plus_days(10);
            let mut transaction = store.write().await.unwrap();
            for status in [Status::Asked, Status::Sent] {
                let matter = asked("mette", status, Dato(day));
                matters::add(&mut transaction, &matter).await.unwrap();
            }
            transaction.commit().await.unwrap();
            let at = |days: i32| clock::midnight(day.plus_days(days));
            for (days, count) in [(-3, 0), (-2, 1), (-1, 0), (1, 0), (30, 0)] {
                assert_eq!(remind(&store, &config, at(days)).await.unwrap(), count, "{days}");
            }
            let kept = matters::of_citizen(&mut store.read().await.unwrap(), "mette").await.unwrap();
            let asked = kept.iter().find(|matter| matter.id == "mette-asked").unwrap();
            assert_eq!((asked.status, asked.private.steps.len()), (Status::Asked, 1));
        }
    }
}
