//! Section 5. Couples: who help is calculated for, and how the two belong together.

use crate::assessment::{CoupleType, NamedReason, RuleOutcome};
use crate::case::{Case, Report, pointer};
use crate::conditions;
use crate::household::{Abroad, Education, Partner, Person, PublicBenefit, Relationship};
use crate::rule::Rule;

/// How the applicant and the other adult belong together (R5-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tie {
    /// A fact that decides it is missing: only the applicant is computed.
    Unknown,
    /// No couple.
    Alone,
    /// R5-06: living together without being married.
    Samlevende,
    /// R5-02: both spouses are computed.
    Par,
    /// R5-04: the spouse lives on a public benefit or studies.
    Kombination,
    /// R5-05: the spouse has opted out of availability.
    Hjemmearbejdende,
    /// R5-07: the spouse has no own right.
    UdenRet,
}

impl Tie {
    /// Persons for whom help is calculated.
    pub(crate) const fn computed(self) -> &'static [Person] {
        match self {
            Self::Par => &[Person::Applicant, Person::Partner],
            _ => &[Person::Applicant],
        }
    }

    /// The type in the calculation; R5-03 can make it `blandet_26_2`.
    pub(crate) const fn couple_type(self) -> CoupleType {
        match self {
            Self::Unknown | Self::Alone => CoupleType::None,
            Self::Samlevende => CoupleType::Samlevende,
            Self::Par | Self::UdenRet => CoupleType::Par26_1,
            Self::Kombination => CoupleType::Kombination26_3,
            Self::Hjemmearbejdende => CoupleType::Hjemmearbejdende26_4,
        }
    }
}

/// R5-01: the type, the first that fits. Reports the missing facts that leave it open.
pub(crate) fn tie(case: &Case<'_>, report: &mut Report) -> Tie {
    let Some(relationship) = case.household.relationship else {
        report.miss(
            Rule::R5_01,
            crate::assessment::Subject::Household,
            true,
            "/relationship".into(),
        );
        return Tie::Unknown;
    };
    if relationship == Relationship::MarriedLivingApart {
        // Without separation the duty of support goes on, § 2, stk. 2.
        let named = Some(NamedReason::GiftBorHverForSig);
        report.add_named(Rule::R5_01, RuleOutcome::KommunenVurderer, named);
    }
    let Some(partner) = &case.household.partner else {
        return Tie::Alone;
    };
    if relationship == Relationship::Cohabiting {
        if partner.cohabitant_help.is_none() {
            let field = pointer(Person::Partner, "cohabitant_help");
            report.miss(Rule::R5_03, Person::Partner, true, field);
        }
        return Tie::Samlevende;
    }
    spouse_tie(partner, report)
}

fn spouse_tie(partner: &Partner, report: &mut Report) -> Tie {
    // R5-04: a benefit to live on, or SU education, also when opted out or working.
    if partner.adult.education == Some(Education::SuEducation) {
        return Tie::Kombination;
    }
    let missing = match partner.public_benefit {
        None => "public_benefit",
        Some(PublicBenefit::None) if partner.adult.education.is_none() => "education",
        Some(PublicBenefit::None) => {
            return if partner.opted_out_of_availability {
                Tie::Hjemmearbejdende
            } else if has_no_own_right(partner) {
                Tie::UdenRet
            } else {
                Tie::Par
            };
        }
        Some(_) => return Tie::Kombination,
    };
    report.miss(
        Rule::R5_04,
        Person::Partner,
        true,
        pointer(Person::Partner, missing),
    );
    Tie::Unknown
}

/// R5-07: no lawful stay, EU first months, or abroad.
fn has_no_own_right(partner: &Partner) -> bool {
    conditions::lovligt_ophold(&partner.adult) == Some(false)
        || conditions::eu_uden_ret(&partner.adult) == Some(true)
        || partner.adult.abroad == Abroad::Yes
}
