//! From actions to the board: each edit in the order of the stamps, where it is allowed and not undone.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::board::{Asked, Board, Card, Conflict, Note, Proposal, Said, Source, Task};
use super::edit::{Author, Edit, EditId, ItemId, Kind, Replica, Role, Stage, Stamp, Value, Worth};
use super::log::Log;
use crate::offers::{self, Area, Decides};

/// What has been said about one field, and not been replaced: one head, or several that do not know of
/// each other. Oldest first.
type Heads<'a> = Vec<(EditId, &'a Value)>;

/// All that has been said about one thing, by field.
#[derive(Default)]
struct Fields<'a>(Vec<Heads<'a>>);

struct Item<'a> {
    kind: &'a Kind,
    by: Replica,
    fields: Fields<'a>,
    changed: Stamp,
    edits: u32,
    /// Who took it off: the edit, and whether somebody changed it without knowing.
    removed: Option<(EditId, bool)>,
    /// A caseworker's proposal that the owner has taken.
    taken: bool,
    /// How far it had come when last it was not paused.
    unpaused: Option<Stage>,
}

struct Reading<'a> {
    authors: &'a BTreeMap<Replica, Author>,
    /// What edits that do not count have replaced: whoever replaces them replaces that too.
    through: HashMap<EditId, &'a [EditId]>,
    plan: Fields<'a>,
    items: BTreeMap<ItemId, Item<'a>>,
}

pub(super) fn board(log: &Log) -> Board {
    let authors = log.authors();
    let mut board = Reading::of(log, &authors).finish();
    board.authors = authors;
    board
}

/// What a value about a thing would replace: the heads of its field, and the removal of the thing.
pub(super) fn heads(log: &Log, item: Option<ItemId>, value: &Value) -> Vec<EditId> {
    let authors = log.authors();
    let reading = Reading::of(log, &authors);
    let (fields, removal) = match item {
        None => (&reading.plan, None),
        Some(item) => match reading.items.get(&item) {
            Some(item) => (&item.fields, item.removed.map(|(removal, _)| removal)),
            None => return Vec::new(),
        },
    };
    let heads = fields.heads(value).into_iter().flatten();
    heads.map(|(id, _)| *id).chain(removal).collect()
}

/// What is said about each thing that is or was on the plan, of the fields that `wanted` names.
pub(super) fn said_of_all(
    log: &Log,
    wanted: fn(&Value) -> bool,
) -> Vec<(ItemId, Kind, Vec<Value>)> {
    let authors = log.authors();
    let reading = Reading::of(log, &authors);
    let items = reading.items.into_iter().map(|(id, item)| {
        let values = item.fields.values(Some(id), &mut Vec::new());
        let values = values.into_iter().filter(|value| wanted(value)).cloned();
        (id, item.kind.clone(), values.collect())
    });
    items.collect()
}

/// The actions that their own author has undone: the last word about each counts.
fn undone(log: &Log, authors: &BTreeMap<Replica, Author>) -> HashSet<Stamp> {
    let mut found = HashSet::new();
    for (stamp, edits) in log.entries() {
        for edit in edits {
            let Edit::Undo { action, undone } = edit else {
                continue;
            };
            let target = action.action;
            let is_own = authors.get(&stamp.replica) == authors.get(&target.replica);
            if is_own && *undone {
                found.insert(target);
            } else if is_own {
                found.remove(&target);
            }
        }
    }
    found
}

impl<'a> Reading<'a> {
    fn of(log: &'a Log, authors: &'a BTreeMap<Replica, Author>) -> Self {
        let undone = undone(log, authors);
        let mut reading = Self {
            authors,
            through: HashMap::new(),
            plan: Fields::default(),
            items: BTreeMap::new(),
        };
        for (stamp, edits) in log.entries() {
            let counts = !undone.contains(&stamp);
            for (n, edit) in (0..=u16::MAX).zip(edits) {
                reading.edit(EditId { action: stamp, n }, edit, counts);
            }
        }
        reading
    }

