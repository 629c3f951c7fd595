//! A choice among offers: what the municipality offers, and what the citizen wants instead or of it. A person
//! approves or refuses what was chosen; nobody puts another thing in its place.

use serde::{Deserialize, Serialize};

use super::content::{Check, Fault, LINE, TEXT, Wrong, document};
use crate::hours::Dato;
use crate::offers;
use indgang_law::calendar::Date;

/// How many offers there are to choose among, at least and at most.
pub const OFFERS: (u16, u16) = (2, 5);

document! {
    /// What the citizen chooses among, and what they have chosen.
    Choice {
        /// What it is for, in a few words.
        about: String,
        /// What the municipality offers; nothing, where the citizen begins it and the whole deck is open.
        offered: Vec<Alternative>,
        /// The last day to choose, where it is offered. No answer decides nothing.
        answer_by: Option<Dato>,
        /// What the citizen wants; nothing, until they have chosen.
        picked: Option<Picked>,
    }
}

document! {
    /// One of the offers.
    Alternative {
        /// Its key in the catalogue.
        offer: String,
        /// Where; empty, when that is agreed.
        place: String,
        /// Hours a week; 0, when that is agreed.
        hours: u8,
    }
}

document! {
    /// What the citizen wants.
    Picked {
        /// What.
        wanted: Wanted,
        /// Why; may be empty.
        reason: String,
    }
}

/// What a citizen can want.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// One of the offers, by its key.
    Offer(String),
    /// None of them, but this: in the citizen's own words.
    Own(String),
}

/// Whose idea something was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Idea {
    /// The citizen's.
    Citizen,
    /// The municipality's.
    Municipality,
}

impl Choice {
    /// Whose idea it is that was chosen; nobody's, until something is.
    #[must_use]
    pub fn idea(&self) -> Option<Idea> {
        let is_offered = |key: &String| self.offered.iter().any(|one| one.offer == *key);
        self.picked.as_ref().map(|picked| match &picked.wanted {
            Wanted::Offer(key) if is_offered(key) => Idea::Municipality,
            _ => Idea::Citizen,
        })
    }

    /// The offer of what was chosen, as the municipality put it.
    #[must_use]
    pub fn alternative(&self) -> Option<&Alternative> {
        let Wanted::Offer(key) = &self.picked.as_ref()?.wanted else {
            return None;
        };
        self.offered.iter().find(|one| one.offer == *key)
    }

    /// The law that what was chosen is most often decided by; empty, where none is known.
    #[must_use]
    pub fn law(&self) -> &'static str {
        let found = self
            .picked
            .as_ref()
            .and_then(|picked| match &picked.wanted {
                Wanted::Offer(key) => offers::find(key).filter(|offer| offer.verified),
                Wanted::Own(_) => None,
            });
        found.map_or("", |offer| offer.law)
    }

    /// The same with another thing chosen.
    ///
    /// # Errors
    /// When it is not there to be chosen, or nothing is said.
    pub fn choose(&self, picked: Picked) -> Result<Self, Fault> {
        let mut check = Check(Vec::new());
        self.check_picked(&picked, &mut check);
        match check.0.first() {
            Some(fault) => Err(*fault),
            None => Ok(Self {
                picked: Some(picked),
                ..self.clone()
            }),
        }
    }

    pub(super) fn check(&self, today: Date, check: &mut Check) {
        check.text(&self.about, "/about", LINE);
        if !self.offered.is_empty() {
            check.number(self.offered.len() as u16, "/offered", OFFERS);
            let keys: Vec<&str> = self.offered.iter().map(|one| one.offer.as_str()).collect();
            let is_wrong = |at: usize| !is_in_deck(keys[at]) || keys[..at].contains(&keys[at]);
            check.when((0..keys.len()).any(is_wrong), "/offered", Wrong::NotAnOffer);
            for one in &self.offered {
                check.at_most(&one.place, "/offered", LINE);
                check.number(one.hours, "/offered", (0, 37));
            }
            match self.answer_by {
                Some(day) => {
                    let range = (today.plus_days(1), today.plus_days(92));
                    check.day(day, "/answer_by", range);
                }
                None => check.when(true, "/answer_by", Wrong::Missing),
            }
        }
        match &self.picked {
            Some(picked) => self.check_picked(picked, check),
            // Who begins it says what they want.
            None => check.when(self.offered.is_empty(), "/picked", Wrong::Missing),
        }
    }

    fn check_picked(&self, picked: &Picked, check: &mut Check) {
        match &picked.wanted {
            Wanted::Own(words) => check.text(words, "/picked/wanted", TEXT),
            Wanted::Offer(key) => {
                let is_there = match self.offered.as_slice() {
                    [] => is_in_deck(key),
                    offered => offered.iter().any(|one| one.offer == *key),
                };
                check.when(!is_there, "/picked/wanted", Wrong::NotAnOffer);
            }
        }
        check.at_most(&picked.reason, "/picked/reason", TEXT);
    }
}

