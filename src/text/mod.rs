//! The words. Danish is compiled in; another language is fetched when somebody chooses it, and kept
//! for use without a network.
//!
//! Texts live in `<language>/<noun>.txt` (see [`format`]); `build.rs` makes a constant of each key, so
//! that a missing text does not compile. A key knows its [`File`], and a program carries the files whose
//! keys it uses. Choosing a language builds what is on the screen anew, so [`t`] can simply be called
//! wherever a text is needed. What a citizen has typed must therefore live in the app's state, never only
//! in a component.

mod basis;
pub mod format;

use std::ptr;
use std::sync::{LazyLock, OnceLock};

use indgang_domain::offers::Offer;
use leptos::prelude::*;

use crate::browser::{http, page, store};
use crate::municipality::municipality;

pub use basis::basis;

/// A text of the app. Its constants are named after the keys of the text files.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    file: &'static File,
    index: u16,
}

impl Key {
    /// Its words among those of its file.
    #[must_use]
    pub fn among(self, texts: Texts) -> &'static str {
        texts[usize::from(self.index)]
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self.file, other.file) && self.index == other.index
    }
}

/// The texts that stand in one file of each language's folder.
#[derive(Debug)]
pub struct File {
    name: &'static str,
    /// Changes with the texts of the languages that are fetched.
    mark: &'static str,
    danish: &'static str,
    read: OnceLock<Table>,
}

/// Keys and Danish words, both in the order of [`Key`].
#[derive(Debug)]
struct Table {
    keys: Vec<&'static str>,
    texts: Texts,
}

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

/// The words of one file in a language, in the order of its keys.
pub type Texts = &'static [&'static str];

impl File {
    const fn new(name: &'static str, mark: &'static str, danish: &'static str) -> Self {
        Self {
            name,
            mark,
            danish,
            read: OnceLock::new(),
        }
    }

    /// Its name in each language's folder, without the ending.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// All its keys, in their order.
    pub fn keys(&'static self) -> impl Iterator<Item = &'static str> {
        self.table().keys.iter().copied()
    }

    /// The words of a key that is put together where it is needed, as `question.{id}.title`. Whoever
    /// does so owes a test that names every key without words.
    #[must_use]
    pub fn find(&'static self, key: &str) -> Option<&'static str> {
        let index = self.table().keys.binary_search(&key).ok()?;
        Some(self.texts()[index])
    }

    fn table(&self) -> &Table {
        self.read.get_or_init(|| {
            let entries = format::entries(self.danish);
            let (keys, texts): (_, Vec<_>) = entries
                .into_iter()
                .map(|entry| (entry.key, &*entry.text.leak()))
                .unzip();
            let texts = texts.leak();
            Table { keys, texts }
        })
    }

    /// The words in the language on the screen.
    fn texts(&'static self) -> Texts {
        let shown = SHOWN.read_untracked();
        let fetched = shown.fetched.iter().find(|(file, _)| ptr::eq(*file, self));
        // The program has not said that it uses the file (a test finds that): better Danish than nothing.
        fetched.map_or(self.table().texts, |(_, texts)| texts)
    }

    /// Its words in Danish.
    pub fn danish(&'static self) -> Texts {
        self.table().texts
    }

    /// The words of a fetched file in the order of [`Key`]; `None` when it does not have them all, as
    /// when it belongs to another version of the app.
    #[must_use]
    pub fn translated(&self, fetched: &str) -> Option<Texts> {
        let keys = &self.table().keys;
        let mut texts = vec![""; keys.len()];
        for entry in format::entries(fetched) {
            texts[keys.binary_search(&entry.key).ok()?] = entry.text.leak();
        }
        texts
            .iter()
            .all(|text| !text.is_empty())
            .then(|| &*texts.leak())
    }
}

/// The files that this program fetches in other languages.
static CARRIED: OnceLock<&[&File]> = OnceLock::new();

/// What is on the screen.
#[derive(Clone, Copy)]
struct Shown {
    language: Language,
    /// Nothing in Danish.
    fetched: Fetched,
}

type Fetched = &'static [(&'static File, Texts)];

static SHOWN: LazyLock<ArcRwSignal<Shown>> = LazyLock::new(|| {
    ArcRwSignal::new(Shown {
        language: Language::Da,
        fetched: &[],
    })
});

/// The words of a key in the language on the screen.
#[must_use]
pub fn t(key: Key) -> &'static str {
    key.file.texts()[usize::from(key.index)]
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

/// The words for one of the law's codes: `law("reservation", "EU_RET", "title")` is the text
/// `law.reservation.EU_RET.title`. A test names every code without words.
#[must_use]
pub fn law(group: &str, code: &str, part: &str) -> Option<&'static str> {
    LAW.find(&format!("law.{group}.{code}.{part}"))
}

/// The words of a paper that the municipality asks for: its `name`, and `why` and where to find it.
#[must_use]
pub fn paper(name: &str, part: &str) -> Option<&'static str> {
    PAPERS.find(&format!("paper.{name}.{part}"))
}

/// The words of an offer, which stand under its key: `short` (on its card), `name` and `purpose`; where
/// something is known also `needs`: who can normally get it.
#[must_use]
pub fn offer(offer: &Offer, part: &str) -> Option<&'static str> {
    OFFERS.find(&format!("offer.{}.{part}", offer.key))
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
        .or_else(|| OFFERS.find(&format!("offer.no.{common}")))
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

/// Speaks the language that was chosen on this device before, if any. `carried` are the files whose keys
/// the program uses.
pub async fn restore(carried: &'static [&'static File]) {
    // Set once: a page starts one program.
    let _ = CARRIED.set(carried);
    let chosen = store::load(REMEMBERED)
        .and_then(|code| Language::offered().find(|language| language.code() == code));
    if let Some(language) = chosen.filter(|language| *language != Language::Da) {
        // Without a network at the very start Danish is what there is.
        let _ = speak(language).await;
    }
}

/// Changes the language and remembers it. Fails when its texts cannot be had now.
pub async fn speak(language: Language) -> Result<(), http::Unreachable> {
    let fetched = match language {
        Language::Da => &[],
        _ => fetched(language).await?,
    };
    store::save(REMEMBERED, language.code());
    page::set_language(language.code());
    SHOWN.set(Shown { language, fetched });
    Ok(())
}

async fn fetched(language: Language) -> Result<Fetched, http::Unreachable> {
    let files = *CARRIED.get().unwrap_or(&&[][..]);
    let code = language.code();
    let address = |file: &&File| format!("/text/{code}/{}.txt?v={}", file.name, file.mark);
    let come = http::texts(files.iter().map(address)).await?;
    let translated = files
        .iter()
        .zip(come)
        .map(|(file, come)| Some((*file, file.translated(&come)?)));
    let translated: Option<Vec<_>> = translated.collect();
    Ok(translated.ok_or(http::Unreachable)?.leak())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_words_of_every_file() {
        for file in FILES {
            let place = format!(
                "{}/src/text/en/{}.txt",
                env!("CARGO_MANIFEST_DIR"),
                file.name
            );
            let english = file.translated(&std::fs::read_to_string(&place).unwrap());
            assert_eq!(
                english.map(<[_]>::len),
                Some(file.table().keys.len()),
                "{place}"
            );
        }
    }

    #[test]
    fn a_file_of_another_version_is_refused() {
        assert_eq!(COMMON.translated("no.such.key = words"), None);
        assert_eq!(COMMON.translated(""), None);
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