    fn edit(&mut self, id: EditId, edit: &'a Edit, counts: bool) {
        let Some(author) = self.authors.get(&id.action.replica) else {
            return;
        };
        match edit {
            Edit::Sign(_) | Edit::Undo { .. } | Edit::Withheld => {}
            Edit::Add { kind, values } => {
                if counts && edit.is_allowed(author.role, true) {
                    self.add(id, kind, values);
                }
            }
            Edit::Set { item, over, value } => {
                let is_own = item.is_some_and(|item| self.is_own(item, author));
                if counts && edit.is_allowed(author.role, is_own) {
                    self.set(id, *item, over, value);
                } else {
                    self.through.insert(id, over);
                }
            }
            Edit::Remove { item, seen } => {
                let is_own = self.is_own(*item, author);
                if counts
                    && edit.is_allowed(author.role, is_own)
                    && let Some(item) = self.items.get_mut(item)
                {
                    item.removed = Some((id, item.edits > *seen));
                }
            }
        }
    }

    /// Whether a thing is the author's: put there by somebody of the same name and role, and not a
    /// proposal that the owner has taken.
    fn is_own(&self, item: ItemId, author: &Author) -> bool {
        self.items.get(&item).is_some_and(|item| {
            self.authors.get(&item.by) == Some(author)
                && (author.role == Role::Citizen || !item.taken)
        })
    }

    fn add(&mut self, id: ItemId, kind: &'a Kind, values: &'a [Value]) {
        let mut fields = Fields::default();
        let mut unpaused = None;
        for value in values {
            fields.say(id, &[], value, &self.through);
            unpaused = value.stage_unpaused().or(unpaused);
        }
        let item = Item {
            kind,
            by: id.action.replica,
            fields,
            changed: id.action,
            edits: 1,
            removed: None,
            taken: false,
            unpaused,
        };
        self.items.insert(id, item);
    }

    fn set(&mut self, id: EditId, item: Option<ItemId>, over: &[EditId], value: &'a Value) {
        let Some(item) = item else {
            self.plan.say(id, over, value, &self.through);
            return;
        };
        let Some(item) = self.items.get_mut(&item) else {
            return;
        };
        item.fields.say(id, over, value, &self.through);
        item.edits += 1;
        item.changed = id.action;
        if let Value::Accepted(taken) = value {
            item.taken = *taken;
        }
        item.unpaused = value.stage_unpaused().or(item.unpaused);
        // Whoever changes what was taken off either did not know, or says that it stays.
        item.removed = match item.removed {
            Some((removal, _)) if !over.contains(&removal) => Some((removal, true)),
            _ => None,
        };
    }

    fn finish(self) -> Board {
        let mut board = Board::default();
        for value in self.plan.values(None, &mut board.conflicts) {
            board.say(value);
        }
        for (id, item) in &self.items {
            match item.removed {
                Some((_, false)) => continue,
                Some((removal, true)) => {
                    board.conflicts.push(item.changed_and_removed(*id, removal))
                }
                None => {}
            }
            let values = item.fields.values(Some(*id), &mut board.conflicts);
            self.put(*id, item, values, &mut board);
        }
        // What belongs to a card that is gone is gone with it.
        let is_there = |board: &Board, card| board.card(card).is_some();
        let gone: HashSet<ItemId> = (board.tasks.iter().map(|task| task.card))
            .chain(board.requests.iter().map(|asked| asked.card))
            .chain(board.notes.iter().filter_map(|note| note.on))
            .filter(|card| !is_there(&board, *card))
            .collect();
        board.tasks.retain(|task| !gone.contains(&task.card));
        board.requests.retain(|asked| !gone.contains(&asked.card));
        board
            .notes
            .retain(|note| note.on.is_none_or(|on| !gone.contains(&on)));
        board
    }

