//! Mail, by SMTP.

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::{Deserialize, Deserializer};

use super::{Language, Text, Undelivered};
use crate::config::Config;

/// How mail is sent.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    #[serde(rename = "server", deserialize_with = "transport")]
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// With user and password in it, so it is never shown.
fn transport<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, D::Error> {
    let address = String::deserialize(deserializer)?;
    let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&address);
    transport.map(|builder| builder.build()).map_err(|_| {
        serde::de::Error::custom(
            "an address like \"smtps://USER:PASSWORD@mail.lysby.example\" is needed here, \
             or \"smtp://localhost:25\" for a server on this machine",
        )
    })
}

/// Sends mail.
pub struct Mailer {
    mail: Mail,
    kommune: String,
    telefon: String,
    address: String,
}

impl Mailer {
    pub fn new(mail: &Mail, config: &Config) -> Self {
        Self {
            mail: mail.clone(),
            kommune: config.kommune.navn.clone(),
            telefon: config.kommune.telefon.to_string(),
            address: config.server.address().to_owned(),
        }
    }

    pub async fn send(
        &self,
        id: &str,
        to: &str,
        text: Text,
        language: Language,
    ) -> Result<(), Undelivered> {
        let words = text.words(language, &self.kommune, &self.telefon, &self.address);
        let domain = self.mail.from.email.domain();
        let message = Message::builder()
            .from(self.mail.from.clone())
            .to(to.parse().map_err(|_| Undelivered::Address)?)
            .subject(words.subject)
            .message_id(Some(format!("<{id}@{domain}>")))
            .header(ContentType::TEXT_PLAIN)
            .body(words.body)
            .map_err(|_| Undelivered::Address)?;
        match self.mail.transport.send(message).await {
            Ok(_) => Ok(()),
            // What the server says may name the person.
            Err(error) => Err(match error.status() {
                Some(code) => Undelivered::Refused(code.into()),
                None => Undelivered::MailUnreachable,
            }),
        }
    }
}
