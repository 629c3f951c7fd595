//! All actions of a plan, in one order. Merging two plans is to have the actions of both: the order in
//! which they arrive does not matter, and an action that comes twice is there once.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::board::Board;
use super::edit::{Action, Author, Edit, EditId, Replica, Role, Stamp};

/// A plan, as what was done to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    actions: BTreeMap<Stamp, Vec<Edit>>,
}

/// The last action of each replica that somebody has.
pub type Known = BTreeMap<Replica, u64>;

impl Log {
    /// A stamp after everything that is in the plan.
    ///
    /// `now` is the device's clock, in milliseconds since 1970.
    #[must_use]
    pub fn stamp(&self, now: u64, replica: Replica) -> Stamp {
        let last = self.actions.last_key_value().map_or(0, |(last, _)| last.at);
        Stamp {
            at: now.max(last.saturating_add(1)),
            replica,
        }
    }

    /// Does something: the edits become one action of the replica. Returns its stamp.
    pub fn act(&mut self, now: u64, replica: Replica, edits: Vec<Edit>) -> Stamp {
        let stamp = self.stamp(now, replica);
        self.actions.insert(stamp, edits);
        stamp
    }

    /// Takes in an action of another device. Of an action that is here already, only what was withheld
    /// from this copy until now is new.
    pub fn take(&mut self, action: Action) {
        match self.actions.entry(action.stamp) {
            Entry::Vacant(place) => {
                place.insert(action.edits);
            }
            Entry::Occupied(mut place) => {
                for (here, there) in place.get_mut().iter_mut().zip(action.edits) {
                    if *here == Edit::Withheld {
                        *here = there;
                    }
                }
            }
        }
    }

    /// Takes in all that another has done.
    pub fn merge(&mut self, other: &Self) {
        for action in other.actions() {
            self.take(action);
        }
    }

    /// All actions, oldest first.
    pub fn actions(&self) -> impl DoubleEndedIterator<Item = Action> + '_ {
        self.actions.iter().map(|(stamp, edits)| Action {
            stamp: *stamp,
            edits: edits.clone(),
        })
    }

    /// The same without copying.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (Stamp, &[Edit])> {
        self.actions
            .iter()
            .map(|(stamp, edits)| (*stamp, edits.as_slice()))
    }

    /// How many actions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.actions.len()
    }

    /// Whether nothing has been done yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    /// One edit.
    #[must_use]
    pub fn edit(&self, id: EditId) -> Option<&Edit> {
        self.actions.get(&id.action)?.get(usize::from(id.n))
    }

    /// What is here, for another to say what is missing.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::new();
        for stamp in self.actions.keys() {
            // In order, so the last one stays.
            known.insert(stamp.replica, stamp.at);
        }
        known
    }

    /// What somebody who knows so much is missing.
    #[must_use]
    pub fn beyond(&self, known: &Known) -> Self {
        let is_new = |stamp: &Stamp| {
            known
                .get(&stamp.replica)
                .is_none_or(|last| stamp.at > *last)
        };
        let actions = self.actions.iter();
        Self {
            actions: actions
                .filter(|(stamp, _)| is_new(stamp))
                .map(|(stamp, edits)| (*stamp, edits.clone()))
                .collect(),
        }
    }

    /// The plan as it was after an action (the time slider).
    #[must_use]
    pub fn until(&self, stamp: Stamp) -> Self {
        Self {
            actions: self
                .actions
                .range(..=stamp)
                .map(|(stamp, edits)| (*stamp, edits.clone()))
                .collect(),
        }
    }

    /// The plan as it was before a moment, in milliseconds since 1970.
    #[must_use]
    pub fn before(&self, at: u64) -> Self {
        let actions = self.actions.iter().filter(|(stamp, _)| stamp.at < at);
        Self {
            actions: actions
                .map(|(stamp, edits)| (*stamp, edits.clone()))
                .collect(),
        }
    }

    /// What the actions come to.
    #[must_use]
    pub fn board(&self) -> Board {
        Board::of(self)
    }

    /// Who sits at each replica: what its first edit says.
    #[must_use]
    pub fn authors(&self) -> BTreeMap<Replica, Author> {
        let mut authors = BTreeMap::new();
        for (stamp, edits) in &self.actions {
            for edit in edits {
                if let Edit::Sign(author) = edit {
                    authors
                        .entry(stamp.replica)
                        .or_insert_with(|| author.clone());
                }
            }
        }
        authors
    }

    /// What one replica has done.
    #[must_use]
    pub fn of_replica(&self, replica: Replica) -> Self {
        let own = |(stamp, _): &(&Stamp, _)| stamp.replica == replica;
        let actions = self.actions.iter().filter(own);
        Self {
            actions: actions
                .map(|(stamp, edits)| (*stamp, edits.clone()))
                .collect(),
        }
    }

    /// What came from an office: only what its replicas did, each of which has said that it is a
    /// caseworker's. Whoever takes in actions from an office takes these.
    #[must_use]
    pub fn of_role(&self, role: Role) -> Self {
        let authors = self.authors();
        let is_of = |stamp: &Stamp| {
            authors
                .get(&stamp.replica)
                .is_some_and(|author| author.role == role)
        };
        Self {
            actions: self
                .actions
                .iter()
                .filter(|(stamp, _)| is_of(stamp))
                .map(|(stamp, edits)| (*stamp, edits.clone()))
                .collect(),
        }
    }
}

impl FromIterator<Action> for Log {
    fn from_iter<T: IntoIterator<Item = Action>>(actions: T) -> Self {
        let mut log = Self::default();
        for action in actions {
            log.take(action);
        }
        log
    }
}
