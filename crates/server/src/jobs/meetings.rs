//! What happens to meetings by itself: reminders go out, and an earlier time that has become free is offered,
//! to one person at a time.

use std::sync::Arc;
use std::time::Duration;

use indgang_domain::meetings::{MINUTE, Status};

use crate::clock;
use crate::config::Config;
use crate::http::meetings::{notify, offer};
use crate::store::meetings::{self, Meeting};
use crate::store::{Store, StoreError, persistently};

const EVERY: Duration = Duration::from_secs(60);

/// As long as the program runs.
pub async fn run(store: Store, config: Arc<Config>) {
    loop {
        let now = clock::now();
        for (what, done) in [
            ("reminders", remind(&store, &config, now).await),
            ("earlier times", offer_earlier(&store, &config, now).await),
        ] {
            match done {
                Ok(0) => {}
                Ok(count) => tracing::info!(what, count, "sent"),
                Err(error) => tracing::warn!(%error, what, "not sent: trying again in a minute"),
            }
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Reminds everybody whose meeting begins within the hours that the municipality says, once.
async fn remind(store: &Store, config: &Config, now: i64) -> Result<usize, StoreError> {
    let until = now + i64::from(config.meetings.reminder_hours) * 60 * MINUTE;
    persistently(|| async {
        let mut transaction = store.write().await?;
        let due = meetings::to_remind(&mut transaction, (now, until)).await?;
        for meeting in &due {
            meetings::reminded(&mut transaction, &meeting.id).await?;
            notify(&mut transaction, config, meeting, now).await?;
        }
        transaction.commit().await?;
        Ok(due.len())
    })
    .await
}

/// Looks for an earlier time for everybody who wishes for one and has none offered; who has waited longest
/// comes first.
async fn offer_earlier(store: &Store, config: &Config, now: i64) -> Result<usize, StoreError> {
    let waiting = meetings::wanting_earlier(&mut store.read().await?, now).await?;
    let mut offered = 0;
    for meeting in waiting {
        offered += usize::from(
            persistently(|| async {
                let mut transaction = store.write().await?;
                let found = meetings::find(&mut transaction, &meeting.id).await?;
                let still = |found: &Meeting| found.wants_earlier && found.status == Status::Booked;
                let Some(meeting) = found.filter(still) else {
                    return Ok(false);
                };
                let made = offer::make(&mut transaction, config, &meeting, now).await?;
                if made {
                    notify(&mut transaction, config, &meeting, now).await?;
                    transaction.commit().await?;
                }
                Ok(made)
            })
            .await?,
        );
    }
    Ok(offered)
}

#[cfg(test)]
mod tests {
    use indgang_api::meetings::OwnTimes;
    use indgang_domain::hours::Dato;
    use indgang_domain::meetings::times::{Extra, Opening};
    use indgang_domain::meetings::{Form, Times};

    use super::*;
    use crate::http::meetings::book::{Wanted, choose, give_back, reserve};
    use crate::store::meetings::staff;
    use crate::store::outbox;
    use crate::store::person;
    use crate::store::testing::on_both;

    const HOUR: i64 = 60 * MINUTE;

    fn config() -> Config {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../indgang.toml");
        let mut config = Config::read(std::path::Path::new(file)).unwrap();
        config.webhook = Some(toml::from_str("url = \"https://beskeder.lysby.example\"\nsecret = \"whsec_bHlzYnlseXNieWx5c2J5bHlzYnlseXNieQ==\"").unwrap());
        config
    }

    /// A Wednesday that nobody has off, long from now: at an hour of it.
    fn at(hour: u16) -> i64 {
        clock::moment(
            indgang_law::calendar::Date::constant(2030, 5, 15),
            hour * 60,
        )
        .unwrap()
    }

    async fn somebody_has_time(store: &Store) {
        let mut transaction = store.write().await.unwrap();
        let sara = person::Person {
            name: "Sara Friis".to_owned(),
            cpr: None,
        };
        let sara = person::keep(&mut transaction, ("test", "sara"), &sara, 0)
            .await
            .unwrap();
        let opening = Opening {
            hours: "8.00-16.00".parse().unwrap(),
            place: "raadhus".to_owned(),
            forms: Form::ALL.to_vec(),
            kinds: Vec::new(),
        };
        let extra = vec![Extra {
            date: Dato(clock::day(at(8))),
            opening,
        }];
        let times = Times {
            extra,
            ..Times::default()
        };
        let own = OwnTimes {
            room: String::new(),
            times,
        };
        staff::keep(&mut transaction, (&sara, "job"), &own)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    }

    async fn books(
        store: &Store,
        citizen: &str,
        start: i64,
        wants_earlier: bool,
        now: i64,
    ) -> Meeting {
        let config = config();
        let kind = config.meetings.kind("jobsamtale").unwrap();
        let wanted = Wanted {
            start,
            form: Form::Phone,
            place: "raadhus",
        };
        let mut transaction = store.write().await.unwrap();
        let who = (citizen, kind);
        let choice = choose(&mut transaction, &config, who, wanted, "", now)
            .await
            .unwrap();
        let meeting = reserve(&mut transaction, &config, who, choice.as_ref(), None, now).await;
        let mut meeting = meeting.unwrap();
        meeting.status = Status::Booked;
        meeting.wants_earlier = wants_earlier;
        meetings::change(&mut transaction, &mut meeting, now)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        meeting
    }

    async fn messages(store: &Store) -> usize {
        outbox::list(&mut store.read().await.unwrap())
            .await
            .unwrap()
            .len()
    }

    on_both! {
        async fn everybody_is_reminded_once_in_the_last_day(store: Store) {
            somebody_has_time(&store).await;
            let config = config();
            let booked_at = at(8) - 240 * HOUR;
            let mut meeting = books(&store, "mette", at(9), false, booked_at).await;
            assert_eq!(remind(&store, &config, at(9) - 25 * HOUR).await.unwrap(), 0);
            assert_eq!(remind(&store, &config, at(9) - 24 * HOUR).await.unwrap(), 1);
            assert_eq!(remind(&store, &config, at(9) - 23 * HOUR).await.unwrap(), 0);
            assert_eq!(messages(&store).await, 1);
            // Who has moved it is reminded of the new time.
            meeting.starts_at = at(15);
            let mut transaction = store.write().await.unwrap();
            meetings::change(&mut transaction, &mut meeting, booked_at).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(remind(&store, &config, at(9)).await.unwrap(), 1);
            assert_eq!(remind(&store, &config, at(16)).await.unwrap(), 0);
        }

        async fn a_time_that_becomes_free_is_offered_to_one_and_then_to_the_next(store: Store) {
            somebody_has_time(&store).await;
            let config = config();
            let now = at(8) - 48 * HOUR;
            // Every time before the afternoon is taken.
            let mut before = Vec::new();
            for quarter in (0..24).step_by(2) {
                let citizen = format!("citizen-{quarter}");
                before.push(books(&store, &citizen, at(8) + quarter * 15 * MINUTE, false, now).await);
            }
            let bent = books(&store, "bent", at(14), true, now).await;
            let line = books(&store, "line", at(14) + 30 * MINUTE, true, now + 1).await;
            assert_eq!(offer_earlier(&store, &config, now).await.unwrap(), 0);
            let freed = before.swap_remove(2);
            let mut transaction = store.write().await.unwrap();
            give_back(&mut transaction, config.meetings.kind("jobsamtale"), &freed).await.unwrap();
            let mut freed = freed;
            freed.status = Status::Cancelled;
            meetings::change(&mut transaction, &mut freed, now).await.unwrap();
            transaction.commit().await.unwrap();

            assert_eq!(offer_earlier(&store, &config, now).await.unwrap(), 1);
            let offered = async |meeting: &Meeting, now: i64| {
                let mut transaction = store.read().await.unwrap();
                let offer = meetings::offer(&mut transaction, &meeting.id, now).await.unwrap();
                offer.map(|offer| offer.starts_at)
            };
            assert_eq!(offered(&bent, now).await, Some(freed.starts_at));
            assert_eq!(offered(&line, now).await, None);
            assert_eq!(offer_earlier(&store, &config, now).await.unwrap(), 0, "it is kept for Bent");
            // Bent does not want it.
            let mut bent = bent;
            let mut transaction = store.write().await.unwrap();
            offer::answer(&mut transaction, &config, &mut bent, false, now).await.unwrap();
            meetings::change(&mut transaction, &mut bent, now + 2).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(offer_earlier(&store, &config, now).await.unwrap(), 1);
            assert_eq!(offered(&bent, now).await, None);
            assert_eq!(offered(&line, now).await, Some(freed.starts_at));
            // Nor does Line look: after two hours it is anybody's.
            let later = now + 3 * HOUR;
            books(&store, "gitte", freed.starts_at, false, later).await;
        }
    }
}
