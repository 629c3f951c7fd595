//! Who is asking, and what they may do: people sign in through the municipality's OpenID Connect
//! provider. The session stays on the server; the browser has a cookie with an id that says nothing.

pub mod access;
pub mod demo;
mod limits;
pub mod provider;
pub mod role;
mod settings;
pub mod visitor;

pub use limits::Limits;
pub use settings::Settings;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use demo::{Demo, DemoError};
use indgang_api::session::CALLBACK;
use openidconnect::{ClientSecret, PostLogoutRedirectUrl, RedirectUrl};
use provider::Provider;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::config::Config;
use crate::store::session::Sessions;

/// Goes before the file that the configuration names.
const SECRET: &str = "INDGANG_CLIENT_SECRET";

/// Why nobody can be let in.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    #[error("cannot read the client's secret in {file}")]
    Secret { file: PathBuf, source: io::Error },
    #[error(
        "people would sign in over plain http, where others can read along: set `base_url` to the \
         https address that your proxy answers, or listen on 127.0.0.1"
    )]
    NotHttps,
    #[error("the provider's address (`issuer`) must begin with https://")]
    ProviderNotHttps,
    #[error("the address people type cannot be one to come back to")]
    Address(#[from] openidconnect::url::ParseError),
    #[error("no HTTPS client to ask the provider with can be made")]
    Client(#[from] reqwest::Error),
    #[error(transparent)]
    Demo(#[from] DemoError),
}

/// How people sign in here.
pub struct Identity {
    /// None where the municipality has configured none.
    pub provider: Option<Provider>,
    /// Where people reach us: `https://indgang.lysby.example`.
    pub origin: String,
    pub idle_minutes: u16,
    pub session_hours: u16,
}

impl Identity {
    /// As the configuration says, for a server that listens on an address.
    pub fn configured(config: &Config, listen: SocketAddr) -> Result<Self, IdentityError> {
        let origin = match config.server.origin() {
            Some(origin) => origin.to_owned(),
            None => format!("http://{listen}"),
        };
        let Some(settings) = config.identity.clone() else {
            return Ok(Self {
                provider: None,
                origin,
                idle_minutes: settings::half_an_hour(),
                session_hours: settings::a_working_day(),
            });
        };
        if !origin.starts_with("https://") && !listen.ip().is_loopback() {
            return Err(IdentityError::NotHttps);
        }
        if origin.starts_with("https://") && settings.issuer.url().scheme() != "https" {
            return Err(IdentityError::ProviderNotHttps);
        }
        let secret = match (std::env::var(SECRET), &settings.client_secret_file) {
            (Ok(secret), _) => Some(secret),
            (Err(_), Some(file)) => Some(std::fs::read_to_string(file).map_err(|source| {
                let file = file.clone();
                IdentityError::Secret { file, source }
            })?),
            (Err(_), None) => None,
        };
        let secret = secret.map(|secret| ClientSecret::new(secret.trim().to_owned()));
        Self::with(settings, secret, origin)
    }

    /// With the made-up people of the demo provider, which is part of this server.
    pub fn demo(config: &Config, listen: SocketAddr) -> Result<(Self, Demo), IdentityError> {
        let origin = format!("http://{listen}");
        let redirect = format!("{origin}{CALLBACK}");
        let demo = Demo::new(listen, &redirect, config.server.origin().is_some())?;
        let identity = Self::with(demo.settings()?, Some(demo.secret()), origin)?;
        Ok((identity, demo))
    }

    fn with(
        settings: Settings,
        secret: Option<ClientSecret>,
        origin: String,
    ) -> Result<Self, IdentityError> {
        let redirect = RedirectUrl::new(format!("{origin}{CALLBACK}"))?;
        let home = PostLogoutRedirectUrl::new(format!("{origin}/"))?;
        let (idle_minutes, session_hours) = (settings.idle_minutes, settings.session_hours);
        Ok(Self {
            provider: Some(Provider::new(settings, secret, redirect, home)?),
            origin,
            idle_minutes,
            session_hours,
        })
    }

    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// The cookie. `__Host-` makes browsers hold us to it: secure, for this host, for no subdomain. On
    /// this machine's own http not every browser keeps such a cookie (Safari does not), so there it has
    /// another name.
    pub fn cookie(&self, sessions: Sessions) -> SessionManagerLayer<Sessions> {
        let name = if self.is_https() {
            "__Host-indgang"
        } else {
            "indgang"
        };
        SessionManagerLayer::new(sessions)
            .with_name(name)
            .with_secure(self.is_https())
            .with_http_only(true)
            // Not strict: coming back from the provider is a navigation from another site.
            .with_same_site(SameSite::Lax)
            .with_path("/")
            .with_expiry(Expiry::OnInactivity(Duration::minutes(
                self.idle_minutes.into(),
            )))
    }
}
