//! What can go wrong between us and the database.

use sqlx::error::DatabaseError;
use sqlx::sqlite::SqliteError;

use crate::keys::Sealed;

/// Why the database did not do what it was asked. Its own words come as the source.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Try again later: nothing was written, or nobody was told that it was.
    #[error("the database cannot be reached, or has no room left")]
    Unavailable(#[source] sqlx::Error),
    /// Others changed the same in between: the work, done again from its start, will see it.
    #[error("others changed the same at the same time")]
    Contended(#[source] sqlx::Error),
    /// A mistake of ours, or a damaged database.
    #[error("the database refused what was asked of it")]
    Refused(#[source] sqlx::Error),
    #[error(transparent)]
    Sealed(#[from] Sealed),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) if is_contention(&**database) => Self::Contended(error),
            sqlx::Error::Database(database) if is_outage(&**database) => Self::Unavailable(error),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            _ => Self::Refused(error),
        }
    }
}

/// PostgreSQL may say that a key is taken where it means that another transaction came first. SQLite's writer is alone, so there a taken key is a mistake.
fn is_contention(error: &dyn DatabaseError) -> bool {
    match sqlite_code(error) {
        Some(code) => matches!(code, SQLITE_BUSY | SQLITE_LOCKED),
        None => matches!(
            error.code().as_deref(),
            Some("40001" | "40P01" | "23505" | "55P03")
        ),
    }
}

fn is_outage(error: &dyn DatabaseError) -> bool {
    match sqlite_code(error) {
        Some(code) => matches!(
            code,
            SQLITE_READONLY | SQLITE_IOERR | SQLITE_FULL | SQLITE_CANTOPEN
        ),
        // Connection, resources, shut down by an operator, disk; a replica that cannot write yet.
        None => error.code().is_some_and(|code| {
            ["08", "53", "57", "58"]
                .iter()
                .any(|class| code.starts_with(class))
                || code == "25006"
        }),
    }
}

const SQLITE_BUSY: u32 = 5;
const SQLITE_LOCKED: u32 = 6;
const SQLITE_READONLY: u32 = 8;
const SQLITE_IOERR: u32 = 10;
const SQLITE_FULL: u32 = 13;
const SQLITE_CANTOPEN: u32 = 14;

/// SQLite's primary result code: the low byte of the extended one.
fn sqlite_code(error: &dyn DatabaseError) -> Option<u32> {
    error.try_downcast_ref::<SqliteError>()?;
    let code: u32 = error.code()?.parse().ok()?;
    Some(code & 0xff)
}
