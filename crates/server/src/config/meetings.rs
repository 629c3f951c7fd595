//! Which meetings there are, where, and how long before one can change one.

use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::{fmt, io};

use indgang_api::meetings::Place;
use indgang_api::reception::{Errand, Spoken};
use indgang_domain::meetings::{Kind, TICK, Words};
use serde::{Deserialize, Deserializer};

/// A file with a municipality's meetings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meetings {
    pub reserved_minutes: u16,
    pub extensions: u16,
    pub form_minutes: u16,
    pub join_minutes: u16,
    pub arrive_early: u16,
    pub arrive_late: u16,
    pub notice_minutes: u16,
    pub reminder_hours: u16,
    pub weeks_ahead: u16,
    #[serde(deserialize_with = "some")]
    pub place: Vec<Place>,
    #[serde(deserialize_with = "kinds")]
    pub kind: Vec<Kind>,
    #[serde(default)]
    pub feeds: Feeds,
    #[serde(default)]
    pub online: Online,
    #[serde(default)]
    pub reception: Reception,
}

/// Reading calendars elsewhere.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Feeds {
    /// Between two readings.
    pub minutes: NonZeroU16,
    pub kilobytes: u32,
    pub seconds: NonZeroU16,
}

impl Default for Feeds {
    fn default() -> Self {
        Self {
            minutes: const { NonZeroU16::new(15).unwrap() },
            kilobytes: 4096,
            seconds: const { NonZeroU16::new(20).unwrap() },
        }
    }
}

/// Arriving at the office.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reception {
    pub shown: Shown,
    pub news: Vec<Words>,
    pub errand: Vec<Errand>,
    pub waiting: Vec<WaitingArea>,
}

/// What a screen shows of who comes to a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    #[default]
    Number,
    Initials,
    FirstName,
}

/// Where one waits at a place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaitingArea {
    pub place: String,
    pub text: Spoken,
    /// How one finds the rooms from there; without it the screen says how one comes in.
    pub way: Option<Words>,
}

impl Reception {
    pub fn errand(&self, key: &str) -> Option<&Errand> {
        self.errand.iter().find(|errand| errand.key == key)
    }

    pub fn way<'a>(&'a self, place: &'a Place) -> &'a Words {
        let area = self.waiting.iter().find(|area| area.place == place.key);
        area.and_then(|area| area.way.as_ref())
            .unwrap_or(&place.way)
    }

    pub fn waiting(&self, place: &str) -> Option<&Spoken> {
        let area = self.waiting.iter().find(|area| area.place == place);
        area.map(|area| &area.text)
    }
}

/// How two people reach each other in the online room.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Online {
    pub stun: Vec<String>,
    pub turn: Vec<String>,
    pub turn_secret_file: Option<PathBuf>,
    /// What stands in that file; `INDGANG_TURN_SECRET` goes before it.
    #[serde(skip)]
    pub turn_secret: Option<TurnSecret>,
}

/// What the TURN server shares with us.
#[derive(Clone)]
pub struct TurnSecret(pub String);

impl fmt::Debug for TurnSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Goes before the file.
const TURN_SECRET: &str = "INDGANG_TURN_SECRET";

impl Online {
    /// Reads the secret. The file may be named from the configuration's own folder.
    pub fn with_secret(mut self, config: &Path) -> Result<Self, (PathBuf, io::Error)> {
        let secret = match (std::env::var(TURN_SECRET), &self.turn_secret_file) {
            (Ok(secret), _) => Some(secret),
            (Err(_), Some(file)) => {
                let file = config.with_file_name(file);
                Some(std::fs::read_to_string(&file).map_err(|error| (file, error))?)
            }
            (Err(_), None) => None,
        };
        self.turn_secret = secret.map(|secret| TurnSecret(secret.trim().to_owned()));
        Ok(self)
    }
}

/// Something is named that nobody has said what it is.
#[derive(Debug, thiserror::Error)]
pub enum Unknown {
    #[error("the kind `{kind}` needs somebody of the unit `{unit}`, which [units] does not name")]
    Unit { kind: String, unit: String },
    #[error("[[reception.waiting]] names the place `{0}`, which is none here")]
    Place(String),
    #[error("the kind `{kind}` counts for `{other}`, which is no kind here")]
    Kind { kind: String, other: String },
}

impl Unknown {
    /// What stands in the file where it is wrong, one after the other.
    pub fn names(&self) -> Vec<String> {
        let quoted = |name: &str| format!("\"{name}\"");
        match self {
            Self::Unit { kind, unit } => vec![quoted(kind), "units".to_owned(), quoted(unit)],
            Self::Place(place) => vec!["[[reception.waiting]]".to_owned(), quoted(place)],
            Self::Kind { kind, other } => {
                vec![quoted(kind), "counts_for".to_owned(), quoted(other)]
            }
        }
    }
}

impl Meetings {
    pub fn kind(&self, key: &str) -> Option<&Kind> {
        self.kind.iter().find(|kind| kind.key == key)
    }

    pub fn place(&self, key: &str) -> Option<&Place> {
        self.place.iter().find(|place| place.key == key)
    }

    /// The place of a device or a question: the first one, where none is named. `None`: there is none of
    /// that name any more.
    pub fn place_or_first(&self, key: &str) -> Option<&Place> {
        match key {
            "" => self.place.first(),
            key => self.place(key),
        }
    }

    pub fn check(&self, units: &BTreeMap<String, String>) -> Result<(), Unknown> {
        for kind in &self.kind {
            let unit = kind.units.iter().find(|unit| !units.contains_key(*unit));
            if let Some(unit) = unit {
                return Err(Unknown::Unit {
                    kind: kind.key.clone(),
                    unit: unit.clone(),
                });
            }
            let other = kind
                .counts_for
                .iter()
                .find(|other| self.kind(other).is_none());
            if let Some(other) = other {
                return Err(Unknown::Kind {
                    kind: kind.key.clone(),
                    other: other.clone(),
                });
            }
        }
        let mut areas = self.reception.waiting.iter();
        match areas.find(|area| self.place(&area.place).is_none()) {
            Some(area) => Err(Unknown::Place(area.place.clone())),
            None => Ok(()),
        }
    }
}

fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Place>, D::Error> {
    let places = Vec::<Place>::deserialize(deserializer)?;
    if places.is_empty() {
        return Err(serde::de::Error::custom("a place is needed"));
    }
    Ok(places)
}

fn kinds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Kind>, D::Error> {
    let kinds = Vec::<Kind>::deserialize(deserializer)?;
    let tick = u16::try_from(TICK / 60_000).unwrap_or(5);
    let fault = kinds.iter().find_map(|kind| {
        let wrong = match kind {
            kind if kind.minutes == 0 || kind.minutes % tick != 0 || kind.minutes > 480 => {
                "`minutes` must be a multiple of 5, up to 480"
            }
            kind if kind.forms.is_empty() => "at least one of `forms` is needed",
            kind if kind.units.is_empty() => "at least one of `units` is needed",
            kind if kind.seats == 0 || kind.seats > 200 => "`seats` must be from 1 to 200",
            kind if kinds.iter().filter(|other| other.key == kind.key).count() > 1 => {
                "another kind has the same key"
            }
            _ => return None,
        };
        Some(format!("the kind `{}`: {wrong}", kind.key))
    });
    fault.map_or(Ok(kinds), |fault| Err(serde::de::Error::custom(fault)))
}
