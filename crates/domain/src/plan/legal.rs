//! What the law wants a plan to contain (LAB § 41, stk. 2), read from the board.

use super::board::{Board, Card, Note, Proposal, Source};
use super::edit::{Edit, Stage, Value};
use super::log::Log;
use crate::offers::Area;

/// A part of the plan that the law names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The goal: a job, or a job and an education.
    Goal,
    /// What is agreed about looking for a job, and what is demanded.
    Search,
    /// Offers: placement, a wage with a subsidy, guidance and courses.
    Offers,
    /// What stabilises or betters the physical, mental or social state.
    Stabilising,
    /// What else is agreed.
    Other,
    /// How far it has come, and when it is looked at again.
    FollowUp,
}

impl Part {
    /// In the order of the law.
    pub const ALL: [Self; 6] = [
        Self::Goal,
        Self::Search,
        Self::Offers,
        Self::Stabilising,
        Self::Other,
        Self::FollowUp,
    ];

    /// Whether something is missing where it is empty; the others are for those whom they concern.
    #[must_use]
    pub const fn is_needed(self) -> bool {
        matches!(
            self,
            Self::Goal | Self::Search | Self::Offers | Self::FollowUp
        )
    }

    /// Where a card belongs.
    #[must_use]
    pub fn of(card: &Card) -> Self {
        let Some(offer) = card.offer() else {
            return match (card.area, &card.source) {
                (Area::Helbred, _) => Self::Stabilising,
                // A municipality's own courses.
                (Area::Job | Area::Uddannelse, Source::Offer(_)) => Self::Offers,
                _ => Self::Other,
            };
        };
        match offer.key {
            "jobsoegning" | "cv" | "jobformidling" | "brancheskift" => Self::Search,
            "virksomhedspraktik"
            | "virksomhedspraktik_lang"
            | "snusepraktik"
            | "loentilskud_privat"
            | "loentilskud_offentlig"
            | "nytteindsats"
            | "cv_hjaelp"
            | "jobklub"
            | "afklaring"
            | "dansk"
            | "arbejdsdansk"
            | "laese_skrive"
            | "ordblind"
            | "realkompetence"
            | "amu"
            | "certifikat"
            | "avu_hf"
            | "sundhed_job" => Self::Offers,
            "jobsamtale" | "sygedagpenge_samtale" | "faelles_moede" => Self::FollowUp,
            "bostoette" | "familieindsats" | "gaeld" | "bolig" => Self::Stabilising,
            _ if offer.area == Area::Helbred => Self::Stabilising,
            _ => Self::Other,
        }
    }
}

/// A part and what the board says to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// Which.
    pub part: Part,
    /// The goal; empty elsewhere.
    pub words: &'a str,
    /// The cards it comes from.
    pub cards: Vec<&'a Card>,
    /// How many things belong here and are left out because the owner has not shown them.
    pub kept_back: usize,
}

impl Section<'_> {
    /// Whether the law wants something here and the board says nothing.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.part.is_needed() && self.is_empty() && self.kept_back == 0
    }

    /// Whether nothing stands here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.cards.is_empty()
    }
}

/// That the plan stands for others (LAB § 40, stk. 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaces<'a> {
    /// Which, in words.
    pub plans: &'a str,
    /// When the owner said so, in milliseconds since 1970.
    pub consented: u64,
}

/// The plan as the law wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content<'a> {
    /// All parts, in the order of the law.
    pub sections: Vec<Section<'a>>,
    /// The plans that it stands for, when it is the one plan.
    pub replaces: Option<Replaces<'a>>,
    /// What comes from other plans.
    pub reused: Vec<&'a Note>,
    /// How much of that is left out because the owner has not shown it.
    pub reused_kept_back: usize,
}

impl Content<'_> {
    /// How many things are left out because the owner has not shown them.
    #[must_use]
    pub fn kept_back(&self) -> usize {
        let sections = self.sections.iter().map(|section| section.kept_back);
        sections.sum::<usize>() + self.reused_kept_back
    }
}

/// What a plan says to each part. `with_unshown`: also what its owner has not shown to the municipality.
#[must_use]
pub fn content<'a>(log: &Log, board: &'a Board, with_unshown: bool) -> Content<'a> {
    let mine = || {
        // What has ended or been declined is no agreement.
        let cards = board.cards.iter();
        cards.filter(|card| card.proposal == Proposal::Taken && card.stage != Stage::Slut)
    };
    let is_in = |card: &&Card| with_unshown || card.shared;
    let goal = board.goal.trim();
    let shows_goal = with_unshown || board.goal_shared;
    let section = |part| {
        let here = || mine().filter(|card| Part::of(card) == part);
        let has_goal = part == Part::Goal && !goal.is_empty();
        Section {
            part,
            words: if has_goal && shows_goal { goal } else { "" },
            cards: here().filter(is_in).collect(),
            kept_back: here().filter(|card| !is_in(card)).count()
                + usize::from(has_goal && !shows_goal),
        }
    };
    let (reused, unseen): (Vec<_>, Vec<_>) =
        board.reused().partition(|note| with_unshown || note.shared);
    Content {
        sections: Part::ALL.map(section).into(),
        replaces: board.replaces.as_deref().map(|plans| Replaces {
            plans,
            consented: consented(log, plans),
        }),
        reused,
        reused_kept_back: unseen.len(),
    }
}

