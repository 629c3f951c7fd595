//! Who may do what. What is not allowed has no effect, wherever it comes from.

use indgang_domain::offers::Area;
use indgang_domain::plan::board::Proposal;
use indgang_domain::plan::edit::{
    Answer, Author, Edit, EditId, Energy, Kind, NoteKind, Parked, Role, Span, Value,
};
use indgang_domain::plan::{Day, Log};

use crate::people::{Device, MONDAY, OFFICE, PHONE};

fn meeting() -> (Device, Device, EditId) {
    let (mut phone, mut office) = (Device::new(PHONE), Device::new(OFFICE));
    let card = phone.add("virksomhedspraktik", MONDAY, 4);
    phone.meets(&mut office);
    (phone, office, card)
}

fn day() -> Option<Day> {
    Some(Day(20_780))
}

#[test]
fn a_caseworker_cannot_move_or_remove_the_citizens_card() {
    let (mut phone, mut office, card) = meeting();
    let before = phone.board();
    let seen = office.board().cards[0].edits;
    for edit in [
        office.log.say(
            Some(card),
            Value::When(Some(Span {
                from: MONDAY.plus(3),
                weeks: 4,
            })),
        ),
        office
            .log
            .say(Some(card), Value::Wish("Kommunens ønske".into())),
        office
            .log
            .say(Some(card), Value::Parked(Some(Parked::default()))),
        office
            .log
            .say(Some(card), Value::Energy(Some(Energy::Gives))),
        office.log.say(Some(card), Value::Shared(true)),
        office.log.say(Some(card), Value::AgreedByCitizen(day())),
        office.log.say(None, Value::Goal("Et andet mål".into())),
        Edit::Remove { item: card, seen },
        Edit::Add {
            kind: Kind::Note(NoteKind::Success, None),
            values: vec![],
        },
        Edit::Add {
            kind: Kind::Offer("cv".into()),
            values: vec![Value::Accepted(true)],
        },
    ] {
        office.act(vec![edit]);
    }
    phone.meets(&mut office);
    let after = phone.board();
    assert_eq!(after.cards, before.cards);
    assert_eq!((after.goal, after.notes), (before.goal, before.notes));
}

#[test]
fn a_caseworker_says_that_a_part_is_reused_and_the_citizen_takes_it_off() {
    let (mut phone, mut office, _) = meeting();
    let plan = "Rehabiliteringsplanen";
    let edit = office.steps(|steps| steps.reused(Area::Helbred, plan.into(), Day(20_600)));
    office.act(vec![edit]);
    phone.meets(&mut office);
    let note = phone.board().reused().next().cloned().expect("the mark");
    assert_eq!(
        (note.area, note.text.as_str(), note.date, note.shared),
        (Some(Area::Helbred), plan, Some(Day(20_600)), true)
    );
    let by = phone.board().authors[&note.by].role;
    assert_eq!(by, Role::Caseworker, "nothing is marked silently");
    phone.act(vec![Edit::Remove {
        item: note.id,
        seen: note.edits,
    }]);
    phone.meets(&mut office);
    assert_eq!(office.board().reused().count(), 0);

    // What the citizen marks is not the caseworker's to take off.
    let edit = phone.steps(|steps| steps.reused(Area::Job, "Min Plan".into(), Day(20_600)));
    phone.act(vec![edit]);
    phone.meets(&mut office);
    let own = phone.board().reused().next().cloned().expect("the mark");
    assert!(!own.shared, "it is private until its owner shows it");
    office.act(vec![Edit::Remove {
        item: own.id,
        seen: own.edits,
    }]);
    phone.meets(&mut office);
    assert_eq!(phone.board().reused().count(), 1);
}

#[test]
fn a_proposal_is_a_ghost_until_the_citizen_takes_it() {
    let (mut phone, mut office, _) = meeting();
    let offered = office.add("mentor", MONDAY.plus(1), 13);
    phone.meets(&mut office);
    let board = phone.board();
    assert_eq!(
        board.ghosts().map(|card| card.id).collect::<Vec<_>>(),
        [offered]
    );
    assert!(board.laid().all(|card| card.id != offered));
    phone.step(|steps| steps.shift(offered, 1));
    phone.meets(&mut office);
    let card = office.board().card(offered).cloned().expect("the card");
    assert_eq!(card.proposal, Proposal::Taken);
    assert_eq!(card.span.map(|span| span.from), Some(MONDAY.plus(2)));

    // Now it is the citizen's.
    office.step(|steps| steps.shift(offered, 3));
    phone.meets(&mut office);
    let span = phone.board().card(offered).and_then(|card| card.span);
    assert_eq!(span.map(|span| span.from), Some(MONDAY.plus(2)));
}

