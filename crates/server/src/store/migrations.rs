//! Bringing the tables up to date: forwards only, when the server starts.

use sqlx::migrate::{Migrate, MigrateError, Migrator};
use sqlx::{AnyConnection, AnyPool};

use super::StoreError;

/// How often to look again, besides once for each migration: another server of the same database may be first
/// at every one of them.
const ATTEMPTS: usize = 5;

/// Why the tables are not those of this program.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    #[error("{0} migrations are missing: run `indgang migrate`, or start the server")]
    Behind(usize),
    #[error("the database has been migrated by a newer indgang: start that one")]
    Ahead,
    #[error("migration {0} was changed after it had been run: restore it as it was")]
    Changed(i64),
    #[error("the tables could not be brought up to date")]
    Failed(#[source] MigrateError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<MigrateError> for MigrationError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(_) => Self::Ahead,
            MigrateError::VersionMismatch(version) => Self::Changed(version),
            MigrateError::Execute(error) => Self::Store(error.into()),
            other => Self::Failed(other),
        }
    }
}

/// Each migration is a transaction together with its line in the list, whose key lets only one of
/// several servers through; the others look again and find it done.
pub async fn run(migrator: &Migrator, pool: &AnyPool) -> Result<(), MigrationError> {
    let most = migrator.iter().count() + ATTEMPTS;
    let mut attempt = 1;
    loop {
        match migrator.run(pool).await {
            Err(MigrateError::Execute(_) | MigrateError::ExecuteMigration(..))
                if attempt < most =>
            {
                attempt += 1;
            }
            done => return Ok(done?),
        }
    }
}

/// Changes nothing.
pub async fn check(
    migrator: &Migrator,
    connection: &mut AnyConnection,
) -> Result<(), MigrationError> {
    let done = match connection
        .list_applied_migrations(&migrator.table_name)
        .await
    {
        Ok(done) => done,
        Err(error) => match MigrationError::from(error) {
            // There is no list yet.
            MigrationError::Store(StoreError::Refused(_)) => Vec::new(),
            error => return Err(error),
        },
    };
    if done
        .iter()
        .any(|done| !migrator.version_exists(done.version))
    {
        return Err(MigrationError::Ahead);
    }
    let mut missing = 0;
    for migration in migrator.iter() {
        match done.iter().find(|done| done.version == migration.version) {
            Some(done) if done.checksum == migration.checksum => {}
            Some(_) => return Err(MigrationError::Changed(migration.version)),
            None => missing += 1,
        }
    }
    match missing {
        0 => Ok(()),
        missing => Err(MigrationError::Behind(missing)),
    }
}
