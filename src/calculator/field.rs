//! What one question can ask for, and the way between what a citizen chooses or types and the facts of
//! a household. Facts are the contract's own JSON, so a field is data: where its fact stands, and what
//! is allowed there.

use indgang_law::calendar::{Date, Month};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Map, Value, json};

use crate::typed;

/// All that a citizen has chosen or typed, by the field's place: `/applicant/date_of_birth` is
/// `"7/12/1983"`, `/applicant/income` is `"arbejdsindtaegt su"`. It may be unfinished or wrong; what
/// stands here is what stands on the screen.
pub type Typed = std::collections::BTreeMap<String, String>;

/// The answer of someone who does not know.
pub const UNKNOWN: &str = "unknown";
/// The answer that none of a list fits.
pub const NONE: &str = "none";

/// One thing to answer. Its words are `question.<id>.title`, `.hint`, `.why` and `.<answer>`.
pub struct Field {
    /// Unique within its question.
    pub id: &'static str,
    /// What can be answered, and which facts that sets.
    pub kind: Kind,
    /// Only asked when this holds; looks at facts that come before it.
    pub when: fn(&Scope<'_>) -> bool,
    /// Few need it: folded away under the other fields of a row.
    pub folded: bool,
}

/// What can be answered.
pub enum Kind {
    /// One of the words that the contract has for a fact.
    Word {
        /// The fact.
        at: &'static str,
        /// The words.
        of: fn() -> Vec<&'static str>,
        /// "Det ved jeg ikke" is an honest answer here.
        unknown: bool,
    },
    /// Yes or no to a fact that is true or false.
    YesNo {
        /// The fact.
        at: &'static str,
        /// The answer that a household without the fact stands for: the contract's default,
        /// [`UNKNOWN`] where that is an honest answer, or none.
        absent: &'static str,
    },
    /// One answer that sets several facts.
    One(&'static [Answer]),
    /// Any number of answers, or none.
    Many(&'static [Answer]),
    /// A day.
    Date {
        /// The fact.
        at: &'static str,
        /// The field may stay empty.
        optional: bool,
    },
    /// An amount, a whole number or a rate.
    Number {
        /// The fact.
        at: &'static str,
        /// What is counted.
        unit: Unit,
        /// What an empty field means.
        empty: Empty,
    },
    /// A list: of children, or of amounts by kind.
    Rows {
        /// The fact.
        at: &'static str,
        /// The kinds of rows, most usual first; without kinds rows are counted.
        kinds: Option<fn() -> Vec<&'static str>>,
        /// How many of the kinds most people have to choose between.
        usual: usize,
        /// What is asked for each row.
        fields: &'static [Field],
    },
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Kroner and øre.
    Kroner,
    /// Whole things, from and up to.
    Whole(u32, u32),
    /// Per cent, below a limit.
    Percent(u8),
}

/// What an empty number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// It must be filled in.
    Fault,
    /// The citizen does not know.
    Unknown,
    /// The contract's default.
    Default,
    /// 8 per cent of the wage, as by law.
    AmBidrag,
}

/// An answer and the facts that it sets.
pub struct Answer {
    /// Its name in the texts and in what is kept.
    pub id: &'static str,
    /// Where, and what.
    pub sets: &'static [(&'static str, Fact)],
}

/// What an answer sets a fact to.
#[derive(Clone, Copy)]
pub enum Fact {
    /// A word of the contract.
    Word(&'static str),
    /// A number.
    Number(u32),
    /// True or false.
    Is(bool),
    /// It must not be true on the way back; sets nothing.
    IsNot,
    /// Nobody knows.
    Null,
    /// A number; stands for all above it too.
    AtLeast(u32),
    /// So many months before the month that is asked about; goes without saying on the way back.
    MonthsAgo(i32),
    /// The same; stands for all after it too.
    MonthsAgoAtMost(i32),
    /// The same; stands for all before it too.
    MonthsAgoAtLeast(i32),
    /// The people of a list.
    People(&'static [&'static str]),
    /// Something that a field after this one asks for.
    Open,
}

/// What is known so far, seen from one adult, child or amount.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The whole household.
    pub facts: &'a Value,
    /// Where we stand in it: `/applicant`.
    pub at: &'a str,
    /// All that is typed.
    pub typed: &'a Typed,
    /// Where we stand in that; differs from `at` in rows only.
    pub key: &'a str,
}

