//! What a citizen has answered so far, and the way through the questions that still matter.

use std::collections::BTreeSet;

use indgang_law::calendar::Month;
use indgang_law::household::Household;
use indgang_law::{self as law, Fact};
use serde_json::{Value, json};

use super::field::{self, Found, Scope, Typed};
use super::questions::{QUESTIONS, Question, couple};

/// All that is kept on the device. What stands in the fields is the truth; the household follows from
/// it, so that nothing that was typed is ever lost, right or wrong, asked now or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The month that the help is for.
    pub month: Month,
    /// What stands in the fields.
    pub typed: Typed,
    /// The addresses of the pages that have been handed in.
    pub handed_in: BTreeSet<String>,
}

/// Where a chosen month stands among what is typed.
const MONTH: &str = "month";

impl Answers {
    /// Nothing answered yet.
    pub fn new(month: Month) -> Self {
        Self {
            month,
            typed: Typed::new(),
            handed_in: BTreeSet::new(),
        }
    }

    /// The answers that lead to a household: those of a link from another device, or of a receipt.
    pub fn of(household: &Household) -> Option<Self> {
        let facts = serde_json::to_value(household).ok()?;
        let mut answers = Self::new(household.month);
        answers.choose_month(household.month);
        let concerned = || QUESTIONS.iter().filter(|question| (question.when)(&facts));
        for Question { fields, at, .. } in concerned() {
            field::read_all(fields, at, at, &facts, &mut answers.typed);
        }
        for question in concerned() {
            let said = |place: String| facts.pointer(&place).is_some_and(|fact| !fact.is_null());
            let wanted = !question.extra || places(question).any(said);
            if wanted && answers.faults(question).is_empty() {
                answers.handed_in.insert(question.path.to_owned());
            }
        }
        Some(answers)
    }

    /// The answers as they are kept.
    pub fn to_json(&self) -> String {
        json!({"typed": self.typed, "handed_in": self.handed_in}).to_string()
    }

    /// Kept answers, for `month` unless another one was chosen; `None` when they are none of ours.
    pub fn from_json(text: &str, month: Month) -> Option<Self> {
        let kept: Value = serde_json::from_slice(text.as_bytes()).ok()?;
        // One by one: collecting would sort first, and a sort weighs several kB.
        let mut typed = Typed::new();
        for (key, value) in kept["typed"].as_object()? {
            typed.insert(key.clone(), value.as_str()?.to_owned());
        }
        let mut handed_in = BTreeSet::new();
        for path in kept["handed_in"].as_array()? {
            handed_in.insert(path.as_str()?.to_owned());
        }
        let chosen = typed.get(MONTH).and_then(|month| Month::parse(month));
        Some(Self {
            month: chosen.unwrap_or(month),
            typed,
            handed_in,
        })
    }

    /// Another month than the present one.
    pub fn choose_month(&mut self, month: Month) {
        self.month = month;
        self.typed.insert(MONTH.to_owned(), month.to_string());
    }

    /// What the answers say, in the contract's form. It may be unfinished.
    pub fn facts(&self) -> Value {
        let mut facts = json!({
            "schema_version": "1",
            "month": self.month.to_string(),
            "relationship": null,
            "applicant": {"date_of_birth": null, "citizenship": null},
            "application": {"reason": null},
        });
        for question in QUESTIONS
            .iter()
            .filter(|question| !question.extra || self.is_in(question))
        {
            if (question.when)(&facts) {
                field::apply_all(
                    question.fields,
                    question.at,
                    question.at,
                    &self.typed,
                    &mut facts,
                );
            }
            if couple(&facts) && facts.get("partner").is_none() {
                facts["partner"] = json!({"date_of_birth": null, "citizenship": null});
            }
        }
        drop_unfinished(&mut facts);
        facts
    }

    /// The household that the answers make. What the answers leave open is `None` or the default.
    pub fn household(&self) -> Household {
        let household = |facts: &Value| Household::from_json(facts.to_string().as_bytes());
        // Only kept answers that someone has changed by hand are refused; then none are left.
        household(&self.facts())
            .or_else(|_| household(&Self::new(self.month).facts()))
            .expect("a household without answers is one: a test reads it")
    }

    /// The same with what has not been asked yet, for the range of what is possible.
    pub fn open(&self) -> law::Answers {
        let waiting = QUESTIONS
            .iter()
            .filter(|question| !question.extra && !self.is_in(question));
        let mut unasked = BTreeSet::new();
        unasked.extend(
            waiting
                .flat_map(places)
                .filter_map(|place| Fact::at(&place)),
        );
        law::Answers {
            household: self.household(),
            unasked,
        }
    }

    /// The page has been handed in.
    pub fn is_in(&self, question: &Question) -> bool {
        self.handed_in.contains(question.path)
    }

    /// The page has been handed in, and nothing in it must be put right.
    pub fn is_done(&self, question: &Question) -> bool {
        self.is_in(question) && self.faults(question).is_empty()
    }

