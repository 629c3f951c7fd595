//! What people do at the board.

use indgang_domain::offers::{Area, Local};
use indgang_domain::plan::edit::{Parked, Span, Stage, Value};
use indgang_domain::plan::hand::{Held, Place};
use indgang_domain::plan::legal::Part;
use indgang_domain::plan::steps::{Refused, Steps, Taken, put_local};
use indgang_domain::plan::{Day, Log, WEEKS};

use crate::people::{Device, MONDAY, PHONE};

fn undo(device: &mut Device) {
    let last = device
        .log
        .to_undo(device.replica)
        .expect("something to undo");
    device.act(vec![Log::undo(last, true)]);
}

fn redo(device: &mut Device) {
    let last = device
        .log
        .to_redo(device.replica)
        .expect("something to do again");
    device.act(vec![Log::undo(last, false)]);
}

#[test]
fn a_new_plan_is_empty_and_begins_on_the_monday_of_the_week() {
    for (weekday, begins) in [
        (0, MONDAY),
        (4, MONDAY),
        (5, MONDAY.plus(1)),
        (6, MONDAY.plus(1)),
    ] {
        let mut phone = Device::new(PHONE);
        assert_eq!(phone.board().start, None);
        phone.today = Day::of(MONDAY.day(weekday));
        phone.step(|steps| Ok((steps.begin(), Taken::Done)));
        let board = phone.board();
        assert_eq!(board.start, Some(begins));
        assert_eq!((board.cards.len(), board.notes.len()), (0, 0));
    }
}

#[test]
fn a_card_of_the_deck_takes_its_usual_weeks() {
    let mut phone = Device::new(PHONE);
    phone.step(|steps| steps.put(&Held::Offer("fysisk_traening".into()), Place::Week(MONDAY)));
    assert_eq!(
        phone.board().cards[0].span,
        Some(Span {
            from: MONDAY,
            weeks: 6
        })
    );
}

#[test]
fn a_municipalitys_own_offer_brings_its_words_and_stays_when_it_is_gone() {
    let mut phone = Device::new(PHONE);
    let course = serde_json::json!({
        "key": "lokal_truck", "picture": "amu", "area": "uddannelse", "decides": "aftale", "weeks": [2, 3],
        "title": { "da": "Truckkort", "en": "Truck licence" }, "purpose": { "da": "Kør truck.", "en": "Drive." },
    });
    let course: Local = serde_json::from_value(course).unwrap();
    phone.act(put_local(&course, &course.title.da, Place::Week(MONDAY)));
    let board = phone.board();
    let card = &board.cards[0];
    assert_eq!(
        (card.title.as_str(), card.area),
        ("Truckkort", Area::Uddannelse)
    );
    assert_eq!(card.span.map(|span| span.weeks), Some(2));
    assert_eq!(Part::of(card), Part::Offers);
}

#[test]
fn an_abolished_offer_cannot_be_laid() {
    let phone = Device::new(PHONE);
    let board = phone.board();
    let steps = Steps {
        log: &phone.log,
        board: &board,
        today: phone.today,
    };
    let outcome = steps.put(&Held::Offer("revalidering".into()), Place::Week(MONDAY));
    assert_eq!(outcome, Err(Refused::Abolished));
}

#[test]
fn a_card_moves_and_stretches_and_comes_back() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("jobklub", MONDAY, 3);
    phone.step(|steps| steps.shift(card, 2));
    phone.step(|steps| steps.stretch(card, 1));
    let span = |device: &Device| device.board().cards[0].span;
    let moved = Span {
        from: MONDAY.plus(2),
        weeks: 4,
    };
    assert_eq!(span(&phone), Some(moved));
    undo(&mut phone);
    assert_eq!(span(&phone), Some(Span { weeks: 3, ..moved }));
    undo(&mut phone);
    assert_eq!(
        span(&phone),
        Some(Span {
            from: MONDAY,
            weeks: 3
        })
    );
    redo(&mut phone);
    redo(&mut phone);
    assert_eq!(span(&phone), Some(moved));
    assert_eq!(phone.log.to_redo(PHONE), None);
    undo(&mut phone);
    phone.say(Some(card), Value::Wish("Mød nogen".into()));
    assert_eq!(
        phone.log.to_redo(PHONE),
        None,
        "whoever does something new has left the old way"
    );
}

