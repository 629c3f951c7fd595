//! Whatever was done where and in whatever order it arrives, everybody ends with the same plan.

use indgang_domain::offers::{Area, CATALOGUE};
use indgang_domain::plan::edit::{
    Action, Answer, Edit, EditId, Energy, Kind, NoteKind, Stage, Stamp, Value, Worth,
};
use indgang_domain::plan::hand::{Held, Place};
use indgang_domain::plan::steps::Steps;
use indgang_domain::plan::{Day, Log, WireError};
use proptest::prelude::*;

use crate::people::{Device, MONDAY, OFFICE, PHONE, TABLET};

/// Something that somebody does, or that two devices meet.
#[derive(Clone, Copy, Debug)]
struct Deed {
    who: u8,
    what: u8,
    which: u8,
    how: u8,
}

fn deeds(longest: usize) -> impl Strategy<Value = Vec<Deed>> {
    let deed = (0..3_u8, 0..23_u8, any::<u8>(), any::<u8>());
    let deed = deed.prop_map(|(who, what, which, how)| Deed {
        who,
        what,
        which,
        how,
    });
    prop::collection::vec(deed, 1..longest)
}

fn pick<T: Copy>(from: &[T], which: u8) -> Option<T> {
    (!from.is_empty()).then(|| from[usize::from(which) % from.len()])
}

fn does(device: &mut Device, deed: Deed) {
    let board = device.board();
    let cards: Vec<EditId> = board.cards.iter().map(|card| card.id).collect();
    let notes: Vec<EditId> = board.notes.iter().map(|note| note.id).collect();
    let steps = Steps {
        log: &device.log,
        board: &board,
        today: device.today,
    };
    let (card, note, how) = (pick(&cards, deed.which), pick(&notes, deed.which), deed.how);
    let week = MONDAY.plus(i16::from(how % 16));
    let text = ["træning", "ondt i ryggen", "", "æøå 👍"][usize::from(how % 4)].to_owned();
    let say = |item, value| vec![device.log.say(item, value)];
    let key = CATALOGUE[usize::from(how) % CATALOGUE.len()].key;
    let edits = match (deed.what, card, note) {
        (0 | 1, _, _) => steps
            .put(&Held::Offer(key.to_owned()), Place::Week(week))
            .ok()
            .map(|it| it.0),
        (2, _, _) => steps.put(&Held::Blank, Place::Aside).ok().map(|it| it.0),
        (3, Some(card), _) => steps
            .put(&Held::Card(card), Place::Week(week))
            .ok()
            .map(|it| it.0),
        (4, Some(card), _) => steps
            .stretch(card, i16::from(how % 5) - 2)
            .ok()
            .map(|it| it.0),
        (5, Some(card), _) => steps
            .put(&Held::Card(card), Place::Parking)
            .ok()
            .map(|it| it.0),
        (6, Some(card), _) => steps.remove(card).ok().map(|it| it.0),
        (7, Some(card), _) => Some(say(Some(card), Value::Wish(text))),
        (8, Some(card), _) => Some(say(Some(card), Value::Minutes(u16::from(how) * 15))),
        (9, Some(card), _) => Some(say(Some(card), Value::Shared(how % 2 == 0))),
        (10, Some(card), _) => Some(say(Some(card), Value::Stage(Stage::Aftalt))),
        (11, Some(card), _) if how % 2 == 0 => {
            let worth = Worth {
                mark: Some(how % 5 + 1),
                words: text,
            };
            Some(say(Some(card), Value::Worth(worth)))
        }
        (11, Some(card), _) => Some(say(Some(card), Value::Energy(Some(Energy::Gives)))),
        (12, _, _) => {
            let kind =
                [NoteKind::Frustration, NoteKind::Success, NoteKind::Law][usize::from(how % 3)];
            Some(vec![steps.note(
                kind,
                card.filter(|_| how > 99),
                text,
                None,
            )])
        }
        (13, _, Some(note)) => Some(say(Some(note), Value::Text(text))),
        (14, _, _) => Some(say(None, Value::Goal(text))),
        (15, _, _) => device
            .log
            .to_undo(device.replica)
            .map(|it| vec![Log::undo(it, true)]),
        (16, _, _) => device
            .log
            .to_redo(device.replica)
            .map(|it| vec![Log::undo(it, false)]),
        (17, _, _) => board
            .conflicts
            .first()
            .map(|it| steps.settle(it, it.said[0].value.clone())),
        (18, _, _) => board
            .conflicts
            .first()
            .and_then(|it| Some(steps.settle(it, it.said.get(1)?.value.clone()))),
        (19, Some(card), _) => Some(say(Some(card), Value::Accepted(how % 3 > 0))),
        (20, _, _) => board.requests.first().map(|it| {
            let answer = Answer {
                granted: how % 2 == 0,
                reason: text,
            };
            say(Some(it.id), Value::Answer(Some(answer)))
        }),
        (22, _, _) => {
            let area = Area::ALL[usize::from(how) % Area::ALL.len()];
            let dated = Day(20_000 + i32::from(how));
            Some(vec![steps.reused(area, text, dated)])
        }
        (21, Some(card), _) => Some(vec![Edit::Add {
            kind: Kind::Task(card),
            values: vec![Value::Text(text)],
        }]),
        _ => None,
    };
    if let Some(edits) = edits.filter(|edits| !edits.is_empty()) {
        device.act(edits);
    }
}