impl<'a> Scope<'a> {
    /// A fact here.
    pub fn get(&self, at: &str) -> &'a Value {
        self.facts
            .pointer(&place(self.at, at))
            .unwrap_or(&Value::Null)
    }

    /// A fact here is one of these words.
    pub fn is_any(&self, at: &str, words: &[&str]) -> bool {
        self.get(at)
            .as_str()
            .is_some_and(|word| words.contains(&word))
    }

    /// What is chosen or typed in a field here.
    pub fn answer(&self, field: &str) -> &'a str {
        self.typed
            .get(&format!("{}/{field}", self.key))
            .map_or("", String::as_str)
    }

    /// The answer to a field here is one of these.
    pub fn chose(&self, field: &str, answers: &[&str]) -> bool {
        answers.contains(&self.answer(field))
    }

    /// The month that is asked about.
    pub fn month(&self) -> Option<Month> {
        Month::parse(self.facts["month"].as_str()?)
    }

    /// The age on the 1st of the month, as the law counts (R0-04).
    pub fn age(&self) -> Option<i16> {
        let born = Date::parse(self.get("date_of_birth").as_str()?)?;
        Some(born.whole_years_until(self.month()?.first()))
    }
}

/// A field that must be put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its place among what is typed.
    pub key: String,
    /// Which field it is.
    pub id: &'static str,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer is chosen.
    Choose,
    /// Not a day of the calendar.
    Date,
    /// A day that has not come.
    Future,
    /// Not an amount.
    Kroner,
    /// Not a whole number from and up to these.
    Whole(u32, u32),
    /// Not a rate.
    Percent,
}

