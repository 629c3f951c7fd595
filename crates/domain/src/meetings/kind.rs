//! Which meetings there are. The municipality says so in its configuration.

use serde::{Deserialize, Serialize};

/// How people meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// At a place.
    InPerson,
    /// The caseworker calls.
    Phone,
    /// By picture and sound in the browser.
    Video,
}

impl Form {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Phone, Self::Video];

    /// What it is called in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Phone => "phone",
            Self::Video => "video",
        }
    }

    /// The form of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Whether nobody has to come to a place.
    #[must_use]
    pub const fn is_remote(self) -> bool {
        !matches!(self, Self::InPerson)
    }
}

/// Words in the languages that the app speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

/// A kind of meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What it is called in documents and in the staff's times: `jobsamtale`.
    pub key: String,
    /// What people call it.
    pub name: Words,
    /// What it is for, in one sentence.
    pub purpose: Words,
    /// What to bring, one thing each.
    #[serde(default)]
    pub bring: Vec<Words>,
    /// How long it lasts.
    pub minutes: u16,
    /// In which forms it may be held. The first job talk is in person (LAB § 33).
    pub forms: Vec<Form>,
    /// From which units somebody takes part, one from each.
    pub units: Vec<String>,
    /// How many citizens at a time; more than one is a meeting of a group.
    #[serde(default = "one")]
    pub seats: u16,
    /// Whether citizens may book it themselves.
    #[serde(default = "yes")]
    pub self_booking: bool,
    /// Whether it is the first meeting with the municipality.
    #[serde(default)]
    pub first: bool,
    /// Whether a citizen has at most one of all such meetings ahead of them.
    #[serde(default = "yes")]
    pub one_at_a_time: bool,
    /// For which other kinds it counts too, by their keys: several talks held under one.
    #[serde(default)]
    pub counts_for: Vec<String>,
    /// Where the law has it: `LAB § 33`; empty, when it is the municipality's own.
    #[serde(default)]
    pub law: String,
}

const fn one() -> u16 {
    1
}

const fn yes() -> bool {
    true
}

impl Kind {
    /// Whether several citizens come together.
    #[must_use]
    pub const fn is_group(&self) -> bool {
        self.seats > 1
    }

    /// The forms among which a citizen chooses, while a first talk is ahead of them: what that talk counts for is in
    /// person like it, because the form is a right only after it.
    #[must_use]
    pub fn forms_before(&self, first: Option<&Self>) -> Vec<Form> {
        let waits = first.is_some_and(|first| first.counts_for.contains(&self.key))
            && self.forms.contains(&Form::InPerson);
        if waits {
            vec![Form::InPerson]
        } else {
            self.forms.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(key: &str, forms: &[Form]) -> Kind {
        let words = || Words {
            da: key.to_owned(),
            en: key.to_owned(),
        };
        Kind {
            key: key.to_owned(),
            name: words(),
            purpose: words(),
            bring: Vec::new(),
            minutes: 30,
            forms: forms.to_vec(),
            units: vec!["job".to_owned()],
            seats: 1,
            self_booking: true,
            first: false,
            one_at_a_time: true,
            counts_for: Vec::new(),
            law: String::new(),
        }
    }

    #[test]
    fn the_form_is_a_right_only_after_the_first_talk() {
        let first = Kind {
            first: true,
            counts_for: vec!["job".to_owned(), "call".to_owned()],
            ..kind("first", &[Form::InPerson])
        };
        let job = kind("job", &Form::ALL);
        assert_eq!(job.forms_before(Some(&first)), [Form::InPerson]);
        assert_eq!(job.forms_before(None), Form::ALL);
        let health = kind("health", &Form::ALL);
        assert_eq!(health.forms_before(Some(&first)), Form::ALL);
        // Nobody is kept from what is only held by telephone.
        let call = kind("call", &[Form::Phone]);
        assert_eq!(call.forms_before(Some(&first)), [Form::Phone]);
    }
}
