//! What is taken. A thing (somebody's time, a seat, a citizen's one meeting ahead) has each piece of time
//! once: that is the table's key, so whoever comes second, from whichever server, finds it taken.

use std::ops::Range;

use indgang_domain::meetings::{TICK, ticks};

use crate::store::{StoreError, Transaction};

/// Somebody's time.
pub fn time_of(person: &str) -> String {
    format!("person:{person}")
}

/// The one meeting that a citizen may have ahead of them.
pub fn ahead_of(citizen: &str) -> String {
    format!("ahead:{citizen}")
}

/// A group that meets somebody at a moment.
pub fn session(kind: &str, person: &str, start: i64) -> String {
    format!("session:{kind}:{person}:{start}")
}

/// A seat in such a group.
pub fn seat(session: &str, seat: u16) -> String {
    format!("{session}:{seat}")
}

/// Takes a thing from one moment to another; not, when any of it is taken by another owner. A reservation
/// that ran out is in nobody's way.
pub async fn take(
    transaction: &mut Transaction,
    what: &str,
    (from, until): (i64, i64),
    owner: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let wanted = ticks(from, until);
    let count = wanted.end - wanted.start;
    if insert(transaction, what, &wanted, owner).await? == count {
        return Ok(true);
    }
    // Some of it was taken before: by a reservation, by the same owner, or by another.
    sqlx::query(
        "DELETE FROM meeting_taken WHERE what = $1 AND tick >= $2 AND tick < $3 AND owner IN \
         (SELECT id FROM meeting WHERE status = 'reserved' AND kept_until <= $4)",
    )
    .bind(what)
    .bind(wanted.start)
    .bind(wanted.end)
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    insert(transaction, what, &wanted, owner).await?;
    let own: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM meeting_taken WHERE what = $1 AND tick >= $2 AND tick < $3 AND owner = $4",
    )
    .bind(what)
    .bind(wanted.start)
    .bind(wanted.end)
    .bind(owner)
    .fetch_one(&mut **transaction)
    .await?;
    Ok(own == count)
}

/// Takes what is free of it, and says how many pieces that were.
async fn insert(
    transaction: &mut Transaction,
    what: &str,
    wanted: &Range<i64>,
    owner: &str,
) -> Result<i64, StoreError> {
    let rows: Vec<String> = (0..wanted.end - wanted.start)
        .map(|n| format!("($1, CAST($2 AS BIGINT) + {n}, $3)"))
        .collect();
    let insert = format!(
        "INSERT INTO meeting_taken (what, tick, owner) VALUES {} ON CONFLICT DO NOTHING",
        rows.join(", ")
    );
    let done = sqlx::query(sqlx::AssertSqlSafe(insert))
        .bind(what)
        .bind(wanted.start)
        .bind(owner)
        .execute(&mut **transaction)
        .await?;
    Ok(i64::try_from(done.rows_affected()).unwrap_or(i64::MAX))
}

/// Gives back everything that an owner has taken.
pub async fn give_back(transaction: &mut Transaction, owner: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM meeting_taken WHERE owner = $1")
        .bind(owner)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Gives back one thing that an owner has taken.
pub async fn give_back_one(
    transaction: &mut Transaction,
    what: &str,
    owner: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM meeting_taken WHERE what = $1 AND owner = $2")
        .bind(what)
        .bind(owner)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Makes what one owner has taken another's.
pub async fn hand_over(
    transaction: &mut Transaction,
    from: &str,
    to: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE meeting_taken SET owner = $2 WHERE owner = $1")
        .bind(from)
        .bind(to)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Whether anybody has a seat in a group's session.
pub async fn has_seats(transaction: &mut Transaction, session: &str) -> Result<bool, StoreError> {
    // Everything that begins so: `;` comes after `:`.
    let taken: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM meeting_taken WHERE what > $1 AND what < $2")
            .bind(format!("{session}:"))
            .bind(format!("{session};"))
            .fetch_one(&mut **transaction)
            .await?;
    Ok(taken > 0)
}

/// A time that one owner has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub from: i64,
    pub until: i64,
    pub owner: String,
}

impl Run {
    pub fn span(&self) -> (i64, i64) {
        (self.from, self.until)
    }
}

/// When somebody has no time between two moments, in order, without what an owner has taken.
pub async fn busy(
    transaction: &mut Transaction,
    person: &str,
    (from, until): (i64, i64),
    besides: &str,
    now: i64,
) -> Result<Vec<Run>, StoreError> {
    let wanted = ticks(from, until);
    let taken: Vec<(i64, String)> = sqlx::query_as(
        "SELECT tick, owner FROM meeting_taken WHERE what = $1 AND tick >= $2 AND tick < $3 \
         AND owner <> $4 AND owner NOT IN \
         (SELECT id FROM meeting WHERE status = 'reserved' AND kept_until <= $5) ORDER BY tick",
    )
    .bind(time_of(person))
    .bind(wanted.start)
    .bind(wanted.end)
    .bind(besides)
    .bind(now)
    .fetch_all(&mut **transaction)
    .await?;
    Ok(taken
        .chunk_by(|(one, owner), (next, other)| one + 1 == *next && owner == other)
        .filter_map(|run| {
            Some(Run {
                from: run.first()?.0 * TICK,
                until: (run.last()?.0 + 1) * TICK,
                owner: run.first()?.1.clone(),
            })
        })
        .collect())
}
