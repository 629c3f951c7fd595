//! Any bytes: a refusal that names a place, or a household that is assessed and explained.
#![no_main]

use indgang_law::{Household, assess, explain};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(household) = Household::from_json(bytes) else {
        return;
    };
    let written = serde_json::to_vec(&household).expect("a household can be written");
    let again = Household::from_json(&written).expect("and read again");
    assert_eq!(household, again);
    let _ = assess(&household);
    let _ = explain(&household);
});
