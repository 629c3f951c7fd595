//! Section 3. The base rate, § 16.

use crate::assessment::ComponentCode;
use crate::case::{Case, Report, pointer};
use crate::conditions::Standing;
use crate::couples::Tie;
use crate::household::{Adult, CohabitantHelp, Person};
use crate::kroner::Kroner;
use crate::parameters::Rates;
use crate::rule::Rule;

/// The age from which nobody is hjemmeboende and everybody has forhøjet sats.
pub(crate) const FULL_RATE_AGE: i16 = 30;

/// The base rate of § 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sats {
    /// Stk. 1, nr. 1.
    Grundsats,
    /// Stk. 1, nr. 2: 30 or older.
    Forhoejet,
    /// Stk. 3: 25-29 with 2 years 6 months of work.
    ForhoejetEfterArbejde,
    /// Stk. 1, nr. 3.
    Hjemmeboende,
    /// Stk. 2, nr. 1.
    Mindstesats,
    /// Stk. 2, nr. 2.
    HjemmeboendeMindste,
}

impl Sats {
    pub(crate) const fn code(self) -> ComponentCode {
        match self {
            Self::Grundsats => ComponentCode::Grundsats,
            Self::Forhoejet | Self::ForhoejetEfterArbejde => ComponentCode::ForhoejetSats,
            Self::Hjemmeboende | Self::HjemmeboendeMindste => ComponentCode::Hjemmeboendesats,
            Self::Mindstesats => ComponentCode::Mindstesats,
        }
    }

    pub(crate) const fn paragraph(self) -> &'static str {
        match self {
            Self::Grundsats => "§ 16, stk. 1, nr. 1",
            Self::Forhoejet => "§ 16, stk. 1, nr. 2",
            Self::ForhoejetEfterArbejde => "§ 16, stk. 3",
            Self::Hjemmeboende => "§ 16, stk. 1, nr. 3",
            Self::Mindstesats => "§ 16, stk. 2, nr. 1",
            Self::HjemmeboendeMindste => "§ 16, stk. 2, nr. 2",
        }
    }

    pub(crate) const fn amount(self, rates: &Rates) -> (Kroner, &'static str) {
        match self.code() {
            ComponentCode::Grundsats => (rates.grundsats, "grundsats"),
            ComponentCode::ForhoejetSats => (rates.forhoejet_sats, "forhoejet_sats"),
            ComponentCode::Mindstesats => (rates.mindstesats, "mindstesats"),
            _ => (rates.hjemmeboendesats, "hjemmeboendesats"),
        }
    }

    /// Under § 16, stk. 2: the requirements of § 11 are not met.
    pub(crate) const fn is_stk_2(self) -> bool {
        matches!(self, Self::Mindstesats | Self::HjemmeboendeMindste)
    }

    /// Grundsats or hjemmeboendesats under stk. 1: the rates with §§ 19 and 20.
    pub(crate) const fn is_youth_rate(self) -> bool {
        matches!(self, Self::Grundsats | Self::Hjemmeboende)
    }

    pub(crate) const fn is_forhoejet(self) -> bool {
        matches!(self, Self::Forhoejet | Self::ForhoejetEfterArbejde)
    }

    /// R5-03: what the same person would get under § 16, stk. 2.
    const fn reduced(self) -> Self {
        match self {
            Self::Hjemmeboende | Self::HjemmeboendeMindste => Self::HjemmeboendeMindste,
            _ => Self::Mindstesats,
        }
    }
}

/// A person's base rate and whether R5-03 reduced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BaseRate {
    pub sats: Sats,
    /// § 26, stk. 2.
    pub nedsat: bool,
}

impl BaseRate {
    pub(crate) const fn paragraph(self) -> &'static str {
        if self.nedsat {
            "§ 26, stk. 2"
        } else {
            self.sats.paragraph()
        }
    }
}

