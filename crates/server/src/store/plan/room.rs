//! Meetings over a plan of somebody who has not signed in. What is shown and written there is kept as that
//! of a citizen, with the room as its owner.

use indgang_api::plan::{CODE_MINUTES, GUESSES, OpenedRoom, ROOM_HOURS};
use uuid::Uuid;

use super::Side;
use crate::secret;
use crate::store::{StoreError, Transaction, online};

const MINUTE: i64 = 60 * 1000;
const CODE_LIFE: i64 = CODE_MINUTES as i64 * MINUTE;
const LIFE: i64 = ROOM_HOURS as i64 * 60 * MINUTE;
/// How often a code is drawn that another room has: there are a million, and few rooms at a time.
const DRAWS: u32 = 8;

/// A room that is still there.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Room {
    pub id: String,
    /// The hash of what who opened it has.
    pub secret: String,
    pub version: i64,
    pub shared: i64,
    pub office: i64,
    pub ends_at: i64,
}

/// What became of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    In(String),
    Wrong,
    /// Too many were wrong.
    Locked,
}

/// Who hears that something has changed in a room.
pub fn audience(id: &str) -> String {
    format!("room:{id}")
}

/// `None`: no code is free.
pub async fn open(
    transaction: &mut Transaction,
    now: i64,
) -> Result<Option<OpenedRoom>, StoreError> {
    for _ in 0..DRAWS {
        let code = format!("{:06}", rand::random_range(0..1_000_000));
        let taken: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM plan_room WHERE code = $1 AND ends_at > $2")
                .bind(secret::hash(&code))
                .bind(now)
                .fetch_one(&mut **transaction)
                .await?;
        if taken > 0 {
            continue;
        }
        let room = OpenedRoom {
            id: secret::name(),
            code,
            key: secret::name(),
            ends_at: now + LIFE,
        };
        sqlx::query(
            "INSERT INTO plan_room (id, code, code_ends_at, secret, version, shared, office, ends_at) \
             VALUES ($1, $2, $3, $4, 1, 0, 0, $5)",
        )
        .bind(&room.id)
        .bind(secret::hash(&room.code))
        .bind(now + CODE_LIFE)
        .bind(secret::hash(&room.key))
        .bind(room.ends_at)
        .execute(&mut **transaction)
        .await?;
        return Ok(Some(room));
    }
    Ok(None)
}

pub async fn find(
    transaction: &mut Transaction,
    id: &str,
    now: i64,
) -> Result<Option<Room>, StoreError> {
    Ok(sqlx::query_as(
        "SELECT id, secret, version, shared, office, ends_at FROM plan_room \
         WHERE id = $1 AND ends_at > $2",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(&mut **transaction)
    .await?)
}

/// Who has joined a room, the first one first.
pub async fn staff(transaction: &mut Transaction, id: &str) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT person FROM plan_room_staff WHERE room = $1 ORDER BY joined_at, person",
    )
    .bind(id)
    .fetch_all(&mut **transaction)
    .await?)
}

/// Whom a code lets in: who is in already, the first to bring it in time, and who is in an online meeting with
/// somebody of theirs.
const MAY_JOIN: &str = "SELECT id FROM plan_room WHERE code = $1 AND ends_at > $2 AND (\
     EXISTS (SELECT 1 FROM plan_room_staff AS own WHERE own.room = plan_room.id AND own.person = $3) \
     OR code_ends_at > $2 AND NOT EXISTS \
     (SELECT 1 FROM plan_room_staff AS anybody WHERE anybody.room = plan_room.id) \
     OR EXISTS (SELECT 1 FROM plan_room_staff AS first \
     JOIN online_peer AS theirs ON theirs.person = first.person \
     JOIN online_peer AS own ON own.meeting = theirs.meeting \
     WHERE first.room = plan_room.id AND own.person = $3 AND theirs.staff = 1 AND own.staff = 1 \
     AND theirs.seen_at >= $4 AND own.seen_at >= $4))";

