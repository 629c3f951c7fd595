//! The template of the joint plan: its headings, as a municipality's departments have agreed on them. It
//! changes now and then; a plan keeps the version that it began with.

use indgang_law::calendar::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::board::{Board, Card, Note, Proposal};
use super::edit::Stage;
use crate::meetings::Words;
use crate::offers::Area;

/// A version of the template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Plans that begin on that day or later have it, until the next version.
    #[serde(deserialize_with = "date")]
    pub valid_from: Date,
    /// Its headings, in their order.
    #[serde(rename = "section", deserialize_with = "sections")]
    pub sections: Vec<Heading>,
}

/// A heading of the template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// What it is called.
    pub title: Words,
    /// What belongs under it, and whom it concerns.
    pub guidance: Words,
    /// Whose cards stand there. None: the goal does.
    #[serde(default)]
    pub areas: Vec<Area>,
}

impl Heading {
    /// The cards that stand under it: what has ended or been declined is no agreement.
    pub fn cards<'a>(&'a self, board: &'a Board) -> impl Iterator<Item = &'a Card> {
        board.cards.iter().filter(|card| {
            card.proposal == Proposal::Taken
                && card.stage != Stage::Slut
                && self.areas.contains(&card.area)
        })
    }

    /// What under it comes from other plans.
    pub fn reused<'a>(&'a self, board: &'a Board) -> impl Iterator<Item = &'a Note> {
        board
            .reused()
            .filter(|note| note.area.is_some_and(|area| self.areas.contains(&area)))
    }
}

/// The version that a plan has which began on that day: the last one that held then, else the first.
#[must_use]
pub fn version(templates: &[Template], began: Date) -> Option<&Template> {
    let held = templates.iter().rfind(|it| it.valid_from <= began);
    held.or(templates.first())
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    Date::parse(&text).ok_or_else(|| Error::custom("a date is needed, like \"2027-01-01\""))
}

/// Each area of life has its place under one heading, so that no card is lost.
fn sections<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Heading>, D::Error> {
    let sections = Vec::<Heading>::deserialize(deserializer)?;
    for area in Area::ALL {
        let places = sections.iter().flat_map(|it| &it.areas);
        let count = places.filter(|it| **it == area).count();
        if count != 1 {
            return Err(Error::custom(format!(
                "the area `{}` stands in `areas` of {count} sections: it must be one",
                area.name()
            )));
        }
    }
    Ok(sections)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::plan::edit::{Author, Edit, Kind, Replica, Role, Value};
    use crate::plan::steps::Steps;
    use crate::plan::{Day, Log};

    fn template(valid_from: &str, areas: &[&str]) -> Result<Template, serde_json::Error> {
        let words = json!({ "da": "Alt", "en": "All" });
        serde_json::from_value(json!({
            "valid_from": valid_from,
            "section": [{ "title": words, "guidance": words, "areas": areas }],
        }))
    }

    const ALL: [&str; 5] = ["job", "uddannelse", "helbred", "hverdag", "stoette"];

    #[test]
    fn no_area_is_lost_and_none_stands_twice() {
        assert!(template("2026-01-01", &ALL).is_ok());
        let lost = template("2026-01-01", &ALL[1..]).unwrap_err().to_string();
        assert!(
            lost.contains("`job`") && lost.contains("0 sections"),
            "{lost}"
        );
        let twice = [&ALL[..], &["job"]].concat();
        assert!(
            template("2026-01-01", &twice)
                .unwrap_err()
                .to_string()
                .contains("2 sections")
        );
    }

    #[test]
    fn a_plan_keeps_the_version_that_held_when_it_began() {
        let both = ["2026-01-01", "2027-01-01"].map(|from| template(from, &ALL).unwrap());
        let held = |year, month, day| {
            let began = Date::new(year, month, day).unwrap();
            version(&both, began).map(|it| it.valid_from.year())
        };
        assert_eq!(
            held(2025, 12, 31),
            Some(2026),
            "before there was one: the first"
        );
        assert_eq!(held(2026, 12, 31), Some(2026));
        assert_eq!(held(2027, 1, 1), Some(2027));
        assert_eq!(version(&[], both[0].valid_from), None);
    }

    #[test]
    fn cards_and_what_is_reused_stand_under_the_heading_of_their_area() {
        let mut log = Log::default();
        let author = Author {
            role: Role::Citizen,
            name: String::new(),
        };
        let add = |key: &str, values| Edit::Add {
            kind: Kind::Offer(key.to_owned()),
            values,
        };
        let edits = vec![
            Edit::Sign(author),
            add("laege", Vec::new()),
            add("jobklub", Vec::new()),
            add("cv", vec![Value::Stage(Stage::Slut)]),
        ];
        log.act(1, Replica(1), edits);
        let heading = Heading {
            title: Words {
                da: String::new(),
                en: String::new(),
            },
            guidance: Words {
                da: String::new(),
                en: String::new(),
            },
            areas: vec![Area::Job],
        };
        let mut reused = |area, plan: &str| {
            let (before, board) = (log.clone(), log.board());
            let steps = Steps {
                log: &before,
                board: &board,
                today: Day(20_780),
            };
            let edit = steps.reused(area, plan.to_owned(), Day(20_600));
            log.act(2, Replica(1), vec![edit]);
        };
        reused(Area::Job, "Min Plan");
        reused(Area::Helbred, "Rehabiliteringsplanen");
        let board = log.board();
        let plans = heading.reused(&board).map(|note| note.text.as_str());
        assert_eq!(plans.collect::<Vec<_>>(), ["Min Plan"]);
        let keys = heading.cards(&board).filter_map(Card::offer);
        assert_eq!(keys.map(|offer| offer.key).collect::<Vec<_>>(), ["jobklub"]);
    }
}
