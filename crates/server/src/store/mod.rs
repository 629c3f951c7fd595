//! What is kept: SQLite in a file, or PostgreSQL. One module per noun; the tables are in
//! `migrations/`.
//!
//! A query is written once, for both: `$1` for parameters; `TEXT`, `BIGINT` and bytes for values;
//! times are milliseconds since 1970. Transactions that write run one after the other (SQLite) or as
//! if they did (PostgreSQL, `SERIALIZABLE`), so a module may look, decide and write without locks.

#[cfg(test)]
#[macro_use]
pub mod testing;

pub mod backup;
mod bell;
pub mod consent;
pub mod contact;
pub mod device;
pub mod drafts;
mod engine;
mod error;
pub mod events;
mod group;
pub mod idempotency;
pub mod invitation;
pub mod look;
pub mod mail_address;
pub mod matters;
pub mod meetings;
mod migrations;
pub mod online;
pub mod opinions;
pub mod outbox;
pub mod person;
pub mod plan;
pub mod progress;
pub mod pulse;
pub mod reception;
pub mod relation;
pub mod retention;
pub mod sealed;
pub mod session;
pub mod share;
pub mod uploads;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use sqlx::{Any, AnyConnection, AnyPool};

use crate::keys::Keys;
use bell::Bell;
use group::{Group, Member};

pub use bell::Heard;
pub use engine::Engine;
pub use error::StoreError;
pub use migrations::MigrationError;

const SERIALIZABLE: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE";

/// What is read and written together: all of it or nothing. Dropped, it leaves no trace.
///
/// What it has read may be another's that is not on the disk yet: before one tells somebody that
/// something is kept, one commits, also when one has written nothing.
///
/// It may fail with [`StoreError::Contended`] when others came in between: nothing is wrong then, and
/// the same work done again from its start will see what they did.
#[must_use = "a transaction that is not committed is nothing"]
pub struct Transaction {
    inner: Inner,
    keys: Keys,
    bell: Bell,
    /// Who has something to hear when this is committed.
    told: Vec<String>,
}

enum Inner {
    Alone(sqlx::Transaction<'static, Any>),
    Member(Member),
}

impl Transaction {
    /// When this returns `Ok`, what was written survives a crash.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self.inner {
            Inner::Alone(transaction) => transaction.commit().await?,
            Inner::Member(member) => member.commit().await?,
        }
        self.told
            .into_iter()
            .for_each(|audience| self.bell.ring(audience));
        Ok(())
    }

    /// Wakes an audience when this is committed.
    pub fn ring(&mut self, audience: String) {
        self.told.push(audience);
    }

    /// What seals and opens the columns that are kept sealed.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }
}

impl Deref for Transaction {
    type Target = AnyConnection;

    fn deref(&self) -> &Self::Target {
        match &self.inner {
            Inner::Alone(transaction) => transaction,
            Inner::Member(member) => &member.connection,
        }
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match &mut self.inner {
            Inner::Alone(transaction) => transaction,
            Inner::Member(member) => &mut member.connection,
        }
    }
}

/// The database. Cloning it gives another handle to the same one.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    keys: Keys,
    /// Never write: SQLite's refuse to.
    readers: AnyPool,
    writers: Writers,
    bell: Bell,
}

#[derive(Clone)]
enum Writers {
    /// SQLite's: one connection, in whose queue everybody waits.
    Group(Arc<Group>),
    /// PostgreSQL's, which are its readers.
    Pool(AnyPool),
}

impl Writers {
    fn pool(&self) -> &AnyPool {
        match self {
            Self::Group(group) => group.pool(),
            Self::Pool(pool) => pool,
        }
    }
}

/// How long to wait after an attempt (the first is 1) that lost against another transaction: longer every
/// time, and never quite as long as the others, for those who met once shall not meet again. `None`: it was
/// tried often enough.
pub fn pause_after(attempt: u32) -> Option<Duration> {
    const ATTEMPTS: u32 = 16;
    const FIRST: Duration = Duration::from_millis(2);
    const LONGEST: Duration = Duration::from_millis(250);
    let pause = (FIRST * 2u32.pow(attempt - 1)).min(LONGEST);
    (attempt < ATTEMPTS).then(|| pause.mul_f64(1.0 - 0.5 * rand::random::<f64>()))
}

/// Tries until it has not lost against another transaction: where the request is not done again from its
/// start (`http/again.rs`), because it only reads or because it cannot be done twice.
pub async fn persistently<T, F: Future<Output = Result<T, StoreError>>>(
    mut attempt: impl FnMut() -> F,
) -> Result<T, StoreError> {
    let mut number = 1;
    loop {
        match (attempt().await, pause_after(number)) {
            (Err(StoreError::Contended(_)), Some(pause)) => tokio::time::sleep(pause).await,
            (done, _) => return done,
        }
        number += 1;
    }
}

impl Store {
    /// Connects. The tables may be missing or old: see [`Store::migrate`].
    pub async fn open(engine: &Engine, keys: Keys) -> Result<Self, StoreError> {
        let (readers, writers) = engine.connect().await?;
        Ok(Self {
            engine: engine.clone(),
            keys,
            bell: Bell::new(match &writers {
                Writers::Group(_) => None,
                Writers::Pool(pool) => Some(pool.clone()),
            }),
            readers,
            writers,
        })
    }

    /// Brings the tables up to date.
    pub async fn migrate(&self) -> Result<(), MigrationError> {
        migrations::run(self.engine.migrator(), self.writers.pool()).await
    }

    /// Whether the database can be reached and its tables are those of this program.
    pub async fn check(&self) -> Result<(), MigrationError> {
        migrations::check(self.engine.migrator(), &mut *self.read().await?).await
    }