impl Field {
    /// The names of its answers, in the order they are shown.
    pub fn answers(&self) -> Vec<&'static str> {
        let with = |mut ids: Vec<&'static str>, unknown: bool| {
            ids.extend(unknown.then_some(UNKNOWN));
            ids
        };
        match &self.kind {
            Kind::Word { of, unknown, .. } => with(of(), *unknown),
            Kind::YesNo { absent, .. } => with(vec!["yes", "no"], *absent == UNKNOWN),
            Kind::One(answers) | Kind::Many(answers) => answers.iter().map(|one| one.id).collect(),
            Kind::Rows { kinds, .. } => kinds.map_or_else(Vec::new, |kinds| kinds()),
            Kind::Date { .. } | Kind::Number { .. } => Vec::new(),
        }
    }

    /// The facts that it can set, below where its question stands.
    pub fn facts(&self) -> Vec<&'static str> {
        match &self.kind {
            Kind::Word { at, .. }
            | Kind::YesNo { at, .. }
            | Kind::Date { at, .. }
            | Kind::Number { at, .. }
            | Kind::Rows { at, .. } => vec![at],
            Kind::One(answers) | Kind::Many(answers) => answers
                .iter()
                .flat_map(|one| one.sets)
                .map(|(at, _)| *at)
                .collect(),
        }
    }

    /// Sets the facts that the citizen's answer gives. An answer that is missing or wrong sets none.
    /// `key` is the place of what was typed, `at` that of the facts; they differ in rows only.
    fn apply(&self, key: &str, at: &str, typed: &Typed, facts: &mut Value) {
        let field_key = format!("{key}/{}", self.id);
        let answer = typed.get(&field_key).map_or("", String::as_str);
        let mut set = |fact: &str, value: Value| put(facts, &place(at, fact), value);
        match &self.kind {
            Kind::Rows {
                at: list,
                kinds,
                fields,
                ..
            } => {
                set(list, Value::Array(Vec::new()));
                for (index, slot) in slots(answer).enumerate() {
                    let row = match kinds {
                        Some(_) => json!({"type": kind_of(slot), "amount": null}),
                        None => json!({"date_of_birth": null, "parents": ["applicant"]}),
                    };
                    if let Some(Value::Array(rows)) = facts.pointer_mut(&place(at, list)) {
                        rows.push(row);
                    }
                    let row = format!("{}/{index}", place(at, list));
                    apply_all(fields, &format!("{field_key}/{slot}"), &row, typed, facts);
                }
            }
            Kind::Number {
                at: fact,
                unit,
                empty,
            } => match (unit.read(answer), empty) {
                (Ok(Some(value)), _) => set(fact, value),
                (_, Empty::Unknown) => set(fact, Value::Null),
                (_, Empty::AmBidrag) => {
                    let due = am_bidrag(&Scope {
                        facts,
                        at,
                        typed,
                        key,
                    });
                    put(facts, &place(at, fact), due);
                }
                _ => {}
            },
            Kind::Date { at: fact, .. } => {
                if let Some(date) = typed::date(answer) {
                    set(fact, date.to_string().into());
                }
            }
            Kind::Word { at: fact, .. } | Kind::YesNo { at: fact, .. } if answer == UNKNOWN => {
                set(fact, Value::Null);
            }
            Kind::Word { at: fact, of, .. } if of().contains(&answer) => set(fact, answer.into()),
            Kind::YesNo { at: fact, .. } if !answer.is_empty() => {
                set(fact, (answer == "yes").into());
            }
            Kind::Word { .. } | Kind::YesNo { .. } => {}
            Kind::One(answers) | Kind::Many(answers) => {
                let month = Scope {
                    facts,
                    at,
                    typed,
                    key,
                }
                .month();
                for id in answer.split(' ') {
                    let sets = answers
                        .iter()
                        .filter(|one| one.id == id)
                        .flat_map(|one| one.sets);
                    for (fact, value) in sets {
                        if let Some(value) = value.value(month) {
                            put(facts, &place(at, fact), value);
                        }
                    }
                }
            }
        }
    }

    /// The other way: what must have been typed to give these facts.
    fn read(&self, key: &str, at: &str, facts: &Value, typed: &mut Typed) {
        let field_key = format!("{key}/{}", self.id);
        let scope = Scope {
            facts,
            at,
            typed,
            key,
        };
        let word = |word: &str| Some(word.to_owned());
        let answer = match &self.kind {
            Kind::Word {
                at: fact, unknown, ..
            } => match scope.get(fact).as_str() {
                Some(known) => word(known),
                None => word(UNKNOWN).filter(|_| *unknown),
            },
            Kind::YesNo { at: fact, absent } => match scope.get(fact).as_bool() {
                Some(yes) => word(if yes { "yes" } else { "no" }),
                None => word(absent).filter(|absent| !absent.is_empty()),
            },
            Kind::One(answers) => answers
                .iter()
                .find(|one| one.holds(&scope))
                .and_then(|one| word(one.id)),
            Kind::Many(answers) => {
                let fits = |one: &&Answer| !one.sets.is_empty() && one.holds(&scope);
                Some(listed(answers.iter().filter(fits).map(|one| one.id)))
            }
            Kind::Date { at: fact, .. } => scope.get(fact).as_str().and_then(typed::of_date),
            Kind::Number {
                at: fact,
                unit,
                empty,
            } => match scope.get(fact) {
                Value::Null => word("0").filter(|_| *empty == Empty::AmBidrag),
                value => unit.written(value),
            },
            Kind::Rows {
                at: list,
                kinds,
                fields,
                ..
            } => {
                let rows = facts.pointer(&place(at, list)).and_then(Value::as_array);
                let rows = rows.map_or(&[][..], Vec::as_slice);
                let mut taken: Vec<String> = Vec::new();
                for (index, row) in rows.iter().enumerate() {
                    let kind = kinds.and_then(|_| row["type"].as_str()).unwrap_or("");
                    let slot = free_slot(kind, &taken);
                    let row = format!("{}/{index}", place(at, list));
                    read_all(fields, &format!("{field_key}/{slot}"), &row, facts, typed);
                    taken.push(slot);
                }
                Some(listed(taken.iter().map(String::as_str)))
            }
        };
        if let Some(answer) = answer {
            typed.insert(field_key, answer);
        }
    }

    /// What must be put right, by the key of the field.
    fn faults(&self, scope: Scope<'_>, found: &mut Vec<Found>) {
        let Scope {
            facts,
            at,
            typed,
            key,
        } = scope;
        let answer = scope.answer(self.id);
        let field_key = format!("{key}/{}", self.id);
        let fault = match &self.kind {
            Kind::Date { optional, .. } => match typed::date(answer) {
                Some(date) => {
                    let born = self.id.ends_with("date_of_birth");
                    let month = scope.month().filter(|month| born && date > month.last());
                    month.map(|_| Fault::Future)
                }
                None if *optional && answer.replace('/', "").is_empty() => None,
                None => Some(Fault::Date),
            },
            Kind::Number { unit, empty, .. } => match unit.read(answer) {
                Ok(None) if *empty == Empty::Fault => Some(unit.fault()),
                Ok(_) => None,
                Err(fault) => Some(fault),
            },
            Kind::Rows {
                at: list, fields, ..
            } => {
                for (index, slot) in slots(answer).enumerate() {
                    let at = format!("{}/{index}", place(at, list));
                    let key = format!("{field_key}/{slot}");
                    faults_all(
                        fields,
                        Scope {
                            facts,
                            at: &at,
                            typed,
                            key: &key,
                        },
                        found,
                    );
                }
                answer.is_empty().then_some(Fault::Choose)
            }
            _ => (answer.is_empty() && !self.folded).then_some(Fault::Choose),
        };
        if let Some(fault) = fault {
            found.push(Found {
                key: field_key,
                id: self.id,
                fault,
            });
        }
    }
}

