//! The configuration: what a municipality decides about its Indgang.

mod case;
mod meetings;
mod offers;
mod template;

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use indgang_api::kommune::Kommune;
use indgang_api::opinions::Improvement;
use indgang_api::process_rules::RuleSet;
use indgang_domain::offers::Local;
use indgang_domain::plan::template::Template;
use serde::{Deserialize, Deserializer};

use crate::identity;
use crate::logo::{Logo, LogoError};
use crate::messages::{Mail, Webhook};
use crate::store::Engine;

pub use case::CaseWays;
#[cfg(test)]
pub use meetings::TurnSecret;
pub use meetings::{Feeds, Meetings, Online, Shown};

/// The name that is looked for when no file is named.
const FILE: &str = "indgang.toml";
/// The example at the root of the repository.
const EXAMPLE: &str = include_str!("../../../indgang.toml");
/// The rules of the process where the municipality names no file of its own.
const PROCESS_RULES: &str = include_str!("../process-rules.toml");
/// The meetings where the municipality names no file of its own.
const MEETINGS: &str = include_str!("../meetings.toml");
/// The ways of what citizens send where the municipality names no file of its own.
const CASE: &str = include_str!("../case.toml");
/// The own offers where the municipality names no file of its own.
const OFFERS: &str = include_str!("../offers.toml");
/// The template of the joint plan where the municipality names no file of its own.
const TEMPLATE: &str = include_str!("../plan-template.toml");

/// `indgang.toml`. A key that is not known is an error, because a misspelt one would be silent.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub kommune: Kommune,
    #[serde(default)]
    pub server: Server,
    #[serde(default)]
    pub storage: Storage,
    /// Without it nobody can sign in, except in demo mode.
    pub identity: Option<identity::Settings>,
    /// What the municipality calls its units, by the name that the provider's claims use.
    #[serde(default)]
    pub units: BTreeMap<String, String>,
    #[serde(default)]
    pub retention: Retention,
    /// In the order of their dates, without gaps.
    #[serde(skip)]
    pub process_rules: Vec<RuleSet>,
    /// Which meetings there are.
    #[serde(skip)]
    pub meetings: Meetings,
    /// Where what citizens send goes.
    #[serde(skip)]
    pub case: CaseWays,
    /// What was made better because somebody said so.
    #[serde(default)]
    pub improvements: Vec<Improvement>,
    /// The municipality's own offers, besides the catalogue.
    #[serde(skip)]
    pub offers: Vec<Local>,
    /// The headings of joint plans, in the order of their dates.
    #[serde(skip)]
    pub templates: Vec<Template>,
    /// What `[kommune] logo` names.
    #[serde(skip)]
    pub logo: Option<Logo>,
    /// Without it no mail is sent.
    pub mail: Option<Mail>,
    /// Without it nobody is called.
    pub webhook: Option<Webhook>,
    /// Without it nothing is handed over.
    pub case_system: Option<Webhook>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// The address people type, when it is not the one we listen on.
    pub base_url: Option<BaseUrl>,
    /// A file with rules of the process, beside `indgang.toml`.
    pub process_rules: Option<PathBuf>,
    /// A file with the municipality's meetings, beside `indgang.toml`.
    pub meetings: Option<PathBuf>,
    /// A file with where what citizens send goes, beside `indgang.toml`.
    pub case: Option<PathBuf>,
    /// A file with the municipality's own offers, beside `indgang.toml`.
    pub offers: Option<PathBuf>,
    /// A file with the template of the joint plan, beside `indgang.toml`.
    pub plan_template: Option<PathBuf>,
    /// The header in which the proxy in front says whose request it is, like `x-forwarded-for`.
    pub client_address_header: Option<String>,
    /// How many requests one person or device may make in a minute.
    pub requests_per_minute: NonZeroU32,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            base_url: None,
            process_rules: None,
            meetings: None,
            case: None,
            offers: None,
            plan_template: None,
            client_address_header: None,
            requests_per_minute: const { NonZeroU32::new(1200).unwrap() },
        }
    }
}

