//! The municipality that runs this: what its configuration says and every page shows.
//!
//! The same document stands in `indgang.toml` under `[kommune]` and, as JSON, in the page's
//! `<meta name="indgang-kommune">`.

mod aabningstider;

use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use aabningstider::{Aabningstider, Moment};
pub use indgang_domain::hours::{Dato, Hours, Span};

/// The municipality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kommune {
    /// Its name as people say it: `Lysby Kommune`.
    #[serde(deserialize_with = "not_empty")]
    pub navn: String,
    /// The telephone that answers about this app.
    pub telefon: Telefon,
    /// An address for mail.
    #[serde(deserialize_with = "email")]
    pub email: String,
    /// Where to come in person; may have several lines.
    #[serde(deserialize_with = "not_empty")]
    pub adresse: String,
    /// When the telephone is answered and the door is open. A day that is not named is closed.
    pub aabningstider: Aabningstider,
    /// The one accent colour.
    pub farve: Farve,
    /// The languages that the app offers, by their codes. Without the key, all that it speaks.
    #[serde(default = "all_languages", deserialize_with = "languages")]
    pub sprog: Vec<String>,
    /// The municipality's tax rate in per cent, as a household carries it: `"25.0"`.
    #[serde(deserialize_with = "kommuneskat")]
    pub kommuneskat_pct: String,
    /// A picture beside the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// Other telephones, by who answers them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flere_telefoner: Vec<EkstraTelefon>,
    /// Other places to come to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flere_adresser: Vec<EkstraAdresse>,
}

/// The municipality's mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// In the configuration the file, beside it; in the page the address.
    #[serde(deserialize_with = "not_empty")]
    pub fil: String,
    /// What it shows, for who does not see it.
    #[serde(deserialize_with = "not_empty")]
    pub tekst: String,
}

/// A telephone besides the one that answers about everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EkstraTelefon {
    /// Who answers it: `Jobenheden`.
    #[serde(deserialize_with = "not_empty")]
    pub navn: String,
    /// Its number.
    pub telefon: Telefon,
}

/// A place besides the one where everything is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EkstraAdresse {
    /// What is there: `Jobcentret`.
    #[serde(deserialize_with = "not_empty")]
    pub navn: String,
    /// Where it is; may have several lines.
    #[serde(deserialize_with = "not_empty")]
    pub adresse: String,
}

impl Kommune {
    /// Reads what a server has written into its page. The server has checked it all when it started, so
    /// the checks, and the words for what they find, need not travel with the app.
    #[must_use]
    pub fn written(json: &str) -> Option<Self> {
        let json: Value = serde_json::from_slice(json.as_bytes()).ok()?;
        let text_of = |of: &Value, name: &str| Some(of[name].as_str()?.to_owned());
        let text = |name: &str| text_of(&json, name);
        let list = |name: &str| json[name].as_array().into_iter().flatten();
        let day = |name: &str| {
            let hours = json["aabningstider"][name].as_str();
            hours.unwrap_or_default().parse().unwrap_or_default()
        };
        let exceptions = json["aabningstider"]["undtagelser"].as_object();
        let exceptions = exceptions.into_iter().flatten();
        Some(Self {
            navn: text("navn")?,
            telefon: Telefon(text("telefon")?),
            email: text("email")?,
            adresse: text("adresse")?,
            aabningstider: Aabningstider {
                mandag: day("mandag"),
                tirsdag: day("tirsdag"),
                onsdag: day("onsdag"),
                torsdag: day("torsdag"),
                fredag: day("fredag"),
                loerdag: day("loerdag"),
                soendag: day("soendag"),
                undtagelser: exceptions
                    .filter_map(|(date, hours)| {
                        Some((date.parse().ok()?, hours.as_str()?.parse().ok()?))
                    })
                    .collect(),
                #[cfg(not(target_arch = "wasm32"))]
                lukkedage: Vec::new(),
            },
            farve: Farve(text("farve")?),
            sprog: (json["sprog"].as_array()?.iter())
                .filter_map(|code| Some(code.as_str()?.to_owned()))
                .collect(),
            kommuneskat_pct: text("kommuneskat_pct")?,
            logo: text_of(&json["logo"], "fil")
                .zip(text_of(&json["logo"], "tekst"))
                .map(|(fil, tekst)| Logo { fil, tekst }),
            flere_telefoner: list("flere_telefoner")
                .filter_map(|one| {
                    Some(EkstraTelefon {
                        navn: text_of(one, "navn")?,
                        telefon: Telefon(text_of(one, "telefon")?),
                    })
                })
                .collect(),
            flere_adresser: list("flere_adresser")
                .filter_map(|one| {
                    Some(EkstraAdresse {
                        navn: text_of(one, "navn")?,
                        adresse: text_of(one, "adresse")?,
                    })
                })
                .collect(),
        })
    }
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Telefon(String);

impl Telefon {
    /// The number for a `tel:` link: digits only, with the country.
    #[must_use]
    pub fn link(&self) -> String {
        let digits: String = self.0.chars().filter(char::is_ascii_digit).collect();
        if self.0.starts_with('+') {
            format!("+{digits}")
        } else {
            format!("+45{digits}")
        }
    }
}

impl fmt::Display for Telefon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Telefon {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let rest = text.strip_prefix('+');
        let plain = |number: &str| number.chars().all(|c| c.is_ascii_digit() || c == ' ');
        let known = match rest {
            Some(abroad) => plain(abroad) && (7..=15).contains(&digits),
            None => plain(text) && digits == 8,
        };
        if known {
            Ok(Self(text.to_owned()))
        } else {
            Err(
                "a telephone number is needed here: eight digits, or + and the country, like \"70 10 20 30\"",
            )
        }
    }
}