    fn put(&self, id: ItemId, item: &Item, values: Vec<&Value>, board: &mut Board) {
        match item.kind {
            Kind::Offer(key) => {
                let source = Source::Offer(key.clone());
                board.cards.push(self.card(id, item, source, values));
            }
            Kind::Own => board.cards.push(self.card(id, item, Source::Own, values)),
            Kind::Note(kind, on) => {
                let mut note = Note {
                    id,
                    kind: *kind,
                    on: *on,
                    text: String::new(),
                    date: None,
                    area: None,
                    shared: self.is_offices(item.by),
                    question: false,
                    by: item.by,
                    edits: item.edits,
                };
                for value in values {
                    match value {
                        Value::Text(text) => note.text.clone_from(text),
                        Value::Date(date) => note.date = *date,
                        Value::Area(area) => note.area = Some(*area),
                        Value::Shared(shared) => note.shared = *shared,
                        Value::Question(question) => note.question = *question,
                        _ => {}
                    }
                }
                board.notes.push(note);
            }
            Kind::Task(card) => {
                let mut task = Task {
                    id,
                    card: *card,
                    text: String::new(),
                    done: false,
                    edits: item.edits,
                };
                for value in values {
                    match value {
                        Value::Text(text) => task.text.clone_from(text),
                        Value::Done(done) => task.done = *done,
                        _ => {}
                    }
                }
                board.tasks.push(task);
            }
            Kind::Request(request, card) => {
                let mut asked = Asked {
                    id,
                    request: *request,
                    card: *card,
                    text: String::new(),
                    answer: None,
                    at: id.action,
                    edits: item.edits,
                };
                for value in values {
                    match value {
                        Value::Text(text) => asked.text.clone_from(text),
                        Value::Answer(answer) => asked.answer.clone_from(answer),
                        _ => {}
                    }
                }
                board.requests.push(asked);
            }
        }
    }

    fn is_offices(&self, replica: Replica) -> bool {
        let author = self.authors.get(&replica);
        author.is_some_and(|author| author.role == Role::Caseworker)
    }

    fn card(&self, id: ItemId, item: &Item, source: Source, values: Vec<&Value>) -> Card {
        let offer = match &source {
            Source::Offer(key) => offers::find(key),
            Source::Own => None,
        };
        let is_offered = self.is_offices(item.by);
        let stage = match is_offered {
            true => Stage::Foreslaaet,
            false => Stage::Ide,
        };
        let mut card = Card {
            id,
            source,
            span: None,
            minutes: None,
            times: Vec::new(),
            travel: 0,
            stage,
            unpaused: stage,
            wish: String::new(),
            energy: None,
            shared: is_offered,
            title: String::new(),
            picture: String::new(),
            area: offer.map_or(Area::Hverdag, |offer| offer.area),
            decides: offer.map_or(Decides::Du, |offer| offer.decides),
            parked: None,
            pay: None,
            ramp: Vec::new(),
            lane: String::new(),
            due: None,
            agreed_by_citizen: None,
            agreed_by_office: None,
            worth: Worth::default(),
            given: false,
            proposal: if is_offered {
                Proposal::Open
            } else {
                Proposal::Taken
            },
            by: item.by,
            changed: item.changed,
            edits: item.edits,
        };
        for value in values {
            card.say(value, is_offered);
        }
        card.unpaused = match card.stage {
            Stage::Pause => item.unpaused.unwrap_or(stage),
            stage => stage,
        };
        card
    }
}

impl<'a> Fields<'a> {
    /// A new head, instead of those it replaces.
    fn say(
        &mut self,
        id: EditId,
        over: &[EditId],
        value: &'a Value,
        through: &HashMap<EditId, &'a [EditId]>,
    ) {
        let field = value.field();
        let is_about = |heads: &&mut Heads| heads.iter().any(|(_, value)| value.field() == field);
        let Some(heads) = self.0.iter_mut().find(is_about) else {
            self.0.push(vec![(id, value)]);
            return;
        };
        let mut replaced: Vec<EditId> = over.to_vec();
        // Only edits before this one are looked up, and each once, so that nothing goes in circles.
        let mut at = 0;
        while let Some(id) = replaced.get(at).copied() {
            if let Some(before) = through.get(&id) {
                for id in *before {
                    if !replaced.contains(id) {
                        replaced.push(*id);
                    }
                }
            }
            at += 1;
        }
        heads.retain(|(head, _)| !replaced.contains(head));
        heads.push((id, value));
    }

