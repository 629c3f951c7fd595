//! People with a situation, in November 2026, and ways to change it.

use serde_json::{Value, json};

/// A household as JSON.
#[derive(Clone)]
pub struct Home(Value);

impl From<Value> for Home {
    fn from(household: Value) -> Self {
        Self(household)
    }
}

impl Home {
    pub fn json(&self) -> String {
        self.0.to_string()
    }

    pub fn value(&self) -> &Value {
        &self.0
    }

    /// The same household with another answer at `pointer`; `-` adds to a list.
    pub fn with(&self, pointer: &str, answer: impl Into<Value>) -> Self {
        let Some((parent, key)) = pointer.rsplit_once('/') else {
            return Self(answer.into());
        };
        let mut other = self.clone();
        let parent = other
            .0
            .pointer_mut(parent)
            .unwrap_or_else(|| panic!("{parent} is not in the household"));
        match parent {
            Value::Array(items) => match key.parse::<usize>() {
                Ok(index) => items[index] = answer.into(),
                Err(_) => items.push(answer.into()),
            },
            object => object[key] = answer.into(),
        }
        other
    }

    /// The same household without the field at `pointer`.
    pub fn without(&self, pointer: &str) -> Self {
        let mut other = self.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer begins with /");
        let parent = other
            .0
            .pointer_mut(parent)
            .expect("the field is in something");
        let removed = parent.as_object_mut().and_then(|fields| fields.remove(key));
        assert!(removed.is_some(), "{pointer} is not in the household");
        other
    }

    /// The same household in another month.
    pub fn in_month(&self, month: &str) -> Self {
        self.with("/month", month)
    }

    /// An income that the person got in the month.
    pub fn gets(&self, person: &str, kind: &str, amount: &str) -> Self {
        self.with(
            &format!("/{person}/incomes/-"),
            json!({ "type": kind, "amount": amount }),
        )
    }

    /// Pay from which nothing is taken before tax.
    pub fn earns(&self, person: &str, amount: &str) -> Self {
        self.gets(person, "arbejdsindtaegt", amount)
    }

    /// Something that the person owns.
    pub fn owns(&self, person: &str, kind: &str, amount: &str) -> Self {
        self.with(
            &format!("/{person}/wealth/-"),
            json!({ "type": kind, "amount": amount }),
        )
    }

    /// A child that lives with all its parents here.
    pub fn with_child(&self, born: &str, parents: &[&str]) -> Self {
        self.with(
            "/children/-",
            json!({ "date_of_birth": born, "parents": parents, "same_address_as": parents }),
        )
    }
}

/// An adult who has always lived here, can work, and has had help for five months.
fn adult(born: &str) -> Value {
    json!({
        "date_of_birth": born,
        "citizenship": "dk",
        "months_in_realm_last_120": 120,
        "registered_from_abroad": "never",
        "ordinary_work_hours_realm_last_10_years": 0,
        "lives_with_parents": false,
        "visitation": "jobparat",
        "education": "none",
        "availability": "yes",
        "registered_as_jobseeker": true,
        "consecutive_months_with_help": 5,
        "last_month_with_help": "2026-10",
        "incomes": [],
        "wealth": [],
    })
}

fn single(born: &str) -> Home {
    Home(json!({
        "schema_version": "1",
        "month": "2026-11",
        "relationship": "single",
        "applicant": adult(born),
        "children": [],
        "application": { "reason": "unemployment", "other_support": "none" },
        "tax": { "kommuneskat_pct": "25.049", "kirkeskat_pct": "0.0" },
    }))
}

/// 45 and alone, lost her job: forhøjet sats 13,060 and 1,141 for who is single without children.
pub fn karen() -> Home {
    single("1981-03-14")
}

/// 22, a room of her own, jobparat: grundsats 7,529 and 1,141.
pub fn mathilde() -> Home {
    single("2004-06-02")
}

/// 22, lives with his parents, jobparat: 3,057.
pub fn jonas() -> Home {
    mathilde().with("/applicant/lives_with_parents", true)
}

/// 38, refugee, four years here, alone: mindstesats 7,095.
pub fn amina() -> Home {
    came_four_years_ago(single("1988-04-20"), "applicant")
}

fn came_four_years_ago(home: Home, person: &str) -> Home {
    let field = |name: &str| format!("/{person}/{name}");
    home.with(&field("citizenship"), "other")
        .with(&field("residence_permit"), "refugee")
        .with(&field("months_in_realm_last_120"), 48)
        .with(
            &field("registered_from_abroad"),
            "first_entry_1968_or_later",
        )
}

/// 27, alone with a child of 5 and one of 8, ekstra børnetilskud granted: grundsats 7,529,
/// børnetillæg 2,909, 1,712 as single provider, and two quarters of fritidstillæg.
pub fn louise() -> Home {
    single("1999-05-06")
        .with("/ekstra_boernetilskud", "granted")
        .with_child("2021-02-03", &["applicant"])
        .with_child("2018-09-10", &["applicant"])
}

fn two(relationship: &str, born: [&str; 2]) -> Home {
    let home = single(born[0])
        .with("/relationship", relationship)
        .with("/partner", adult(born[1]));
    if relationship == "cohabiting" {
        home.with("/partner/cohabitant_help", "none")
    } else {
        home.with("/partner/public_benefit", "none")
    }
}

/// 41 and 43, married, both out of work, no children: two times 13,060.
pub fn mette_and_lars() -> Home {
    two("married", ["1985-08-01", "1983-02-11"])
}

/// Mette and Lars with three children of their own: two times 13,060 + 2,909.
pub fn mette_and_lars_with_three() -> Home {
    mette_and_lars()
        .with_child("2012-01-20", &["applicant", "partner"])
        .with_child("2015-05-05", &["applicant", "partner"])
        .with_child("2019-12-24", &["applicant", "partner"])
}

/// Hanne, 41, has always lived here; Omar, 39, came as a refugee four years ago. Married: she is
/// reduced to mindstesats, and both get 7,095.
pub fn hanne_and_omar() -> Home {
    came_four_years_ago(two("married", ["1985-01-15", "1987-07-07"]), "partner")
}

/// 33 and 35, living together without being married; only Sara asks.
pub fn sara_and_peter() -> Home {
    two("cohabiting", ["1993-03-03", "1991-10-30"])
}
