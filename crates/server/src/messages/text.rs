//! The words of messages, Danish and English.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// In which language somebody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ValueEnum)]
pub enum Language {
    Da,
    En,
}

/// What a message says. It never says more than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Text {
    /// There is something new: log in to read.
    News,
    /// An operator tries out whether messages arrive.
    Trial,
}

/// A message as a person reads it.
pub struct Words {
    pub subject: String,
    pub body: String,
}

impl Text {
    /// What a program reads in place of the words.
    pub fn kind(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Trial => "trial",
        }
    }

    /// `address`: where to log in.
    pub fn words(self, language: Language, kommune: &str, telefon: &str, address: &str) -> Words {
        let (subject, body) = match (self, language) {
            (Self::News, Language::Da) => (
                "Der er nyt til dig",
                "Der er nyt til dig. Log ind for at læse det:",
            ),
            (Self::News, Language::En) => (
                "There is something new for you",
                "There is something new for you. Log in to read it:",
            ),
            (Self::Trial, Language::Da) => (
                "En prøve",
                "Dette er en prøve. Du skal ikke gøre noget. Vores side er her:",
            ),
            (Self::Trial, Language::En) => (
                "A trial",
                "This is a trial. You do not need to do anything. Our page is here:",
            ),
        };
        let farewell = match language {
            Language::Da => format!(
                "Du kan ikke svare på denne mail. Har du spørgsmål, så ring til os på {telefon}.\n\n\
                 Venlig hilsen\n{kommune}\n"
            ),
            Language::En => format!(
                "You cannot reply to this mail. If you have questions, call us at {telefon}.\n\n\
                 Kind regards\n{kommune}\n"
            ),
        };
        Words {
            subject: format!("{kommune}: {subject}"),
            body: format!("{body}\n\n{address}\n\n{farewell}"),
        }
    }
}
