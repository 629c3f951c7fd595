//! The two databases, and everything in which they differ.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyPool, ConnectOptions, Executor};

use super::group::Group;
use super::{StoreError, Writers};

/// How long one waits for a connection before hearing that the database is not to be had.
const PATIENCE: Duration = Duration::from_secs(5);
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

/// Which database, and where.
#[derive(Clone, Debug)]
pub enum Engine {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

/// Why an address is not that of a database.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("write \"sqlite:FILE\" or \"postgres://USER@HOST/DATABASE\"")]
    Unknown,
    #[error("an address like \"postgres://USER@HOST/DATABASE\" is needed here")]
    NotAnAddress(#[source] sqlx::Error),
}

impl FromStr for Engine {
    type Err = EngineError;

    fn from_str(address: &str) -> Result<Self, Self::Err> {
        if let Some(file) = address.strip_prefix("sqlite:") {
            Ok(Self::Sqlite(PathBuf::from(file)))
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let options = address.parse().map_err(EngineError::NotAnAddress)?;
            Ok(Self::Postgres(Box::new(options)))
        } else {
            Err(EngineError::Unknown)
        }
    }
}

/// For people: never the password.
impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "the database {}", file.display()),
            Self::Postgres(options) => write!(
                f,
                "the database {} on {}",
                options.get_database().unwrap_or(options.get_username()),
                options.get_host()
            ),
        }
    }
}

impl Engine {
    /// Readers and writers.
    pub(super) async fn connect(&self) -> Result<(AnyPool, Writers), StoreError> {
        sqlx::any::install_default_drivers();
        let pool = AnyPoolOptions::new().acquire_timeout(PATIENCE);
        match self {
            Self::Sqlite(file) => {
                let address = sqlite(file)?;
                // The writer comes first: it may have to make the file.
                let group = Group::connect(pool.clone(), address.clone(), WRITER).await?;
                let readers = pool
                    .max_connections(READERS)
                    .test_before_acquire(false)
                    .after_connect(|connection, _| {
                        Box::pin(async move { connection.execute(READER).await.map(drop) })
                    })
                    .connect_with(address)
                    .await?;
                Ok((readers, Writers::Group(Arc::new(group))))
            }
            Self::Postgres(options) => {
                let pool = pool
                    .max_connections(POSTGRES_CONNECTIONS)
                    .after_connect(|connection, _| {
                        Box::pin(async move {
                            // Not every engine knows it, and none needs it to be right.
                            let _ = connection.execute(BY_INDEX).await;
                            Ok(())
                        })
                    })
                    .connect_with(quiet(options.to_url_lossy().as_str())?)
                    .await?;
                Ok((pool.clone(), Writers::Pool(pool)))
            }
        }
    }

    pub(super) fn migrator(&self) -> &'static Migrator {
        static SQLITE: LazyLock<Migrator> =
            LazyLock::new(|| without_lock(sqlx::migrate!("migrations/sqlite")));
        static POSTGRES: LazyLock<Migrator> =
            LazyLock::new(|| without_lock(sqlx::migrate!("migrations/postgres")));
        match self {
            Self::Sqlite(_) => &SQLITE,
            Self::Postgres(_) => &POSTGRES,
        }
    }

    /// The names of our tables, in the order in which they were made.
    pub(super) fn tables(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => {
                "SELECT name FROM sqlite_schema WHERE type = 'table'
                 AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations' ORDER BY rowid"
            }
            Self::Postgres(_) => {
                "SELECT CAST(relname AS TEXT) FROM pg_class WHERE relkind = 'r'
                 AND relnamespace = CAST(current_schema() AS REGNAMESPACE)
                 AND relname <> '_sqlx_migrations' ORDER BY oid"
            }
        }
    }

    pub(super) fn begin_reading(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "BEGIN",
            Self::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        }
    }
}

/// Not every engine that speaks PostgreSQL's language has its lock.
fn without_lock(mut migrator: Migrator) -> Migrator {
    migrator.set_locking(false);
    migrator
}

/// A transaction that has read a table from end to end conflicts with everybody who writes to it, and a
/// small table is read so although only one row was asked for.
const BY_INDEX: &str = "SET enable_seqscan = off";

const WRITER: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000";
const READER: &str = "PRAGMA query_only = ON; PRAGMA busy_timeout = 5000";

fn sqlite(file: &Path) -> Result<AnyConnectOptions, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    quiet(options.to_url_lossy().as_str())
}

/// Statements are not logged: what is in them may be about a person.
fn quiet(address: &str) -> Result<AnyConnectOptions, sqlx::Error> {
    Ok(AnyConnectOptions::from_str(address)?.disable_statement_logging())
}
