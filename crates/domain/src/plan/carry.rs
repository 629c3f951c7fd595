//! A plan on paper: without what was taken off, and without the cards that its owner keeps to themselves.

use std::collections::BTreeSet;

use super::board::{Board, Card, Note};
use super::edit::{Edit, EditId, ItemId, NoteKind};
use super::log::Log;
use crate::offers::Area;

impl Card {
    /// Whether it tells of health, disability, addiction, debt or trouble in the family. Nobody else
    /// sees it unless its owner says so, not even that it is there by its name.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        let own = self.area == Area::Helbred;
        self.offer().map_or(own, |offer| offer.private)
    }
}

impl Note {
    /// Whether it names a plan of another department that is about more than work and education.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        let is_about_work = matches!(self.area, Some(Area::Job | Area::Uddannelse));
        self.kind == NoteKind::Reused && !is_about_work
    }
}

impl Board {
    /// The cards that are [sensitive](Card::is_sensitive), and other plans that are.
    #[must_use]
    pub fn sensitive(&self) -> BTreeSet<ItemId> {
        let cards = self.cards.iter().filter(|card| card.is_sensitive());
        let plans = self.notes.iter().filter(|note| note.is_sensitive());
        (cards.map(|card| card.id))
            .chain(plans.map(|note| note.id))
            .collect()
    }
}

