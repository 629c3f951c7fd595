//! What the cards of the plan board stand for: the offers that a citizen and the municipality can
//! choose among, from placement to holiday.
//!
//! An offer here is a fact, not a promise: who may have it is settled by the law and by people. Its
//! words stand in the app's texts under its key.

mod catalogue;
mod local;

use serde::{Deserialize, Serialize};

pub use catalogue::CATALOGUE;
pub use local::Local;

/// An area of life: a row of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Work and the way to it.
    Job,
    /// Learning.
    Uddannelse,
    /// Body and mind.
    Helbred,
    /// Home, family, time off, one's own ideas.
    Hverdag,
    /// Another person's help, or money for something.
    Stoette,
}

impl Area {
    /// In the order of the board's rows.
    pub const ALL: [Self; 5] = [
        Self::Job,
        Self::Uddannelse,
        Self::Helbred,
        Self::Hverdag,
        Self::Stoette,
    ];

    /// The word that is kept and that the texts are found by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Job => "job",
            Self::Uddannelse => "uddannelse",
            Self::Helbred => "helbred",
            Self::Hverdag => "hverdag",
            Self::Stoette => "stoette",
        }
    }

    /// The area of a word that [`name`](Self::name) gave.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.name() == name)
    }
}

/// Who decides whether an offer is taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decides {
    /// The citizen: a right, or one's own life.
    Du,
    /// The citizen and the municipality, together.
    Aftale,
    /// The municipality: a duty, or an application that it answers.
    Kommune,
}

impl Decides {
    /// From the freest to the least free.
    pub const ALL: [Self; 3] = [Self::Du, Self::Aftale, Self::Kommune];

    /// The word that is kept and that the texts are found by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Du => "du",
            Self::Aftale => "aftale",
            Self::Kommune => "kommune",
        }
    }

    /// The value of a word that [`name`](Self::name) gave.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.name() == name)
    }
}

/// What a card does to the month's money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Money {
    /// Ordinary wages.
    Loen,
    /// Wages that the municipality pays a part of.
    Loentilskud,
    /// No wages: the help goes on.
    Praktik,
    /// Money for getting there.
    Transport,
}

/// What a citizen may tell, to see the cards that fit first. It orders cards and nothing else: it never
/// hides one, is never a score, and need not leave the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the texts say in plain words what each means")]
pub enum Situation {
    Ledig,
    UdenUddannelse,
    Under25,
    Boern,
    Syg,
    Psyke,
    Misbrug,
    LaererDansk,
    Laesning,
    Digitalt,
    Penge,
    Bolig,
    Afdelinger,
}

impl Situation {
    /// In the order that they are offered.
    pub const ALL: [Self; 13] = [
        Self::Ledig,
        Self::UdenUddannelse,
        Self::Under25,
        Self::Boern,
        Self::Syg,
        Self::Psyke,
        Self::Misbrug,
        Self::LaererDansk,
        Self::Laesning,
        Self::Digitalt,
        Self::Penge,
        Self::Bolig,
        Self::Afdelinger,
    ];

    /// The word that is kept and that the texts are found by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ledig => "ledig",
            Self::UdenUddannelse => "uden_uddannelse",
            Self::Under25 => "under25",
            Self::Boern => "boern",
            Self::Syg => "syg",
            Self::Psyke => "psyke",
            Self::Misbrug => "misbrug",
            Self::LaererDansk => "laerer_dansk",
            Self::Laesning => "laesning",
            Self::Digitalt => "digitalt",
            Self::Penge => "penge",
            Self::Bolig => "bolig",
            Self::Afdelinger => "afdelinger",
        }
    }

    /// The situation of a word that [`name`](Self::name) gave.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|situation| situation.name() == name)
    }
}

/// Where a card may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deck {
    /// In everybody's deck.
    Offered,
    /// For members of a-kasser on dagpenge; who lives on kontanthjælp cannot have it.
    DagpengeOnly,
    /// Abolished for new citizens by lov nr. 1750 af 29. december 2025. Only an old plan still has it,
    /// parked.
    Ended,
}

/// One offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its name in plans, texts and pictures. Once given, it stays.
    pub key: &'static str,
    /// Its row of the board.
    pub area: Area,
    /// Who decides whether it is taken up.
    pub decides: Decides,
    /// How long it typically lasts, in weeks: the shortest and the longest. Zero when it has ended.
    pub weeks: (u16, u16),
    /// The longest that one agreement may last, in weeks, where a source gives it. Some can be
    /// renewed; `needs` among the words says so.
    pub most_weeks: Option<u16>,
    /// What it rests on, as a Danish lawyer writes it; empty where no law is behind it.
    pub law: &'static str,
    /// Where that can be read; empty where no page is known that a citizen is served by.
    pub law_url: &'static str,
    /// Whether a source was read for `law` and for what the words say. Where not, the citizen is told
    /// to ask.
    pub verified: bool,
    /// Whether the law can oblige to it: it is not moved or paused without asking first.
    pub duty: bool,
    /// Whether it tells of health, disability, addiction, debt or trouble in the family: nobody else
    /// sees it until the citizen shares it.
    pub private: bool,
    /// What it does to the month's money.
    pub money: Option<Money>,
    /// For whom it is shown first.
    pub situations: &'static [Situation],
    /// Where its card may lie.
    pub deck: Deck,
    /// The card that often comes next: a suggestion, no rule.
    pub then: Option<&'static str>,
}

