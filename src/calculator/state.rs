//! The answers while the app runs: every change is kept on the device at once.

use std::sync::LazyLock;

use indgang_law::calendar::Month;
use leptos::prelude::*;

use super::answers::Answers;
use crate::browser::{clock, store};
use crate::household;
use crate::municipality::municipality;

const KEPT: &str = "calculator";

static ANSWERS: LazyLock<ArcRwSignal<Answers>> = LazyLock::new(|| {
    let kept = store::load(KEPT).and_then(|kept| Answers::from_json(&kept, this_month()));
    ArcRwSignal::new(kept.unwrap_or_else(blank))
});

/// The answers; whoever reads them follows their changes.
pub fn answers() -> ArcRwSignal<Answers> {
    ANSWERS.clone()
}

/// Changes the answers and keeps them on the device.
pub fn change(change: impl FnOnce(&mut Answers)) {
    ANSWERS.update(change);
    store::save(KEPT, &ANSWERS.read_untracked().to_json());
}

/// Takes everything away again.
pub fn forget() {
    store::clear(KEPT);
    household::forget();
    ANSWERS.set(blank());
}

/// Something has been answered on this device.
pub fn has_answers() -> bool {
    *ANSWERS.read() != blank()
}

/// The month that it is in Copenhagen; if the browser cannot say, the last one with known rates.
pub fn this_month() -> Month {
    let known = indgang_law::parameters::periods().last();
    let last = known.map(|period| period.valid_to.month());
    clock::today()
        .map(|today| today.month())
        .or(last)
        .unwrap_or(Month {
            year: 2026,
            month: 12,
        })
}

/// No answers: only the municipality's own tax rate, which the estimate in hand is made with.
fn blank() -> Answers {
    let mut answers = Answers::new(this_month());
    answers.typed.insert(
        "/tax.kommuneskat".to_owned(),
        municipality().kommuneskat_pct.clone(),
    );
    answers.handed_in.insert("/beregner/skat".to_owned());
    answers
}
