//! `[identity]` of `indgang.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use openidconnect::IssuerUrl;
use serde::Deserialize;

use super::role::Role;

/// Where people sign in and what the provider's claims mean.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The provider: its discovery document is at `/.well-known/openid-configuration` below it.
    pub issuer: IssuerUrl,
    /// What people's pseudonyms belong to: the issuer, unless the provider has moved since.
    pub realm: Option<String>,
    pub client_id: String,
    /// Holds the client's secret; `INDGANG_CLIENT_SECRET` goes before it.
    pub client_secret_file: Option<PathBuf>,
    /// The level of assurance that is asked for and must come back.
    pub acr: Option<String>,
    /// Scopes besides `openid`.
    #[serde(default = "profile")]
    pub scopes: Vec<String>,
    #[serde(default)]
    pub claims: Claims,
    /// What the provider's roles are called here.
    #[serde(default)]
    pub roles: BTreeMap<String, Role>,
    /// Minutes without a request after which one must sign in again.
    #[serde(default = "half_an_hour")]
    pub idle_minutes: u16,
    /// Hours after which one must sign in again in any case.
    #[serde(default = "a_working_day")]
    pub session_hours: u16,
}

/// The names of the provider's claims.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Claims {
    pub cpr: String,
    pub roles: String,
    pub unit: String,
}

impl Default for Claims {
    fn default() -> Self {
        Self {
            cpr: "cpr".to_owned(),
            roles: "roles".to_owned(),
            unit: "unit".to_owned(),
        }
    }
}

fn profile() -> Vec<String> {
    vec!["profile".to_owned()]
}

pub fn half_an_hour() -> u16 {
    30
}

pub fn a_working_day() -> u16 {
    8
}
