//! Receipts hold, and no byte of them can be changed.

use indgang_law::receipt::{create, verify};
use proptest::prelude::*;
use proptest::sample::Index;

use super::generator::household;
use super::{FULL, runs};

proptest! {
    #![proptest_config(runs(100, FULL / 10))]

    #[test]
    fn a_receipt_gives_the_household_back(household in household(), program in "[0-9]\\.[0-9]{1,2}") {
        let receipt = create(&household, &program);
        let verified = verify(receipt.as_bytes());
        prop_assert!(verified.is_ok(), "{verified:?}");
        let verified = verified.expect("it holds");
        prop_assert_eq!(verified.household, household);
        prop_assert_eq!(verified.program_version, program);
    }

    #[test]
    fn a_receipt_with_another_byte_anywhere_is_refused(
        household in household(),
        places in prop::collection::vec((any::<Index>(), any::<u8>()), 10),
    ) {
        let receipt = create(&household, "1.0").into_bytes();
        for (place, byte) in places {
            let mut changed = receipt.clone();
            let place = place.index(changed.len());
            prop_assume!(changed[place] != byte);
            changed[place] = byte;
            prop_assert!(verify(&changed).is_err(), "byte {place} as {byte}");
        }
    }
}
