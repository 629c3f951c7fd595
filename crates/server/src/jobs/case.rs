//! What happens to matters by itself: who is asked something is reminded of it, and who wished so of anything;
//! what a unit has by a consent that has ended goes back. Nothing is decided.

use std::sync::Arc;
use std::time::Duration;

use indgang_api::case::{Step, StepKind};
use indgang_api::kommune::Dato;
use indgang_api::mine_data::Part;

use crate::clock;
use crate::config::Config;
use crate::http::case::notify;
use crate::store::{Store, StoreError, consent, matters, persistently};

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
        match give_back(&store, &config, clock::now()).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "given back: the consent has ended"),
            Err(error) => tracing::warn!(%error, "nothing given back: trying again in a minute"),
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
            matter
                .private
                .steps
                .push(by_itself(StepKind::Reminded, now));
            matters::change(&mut transaction, matter, now).await?;
            notify(&mut transaction, config, matter, now).await?;
        }
        transaction.commit().await?;
        Ok(due.len())
    })
    .await
}

/// Gives what a unit has by a consent that has ended back to the unit whose task it is.
pub async fn give_back(store: &Store, config: &Config, now: i64) -> Result<usize, StoreError> {
    let today = clock::day(now);
    persistently(|| async {
        let mut transaction = store.write().await?;
        let mut count = 0;
        for mut matter in matters::by_consent(&mut transaction).await? {
            let (citizen, unit) = (&matter.citizen, &matter.unit);
            if consent::covers(&mut transaction, citizen, unit, Part::Benefit, today).await? {
                continue;
            }
            config
                .case
                .unit(matter.kind, None)
                .clone_into(&mut matter.unit);
            matter.handler = None;
            matter.by_consent = false;
            let step = by_itself(StepKind::Returned, now);
            matter.private.steps.push(step);
            matters::change(&mut transaction, &mut matter, now).await?;
            matters::tell(&mut transaction, &matter, now).await?;
            count += 1;
        }
        transaction.commit().await?;
        Ok(count)
    })
    .await
}

/// What nobody did.
fn by_itself(what: StepKind, at: i64) -> Step {
    Step {
        at,
        what,
        who: String::new(),
        own: false,
        text: String::new(),
        files: Vec::new(),
        picked: None,
        attended: None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use indgang_domain::case::content::Message;
    use indgang_domain::case::{Content, Kind, Status};

    use indgang_api::consents::NewConsent;

    use super::*;
    use crate::store::matters::{Matter, Private};
    use crate::store::relation;
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
            by_consent: false,
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
        async fn what_a_unit_has_by_a_consent_goes_back_when_that_ends(store: Store) {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../indgang.toml");
            let config = Config::read(Path::new(file)).unwrap();
            let today = clock::today();
            let lent = Matter {
                unit: "borgerservice".to_owned(),
                handler: Some("ole".to_owned()),
                by_consent: true,
                ..asked("line", Status::InHand, Dato(today))
            };
            let consent = NewConsent {
                unit: lent.unit.clone(),
                part: Part::Benefit,
                purpose: "Så de kan hjælpe mig".to_owned(),
                ends_on: Dato(today),
            };
            let mut transaction = store.write().await.unwrap();
            matters::add(&mut transaction, &lent).await.unwrap();
            consent::give(&mut transaction, "line", &consent, 0).await.unwrap();
            transaction.commit().await.unwrap();
            let (now, later) = (clock::now(), clock::midnight(today.plus_days(1)));
            for (at, count) in [(now, 0), (later, 1), (later, 0)] {
                assert_eq!(give_back(&store, &config, at).await.unwrap(), count);
                let mut transaction = store.read().await.unwrap();
                let works = relation::exists(&mut transaction, "line", "borgerservice", at).await;
                assert!(!works.unwrap(), "it has no relation of its own");
            }
            let kept = matters::of_citizen(&mut store.read().await.unwrap(), "line").await.unwrap();
            let unit = config.case.unit(Kind::Message, None);
            assert_eq!((kept[0].unit.as_str(), &kept[0].handler), (unit, &None));
            assert_eq!(kept[0].private.steps.last().unwrap().what, StepKind::Returned);
        }

        async fn a_unit_works_with_whom_it_has_a_matter_of_and_for_90_days_after_it(store: Store) {
            const DAY: i64 = 24 * 60 * 60 * 1000;
            let due = Dato(clock::today());
            let mut open = Matter {
                also: Some("ydelse".to_owned()),
                ..asked("mette", Status::Sent, due)
            };
            let mut transaction = store.write().await.unwrap();
            matters::add(&mut transaction, &open).await.unwrap();
            for unit in ["job", "ydelse"] {
                let works = relation::exists(&mut transaction, "mette", unit, 1000 * DAY).await;
                assert!(works.unwrap(), "{unit}, as long as there is something to do");
            }
            open.status = Status::Withdrawn;
            matters::change(&mut transaction, &mut open, 1000 * DAY).await.unwrap();
            for (day, works) in [(1089, true), (1091, false)] {
                let units = relation::units(&mut transaction, "mette", day * DAY).await.unwrap();
                assert_eq!(units.len(), if works { 2 } else { 0 }, "{day}");
                let there = relation::citizens(&mut transaction, "job", day * DAY).await.unwrap();
                assert_eq!(there.len(), usize::from(works), "{day}");
            }
        }

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
