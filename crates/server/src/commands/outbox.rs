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

#[tokio::main(flavor = "current_thread")]
pub async fn run(command: &OutboxCommand) -> anyhow::Result<ExitCode> {
    let (OutboxCommand::List { place }
    | OutboxCommand::Retry { place }
    | OutboxCommand::Trial { place, .. }) = command;
    let (config, _) = Config::find(place.config.clone())?;
    let store = open_store(&config, place).await?;
    store.check().await?;
    let mut transaction = store.write().await?;
    match command {
        OutboxCommand::List { .. } => {
            for waiting in outbox::list(&mut transaction).await? {
                writeln!(io::stdout(), "{}", line(&waiting))?;
            }
        }
        OutboxCommand::Retry { .. } => {
            let count = outbox::revive(&mut transaction, clock::now()).await?;
            println!("{count} messages will be tried again");
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
            outbox::add(&mut transaction, &message, clock::now()).await?;
            println!(
                "it waits in the outbox: a server that runs sends it, `indgang outbox list` says how it went"
            );
        }
    }
    transaction.commit().await?;
    Ok(ExitCode::SUCCESS)
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
