//! `indgang outbox`.

use std::io::{self, Write};
use std::process::ExitCode;

use jiff::Timestamp;

use crate::cli::OutboxCommand;
use crate::clock;
use crate::commands::open_store;
use crate::config::Config;
use crate::messages::Text;
use crate::store::outbox::{self, Message, Waiting};
use crate::store::{Store, StoreError};

#[tokio::main(flavor = "current_thread")]
pub async fn run(command: &OutboxCommand) -> anyhow::Result<ExitCode> {
    let (OutboxCommand::List { place }
    | OutboxCommand::Retry { place }
    | OutboxCommand::Trial { place, .. }) = command;
    let (config, _) = Config::find(place.config.clone())?;
    let store = open_store(&config, place).await?;
    store.check().await?;
    let said = match command {
        // Read to its end first: whoever pages through the list must not keep the store open.
        OutboxCommand::List { .. } => list(&store).await?,
        OutboxCommand::Retry { .. } => {
            let count = retry(&store).await?;
            vec![format!("{count} messages will be tried again")]
        }
        OutboxCommand::Trial { to, language, .. } => {
            let text = Text::Trial;
            let message = match to.clone() {
                Some(to) => Message::Mail {
                    to,
                    text,
                    language: *language,
                },
                None => Message::Webhook {
                    person: "nobody".to_owned(),
                    text,
                },
            };
            let mut transaction = store.write().await?;
            outbox::add(&mut transaction, &message, clock::now()).await?;
            transaction.commit().await?;
            vec![
                "it waits in the outbox: a server that runs sends it, `indgang outbox list` says how it went"
                    .to_owned(),
            ]
        }
    };
    let mut stdout = io::stdout();
    for line in said {
        writeln!(stdout, "{line}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What has not arrived, a line for each message.
pub async fn list(store: &Store) -> Result<Vec<String>, StoreError> {
    let waiting = outbox::list(&mut store.read().await?).await?;
    Ok(waiting.iter().map(line).collect())
}

/// Has everything tried again that was given up, and says how much that is.
pub async fn retry(store: &Store) -> Result<u64, StoreError> {
    let mut transaction = store.write().await?;
    let count = outbox::revive(&mut transaction, clock::now()).await?;
    transaction.commit().await?;
    Ok(count)
}

fn line(waiting: &Waiting) -> String {
    let time = |time| {
        Timestamp::from_millisecond(time)
            .unwrap_or_default()
            .to_string()
    };
    let next = match waiting.due_at {
        Some(due_at) => format!("next {}", time(due_at)),
        None => "given up".to_owned(),
    };
    format!(
        "{}  since {}  {} attempts  {next}  {}",
        waiting.id,
        time(waiting.created_at),
        waiting.attempts,
        waiting.failure.as_deref().unwrap_or("")
    )
}