/// Three devices, of which two at a time sometimes meet.
fn lived(deeds: &[Deed]) -> [Device; 3] {
    let mut devices = [PHONE, TABLET, OFFICE].map(Device::new);
    for deed in deeds {
        let who = usize::from(deed.who);
        if deed.how % 5 == 4 {
            let other = (who + 1 + usize::from(deed.which % 2)) % 3;
            let mut met = devices[other].clone();
            devices[who].meets(&mut met);
            devices[other] = met;
        } else {
            does(&mut devices[who], *deed);
        }
    }
    devices
}

fn cases(small: u32, proof: u32) -> ProptestConfig {
    let is_proof = std::env::var_os("INDGANG_PROOF").is_some();
    ProptestConfig {
        cases: if is_proof { proof } else { small },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn merged(logs: [&Log; 3]) -> Log {
    let mut all = Log::default();
    for log in logs {
        all.merge(log);
    }
    all
}

proptest! {
    #![proptest_config(cases(2000, 100_000))]

    #[test]
    fn any_histories_in_any_order_end_in_the_same_bytes(deeds in deeds(24)) {
        let [a, b, c] = lived(&deeds).map(|device| device.log);
        let all = merged([&a, &b, &c]);
        let bytes = all.to_bytes();
        for order in [[&a, &c, &b], [&b, &a, &c], [&b, &c, &a], [&c, &a, &b], [&c, &b, &a]] {
            prop_assert_eq!(&merged(order).to_bytes(), &bytes);
        }
        let two = merged([&a, &b, &a]);
        prop_assert_eq!(two.to_bytes(), merged([&b, &a, &b]).to_bytes());
        let board = all.board();
        let read = Log::from_bytes(&bytes).expect("what was written can be read");
        prop_assert_eq!(&read, &all);
        prop_assert_eq!(read.board(), board);
    }

    #[test]
    fn what_somebody_is_missing_is_enough_to_catch_up(deeds in deeds(24)) {
        let [a, b, _] = lived(&deeds).map(|device| device.log);
        let mut caught_up = b.clone();
        caught_up.merge(&a.beyond(&b.known()));
        let mut all = b;
        all.merge(&a);
        prop_assert_eq!(caught_up, all);
    }

    #[test]
    fn no_words_are_lost(deeds in deeds(24)) {
        let devices = lived(&deeds);
        let mut all = Log::default();
        for device in &devices {
            // What each sees: it stands on the common board, or in its conflicts.
            all.merge(&device.log);
        }
        let board = all.board();
        for device in devices {
            for own in device.board().notes {
                let is_kept = board.notes.iter().any(|note| note.id == own.id && note.text == own.text)
                    || board.conflicts.iter().any(|conflict| conflict.said.iter().any(
                        |said| said.value == Some(Value::Text(own.text.clone()))));
                // Only who takes something off, undoes or writes it anew, knowing what stood there, makes
                // it go.
                let is_known_later = all.entries().any(|(_, edits)| edits.iter().any(|edit| match edit {
                    Edit::Set { item, value: Value::Text(_), .. } => *item == Some(own.id),
                    Edit::Remove { item, .. } => *item == own.id || Some(*item) == own.on,
                    Edit::Undo { .. } => true,
                    Edit::Set { value: Value::Accepted(false), item, .. } => *item == own.on,
                    _ => false,
                }));
                prop_assert!(is_kept || is_known_later, "{own:?}");
            }
        }
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(log) = Log::from_bytes(&bytes) {
            let _ = log.board();
        }
    }

    #[test]
    fn a_damaged_plan_is_read_or_refused(deeds in deeds(12), at in any::<u16>(), new in any::<u8>()) {
        let [a, ..] = lived(&deeds);
        let mut bytes = a.log.to_bytes();
        let at = usize::from(at) % bytes.len();
        bytes[at] = new;
        if let Ok(log) = Log::from_bytes(&bytes) {
            let _ = log.board();
            prop_assert!(Log::from_bytes(&log.to_bytes()).is_ok());
        }
    }
}

#[test]
fn what_was_done_stays_as_it_was_done_whatever_comes_under_its_name() {
    let stamp = Stamp {
        at: 1_795_000_000_000,
        replica: PHONE,
    };
    let goal = |goal: &str| Edit::Set {
        item: None,
        over: Vec::new(),
        value: Value::Goal(goal.to_owned()),
    };
    let log = |edits: Vec<Edit>| Log::from_iter([Action { stamp, edits }]);
    let done = log(vec![goal("Et job")]);
    for other in [vec![goal("Noget andet")], vec![Edit::Withheld], Vec::new()] {
        let mut here = done.clone();
        here.merge(&log(other));
        assert_eq!(here, done);
    }
    // A copy from which it was withheld hears of it later.
    let mut copy = log(vec![Edit::Withheld]);
    copy.merge(&done);
    assert_eq!(copy, done);
}

#[test]
fn a_newer_version_is_said() {
    assert_eq!(Log::from_bytes(&[2, 0]), Err(WireError::Newer));
    assert_eq!(Log::from_bytes(&[]), Err(WireError::Broken));
}

#[test]
fn a_plan_of_500_cards_is_small() {
    let mut phone = Device::new(PHONE);
    for n in 0..500_u16 {
        let offer = &CATALOGUE[usize::from(n) % CATALOGUE.len()];
        let card = phone.add(offer.key, MONDAY.plus((n % 13).cast_signed()), 1 + n % 6);
        phone.say(Some(card), Value::Minutes(60 * (n % 20)));
    }
    let bytes = phone.log.to_bytes().len();
    assert!(bytes < 20_000, "{bytes} bytes");
    assert_eq!(phone.board().cards.len(), 500);
}
