//! The municipality that runs this: what its configuration says and every page shows.
//!
//! The same document stands in `indgang.toml` under `[kommune]` and, as JSON, in the page's
//! `<meta name="indgang-kommune">`.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

#[cfg(not(target_arch = "wasm32"))]
use indgang_domain::calendar::{ClosingDay, public_holidays};
use indgang_law::calendar::Date;
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

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
}

impl Kommune {
    /// Reads what a server has written into its page. The server has checked it all when it started, so
    /// the checks, and the words for what they find, need not travel with the app.
    #[must_use]
    pub fn written(json: &str) -> Option<Self> {
        let json: Value = serde_json::from_str(json).ok()?;
        let text = |name: &str| Some(json[name].as_str()?.to_owned());
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

/// The opening hours: of an ordinary week, and of the days that are different.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(missing_docs, reason = "the fields are the days of the week")]
pub struct Aabningstider {
    pub mandag: Dag,
    pub tirsdag: Dag,
    pub onsdag: Dag,
    pub torsdag: Dag,
    pub fredag: Dag,
    pub loerdag: Dag,
    pub soendag: Dag,
    /// Days with hours of their own; without any, the office is closed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub undtagelser: BTreeMap<Dato, Dag>,
    /// On which days that are no public holidays the office is closed every year.
    #[cfg(not(target_arch = "wasm32"))]
    #[serde(skip_serializing)]
    pub lukkedage: Vec<ClosingDay>,
}

/// A date, `"2026-12-28"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dato(pub Date);

/// What the opening hours say about one moment. Times are minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Open, until then.
    Open {
        /// When it closes.
        until: u16,
    },
    /// Closed, and opens again in the weeks that follow.
    OpensIn {
        /// 0 is today.
        days: u8,
        /// When it opens.
        at: u16,
    },
    /// No day of the next weeks has opening hours.
    NeverOpen,
}

impl Aabningstider {
    /// The days in order, Monday first.
    #[must_use]
    pub fn days(&self) -> [&Dag; 7] {
        [
            &self.mandag,
            &self.tirsdag,
            &self.onsdag,
            &self.torsdag,
            &self.fredag,
            &self.loerdag,
            &self.soendag,
        ]
    }

    /// The hours of a day.
    #[must_use]
    pub fn on(&self, day: Date) -> &Dag {
        self.undtagelser
            .get(&Dato(day))
            .unwrap_or_else(|| self.days()[usize::from(day.weekday())])
    }

    /// Whether it is open today at a minute after midnight, in Danish time.
    #[must_use]
    pub fn at(&self, today: Date, minute: u16) -> Moment {
        if let Some(now) = (self.on(today).0.iter()).find(|span| span.holds(minute)) {
            return Moment::Open { until: now.to };
        }
        let mut day = today;
        for days in 0..=LONGEST_BREAK {
            let next = |span: &&Span| days > 0 || span.from > minute;
            if let Some(span) = self.on(day).0.iter().find(next) {
                return Moment::OpensIn {
                    days,
                    at: span.from,
                };
            }
            day = day.plus_days(1);
        }
        Moment::NeverOpen
    }

    /// The same hours, with the public holidays and the closing days of the year that begins today
    /// written out as exceptions: the browser only looks them up. What the municipality says itself
    /// about a day stays.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn with_holidays(mut self, today: Date) -> Self {
        let until = today.plus_days(366);
        let closed: Vec<Date> = [today.year(), until.year()]
            .into_iter()
            .flat_map(|year| {
                let of_its_own = self.lukkedage.iter().map(move |day| day.in_year(year));
                public_holidays(year).into_iter().chain(of_its_own)
            })
            .filter(|day| (today..=until).contains(day) && !self.on(*day).0.is_empty())
            .collect();
        for day in closed {
            self.undtagelser.entry(Dato(day)).or_default();
        }
        self
    }
}

/// How many days ahead the next opening is looked for: longer than Christmas.
const LONGEST_BREAK: u8 = 31;

/// The opening hours of one day, in order: `"10.00-12.00, 13.00-15.00"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dag(Vec<Span>);

impl Dag {
    /// The spans of the day, in order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }
}

/// From one time of day to another, in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it opens.
    pub from: u16,
    /// When it closes.
    pub to: u16,
}

impl Span {
    fn holds(&self, minute: u16) -> bool {
        (self.from..self.to).contains(&minute)
    }
}

impl fmt::Display for Dag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Span { from, to }) in self.0.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(
                f,
                "{comma}{}.{:02}-{}.{:02}",
                from / 60,
                from % 60,
                to / 60,
                to % 60
            )?;
        }
        Ok(())
    }
}

