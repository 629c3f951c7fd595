//! Section 2. Wealth, § 14.

use crate::assessment::{NamedReason, RuleOutcome, Subject};
use crate::case::{Case, Report, pointer};
use crate::household::{Adult, Asset, AssetType, Education, Person};
use crate::kroner::Kroner;
use crate::money::Money;
use crate::rule::Rule;

use std::cmp::Ordering;

/// How a kind of asset is treated (R2-02).
enum Treatment {
    Counted,
    /// The municipality judges it: home standard, work or education.
    KommunenVurderer,
    NotCounted,
    /// Counted after the years of § 14, stk. 3.
    Efterbetaling,
    /// Counted above a limit, and in full after the years of § 14, stk. 9.
    KritiskSygdom,
    /// BEK 781 §§ 1-2.
    Pensionsopsparing,
}

const fn treatment(kind: AssetType) -> Treatment {
    match kind {
        AssetType::KontanterBank
        | AssetType::Vaerdipapirer
        | AssetType::Koeretoej
        | AssetType::AndenFastEjendom
        | AssetType::CampingvognEllerBaad
        | AssetType::Vaerdigenstande
        | AssetType::Tilgodehavende
        | AssetType::GaveEllerLaanModtaget
        | AssetType::AndenFormue => Treatment::Counted,
        AssetType::EgenBoligFrivaerdi
        | AssetType::KoeretoejNoedvendigtForArbejde
        | AssetType::EfterloensbidragUdbetalt => Treatment::KommunenVurderer,
        AssetType::ObligatoriskArbejdsgiverpension
        | AssetType::Erhvervsevnetabserstatning
        | AssetType::MenEllerIkkeoekonomiskSkade
        | AssetType::LegatEllerSocialFond
        | AssetType::Kulturpas
        | AssetType::BarnsEgenFormue => Treatment::NotCounted,
        AssetType::EfterbetalingOffentligYdelse => Treatment::Efterbetaling,
        AssetType::KritiskSygdomEngangsbeloeb => Treatment::KritiskSygdom,
        AssetType::PensionsopsparingMedTilbagekoeb => Treatment::Pensionsopsparing,
    }
}

/// The wealth of the household against its limit (R2-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Formue {
    /// Kr. counted; what is unknown counts 0.
    pub counted: Kroner,
    /// Kr. that the municipality judges.
    pub vurderes: Kroner,
    /// Kr. of the limit.
    pub limit: Kroner,
}

impl Formue {
    /// Kr. above the limit.
    pub(crate) fn excess(&self) -> Kroner {
        (self.counted - self.limit).or_zero()
    }
}

/// R2-03: above this excess no missing fact can change the outcome.
const BOUND: Kroner = Kroner::whole(60_000);