/// A colour that white text can be read on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Farve(String);

impl fmt::Display for Farve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Farve {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let channels = text
            .strip_prefix('#')
            .filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let Some(channels) = channels else {
            return Err("a colour is needed here, like \"#8a3b12\"".to_owned());
        };
        let contrast = contrast_with_white(channels);
        if contrast < 4.5 {
            return Err(format!(
                "white text on {text} has a contrast of {contrast:.1}, and 4.5 is needed to read it: take a darker colour"
            ));
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
}

/// The contrast ratio of WCAG 2.2.
fn contrast_with_white(rgb: u32) -> f64 {
    let linear = |shift: u32| {
        let channel = f64::from((rgb >> shift) & 0xff) / 255.0;
        if channel <= 0.04045 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0);
    1.05 / (luminance + 0.05)
}

impl<'de> Deserialize<'de> for Telefon {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer)
    }
}

impl<'de> Deserialize<'de> for Farve {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer)
    }
}

fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: fmt::Display>>(
    deserializer: D,
) -> Result<T, D::Error> {
    String::deserialize(deserializer)?
        .parse()
        .map_err(de::Error::custom)
}

fn not_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    checked(deserializer, "a text is needed here", |text| {
        !text.trim().is_empty()
    })
}

/// What the app speaks; Danish is in every version of it.
const LANGUAGES: [&str; 2] = ["da", "en"];

fn all_languages() -> Vec<String> {
    LANGUAGES.map(str::to_owned).into()
}

fn languages<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let codes = Vec::<String>::deserialize(deserializer)?;
    let is_known = |code: &String| LANGUAGES.contains(&code.as_str());
    let danish = codes.iter().any(|code| code == "da");
    if danish && codes.iter().all(is_known) {
        return Ok(codes);
    }
    Err(de::Error::custom(format!(
        "languages are needed here, \"da\" among them, out of {LANGUAGES:?}"
    )))
}

fn email<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let wanted = "a mail address is needed here, like \"borger@lysby.example\"";
    checked(deserializer, wanted, |text| {
        text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !text.contains(|c: char| c.is_whitespace() || c.is_control())
        })
    })
}

fn kommuneskat<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let wanted = "a tax rate in per cent is needed here, below 40, like \"25.0\"";
    checked(deserializer, wanted, |text| {
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        text.split_once('.').is_some_and(|(whole, part)| {
            digits(whole)
                && digits(part)
                && (1..=3).contains(&part.len())
                && (1..=2).contains(&whole.len())
                && whole.parse::<u8>().is_ok_and(|whole| whole < 40)
        })
    })
}

fn checked<'de, D: Deserializer<'de>>(
    deserializer: D,
    wanted: &str,
    holds: impl Fn(&str) -> bool,
) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if holds(&text) {
        Ok(text)
    } else {
        Err(de::Error::custom(wanted))
    }
}

#[cfg(test)]
mod tests {
    use indgang_law::calendar::Date;

    use super::*;

    #[test]
    fn what_a_server_writes_is_read_back() {
        let kommune = Kommune {
            navn: "Lysby Kommune".to_owned(),
            telefon: "70 10 20 30".parse().unwrap(),
            email: "borger@lysby.example".to_owned(),
            adresse: "Torvet 1\n9999 Lysby".to_owned(),
            aabningstider: Aabningstider {
                mandag: "10.00-15.00".parse().unwrap(),
                ..Aabningstider::default()
            }
            .with_holidays(Date::parse("2026-11-23").unwrap()),
            farve: "#8a3b12".parse().unwrap(),
            sprog: vec!["da".to_owned()],
            kommuneskat_pct: "25.0".to_owned(),
            logo: Some(Logo {
                fil: "/logo.svg".to_owned(),
                tekst: "Et fyrtårn".to_owned(),
            }),
            flere_telefoner: vec![EkstraTelefon {
                navn: "Jobenheden".to_owned(),
                telefon: "70 10 20 31".parse().unwrap(),
            }],
            flere_adresser: vec![EkstraAdresse {
                navn: "Jobcentret".to_owned(),
                adresse: "Havnegade 2\n9999 Lysby".to_owned(),
            }],
        };
        let json = serde_json::to_string(&kommune).unwrap();
        assert_eq!(Kommune::written(&json), Some(kommune));
        assert_eq!(Kommune::written("{}"), None);
    }

    #[test]
    fn a_danish_number_gets_its_country_in_the_link() {
        let link = |number: &str| number.parse::<Telefon>().map(|telefon| telefon.link());
        assert_eq!(link("70 10 20 30"), Ok("+4570102030".to_owned()));
        assert_eq!(link("+46 70 123 45 67"), Ok("+46701234567".to_owned()));
        assert!(link("70 10 20").is_err());
        assert!(link("call us").is_err());
    }

    #[test]
    fn a_colour_that_white_text_cannot_be_read_on_is_refused() {
        assert!("#8a3b12".parse::<Farve>().is_ok());
        assert!("#ffcc00".parse::<Farve>().is_err());
        assert!("red".parse::<Farve>().is_err());
    }
}
