//! What others get to see.

use indgang_domain::plan::Log;
use indgang_domain::plan::board::Proposal;
use indgang_domain::plan::edit::{Energy, NoteKind, Parked, Time, Value, Worth};
use indgang_domain::plan::share::Shown;
use indgang_domain::plan::steps::Steps;

use crate::people::{Device, MONDAY, OFFICE, PHONE};

fn note(device: &mut Device, kind: NoteKind, text: &str) -> indgang_domain::plan::edit::ItemId {
    let board = device.board();
    let steps = Steps {
        log: &device.log,
        board: &board,
        today: device.today,
    };
    let note = steps.note(kind, None, text.into(), None);
    let action = device.act(vec![note]);
    indgang_domain::plan::edit::ItemId { action, n: 0 }
}

fn copy(device: &Device) -> Log {
    device.log.shown(&Shown::to_office(&device.log))
}

/// Whether words can be read in the bytes that leave the device.
fn tells(log: &Log, words: &str) -> bool {
    log.to_bytes()
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}

#[test]
fn the_office_sees_shared_cards_and_nothing_else() {
    let mut phone = Device::new(PHONE);
    phone.say(None, Value::Goal("Et job uden tunge løft".into()));
    phone.say(None, Value::Limit(900));
    let praktik = phone.add("virksomhedspraktik", MONDAY, 4);
    let psykolog = phone.add("psykolog", MONDAY, 8);
    phone.say(Some(praktik), Value::Wish("Kørekort til truck".into()));
    phone.say(Some(praktik), Value::Energy(Some(Energy::Takes)));
    phone.say(
        Some(praktik),
        Value::Times(vec![Time {
            days: 1,
            from: 480,
            to: 720,
        }]),
    );
    phone.say(Some(psykolog), Value::Wish("Sove om natten".into()));
    let worth = Worth {
        mark: Some(2),
        words: "Kollegerne var kolde".into(),
    };
    phone.say(Some(praktik), Value::Worth(worth.clone()));
    assert_eq!(phone.board().cards[0].worth, worth);
    note(&mut phone, NoteKind::Frustration, "Ingen ringer tilbage");
    let won = note(&mut phone, NoteKind::Success, "Jeg gik en tur");
    phone.say(Some(praktik), Value::Shared(true));
    phone.say(Some(won), Value::Shared(true));

    let seen = copy(&phone);
    let board = seen.board();
    assert_eq!(
        board.cards.iter().map(|card| card.id).collect::<Vec<_>>(),
        [praktik]
    );
    assert_eq!(board.cards[0].wish, "Kørekort til truck");
    assert_eq!(
        (board.cards[0].energy, board.cards[0].times.len()),
        (None, 0)
    );
    assert_eq!(board.notes.len(), 1);
    assert_eq!((board.goal.as_str(), board.limit), ("", None));
    for secret in [
        "Sove om natten",
        "psykolog",
        "Ingen ringer",
        "tunge løft",
        "Kollegerne",
    ] {
        assert!(!tells(&seen, secret), "{secret}");
        assert!(tells(&phone.log, secret));
    }
    phone.say(None, Value::GoalShared(true));
    assert_eq!(copy(&phone).board().goal, "Et job uden tunge løft");
}

#[test]
fn what_is_no_longer_shared_is_no_longer_told() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("psykolog", MONDAY, 8);
    phone.say(Some(card), Value::Shared(true));
    assert!(tells(&copy(&phone), "psykolog"));
    phone.say(Some(card), Value::Shared(false));
    assert!(!tells(&copy(&phone), "psykolog"));
}

#[test]
fn a_shared_card_that_was_removed_goes_at_the_office_too() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("cv", MONDAY, 1);
    phone.say(Some(card), Value::Shared(true));
    let mut office = copy(&phone);
    assert_eq!(office.board().cards.len(), 1);
    phone.step(|steps| steps.remove(card));
    office.merge(&copy(&phone));
    assert_eq!(office.board().cards.len(), 0);
}

#[test]
fn the_offices_answer_fits_the_plan_it_has_seen_only_a_part_of() {
    let (mut phone, mut office) = (Device::new(PHONE), Device::new(OFFICE));
    phone.add("psykolog", MONDAY, 8);
    let duty = phone.add("nytteindsats", MONDAY, 4);
    phone.step(|steps| steps.park(duty, Parked::default()));
    office.log.merge(&copy(&phone));
    let offered = office.add("mentor", MONDAY, 4);
    assert_eq!(
        office.board().requests.len(),
        1,
        "asking about a card shows it"
    );
    phone.log.merge(&office.log);
    let board = phone.board();
    assert_eq!(board.cards.len(), 3);
    assert_eq!(
        board.ghosts().map(|card| card.id).collect::<Vec<_>>(),
        [offered]
    );

    // What was withheld before is filled in once it is shown.
    let hidden = board.cards[0].id;
    phone.say(Some(hidden), Value::Shared(true));
    office.log.merge(&copy(&phone));
    assert_eq!(office.board().cards.len(), 3);
}

#[test]
fn the_office_hears_what_the_citizen_does_with_its_proposals() {
    let (mut phone, mut office) = (Device::new(PHONE), Device::new(OFFICE));
    let offered = office.add("mentor", MONDAY, 4);
    let declined = office.add("cv", MONDAY, 1);
    phone.log.merge(&office.log);
    phone.step(|steps| steps.shift(offered, 1));
    phone.step(|steps| steps.remove(declined));
    office.log.merge(&copy(&phone));
    let proposal = |card| office.board().card(card).map(|card| card.proposal);
    assert_eq!(proposal(offered), Some(Proposal::Taken));
    assert_eq!(proposal(declined), Some(Proposal::Declined));
}