/// The applicant and a spouse; a cohabitant's wealth is never counted (R5-06).
pub(crate) fn spouses<'h>(case: &Case<'h>) -> impl Iterator<Item = (Person, &'h Adult)> + use<'h> {
    let household = case.household;
    let married = household
        .relationship
        .is_some_and(|relationship| relationship.is_married());
    let spouse = household.partner.as_ref().filter(|_| married);
    std::iter::once((Person::Applicant, &household.applicant))
        .chain(spouse.map(|spouse| (Person::Partner, &spouse.adult)))
}

/// R2-01, stk. 8: wealth is ignored when one of them is an STU participant.
pub(crate) fn is_ignored(case: &Case<'_>) -> bool {
    spouses(case).any(|(_, adult)| adult.education == Some(Education::Stu))
}

/// R2-02: what is counted and what the municipality judges.
pub(crate) fn formue(case: &Case<'_>) -> Formue {
    let rates = case.rates;
    let (mut counted, mut vurderes, mut pension) = (Kroner::ZERO, Kroner::ZERO, Kroner::ZERO);
    let mut owners = 0;
    for (_, adult) in spouses(case) {
        owners += 1;
        for asset in &adult.wealth {
            let value = (asset.amount.unwrap_or_default() - asset.secured_debt).or_zero();
            match treatment(asset.r#type) {
                Treatment::Counted => counted += value,
                Treatment::KommunenVurderer => vurderes += value,
                Treatment::NotCounted => {}
                Treatment::Pensionsopsparing => pension += value,
                Treatment::Efterbetaling => {
                    if years_since_payout(case, asset) >= rates.efterbetaling_fritagelse_aar {
                        counted += value;
                    }
                }
                Treatment::KritiskSygdom => {
                    let full = years_since_payout(case, asset) >= rates.kritisk_sygdom_aar;
                    let free = if full {
                        Kroner::ZERO
                    } else {
                        rates.kritisk_sygdom_bundgraense
                    };
                    counted += (value - free).or_zero();
                }
            }
        }
    }
    let (limit, pension_free) = if owners == 2 {
        (
            rates.formuegraense_aegtefaeller,
            rates.pensionsopsparing_bundgraense_aegtefaeller,
        )
    } else {
        (
            rates.formuegraense_person,
            rates.pensionsopsparing_bundgraense_person,
        )
    };
    let months = case
        .household
        .application
        .months_since_application
        .unwrap_or(0);
    if months >= rates.pensionsopsparing_karens_maaneder {
        counted += (pension - pension_free).or_zero();
    }
    Formue {
        counted,
        vurderes,
        limit,
    }
}

/// Whole years from the payout to the 1st; an unknown or later day counts as none.
fn years_since_payout(case: &Case<'_>, asset: &Asset) -> u32 {
    let years = asset
        .paid_out_on
        .map_or(0, |day| day.whole_years_until(case.first));
    u32::try_from(years).unwrap_or(0)
}

/// R2-03 with a missing fact: only an excess that no help can reach is certain.
pub(crate) fn r2_03_bound(case: &Case<'_>, report: &mut Report) {
    if stu_is_open(case) || is_ignored(case) {
        return;
    }
    if formue(case).excess() >= BOUND {
        report.add_named(Rule::R2_01, RuleOutcome::NotMet, None);
    }
}

/// What R2-01 comes to, with R2-03 and R2-04; its code when the municipality judges.
pub(crate) fn r2_01<M: Money>(
    formue: Option<&Formue>,
    help_payable: M,
) -> (RuleOutcome, Option<NamedReason>) {
    let Some(formue) = formue else {
        return (RuleOutcome::NotApplicable, None);
    };
    let excess = formue.excess();
    if excess.is_positive() {
        return match M::constant(excess).compare(help_payable) {
            Ordering::Less => (
                RuleOutcome::KommunenVurderer,
                Some(NamedReason::FormueDelvis),
            ),
            _ => (RuleOutcome::NotMet, None),
        };
    }
    if formue.counted + formue.vurderes > formue.limit {
        return (
            RuleOutcome::KommunenVurderer,
            Some(NamedReason::FormueBoligErhverv),
        );
    }
    (RuleOutcome::Met, None)
}

/// Whether the applicant may turn out to be an STU participant, whose wealth is ignored.
fn stu_is_open(case: &Case<'_>) -> bool {
    case.household.applicant.education.is_none()
}

/// Section 13.2: the facts of section 2 that are needed and unknown.
pub(crate) fn missing(case: &Case<'_>, report: &mut Report) {
    if stu_is_open(case) || is_ignored(case) {
        return;
    }
    let mut pension = false;
    for (person, adult) in spouses(case) {
        for (index, asset) in adult.wealth.iter().enumerate() {
            let treatment = treatment(asset.r#type);
            let mut miss = |field: &str| {
                let field = pointer(person, &format!("wealth/{index}/{field}"));
                report.miss(Rule::R2_02, person, true, field);
            };
            if asset.amount.is_none() && !matches!(treatment, Treatment::NotCounted) {
                miss("amount");
            }
            let dated = matches!(
                treatment,
                Treatment::Efterbetaling | Treatment::KritiskSygdom
            );
            if dated && asset.paid_out_on.is_none() {
                miss("paid_out_on");
            }
            pension |= matches!(treatment, Treatment::Pensionsopsparing);
        }
    }
    if pension
        && case
            .household
            .application
            .months_since_application
            .is_none()
    {
        let field = "/application/months_since_application".into();
        report.miss(Rule::R2_02, Subject::Household, true, field);
    }
}
