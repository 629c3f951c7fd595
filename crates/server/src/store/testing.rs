//! A database for a test: the same tests run on both.

use tempfile::TempDir;

use super::{Engine, Store};
use crate::keys::Keys;

#[path = "../../tests/support/postgres.rs"]
pub mod postgres;

/// An empty, migrated database, and the folder it lies in.
pub async fn sqlite() -> (Store, Option<TempDir>) {
    let folder = tempfile::tempdir().unwrap();
    let store = migrated(Engine::Sqlite(folder.path().join("indgang.sqlite"))).await;
    (store, Some(folder))
}

/// An empty, migrated database in the tests' own cluster.
pub async fn postgres() -> (Store, Option<TempDir>) {
    (
        migrated(postgres::new_database().parse().unwrap()).await,
        None,
    )
}

/// A key ring of its own.
pub fn keys() -> Keys {
    Keys::find(tempfile::tempdir().unwrap().path()).unwrap()
}

async fn migrated(engine: Engine) -> Store {
    let store = Store::open(&engine, keys()).await.unwrap();
    store.migrate().await.unwrap();
    store
}

/// Makes each `async fn name(store: Store)` a test on SQLite and a test on PostgreSQL.
macro_rules! on_both {
    ($(async fn $name:ident($store:ident: Store) $body:block)+) => {
        $(async fn $name($store: $crate::store::Store) $body)+
        on_both!(@ sqlite $($name)+);
        on_both!(@ postgres $($name)+);
    };
    (@ $engine:ident $($name:ident)+) => {
        mod $engine {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    let (store, _folder) = $crate::store::testing::$engine().await;
                    super::$name(store).await;
                }
            )+
        }
    };
}

pub(crate) use on_both;