/// Lets the first caseworker in who brings the code, again and again; and who holds an online meeting together with
/// them. Wrong codes are counted, so that nobody finds a right one by trying.
pub async fn join(
    transaction: &mut Transaction,
    staff: &str,
    code: &str,
    now: i64,
) -> Result<Joined, StoreError> {
    let wrong: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM plan_guess WHERE person = $1 AND at > $2")
            .bind(staff)
            .bind(now - CODE_LIFE)
            .fetch_one(&mut **transaction)
            .await?;
    if wrong >= i64::from(GUESSES) {
        return Ok(Joined::Locked);
    }
    let found: Option<String> = sqlx::query_scalar(MAY_JOIN)
        .bind(secret::hash(code))
        .bind(now)
        .bind(staff)
        .bind(now - online::SILENCE)
        .fetch_optional(&mut **transaction)
        .await?;
    let Some(id) = found else {
        sqlx::query("INSERT INTO plan_guess (id, person, at) VALUES ($1, $2, $3)")
            .bind(Uuid::new_v4().to_string())
            .bind(staff)
            .bind(now)
            .execute(&mut **transaction)
            .await?;
        return Ok(Joined::Wrong);
    };
    let new = sqlx::query(
        "INSERT INTO plan_room_staff (room, person, joined_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(&id)
    .bind(staff)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    if new.rows_affected() > 0 {
        sqlx::query("UPDATE plan_room SET version = version + 1 WHERE id = $1")
            .bind(&id)
            .execute(&mut **transaction)
            .await?;
        transaction.ring(audience(&id));
    }
    Ok(Joined::In(id))
}

/// Counts that a side has changed.
pub async fn changed(
    transaction: &mut Transaction,
    id: &str,
    side: Side,
) -> Result<(), StoreError> {
    let statement = match side {
        Side::Office => {
            "UPDATE plan_room SET version = version + 1, office = version + 1 WHERE id = $1"
        }
        Side::Own | Side::Shared | Side::Joint => {
            "UPDATE plan_room SET version = version + 1, shared = version + 1 WHERE id = $1"
        }
    };
    sqlx::query(statement)
        .bind(id)
        .execute(&mut **transaction)
        .await?;
    transaction.ring(audience(id));
    Ok(())
}

/// Ends a room with everything in it.
pub async fn end(transaction: &mut Transaction, id: &str) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM plan WHERE owner = $1",
        "DELETE FROM plan_room_staff WHERE room = $1",
        "DELETE FROM plan_room WHERE id = $1",
    ] {
        sqlx::query(statement)
            .bind(id)
            .execute(&mut **transaction)
            .await?;
    }
    transaction.ring(audience(id));
    Ok(())
}

