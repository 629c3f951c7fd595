//! The household that the calculator last gave a result for. It stays on the device, so that a card of the
//! plan can say what it does to the month's money.

use indgang_law::Household;

use crate::browser::store;

const KEPT: &str = "household";

/// Keeps it.
pub fn keep(household: &Household) {
    if let Ok(text) = serde_json::to_string(household) {
        store::save(KEPT, &text);
    }
}

/// What was kept. `None` before there was a result.
#[must_use]
pub fn kept() -> Option<Household> {
    Household::from_json(store::load(KEPT)?.as_bytes()).ok()
}

/// Takes it away.
pub fn forget() {
    store::clear(KEPT);
}