impl Log {
    /// The copy of the plan that is on paper: without what was taken off, and without the cards and notes in
    /// `without` and what belongs to them. Edits keep their places, so that the whole plan can be taken in
    /// over it.
    #[must_use]
    pub fn carried(&self, without: &BTreeSet<ItemId>) -> Self {
        let board = self.board();
        let is_kept = |card: &ItemId| !without.contains(card);
        let cards = board.cards.iter().map(|card| card.id).filter(is_kept);
        let notes = board.notes.iter();
        let notes = notes.filter(|note| is_kept(&note.id) && note.on.as_ref().is_none_or(is_kept));
        let tasks = board.tasks.iter().filter(|task| is_kept(&task.card));
        let requests = board.requests.iter().filter(|asked| is_kept(&asked.card));
        let there: BTreeSet<ItemId> = cards
            .chain(notes.map(|note| note.id))
            .chain(tasks.map(|task| task.id))
            .chain(requests.map(|asked| asked.id))
            .collect();
        let is_carried = |edit: &Edit, id: EditId| match edit {
            Edit::Add { .. } => there.contains(&id),
            Edit::Set {
                item: Some(item), ..
            } => there.contains(item),
            // Whoever still has it takes it off too.
            Edit::Remove { item, .. } => is_kept(item),
            Edit::Sign(_) | Edit::Set { item: None, .. } | Edit::Undo { .. } => true,
            Edit::Withheld => false,
        };
        self.actions()
            .filter_map(|mut action| {
                let stamp = action.stamp;
                for (n, edit) in (0..=u16::MAX).zip(&mut action.edits) {
                    if !is_carried(edit, EditId { action: stamp, n }) {
                        *edit = Edit::Withheld;
                    }
                }
                let says = action.edits.iter().any(|edit| *edit != Edit::Withheld);
                says.then_some(action)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::edit::{Author, Kind, Replica, Role, Span, Value};
    use crate::plan::{Week, example};

    fn begun() -> Log {
        let mut log = Log::default();
        let sign = Edit::Sign(Author {
            role: Role::Citizen,
            name: String::new(),
        });
        log.act(1, Replica(1), vec![sign]);
        log
    }

    fn add(log: &mut Log, kind: Kind, value: Value) -> ItemId {
        let values = vec![value];
        let action = log.act(2, Replica(1), vec![Edit::Add { kind, values }]);
        EditId { action, n: 0 }
    }

    fn lies(after: i16) -> Value {
        Value::When(Some(Span {
            from: Week(2968 + after),
            weeks: 2,
        }))
    }

    fn text(words: &str) -> Value {
        Value::Text(words.to_owned())
    }

    #[test]
    fn paper_has_the_board_and_not_what_was_taken_off_it() {
        let mut log = begun();
        let praktik = add(&mut log, Kind::Offer("virksomhedspraktik".into()), lies(0));
        let note = Kind::Note(NoteKind::Frustration, None);
        let other = |words: &str| Edit::Add {
            kind: note.clone(),
            values: vec![text(words)],
        };
        let regretted = add(&mut log, note.clone(), text("Min sagsbehandler er sur"));
        for week in 1..9 {
            let moved = log.say(Some(praktik), lies(week));
            log.act(2, Replica(1), vec![moved]);
        }
        let undone = log.act(2, Replica(1), vec![other("Nej")]);
        log.act(2, Replica(1), vec![Log::undo(undone, true)]);
        let remove = Edit::Remove {
            item: regretted,
            seen: 1,
        };
        log.act(2, Replica(1), vec![remove]);
        let paper = log.carried(&BTreeSet::new());
        assert_eq!(paper.board(), log.board());
        let bytes = paper.to_bytes();
        for words in ["sur", "Nej"] {
            let words = words.as_bytes();
            assert!(!bytes.windows(words.len()).any(|seen| seen == words));
        }
        let mut whole = paper.clone();
        whole.merge(&log);
        assert_eq!(whole, log, "the whole plan comes in over it");
    }

    #[test]
    fn what_belongs_to_a_card_stays_at_home_with_it() {
        let mut log = begun();
        let doctor = add(&mut log, Kind::Offer("laege".into()), lies(0));
        let note = Kind::Note(NoteKind::Note, Some(doctor));
        add(&mut log, note, text("Spørg om piller"));
        add(&mut log, Kind::Task(doctor), text("Ring"));
        add(&mut log, Kind::Offer("jobklub".into()), lies(0));
        let wish = log.say(Some(doctor), Value::Wish("Mindre ondt".into()));
        log.act(2, Replica(1), vec![wish]);
        let sensitive = log.board().sensitive();
        assert_eq!(sensitive, BTreeSet::from([doctor]));
        let board = log.carried(&sensitive).board();
        assert_eq!(board.cards.len(), 1);
        assert!(board.notes.is_empty() && board.tasks.is_empty());
        let bytes = log.carried(&sensitive).to_bytes();
        for words in ["piller", "Ring", "ondt", "laege"] {
            let words = words.as_bytes();
            assert!(!bytes.windows(words.len()).any(|seen| seen == words));
        }
    }

    #[test]
    fn another_plan_about_health_stays_at_home_and_one_about_work_does_not() {
        let mut log = begun();
        let reused = Kind::Note(NoteKind::Reused, None);
        let health = add(&mut log, reused.clone(), Value::Area(Area::Helbred));
        let name = log.say(Some(health), text("Rehabiliteringsplanen"));
        log.act(2, Replica(1), vec![name]);
        let work = add(&mut log, reused, Value::Area(Area::Job));
        let board = log.carried(&log.board().sensitive()).board();
        let kept: Vec<ItemId> = board.reused().map(|note| note.id).collect();
        assert_eq!(kept, [work]);
    }

    #[test]
    fn a_card_of_ones_own_about_health_is_sensitive_too() {
        let mut log = begun();
        add(&mut log, Kind::Own, Value::Area(Area::Helbred));
        add(&mut log, Kind::Own, Value::Area(Area::Job));
        assert_eq!(log.board().sensitive().len(), 1);
    }

    #[test]
    fn the_example_fits_in_a_picture_that_a_phone_can_read() {
        let log = example::bent(example::Words::default(), Replica(1), 1 << 40, Week(2968));
        let bytes = log.carried(&BTreeSet::new()).to_bytes().len();
        assert!(bytes < 400, "{bytes}");
    }
}
