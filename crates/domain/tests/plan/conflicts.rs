//! Two who change the same without knowing of each other.

use indgang_domain::plan::edit::{Edit, Kind, NoteKind, Request, Span, Value};
use indgang_domain::plan::steps::Steps;

use crate::people::{Device, MONDAY, PHONE, TABLET};

/// A card that both devices know.
fn shared_card() -> (Device, Device, indgang_domain::plan::edit::ItemId) {
    let (mut phone, mut tablet) = (Device::new(PHONE), Device::new(TABLET));
    let card = phone.add("fysisk_traening", MONDAY, 6);
    phone.meets(&mut tablet);
    (phone, tablet, card)
}

fn settled(device: &mut Device, with: usize) {
    let board = device.board();
    let steps = Steps {
        log: &device.log,
        board: &board,
        today: device.today,
    };
    let conflict = &board.conflicts[0];
    let edits = steps.settle(conflict, conflict.said[with].value.clone());
    device.act(edits);
}

#[test]
fn who_moves_later_counts_and_both_are_told() {
    let (mut phone, mut tablet, card) = shared_card();
    phone.step(|steps| steps.shift(card, 2));
    tablet.step(|steps| steps.shift(card, 1));
    tablet.step(|steps| steps.shift(card, 4));
    phone.meets(&mut tablet);
    let board = phone.board();
    assert_eq!(
        board
            .card(card)
            .and_then(|card| card.span)
            .map(|span| span.from),
        Some(MONDAY.plus(5))
    );
    assert_eq!(board.conflicts.len(), 1);
    let froms: Vec<_> = board.conflicts[0]
        .said
        .iter()
        .map(|said| match &said.value {
            Some(Value::When(Some(span))) => span.from.since(MONDAY),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        froms,
        [5, 2],
        "the latest first, and only what still stands"
    );
    assert_eq!(tablet.board(), board);
}

#[test]
fn a_conflict_is_settled_with_either_and_stays_settled() {
    for (with, weeks) in [(0, 5), (1, 2)] {
        let (mut phone, mut tablet, card) = shared_card();
        phone.step(|steps| steps.shift(card, 2));
        tablet.step(|steps| steps.shift(card, 1));
        tablet.step(|steps| steps.shift(card, 4));
        phone.meets(&mut tablet);
        settled(&mut phone, with);
        phone.meets(&mut tablet);
        let board = tablet.board();
        assert_eq!(board.conflicts, []);
        let span = Span {
            from: MONDAY.plus(weeks),
            weeks: 6,
        };
        assert_eq!(board.card(card).and_then(|card| card.span), Some(span));
    }
}

#[test]
fn the_same_change_twice_is_no_conflict() {
    let (mut phone, mut tablet, card) = shared_card();
    phone.step(|steps| steps.shift(card, 2));
    tablet.step(|steps| steps.shift(card, 2));
    phone.meets(&mut tablet);
    assert_eq!(phone.board().conflicts, []);
}

#[test]
fn different_fields_are_no_conflict() {
    let (mut phone, mut tablet, card) = shared_card();
    phone.step(|steps| steps.shift(card, 2));
    tablet.say(Some(card), Value::Wish("En stærkere ryg".into()));
    phone.meets(&mut tablet);
    let board = phone.board();
    assert_eq!(board.conflicts, []);
    assert_eq!(board.cards[0].wish, "En stærkere ryg");
}

#[test]
fn both_texts_of_a_note_are_kept() {
    let (mut phone, mut tablet) = (Device::new(PHONE), Device::new(TABLET));
    let board = phone.board();
    let note = Steps {
        log: &phone.log,
        board: &board,
        today: phone.today,
    }
    .note(NoteKind::Frustration, None, "Bussen".into(), None);
    phone.act(vec![note]);
    phone.meets(&mut tablet);
    let note = phone.board().notes[0].id;
    phone.say(Some(note), Value::Text("Bussen kommer aldrig".into()));
    tablet.say(Some(note), Value::Text("Bussen er for dyr".into()));
    phone.meets(&mut tablet);
    let board = phone.board();
    let said: Vec<_> = board.conflicts[0]
        .said
        .iter()
        .map(|said| said.value.clone())
        .collect();
    assert!(said.contains(&Some(Value::Text("Bussen kommer aldrig".into()))));
    assert!(said.contains(&Some(Value::Text("Bussen er for dyr".into()))));
}

#[test]
fn what_one_removes_and_another_changes_stays_until_it_is_settled() {
    for (with, stays) in [(0, true), (1, false)] {
        let (mut phone, mut tablet, card) = shared_card();
        phone.step(|steps| steps.remove(card));
        tablet.say(Some(card), Value::Wish("En stærkere ryg".into()));
        phone.meets(&mut tablet);
        let board = phone.board();
        assert!(board.card(card).is_some());
        assert_eq!(board.conflicts.len(), 1);
        assert_eq!(
            board.conflicts[0].said[1].value, None,
            "somebody took it off"
        );
        settled(&mut phone, with);
        phone.meets(&mut tablet);
        let board = tablet.board();
        assert_eq!(board.conflicts, []);
        assert_eq!(board.card(card).is_some(), stays);
    }
}

#[test]
fn what_one_changed_before_another_removed_it_knowingly_is_gone() {
    let (mut phone, mut tablet, card) = shared_card();
    tablet.say(Some(card), Value::Wish("En stærkere ryg".into()));
    phone.meets(&mut tablet);
    phone.step(|steps| steps.remove(card));
    phone.meets(&mut tablet);
    assert_eq!(tablet.board().cards, []);
    assert_eq!(tablet.board().conflicts, []);
}

#[test]
fn who_is_unsure_whether_to_show_something_does_not_show_it() {
    let (mut phone, mut tablet, card) = shared_card();
    phone.say(Some(card), Value::Shared(false));
    tablet.say(Some(card), Value::Shared(true));
    phone.meets(&mut tablet);
    assert!(!phone.board().cards[0].shared);
}

#[test]
fn undoing_one_of_two_changes_ends_the_conflict() {
    let (mut phone, mut tablet, card) = shared_card();
    phone.step(|steps| steps.shift(card, 2));
    let moved = tablet.step(|steps| steps.shift(card, 5));
    phone.meets(&mut tablet);
    tablet.act(vec![indgang_domain::plan::Log::undo(moved, true)]);
    phone.meets(&mut tablet);
    let board = phone.board();
    assert_eq!(board.conflicts, []);
    assert_eq!(
        board.cards[0].span.map(|span| span.from),
        Some(MONDAY.plus(2))
    );
}

#[test]
fn who_replaces_what_is_undone_later_replaces_what_stood_before_it_too() {
    let (mut phone, mut tablet, card) = shared_card();
    phone.say(Some(card), Value::Wish("Mindre ondt".into()));
    let second = phone.say(Some(card), Value::Wish("Ingen piller".into()));
    phone.meets(&mut tablet);
    tablet.say(Some(card), Value::Wish("En stærkere ryg".into()));
    phone.act(vec![indgang_domain::plan::Log::undo(second, true)]);
    phone.meets(&mut tablet);
    let board = phone.board();
    assert_eq!(board.conflicts, []);
    assert_eq!(board.cards[0].wish, "En stærkere ryg");
}

#[test]
fn what_one_says_before_another_removes_it_unknowingly_is_kept() {
    let (mut phone, mut tablet, card) = shared_card();
    tablet.say(Some(card), Value::Wish("En stærkere ryg".into()));
    phone.step(|steps| steps.shift(card, 2));
    phone.step(|steps| steps.remove(card));
    phone.meets(&mut tablet);
    let board = phone.board();
    assert_eq!(board.cards[0].wish, "En stærkere ryg");
    assert_eq!(board.conflicts.len(), 1);
}

#[test]
fn what_belongs_to_a_card_goes_and_comes_with_it() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("jobsamtale", MONDAY, 1);
    let kept = phone.add("fysisk_traening", MONDAY, 6);
    for on in [card, kept] {
        let words = || vec![Value::Text("Husk brevet".into())];
        let all = [
            Kind::Task(on),
            Kind::Note(NoteKind::Note, Some(on)),
            Kind::Request(Request::Pause, on),
        ];
        for kind in all {
            let values = words();
            phone.act(vec![Edit::Add { kind, values }]);
        }
    }
    let seen = phone.board().card(card).map_or(0, |card| card.edits);
    let removed = phone.act(vec![Edit::Remove { item: card, seen }]);
    let counts = |device: &Device| {
        let board = device.board();
        (board.tasks.len(), board.notes.len(), board.requests.len())
    };
    assert_eq!(counts(&phone), (1, 1, 1));
    phone.act(vec![indgang_domain::plan::Log::undo(removed, true)]);
    assert_eq!(counts(&phone), (2, 2, 2));
}