    /// A transaction that sees the database as it is now, whatever others write meanwhile.
    pub async fn read(&self) -> Result<Transaction, StoreError> {
        let begin = self.engine.begin_reading();
        Ok(self.transaction(Inner::Alone(self.readers.begin_with(begin).await?)))
    }

    /// A transaction that may write.
    pub async fn write(&self) -> Result<Transaction, StoreError> {
        let inner = match &self.writers {
            Writers::Group(group) => Inner::Member(group.enter().await?),
            Writers::Pool(pool) => Inner::Alone(pool.begin_with(SERIALIZABLE).await?),
        };
        Ok(self.transaction(inner))
    }

    fn transaction(&self, inner: Inner) -> Transaction {
        Transaction {
            inner,
            keys: self.keys.clone(),
            bell: self.bell.clone(),
            told: Vec::new(),
        }
    }

    /// Hears of events from now on.
    pub fn listen(&self) -> Heard {
        self.bell.listen()
    }

    /// Hears also of what other servers do, for as long as the program runs.
    pub async fn hear_others(self) {
        if let Engine::Postgres(options) = self.engine {
            self.bell.relay(*options).await;
        }
    }

    /// Waits until nothing is under way any more. Dropping a store does not.
    pub async fn close(&self) {
        self.writers.pool().close().await;
        self.readers.close().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn waiting_room(store: &Store) {
        run(
            store,
            "CREATE TABLE visit (person TEXT NOT NULL PRIMARY KEY)",
        )
        .await;
    }

    async fn run(store: &Store, statement: &'static str) {
        let mut transaction = store.write().await.unwrap();
        sqlx::query(statement)
            .execute(&mut *transaction)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    }

    async fn count(connection: &mut AnyConnection) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar("SELECT COUNT(*) FROM visit");
        Ok(count.fetch_one(connection).await?)
    }

    async fn visit(connection: &mut AnyConnection, person: &str) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO visit (person) VALUES ($1)")
            .bind(person)
            .execute(connection)
            .await?;
        Ok(())
    }

    /// Takes the only seat if it is free.
    async fn take_the_seat(store: &Store, person: &str) -> Result<bool, StoreError> {
        let mut transaction = store.write().await?;
        let free = count(&mut transaction).await? == 0;
        if free {
            visit(&mut transaction, person).await?;
        }
        transaction.commit().await?;
        Ok(free)
    }

    on_both! {
        async fn what_is_committed_is_read_and_what_is_dropped_leaves_no_trace(store: Store) {
            waiting_room(&store).await;
            let mut kept = store.write().await.unwrap();
            visit(&mut kept, "Mette").await.unwrap();
            kept.commit().await.unwrap();
            let mut dropped = store.write().await.unwrap();
            visit(&mut dropped, "Bent").await.unwrap();
            drop(dropped);
            assert_eq!(count(&mut store.read().await.unwrap()).await.unwrap(), 1);
        }

        async fn of_many_who_want_the_last_seat_one_gets_it(store: Store) {
            waiting_room(&store).await;
            let people = (0..20).map(|person: u32| {
                let store = store.clone();
                tokio::spawn(async move {
                    loop {
                        match take_the_seat(&store, &person.to_string()).await {
                            Err(StoreError::Contended(_)) => {}
                            done => return done.unwrap(),
                        }
                    }
                })
            });
            let mut seated = 0;
            for person in people.collect::<Vec<_>>() {
                seated += usize::from(person.await.unwrap());
            }
            assert_eq!(seated, 1);
            assert_eq!(count(&mut store.read().await.unwrap()).await.unwrap(), 1);
        }

        async fn a_reader_sees_one_moment_and_cannot_write(store: Store) {
            waiting_room(&store).await;
            let mut reader = store.read().await.unwrap();
            assert_eq!(count(&mut reader).await.unwrap(), 0);
            assert!(take_the_seat(&store, "Mette").await.unwrap());
            assert_eq!(count(&mut reader).await.unwrap(), 0);
            assert!(visit(&mut reader, "Bent").await.is_err());
        }

        async fn tables_that_are_up_to_date_stay_as_they_are(store: Store) {
            store.check().await.unwrap();
            store.migrate().await.unwrap();
            store.check().await.unwrap();
        }

        async fn a_database_that_is_not_ours_yet_is_behind(store: Store) {
            run(&store, "DROP TABLE _sqlx_migrations").await;
            assert!(matches!(store.check().await, Err(MigrationError::Behind(1..))));
        }

        async fn the_tables_of_a_newer_program_are_left_alone(store: Store) {
            run(&store, "UPDATE _sqlx_migrations SET version = version + 9000").await;
            assert!(matches!(store.check().await, Err(MigrationError::Ahead)));
            assert!(matches!(store.migrate().await, Err(MigrationError::Ahead)));
        }
    }

    #[tokio::test]
    async fn several_servers_migrate_the_same_database_at_once() {
        let engine: Engine = testing::postgres::new_database().parse().unwrap();
        let servers = (0..4).map(|_| {
            let engine = engine.clone();
            tokio::spawn(async move {
                Store::open(&engine, testing::keys())
                    .await
                    .unwrap()
                    .migrate()
                    .await
            })
        });
        for server in servers.collect::<Vec<_>>() {
            server.await.unwrap().unwrap();
        }
    }

    #[test]
    fn an_address_is_that_of_a_database_or_says_what_one_looks_like() {
        for address in ["mysql://lysby", "indgang.sqlite", "postgres://[", ""] {
            let refusal = address.parse::<Engine>().unwrap_err().to_string();
            assert!(
                refusal.contains("postgres://USER@HOST/DATABASE"),
                "{refusal}"
            );
        }
    }
}
