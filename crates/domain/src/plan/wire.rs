//! A plan as bytes: to keep, to send, to encrypt. The same actions always give the same bytes.
//!
//! Names are what weighs, so each is written once: things on the plan become the number of the edit that
//! put them there, offers and replicas a number in a table.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::edit::{Action, Edit, EditId, Replica, Stamp};
use super::log::Log;

/// Written first, so that a newer program can tell an older one's bytes.
const VERSION: u8 = 1;

/// Why bytes are no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// A newer program has written it.
    #[error("the plan was written by a newer version of the app: load the page again to get it")]
    Newer,
    /// Something else than a plan, or one that has been damaged.
    #[error("the bytes are no plan: take them from where they were first kept")]
    Broken,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    replicas: Vec<Replica>,
    offers: Vec<String>,
    /// Edits of other bytes that are spoken of here.
    elsewhere: Vec<EditId>,
    actions: Vec<WireAction>,
}

#[derive(Serialize, Deserialize)]
struct WireAction {
    /// Place in `replicas`.
    replica: u16,
    /// Milliseconds since the action before.
    after: u64,
    edits: Vec<Edit<u32, u16>>,
}

/// Gives each thing a number, in the order they are met.
struct Numbers<T> {
    numbers: HashMap<T, usize>,
    things: Vec<T>,
}

impl<T: Clone + Eq + std::hash::Hash> Numbers<T> {
    fn new() -> Self {
        Self {
            numbers: HashMap::new(),
            things: Vec::new(),
        }
    }

    fn of(&mut self, thing: T) -> usize {
        if let Some(number) = self.numbers.get(&thing) {
            return *number;
        }
        self.numbers.insert(thing.clone(), self.things.len());
        self.things.push(thing);
        self.things.len() - 1
    }
}

impl Log {
    /// The plan as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut places = HashMap::new();
        for (stamp, edits) in self.entries() {
            for (n, _) in (0..=u16::MAX).zip(edits) {
                places.insert(EditId { action: stamp, n }, places.len());
            }
        }
        let mut replicas = Numbers::new();
        let mut offers = Numbers::new();
        let mut elsewhere = Numbers::new();
        let mut before = 0;
        let mut actions = Vec::with_capacity(self.len());
        for Action { stamp, edits } in self.actions() {
            let mut place = |id: EditId| match places.get(&id) {
                Some(place) => number(*place),
                None => number(places.len() + elsewhere.of(id)),
            };
            // Every name has a number here, so nothing is left out.
            let edits = edits.into_iter().filter_map(|edit| {
                edit.renamed(|id| Some(place(id)), |key| Some(small(offers.of(key))))
            });
            let edits = edits.collect();
            actions.push(WireAction {
                replica: small(replicas.of(stamp.replica)),
                after: stamp.at - before,
                edits,
            });
            before = stamp.at;
        }
        let wire = Wire {
            replicas: replicas.things,
            offers: offers.things,
            elsewhere: elsewhere.things,
            actions,
        };
        // Writing to memory what only holds numbers, text and lists cannot fail.
        postcard::to_extend(&wire, vec![VERSION]).unwrap_or_default()
    }

    /// The plan in the bytes.
    ///
    /// # Errors
    ///
    /// When they are no plan, or one of a newer version. Never panics, whatever the bytes are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        let (version, rest) = bytes.split_first().ok_or(WireError::Broken)?;
        if *version > VERSION {
            return Err(WireError::Newer);
        }
        let (wire, rest) =
            postcard::take_from_bytes::<Wire>(rest).map_err(|_| WireError::Broken)?;
        if !rest.is_empty() {
            return Err(WireError::Broken);
        }
        wire.log().ok_or(WireError::Broken)
    }
}

impl Wire {
    fn log(self) -> Option<Log> {
        let mut stamps = Vec::with_capacity(self.actions.len());
        let mut ids = Vec::new();
        let mut at = 0_u64;
        for action in &self.actions {
            at = at.checked_add(action.after)?;
            let replica = *self.replicas.get(usize::from(action.replica))?;
            let stamp = Stamp { at, replica };
            // In order, and each stamp once: there is one way to write a plan.
            if stamps.last().is_some_and(|last| *last >= stamp) {
                return None;
            }
            stamps.push(stamp);
            for n in 0..action.edits.len() {
                ids.push(EditId {
                    action: stamp,
                    n: u16::try_from(n).ok()?,
                });
            }
        }
        ids.extend(self.elsewhere);
        let mut log = Log::default();
        for (stamp, action) in stamps.into_iter().zip(self.actions) {
            let edits = action.edits.into_iter();
            let edits = edits.map(|edit| {
                edit.renamed(
                    |number| ids.get(usize::try_from(number).ok()?).copied(),
                    |number| self.offers.get(usize::from(number)).cloned(),
                )
            });
            log.take(Action {
                stamp,
                edits: edits.collect::<Option<Vec<Edit>>>()?,
            });
        }
        Some(log)
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn small(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