#[test]
fn no_thanks_to_a_proposal_is_seen_by_both() {
    let (mut phone, mut office, _) = meeting();
    let offered = office.add("mentor", MONDAY, 13);
    phone.meets(&mut office);
    phone.step(|steps| steps.remove(offered));
    phone.meets(&mut office);
    let card = office.board().card(offered).cloned().expect("the card");
    assert_eq!(card.proposal, Proposal::Declined);
    assert_eq!(phone.board().ghosts().count(), 0);
}

#[test]
fn an_agreement_has_two_sides() {
    let (mut phone, mut office, card) = meeting();
    phone.say(Some(card), Value::AgreedByOffice(day()));
    assert!(
        !phone.board().cards[0].is_agreed(),
        "nobody speaks for the office"
    );
    phone.say(Some(card), Value::AgreedByCitizen(day()));
    phone.meets(&mut office);
    office.say(Some(card), Value::AgreedByOffice(day()));
    phone.meets(&mut office);
    assert!(phone.board().cards[0].is_agreed());
    assert!(phone.board().cards[0].is_duty());
}

#[test]
fn a_caseworker_answers_a_request_with_a_reason() {
    let (mut phone, mut office, _) = meeting();
    let duty = phone.add("nytteindsats", MONDAY, 4);
    phone.step(|steps| {
        steps.park(
            duty,
            Parked {
                reason: "Ryggen".into(),
                ..Parked::default()
            },
        )
    });
    let board = phone.board();
    assert!(
        board.card(duty).is_some_and(|card| card.is_laid()),
        "a duty stays until it is answered"
    );
    let request = board.open_request(duty).expect("it was asked").id;
    phone.meets(&mut office);
    let answer = Answer {
        granted: true,
        reason: "Vi venter på lægen".into(),
    };
    office.say(Some(request), Value::Answer(Some(answer.clone())));
    phone.meets(&mut office);
    let board = phone.board();
    assert_eq!(board.requests[0].answer, Some(answer));
    assert!(
        board.card(duty).is_some_and(|card| card.is_laid()),
        "never a silent change"
    );
    phone.step(|steps| steps.pause_as_granted(duty, "Ryggen".into()));
    assert_eq!(phone.board().parked().count(), 1);
}

#[test]
fn nobody_undoes_what_another_did() {
    let (mut phone, mut office, card) = meeting();
    office.act(vec![Log::undo(card.action, true)]);
    phone.meets(&mut office);
    assert_eq!(phone.board().cards.len(), 1);
}

#[test]
fn who_has_not_signed_has_no_say() {
    let mut phone = Device::new(PHONE);
    let mut stranger = Log::default();
    let add = Edit::Add {
        kind: Kind::Own,
        values: vec![],
    };
    stranger.act(1, indgang_domain::plan::edit::Replica(99), vec![add]);
    phone.log.merge(&stranger);
    assert_eq!(phone.board().cards, []);
}

#[test]
fn what_an_office_sends_in_the_citizens_name_is_not_taken_in() {
    let mut false_phone = Log::default();
    let replica = indgang_domain::plan::edit::Replica(99);
    let author = Author {
        role: Role::Citizen,
        name: "Bent".into(),
    };
    false_phone.act(1, replica, vec![Edit::Sign(author)]);
    false_phone.act(
        2,
        replica,
        vec![Edit::Add {
            kind: Kind::Own,
            values: vec![],
        }],
    );
    assert!(false_phone.of_role(Role::Caseworker).is_empty());

    // Nor what says that the citizen's own device is an office's.
    let mut forged = Log::default();
    let author = Author {
        role: Role::Caseworker,
        name: "Sara".into(),
    };
    forged.act(1, PHONE, vec![Edit::Sign(author)]);
    let phone = Device::new(PHONE);
    assert!(phone.log.news_from_office(&forged).is_empty());
    let (_, office, _) = meeting();
    assert_eq!(office.log.of_role(Role::Caseworker).len(), 1);
}
