//! Deletes what the municipality does not keep any longer.

use indgang_domain::meetings::TICK;

use super::{StoreError, Transaction, meetings, plan, reception};
use crate::clock;
use crate::config::Retention;

const DAY: i64 = 24 * 60 * 60 * 1000;
/// Days that a consent or a share can last.
const LONGEST: u16 = 366;

/// What is kept for as long as the municipality says: its kind, how it goes, and the time before which
/// it must have ended.
fn ended(retention: &Retention, now: i64) -> Vec<(&'static str, &'static str, i64)> {
    let days = |days: u16| now - i64::from(days) * DAY;
    vec![
        ("session", "DELETE FROM session WHERE expires_at < $1", now),
        (
            "draft",
            "DELETE FROM draft WHERE changed_at < $1",
            days(retention.drafts),
        ),
        (
            "consent",
            "DELETE FROM consent WHERE given_at < $1",
            days(retention.consents.saturating_add(LONGEST)),
        ),
        (
            "joint_adult",
            "DELETE FROM joint_adult WHERE withdrawn_at < $1",
            days(retention.consents),
        ),
        (
            "joint_code",
            "DELETE FROM joint_code WHERE ends_at < $1",
            now,
        ),
        (
            "share",
            "DELETE FROM share WHERE created_at < $1",
            days(retention.consents.saturating_add(LONGEST)),
        ),
        (
            "look",
            "DELETE FROM look WHERE at < $1",
            days(retention.looks),
        ),
        (
            "plan",
            "DELETE FROM plan WHERE changed_at < $1",
            days(retention.plans),
        ),
        (
            "meeting",
            "DELETE FROM meeting WHERE ends_at < $1",
            days(retention.meetings),
        ),
        (
            "opinion",
            "DELETE FROM opinion WHERE given_at < $1",
            days(retention.meetings),
        ),
        (
            "matter",
            "DELETE FROM matter WHERE changed_at < $1",
            days(retention.matters),
        ),
        (
            "invitation",
            "DELETE FROM invitation WHERE created_at < $1",
            days(retention.matters),
        ),
        (
            "contact",
            "DELETE FROM contact WHERE until < $1",
            days(retention.matters),
        ),
        (
            "meeting_deadline",
            "DELETE FROM meeting_deadline WHERE set_at < $1",
            days(retention.meetings),
        ),
        (
            "progress",
            "DELETE FROM progress WHERE changed_at < $1",
            days(retention.matters),
        ),
        ("relation", "DELETE FROM relation WHERE ends_at < $1", now),
        // What nobody could be told may hold a matter; what waits is tried to its end.
        (
            "outbox",
            "DELETE FROM outbox WHERE due_at IS NULL AND created_at < $1",
            days(retention.matters),
        ),
        (
            "reservation",
            "DELETE FROM meeting WHERE status IN ('reserved', 'lapsed') AND kept_until < $1",
            now - DAY,
        ),
        (
            "upload",
            "DELETE FROM upload WHERE matter IS NULL AND changed_at < $1",
            days(retention.drafts),
        ),
        // What goes with them, and the time of days that are over.
        (
            "upload",
            "DELETE FROM upload WHERE $1 > 0 AND matter IS NOT NULL \
             AND matter NOT IN (SELECT id FROM matter)",
            now,
        ),
        (
            "upload_part",
            "DELETE FROM upload_part WHERE $1 > 0 AND upload NOT IN (SELECT id FROM upload)",
            now,
        ),
        (
            "meeting_host",
            "DELETE FROM meeting_host WHERE $1 > 0 AND meeting NOT IN (SELECT id FROM meeting)",
            now,
        ),
        (
            "meeting_guest",
            "DELETE FROM meeting_guest WHERE meeting NOT IN (SELECT id FROM meeting WHERE ends_at > $1)",
            now - DAY,
        ),
        (
            "meeting_taken",
            "DELETE FROM meeting_taken WHERE tick > 0 AND tick < $1 OR what LIKE 'ahead:%' \
             AND owner NOT IN (SELECT id FROM meeting WHERE status IN \
             ('reserved', 'booked', 'arrived', 'called', 'running'))",
            (now - DAY) / TICK,
        ),
        (
            "meeting_busy",
            "DELETE FROM meeting_busy WHERE ends_at < $1",
            now - DAY,
        ),
    ]
}

