//! Who waits for something to change is woken: at once by this server, and by PostgreSQL's `NOTIFY`
//! when another server changed it. A missed bell is no loss: listeners also look from time to time.

use std::time::Duration;

use sqlx::AnyPool;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::sync::broadcast::{self, error::RecvError};

const CHANNEL: &str = "indgang_event";
/// Before listening to PostgreSQL again.
const PAUSE: Duration = Duration::from_secs(5);

/// Rings for an audience.
#[derive(Clone)]
pub struct Bell {
    here: broadcast::Sender<String>,
    elsewhere: Option<AnyPool>,
}

/// Hears the bell.
pub struct Heard(broadcast::Receiver<String>);

impl Bell {
    pub fn new(elsewhere: Option<AnyPool>) -> Self {
        let here = broadcast::Sender::new(256);
        Self { here, elsewhere }
    }

    pub fn listen(&self) -> Heard {
        Heard(self.here.subscribe())
    }

    /// Tells this server at once, and the others as soon as can be.
    pub fn ring(&self, audience: String) {
        if let Some(pool) = self.elsewhere.clone() {
            let audience = audience.clone();
            tokio::spawn(async move {
                // Not in the transaction: an engine without it would refuse everything.
                let _ = sqlx::query("SELECT pg_notify($1, $2)")
                    .bind(CHANNEL)
                    .bind(audience)
                    .execute(&pool)
                    .await;
            });
        }
        // Nobody may be listening.
        let _ = self.here.send(audience);
    }

    /// Passes on what other servers ring, for as long as the program runs.
    pub async fn relay(self, options: PgConnectOptions) {
        loop {
            // An engine that cannot, or is away: listeners still look from time to time.
            let _: Result<(), sqlx::Error> = self.hear(&options).await;
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn hear(&self, options: &PgConnectOptions) -> Result<(), sqlx::Error> {
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.listen(CHANNEL).await?;
        loop {
            let rung = listener.recv().await?;
            let _ = self.here.send(rung.payload().to_owned());
        }
    }
}

impl Heard {
    /// Waits until the bell rings for an audience, or may have.
    pub async fn of(&mut self, audience: &str) {
        loop {
            match self.0.recv().await {
                Ok(rung) if rung == audience => return,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return,
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}
