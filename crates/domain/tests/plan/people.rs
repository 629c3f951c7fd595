//! Bent's plan, on his devices and at his caseworker's.

use indgang_domain::plan::edit::{Author, Edit, EditId, Kind, Replica, Role, Span, Stamp, Value};
use indgang_domain::plan::steps::{Step, Steps};
use indgang_domain::plan::{Board, Day, Log, Week};

/// Monday 23 November 2026.
pub const MONDAY: Week = Week(2968);

pub const PHONE: Replica = Replica(1);
pub const TABLET: Replica = Replica(2);
pub const OFFICE: Replica = Replica(3);

/// A device with the plan on it.
#[derive(Clone)]
pub struct Device {
    pub log: Log,
    pub replica: Replica,
    /// What its calendar says.
    pub today: Day,
    clock: u64,
}

impl Device {
    /// A device whose owner has signed the plan.
    pub fn new(replica: Replica) -> Self {
        let (role, name) = match replica {
            OFFICE => (Role::Caseworker, "Sara"),
            _ => (Role::Citizen, "Bent"),
        };
        let mut device = Self {
            log: Log::default(),
            replica,
            today: Day::of(MONDAY.monday()),
            clock: 1_795_000_000_000,
        };
        let author = Author {
            role,
            name: name.to_owned(),
        };
        device.act(vec![Edit::Sign(author)]);
        device
    }

    /// Does something, about a second after the last.
    pub fn act(&mut self, edits: Vec<Edit>) -> Stamp {
        self.clock += 997;
        self.log.act(self.clock, self.replica, edits)
    }

    /// Says something about a thing.
    pub fn say(&mut self, item: Option<EditId>, value: Value) -> Stamp {
        let edit = self.log.say(item, value);
        self.act(vec![edit])
    }

    /// Puts a card of the deck on the board.
    pub fn add(&mut self, key: &str, from: Week, weeks: u16) -> EditId {
        let values = vec![Value::When(Some(Span { from, weeks }))];
        let kind = Kind::Offer(key.to_owned());
        let action = self.act(vec![Edit::Add { kind, values }]);
        EditId { action, n: 0 }
    }

    /// Takes a step.
    pub fn step(&mut self, step: impl FnOnce(Steps) -> Step) -> Stamp {
        let (edits, _) = self.steps(step).expect("the step can be taken");
        self.act(edits)
    }

    /// What can be done now.
    pub fn steps<T>(&self, make: impl FnOnce(Steps) -> T) -> T {
        let board = self.board();
        make(Steps {
            log: &self.log,
            board: &board,
            today: self.today,
        })
    }

    pub fn board(&self) -> Board {
        self.log.board()
    }

    /// Both get what the other has.
    pub fn meets(&mut self, other: &mut Self) {
        self.log.merge(&other.log);
        other.log.merge(&self.log);
        let clock = self.clock.max(other.clock);
        (self.clock, other.clock) = (clock, clock);
    }
}