/// When it was last said that the plan stands for these.
fn consented(log: &Log, plans: &str) -> u64 {
    let says = |edit: &Edit| match edit {
        Edit::Set {
            value: Value::Replaces(Some(said)),
            ..
        } => said == plans,
        _ => false,
    };
    let mut entries = log.entries().rev();
    let said = entries.find(|(_, edits)| edits.iter().any(says));
    said.map_or(0, |(stamp, _)| stamp.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offers::CATALOGUE;
    use crate::plan::edit::{Author, Kind, NoteKind, Replica, Role};

    fn plan(cards: &[(&str, bool)]) -> Log {
        let mut log = Log::default();
        let sign = Edit::Sign(Author {
            role: Role::Citizen,
            name: String::new(),
        });
        log.act(1, Replica(1), vec![sign]);
        for (key, shared) in cards {
            let kind = Kind::Offer((*key).to_owned());
            let values = vec![Value::Shared(*shared)];
            log.act(2, Replica(1), vec![Edit::Add { kind, values }]);
        }
        log
    }

    fn say(log: &mut Log, at: u64, value: Value) {
        let edit = log.say(None, value);
        log.act(at, Replica(1), vec![edit]);
    }

    fn missing(content: &Content) -> Vec<Part> {
        let sections = content.sections.iter();
        let missing = sections.filter(|section| section.is_missing());
        missing.map(|section| section.part).collect()
    }

    #[test]
    fn an_empty_plan_lacks_what_the_law_wants_of_everybody() {
        let log = Log::default();
        let board = log.board();
        let content = content(&log, &board, true);
        assert_eq!(
            missing(&content),
            [Part::Goal, Part::Search, Part::Offers, Part::FollowUp]
        );
        assert_eq!(content.replaces, None);
    }

    #[test]
    fn each_card_stands_in_one_part() {
        let cards = [
            ("jobsoegning", true),
            ("virksomhedspraktik", true),
            ("fysisk_traening", true),
            ("mentor", true),
            ("jobsamtale", true),
        ];
        let mut log = plan(&cards);
        say(&mut log, 3, Value::Goal("Gartner".to_owned()));
        say(&mut log, 3, Value::GoalShared(true));
        let board = log.board();
        let content = content(&log, &board, false);
        assert_eq!(missing(&content), []);
        assert_eq!(content.kept_back(), 0);
        let keys: Vec<Vec<&str>> = content
            .sections
            .iter()
            .map(|section| {
                let offers = section.cards.iter().filter_map(|card| card.offer());
                offers.map(|offer| offer.key).collect()
            })
            .collect();
        assert_eq!(
            keys,
            [
                vec![],
                vec!["jobsoegning"],
                vec!["virksomhedspraktik"],
                vec!["fysisk_traening"],
                vec!["mentor"],
                vec!["jobsamtale"]
            ]
        );
    }

    #[test]
    fn what_the_owner_has_not_shown_is_left_out_and_counted() {
        let mut log = plan(&[("laege", false), ("jobsoegning", true)]);
        say(&mut log, 3, Value::Goal("Gartner".to_owned()));
        let board = log.board();
        let shown = content(&log, &board, false);
        assert_eq!(shown.kept_back(), 2);
        assert_eq!(missing(&shown), [Part::Offers, Part::FollowUp]);
        let all = content(&log, &board, true);
        assert_eq!(all.kept_back(), 0);
        assert!(!missing(&all).contains(&Part::Goal));
    }

    #[test]
    fn what_comes_from_another_plan_is_named_once_it_is_shown() {
        let mut log = plan(&[]);
        let values = vec![
            Value::Area(Area::Helbred),
            Value::Text("Rehabiliteringsplanen".to_owned()),
        ];
        let kind = Kind::Note(NoteKind::Reused, None);
        log.act(3, Replica(1), vec![Edit::Add { kind, values }]);
        let board = log.board();
        let shown = content(&log, &board, false);
        assert_eq!((shown.reused.len(), shown.kept_back()), (0, 1));
        let all = content(&log, &board, true);
        assert_eq!((all.reused.len(), all.kept_back()), (1, 0));
    }

    #[test]
    fn the_one_plan_names_those_it_replaces_and_the_day_of_consent() {
        let mut log = plan(&[]);
        let plans = "Min Plan og rehabiliteringsplanen";
        say(
            &mut log,
            1_795_000_000_000,
            Value::Replaces(Some(plans.into())),
        );
        let board = log.board();
        let replaces = content(&log, &board, false).replaces;
        assert_eq!(
            replaces,
            Some(Replaces {
                plans,
                consented: 1_795_000_000_000
            })
        );
        say(&mut log, 1_795_000_000_001, Value::Replaces(None));
        let board = log.board();
        assert_eq!(content(&log, &board, false).replaces, None);
    }

    #[test]
    fn the_offers_that_are_named_exist() {
        let keys = [
            "jobsoegning",
            "cv",
            "jobformidling",
            "brancheskift",
            "virksomhedspraktik",
            "virksomhedspraktik_lang",
            "snusepraktik",
            "loentilskud_privat",
            "loentilskud_offentlig",
            "nytteindsats",
            "cv_hjaelp",
            "jobklub",
            "afklaring",
            "dansk",
            "arbejdsdansk",
            "laese_skrive",
            "ordblind",
            "realkompetence",
            "amu",
            "certifikat",
            "avu_hf",
            "sundhed_job",
            "jobsamtale",
            "sygedagpenge_samtale",
            "faelles_moede",
            "bostoette",
            "familieindsats",
            "gaeld",
            "bolig",
        ];
        for key in keys {
            assert!(CATALOGUE.iter().any(|offer| offer.key == key), "{key}");
        }
    }
}
