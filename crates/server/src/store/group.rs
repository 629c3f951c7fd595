//! SQLite's one writer. A commit waits for the disk, and while it does, others queue: so those who have
//! written one after the other wait for one commit together. Each is a savepoint that is released or
//! taken back by itself, inside one transaction of the whole group.
//!
//! Nobody is told that it is kept before the group's commit has reached the disk. What one reads here
//! may be another's that has not: also who only looks commits before telling anybody what was there.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::any::AnyConnectOptions;
use sqlx::pool::{PoolConnection, PoolOptions};
use sqlx::{Any, AnyPool, Executor};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::StoreError;

const BEGIN: &str = "BEGIN IMMEDIATE";
const ENTER: &str = "SAVEPOINT member";
const KEEP: &str = "RELEASE member";
const TAKE_BACK: &str = "ROLLBACK TO member; RELEASE member";
const COMMIT: &str = "COMMIT";

/// The writer, and who waits for it.
pub struct Group {
    /// One connection: its queue is what puts writers in a row.
    pool: AnyPool,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Whether the connection is in a transaction of the group.
    open: bool,
    /// Whether the last one went without keeping what it wrote, and nobody has taken it back yet.
    abandoned: bool,
    /// Whether a commit is in the queue already.
    coming: bool,
    /// Who has written in it and waits for its commit.
    waiting: Vec<oneshot::Sender<Result<(), StoreError>>>,
}

impl State {
    fn end(&mut self, how: impl Fn() -> Result<(), StoreError>) {
        self.open = false;
        self.abandoned = false;
        for member in mem::take(&mut self.waiting) {
            // Who has gone does not hear it.
            let _ = member.send(how());
        }
    }
}

impl Group {
    /// `setup` is said to a new connection.
    pub async fn connect(
        options: PoolOptions<Any>,
        address: AnyConnectOptions,
        setup: &'static str,
    ) -> Result<Self, StoreError> {
        let state = Arc::new(Mutex::new(State::default()));
        let of_new = Arc::clone(&state);
        let pool = options
            .max_connections(1)
            .max_lifetime(None)
            .idle_timeout(None)
            .test_before_acquire(false)
            .after_connect(move |connection, _| {
                // What was written on the one before it went with it.
                lock(&of_new).end(|| Err(lost()));
                Box::pin(async move { connection.execute(setup).await.map(drop) })
            })
            .connect_with(address)
            .await?;
        Ok(Self { pool, state })
    }

    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    pub async fn enter(self: &Arc<Self>) -> Result<Member, StoreError> {
        let mut connection = self.acquire().await?;
        // Said before it is done, as everything here: who is waited for may go in the middle.
        if !mem::replace(&mut lock(&self.state).open, true)
            && let Err(error) = connection.execute(BEGIN).await
        {
            lock(&self.state).open = false;
            return Err(error.into());
        }
        let mut member = Member {
            connection,
            group: Arc::clone(self),
            kept: false,
        };
        member.connection.execute(ENTER).await?;
        Ok(member)
    }

    /// The connection, without what somebody left behind.
    async fn acquire(&self) -> Result<PoolConnection<Any>, sqlx::Error> {
        loop {
            let mut connection = self.pool.acquire().await?;
            if !mem::take(&mut lock(&self.state).abandoned)
                || connection.execute(TAKE_BACK).await.is_ok()
            {
                return Ok(connection);
            }
            // SQLite took everything back by itself, as when the disk is full.
            self.lose(connection);
        }
    }

    fn lose(&self, connection: PoolConnection<Any>) {
        drop(connection.detach());
        lock(&self.state).end(|| Err(lost()));
    }

    /// Queues behind those who queue already, and then commits for all who have written until then.
    fn commit_soon(self: &Arc<Self>) {
        if mem::replace(&mut lock(&self.state).coming, true) {
            return;
        }
        // Without a runtime the program is ending, and with it the transaction.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(Arc::clone(self).commit());
        }
    }

    async fn commit(self: Arc<Self>) {
        let acquired = loop {
            match self.acquire().await {
                Err(sqlx::Error::PoolTimedOut) => {}
                acquired => break acquired,
            }
        };
        lock(&self.state).coming = false;
        let Ok(mut connection) = acquired else {
            return lock(&self.state).end(|| Err(lost()));
        };
        if !lock(&self.state).open {
            return;
        }
        match connection.execute(COMMIT).await {
            Ok(_) => lock(&self.state).end(|| Ok(())),
            Err(error) => {
                tracing::error!(%error, "nothing was kept");
                self.lose(connection);
            }
        }
    }
}

/// One who writes. Dropped, nothing of it is kept.
pub struct Member {
    pub connection: PoolConnection<Any>,
    group: Arc<Group>,
    kept: bool,
}

impl Member {
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.kept = true;
        if let Err(error) = self.connection.execute(KEEP).await {
            self.kept = false;
            return Err(error.into());
        }
        let (sender, committed) = oneshot::channel();
        lock(&self.group.state).waiting.push(sender);
        drop(self);
        committed.await.unwrap_or_else(|_| Err(lost()))
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        lock(&self.group.state).abandoned = !self.kept;
        self.group.commit_soon();
    }
}

fn lost() -> StoreError {
    StoreError::Unavailable(sqlx::Error::WorkerCrashed)
}

/// Nothing is left half done in there: who panics does not hold it.
fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