impl Offer {
    /// Whether it is a person who helps: a mentor, whose name stands on the card.
    #[must_use]
    pub fn is_mentor(&self) -> bool {
        matches!(
            self.key,
            "mentor" | "mentor_udskrivning" | "virksomhedsmentor"
        )
    }
}

/// The offer of a key, also when it has ended.
#[must_use]
pub fn find(key: &str) -> Option<&'static Offer> {
    CATALOGUE.iter().find(|offer| offer.key == key)
}

/// Everybody's deck, in the order of the catalogue.
pub fn deck() -> impl Iterator<Item = &'static Offer> {
    CATALOGUE.iter().filter(|offer| offer.deck == Deck::Offered)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Plans that citizens have put aside name these. More may come; none may go.
    const KEPT: &str = "
        virksomhedspraktik virksomhedspraktik_lang snusepraktik loentilskud_privat
        loentilskud_offentlig nytteindsats loenntimer jobformidling voksenlaerling ips ivaerksaetter
        jobsoegning cv cv_hjaelp jobklub afklaring brancheskift realkompetence laese_skrive ordblind
        dansk arbejdsdansk amu certifikat avu_hf seks_ugers digital_start fgu uddannelsesvejledning
        mentor mentor_udskrivning virksomhedsmentor hjaelpemidler personlig_assistance bostoette tolk
        bisidder samlet_plan familieindsats fysisk_traening genoptraening sundhed_job kronisk mental
        psykolog misbrug_alkohol misbrug_stof laege delvis_rask sygedagpenge_samtale gaeld budget
        enkeltydelse medicin_tand transport bolig boernepasning ferie frivillig jobsamtale
        faelles_moede pause egen_aktivitet ressourceforloeb revalidering jobrotation";

    #[test]
    fn an_offer_that_a_plan_may_name_is_still_found() {
        let gone: Vec<_> = KEPT
            .split_whitespace()
            .filter(|key| find(key).is_none())
            .collect();
        assert!(gone.is_empty(), "gone: {gone:?}");
    }

    #[test]
    fn no_two_offers_share_a_key() {
        let keys: BTreeSet<_> = CATALOGUE.iter().map(|offer| offer.key).collect();
        assert_eq!(keys.len(), CATALOGUE.len());
    }

    #[test]
    fn what_has_ended_or_is_for_others_is_not_in_the_deck() {
        let apart: Vec<_> = CATALOGUE
            .iter()
            .map(|offer| offer.key)
            .filter(|key| deck().all(|offer| offer.key != *key))
            .collect();
        assert_eq!(
            apart,
            [
                "seks_ugers",
                "ressourceforloeb",
                "revalidering",
                "jobrotation"
            ]
        );
    }

    #[test]
    fn an_offer_lasts_from_a_week_to_four_years_and_no_longer_than_it_may() {
        for offer in CATALOGUE {
            let (shortest, longest) = offer.weeks;
            match offer.deck {
                Deck::Ended => assert_eq!(offer.weeks, (0, 0), "{}", offer.key),
                _ => assert!(
                    1 <= shortest && shortest <= longest && longest <= 208,
                    "{}",
                    offer.key
                ),
            }
            assert!(
                offer.most_weeks.is_none_or(|most| longest <= most),
                "{}",
                offer.key
            );
        }
    }

    #[test]
    fn what_no_source_confirms_binds_nobody() {
        for offer in CATALOGUE.iter().filter(|offer| !offer.verified) {
            assert_eq!(offer.law_url, "", "{}", offer.key);
            assert_eq!(offer.most_weeks, None, "{}", offer.key);
        }
    }

    #[test]
    fn the_card_that_comes_next_is_another_one_in_the_deck() {
        for offer in CATALOGUE {
            if let Some(next) = offer.then {
                assert_ne!(next, offer.key);
                assert!(deck().any(|other| other.key == next), "{}", offer.key);
            }
        }
    }

    #[test]
    fn a_mentor_is_a_persons_help() {
        let mentors: Vec<_> = CATALOGUE.iter().filter(|offer| offer.is_mentor()).collect();
        assert_eq!(mentors.len(), 3);
        assert!(mentors.iter().all(|offer| offer.area == Area::Stoette));
    }

    #[test]
    fn health_is_private() {
        for offer in CATALOGUE.iter().filter(|offer| offer.area == Area::Helbred) {
            assert!(offer.private, "{}", offer.key);
        }
    }

    #[test]
    fn a_duty_is_never_the_citizens_choice_alone() {
        for offer in CATALOGUE.iter().filter(|offer| offer.duty) {
            assert_ne!(offer.decides, Decides::Du, "{}", offer.key);
        }
    }

    #[test]
    fn every_situation_has_cards_to_show_first() {
        for situation in Situation::ALL {
            assert!(
                deck().any(|offer| offer.situations.contains(&situation)),
                "{situation:?}"
            );
        }
    }

    #[test]
    fn every_name_is_read_back() {
        for area in Area::ALL {
            assert_eq!(Area::parse(area.name()), Some(area));
        }
        for decides in Decides::ALL {
            assert_eq!(Decides::parse(decides.name()), Some(decides));
        }
        for situation in Situation::ALL {
            assert_eq!(Situation::parse(situation.name()), Some(situation));
        }
        assert_eq!(Area::parse("Job"), None);
    }
}
