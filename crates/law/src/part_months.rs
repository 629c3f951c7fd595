//! Section 10. Part months.

use crate::assessment::RuleOutcome;
use crate::calendar::Date;
use crate::case::{Case, Report};
use crate::household::{Person, Relationship};
use crate::rule::Rule;

/// The days of the month in which a person has the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub from: Date,
    pub to: Date,
}

impl Period {
    /// R10-03: from the first contact to the last day with right. Empty when it ends before it
    /// begins.
    pub(crate) fn of_household(case: &Case<'_>) -> Self {
        let application = &case.household.application;
        Self {
            from: application
                .first_contact_on
                .unwrap_or(case.first)
                .max(case.first),
            to: application
                .right_ends_on
                .unwrap_or(case.last)
                .min(case.last),
        }
    }

    /// R10-04: an applicant who turns 18 in the month has the right from the birthday.
    pub(crate) fn of(case: &Case<'_>, person: Person) -> Self {
        let mut period = Self::of_household(case);
        let born = case
            .household
            .adult(person)
            .and_then(|adult| adult.date_of_birth);
        if let (Person::Applicant, Some(born)) = (person, born)
            && let Some(birthday) = turns_18_on(case, born)
        {
            period.from = period.from.max(birthday);
        }
        period
    }

    /// Calendar days with right.
    pub(crate) fn days(self) -> i64 {
        if self.to < self.from {
            0
        } else {
            i64::from(self.to.day() - self.from.day()) + 1
        }
    }

    /// R6-11: an unknown day of payment counts as inside.
    pub(crate) fn contains(self, day: Option<Date>) -> bool {
        day.is_none_or(|day| self.from <= day && day <= self.to)
    }
}

/// The 18th birthday, when it is on day 2 or later of the month.
pub(crate) fn turns_18_on(case: &Case<'_>, born: Date) -> Option<Date> {
    if born.whole_years_until(case.first) >= 18 || born.whole_years_until(case.last) < 18 {
        return None;
    }
    // Born on 29 February: the birthday of other years is on 1 March, and so never on day 2 or later.
    Date::new(case.first.year(), born.month_number(), born.day())
}

/// R10-05: ordinary full-time work ends the right.
pub(crate) fn r10_05(case: &Case<'_>, report: &mut Report) {
    if !case.household.applicant.works_full_time {
        return;
    }
    let outcome = match case.household.relationship {
        Some(
            Relationship::Single | Relationship::SeparatedOrDivorced | Relationship::Cohabiting,
        ) => RuleOutcome::NotMet,
        Some(Relationship::Married | Relationship::MarriedLivingApart) | None => {
            RuleOutcome::KommunenVurderer
        }
    };
    report.add(Rule::R10_05, Person::Applicant, outcome, true);
}
