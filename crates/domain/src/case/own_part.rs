//! The spouse's own part of an application for kontanthjælp: what they earn, own and do, in their own words and
//! under their own signature. The law computes a couple together, but each answers for themselves.

use indgang_law::household::{
    AssetType, Availability, Education, Household, IncomeType, Partner, PublicBenefit,
};
use indgang_law::kroner::Kroner;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::application::Application;
use super::content::{Check, LINE, TEXT, Wrong, document};

/// What a spouse does, as the calculator asks about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Situation {
    /// Works full time.
    Works,
    /// Can take a job.
    Job,
    /// Lives on a public benefit.
    Benefit,
    /// Is in education.
    Study,
    /// Has chosen to be at home (LAS § 13, stk. 11).
    Home,
    /// Is on leave for birth, adoption or grief.
    Leave,
    /// Cannot take a job for now, with a reason.
    Ground,
    /// Can take a job, and does not want to.
    Unwilling,
}

impl Situation {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Works,
        Self::Job,
        Self::Benefit,
        Self::Study,
        Self::Home,
        Self::Leave,
        Self::Ground,
        Self::Unwilling,
    ];

    /// What it is called in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Job => "job",
            Self::Benefit => "benefit",
            Self::Study => "study",
            Self::Home => "home",
            Self::Leave => "leave",
            Self::Ground => "ground",
            Self::Unwilling => "unwilling",
        }
    }

    /// What a household says that its partner does; `None`, when it does not say.
    #[must_use]
    pub fn of(partner: &Partner) -> Option<Self> {
        let adult = &partner.adult;
        let is_benefit = |it: PublicBenefit| it != PublicBenefit::None;
        if adult.works_full_time {
            return Some(Self::Works);
        }
        if partner.public_benefit.is_some_and(is_benefit) {
            return Some(Self::Benefit);
        }
        if !matches!(adult.education, None | Some(Education::None)) {
            return Some(Self::Study);
        }
        if partner.opted_out_of_availability {
            return Some(Self::Home);
        }
        Some(match adult.availability? {
            Availability::Yes => Self::Job,
            Availability::LeaveBirthAdoptionGrief => Self::Leave,
            Availability::ReasonableGround => Self::Ground,
            Availability::No => Self::Unwilling,
        })
    }
}

document! {
    /// What the spouse signs.
    OwnPart {
        /// The invitation that they were given.
        invitation: String,
        /// What they do.
        situation: Situation,
        /// Wages, kr. a month before tax as `"12000.00"`; empty for none. So are the other amounts.
        wage: String,
        /// Public benefits and pensions, a month.
        benefits: String,
        /// Other income, a month.
        other_income: String,
        /// Cash, bank and shares.
        bank: String,
        /// Vehicles, without what is owed on them.
        car: String,
        /// Property, without what is owed on it.
        home: String,
        /// Other wealth.
        other_wealth: String,
        /// What else there is to say; may be empty.
        more: String,
        /// Where one can call; may be empty.
        phone: String,
        /// Whether the applicant may read it.
        shows: bool,
        /// The municipality may use it with the application.
        consents: bool,
        /// Answered as well as they can, and they will say when something changes (retssikkerhedsloven § 11, stk. 2).
        promised: bool,
    }
}

/// Something that the applicant said otherwise than the spouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which field of [`OwnPart`].
    pub field: &'static str,
    /// What the applicant told: as the field would have it.
    pub told: String,
    /// What the spouse says.
    pub said: String,
}

/// What an amount is about, in the words of the household's contract.
enum About {
    Income(fn(IncomeType) -> bool),
    Wealth(fn(AssetType) -> bool),
}

const fn is_wage(kind: IncomeType) -> bool {
    matches!(
        kind,
        IncomeType::Arbejdsindtaegt | IncomeType::LoenUnderSygdom
    )
}

const fn is_benefit(kind: IncomeType) -> bool {
    matches!(
        kind,
        IncomeType::Dagpenge
            | IncomeType::Sygedagpenge
            | IncomeType::Barselsdagpenge
            | IncomeType::OffentligPension
            | IncomeType::Su
            | IncomeType::AndenOffentligYdelse
    )
}

const fn is_at_bank(kind: AssetType) -> bool {
    matches!(kind, AssetType::KontanterBank | AssetType::Vaerdipapirer)
}

const fn is_vehicle(kind: AssetType) -> bool {
    matches!(
        kind,
        AssetType::Koeretoej
            | AssetType::KoeretoejNoedvendigtForArbejde
            | AssetType::CampingvognEllerBaad
    )
}

const fn is_home(kind: AssetType) -> bool {
    matches!(
        kind,
        AssetType::EgenBoligFrivaerdi | AssetType::AndenFastEjendom
    )
}

