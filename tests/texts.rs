//! The law's codes and the offers have words, and the words have a use. That every language has the same keys is
//! checked when the app is built (`build.rs`), so Danish stands for all of them here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use indgang_app::text;
use indgang_domain::offers::{Area, CATALOGUE, Decides, Deck, Situation};
use indgang_law::Household;
use indgang_law::assessment::{
    ComponentCode, CoupleType, DeductionCode, NamedReason, NextStep, RefusalCode, Reservation,
    RuleOutcome,
};
use indgang_law::curve::BreakpointKind;
use indgang_law::household::{AssetType, IncomeType, PublicBenefit};
use indgang_law::rule::Rule;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Families whose keys are put together where they are used, each walked by a test of its own, and the
/// file they are looked for in.
const FOUND_BY_NAME: [(&str, &text::File); 9] = [
    ("law.", &text::LAW),
    ("question.", &text::CALCULATOR_WORDS),
    ("answer.", &text::CALCULATOR_WORDS),
    ("curve.kind.", &text::CALCULATOR),
    ("area.", &text::OFFERS),
    ("decides.", &text::OFFERS),
    ("offer.", &text::OFFERS),
    ("paper.", &text::PAPERS),
    ("situation.", &text::OFFERS),
];

fn family(key: &str) -> Option<&'static text::File> {
    let known = |(start, _): &(&str, _)| key.starts_with(start);
    FOUND_BY_NAME.into_iter().find(known).map(|(_, file)| file)
}

fn find(key: &str) -> Option<&'static str> {
    family(key)?.find(key)
}

fn keys() -> impl Iterator<Item = &'static str> {
    text::FILES.iter().flat_map(|file| file.keys())
}

/// All codes that the law knows by a list of its own.
fn keys_of_codes() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut need = |group: &str, code: &str, parts: &[&str]| {
        keys.extend(parts.iter().map(|part| format!("law.{group}.{code}{part}")));
    };
    for code in Reservation::ALL {
        need("reservation", code.name(), &[".title", ".text"]);
    }
    for code in NextStep::ALL {
        need("step", code.name(), &[".title", ".text"]);
    }
    for code in RefusalCode::ALL {
        need("refusal", code.name(), &[".title", ".text"]);
    }
    for code in ComponentCode::ALL {
        need("component", code.name(), &[".name", ".why"]);
    }
    for code in DeductionCode::ALL {
        need("deduction", code.name(), &[".name", ".why"]);
    }
    for code in CoupleType::ALL {
        need("couple_type", code.name(), &[".name", ".why"]);
    }
    for code in NamedReason::ALL {
        need("reason", code.name(), &[""]);
    }
    for rule in Rule::ALL {
        need("rule", rule.id(), &[".name", ".why"]);
    }
    for kind in IncomeType::ALL {
        need("income", kind.name(), &[""]);
    }
    for kind in AssetType::ALL {
        need("asset", kind.name(), &[""]);
    }
    for kind in PublicBenefit::ALL {
        need("benefit", kind.name(), &[""]);
    }
    keys.extend(
        indgang_law::parameters::rows()
            .iter()
            .map(|row| format!("law.parameter.{}.name", row.key)),
    );
    keys.extend(
        BreakpointKind::ALL
            .iter()
            .map(|kind| format!("curve.kind.{}", kind.name())),
    );
    keys
}

/// What the worked cases lead to, as they stand and with each fact unknown in turn: reasons, and the
/// amounts behind the lines. The cases as they stand also name the documents that settle them.
fn keys_of_cases() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for path in files(&root().join("crates/law/cases"), "json") {
        let case = fs::read(&path).expect("a case can be read");
        let case: serde_json::Value = serde_json::from_slice(&case).expect("a case is JSON");
        for (nth, household) in with_each_fact_unknown(&case["input"]).iter().enumerate() {
            let Ok(household) = Household::from_json(household.to_string().as_bytes()) else {
                continue;
            };
            let (assessment, lines) = indgang_law::assess_with_reasons(&household);
            keys.extend(assessment.reasons.iter().map(|reason| match reason.named {
                Some(named) => format!("law.reason.{}", named.name()),
                None => {
                    let rule = reason.rule.id().replace('-', "_");
                    format!("law.reason.{rule}.{}", reason.outcome.name())
                }
            }));
            let amounts = lines.iter().flat_map(|line| &line.amounts);
            keys.extend(amounts.map(|amount| format!("law.amount.{}", amount.name)));
            if nth == 0 {
                let documents = indgang_law::explain(&household).documents;
                keys.extend(documents.iter().map(|name| format!("paper.{name}.name")));
            }
        }
    }
    keys
}

