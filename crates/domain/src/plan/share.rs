//! A copy of a plan for somebody else: what they may not see is withheld from it.

use std::collections::BTreeSet;

use super::edit::{Edit, ItemId, Kind, Role, Stamp, Value};
use super::log::Log;
use super::read;

/// What somebody may see of a plan. The plan's weeks and who writes in it are always seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Cards, notes, tasks and requests.
    pub items: BTreeSet<ItemId>,
    /// The goal.
    pub goal: bool,
}

impl Shown {
    /// What the citizen lets the caseworker see: the cards and notes that are shared, what these cards
    /// need, and what was asked about them. Also what has been taken off since, so that it goes there
    /// too. What an office put on the plan is shared until the citizen says otherwise: so it hears whether
    /// its proposal was taken.
    #[must_use]
    pub fn to_office(log: &Log) -> Self {
        let authors = log.authors();
        let is_offices = |id: &ItemId| {
            let author = authors.get(&id.action.replica);
            author.is_some_and(|author| author.role == Role::Caseworker)
        };
        let wanted = |value: &Value| matches!(value, Value::Shared(_));
        let all = read::said_of_all(log, wanted);
        let mut items: BTreeSet<ItemId> = all
            .iter()
            .filter(|(id, _, values)| match values.last() {
                Some(said) => *said == Value::Shared(true),
                None => is_offices(id),
            })
            .map(|(id, ..)| *id)
            .collect();
        for (id, kind, _) in &all {
            let belongs = match kind {
                Kind::Task(card) | Kind::Request(_, card) => items.contains(card),
                // Words on a card are shared one by one, and only with their card.
                Kind::Note(_, Some(card)) if !items.contains(card) => {
                    items.remove(id);
                    false
                }
                _ => false,
            };
            if belongs {
                items.insert(*id);
            }
        }
        Self {
            items,
            goal: log.board().goal_shared,
        }
    }

    fn shows(&self, edit: &Edit, id: ItemId) -> bool {
        match edit {
            Edit::Sign(_) => true,
            Edit::Add { .. } => self.items.contains(&id),
            Edit::Set { value, .. } if value.is_always_private() => false,
            Edit::Set {
                item: None, value, ..
            } => match value {
                Value::Start(_) | Value::GoalShared(_) | Value::Replaces(_) | Value::Joint(_) => {
                    true
                }
                Value::Goal(_) => self.goal,
                _ => false,
            },
            Edit::Set {
                item: Some(item), ..
            }
            | Edit::Remove { item, .. } => self.items.contains(item),
            // Undoing is seen by what it undoes; alone it tells nothing but that something was undone.
            Edit::Undo { .. } => true,
            Edit::Withheld => false,
        }
    }
}

impl Log {
    /// The copy of the plan for somebody who may see so much. Edits keep their places, so that what the
    /// two write afterwards fits together.
    #[must_use]
    pub fn shown(&self, shown: &Shown) -> Self {
        self.actions()
            .filter_map(|mut action| {
                let stamp: Stamp = action.stamp;
                for (n, edit) in (0..=u16::MAX).zip(&mut action.edits) {
                    if !shown.shows(edit, ItemId { action: stamp, n }) {
                        *edit = Edit::Withheld;
                    } else if let Edit::Add { values, .. } = edit {
                        values.retain(|value| !value.is_always_private());
                    }
                }
                // An action of which nothing is seen is not mentioned.
                let is_seen = action.edits.iter().any(|edit| *edit != Edit::Withheld);
                is_seen.then_some(action)
            })
            .collect()
    }
}
