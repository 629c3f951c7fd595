//! Bytes of any kind: a refusal that names a place, or a household. Never a panic.

use indgang_law::{Household, Invalid, InvalidCode, assess, explain};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use crate::properties::runs;
use crate::support::in_crate;
use crate::support::people::mette_and_lars_with_three;

/// Reads the bytes and does all that can be done with a household of them.
fn answer(bytes: &[u8]) -> Result<Household, Invalid> {
    let household = Household::from_json(bytes)?;
    let written = serde_json::to_vec(&household).expect("a household can be written");
    assert_eq!(Household::from_json(&written).as_ref(), Ok(&household));
    let assessment = assess(&household);
    assert_eq!(assessment.month, household.month);
    Ok(household)
}

/// A refusal names a place that the document has, or lacks.
fn check_place(bytes: &[u8], refused: &Invalid) {
    assert!(!refused.message.is_empty());
    if refused.code == InvalidCode::NotJson {
        assert_eq!(refused.pointer, "");
        return;
    }
    let document: Value = serde_json::from_slice(bytes).expect("it is JSON");
    let there = document.pointer(&refused.pointer).is_some();
    let absent = matches!(
        refused.code,
        InvalidCode::MissingField | InvalidCode::PartnerRequired
    );
    assert!(there || absent, "{refused}");
}

#[test]
fn the_corpus_of_the_fuzzer_is_answered() {
    let mut read = 0;
    let mut refused = 0;
    for entry in std::fs::read_dir(in_crate("../../fuzz/corpus/household")).expect("a corpus") {
        let bytes = std::fs::read(entry.expect("a file").path()).expect("bytes");
        match answer(&bytes) {
            Ok(household) => {
                assert_eq!(explain(&household).month, household.month);
                read += 1;
            }
            Err(invalid) => {
                check_place(&bytes, &invalid);
                refused += 1;
            }
        }
    }
    assert!(
        read >= 10 && refused >= 10,
        "{read} read and {refused} refused"
    );
}

#[test]
fn ten_thousand_brackets_are_refused_like_any_other_bytes() {
    for (open, close) in [("[", "]"), ("{\"applicant\":", "}")] {
        for document in [
            open.repeat(10_000),
            format!("{}1{}", open.repeat(10_000), close.repeat(10_000)),
        ] {
            let refused = answer(document.as_bytes()).expect_err("no household");
            assert_eq!(
                (refused.pointer.as_str(), refused.code),
                ("", InvalidCode::NotJson)
            );
        }
    }
}

#[test]
fn a_key_that_is_written_with_escapes_is_the_same_key() {
    let plain = mette_and_lars_with_three().json();
    let escaped = plain.replacen("\"month\"", "\"\\u006donth\"", 1);
    assert_ne!(plain, escaped);
    assert_eq!(answer(escaped.as_bytes()), answer(plain.as_bytes()));
    let twice = escaped.replacen('{', "{\"month\":\"2026-10\",", 1);
    let refused = answer(twice.as_bytes()).expect_err("the month stands twice");
    assert_eq!(
        (refused.pointer.as_str(), refused.code),
        ("/month", InvalidCode::RepeatedKey)
    );
}

proptest! {
    #![proptest_config(runs(500, 200_000))]

    #[test]
    fn arbitrary_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Err(refused) = answer(&bytes) {
            check_place(&bytes, &refused);
        }
    }

    #[test]
    fn arbitrary_json_is_answered(
        text in "(\\{\"(month|applicant|children|tax)\":)?[\\[\\]{},:0-9a-z\"\\\\.eE+-]{0,40}\\}?",
    ) {
        if let Err(refused) = answer(text.as_bytes()) {
            check_place(text.as_bytes(), &refused);
        }
    }
}

#[derive(Clone, Debug)]
enum Damage {
    Cut(Index),
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 1..6),
        prop::sample::select(
            &[
                "null", "{}", "[]", ",", "\"", "1e9", "-1", "true", "\\u0000"
            ][..]
        )
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop_oneof![
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), 1_u8..).prop_map(|(place, bits)| Damage::Flip(place, bits)),
        (any::<Index>(), piece).prop_map(|(place, piece)| Damage::Insert(place, piece)),
        (any::<Index>(), 1..40_usize).prop_map(|(place, count)| Damage::Remove(place, count)),
        (any::<Index>(), 1..200_usize).prop_map(|(place, count)| Damage::Repeat(place, count)),
    ]
}

fn damaged(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    let up_to = |from: usize, count: usize| from..(from + count).min(length);
    match damage {
        Damage::Cut(place) => bytes.truncate(place.index(length)),
        Damage::Flip(place, bits) => bytes[place.index(length)] ^= bits,
        Damage::Insert(place, piece) => {
            let place = place.index(length);
            bytes.splice(place..place, piece.iter().copied());
        }
        Damage::Remove(place, count) => {
            bytes.drain(up_to(place.index(length), *count));
        }
        Damage::Repeat(place, count) => {
            let place = place.index(length);
            let piece = bytes[up_to(place, *count)].to_vec();
            bytes.splice(place..place, piece);
        }
    }
}

proptest! {
    #![proptest_config(runs(400, 200_000))]

    #[test]
    fn damaged_documents_are_answered(damages in prop::collection::vec(damage(), 1..4)) {
        let mut bytes = mette_and_lars_with_three().json().into_bytes();
        for damage in &damages {
            damaged(&mut bytes, damage);
        }
        if let Err(refused) = answer(&bytes) {
            check_place(&bytes, &refused);
        }
    }
}