#[test]
fn nothing_is_shorter_than_a_week() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("jobklub", MONDAY, 1);
    let board = phone.board();
    let steps = Steps {
        log: &phone.log,
        board: &board,
        today: phone.today,
    };
    assert_eq!(steps.stretch(card, -1), Err(Refused::Shortest));
}

#[test]
fn a_meeting_stands_fast() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("jobsamtale", MONDAY, 1);
    phone.say(Some(card), Value::Due(Some(Day(20_780))));
    let board = phone.board();
    let steps = Steps {
        log: &phone.log,
        board: &board,
        today: phone.today,
    };
    assert_eq!(steps.shift(card, 1), Err(Refused::Fixed));
    assert_eq!(steps.remove(card), Err(Refused::Fixed));
}

#[test]
fn an_appointment_of_ones_own_stays_on_its_day_until_the_day_is_another() {
    let mut phone = Device::new(PHONE);
    phone.step(|steps| steps.put(&Held::Blank, Place::Week(MONDAY)));
    let card = phone.board().cards[0].id;
    let day = Day::of(MONDAY.plus(2).day(3));
    phone.step(|steps| steps.fix(card, Some(day)));
    let board = phone.board();
    let steps = Steps {
        log: &phone.log,
        board: &board,
        today: phone.today,
    };
    let there = Some(Span {
        from: MONDAY.plus(2),
        weeks: 1,
    });
    assert_eq!(board.cards[0].span, there);
    assert_eq!(steps.shift(card, 1), Err(Refused::OwnDay));
    assert_eq!(steps.stretch(card, 1), Err(Refused::OwnDay));
    phone.step(|steps| steps.fix(card, None));
    phone.step(|steps| steps.shift(card, 1));
    assert_eq!(
        phone.board().cards[0].span.map(|span| span.from),
        Some(MONDAY.plus(3))
    );
    phone.step(|steps| steps.fix(card, Some(day)));
    phone.step(|steps| steps.remove(card));
    assert!(phone.board().cards.is_empty());
}

#[test]
fn a_paused_card_leaves_the_weeks_and_comes_back_where_the_citizen_says() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("fysisk_traening", MONDAY, 6);
    phone.say(Some(card), Value::Minutes(180));
    let parked = Parked {
        reason: "Ondt".into(),
        ..Parked::default()
    };
    phone.step(|steps| steps.park(card, parked));
    let board = phone.board();
    assert_eq!(board.laid().count(), 0);
    assert_eq!(board.cards[0].stage, Stage::Pause);
    assert!(
        board
            .load(MONDAY, WEEKS)
            .iter()
            .all(|load| load.minutes == 0)
    );
    phone.step(|steps| steps.put(&Held::Card(card), Place::Week(MONDAY.plus(4))));
    let board = phone.board();
    assert_eq!(
        board.cards[0].span,
        Some(Span {
            from: MONDAY.plus(4),
            weeks: 6
        })
    );
    assert_eq!(
        (board.parked().count(), board.cards[0].stage),
        (0, Stage::Ide)
    );
}

#[test]
fn a_card_taken_up_again_is_what_it_was_before_the_pause() {
    for (before, weeks, after) in [
        (Stage::Ide, 0, Stage::Ide),
        (Stage::Foreslaaet, 4, Stage::Foreslaaet),
        (Stage::Aftalt, 4, Stage::Aftalt),
        (Stage::IGang, 4, Stage::Aftalt),
        (Stage::IGang, 0, Stage::IGang),
        (Stage::IGang, -1, Stage::IGang),
    ] {
        let mut phone = Device::new(PHONE);
        phone.today = Day::of(MONDAY.day(6));
        let card = phone.add("fysisk_traening", MONDAY, 6);
        phone.say(Some(card), Value::Stage(before));
        phone.step(|steps| steps.park(card, Parked::default()));
        phone.say(Some(card), Value::Minutes(180));
        assert_eq!(phone.board().cards[0].stage, Stage::Pause);
        let week = MONDAY.plus(weeks);
        phone.step(|steps| steps.put(&Held::Card(card), Place::Week(week)));
        assert_eq!(phone.board().cards[0].stage, after, "{before:?}, {weeks}");
        undo(&mut phone);
        assert_eq!(phone.board().cards[0].stage, Stage::Pause);
        phone.step(|steps| steps.put(&Held::Card(card), Place::Aside));
        assert_ne!(phone.board().cards[0].stage, Stage::Pause, "put aside");
    }
}

