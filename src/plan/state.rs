//! The plan while the app runs. Every action is kept on the device at once; another tab of the same
//! browser writes in the same plan.

use std::sync::LazyLock;

use indgang_domain::plan::board::{Card, Proposal};
use indgang_domain::plan::edit::{Author, Edit, ItemId, Replica, Role, Stamp, Value};
use indgang_domain::plan::steps::{Refused, Step, Steps, Taken, first_week as first_week_from};
use indgang_domain::plan::{Board, Day, Log, Week};
use leptos::prelude::*;

use crate::browser::{bytes, clock, store};

const KEPT: &str = "plan";
const REPLICA: &str = "plan.replica";

/// Who sits at this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The plan is theirs.
    Owner,
    /// Somebody who tries the board with an example: as the owner, but nothing is kept.
    Example,
    /// A caseworker, who sees what the owner shows.
    Office,
    /// Somebody the owner has given a link.
    Guest,
}

static SIDE: LazyLock<ArcRwSignal<Side>> = LazyLock::new(|| ArcRwSignal::new(Side::Owner));

/// The name of the caseworker at this screen.
static NAME: LazyLock<ArcRwSignal<String>> = LazyLock::new(ArcRwSignal::default);

/// Who sits at this screen.
pub fn side() -> Side {
    SIDE.get()
}

impl Side {
    /// Whether one may do all that a plan's owner may.
    pub fn is_owner(self) -> bool {
        matches!(self, Self::Owner | Self::Example)
    }
}

/// Whether the plan on the screen is one's own.
pub fn is_owner() -> bool {
    side().is_owner()
}

/// Whether what is done on the screen is kept on this device.
pub fn is_kept() -> bool {
    SIDE.get_untracked() == Side::Owner
}

/// Whether a card can be moved from this screen: one's own, or a proposal that nobody has answered.
pub fn can_move(card: &Card) -> bool {
    match SIDE.get_untracked() {
        Side::Owner | Side::Example => true,
        Side::Office => card.proposal == Proposal::Open && card.by == replica(),
        Side::Guest => false,
    }
}

/// Another plan than the device's own is on the screen, of which nothing is kept here.
pub fn sit_at(side: Side, name: &str) {
    NAME.set(name.to_owned());
    SIDE.set(side);
    PLAN.set(if side == Side::Owner {
        kept()
    } else {
        Log::default()
    });
}

static PLAN: LazyLock<ArcRwSignal<Log>> = LazyLock::new(|| ArcRwSignal::new(kept()));

static BOARD: LazyLock<ArcMemo<Board>> = LazyLock::new(|| {
    let plan = PLAN.clone();
    ArcMemo::new(move |_| plan.read().board())
});

fn kept() -> Log {
    let bytes = store::load(KEPT).and_then(|text| bytes::from_text(&text));
    bytes
        .and_then(|bytes| Log::from_bytes(&bytes).ok())
        .unwrap_or_default()
}

/// The plan; whoever reads it follows its changes.
pub fn log() -> ArcRwSignal<Log> {
    PLAN.clone()
}

/// What the plan comes to; whoever reads it follows its changes.
pub fn board() -> ArcMemo<Board> {
    BOARD.clone()
}

/// The things on the board that are picked, by name: it changes only when others are, not when they do.
pub fn ids(pick: impl Fn(&Board) -> Vec<ItemId> + Send + Sync + 'static) -> Memo<Vec<ItemId>> {
    let board = board();
    Memo::new(move |_| pick(&board.read()))
}

/// Whether there is a plan on this device.
pub fn is_begun() -> bool {
    !PLAN.read().is_empty()
}

/// From now on what another tab does is seen here, and the pages about meetings find what there is to talk about.
pub fn follow() {
    Effect::new(|_| {
        if side() != Side::Owner {
            return;
        }
        match serde_json::to_string(&BOARD.read().topics()) {
            Ok(topics) if topics != "[]" => {
                store::save(store::PLAN_TOPICS, &topics);
            }
            _ => store::clear(store::PLAN_TOPICS),
        }
    });
    store::on_change(KEPT, || {
        if !is_kept() {
            return;
        }
        if store::load(KEPT).is_none() {
            // It was taken away from this device.
            return PLAN.set(Log::default());
        }
        let theirs = kept();
        let mut log = PLAN.get_untracked();
        log.merge(&theirs);
        // Both have written at the same time, and what was written here is written over.
        if log != theirs {
            keep(&log);
        }
        if log != *PLAN.read_untracked() {
            PLAN.set(log);
        }
    });
}