fn is_in_deck(key: &str) -> bool {
    offers::deck().any(|offer| offer.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alternative(offer: &str) -> Alternative {
        Alternative {
            offer: offer.to_owned(),
            place: String::new(),
            hours: 0,
        }
    }

    fn offered(keys: &[&str]) -> Choice {
        Choice {
            about: "Hverdagen skal hænge sammen".to_owned(),
            offered: keys.iter().map(|key| alternative(key)).collect(),
            answer_by: Some("2026-12-07".parse().unwrap()),
            picked: None,
        }
    }

    fn picked(wanted: Wanted) -> Picked {
        Picked {
            wanted,
            reason: String::new(),
        }
    }

    fn faults(choice: &Choice) -> Vec<(&'static str, Wrong)> {
        let mut check = Check(Vec::new());
        let today: Dato = "2026-11-23".parse().unwrap();
        choice.check(today.0, &mut check);
        let faults = check.0.into_iter();
        faults.map(|fault| (fault.pointer, fault.wrong)).collect()
    }

    #[test]
    fn there_are_two_to_five_offers_of_the_deck_each_once() {
        assert_eq!(faults(&offered(&["mentor", "jobklub"])), []);
        let few = ("/offered", Wrong::Number(2, 5));
        assert_eq!(faults(&offered(&["mentor"])), [few]);
        let strange = ("/offered", Wrong::NotAnOffer);
        for keys in [
            ["mentor", "mentor"],
            ["mentor", "revalidering"],
            ["mentor", "x"],
        ] {
            assert_eq!(faults(&offered(&keys)), [strange], "{keys:?}");
        }
    }

    #[test]
    fn what_is_offered_is_chosen_or_something_in_own_words() {
        let choice = offered(&["mentor", "jobklub"]);
        for (wanted, idea) in [
            (Wanted::Offer("mentor".to_owned()), Idea::Municipality),
            (Wanted::Own("Havearbejde".to_owned()), Idea::Citizen),
        ] {
            let chosen = choice.choose(picked(wanted)).unwrap();
            assert_eq!(chosen.idea(), Some(idea));
            assert_eq!(chosen.offered, choice.offered, "what was offered stays");
        }
        for wanted in [Wanted::Offer("amu".to_owned()), Wanted::Own(" ".to_owned())] {
            assert!(choice.choose(picked(wanted)).is_err());
        }
    }

    #[test]
    fn who_begins_it_says_what_they_want_of_the_whole_deck() {
        let mut own = offered(&[]);
        own.answer_by = None;
        assert_eq!(faults(&own), [("/picked", Wrong::Missing)]);
        own.picked = Some(picked(Wanted::Offer("amu".to_owned())));
        assert_eq!(faults(&own), []);
        assert_eq!(own.idea(), Some(Idea::Citizen));
        own.picked = Some(picked(Wanted::Offer("seks_ugers".to_owned())));
        assert_eq!(faults(&own), [("/picked/wanted", Wrong::NotAnOffer)]);
    }

    #[test]
    fn a_choice_on_the_last_day_and_after_it_counts() {
        let mut late = offered(&["mentor", "jobklub"]);
        late.answer_by = Some("2026-01-01".parse().unwrap());
        let wanted = Wanted::Offer("jobklub".to_owned());
        assert!(late.choose(picked(wanted)).is_ok());
    }
}
