//! What a server keeps of what the two sides send.

use indgang_domain::plan::Log;
use indgang_domain::plan::edit::{
    Author, Edit, EditId, Energy, Kind, NoteKind, Parked, Replica, Role, Stamp, Value,
};
use indgang_domain::plan::exchange::Refused;
use indgang_domain::plan::share::Shown;

use crate::people::{Device, MONDAY, OFFICE, PHONE};

const NOW: u64 = 1_795_000_100_000;

fn sara() -> Author {
    Author {
        role: Role::Caseworker,
        name: "Sara".into(),
    }
}

fn nothing() -> Log {
    Log::default()
}

/// Bent's phone, with a card that he shows, and Sara's computer.
fn bent_and_sara() -> (Device, Device, EditId) {
    let mut phone = Device::new(PHONE);
    let card = phone.add("virksomhedspraktik", MONDAY, 4);
    phone.say(Some(card), Value::Shared(true));
    phone.say(Some(card), Value::Energy(Some(Energy::Takes)));
    (phone, Device::new(OFFICE), card)
}

#[test]
fn a_copy_for_the_office_is_kept_and_a_whole_plan_is_not() {
    let (phone, _, _) = bent_and_sara();
    assert_eq!(
        phone.log.from_citizen(&nothing(), NOW),
        Err(Refused::Private)
    );
    let copy = phone.log.shown(&Shown::to_office(&phone.log));
    assert_eq!(copy.from_citizen(&nothing(), NOW), Ok(copy.clone()));
    assert_eq!(nothing().from_citizen(&nothing(), NOW), Ok(nothing()));
}

#[test]
fn what_is_private_is_found_also_where_something_new_is_put_on_the_plan() {
    let mut phone = Device::new(PHONE);
    phone.act(vec![Edit::Add {
        kind: Kind::Own,
        values: vec![Value::Shared(true), Value::Parked(Some(Parked::default()))],
    }]);
    assert_eq!(
        phone.log.from_citizen(&nothing(), NOW),
        Err(Refused::Private)
    );
}

#[test]
fn a_citizen_cannot_speak_for_the_office() {
    let (mut phone, mut office, card) = bent_and_sara();
    office.say(Some(card), Value::AgreedByOffice(None));
    phone.log.merge(&office.log);
    let mut copy = phone.log.shown(&Shown::to_office(&phone.log));
    let kept = copy.from_citizen(&office.log, NOW).expect("it is kept");
    assert!(
        !kept.known().contains_key(&OFFICE),
        "what the office did is known from the office"
    );
    // With a signature of his own, older than Sara's, at her replica.
    copy.take(indgang_domain::plan::edit::Action {
        stamp: Stamp {
            at: 1,
            replica: OFFICE,
        },
        edits: vec![Edit::Sign(Author {
            role: Role::Citizen,
            name: "Bent".into(),
        })],
    });
    assert_eq!(copy.from_citizen(&office.log, NOW), Err(Refused::Taken));
}

#[test]
fn the_offices_news_are_kept_once_and_beside_what_was_there() {
    let (phone, mut office, card) = bent_and_sara();
    office.log.merge(&phone.log);
    office.add("mentor", MONDAY, 4);
    let first = office.log.of_role(Role::Caseworker);
    let kept = nothing().with_news_from_office(&first, &sara(), &phone.log, NOW);
    assert_eq!(kept.as_ref(), Ok(&first));
    let kept = kept.expect("it is kept");
    office.say(Some(card), Value::AgreedByOffice(None));
    let all = office.log.of_role(Role::Caseworker);
    let kept = kept
        .with_news_from_office(&all, &sara(), &phone.log, NOW)
        .expect("it is kept");
    assert_eq!(kept, all);
    let again = kept.with_news_from_office(&first, &sara(), &phone.log, NOW);
    assert_eq!(again, Ok(all));
}

#[test]
fn a_caseworker_writes_in_their_own_name_only() {
    let (phone, office, _) = bent_and_sara();
    let ole = Author {
        name: "Ole".into(),
        ..sara()
    };
    let refused = |news: &Log, author: &Author| {
        office
            .log
            .with_news_from_office(news, author, &phone.log, NOW)
            .err()
    };
    assert_eq!(refused(&office.log, &ole), Some(Refused::Unsigned));
    // Ole signs at Sara's replica, before her or after her.
    for at in [1, NOW] {
        let mut news = nothing();
        news.act(at, OFFICE, vec![Edit::Sign(ole.clone())]);
        assert_eq!(refused(&news, &ole), Some(Refused::Taken));
    }
    // Sara at Bent's replica.
    let mut news = nothing();
    news.act(NOW, PHONE, vec![Edit::Sign(sara())]);
    assert_eq!(refused(&news, &sara()), Some(Refused::Taken));
    // Somebody who signs twice.
    let mut news = nothing();
    news.act(NOW, Replica(9), vec![Edit::Sign(sara()), Edit::Sign(ole)]);
    assert_eq!(refused(&news, &sara()), Some(Refused::Unsigned));
    // Nobody's.
    let mut news = nothing();
    news.act(NOW, Replica(9), vec![]);
    assert_eq!(refused(&news, &sara()), Some(Refused::Unsigned));
}

#[test]
fn a_caseworker_does_not_do_what_is_the_citizens() {
    let (phone, office, card) = bent_and_sara();
    for edit in [
        Edit::Add {
            kind: Kind::Note(NoteKind::Success, None),
            values: vec![],
        },
        Edit::Add {
            kind: Kind::Own,
            values: vec![Value::Shared(true)],
        },
        Edit::Set {
            item: Some(card),
            over: vec![],
            value: Value::AgreedByCitizen(None),
        },
        Edit::Set {
            item: None,
            over: vec![],
            value: Value::Goal("Et andet".into()),
        },
        Edit::Withheld,
    ] {
        let mut news = office.log.clone();
        news.act(NOW, OFFICE, vec![edit.clone()]);
        let kept = nothing().with_news_from_office(&news, &sara(), &phone.log, NOW);
        assert_eq!(kept, Err(Refused::NotAllowed), "{edit:?}");
    }
}

#[test]
fn an_action_at_the_end_of_time_is_refused() {
    let (phone, mut office, _) = bent_and_sara();
    let (mut bents, later) = (phone.log.shown(&Shown::to_office(&phone.log)), u64::MAX);
    bents.act(later, PHONE, vec![]);
    assert_eq!(bents.from_citizen(&nothing(), NOW), Err(Refused::Ahead));
    office.log.act(later, OFFICE, vec![]);
    let kept = nothing().with_news_from_office(&office.log, &sara(), &phone.log, NOW);
    assert_eq!(kept, Err(Refused::Ahead));
}