#[test]
fn what_is_undone_before_a_pause_is_not_what_comes_after_it() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("fysisk_traening", MONDAY, 6);
    phone.say(Some(card), Value::Stage(Stage::Aftalt));
    phone.say(Some(card), Value::Stage(Stage::Slut));
    undo(&mut phone);
    phone.step(|steps| steps.park(card, Parked::default()));
    phone.step(|steps| steps.put(&Held::Card(card), Place::Week(MONDAY)));
    assert_eq!(phone.board().cards[0].stage, Stage::Aftalt);
}

#[test]
fn an_ended_card_is_parked_with_what_came_of_it() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("cv", MONDAY, 1);
    let parked = Parked {
        outcome: Some("CV'et er på Jobnet".into()),
        ..Parked::default()
    };
    phone.step(|steps| steps.park(card, parked.clone()));
    let board = phone.board();
    assert_eq!(board.cards[0].stage, Stage::Slut);
    assert_eq!(board.cards[0].parked, Some(parked));
}

#[test]
fn the_load_counts_hours_travel_and_steps_against_the_limit() {
    let mut phone = Device::new(PHONE);
    let training = phone.add("fysisk_traening", MONDAY, 6);
    phone.say(Some(training), Value::Minutes(4 * 60));
    phone.say(Some(training), Value::Travel(60));
    let work = phone.add("delvis_rask", MONDAY.plus(1), 4);
    phone.say(Some(work), Value::Ramp(vec![120, 240, 600]));
    phone.say(None, Value::Limit(10 * 60));
    let board = phone.board();
    let minutes: Vec<u32> = board
        .load(MONDAY, 7)
        .iter()
        .map(|load| load.minutes)
        .collect();
    assert_eq!(minutes, [300, 420, 540, 900, 900, 300, 0]);
    let over: Vec<u32> = board.load(MONDAY, 7).iter().map(|load| load.over).collect();
    assert_eq!(over, [0, 0, 0, 300, 300, 0, 0]);
    let beside: Vec<_> = board.beside(&board.cards[0]).map(|card| card.id).collect();
    assert_eq!(beside, [work]);
}

#[test]
fn after_thirteen_weeks_what_is_unfinished_is_a_suggestion() {
    let mut phone = Device::new(PHONE);
    phone.say(None, Value::Start(MONDAY));
    let open = phone.add("jobklub", MONDAY.plus(2), 3);
    let ended = phone.add("cv", MONDAY, 1);
    phone.say(Some(ended), Value::Stage(Stage::Slut));
    let goes_on = phone.add("mentor", MONDAY.plus(10), 13);
    phone.step(|steps| Ok((steps.roll_forward(), Taken::Done)));
    let board = phone.board();
    assert_eq!(board.start, Some(MONDAY.plus(13)));
    let suggested: Vec<_> = board.unfinished().map(|card| card.id).collect();
    assert_eq!(suggested, [open]);
    assert!(board.card(goes_on).is_some_and(|card| card.is_laid()));
}

#[test]
fn the_plan_can_be_seen_as_it_was() {
    let mut phone = Device::new(PHONE);
    let card = phone.add("jobklub", MONDAY, 3);
    let moved = phone.step(|steps| steps.shift(card, 2));
    phone.step(|steps| steps.remove(card));
    assert_eq!(phone.board().cards.len(), 0);
    let then = phone.log.until(moved).board();
    assert_eq!(
        then.cards[0].span.map(|span| span.from),
        Some(MONDAY.plus(2))
    );
}