impl About {
    /// What the applicant told of it; `None`, when an amount was left open.
    fn told(&self, household: &Household, partner: &Partner) -> Option<Decimal> {
        match self {
            Self::Income(is_it) => {
                let all = partner.adult.incomes.iter();
                all.filter(|one| is_it(one.r#type))
                    .map(|one| Some(one.amount?.decimal()))
                    .sum()
            }
            // A couple's wealth is told in one list.
            Self::Wealth(is_it) => {
                let all = household
                    .applicant
                    .wealth
                    .iter()
                    .chain(&partner.adult.wealth);
                all.filter(|one| is_it(one.r#type))
                    .map(|one| Some(one.amount?.decimal() - one.secured_debt.decimal()))
                    .sum()
            }
        }
    }

    /// Of the couple's wealth, one of them may own less than all of it.
    fn differs(&self, told: Decimal, said: Decimal) -> bool {
        match self {
            Self::Income(_) => told != said,
            Self::Wealth(_) => told < said,
        }
    }
}

impl OwnPart {
    const fn amounts(&self) -> [(&'static str, &String, About); 7] {
        use About::{Income, Wealth};
        [
            ("/wage", &self.wage, Income(is_wage)),
            ("/benefits", &self.benefits, Income(is_benefit)),
            (
                "/other_income",
                &self.other_income,
                Income(|kind| !is_wage(kind) && !is_benefit(kind)),
            ),
            ("/bank", &self.bank, Wealth(is_at_bank)),
            ("/car", &self.car, Wealth(is_vehicle)),
            ("/home", &self.home, Wealth(is_home)),
            (
                "/other_wealth",
                &self.other_wealth,
                Wealth(|kind| !is_at_bank(kind) && !is_vehicle(kind) && !is_home(kind)),
            ),
        ]
    }

    pub(super) fn check(&self, check: &mut Check) {
        check.text(&self.invitation, "/invitation", LINE);
        for (pointer, amount, _) in self.amounts() {
            check.amount(amount, pointer);
        }
        check.at_most(&self.more, "/more", TEXT);
        if !self.phone.is_empty() {
            check.phone(&self.phone, "/phone");
        }
        check.when(!self.consents, "/consents", Wrong::Missing);
        check.when(!self.promised, "/promised", Wrong::Missing);
    }

    /// Where the applicant told otherwise about the spouse. What they did not tell is no difference.
    #[must_use]
    pub fn differences(&self, application: &Application) -> Vec<Difference> {
        let household = application.household();
        let Some((household, partner)) = household
            .as_ref()
            .and_then(|household| Some((household, household.partner.as_ref()?)))
        else {
            return Vec::new();
        };
        let situation = Situation::of(partner).filter(|told| *told != self.situation);
        let mut found: Vec<Difference> = situation
            .map(|told| Difference {
                field: "situation",
                told: told.name().to_owned(),
                said: self.situation.name().to_owned(),
            })
            .into_iter()
            .collect();
        for (pointer, amount, about) in self.amounts() {
            let said = Kroner::parse(amount).map_or(Decimal::ZERO, Kroner::decimal);
            let told = about.told(household, partner);
            if let Some(told) = told.filter(|told| about.differs(*told, said)) {
                found.push(Difference {
                    field: &pointer[1..],
                    told: told.to_string(),
                    said: said.to_string(),
                });
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn hers() -> OwnPart {
        serde_json::from_value(json!({
            "invitation": "7", "situation": "works", "wage": "21000.00", "benefits": "", "other_income": "",
            "bank": "5000.00", "car": "", "home": "", "other_wealth": "", "more": "", "phone": "",
            "shows": false, "consents": true, "promised": true,
        }))
        .unwrap()
    }

    /// An application that tells of a spouse.
    fn his(partner: serde_json::Value) -> Application {
        let household = json!({
            "schema_version": "1", "month": "2026-11", "relationship": "married",
            "applicant": {
                "date_of_birth": "1980-01-01", "citizenship": "dk",
                "wealth": [{ "type": "kontanter_bank", "amount": "6000.00" }],
            },
            "partner": partner, "application": { "reason": "unemployment" },
        });
        serde_json::from_value(json!({
            "household": household.to_string(), "since": "2026-11-01", "what_happened": "Firmaet lukkede",
            "phone": "20 30 40 50", "address": "Åvej 3", "papers": [], "more": "", "promised": true,
        }))
        .unwrap()
    }

    fn adult(more: serde_json::Value) -> serde_json::Value {
        let mut adult = json!({ "date_of_birth": "1982-01-01", "citizenship": "dk" });
        adult
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        adult
    }

    fn fields(application: &Application) -> Vec<&'static str> {
        let found = hers().differences(application);
        found.into_iter().map(|one| one.field).collect()
    }

    #[test]
    fn what_both_say_alike_is_no_difference() {
        let wage = json!([{ "type": "arbejdsindtaegt", "amount": "21000.00" }]);
        let told = his(adult(json!({ "works_full_time": true, "incomes": wage })));
        assert!(told.household().is_some());
        assert_eq!(fields(&told), [""; 0]);
    }

    #[test]
    fn what_the_applicant_told_otherwise_is_named_and_what_they_left_open_is_not() {
        let told = his(adult(json!({ "availability": "yes" })));
        assert_eq!(fields(&told), ["situation", "wage"]);
        let open = json!([{ "type": "arbejdsindtaegt", "amount": null }]);
        assert_eq!(fields(&his(adult(json!({ "incomes": open })))), [""; 0]);
    }

    #[test]
    fn owning_more_than_was_told_of_both_is_a_difference_and_owning_less_is_not() {
        let mut hers = hers();
        let told = his(adult(json!({ "works_full_time": true, "incomes": [
            { "type": "arbejdsindtaegt", "amount": "21000.00" }] })));
        hers.bank = "6000.01".to_owned();
        let found = hers.differences(&told);
        assert_eq!(
            (found[0].field, &*found[0].told, &*found[0].said),
            ("bank", "6000.00", "6000.01")
        );
    }

    #[test]
    fn it_is_not_signed_without_consent_and_promise() {
        let mut hers = hers();
        hers.consents = false;
        hers.promised = false;
        hers.phone = "12".to_owned();
        let mut check = Check(Vec::new());
        hers.check(&mut check);
        let pointers: Vec<_> = check.0.iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/phone", "/consents", "/promised"]);
    }
}