    /// What must be put right on a page, by the key of the field.
    pub fn faults(&self, question: &Question) -> Vec<Found> {
        let facts = self.facts();
        let scope = Scope {
            facts: &facts,
            at: question.at,
            typed: &self.typed,
            key: question.at,
        };
        let mut found = Vec::new();
        field::faults_all(question.fields, scope, &mut found);
        found
    }
}

/// The facts that a page asks for.
pub fn places(question: &'static Question) -> impl Iterator<Item = String> {
    let facts = question.fields.iter().flat_map(field::Field::facts);
    facts.map(|fact| field::place(question.at, fact))
}

/// The page where a fact is asked for.
pub fn question_of(pointer: &str) -> Option<&'static Question> {
    let asks = |place: String| {
        pointer
            .strip_prefix(&place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    QUESTIONS.iter().find(|question| places(question).any(asks))
}

/// Amounts that belong to something that is not complete yet would make no household.
fn drop_unfinished(facts: &mut Value) {
    let Some(household) = facts.as_object_mut() else {
        return;
    };
    let complete =
        |value: &Value, needed: &[&str]| needed.iter().all(|key| value.get(key).is_some());
    let needed: [(&str, &[&str]); 2] = [
        ("boligstoette", &["monthly_amount", "household_members"]),
        ("what_if_sanction", &["rule"]),
    ];
    for (name, needed) in needed {
        if household
            .get(name)
            .is_some_and(|value| !complete(value, needed))
        {
            household.remove(name);
        }
    }
    if let Some(sanction) = household.get_mut("what_if_sanction") {
        sanction["person"] = "applicant".into();
    }
}

/// The pages on the way to the result: those that matter, and those that were handed in before.
pub struct Way {
    /// In order.
    pub pages: Vec<&'static Question>,
}

impl Way {
    /// The way, given the facts that can still change the amount or open the right.
    pub fn new(answers: &Answers, relevant: &BTreeSet<Fact>) -> Self {
        let facts = answers.facts();
        let mut relevant: Vec<String> = relevant.iter().map(|fact| fact.pointer()).collect();
        // What the law must know to answer at all is asked too, also where the amount is settled.
        let missing = law::assess(&answers.household()).missing_facts;
        relevant.extend(missing.into_iter().map(|fact| fact.pointer));
        let matters = |question: &'static Question| {
            relevant.iter().any(|pointer| {
                question_of(pointer).is_some_and(|asked| asked.path == question.path)
            })
        };
        let pages: Vec<&Question> = QUESTIONS
            .iter()
            .filter(|question| !question.extra && (question.when)(&facts))
            .filter(|question| answers.is_in(question) || matters(question))
            .collect();
        Self { pages }
    }

    /// The page after this one that is not done, or else the first that is not; `None` at the end.
    pub fn next(&self, answers: &Answers, here: Option<&Question>) -> Option<&'static Question> {
        let index = here
            .and_then(|here| self.index(here))
            .map_or(0, |index| index + 1);
        let (before, after) = self.pages.split_at(index.min(self.pages.len()));
        after
            .iter()
            .chain(before)
            .copied()
            .find(|question| !answers.is_done(question))
    }

    /// The page before this one.
    pub fn before(&self, here: &Question) -> Option<&'static Question> {
        let before = QUESTIONS
            .iter()
            .take_while(|question| question.path != here.path);
        before
            .filter(|question| self.index(question).is_some())
            .last()
    }

    fn index(&self, here: &Question) -> Option<usize> {
        self.pages
            .iter()
            .position(|question| question.path == here.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const NOVEMBER: Month = match Month::new(2026, 11) {
        Some(month) => month,
        None => panic!(),
    };

    /// Answers as a person would give them, one page after the other, until the end of the way.
    fn walk(said: &[(&str, &str)]) -> (Answers, Vec<&'static str>) {
        let mut answers = Answers::new(NOVEMBER);
        let mut met = Vec::new();
        let mut here = None;
        loop {
            let relevant = law::explore(&answers.open()).relevant;
            let Some(next) = Way::new(&answers, &relevant).next(&answers, here) else {
                break;
            };
            for field in next.fields {
                let key = format!("{}/{}", next.at, field.id);
                let here = said.iter().filter(|(said, _)| {
                    said.strip_prefix(&key)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                });
                answers
                    .typed
                    .extend(here.map(|(key, value)| ((*key).into(), (*value).into())));
            }
            assert!(
                !met.contains(&next.path),
                "{} again: {:?}",
                next.path,
                answers.faults(next)
            );
            met.push(next.path);
            answers.handed_in.insert(next.path.to_owned());
            here = Some(next);
        }
        (answers, met)
    }

    const SINGLE: &[(&str, &str)] = &[
        ("/relationship", "single"),
        ("/applicant/date_of_birth", "7/12/1983"),
        ("/children", "none"),
        ("/applicant/citizenship", "dk"),
        ("/applicant/residence", "always"),
        ("/reason", "unemployment"),
        ("/other_support", "none"),
        ("/applicant/education", "none"),
        ("/applicant/availability", "yes"),
        ("/applicant/registered_as_jobseeker", "yes"),
        ("/applicant/income", "none"),
        ("/applicant/wealth", "none"),
        ("/applicant/special", "none"),
        ("/applicant/help_before", "no"),
    ];

    fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
        let kept = SINGLE
            .iter()
            .filter(|(key, _)| changes.iter().all(|(other, _)| other != key));
        kept.chain(changes).copied().collect()
    }

    #[test]
    fn no_answers_make_a_household() {
        let facts = Answers::new(NOVEMBER).facts();
        assert!(Household::from_json(facts.to_string().as_bytes()).is_ok());
    }

    #[test]
    fn a_plain_single_person_meets_at_most_twelve_pages() {
        let (answers, met) = walk(SINGLE);
        assert!(met.len() <= 12, "{met:?}");
        assert_eq!(
            law::assess(&answers.household()).outcome,
            Some(law::assessment::Outcome::Entitled)
        );
    }

    #[test]
    fn a_student_is_not_asked_what_cannot_change_the_answer() {
        let (_, met) = walk(&with(&[("/applicant/education", "su_education")]));
        assert_eq!(met.last(), Some(&"/beregner/uddannelse"));
    }

    #[test]
    fn a_spouse_is_asked_about_on_few_pages() {
        let (answers, met) = walk(&with(&[
            ("/relationship", "married"),
            ("/partner/date_of_birth", "1/2/1985"),
            ("/partner/situation", "works"),
            ("/partner/citizenship", "dk"),
            ("/partner/residence", "always"),
            ("/partner/income", "arbejdsindtaegt"),
            ("/partner/income/arbejdsindtaegt/income_amount", "27.300"),
            ("/partner/special", "none"),
            ("/partner/help_before", "no"),
            ("/applicant/last_month_with_help", "never"),
            ("/partner/last_month_with_help", "never"),
        ]));
        let spouse = met
            .iter()
            .filter(|path| path.contains("aegtefaelle"))
            .count();
        assert!(spouse <= 5, "{met:?}");
        assert_eq!(
            answers.facts()["partner"]["incomes"][0]["am_bidrag"],
            "2184.00"
        );
    }

    #[test]
    fn an_answer_that_is_not_asked_any_more_is_kept_but_sets_nothing() {
        let mut answers = Answers::new(NOVEMBER);
        answers
            .typed
            .insert("/relationship".into(), "married".into());
        answers
            .typed
            .insert("/partner/date_of_birth".into(), "1/2/1985".into());
        assert_eq!(answers.facts()["partner"]["date_of_birth"], "1985-02-01");
        answers
            .typed
            .insert("/relationship".into(), "single".into());
        assert_eq!(answers.facts().get("partner"), None);
        assert!(answers.typed.contains_key("/partner/date_of_birth"));
    }

    #[test]
    fn kept_answers_come_back_as_they_were() {
        let (mut answers, _) = walk(SINGLE);
        answers
            .typed
            .insert("/applicant/date_of_birth".into(), "31/2/".into());
        assert_eq!(
            Answers::from_json(&answers.to_json(), NOVEMBER),
            Some(answers)
        );
        assert_eq!(Answers::from_json("{}", NOVEMBER), None);
    }

    /// Every case of the law can be answered here, comes back from a link, and gives the same result.
    #[test]
    fn every_case_of_the_law_survives_the_way_through_the_questions() {
        let mut differ = Vec::new();
        for entry in fs::read_dir("crates/law/cases").unwrap() {
            let path = entry.unwrap().path();
            let case: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            let household = Household::from_json(case["input"].to_string().as_bytes()).unwrap();
            let answered = Answers::of(&household).unwrap().household();
            // Who need not be registered as a jobseeker is not asked, so R1-14 may say so.
            let assessed = |household| {
                let mut assessed = serde_json::to_value(law::assess(household)).unwrap();
                let reasons = assessed["reasons"].as_array_mut().unwrap();
                reasons.retain(|reason| reason["rule_id"] != "R1-14");
                assessed
            };
            if assessed(&answered) != assessed(&household) {
                let json = |household| serde_json::to_string(household).unwrap();
                differ.push((path, json(&household), json(&answered)));
            }
            // From the second time on nothing changes at all: what a link carries is what it gave.
            assert_eq!(Answers::of(&answered).unwrap().household(), answered);
        }
        assert!(differ.is_empty(), "{differ:#?}");
    }

    /// Each answer that can be chosen, by itself, makes a valid household.
    #[test]
    fn every_answer_makes_a_household() {
        for relationship in ["single", "married", "cohabiting"] {
            for question in QUESTIONS {
                for field in question.fields {
                    for answer in field.answers() {
                        let mut answers = Answers::new(NOVEMBER);
                        answers
                            .typed
                            .insert("/relationship".into(), relationship.into());
                        answers
                            .typed
                            .insert(format!("{}/{}", question.at, field.id), answer.into());
                        answers.handed_in.insert(question.path.into());
                        let facts = answers.facts().to_string();
                        let household = Household::from_json(facts.as_bytes());
                        assert!(household.is_ok(), "{} {answer}: {household:?}", field.id);
                    }
                }
            }
        }
    }
}
