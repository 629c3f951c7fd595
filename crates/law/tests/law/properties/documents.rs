//! What is written can be read again, and bytes of any kind are answered.

use indgang_law::{Household, assess, assess_with_reasons};
use proptest::prelude::*;
use serde_json::json;

use super::generator::household;
use super::{FULL, runs};

proptest! {
    #![proptest_config(runs(200, FULL))]

    #[test]
    fn a_household_that_is_written_is_read_as_the_same(household in household()) {
        let written = json!(household).to_string();
        let again = Household::from_json(written.as_bytes());
        prop_assert_eq!(again, Ok(household.clone()));
        prop_assert_eq!(json!(assess(&household)).to_string(), json!(assess(&household)).to_string());
        prop_assert_eq!(assess_with_reasons(&household).0, assess(&household));
    }

    #[test]
    fn an_anonymised_case_shows_no_day_of_the_month(household in household()) {
        let case = household.anonymised();
        let text = json!(case).to_string();
        let dates = regex::Regex::new("\"[0-9]{4}-[0-9]{2}-([0-9]{2})\"").expect("a pattern");
        for date in dates.captures_iter(&text) {
            prop_assert_eq!(&date[1], "01");
        }
        prop_assert_eq!(case.anonymised(), case);
    }
}