fn with_each_fact_unknown(household: &serde_json::Value) -> Vec<serde_json::Value> {
    let mut pointers = Vec::new();
    leaves(household, String::new(), &mut pointers);
    let mut all = vec![household.clone()];
    for pointer in pointers {
        let mut changed = household.clone();
        if let Some(fact) = changed.pointer_mut(&pointer) {
            *fact = serde_json::Value::Null;
        }
        all.push(changed);
    }
    all
}

fn leaves(value: &serde_json::Value, pointer: String, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                leaves(value, format!("{pointer}/{key}"), found);
            }
        }
        serde_json::Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                leaves(value, format!("{pointer}/{index}"), found);
            }
        }
        _ => found.push(pointer),
    }
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|kind| kind == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_code_of_the_law_has_words() {
    let missing: Vec<_> = keys_of_codes()
        .into_iter()
        .filter(|key| find(key).is_none())
        .collect();
    assert!(missing.is_empty(), "without words: {missing:#?}");
}

#[test]
fn what_the_worked_cases_lead_to_has_words() {
    let missing: Vec<_> = keys_of_cases()
        .into_iter()
        .filter(|key| find(key).is_none())
        .collect();
    assert!(missing.is_empty(), "without words: {missing:#?}");
}

#[test]
fn every_reason_with_words_is_one_that_a_rule_can_give() {
    let known: BTreeSet<String> = Rule::ALL
        .iter()
        .flat_map(|rule| {
            let id = rule.id().replace('-', "_");
            RuleOutcome::ALL
                .iter()
                .map(move |outcome| format!("law.reason.{id}.{}", outcome.name()))
        })
        .chain(
            NamedReason::ALL
                .iter()
                .map(|named| format!("law.reason.{}", named.name())),
        )
        .collect();
    let unknown: Vec<_> = keys()
        .filter(|key| key.starts_with("law.reason.") && !known.contains(*key))
        .collect();
    assert!(unknown.is_empty(), "no rule gives: {unknown:#?}");
}

/// What the board says of the offers: first the keys that must have words, then those that may.
fn keys_of_offers() -> (BTreeSet<String>, BTreeSet<String>) {
    let mut must = BTreeSet::from(["ended", "unconfirmed"].map(|key| format!("offer.{key}")));
    must.extend(Area::ALL.map(|area| format!("area.{}", area.name())));
    must.extend(Decides::ALL.map(|decides| format!("decides.{}", decides.name())));
    must.extend(Situation::ALL.map(|situation| format!("situation.{}", situation.name())));
    must.extend(Decides::ALL.map(|decides| format!("offer.no.{}", decides.name())));
    must.insert("offer.no.duty".to_owned());
    let mut may = BTreeSet::new();
    for offer in CATALOGUE {
        must.extend(["short", "name", "purpose"].map(|part| format!("offer.{}.{part}", offer.key)));
        may.extend(["needs", "no"].map(|part| format!("offer.{}.{part}", offer.key)));
    }
    (must, may)
}

#[test]
fn every_offer_has_words_and_the_words_have_an_offer() {
    let (must, may) = keys_of_offers();
    let missing: Vec<_> = must
        .iter()
        .filter(|key| text::OFFERS.find(key).is_none())
        .collect();
    assert!(missing.is_empty(), "without words: {missing:#?}");
    let unknown: Vec<_> = text::OFFERS
        .keys()
        .filter(|key| {
            ["area.", "decides.", "offer.", "situation."]
                .iter()
                .any(|family| key.starts_with(family))
        })
        .filter(|key| !must.contains(*key) && !may.contains(*key))
        .collect();
    assert!(unknown.is_empty(), "about no offer: {unknown:#?}");
}