/// For how many days things are kept that have ended.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// Forms that were begun, since they were last changed.
    pub drafts: u16,
    /// Consents and shares, since the last day on which they can have ended: a year after they were made.
    pub consents: u16,
    /// Who has looked at what.
    pub looks: u16,
    /// Plans and what was written in them, since they were last changed.
    pub plans: u16,
    /// Meetings, since they were.
    pub meetings: u16,
    /// What citizens sent, since something happened to it last.
    pub matters: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            drafts: 180,
            consents: 5 * 365,
            looks: 5 * 365,
            plans: 2 * 365,
            meetings: 2 * 365,
            matters: 5 * 365,
        }
    }
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
        self.origin().is_some_and(|url| url.starts_with("https://"))
    }

    /// The address people type, when it is configured.
    pub fn origin(&self) -> Option<&str> {
        self.base_url.as_ref().map(|BaseUrl(url)| url.as_str())
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
    #[error("the configuration {file} cannot be used: line {line}: {source}")]
    Meetings {
        file: PathBuf,
        line: usize,
        source: meetings::Unknown,
    },
    #[error("the configuration {file} cannot be used: line {line}: {source}")]
    Case {
        file: PathBuf,
        line: usize,
        source: case::Unknown,
    },
    #[error("the configuration {file} cannot be used: {source}")]
    Offers {
        file: PathBuf,
        source: offers::Twice,
    },
    #[error("the configuration {file} cannot be used: line {line}, key `fil` of the logo: {logo}")]
    Logo {
        file: PathBuf,
        line: usize,
        logo: PathBuf,
        source: LogoError,
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
        Self::parse(&text_of(file)?, file)
    }

    fn parse(text: &str, file: &Path) -> Result<Self, ConfigError> {
        let mut config: Self = parse(text, file)?;
        let rules: ProcessRules = match &config.server.process_rules {
            Some(named) => {
                let named = file.with_file_name(named);
                parse(&text_of(&named)?, &named)?
            }
            None => parse(PROCESS_RULES, Path::new("the built-in process rules"))?,
        };
        config.process_rules = rules.rule_set;
        let (meetings, named) = match &config.server.meetings {
            Some(named) => {
                let named = file.with_file_name(named);
                (text_of(&named)?, named)
            }
            None => (MEETINGS.to_owned(), PathBuf::from("the built-in meetings")),
        };
        let text_of_meetings = meetings;
        let mut meetings: Meetings = parse(&text_of_meetings, &named)?;
        meetings.online = (meetings.online.with_secret(&named))
            .map_err(|(file, source)| ConfigError::Unreadable { file, source })?;
        config.meetings = meetings;
        config
            .meetings
            .check(&config.units)
            .map_err(|source| ConfigError::Meetings {
                file: named,
                line: line_of(&text_of_meetings, &source.names()),
                source,
            })?;
        let (case, named) = match &config.server.case {
            Some(named) => {
                let named = file.with_file_name(named);
                (text_of(&named)?, named)
            }
            None => (
                CASE.to_owned(),
                PathBuf::from("the built-in ways of a case"),
            ),
        };
        config.case = parse(&case, &named)?;
        config
            .case
            .check(&config.units)
            .map_err(|source| ConfigError::Case {
                file: named,
                line: line_of(&case, &source.names()),
                source,
            })?;
        let (offers, named) = match &config.server.offers {
            Some(named) => {
                let named = file.with_file_name(named);
                (text_of(&named)?, named)
            }
            None => (OFFERS.to_owned(), PathBuf::from("the built-in offers")),
        };
        let file_of_offers: offers::File = parse(&offers, &named)?;
        config.offers = file_of_offers
            .check(&offers)
            .map_err(|source| ConfigError::Offers {
                file: named,
                source,
            })?;
        let templates: template::File = match &config.server.plan_template {
            Some(named) => {
                let named = file.with_file_name(named);
                parse(&text_of(&named)?, &named)?
            }
            None => parse(TEMPLATE, Path::new("the built-in template of the plan"))?,
        };
        config.templates = templates.template;
        if let Some(named) = &config.kommune.logo {
            let logo = file.with_file_name(&named.fil);
            let read = Logo::read(&logo).map_err(|source| ConfigError::Logo {
                file: file.to_owned(),
                line: line_of_logo(text),
                logo,
                source,
            });
            config.logo = Some(read?);
        }
        Ok(config)
    }
}

/// In which line it stands which file the logo is.
fn line_of_logo(text: &str) -> usize {
    #[derive(Deserialize)]
    struct Places {
        kommune: Kommune,
    }
    #[derive(Deserialize)]
    struct Kommune {
        logo: Logo,
    }
    #[derive(Deserialize)]
    struct Logo {
        fil: toml::Spanned<String>,
    }
    let places = toml::from_str::<Places>(text);
    let before = places.map_or(0, |it| it.kommune.logo.fil.span().start);
    line_at(text, before)
}

/// In which line the last of those stands, each looked for after the one before it.
fn line_of(text: &str, names: &[String]) -> usize {
    let mut place = 0;
    for name in names {
        place += text[place..].find(name.as_str()).unwrap_or_default();
    }
    line_at(text, place)
}

/// The line that a place of a text is in.
fn line_at(text: &str, place: usize) -> usize {
    text.get(..place).unwrap_or(text).matches('\n').count() + 1
}

/// A file with rules of the process.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProcessRules {
    #[serde(deserialize_with = "one_after_the_other")]
    rule_set: Vec<RuleSet>,
}

fn one_after_the_other<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<RuleSet>, D::Error> {
    let sets = Vec::<RuleSet>::deserialize(d)?;
    let fault = sets.windows(2).find(|pair| {
        let next = pair[0].valid_until.map(|last| last.0.plus_days(1));
        next != Some(pair[1].valid_from.0)
    });
    match fault {
        Some(pair) => Err(serde::de::Error::custom(format!(
            "the rule set valid from {} must end (`valid_until`) the day before {}, when the next one begins",
            pair[0].valid_from.0, pair[1].valid_from.0,
        ))),
        None if sets.is_empty() => Err(serde::de::Error::custom("a rule set is needed")),
        None => Ok(sets),
    }
}

fn text_of(file: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(file).map_err(|source| ConfigError::Unreadable {
        file: file.to_owned(),
        source,
    })
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, file: &Path) -> Result<T, ConfigError> {
    toml::from_str(text).map_err(|source| ConfigError::Wrong {
        file: file.to_owned(),
        source,
    })
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
        assert!(!example.offers.is_empty());
        assert_eq!(example.process_rules.len(), 2);
    }

    #[test]
    fn between_two_rule_sets_no_day_is_without_rules() {
        let gap = PROCESS_RULES.replace("2026-12-31", "2026-12-30");
        let refusal = toml::from_str::<ProcessRules>(&gap)
            .err()
            .unwrap()
            .to_string();
        assert!(refusal.contains("the day before 2027-01-01"), "{refusal}");
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
