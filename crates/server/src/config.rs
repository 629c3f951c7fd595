//! The configuration: what a municipality decides about its Indgang.

use std::fmt;
use std::path::{Path, PathBuf};

use indgang_api::kommune::Kommune;
use serde::{Deserialize, Deserializer};

use crate::messages::{Mail, Webhook};
use crate::store::Engine;

/// The name that is looked for when no file is named.
const FILE: &str = "indgang.toml";
/// The example at the root of the repository.
const EXAMPLE: &str = include_str!("../../../indgang.toml");

/// `indgang.toml`. A key that is not known is an error, because a misspelt one would be silent.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub kommune: Kommune,
    #[serde(default)]
    pub server: Server,
    #[serde(default)]
    pub storage: Storage,
    /// Without it no mail is sent.
    pub mail: Option<Mail>,
    /// Without it nobody is called.
    pub webhook: Option<Webhook>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// The address people type, when it is not the one we listen on.
    pub base_url: Option<BaseUrl>,
}

impl Server {
    /// The address that people type.
    pub fn address(&self) -> &str {
        self.base_url
            .as_ref()
            .map_or("http://127.0.0.1:8080", |BaseUrl(url)| url)
    }

    /// Whether people reach us by https only.
    pub fn is_https(&self) -> bool {
        self.base_url
            .as_ref()
            .is_some_and(|BaseUrl(url)| url.starts_with("https://"))
    }
}

/// Where things are kept.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Storage {
    /// Else SQLite, in the folder that `--data` names.
    #[serde(deserialize_with = "engine")]
    pub database: Option<Engine>,
}

fn engine<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Engine>, D::Error> {
    let address = String::deserialize(deserializer)?;
    address.parse().map(Some).map_err(serde::de::Error::custom)
}

impl Storage {
    /// The database that is named, else the one in the folder.
    pub fn engine(&self, data: &Path) -> Engine {
        self.database
            .clone()
            .unwrap_or_else(|| Engine::Sqlite(data.join("indgang.sqlite")))
    }
}

/// An address without a path.
#[derive(Clone, Debug)]
pub struct BaseUrl(String);

impl<'de> Deserialize<'de> for BaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let host = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        match host {
            Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
                Ok(Self(text))
            }
            _ => Err(serde::de::Error::custom(
                "an address without a path is needed here, like \"https://indgang.lysby.example\"",
            )),
        }
    }
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("cannot read the configuration {file}")]
    Unreadable {
        file: PathBuf,
        source: std::io::Error,
    },
    /// The source names the line, the key and what is allowed.
    #[error("the configuration {file} cannot be used")]
    Wrong {
        file: PathBuf,
        source: toml::de::Error,
    },
}

/// Where a configuration comes from.
pub enum Origin {
    File(PathBuf),
    /// The made-up municipality inside the program.
    Example,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Example => f.write_str("the built-in example"),
        }
    }
}

impl Config {
    /// The named file, else `indgang.toml` in the current folder, else the example.
    pub fn find(named: Option<PathBuf>) -> Result<(Self, Origin), ConfigError> {
        let file = named.or_else(|| Some(PathBuf::from(FILE)).filter(|file| file.exists()));
        match file {
            Some(file) => Ok((Self::read(&file)?, Origin::File(file))),
            None => Ok((Self::parse(EXAMPLE, Path::new(FILE))?, Origin::Example)),
        }
    }

    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file).map_err(|source| ConfigError::Unreadable {
            file: file.to_owned(),
            source,
        })?;
        Self::parse(&text, file)
    }

    fn parse(text: &str, file: &Path) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|source| ConfigError::Wrong {
            file: file.to_owned(),
            source,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        toml::from_str::<Config>(text).err().unwrap().to_string()
    }

    #[test]
    fn the_example_can_be_used() {
        let example = Config::parse(EXAMPLE, Path::new(FILE)).unwrap();
        assert!(!example.server.is_https());
    }

    #[test]
    fn a_misspelt_key_is_named_with_its_line() {
        let refusal = refusal(&EXAMPLE.replace("telefon =", "telefn ="));
        assert!(
            refusal.contains("line 6") && refusal.contains("`telefn`"),
            "{refusal}"
        );
    }

    #[test]
    fn a_wrong_value_is_answered_by_what_is_allowed() {
        let refusal = refusal(&EXAMPLE.replace("\"70 10 20 30\"", "\"112\""));
        assert!(
            refusal.contains("line 6") && refusal.contains("eight digits"),
            "{refusal}"
        );
    }

    #[test]
    fn a_database_is_named_by_its_address_or_is_a_file_in_the_folder() {
        let data = Path::new("lysby");
        let example = Config::parse(EXAMPLE, Path::new(FILE)).unwrap();
        let Engine::Sqlite(file) = example.storage.engine(data) else {
            panic!("not a file");
        };
        assert_eq!(file, Path::new("lysby/indgang.sqlite"));
        let named = EXAMPLE.replace("# database", "database");
        let named = toml::from_str::<Config>(&named).unwrap();
        assert!(matches!(named.storage.engine(data), Engine::Postgres(_)));
        let wrong = EXAMPLE.replace("# database = \"postgres", "database = \"mysql");
        assert!(refusal(&wrong).contains("postgres://USER@HOST/DATABASE"));
    }

    #[test]
    fn an_https_address_makes_browsers_stay_with_it() {
        let config = EXAMPLE.replace("# base_url", "base_url");
        assert!(toml::from_str::<Config>(&config).unwrap().server.is_https());
        assert!(
            refusal(&config.replace(".example\"  #", ".example/app\" #"))
                .contains("without a path")
        );
    }
}