/// What was deleted, by kind and number.
pub async fn enforce(
    transaction: &mut Transaction,
    retention: &Retention,
    now: i64,
) -> Result<Vec<(&'static str, u64)>, StoreError> {
    let mut deleted = Vec::new();
    let rooms = plan::room::forget(transaction, now).await?;
    let links = plan::link::forget(transaction, clock::day(now)).await?;
    let oldest = clock::day(now - i64::from(retention.meetings) * DAY).month();
    let feedback = meetings::forget_feedback(transaction, oldest).await?;
    let tickets = reception::forget(transaction, clock::midnight(clock::day(now))).await?;
    for (kind, count) in [
        ("plan_room", rooms),
        ("plan_link", links),
        ("meeting_feedback", feedback),
        ("ticket", tickets),
    ] {
        if count > 0 {
            deleted.push((kind, count));
        }
    }
    for (kind, statement, before) in ended(retention, now) {
        let done = sqlx::query(statement)
            .bind(before)
            .execute(&mut **transaction)
            .await?;
        if done.rows_affected() > 0 {
            deleted.push((kind, done.rows_affected()));
        }
    }
    Ok(deleted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use crate::store::{consent, person, relation, uploads};
    use indgang_api::kommune::Dato;
    use indgang_api::mine_data::{NewConsent, Part};

    on_both! {
        async fn what_is_older_than_the_municipality_says_is_deleted_and_reported(store: Store) {
            let now = 100_000 * DAY;
            let mut transaction = store.write().await.unwrap();
            let mette = person::Person { name: "Mette Holm".to_owned(), cpr: None };
            let who = ("https://login.lysby.example", "mette");
            let mette = person::keep(&mut transaction, who, &mette, 0).await.unwrap();
            let given = NewConsent {
                unit: "job".to_owned(),
                part: Part::Plan,
                purpose: "En samtale i stedet for to".to_owned(),
                ends_on: Dato(clock::today()),
            };
            for days_ago in [10, 366 + 29, 366 + 31] {
                let at = now - days_ago * DAY;
                consent::give(&mut transaction, &mette, &given, at).await.unwrap();
            }
            transaction.commit().await.unwrap();
            let retention = Retention { consents: 30, ..Retention::default() };
            let mut transaction = store.write().await.unwrap();
            let deleted = enforce(&mut transaction, &retention, now).await.unwrap();
            assert_eq!(deleted, [("consent", 1)]);
            assert_eq!(consent::list(&mut transaction, &mette).await.unwrap().len(), 2);
        }

        async fn what_nothing_else_deletes_goes_when_its_time_is_over(store: Store) {
            let now = 100_000 * DAY;
            let retention = Retention { meetings: 30, matters: 40, ..Retention::default() };
            let mut transaction = store.write().await.unwrap();
            // A day too old, and a day not old enough.
            for (name, days_ago) in [("old", 1), ("new", -1)] {
                let before = |days: u16| now - (i64::from(days) + days_ago) * DAY;
                for (statement, at) in [
                    (
                        "INSERT INTO meeting_deadline (citizen, kind, ends_on, reason, set_by, set_at) \
                         VALUES ($1, 'jobsamtale', '2026-12-01', $2, 'sara', $3)",
                        before(30),
                    ),
                    (
                        "INSERT INTO progress (citizen, content, version, changed_at) \
                         VALUES ($1, $2, 1, $3)",
                        before(40),
                    ),
                    (
                        "INSERT INTO outbox (id, message, attempts, due_at, created_at) \
                         VALUES ($1, $2, 16, NULL, $3)",
                        before(40),
                    ),
                ] {
                    sqlx::query(statement)
                        .bind(name)
                        .bind(b"sealed".to_vec())
                        .bind(at)
                        .execute(&mut *transaction)
                        .await
                        .unwrap();
                }
                relation::begin_until(&mut transaction, name, "job", before(0)).await.unwrap();
            }
            let waits = "INSERT INTO outbox (id, message, attempts, due_at, created_at) \
                         VALUES ('waits', $1, 2, $2, 0)";
            let waits = sqlx::query(waits).bind(b"sealed".to_vec()).bind(now);
            waits.execute(&mut *transaction).await.unwrap();
            for (id, days_ago) in [("old", 70), ("new", 1)] {
                let month = clock::day(now - days_ago * DAY).month().to_string();
                sqlx::query(
                    "INSERT INTO meeting_feedback (id, kind, form, month, rating, words) \
                     VALUES ($1, 'jobsamtale', 'video', $2, 4, $3)",
                )
                .bind(id)
                .bind(month)
                .bind(b"sealed".to_vec())
                .execute(&mut *transaction)
                .await
                .unwrap();
            }
            let kinds = ["meeting_feedback", "meeting_deadline", "progress", "relation", "outbox"];
            let deleted = enforce(&mut transaction, &retention, now).await.unwrap();
            assert_eq!(deleted, kinds.map(|kind| (kind, 1)));
            assert_eq!(enforce(&mut transaction, &retention, now).await.unwrap(), []);
        }

        async fn an_upload_stays_while_somebody_may_send_it_and_as_long_as_its_matter(store: Store) {
            let now = 100_000 * DAY;
            let mette = uploads::Sender { citizen: "mette", staff: None };
            let mut transaction = store.write().await.unwrap();
            for (id, matter, days_ago) in
                [("old", None, 31), ("new", None, 29), ("sent", Some("gone"), 0)]
            {
                let upload = uploads::Upload {
                    id: id.to_owned(),
                    citizen: mette.citizen.to_owned(),
                    staff: None,
                    matter: matter.map(str::to_owned),
                    length: 3,
                    received: 0,
                    about: uploads::About { name: "a.jpg".to_owned(), found: None },
                    changed_at: now - days_ago * DAY,
                };
                uploads::add(&mut transaction, &upload).await.unwrap();
                uploads::put_part(&mut transaction, &upload, b"abc").await.unwrap();
            }
            let retention = Retention { drafts: 30, ..Retention::default() };
            let deleted = enforce(&mut transaction, &retention, now).await.unwrap();
            assert_eq!(deleted, [("upload", 1), ("upload", 1), ("upload_part", 2)]);
            assert!(uploads::find(&mut transaction, mette, "new").await.unwrap().is_some());
            assert_eq!(uploads::content(&mut transaction, "new").await.unwrap(), b"abc");
        }

        async fn plans_that_nobody_changes_and_what_has_ended_by_itself_are_deleted(store: Store) {
            let now = 100_000 * DAY;
            let mut transaction = store.write().await.unwrap();
            for (owner, days_ago) in [("mette", 31), ("bent", 29)] {
                let at = now - days_ago * DAY;
                plan::put(&mut transaction, owner, plan::Side::Own, b"sealed", at).await.unwrap();
            }
            for days in [-1, 0] {
                let last = clock::day(now).plus_days(days);
                plan::link::make(&mut transaction, "mette", b"sealed", last, 0).await.unwrap();
            }
            for opened in [now - DAY, now - 1] {
                plan::room::open(&mut transaction, opened).await.unwrap().unwrap();
            }
            transaction.commit().await.unwrap();
            let retention = Retention { plans: 30, ..Retention::default() };
            let mut transaction = store.write().await.unwrap();
            let deleted = enforce(&mut transaction, &retention, now).await.unwrap();
            assert_eq!(deleted, [("plan_room", 1), ("plan_link", 1), ("plan", 1)]);
        }
    }
}