/// R3-01: under 30, with the parents, without an own child at home. `None` when it is unknown.
pub(crate) fn hjemmeboende(case: &Case<'_>, person: Person, adult: &Adult) -> Option<bool> {
    if case.age(adult)? >= FULL_RATE_AGE || adult.lives_with_parents == Some(false) {
        return Some(false);
    }
    match case.has_child_at_home(person) {
        Some(true) => Some(false),
        Some(false) => adult.lives_with_parents,
        None => None,
    }
}

/// R3-03: 25-29 years and 4,810 hours of work here or in the EU/EØS. `None` when it is unknown.
pub(crate) fn har_arbejdet(case: &Case<'_>, adult: &Adult) -> Option<bool> {
    if !(25..FULL_RATE_AGE).contains(&case.age(adult)?) {
        return Some(false);
    }
    let needed = case.rates.beskaeftigelseskrav_timer;
    let eu_hours = adult.ordinary_work_hours_eu_eea_last_10_years;
    if adult.work_requirement_met_earlier || eu_hours >= needed {
        return Some(true);
    }
    adult
        .ordinary_work_hours_realm_last_10_years
        .map(|hours| hours + eu_hours >= needed)
}

/// R3-02: the rate before R5-03. `None` when it depends on a missing fact.
pub(crate) fn sats(
    case: &Case<'_>,
    person: Person,
    adult: &Adult,
    standing: &Standing,
) -> Option<Sats> {
    let age = case.age(adult)?;
    let with_parents = hjemmeboende(case, person, adult);
    Some(match (standing.opfylder_krav()?, with_parents) {
        (false, with_parents) => {
            if with_parents? {
                Sats::HjemmeboendeMindste
            } else {
                Sats::Mindstesats
            }
        }
        (true, _) if age >= FULL_RATE_AGE => Sats::Forhoejet,
        (true, with_parents) => {
            if with_parents? {
                Sats::Hjemmeboende
            } else if har_arbejdet(case, adult)? {
                Sats::ForhoejetEfterArbejde
            } else {
                Sats::Grundsats
            }
        }
    })
}

/// R5-03: the stk. 1 person of a mixed couple is reduced. `None` when it is unknown.
pub(crate) fn nedsat(
    case: &Case<'_>,
    tie: Tie,
    person: Person,
    standings: &[Standing; 2],
) -> Option<bool> {
    let index = usize::from(person == Person::Partner);
    let other_is_stk_2 = match tie {
        Tie::Par => standings[1 - index].opfylder_krav().map(|ok| !ok),
        Tie::Samlevende => {
            let partner = case.household.partner.as_ref();
            partner
                .and_then(|partner| partner.cohabitant_help)
                .map(|help| help == CohabitantHelp::Section16_2)
        }
        _ => Some(false),
    };
    match (standings[index].opfylder_krav(), other_is_stk_2) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// A person's base rate after R5-03. `None` when it depends on a missing fact.
pub(crate) fn base_rate(
    case: &Case<'_>,
    tie: Tie,
    person: Person,
    standings: &[Standing; 2],
) -> Option<BaseRate> {
    let adult = case.household.adult(person)?;
    let sats = sats(
        case,
        person,
        adult,
        &standings[usize::from(person == Person::Partner)],
    )?;
    let nedsat = nedsat(case, tie, person, standings)?;
    Some(BaseRate {
        sats: if nedsat { sats.reduced() } else { sats },
        nedsat,
    })
}

/// Section 13.2: the facts of section 3 that are needed and unknown.
pub(crate) fn missing(
    case: &Case<'_>,
    person: Person,
    adult: &Adult,
    standing: &Standing,
    report: &mut Report,
) {
    let Some(age) = case.age(adult) else { return };
    if age < FULL_RATE_AGE && adult.lives_with_parents.is_none() {
        report.miss(
            Rule::R3_01,
            person,
            false,
            pointer(person, "lives_with_parents"),
        );
    }
    if standing.opfylder_krav() == Some(true) && har_arbejdet(case, adult).is_none() {
        let field = "ordinary_work_hours_realm_last_10_years";
        report.miss(Rule::R3_03, person, false, pointer(person, field));
    }
}