impl FromStr for Dag {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = "opening hours are needed here, in order, like \"10.00-12.00, 13.00-15.00\"";
        let time = |text: &str| {
            let (hour, minute) = text.trim().split_once('.')?;
            let number = |part: &str, longest| {
                let plain = (1..=longest).contains(&part.len());
                (plain && part.bytes().all(|b| b.is_ascii_digit()))
                    .then(|| part.parse::<u16>().ok())?
            };
            let (hour, minute) = (
                number(hour, 2)?,
                (minute.len() == 2).then(|| number(minute, 2))??,
            );
            let whole = hour * 60 + minute;
            (minute < 60 && whole <= 24 * 60).then_some(whole)
        };
        let mut spans: Vec<Span> = Vec::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (from, to) = part.split_once('-').ok_or(wanted)?;
            let span = Span {
                from: time(from).ok_or(wanted)?,
                to: time(to).ok_or(wanted)?,
            };
            let earliest = spans.last().map_or(0, |before| before.to);
            if span.from < earliest || span.to <= span.from {
                return Err(wanted);
            }
            spans.push(span);
        }
        Ok(Self(spans))
    }
}

impl FromStr for Dato {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Date::parse(text)
            .map(Self)
            .ok_or("a date is needed here, like \"2026-12-28\"")
    }
}

impl Serialize for Dato {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Dato {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer)
    }
}

impl Serialize for Dag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Dag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer)
    }
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
    use super::*;

    fn week() -> Aabningstider {
        Aabningstider {
            mandag: "10.00-15.00".parse().unwrap(),
            torsdag: "10.00-12.00, 13.00-17.30".parse().unwrap(),
            ..Aabningstider::default()
        }
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn on_monday_morning_it_opens_later_today() {
        let monday = day("2026-11-23");
        assert_eq!(
            week().at(monday, 8 * 60),
            Moment::OpensIn { days: 0, at: 600 }
        );
        assert_eq!(week().at(monday, 600), Moment::Open { until: 900 });
    }

    #[test]
    fn in_the_lunch_break_it_opens_again_the_same_day() {
        let thursday = day("2026-11-26");
        assert_eq!(
            week().at(thursday, 750),
            Moment::OpensIn { days: 0, at: 780 }
        );
    }

    #[test]
    fn after_the_last_day_it_opens_next_week() {
        let thursday = day("2026-11-26");
        assert_eq!(
            week().at(thursday, 1050),
            Moment::OpensIn { days: 4, at: 600 }
        );
        assert_eq!(Aabningstider::default().at(thursday, 0), Moment::NeverOpen);
    }

    #[test]
    fn over_easter_it_opens_after_the_holidays() {
        let wednesday = day("2026-04-01");
        let hours = week().with_holidays(wednesday);
        let thursday_after = Moment::OpensIn { days: 8, at: 600 };
        assert_eq!(hours.at(wednesday, 1000), thursday_after);
        assert_eq!(
            week().at(wednesday, 1000),
            Moment::OpensIn { days: 1, at: 600 }
        );
    }

    #[test]
    fn what_the_municipality_says_about_a_day_stays() {
        let second_easter_day = Dato(day("2026-04-06"));
        let mut hours = week();
        let open: Dag = "12.00-13.00".parse().unwrap();
        hours.undtagelser.insert(second_easter_day, open.clone());
        hours.lukkedage = vec![ClosingDay::Juleaftensdag];
        let hours = hours.with_holidays(day("2026-03-30"));
        assert_eq!(hours.undtagelser[&second_easter_day], open);
        assert_eq!(hours.on(day("2026-12-24")), &Dag::default());
        assert!(
            !hours.undtagelser.contains_key(&Dato(day("2026-04-03"))),
            "a Friday is closed anyway"
        );
    }

    #[test]
    fn the_days_of_the_coming_year_are_written_out_for_the_browser() {
        let hours = week().with_holidays(day("2026-11-23"));
        let written = serde_json::to_string(&hours).unwrap();
        assert!(written.contains("\"2027-03-25\":\"\""), "{written}");
    }

    #[test]
    fn opening_hours_read_back_as_they_were_written() {
        for hours in ["", "9.00-12.00", "8.30-12.00, 13.00-24.00"] {
            assert_eq!(hours.parse::<Dag>().unwrap().to_string(), hours);
        }
        for wrong in [
            "10-15",
            "15.00-10.00",
            "10.00-15.60",
            "13.00-15.00, 9.00-12.00",
            "10.00-24.01",
            "+9.00-10.00",
        ] {
            assert!(wrong.parse::<Dag>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_a_server_writes_is_read_back() {
        let kommune = Kommune {
            navn: "Lysby Kommune".to_owned(),
            telefon: "70 10 20 30".parse().unwrap(),
            email: "borger@lysby.example".to_owned(),
            adresse: "Torvet 1\n9999 Lysby".to_owned(),
            aabningstider: week().with_holidays(day("2026-11-23")),
            farve: "#8a3b12".parse().unwrap(),
            sprog: vec!["da".to_owned()],
            kommuneskat_pct: "25.0".to_owned(),
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
