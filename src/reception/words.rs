//! The kiosk's words in all its languages, compiled in: it goes on when the network does not.

use std::sync::OnceLock;

use indgang_api::reception::Spoken;
use indgang_domain::meetings::Words;

use crate::browser::clock;
use crate::text::{KIOSK, Key, Texts, filled};

/// A language that the kiosk speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Dansk.
    Da,
    /// English.
    En,
    /// Arabic.
    Ar,
    /// Ukrainian.
    Uk,
}

impl Tongue {
    /// In the order that they are offered.
    pub const ALL: [Self; 4] = [Self::Da, Self::En, Self::Ar, Self::Uk];

    /// Its tag.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
            Self::Ar => "ar",
            Self::Uk => "uk",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Da => "Dansk",
            Self::En => "English",
            Self::Ar => "العربية",
            Self::Uk => "Українська",
        }
    }

    /// From which side it is read.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// Whether a speaker has read its words. Those that nobody has say so.
    pub const fn is_reviewed(self) -> bool {
        matches!(self, Self::Da | Self::En)
    }

    /// The words of a key of the kiosk's.
    pub fn say(self, key: Key) -> &'static str {
        key.among(self.texts())
    }

    /// The same with each `{name}` replaced.
    pub fn say_with(self, key: Key, values: &[(&str, &str)]) -> String {
        filled(self.say(key), values)
    }

    fn texts(self) -> Texts {
        static READ: [OnceLock<Texts>; 4] = [const { OnceLock::new() }; 4];
        let file = match self {
            Self::Da => return KIOSK.danish(),
            Self::En => include_str!("../text/en/kiosk.txt"),
            Self::Ar => include_str!("ar.txt"),
            Self::Uk => include_str!("uk.txt"),
        };
        // A test reads them all.
        READ[self as usize].get_or_init(|| KIOSK.translated(file).unwrap_or(KIOSK.danish()))
    }

    /// Of what the municipality says, the words to show and the language they are in.
    pub fn of(self, words: &Spoken) -> (String, &'static str) {
        let own = match self {
            Self::Da => Some(&words.da),
            Self::En => None,
            Self::Ar => words.ar.as_ref(),
            Self::Uk => words.uk.as_ref(),
        };
        match own {
            Some(own) => (own.clone(), self.code()),
            None => (words.en.clone(), "en"),
        }
    }

    /// The same of what it says in two languages only.
    pub fn of_two(self, words: &Words) -> (String, &'static str) {
        match self {
            Self::Da => (words.da.clone(), "da"),
            _ => (words.en.clone(), "en"),
        }
    }

    /// The time of day of a moment.
    pub fn time(self, moment: i64) -> String {
        let sign = if self == Self::Da { "." } else { ":" };
        let time = clock::at(moment).map_or_else(String::new, |at| {
            format!("{}{sign}{:02}", at.minute / 60, at.minute % 60)
        });
        self.say_with(Key::KIOSK_TIME, &[("tid", &time)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blanks(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0))
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn the_kiosk_says_everything_in_every_language() {
        for file in [include_str!("ar.txt"), include_str!("uk.txt")] {
            let texts = KIOSK.translated(file).expect("all keys and no others");
            for (text, danish) in texts.iter().zip(KIOSK.danish()) {
                assert_eq!(blanks(text), blanks(danish), "{text}");
            }
        }
        for (one, other) in [(Tongue::Ar, Tongue::Uk), (Tongue::Da, Tongue::En)] {
            let key = Key::KIOSK_WELCOME;
            assert_ne!(one.say(key), other.say(key));
        }
    }
}