/// This browser in the plan. At an office each visit is a replica of its own, as one screen serves many
/// plans.
pub fn replica() -> Replica {
    static VISIT: LazyLock<Replica> = LazyLock::new(|| Replica(bytes::random_number()));
    if SIDE.get_untracked() != Side::Owner {
        return *VISIT;
    }
    static OWN: LazyLock<Replica> = LazyLock::new(|| {
        let kept = store::load(REPLICA).and_then(|text| text.parse().ok());
        Replica(kept.unwrap_or_else(|| {
            let new = bytes::random_number();
            store::save(REPLICA, &new.to_string());
            new
        }))
    });
    *OWN
}

/// Today, as the plan counts days.
pub fn today() -> Day {
    // Only a browser without a calendar cannot say; then a plan begins with the year.
    let today = clock::today().or_else(|| indgang_law::calendar::Date::new(2027, 1, 1));
    today.map_or(Day(0), Day::of)
}

/// The first week that is on the screen: the plan's, or this week's while there is none.
pub fn first_week() -> Week {
    BOARD
        .read()
        .start
        .unwrap_or_else(|| first_week_from(today()))
}

/// Does something, as one action that is undone at once.
pub fn act(edits: Vec<Edit>) {
    let side = SIDE.get_untracked();
    if edits.is_empty() || side == Side::Guest {
        return;
    }
    let mut log = PLAN.get_untracked();
    // What another tab has done since comes first.
    if side == Side::Owner {
        take_others(&mut log);
    }
    let now = clock::milliseconds();
    if !log.authors().contains_key(&replica()) {
        let author = Author {
            role: match side {
                side if side.is_owner() => Role::Citizen,
                _ => Role::Caseworker,
            },
            name: NAME.get_untracked(),
        };
        log.act(now, replica(), vec![Edit::Sign(author)]);
    }
    let mut all = Vec::new();
    // Undo alone begins no plan: it would be something new, after which nothing can be done again.
    let only_undoes = edits.iter().all(|edit| matches!(edit, Edit::Undo { .. }));
    if side.is_owner() && !only_undoes && BOARD.read_untracked().start.is_none() {
        let board = log.board();
        let steps = Steps {
            log: &log,
            board: &board,
            today: today(),
        };
        all = steps.begin();
    }
    all.extend(edits);
    log.act(now, replica(), all);
    show(log);
}

/// What is on the screen from now on; one's own is kept.
fn show(log: Log) {
    if SIDE.get_untracked() == Side::Owner {
        keep(&log);
    }
    PLAN.set(log);
}

fn keep(log: &Log) {
    let text = bytes::to_text(&log.to_bytes());
    store::save(KEPT, &text);
    LAST_KEPT.set(text);
}

static LAST_KEPT: LazyLock<ArcRwSignal<String>> = LazyLock::new(ArcRwSignal::default);

/// What another tab has kept since: most often nothing, and then nothing is read.
fn take_others(log: &mut Log) {
    let is_own = store::load(KEPT).is_some_and(|text| text == *LAST_KEPT.read_untracked());
    if !is_own {
        log.merge(&kept());
    }
}

/// Says something about a thing, or about the plan itself.
pub fn say(item: Option<ItemId>, value: Value) {
    let edit = PLAN.read_untracked().say(item, value);
    act(vec![edit]);
}

/// Takes a step.
///
/// # Errors
///
/// When it cannot be taken.
pub fn step(step: impl FnOnce(Steps) -> Step) -> Result<Taken, Refused> {
    let (edits, taken) = step(Steps {
        log: &PLAN.read_untracked(),
        board: &BOARD.read_untracked(),
        today: today(),
    })?;
    act(edits);
    Ok(taken)
}

/// The edits of what does not fail.
pub fn edits(make: impl FnOnce(Steps) -> Vec<Edit>) -> Vec<Edit> {
    make(Steps {
        log: &PLAN.read_untracked(),
        board: &BOARD.read_untracked(),
        today: today(),
    })
}

/// What Undo would take back now.
pub fn to_undo() -> Option<Stamp> {
    PLAN.read().to_undo(replica())
}

/// What Redo would do again now.
pub fn to_redo() -> Option<Stamp> {
    PLAN.read().to_redo(replica())
}

/// Another plan instead: an example, or none.
pub fn begin_with(log: Log) {
    show(log);
}

/// Takes in what another device has.
pub fn merge(other: &Log) {
    let mut log = PLAN.get_untracked();
    if SIDE.get_untracked() == Side::Owner {
        take_others(&mut log);
    }
    log.merge(other);
    if log != *PLAN.read_untracked() {
        show(log);
    }
}

/// Takes in what an office has written.
pub fn merge_from_office(theirs: &Log) {
    let news = PLAN.read_untracked().news_from_office(theirs);
    merge(&news);
}

/// Takes everything away from this device.
pub fn forget() {
    store::clear(KEPT);
    PLAN.set(Log::default());
}