#[test]
fn a_card_says_at_most_three_words_and_no_two_cards_the_same() {
    for language in ["da", "en"] {
        let path = root().join(format!("src/text/{language}/offers.txt"));
        let file = fs::read_to_string(path).expect("the texts can be read");
        let mut seen = BTreeSet::new();
        for entry in text::format::entries(&file) {
            if entry.key.ends_with(".short") {
                assert!(
                    entry.text.split_whitespace().count() <= 3,
                    "{language}, {}: {}",
                    entry.key,
                    entry.text
                );
                assert!(
                    seen.insert(entry.text.clone()),
                    "{language}: two cards say {}",
                    entry.text
                );
            }
        }
    }
}

#[test]
fn what_an_offer_says_is_easy_to_read() {
    let hard: Vec<_> = CATALOGUE
        .iter()
        .map(|offer| {
            let parts = ["purpose", "needs"].map(|part| text::offer(offer, part));
            let parts = parts.into_iter().flatten().chain([text::offer_no(offer)]);
            (offer.key, lix(&parts.collect::<Vec<_>>().join(" ")))
        })
        .filter(|(_, lix)| *lix > 30)
        .collect();
    assert!(hard.is_empty(), "LIX above 30: {hard:?}");
}

#[test]
fn what_is_said_about_meetings_and_the_case_is_easy_to_read() {
    for file in ["apply", "blank", "case", "consent", "meetings", "spouse"] {
        let texts = fs::read_to_string(root().join(format!("src/text/da/{file}.txt")));
        let texts = texts.expect("the texts can be read");
        let entries = text::format::entries(&texts);
        let sentences = entries
            .iter()
            .filter(|entry| entry.text.ends_with(['.', '?', ':']));
        let sentences: Vec<&str> = sentences.map(|entry| entry.text.as_str()).collect();
        let hard: Vec<_> = (sentences.iter())
            .filter(|text| text.matches(". ").count() > 0 && lix(text) > 40)
            .collect();
        let all = lix(&sentences.join(" "));
        assert!(all <= 30, "{file}: LIX {all}");
        assert!(hard.is_empty(), "{file}: LIX above 40: {hard:#?}");
    }
}

#[test]
fn lix_is_words_in_a_sentence_plus_long_words_in_a_hundred() {
    assert_eq!(lix("Du får hjælp. Det er kommunen, der afgør det."), 4 + 11);
    assert_eq!(lix("Højst 1.000 kr. om dagen (se § 61)"), 7);
}

/// How hard a text is to read, as Björnsson counts it: words in a sentence, plus words of more than six
/// letters in a hundred.
fn lix(text: &str) -> usize {
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect();
    let long = words
        .iter()
        .filter(|word| word.chars().filter(|sign| sign.is_alphabetic()).count() > 6)
        .count();
    let sentences = words
        .iter()
        .filter(|word| word.ends_with(['.', '?', ':']) && **word != "kr.")
        .count();
    words.len() / sentences.max(1) + long * 100 / words.len().max(1)
}

#[test]
fn what_a_no_means_is_said_for_every_offer_and_of_a_duty_as_of_a_duty() {
    for offer in CATALOGUE.iter().filter(|offer| offer.deck != Deck::Ended) {
        let words = text::offer_no(offer);
        assert!(!words.is_empty(), "{}", offer.key);
        assert!(!offer.duty || words.contains("følger"), "{}", offer.key);
    }
}

/// What is drawn on a card besides its offer: see `pictures/README.md`.
const MARKS: [&str; 14] = [
    "attention",
    "blank",
    "deadline",
    "drawing",
    "frustration",
    "gives",
    "lock",
    "meeting",
    "neutral",
    "note",
    "photo",
    "shared",
    "success",
    "takes",
];

#[test]
fn every_offer_has_a_picture_of_its_own_and_every_picture_a_use() {
    let mut drawn = BTreeSet::new();
    let mut names = BTreeSet::new();
    for path in files(&root().join("pictures"), "svg") {
        let drawing = fs::read_to_string(&path).expect("a picture can be read");
        assert!(drawn.insert(drawing), "{} twice", path.display());
        let name = path.file_stem().unwrap_or_default();
        names.insert(name.to_string_lossy().into_owned());
    }
    let needed: BTreeSet<String> = CATALOGUE
        .iter()
        .map(|offer| offer.key)
        .chain(MARKS)
        .map(str::to_owned)
        .collect();
    assert_eq!(names, needed);
}

