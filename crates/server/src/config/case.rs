//! Where what citizens send goes, and how soon it is answered.

use std::collections::BTreeMap;

use indgang_domain::case::Kind;
use serde::Deserialize;

/// A file with a municipality's ways.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseWays {
    /// The unit of what has no other.
    #[serde(rename = "else")]
    pub otherwise: String,
    pub answers: BTreeMap<Kind, Way>,
    #[serde(default)]
    pub files: Files,
    /// Who runs activities, by the name that their claims use: what they are called.
    #[serde(default)]
    pub providers: BTreeMap<String, String>,
    #[serde(default)]
    pub attendance: Registering,
    #[serde(default)]
    pub transport: Running,
    #[serde(default)]
    pub self_service: SelfService,
}

/// What may come with what citizens send.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// The longest file, in megabytes.
    pub megabytes: u8,
}

impl Default for Files {
    fn default() -> Self {
        Self { megabytes: 10 }
    }
}

impl Files {
    /// The longest file, in bytes.
    pub fn bytes(&self) -> i64 {
        i64::from(self.megabytes) * 1_000_000
    }
}

/// How it is registered who came to an activity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registering {
    /// Days that a citizen has to object before anybody acts on an absence.
    pub objection_days: u8,
}

impl Default for Registering {
    fn default() -> Self {
        Self { objection_days: 7 }
    }
}

/// What it saves when citizens do something themselves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelfService {
    /// Minutes of a caseworker for each thing; nothing is told of them before somebody has measured it.
    pub minutes_saved: Option<u16>,
}

/// How a fare that runs is looked at again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Running {
    /// Days before a talk from which on the citizen is asked whether it is still the same.
    pub ask_days: u16,
}

impl Default for Running {
    fn default() -> Self {
        Self { ask_days: 7 }
    }
}

/// Where a kind of matter goes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// A unit, or [`CONTACT`].
    pub unit: String,
    /// Another unit that has it too, where the citizen says so.
    pub also: Option<String>,
    /// Within how many days it is answered.
    pub days: u16,
}

/// To who helps the citizen.
pub const CONTACT: &str = "contact";

/// Something is named that nobody has said what it is, or is not named.
#[derive(Debug, thiserror::Error)]
pub enum Unknown {
    #[error("`{0}` is no unit: name one that [units] in indgang.toml has")]
    Unit(String),
    #[error("[answers] does not say where `{0}` goes")]
    Kind(&'static str),
}

impl Unknown {
    /// What stands in the file where it is wrong.
    pub fn names(&self) -> Vec<String> {
        vec![match self {
            Self::Unit(unit) => format!("\"{unit}\""),
            Self::Kind(_) => "[answers]".to_owned(),
        }]
    }
}

impl CaseWays {
    pub fn check(&self, units: &BTreeMap<String, String>) -> Result<(), Unknown> {
        let named = self.answers.values().map(|way| way.unit.as_str());
        let mut named = named
            .filter(|unit| *unit != CONTACT)
            .chain(self.answers.values().filter_map(|way| way.also.as_deref()))
            .chain([self.otherwise.as_str()]);
        if let Some(unit) = named.find(|unit| !units.contains_key(*unit)) {
            return Err(Unknown::Unit(unit.to_owned()));
        }
        let missing = Kind::ALL
            .into_iter()
            .find(|kind| !self.answers.contains_key(kind));
        missing.map_or(Ok(()), |kind| Err(Unknown::Kind(kind.name())))
    }

    /// The unit of a matter, whose citizen has a contact in a unit or none.
    pub fn unit<'a>(&'a self, kind: Kind, contact: Option<&'a str>) -> &'a str {
        match self.answers.get(&kind).map(|way| way.unit.as_str()) {
            None | Some(CONTACT) => contact.unwrap_or(&self.otherwise),
            Some(unit) => unit,
        }
    }

    /// The other unit of a matter that the citizen lets several see.
    pub fn also(&self, kind: Kind) -> Option<String> {
        self.answers.get(&kind)?.also.clone()
    }

    /// Within how many days it is answered.
    pub fn days(&self, kind: Kind) -> u16 {
        self.answers.get(&kind).map_or(0, |way| way.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(text: &str) -> CaseWays {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn each_kind_has_a_way_and_each_way_a_unit() {
        let units = ["job", "ydelse"]
            .map(|unit| (unit.to_owned(), unit.to_owned()))
            .into();
        let example = include_str!("../../case.toml");
        ways(example).check(&units).unwrap();
        let moved = ways(&example.replace("unit = \"ydelse\"", "unit = \"elsewhere\""));
        assert!(
            moved
                .check(&units)
                .unwrap_err()
                .to_string()
                .contains("elsewhere")
        );
        let without = ways(&example.replace("sick = ", "# sick = "));
        assert!(
            without
                .check(&units)
                .unwrap_err()
                .to_string()
                .contains("sick")
        );
    }

    #[test]
    fn a_message_goes_to_who_helps_the_citizen_and_an_application_to_its_unit() {
        let ways = ways(include_str!("../../case.toml"));
        assert_eq!(ways.unit(Kind::Message, Some("ydelse")), "ydelse");
        assert_eq!(ways.unit(Kind::Message, None), "job");
        assert_eq!(ways.unit(Kind::Application, Some("job")), "ydelse");
    }
}