/// Sets the facts that the answers to these fields give.
pub fn apply_all(fields: &[Field], key: &str, at: &str, typed: &Typed, facts: &mut Value) {
    for field in fields {
        if (field.when)(&Scope {
            facts,
            at,
            typed,
            key,
        }) {
            field.apply(key, at, typed, facts);
        }
    }
}

/// What must have been typed into these fields to give the facts.
pub fn read_all(fields: &[Field], key: &str, at: &str, facts: &Value, typed: &mut Typed) {
    for field in fields {
        if (field.when)(&Scope {
            facts,
            at,
            typed,
            key,
        }) {
            field.read(key, at, facts, typed);
        }
    }
}

/// What must be put right in these fields, as they stand on the screen.
pub fn faults_all(fields: &[Field], scope: Scope<'_>, found: &mut Vec<Found>) {
    for field in fields.iter().filter(|field| (field.when)(&scope)) {
        field.faults(scope, found);
    }
}

impl Answer {
    fn holds(&self, scope: &Scope<'_>) -> bool {
        self.sets
            .iter()
            .all(|(at, fact)| fact.holds(scope.get(at), scope.month()))
    }
}

impl Fact {
    fn value(self, month: Option<Month>) -> Option<Value> {
        Some(match self {
            Self::Word(word) => word.into(),
            Self::Number(number) | Self::AtLeast(number) => number.into(),
            Self::Is(is) => is.into(),
            Self::Null => Value::Null,
            Self::MonthsAgo(months)
            | Self::MonthsAgoAtMost(months)
            | Self::MonthsAgoAtLeast(months) => month?.plus(-months).to_string().into(),
            Self::People(people) => people.into(),
            Self::Open | Self::IsNot => return None,
        })
    }

    fn holds(self, value: &Value, month: Option<Month>) -> bool {
        let months_ago = || {
            let then = Month::parse(value.as_str()?)?;
            Some(month?.ordinal() - then.ordinal())
        };
        match self {
            Self::Open => match value {
                Value::Null => false,
                Value::String(word) => !matches!(word.as_str(), "none" | "no" | "never"),
                value => value != 0,
            },
            Self::IsNot => value != true,
            Self::MonthsAgo(_) => true,
            Self::AtLeast(least) => value.as_u64().is_some_and(|number| number >= least.into()),
            Self::MonthsAgoAtMost(months) => months_ago().is_some_and(|ago| ago <= months),
            Self::MonthsAgoAtLeast(months) => months_ago().is_some_and(|ago| ago >= months),
            _ => self.value(month).as_ref() == Some(value),
        }
    }
}

impl Unit {
    /// The fact in the contract's form; `None` when the field is empty.
    fn read(self, text: &str) -> Result<Option<Value>, Fault> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let value = match self {
            Self::Kroner => typed::kroner(text).map(|amount| amount.to_string().into()),
            Self::Whole(least, most) => typed::whole(text, least..=most).map(Value::from),
            Self::Percent(below) => typed::percent(text, below).map(Value::from),
        };
        value.map(Some).ok_or(self.fault())
    }

    /// As one would type it.
    fn written(self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => {
                let text = text.strip_suffix(".00").unwrap_or(text);
                Some(text.replace('.', ","))
            }
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    const fn fault(self) -> Fault {
        match self {
            Self::Kroner => Fault::Kroner,
            Self::Whole(least, most) => Fault::Whole(least, most),
            Self::Percent(_) => Fault::Percent,
        }
    }
}

