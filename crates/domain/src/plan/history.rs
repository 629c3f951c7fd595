//! Saying something over what was said, undoing it, and what has happened so far.

use super::edit::{Edit, EditId, ItemId, Replica, Stamp, Value};
use super::log::Log;
use super::read;

impl Log {
    /// Says a value about a thing (`None`: the plan itself), over what its author sees there now.
    #[must_use]
    pub fn say(&self, item: Option<ItemId>, value: Value) -> Edit {
        Edit::Set {
            item,
            over: read::heads(self, item, &value),
            value,
        }
    }

    /// What the replica would undo now: its latest action that is not undone. `None` when there is
    /// nothing.
    #[must_use]
    pub fn to_undo(&self, replica: Replica) -> Option<Stamp> {
        self.own(replica)
            .into_iter()
            .rev()
            .find(|(_, undone)| !undone)
            .map(|(stamp, _)| stamp)
    }

    /// What the replica would do again now: the action that it undid last, when it has done nothing
    /// since.
    #[must_use]
    pub fn to_redo(&self, replica: Replica) -> Option<Stamp> {
        let own = self.own(replica);
        let after_last_done = own
            .iter()
            .rposition(|(_, undone)| !undone)
            .map_or(0, |at| at + 1);
        own.get(after_last_done).map(|(stamp, _)| *stamp)
    }

    /// The edit that undoes an action, or does it again.
    #[must_use]
    pub fn undo(action: Stamp, undone: bool) -> Edit {
        Edit::Undo {
            action: EditId { action, n: 0 },
            undone,
        }
    }

    /// What a replica has done, oldest first, and whether it is undone; signing and undoing left out.
    fn own(&self, replica: Replica) -> Vec<(Stamp, bool)> {
        let mut own: Vec<(Stamp, bool)> = Vec::new();
        for (stamp, edits) in self.entries().filter(|(stamp, _)| stamp.replica == replica) {
            let mut does_something = false;
            for edit in edits {
                match edit {
                    Edit::Sign(_) | Edit::Withheld => {}
                    Edit::Undo { action, undone } => {
                        let target = own.iter_mut().find(|(stamp, _)| *stamp == action.action);
                        if let Some((_, is_undone)) = target {
                            *is_undone = *undone;
                        }
                    }
                    _ => does_something = true,
                }
            }
            if does_something {
                own.push((stamp, false));
            }
        }
        own
    }
}
