//! The plan behind the smallest possible door, so that Node can time it: the work of the native bench
//! (`crates/domain/benches/plan.rs`). What is repeated is repeated on this side of the door.

use std::hint::black_box;

use indgang_domain::offers::CATALOGUE;
use indgang_domain::plan::edit::{Author, Edit, EditId, Kind, Replica, Role, Span, Value};
use indgang_domain::plan::{Log, Week};
use wasm_bindgen::prelude::wasm_bindgen;

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

/// A plan of 500 cards, and its two halves as two devices have them.
#[wasm_bindgen]
pub struct Plan {
    halves: (Log, Log),
    bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Plan {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Plan {
        let (phone, tablet) = (Replica(1), Replica(2));
        Plan {
            halves: (built(phone, 0, CARDS / 2), built(tablet, CARDS / 2, CARDS)),
            bytes: built(phone, 0, CARDS).to_bytes(),
        }
    }

    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    pub fn build(&self, times: u32) {
        for _ in 0..times {
            black_box(built(Replica(1), 0, CARDS).board());
        }
    }

    /// With a copy of the first half, which the native figure leaves out.
    pub fn merge(&self, times: u32) {
        for _ in 0..times {
            let mut one = self.halves.0.clone();
            one.merge(black_box(&self.halves.1));
            black_box(one.board());
        }
    }

    pub fn load(&self, times: u32) {
        for _ in 0..times {
            let _ = black_box(Log::from_bytes(black_box(&self.bytes)).map(|log| log.board()));
        }
    }
}
