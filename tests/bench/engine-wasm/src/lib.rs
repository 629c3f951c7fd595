//! The engine behind the smallest possible door, so that a browser can time it. What is repeated is
//! repeated on this side of the door: a call costs as much as the work it would measure.

use std::collections::BTreeSet;
use std::hint::black_box;

use indgang_law::calendar::{Date, Month};
use indgang_law::household::{
    Adult, Citizenship, Household, Partner, Person, PublicBenefit, Relationship,
};
use indgang_law::{AdultFact, Answers, Fact, assess, assess_with_reasons, curve, explore};
use wasm_bindgen::prelude::wasm_bindgen;

/// A household that has been read, and what can be asked about it.
#[wasm_bindgen]
pub struct Engine(Household);

#[wasm_bindgen]
impl Engine {
    /// Reads it.
    #[wasm_bindgen(constructor)]
    pub fn new(household: &str) -> Result<Engine, String> {
        read(household).map(Self)
    }

    pub fn assess(&self, times: u32) {
        for _ in 0..times {
            black_box(assess(black_box(&self.0)));
        }
    }

    pub fn assess_with_reasons(&self, times: u32) {
        for _ in 0..times {
            black_box(assess_with_reasons(black_box(&self.0)));
        }
    }

    pub fn curve(&self, times: u32) {
        for _ in 0..times {
            black_box(curve(black_box(&self.0), Person::Applicant));
        }
    }
}

/// From the contract's text to the contract's text: what a page costs that holds no household.
#[wasm_bindgen]
pub fn assessment(household: &str) -> Result<String, String> {
    let assessment = assess(&read(household)?);
    serde_json::to_string(&assessment).map_err(|error| error.to_string())
}

/// What is still open for a couple that has said who they are, and nothing about residence, work and
/// money: about the most that a page of the calculator ever has to find out.
#[wasm_bindgen]
pub fn explore_half_answered_couple(times: u32) -> Result<(), String> {
    let answers = half_answered_couple().ok_or("the month or a date does not exist")?;
    for _ in 0..times {
        black_box(explore(black_box(&answers)));
    }
    Ok(())
}

fn read(household: &str) -> Result<Household, String> {
    Household::from_json(household.as_bytes()).map_err(|invalid| format!("{invalid:?}"))
}

/// The same as the native bench's of this name.
fn half_answered_couple() -> Option<Answers> {
    let known = |year| {
        Some(Adult {
            date_of_birth: Some(Date::new(year, 6, 1)?),
            citizenship: Some(Citizenship::Dk),
            ..Adult::unknown()
        })
    };
    let mut household = Household::unknown(Month::new(2026, 11)?);
    household.relationship = Some(Relationship::Married);
    household.applicant = known(1985)?;
    household.partner = Some(Partner {
        adult: known(1983)?,
        public_benefit: Some(PublicBenefit::None),
        ..Partner::unknown()
    });
    let with_defaults = [
        AdultFact::SelfEmployment,
        AdultFact::Abroad,
        AdultFact::Detained,
        AdultFact::PartialPension,
        AdultFact::MonthsWithHelp,
        AdultFact::Incomes,
        AdultFact::Wealth,
        AdultFact::WorksFullTime,
        AdultFact::OptedOut,
    ];
    let unasked: BTreeSet<Fact> = Person::ALL
        .iter()
        .flat_map(|person| with_defaults.map(|field| Fact::Adult(*person, field)))
        .collect();
    Some(Answers { household, unasked })
}
