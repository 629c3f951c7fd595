//! The papers that a municipality asks for, from the answers (`guidance.md` 1).

use indgang_law::household::{
    Adult, ApplicationReason, AssetType, Citizenship, Education, Household, IncomeType,
    Relationship, SelfEmployment,
};

/// Papers to have ready, by the names of the texts, the most asked for first.
pub fn to_have_ready(household: &Household) -> Vec<&'static str> {
    let spouse = household.partner.as_ref().map(|partner| &partner.adult);
    let spouse = spouse.filter(|_| household.relationship.is_some_and(Relationship::is_married));
    let adults: Vec<&Adult> = [&household.applicant].into_iter().chain(spouse).collect();
    let any = |holds: &dyn Fn(&Adult) -> bool| adults.iter().any(|adult| holds(adult));
    let earns = |kind: IncomeType| any(&|adult| adult.incomes.iter().any(|one| one.r#type == kind));
    let owns = |kinds: &[AssetType]| {
        any(&|adult| adult.wealth.iter().any(|one| kinds.contains(&one.r#type)))
    };
    let is_parent = !household.children.is_empty();
    let reason = household.application.reason;
    let papers = [
        ("opsigelse", reason == Some(ApplicationReason::Unemployment)),
        ("sygemelding", reason == Some(ApplicationReason::Illness)),
        (
            "separation_eller_skilsmisse",
            household.relationship == Some(Relationship::SeparatedOrDivorced),
        ),
        ("kontooversigt", true),
        ("kontoudtog_3_maaneder", true),
        ("loensedler_3_maaneder", true),
        ("huslejekontrakt", true),
        ("pensionsinfo", true),
        ("boerns_opsparing", is_parent),
        (
            "boernetilskud_afgoerelse",
            is_parent && household.partner.is_none(),
        ),
        ("aegtefaelle_samme", spouse.is_some()),
        (
            "bil_vurdering_og_gaeld",
            owns(&[
                AssetType::Koeretoej,
                AssetType::KoeretoejNoedvendigtForArbejde,
            ]),
        ),
        ("aktier", owns(&[AssetType::Vaerdipapirer])),
        (
            "bolig_og_gaeld",
            owns(&[AssetType::EgenBoligFrivaerdi, AssetType::AndenFastEjendom]),
        ),
        (
            "feriepenge",
            earns(IncomeType::FeriepengeAfholdtFerie) || earns(IncomeType::FeriepengeKontant),
        ),
        (
            "regnskab_virksomhed",
            any(&|adult| adult.self_employment != SelfEmployment::No),
        ),
        (
            "uddannelse",
            any(&|adult| !matches!(adult.education, None | Some(Education::None))),
        ),
        (
            "eu_opholdsdokument",
            any(&|adult| adult.citizenship == Some(Citizenship::EuEea)),
        ),
        (
            "opholdstilladelse",
            any(&|adult| adult.citizenship == Some(Citizenship::Other)),
        ),
        (
            "arbejdstimer_dokumentation",
            any(&|adult| adult.ordinary_work_hours_realm_last_10_years.is_some()),
        ),
        (
            "kvitteringer_fritid",
            is_parent && any(&|adult| adult.consecutive_months_with_help >= 3),
        ),
    ];
    papers
        .into_iter()
        .filter(|(_, needed)| *needed)
        .map(|(name, _)| name)
        .collect()
}
