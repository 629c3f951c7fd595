//! What a plan of 500 cards costs: `cargo bench -p indgang-domain`.
//!
//! The bars (docs: quality of the house): less than 20 ms to build, merge and load it, and 20 kB.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use indgang_domain::offers::CATALOGUE;
use indgang_domain::plan::edit::{Author, Edit, EditId, Kind, Replica, Role, Span, Value};
use indgang_domain::plan::{Log, Week};

const CARDS: u16 = 500;
/// Monday 23 November 2026.
const MONDAY: Week = Week(2968);
/// The morning of that day, in milliseconds since 1970.
const MORNING: u64 = 1_795_417_200_000;

/// Cards `from..to`, each laid and then given its hours, as two actions of one device.
fn built(replica: Replica, from: u16, to: u16) -> Log {
    let mut log = Log::default();
    let me = Author {
        role: Role::Citizen,
        name: String::new(),
    };
    log.act(MORNING, replica, vec![Edit::Sign(me)]);
    for n in from..to {
        let offer = &CATALOGUE[usize::from(n) % CATALOGUE.len()];
        let span = Span {
            from: MONDAY.plus((n % 13).cast_signed()),
            weeks: 1 + n % 6,
        };
        let laid = log.act(
            MORNING + u64::from(n) * 5000,
            replica,
            vec![Edit::Add {
                kind: Kind::Offer(offer.key.to_owned()),
                values: vec![Value::When(Some(span))],
            }],
        );
        let card = EditId { action: laid, n: 0 };
        let hours = Edit::Set {
            item: Some(card),
            over: Vec::new(),
            value: Value::Minutes(60 * (n % 20)),
        };
        log.act(MORNING + u64::from(n) * 5000 + 2000, replica, vec![hours]);
    }
    log
}

fn plan(criterion: &mut Criterion) {
    let (phone, tablet) = (Replica(1), Replica(2));
    let whole = built(phone, 0, CARDS);
    let bytes = whole.to_bytes();
    println!("500 cards: {} bytes", bytes.len());
    criterion.bench_function("plan/build", |it| {
        it.iter(|| black_box(built(phone, 0, CARDS).board()));
    });
    let halves = (built(phone, 0, CARDS / 2), built(tablet, CARDS / 2, CARDS));
    criterion.bench_function("plan/merge", |it| {
        it.iter_batched(
            || halves.clone(),
            |(mut one, other)| {
                one.merge(&other);
                black_box(one.board())
            },
            BatchSize::SmallInput,
        );
    });
    criterion.bench_function("plan/load", |it| {
        it.iter(|| black_box(Log::from_bytes(black_box(&bytes)).map(|log| log.board())));
    });
    criterion.bench_function("plan/save", |it| it.iter(|| black_box(whole.to_bytes())));
    // What one does at the board, with everything that is done for it.
    criterion.bench_function("plan/move_a_card", |it| {
        let board = whole.board();
        let card = &board.cards[250];
        let span = Span {
            from: MONDAY,
            weeks: 2,
        };
        it.iter_batched(
            || whole.clone(),
            |mut log| {
                let edit = log.say(Some(card.id), Value::When(Some(span)));
                log.act(MORNING + 9_000_000, phone, vec![edit]);
                black_box((log.board(), log.to_bytes()))
            },
            BatchSize::SmallInput,
        );
    });
}

criterion_group!(benches, plan);
criterion_main!(benches);
