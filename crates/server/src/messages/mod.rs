//! What we tell people outside the app: that there is something to read, never what it is. A message
//! travels over networks and lies in inboxes that are not ours.

mod mail;
mod text;
mod webhook;

use std::time::Duration;

use crate::config::Config;
use crate::store::outbox::{Due, Message};

pub use mail::{Mail, Mailer};
pub use text::{Language, Text};
pub use webhook::{Caller, Webhook};

/// How long one attempt may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The ways out that are configured.
pub struct Ways {
    mailer: Option<Mailer>,
    caller: Option<Caller>,
    case_system: Option<Caller>,
}

/// Why a message has not gone out, in words that are kept and logged: nothing about whom or what.
#[derive(Debug, thiserror::Error)]
pub enum Undelivered {
    #[error("there is no [mail] in the configuration")]
    NoMail,
    #[error("there is no [webhook] in the configuration")]
    NoWebhook,
    #[error("there is no [case_system] in the configuration")]
    NoCaseSystem,
    #[error("the address is not one that mail can be sent to")]
    Address,
    #[error("the mail server answered {0}")]
    Refused(u16),
    #[error("the mail server cannot be reached")]
    MailUnreachable,
    #[error("the webhook answered {0}")]
    WebhookAnswered(u16),
    #[error("the webhook cannot be reached")]
    WebhookUnreachable,
    #[error("it took too long")]
    TooSlow,
}

impl Ways {
    pub fn new(config: &Config) -> Self {
        Self {
            mailer: config.mail.as_ref().map(|mail| Mailer::new(mail, config)),
            caller: config
                .webhook
                .as_ref()
                .map(|webhook| Caller::new(webhook, config)),
            case_system: config
                .case_system
                .as_ref()
                .map(|system| Caller::new(system, config)),
        }
    }

    /// One attempt. Done again, it reaches people as the same message.
    pub async fn send(&self, due: &Due, now: i64) -> Result<(), Undelivered> {
        let sending = async {
            match &due.message {
                Message::Mail { to, text, language } => {
                    let mailer = self.mailer.as_ref().ok_or(Undelivered::NoMail)?;
                    mailer.send(&due.id, to, *text, *language).await
                }
                Message::Webhook { person, text } => {
                    let caller = self.caller.as_ref().ok_or(Undelivered::NoWebhook)?;
                    let kind = text.kind();
                    caller.call(&due.id, (kind, person, None), now).await
                }
                Message::CaseSystem {
                    person,
                    what,
                    document,
                } => {
                    let caller = self.case_system.as_ref();
                    let caller = caller.ok_or(Undelivered::NoCaseSystem)?;
                    let kind = format!("matter.{what}");
                    let event = (kind.as_str(), person.as_str(), Some(document.as_str()));
                    caller.call(&due.id, event, now).await
                }
            }
        };
        tokio::time::timeout(PATIENCE, sending)
            .await
            .unwrap_or(Err(Undelivered::TooSlow))
    }
}
