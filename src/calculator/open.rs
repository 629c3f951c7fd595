//! What the answers so far leave open: the pages that still matter, and the help that is possible.
//!
//! Looking at every way the open facts can turn out takes a phone a while. So it is done once for the
//! same answers, and mostly a bit at a time after the picture has changed, not while somebody waits for it
//! to change.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::LazyLock;
use std::thread::LocalKey;
use std::time::Duration;

use indgang_law::{self as law, AdultFact, Exploration, Exploring, Fact, Interval, explore};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use super::answers::{Answers, Way};
use super::questions::Question;
use super::{Page, state};

/// The pages that matter now.
pub fn way(answers: &Answers) -> Way {
    Way::new(answers, &explored(answers.open()).relevant)
}

/// Where to go on: the next page that is not done, else the result.
pub fn next(answers: &Answers, here: Option<&Question>) -> Page {
    way(answers)
        .next(answers, here)
        .map_or(Page::Result, Page::of)
}

/// The same when a page begins: `None` until it is worked out, which the page does not wait for.
pub fn way_soon(answers: Answers) -> RwSignal<Option<Way>> {
    thread_local! {
        static WAITING: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
    }
    let open = answers.open();
    let seen = RwSignal::new(known(&open).map(|known| Way::new(&answers, &known.relevant)));
    if seen.with_untracked(Option::is_none) {
        explored_soon(&WAITING, open, move |found| {
            seen.set(Some(Way::new(&answers, &found.relevant)));
        });
        on_cleanup(|| stop(&WAITING));
    }
    seen
}

thread_local! {
    static LATEST: RefCell<VecDeque<(law::Answers, Exploration)>> = const { RefCell::new(VecDeque::new()) };
}

/// What was just found for the same answers: a tap asks for the same several times.
fn known(open: &law::Answers) -> Option<Exploration> {
    LATEST.with_borrow(|latest| {
        let mut same = latest.iter().filter(|(answers, _)| answers == open);
        same.next().map(|(_, known)| known.clone())
    })
}

fn remember(open: law::Answers, exploration: &Exploration) {
    const REMEMBERED: usize = 3;
    LATEST.with_borrow_mut(|latest| {
        latest.truncate(REMEMBERED - 1);
        latest.push_front((open, exploration.clone()));
    });
}

/// Explores at once, for who has tapped.
fn explored(open: law::Answers) -> Exploration {
    known(&open).unwrap_or_else(|| {
        let exploration = explore(&open);
        remember(open, &exploration);
        exploration
    })
}

/// The next piece of work, if it has not been stopped.
type Waiting = LocalKey<Cell<Option<TimeoutHandle>>>;

/// Has some work done later, in place of what waited until now.
fn after(waiting: &'static Waiting, moment: Duration, work: impl FnOnce() + 'static) {
    stop(waiting);
    waiting.set(set_timeout_with_handle(work, moment).ok());
}

fn stop(waiting: &'static Waiting) {
    waiting.take().inspect(TimeoutHandle::clear);
}

/// Explores a bit at a time, so that the page answers meanwhile.
fn explored_soon(
    waiting: &'static Waiting,
    open: law::Answers,
    then: impl FnOnce(Exploration) + 'static,
) {
    match known(&open) {
        Some(known) => then(known),
        None => explore_on(waiting, Exploring::new(&open), open, Box::new(then)),
    }
}

fn explore_on(
    waiting: &'static Waiting,
    mut exploring: Exploring,
    open: law::Answers,
    then: Box<dyn FnOnce(Exploration)>,
) {
    /// A phone looks at so many households before anybody notices.
    const BIT: usize = 400;
    match exploring.go_on(BIT) {
        Some(found) => {
            remember(open, &found);
            then(found);
        }
        None => after(waiting, Duration::ZERO, move || {
            explore_on(waiting, exploring, open, then);
        }),
    }
}

static INTERVAL: LazyLock<ArcRwSignal<Option<Interval>>> = LazyLock::new(|| ArcRwSignal::new(None));

/// What is possible so far, while a page of questions is answered: it follows when the answers have not
/// changed for a moment. `None` until it was worked out for the first time.
pub fn interval(question: &'static Question) -> ArcRwSignal<Option<Interval>> {
    /// Longer than a key is held down, and too short to wait for.
    const MOMENT: Duration = Duration::from_millis(60);
    thread_local! {
        static WAITING: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
    }
    Effect::new(move |_| {
        let mut answers = state::answers().get();
        after(&WAITING, MOMENT, move || {
            explored_soon(&WAITING, supposed(&answers), move |found| {
                let interval = found.interval;
                INTERVAL.maybe_update(|known| known.replace(interval) != Some(interval));
                // Then what "next" will ask for, so that it is known when it is tapped.
                answers.handed_in.insert(question.path.to_owned());
                after(&WAITING, Duration::ZERO, move || {
                    explored_soon(&WAITING, answers.open(), drop);
                });
            });
        });
    });
    on_cleanup(|| stop(&WAITING));
    INTERVAL.clone()
}

/// The answers for the range: money, travels and the like count when they are told, not before. Else it
/// would begin at 0 for everyone, and widen when the questions come to them.
fn supposed(answers: &Answers) -> law::Answers {
    let mut open = answers.open();
    open.unasked.retain(|fact| {
        !matches!(
            fact,
            Fact::Adult(
                _,
                AdultFact::Incomes
                    | AdultFact::Wealth
                    | AdultFact::Abroad
                    | AdultFact::Detained
                    | AdultFact::SelfEmployment
                    | AdultFact::PartialPension
                    | AdultFact::WorksFullTime
            )
        )
    });
    open
}

#[cfg(test)]
mod tests {
    use indgang_law::calendar::Month;

    use super::*;

    #[test]
    fn who_has_answered_nothing_begins_with_the_first_question() {
        for month in [7, 12] {
            let answers = Answers::new(Month { year: 2026, month });
            assert_eq!(next(&answers, None), Page::FIRST);
        }
    }
}