#[test]
fn a_text_that_is_found_by_name_stands_where_it_is_looked_for() {
    let astray: Vec<_> = text::FILES
        .iter()
        .flat_map(|file| file.keys().map(|key| (file.name(), key)))
        .filter(|(file, key)| family(key).is_some_and(|family| family.name() != *file))
        .collect();
    assert!(astray.is_empty(), "in another file: {astray:#?}");
}

#[test]
fn every_text_is_used() {
    let sources: String = files(&root().join("src"), "rs")
        .iter()
        .map(|path| fs::read_to_string(path).expect("a source can be read"))
        .collect();
    let unused: Vec<_> = keys()
        .filter(|key| family(key).is_none())
        .filter(|key| !says(&sources, &constant(key)))
        .collect();
    assert!(unused.is_empty(), "nobody says: {unused:#?}");
}

/// The sources of a program: its own file, and every module that it names, directly or through another.
/// All programs know all addresses, and no page comes with them.
fn sources_of(program: &str) -> String {
    let read = |place| fs::read_to_string(place).expect("a source can be read");
    let mut sources = read(root().join(program));
    let mut met = BTreeSet::from(["routes".to_owned(), "text".to_owned()]);
    let mut unread = sources.clone();
    while !unread.is_empty() {
        let named: BTreeSet<String> = ["crate::", "indgang_app::"]
            .iter()
            .flat_map(|root| unread.split(root).skip(1))
            .map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_');
                rest[..end.unwrap_or(rest.len())].to_owned()
            })
            .collect();
        unread.clear();
        for name in named.into_iter().filter(|name| met.insert(name.clone())) {
            let module = root().join("src").join(name);
            match module.with_extension("rs") {
                file if file.is_file() => unread += &read(file),
                _ if module.is_dir() => unread.extend(files(&module, "rs").into_iter().map(read)),
                _ => {}
            }
        }
        sources += &unread;
    }
    sources
}

/// `Key::COMMON_BACK` of `common.back`.
fn constant(key: &str) -> String {
    format!("Key::{}", key.to_ascii_uppercase().replace(['.', '-'], "_"))
}

/// Whether the source has the word, and not only as a part of another.
fn says(source: &str, word: &str) -> bool {
    let is_inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    source.match_indices(word).any(|(start, _)| {
        !is_inside(source[..start].chars().next_back())
            && !is_inside(source[start + word.len()..].chars().next())
    })
}

/// Functions of the texts that look into a file of their own.
const FINDERS: [(&str, &str); 4] = [
    ("law", "LAW"),
    ("offer", "OFFERS"),
    ("offer_no", "OFFERS"),
    ("paper", "PAPERS"),
];

/// Whether a function of the texts is taken: `use crate::text::{Key, law};` or `text::law(…)`.
fn imports(sources: &str, function: &str) -> bool {
    sources.split("text::").skip(1).any(|rest| {
        let end = rest.find(['}', ';', '(']).unwrap_or(rest.len());
        says(&rest[..end], function)
    })
}

#[test]
fn each_program_fetches_the_texts_of_its_pages_and_no_others() {
    for program in [
        "src/main.rs",
        "src/mine.rs",
        "src/meet.rs",
        "src/own_case.rs",
        "src/house.rs",
    ] {
        let own = fs::read_to_string(root().join(program)).expect("a program can be read");
        let sources = sources_of(program);
        for file in text::FILES {
            let name = file.name().to_ascii_uppercase();
            let is_named = says(&own, &format!("&text::{name}"));
            let finds = |rest: &str| rest.trim_start().starts_with(".find(");
            let is_searched = sources.split(&name).skip(1).any(finds)
                || FINDERS
                    .iter()
                    .any(|(finder, file)| *file == name && imports(&sources, finder));
            let is_used = is_searched || file.keys().any(|key| says(&sources, &constant(key)));
            assert_eq!(is_named, is_used, "{program}: {}.txt", file.name());
        }
    }
}
