//! What a municipality offers besides the catalogue: its own courses and groups, as its configuration
//! says. It adds; what somebody has a right to is neither hidden nor renamed by it.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Area, Decides, find};
use crate::meetings::Words;
use crate::plan::edit::Value;

/// Keys of a municipality's own offers begin so: the catalogue may grow without meeting them.
const PREFIX: &str = "lokal_";
/// The longest title: it stands on a card.
const TITLE: usize = 40;

/// One of a municipality's own offers. A card of it has its words with it, so that a plan shows it also
/// when it is not offered any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Local {
    /// Its name in plans. Once given, it stays.
    #[serde(deserialize_with = "key")]
    pub key: String,
    /// What stands on the card.
    #[serde(deserialize_with = "title")]
    pub title: Words,
    /// What it is for.
    pub purpose: Words,
    /// Its picture: that of an offer of the catalogue.
    #[serde(deserialize_with = "picture")]
    pub picture: String,
    /// Its row of the board.
    pub area: Area,
    /// Who decides whether it is taken up.
    pub decides: Decides,
    /// How long it typically lasts, in weeks: the shortest and the longest.
    #[serde(deserialize_with = "weeks")]
    pub weeks: (u16, u16),
    /// Hours a week; 0 where it differs.
    #[serde(default, deserialize_with = "hours")]
    pub hours: u16,
    /// What it rests on; empty: nothing but the municipality's own decision.
    #[serde(default)]
    pub law: String,
    /// Who can normally get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Words>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Words>,
}

impl Local {
    /// What a new card of it says, in a language.
    #[must_use]
    pub fn values(&self, title: &str) -> Vec<Value> {
        let mut values = vec![
            Value::Title(title.to_owned()),
            Value::Picture(self.picture.clone()),
            Value::Area(self.area),
            Value::Decides(self.decides),
        ];
        values.extend((self.hours > 0).then_some(Value::Minutes(self.hours * 60)));
        values
    }
}

fn key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let key = String::deserialize(deserializer)?;
    let is_plain = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_');
    match key.strip_prefix(PREFIX) {
        Some(rest) if !rest.is_empty() && key.len() <= TITLE && rest.chars().all(is_plain) => {
            Ok(key)
        }
        _ => Err(Error::custom(format!(
            "the key of an own offer is `{PREFIX}` and small letters, digits or _ (at most {TITLE} in all), like `{PREFIX}kol`"
        ))),
    }
}

fn title<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
    let title = Words::deserialize(deserializer)?;
    let fits = |words: &str| !words.trim().is_empty() && words.chars().count() <= TITLE;
    match fits(&title.da) && fits(&title.en) {
        true => Ok(title),
        false => Err(Error::custom(format!(
            "a title stands on a card: from 1 to {TITLE} characters"
        ))),
    }
}

fn picture<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let picture = String::deserialize(deserializer)?;
    match find(&picture) {
        Some(_) => Ok(picture),
        None => Err(Error::custom(
            "a picture is named by the offer that it belongs to, like `kronisk` or `jobklub`",
        )),
    }
}

fn weeks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<(u16, u16), D::Error> {
    let (shortest, longest) = Deserialize::deserialize(deserializer)?;
    match 1 <= shortest && shortest <= longest && longest <= 208 {
        true => Ok((shortest, longest)),
        false => Err(Error::custom(
            "`weeks` are the shortest and the longest, from 1 to 208, like [6, 8]",
        )),
    }
}

fn hours<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let hours = u16::deserialize(deserializer)?;
    match hours <= 37 {
        true => Ok(hours),
        false => Err(Error::custom("`hours` are those of a week: at most 37")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;

    fn course() -> Json {
        json!({
            "key": "lokal_kol",
            "title": { "da": "Lær at leve med KOL", "en": "Live with COPD" },
            "purpose": { "da": "Få mere luft.", "en": "Breathe better." },
            "picture": "kronisk",
            "area": "helbred",
            "decides": "du",
            "weeks": [8, 8],
            "hours": 4,
        })
    }

    fn refusal(field: &str, value: Json) -> String {
        let mut course = course();
        course[field] = value;
        serde_json::from_value::<Local>(course)
            .expect_err(field)
            .to_string()
    }

    #[test]
    fn an_offer_is_read_and_its_card_has_its_words_with_it() {
        let course: Local = serde_json::from_value(course()).unwrap();
        assert_eq!(
            course.values("Lær at leve med KOL"),
            [
                Value::Title("Lær at leve med KOL".to_owned()),
                Value::Picture("kronisk".to_owned()),
                Value::Area(Area::Helbred),
                Value::Decides(Decides::Du),
                Value::Minutes(240),
            ]
        );
    }

    #[test]
    fn what_cannot_be_used_is_answered_by_what_can() {
        assert!(refusal("key", json!("bisidder")).contains("lokal_"));
        assert!(refusal("key", json!("lokal_Å")).contains("lokal_"));
        assert!(refusal("title", json!({ "da": "", "en": "x" })).contains("1 to 40"));
        assert!(refusal("picture", json!("hest")).contains("kronisk"));
        assert!(refusal("weeks", json!([8, 6])).contains("[6, 8]"));
        assert!(refusal("hours", json!(38)).contains("37"));
        assert!(refusal("area", json!("Sundhed")).contains("helbred"));
    }
}
