//! The law's codes have words, and the words have a use. That every language has the same keys is
//! checked when the app is built (`build.rs`), so Danish stands for all of them here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use indgang_app::text;
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
const FOUND_BY_NAME: [(&str, &text::File); 4] = [
    ("law.", &text::LAW),
    ("question.", &text::CALCULATOR_WORDS),
    ("answer.", &text::CALCULATOR_WORDS),
    ("curve.kind.", &text::CALCULATOR),
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
                keys.extend(
                    documents
                        .iter()
                        .map(|name| format!("law.document.{name}.name")),
                );
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

#[test]
fn each_program_fetches_the_texts_of_its_pages_and_no_others() {
    for program in ["src/main.rs", "src/mine.rs"] {
        let own = fs::read_to_string(root().join(program)).expect("a program can be read");
        let sources = sources_of(program);
        for file in text::FILES {
            let name = file.name().to_ascii_uppercase();
            let is_named = says(&own, &format!("&text::{name}"));
            let finds = |rest: &str| rest.trim_start().starts_with(".find(");
            let is_searched = sources.split(&name).skip(1).any(finds)
                || (name == "LAW" && sources.contains("law(\""));
            let is_used = is_searched || file.keys().any(|key| says(&sources, &constant(key)));
            assert_eq!(is_named, is_used, "{program}: {}.txt", file.name());
        }
    }
}