    fn heads(&self, value: &Value) -> Option<&Heads<'a>> {
        let field = value.field();
        let is_about = |heads: &&Heads| heads.iter().any(|(_, value)| value.field() == field);
        self.0.iter().find(is_about)
    }

    /// What counts in each field; those with more than one opinion are noted.
    fn values(&self, item: Option<ItemId>, conflicts: &mut Vec<Conflict>) -> Vec<&'a Value> {
        let mut values = Vec::with_capacity(self.0.len());
        for heads in &self.0 {
            let Some((_, latest)) = heads.last() else {
                continue;
            };
            if heads.iter().all(|(_, value)| value == latest) {
                values.push(*latest);
                continue;
            }
            // Who is not sure to want to show something does not.
            let cautious = heads
                .iter()
                .map(|(_, value)| *value)
                .find(|value| matches!(value, Value::Shared(false) | Value::GoalShared(false)));
            values.push(cautious.unwrap_or(latest));
            let said = heads.iter().rev().map(|(id, value)| Said {
                stamp: id.action,
                value: Some((*value).clone()),
            });
            conflicts.push(Conflict {
                item,
                said: said.collect(),
                heads: heads.iter().map(|(id, _)| *id).collect(),
            });
        }
        values
    }
}

impl Value {
    /// The stage it says, unless that is a pause.
    fn stage_unpaused(&self) -> Option<Stage> {
        match self {
            Self::Stage(stage) if *stage != Stage::Pause => Some(*stage),
            _ => None,
        }
    }
}

impl Item<'_> {
    fn changed_and_removed(&self, id: ItemId, removal: EditId) -> Conflict {
        // The last thing that was said about it, for the other side of the story.
        let last = self
            .fields
            .0
            .iter()
            .filter_map(|heads| heads.last())
            .max_by_key(|(id, _)| *id);
        let kept = last.map(|(id, value)| Said {
            stamp: id.action,
            value: Some((*value).clone()),
        });
        let taken_off = Said {
            stamp: removal.action,
            value: None,
        };
        Conflict {
            item: Some(id),
            said: kept.into_iter().chain([taken_off]).collect(),
            heads: vec![removal],
        }
    }
}

impl Board {
    fn say(&mut self, value: &Value) {
        match value {
            Value::Start(week) => self.start = Some(*week),
            Value::Goal(goal) => self.goal.clone_from(goal),
            Value::GoalShared(shared) => self.goal_shared = *shared,
            Value::Limit(minutes) => self.limit = Some(*minutes),
            Value::Resting(rest) => self.resting = *rest,
            Value::Overview(overview) => self.overview = Some(*overview),
            Value::Replaces(plans) => self.replaces.clone_from(plans),
            Value::Joint(since) => self.joint = *since,
            _ => {}
        }
    }
}

impl Card {
    fn say(&mut self, value: &Value, is_offered: bool) {
        match value {
            Value::When(span) => self.span = span.filter(|span| span.weeks > 0),
            Value::Minutes(minutes) => self.minutes = Some(*minutes),
            Value::Times(times) => self.times.clone_from(times),
            Value::Travel(minutes) => self.travel = *minutes,
            Value::Stage(stage) => self.stage = *stage,
            Value::Wish(wish) => self.wish.clone_from(wish),
            Value::Energy(energy) => self.energy = *energy,
            Value::Shared(shared) => self.shared = *shared,
            Value::Title(title) => self.title.clone_from(title),
            Value::Picture(picture) => self.picture.clone_from(picture),
            Value::Area(area) => self.area = *area,
            Value::Decides(decides) => self.decides = *decides,
            Value::Parked(parked) => self.parked.clone_from(parked),
            Value::Pay(oere) => self.pay = Some(*oere),
            Value::Ramp(steps) => self.ramp.clone_from(steps),
            Value::Lane(lane) => self.lane.clone_from(lane),
            Value::Due(day) => self.due = *day,
            Value::AgreedByCitizen(day) => self.agreed_by_citizen = *day,
            Value::Worth(worth) => self.worth.clone_from(worth),
            Value::Given(given) => self.given = *given,
            Value::AgreedByOffice(day) => self.agreed_by_office = *day,
            Value::Accepted(taken) if is_offered => {
                self.proposal = if *taken {
                    Proposal::Taken
                } else {
                    Proposal::Declined
                };
            }
            _ => {}
        }
    }
}