/// Deletes what ended before a time, and says how many rooms it was.
pub async fn forget(transaction: &mut Transaction, now: i64) -> Result<u64, StoreError> {
    for statement in [
        "DELETE FROM plan WHERE owner IN (SELECT id FROM plan_room WHERE ends_at <= $1)",
        "DELETE FROM plan_room_staff WHERE room IN (SELECT id FROM plan_room WHERE ends_at <= $1)",
    ] {
        sqlx::query(statement)
            .bind(now)
            .execute(&mut **transaction)
            .await?;
    }
    sqlx::query("DELETE FROM plan_guess WHERE at <= $1")
        .bind(now - CODE_LIFE)
        .execute(&mut **transaction)
        .await?;
    let rooms = sqlx::query("DELETE FROM plan_room WHERE ends_at <= $1")
        .bind(now)
        .execute(&mut **transaction)
        .await?;
    Ok(rooms.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, plan};

    async fn opened(store: &Store, now: i64) -> OpenedRoom {
        let mut transaction = store.write().await.unwrap();
        let room = open(&mut transaction, now).await.unwrap().unwrap();
        transaction.commit().await.unwrap();
        room
    }

    async fn tries(store: &Store, staff: &str, code: &str, now: i64) -> Joined {
        let mut transaction = store.write().await.unwrap();
        let joined = join(&mut transaction, staff, code, now).await.unwrap();
        transaction.commit().await.unwrap();
        joined
    }

    on_both! {
        async fn a_code_is_for_the_first_caseworker_and_for_a_quarter_of_an_hour(store: Store) {
            let room = opened(&store, 0).await;
            assert_eq!(tries(&store, "sara", &room.code, CODE_LIFE).await, Joined::Wrong);
            let late = CODE_LIFE - 1;
            assert_eq!(tries(&store, "sara", &room.code, late).await, Joined::In(room.id.clone()));
            assert_eq!(tries(&store, "sara", &room.code, late).await, Joined::In(room.id.clone()));
            assert_eq!(tries(&store, "yusuf", &room.code, late).await, Joined::Wrong);
        }

        async fn all_who_hold_an_online_meeting_with_the_first_one_are_let_in_with_the_code(store: Store) {
            let room = opened(&store, 0).await;
            let in_meeting = async |meeting: &str, person: &str, is_staff: bool| {
                let comer = online::Comer { meeting, person, device: "a", page: "1", is_staff };
                let mut transaction = store.write().await.unwrap();
                online::enter(&mut transaction, comer, CODE_LIFE).await.unwrap();
                transaction.commit().await.unwrap();
            };
            in_meeting("m", "sara", true).await;
            in_meeting("m", "mette", false).await;
            in_meeting("other", "yusuf", true).await;
            assert_eq!(tries(&store, "sara", &room.code, 1).await, Joined::In(room.id.clone()));
            // She loads her page again, late; and Jonas comes after her. Who sits elsewhere only guesses.
            for person in ["mette", "yusuf", "jonas"] {
                assert_eq!(tries(&store, person, &room.code, CODE_LIFE).await, Joined::Wrong, "{person}");
            }
            in_meeting("m", "jonas", true).await;
            for person in ["sara", "jonas"] {
                assert_eq!(tries(&store, person, &room.code, CODE_LIFE).await, Joined::In(room.id.clone()));
            }
            let mut transaction = store.write().await.unwrap();
            assert_eq!(staff(&mut transaction, &room.id).await.unwrap(), ["sara", "jonas"]);
            forget(&mut transaction, LIFE).await.unwrap();
            assert!(staff(&mut transaction, &room.id).await.unwrap().is_empty());
        }

        async fn who_tries_codes_is_stopped_also_from_the_right_one(store: Store) {
            let room = opened(&store, 0).await;
            for _ in 0..GUESSES {
                assert_eq!(tries(&store, "sara", "x", 1).await, Joined::Wrong);
            }
            assert_eq!(tries(&store, "sara", &room.code, 2).await, Joined::Locked);
            assert_eq!(tries(&store, "yusuf", &room.code, 2).await, Joined::In(room.id));
            let room = opened(&store, CODE_LIFE).await;
            assert_eq!(tries(&store, "sara", &room.code, CODE_LIFE + 1).await, Joined::In(room.id));
        }

        async fn a_room_is_deleted_with_everything_in_it_when_its_time_is_over(store: Store) {
            let (old, new) = (opened(&store, 0).await, opened(&store, 10).await);
            let mut transaction = store.write().await.unwrap();
            for (owner, side) in [
                (&*old.id, Side::Shared),
                (&*old.id, Side::Office),
                (&*new.id, Side::Shared),
                ("mette", Side::Shared),
            ] {
                plan::put(&mut transaction, owner, side, b"a", 0).await.unwrap();
            }
            assert!(find(&mut transaction, &old.id, LIFE - 1).await.unwrap().is_some());
            assert_eq!(find(&mut transaction, &old.id, LIFE).await.unwrap(), None);
            assert_eq!(forget(&mut transaction, LIFE).await.unwrap(), 1);
            for (owner, is_there) in [(&*old.id, false), (&*new.id, true), ("mette", true)] {
                let shared = plan::find(&mut transaction, owner, Side::Shared).await.unwrap();
                assert_eq!(shared.is_some(), is_there, "{owner}");
            }
            let office = plan::find(&mut transaction, &old.id, Side::Office).await.unwrap();
            assert_eq!(office, None);
            end(&mut transaction, &new.id).await.unwrap();
            assert_eq!(find(&mut transaction, &new.id, 11).await.unwrap(), None);
            let shared = plan::find(&mut transaction, &new.id, Side::Shared).await.unwrap();
            assert_eq!(shared, None);
        }

        async fn what_changes_is_counted(store: Store) {
            let room = opened(&store, 0).await;
            tries(&store, "sara", &room.code, 1).await;
            let mut transaction = store.write().await.unwrap();
            changed(&mut transaction, &room.id, Side::Shared).await.unwrap();
            changed(&mut transaction, &room.id, Side::Office).await.unwrap();
            let room = find(&mut transaction, &room.id, 1).await.unwrap().unwrap();
            assert_eq!((room.version, room.shared, room.office), (4, 3, 4));
            assert_eq!(staff(&mut transaction, &room.id).await.unwrap(), ["sara"]);
        }
    }
}
