//! The words. Danish is compiled in; another language is fetched when somebody chooses it, and kept
//! for use without a network.
//!
//! Texts live in `<language>/<noun>.txt` (see [`format`]); `build.rs` makes a constant of each key, so
//! that a missing text does not compile. Choosing a language builds what is on the screen anew, so
//! [`t`] can simply be called wherever a text is needed. What a citizen has typed must therefore live
//! in the app's state, never only in a component.

pub mod format;

use std::sync::LazyLock;

use indgang_domain::offers::Offer;
use leptos::prelude::*;

use crate::browser::{http, page, store};
use crate::municipality::municipality;

/// A text of the app. Its constants are named after the keys of the text files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(u16);

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// A language that the app speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Dansk.
    Da,
    /// English.
    En,
}

impl Language {
    /// In the order that they are offered.
    pub const ALL: [Self; 2] = [Self::Da, Self::En];

    /// `"da"`: the language's tag in html and the name of its folder.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Da => "Dansk",
            Self::En => "English",
        }
    }

    /// The region whose way of writing dates and amounts its readers expect.
    #[must_use]
    pub const fn locale(self) -> &'static str {
        match self {
            Self::Da => "da-DK",
            Self::En => "en-GB",
        }
    }

    /// Those that the municipality offers.
    pub fn offered() -> impl Iterator<Item = Self> {
        let codes = &municipality().sprog;
        Self::ALL
            .into_iter()
            .filter(|language| codes.iter().any(|code| code == language.code()))
    }
}

type Texts = &'static [&'static str];

/// What is on the screen.
#[derive(Clone, Copy)]
struct Shown {
    language: Language,
    texts: Texts,
}

/// Keys and Danish words, both in the order of [`Key`].
static DANISH: LazyLock<(Texts, Texts)> = LazyLock::new(|| {
    let entries = format::entries(include_str!(concat!(env!("OUT_DIR"), "/da.txt")));
    let (keys, texts): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .map(|entry| (entry.key, &*entry.text.leak()))
        .unzip();
    (keys.leak(), texts.leak())
});

static SHOWN: LazyLock<ArcRwSignal<Shown>> = LazyLock::new(|| {
    ArcRwSignal::new(Shown {
        language: Language::Da,
        texts: DANISH.1,
    })
});

/// The words of a key in the language on the screen.
#[must_use]
pub fn t(key: Key) -> &'static str {
    SHOWN.read_untracked().texts[usize::from(key.0)]
}

/// The same with each `{name}` replaced.
#[must_use]
pub fn t_with(key: Key, values: &[(&str, &str)]) -> String {
    filled(t(key), values)
}

/// A text with each `{name}` replaced.
#[must_use]
pub fn filled(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}

/// `one` for exactly one, else `many`, with `{n}` replaced. A language with more forms than these two
/// will need the browser's `Intl.PluralRules` here.
#[must_use]
pub fn plural(n: usize, one: Key, many: Key) -> String {
    t_with(if n == 1 { one } else { many }, &[("n", &n.to_string())])
}

/// The words of a key that is put together where it is needed, as `question.{id}.title`. Whoever does
/// so owes a test that names every key without words.
#[must_use]
pub fn find(key: &str) -> Option<&'static str> {
    let index = DANISH.0.binary_search(&key).ok()?;
    Some(SHOWN.read_untracked().texts[index])
}

/// All keys, in their order.
pub fn keys() -> impl Iterator<Item = &'static str> {
    DANISH.0.iter().copied()
}

/// The words for one of the law's codes: `law("reservation", "EU_RET", "title")` is the text
/// `law.reservation.EU_RET.title`. A test names every code without words.
#[must_use]
pub fn law(group: &str, code: &str, part: &str) -> Option<&'static str> {
    find(&format!("law.{group}.{code}.{part}"))
}

/// The words of an offer, which stand under its key: `short` (on its card), `name` and `purpose`; where
/// something is known also `needs`: who can normally get it.
#[must_use]
pub fn offer(offer: &Offer, part: &str) -> Option<&'static str> {
    find(&format!("offer.{}.{part}", offer.key))
}

/// What it means to say no to an offer: in words of its own, or in those for all that one decides about
/// in the same way.
#[must_use]
pub fn offer_no(offer: &Offer) -> &'static str {
    let common = match offer.duty {
        true => "duty",
        false => offer.decides.name(),
    };
    self::offer(offer, "no")
        .or_else(|| find(&format!("offer.no.{common}")))
        .unwrap_or_default()
}

/// The language on the screen; what calls it in a closure of a view follows when it changes.
pub fn language() -> Language {
    SHOWN.read().language
}

/// The language on the screen, where nothing needs to follow when it changes.
#[must_use]
pub fn language_now() -> Language {
    SHOWN.read_untracked().language
}

const REMEMBERED: &str = "language";

/// Speaks the language that was chosen on this device before, if any.
pub async fn restore() {
    let chosen = store::load(REMEMBERED)
        .and_then(|code| Language::offered().find(|language| language.code() == code));
    if let Some(language) = chosen.filter(|language| *language != Language::Da) {
        // Without a network at the very start Danish is what there is.
        let _ = speak(language).await;
    }
}

/// Changes the language and remembers it. Fails when its texts cannot be had now.
pub async fn speak(language: Language) -> Result<(), http::Unreachable> {
    let texts = match language {
        Language::Da => DANISH.1,
        _ => fetched(language).await?,
    };
    store::save(REMEMBERED, language.code());
    page::set_language(language.code());
    SHOWN.set(Shown { language, texts });
    Ok(())
}

async fn fetched(language: Language) -> Result<Texts, http::Unreachable> {
    let code = language.code();
    let version = VERSIONS
        .iter()
        .find(|(known, _)| *known == code)
        .map_or("", |(_, mark)| mark);
    let file = http::text(&format!("/text/{code}.txt?v={version}")).await?;
    translated(&file).ok_or(http::Unreachable)
}

/// The words of a fetched file in the order of [`Key`]; `None` when it does not have them all, as when
/// it belongs to another version of the app.
fn translated(file: &str) -> Option<Texts> {
    let (keys, _) = *DANISH;
    let mut texts = vec![""; keys.len()];
    for entry in format::entries(file) {
        texts[keys.binary_search(&entry.key).ok()?] = entry.text.leak();
    }
    texts
        .iter()
        .all(|text| !text.is_empty())
        .then(|| &*texts.leak())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_words_of_every_key() {
        let english = include_str!(concat!(env!("OUT_DIR"), "/en.txt"));
        assert_eq!(translated(english).map(<[_]>::len), Some(DANISH.0.len()));
    }

    #[test]
    fn a_file_of_another_version_is_refused() {
        assert_eq!(translated("no.such.key = words"), None);
        assert_eq!(translated(""), None);
    }

    #[test]
    fn names_in_braces_are_filled_in() {
        assert_eq!(
            filled("{n} af {all}, {n}", &[("n", "1"), ("all", "2")]),
            "1 af 2, 1"
        );
    }

    #[test]
    fn a_text_goes_on_over_lines() {
        let entries = format::entries("# why\na.b = one\n  two\n\nc = three\nbroken\n");
        let seen: Vec<_> = entries
            .iter()
            .map(|e| (e.line, e.key, e.text.as_str()))
            .collect();
        assert_eq!(
            seen,
            [(2, "a.b", "one two"), (5, "c", "three"), (6, "", "")]
        );
    }
}