/// 8 per cent of the wage less ATP and pension, in whole kroner, as an employer takes it.
pub fn am_bidrag(wage: &Scope<'_>) -> Value {
    let kroner = |at| {
        wage.get(at)
            .as_str()
            .and_then(|text| text.parse::<Decimal>().ok())
    };
    let less = ["atp", "kollektiv_pension"].map(|at| kroner(at).unwrap_or_default());
    let base = kroner("amount").unwrap_or_default() - less[0] - less[1];
    let due = (base.max(Decimal::ZERO) * Decimal::new(8, 2))
        .round_dp_with_strategy(0, RoundingStrategy::ToZero);
    format!("{due}.00").into()
}

/// Where a fact stands: below `at`, or in the household when it begins with a slash.
pub fn place(at: &str, fact: &str) -> String {
    if fact.starts_with('/') {
        fact.to_owned()
    } else {
        format!("{at}/{fact}")
    }
}

fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let ids: Vec<&str> = ids.collect();
    if ids.is_empty() {
        NONE.to_owned()
    } else {
        ids.join(" ")
    }
}

/// The rows of a list: `"arbejdsindtaegt su arbejdsindtaegt#2"`, or for what has no kinds `"#1 #2"`.
pub fn slots(answer: &str) -> impl Iterator<Item = &str> {
    answer
        .split(' ')
        .filter(|slot| !slot.is_empty() && *slot != NONE)
}

/// `arbejdsindtaegt` of `arbejdsindtaegt#2`.
pub fn kind_of(slot: &str) -> &str {
    slot.split('#').next().unwrap_or(slot)
}

/// A name for one more row.
pub fn free_slot<S: AsRef<str>>(kind: &str, taken: &[S]) -> String {
    let is_free = |slot: &String| taken.iter().all(|other| other.as_ref() != slot);
    let plain = (!kind.is_empty()).then(|| kind.to_owned()).filter(is_free);
    plain.unwrap_or_else(|| {
        let mut numbered = (1..).map(|n| format!("{kind}#{n}"));
        numbered.find(is_free).unwrap_or_default()
    })
}

/// Sets the fact at a JSON pointer and makes the objects on the way.
pub fn put(facts: &mut Value, pointer: &str, value: Value) {
    let mut here = facts;
    for step in pointer.split('/').filter(|step| !step.is_empty()) {
        here = match here {
            Value::Array(list) => match step.parse().ok().and_then(|n: usize| list.get_mut(n)) {
                Some(item) => item,
                None => return,
            },
            Value::Object(object) => object
                .entry(step)
                .or_insert_with(|| Value::Object(Map::new())),
            // An answer to more than the contract has: nothing to set.
            _ => return,
        };
    }
    *here = value;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_put_where_its_pointer_says() {
        let mut facts = json!({"children": [{}]});
        put(&mut facts, "/application/reason", "illness".into());
        put(&mut facts, "/children/0/parents", json!(["applicant"]));
        put(&mut facts, "/children/7/parents", json!([]));
        assert_eq!(
            facts,
            json!({
                "children": [{"parents": ["applicant"]}],
                "application": {"reason": "illness"},
            })
        );
    }

    #[test]
    fn rows_get_names_of_their_own() {
        assert_eq!(free_slot("su", &["arbejdsindtaegt"]), "su");
        assert_eq!(free_slot("su", &["su"]), "su#1");
        assert_eq!(free_slot("", &["#1"]), "#2");
        assert_eq!(kind_of("su#1"), "su");
        assert_eq!(slots("none").count(), 0);
    }

    #[test]
    fn am_bidrag_is_taken_as_an_employer_does() {
        let wage = json!({"amount": "27300.00", "atp": "99.00"});
        let (typed, at) = (&Typed::new(), "");
        assert_eq!(
            am_bidrag(&Scope {
                facts: &wage,
                at,
                typed,
                key: at
            }),
            "2176.00"
        );
    }
}
