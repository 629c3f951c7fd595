//! What an assessment costs: `cargo bench -p indgang-law`.
//!
//! The bars (docs: quality of the house): at most 5 µs for an assessment and 10 µs with its
//! explanation's lines; 5 ms for a curve in the browser.

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use indgang_law::calendar::{Date, Month};
use indgang_law::household::{
    Adult, Citizenship, Household, Partner, Person, PublicBenefit, Relationship,
};
use indgang_law::{AdultFact, Answers, Fact, assess, assess_with_reasons, curve, explain, explore};

/// 45 and alone, lost her job.
const SINGLE: &str = r#"{
  "schema_version": "1", "month": "2026-11", "relationship": "single",
  "applicant": {
    "date_of_birth": "1981-03-14", "citizenship": "dk", "months_in_realm_last_120": 120,
    "registered_from_abroad": "never", "education": "none", "availability": "yes",
    "registered_as_jobseeker": true, "consecutive_months_with_help": 5,
    "last_month_with_help": "2026-10"
  },
  "application": { "reason": "unemployment", "other_support": "none" }
}"#;

/// Two adults, three children and two incomes.
const FAMILY: &str = r#"{
  "schema_version": "1", "month": "2026-11", "relationship": "married",
  "applicant": {
    "date_of_birth": "1985-08-01", "citizenship": "dk", "months_in_realm_last_120": 120,
    "registered_from_abroad": "never", "education": "none", "availability": "yes",
    "registered_as_jobseeker": true, "consecutive_months_with_help": 5,
    "last_month_with_help": "2026-10",
    "incomes": [{ "type": "arbejdsindtaegt", "amount": "6250.00", "am_bidrag": "500.00", "atp": "33.00" }],
    "wealth": [{ "type": "kontanter_bank", "amount": "4200.00" }]
  },
  "partner": {
    "date_of_birth": "1983-02-11", "citizenship": "dk", "months_in_realm_last_120": 120,
    "registered_from_abroad": "never", "education": "none", "availability": "yes",
    "registered_as_jobseeker": true, "consecutive_months_with_help": 5,
    "last_month_with_help": "2026-10", "public_benefit": "none",
    "incomes": [{ "type": "dagpenge", "amount": "3100.00" }]
  },
  "children": [
    { "date_of_birth": "2012-01-20", "parents": ["applicant", "partner"], "same_address_as": ["applicant", "partner"] },
    { "date_of_birth": "2015-05-05", "parents": ["applicant", "partner"], "same_address_as": ["applicant", "partner"] },
    { "date_of_birth": "2019-12-24", "parents": ["applicant", "partner"], "same_address_as": ["applicant", "partner"] }
  ],
  "application": { "reason": "unemployment", "other_support": "none" },
  "tax": { "kommuneskat_pct": "25.049", "kirkeskat_pct": "0.867" }
}"#;

/// She has always lived here, he came four years ago: § 26, stk. 2.
const MIXED: &str = r#"{
  "schema_version": "1", "month": "2026-11", "relationship": "married",
  "applicant": {
    "date_of_birth": "1985-01-15", "citizenship": "dk", "months_in_realm_last_120": 120,
    "registered_from_abroad": "never", "education": "none", "availability": "yes",
    "registered_as_jobseeker": true, "consecutive_months_with_help": 5,
    "last_month_with_help": "2026-10"
  },
  "partner": {
    "date_of_birth": "1987-07-07", "citizenship": "other", "residence_permit": "refugee",
    "months_in_realm_last_120": 48, "registered_from_abroad": "first_entry_1968_or_later",
    "ordinary_work_hours_realm_last_10_years": 900, "education": "none", "availability": "yes",
    "registered_as_jobseeker": true, "consecutive_months_with_help": 5,
    "last_month_with_help": "2026-10", "public_benefit": "none",
    "incomes": [{ "type": "arbejdsindtaegt", "amount": "9100.00", "am_bidrag": "728.00" }]
  },
  "application": { "reason": "unemployment", "other_support": "none" }
}"#;

const HOUSEHOLDS: [(&str, &str); 3] = [("single", SINGLE), ("family", FAMILY), ("mixed", MIXED)];

fn read(json: &str) -> Household {
    Household::from_json(json.as_bytes()).expect("the benchmark's households are valid")
}

/// Facts that have a default, of the adults there are.
fn unasked(people: &[Person]) -> BTreeSet<Fact> {
    let fields = [
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
    people
        .iter()
        .flat_map(|person| fields.map(|field| Fact::Adult(*person, field)))
        .chain([Fact::Children])
        .collect()
}

fn month() -> Month {
    Month::new(2026, 11).expect("a month")
}

/// Only how the applicant lives is known.
fn fresh(relationship: Relationship) -> Answers {
    let mut household = Household::unknown(month());
    household.relationship = Some(relationship);
    let people: &[Person] = if relationship.is_single() {
        &[Person::Applicant]
    } else {
        household.partner = Some(Partner::unknown());
        Person::ALL
    };
    Answers {
        unasked: unasked(people),
        household,
    }
}

/// A couple that has answered who they are, and not yet about residence, work and money.
fn half_answered() -> Answers {
    let mut answers = fresh(Relationship::Married);
    let known = |year| Adult {
        date_of_birth: Date::new(year, 6, 1),
        citizenship: Some(Citizenship::Dk),
        ..Adult::unknown()
    };
    answers.household.applicant = known(1985);
    answers.household.partner = Some(Partner {
        adult: known(1983),
        public_benefit: Some(PublicBenefit::None),
        ..Partner::unknown()
    });
    answers.unasked.remove(&Fact::Children);
    answers
}

fn engine(criterion: &mut Criterion) {
    for (name, json) in HOUSEHOLDS {
        let household = read(json);
        criterion.bench_function(&format!("assess/{name}"), |bench| {
            bench.iter(|| assess(black_box(&household)));
        });
        criterion.bench_function(&format!("assess_with_reasons/{name}"), |bench| {
            bench.iter(|| assess_with_reasons(black_box(&household)));
        });
        criterion.bench_function(&format!("curve/{name}"), |bench| {
            bench.iter(|| curve(black_box(&household), Person::Applicant));
        });
        criterion.bench_function(&format!("explain/{name}"), |bench| {
            bench.iter(|| explain(black_box(&household)));
        });
        criterion.bench_function(&format!("parse/{name}"), |bench| {
            bench.iter(|| Household::from_json(black_box(json.as_bytes())));
        });
    }
    for (name, answers) in [
        (
            "nothing_answered",
            Answers::complete(Household::unknown(month())),
        ),
        ("fresh_single", fresh(Relationship::Single)),
        ("fresh_couple", fresh(Relationship::Married)),
        ("half_answered_couple", half_answered()),
    ] {
        criterion.bench_function(&format!("explore/{name}"), |bench| {
            bench.iter(|| explore(black_box(&answers)));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().without_plots();
    targets = engine
}
criterion_main!(benches);
