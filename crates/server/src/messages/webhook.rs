//! Calls to a system of the municipality's, which sends texts or Digital Post: CloudEvents 1.0 as
//! JSON, signed as <https://www.standardwebhooks.com> says.

use std::net::Ipv4Addr;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use serde::{Deserialize, Deserializer};
use serde_json::json;
use sha2::Sha256;

use super::Undelivered;
use crate::config::Config;

/// Where calls go.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    #[serde(deserialize_with = "url")]
    url: Url,
    #[serde(deserialize_with = "secret")]
    secret: Vec<u8>,
}

fn url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    let url = String::deserialize(deserializer)?;
    let url = url.parse().ok().filter(|url: &Url| match url.scheme() {
        "https" => true,
        "http" => url.host_str().is_some_and(is_this_machine),
        _ => false,
    });
    url.ok_or_else(|| {
        serde::de::Error::custom(
            "an address that starts with https:// is needed here, or with http:// for this machine itself",
        )
    })
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host.parse().is_ok_and(|ip: Ipv4Addr| ip.is_loopback())
        || host == "[::1]"
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let secret = text
        .strip_prefix("whsec_")
        .and_then(|text| BASE64_STANDARD.decode(text).ok());
    secret.filter(|secret| secret.len() >= 24).ok_or_else(|| {
        serde::de::Error::custom(
            "\"whsec_\" and at least 24 random bytes in base64 are needed here (`openssl rand -base64 32`)",
        )
    })
}

/// Where the JSON Schema of a matter stands.
const SCHEMA: &str = "/api/v1/openapi.json#/components/schemas/Matter";

/// Calls.
pub struct Caller {
    webhook: Webhook,
    source: String,
    client: Client,
}

impl Caller {
    pub fn new(webhook: &Webhook, config: &Config) -> Self {
        // What a citizen has sent goes to the address that was written down, and nowhere else.
        let client = Client::builder().redirect(Policy::none()).build();
        let client = client.unwrap_or_else(|_| unreachable!("a client without a redirect is one"));
        Self {
            webhook: webhook.clone(),
            source: config.server.address().to_owned(),
            client,
        }
    }

    /// What has happened, to whom, and a document about it where one may be given.
    pub async fn call(
        &self,
        id: &str,
        (kind, person, document): (&str, &str, Option<&str>),
        now: i64,
    ) -> Result<(), Undelivered> {
        let time = Timestamp::from_millisecond(now).unwrap_or_default();
        let mut event = json!({
            "specversion": "1.0",
            "id": id,
            "source": self.source,
            "type": format!("dk.indgang.{kind}"),
            "subject": person,
            "time": time.to_string(),
        });
        if let Some(document) = document {
            event["datacontenttype"] = "application/json".into();
            event["dataschema"] = format!("{}{SCHEMA}", self.source).into();
            event["data"] = serde_json::from_str(document).unwrap_or_default();
        }
        let event = event.to_string();
        let seconds = time.as_second();
        let call = self
            .client
            .post(self.webhook.url.clone())
            .header("content-type", "application/cloudevents+json")
            .header("webhook-id", id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", self.signature(id, seconds, &event))
            .body(event);
        match call.send().await {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => Err(Undelivered::WebhookAnswered(answer.status().as_u16())),
            Err(_) => Err(Undelivered::WebhookUnreachable),
        }
    }

    fn signature(&self, id: &str, seconds: i64, event: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.webhook.secret)
            .unwrap_or_else(|_| unreachable!("HMAC takes keys of every length"));
        mac.update(format!("{id}.{seconds}.{event}").as_bytes());
        format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
    }
}
