//! What the answers so far leave open: the pages that still matter, and the help that is possible.
//!
//! Looking at every way the open facts can turn out takes a phone a while. So it is done once for the
//! same answers, and mostly after the picture has changed, not while somebody waits for it to change.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::LazyLock;
use std::time::Duration;

use indgang_law::{self as law, AdultFact, Exploration, Fact, Interval, explore};
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

/// Explores, unless it was just done for the same answers: a tap asks for the same several times.
fn explored(open: law::Answers) -> Exploration {
    const REMEMBERED: usize = 3;
    thread_local! {
        static LATEST: RefCell<VecDeque<(law::Answers, Exploration)>> = const { RefCell::new(VecDeque::new()) };
    }
    LATEST.with_borrow_mut(|latest| {
        if let Some((_, known)) = latest.iter().find(|(answers, _)| *answers == open) {
            return known.clone();
        }
        let exploration = explore(&open);
        latest.truncate(REMEMBERED - 1);
        latest.push_front((open, exploration.clone()));
        exploration
    })
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
    let after = |moment, work: Box<dyn FnOnce()>| {
        let before = WAITING.replace(set_timeout_with_handle(work, moment).ok());
        before.inspect(TimeoutHandle::clear);
    };
    Effect::new(move |_| {
        let mut answers = state::answers().get();
        after(
            MOMENT,
            Box::new(move || {
                let interval = explored(supposed(&answers)).interval;
                INTERVAL.maybe_update(|known| known.replace(interval) != Some(interval));
                // Then what "next" will ask for, so that it is known when it is tapped.
                answers.handed_in.insert(question.path.to_owned());
                let ahead = move || drop(way(&answers));
                after(Duration::ZERO, Box::new(ahead));
            }),
        );
    });
    on_cleanup(|| {
        WAITING.take().inspect(TimeoutHandle::clear);
    });
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
