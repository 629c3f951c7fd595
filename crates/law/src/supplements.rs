//! Section 4. Supplements, §§ 17-20.

use crate::assessment::{Component, ComponentCode, Subject};
use crate::base_rate::{BaseRate, FULL_RATE_AGE};
use crate::case::{Case, Report, pointer};
use crate::conditions::Standing;
use crate::couples::Tie;
use crate::household::{Adult, Child, EkstraBoernetilskud, Person, Visitation};
use crate::kroner::Kroner;
use crate::rule::Rule;

/// A person's base rate and supplements, without fritidstillæg, in the order of the schema.
pub(crate) fn components(
    case: &Case<'_>,
    person: Person,
    adult: &Adult,
    rate: BaseRate,
    standing: &Standing,
) -> Vec<Component> {
    let component =
        |code, paragraph, (amount, parameter): (Kroner, &'static str), included| Component {
            code,
            paragraph,
            person,
            amount,
            included,
            taxable: true,
            count: None,
            parameter,
        };
    let mut components = Vec::with_capacity(4);
    let base = component(
        rate.sats.code(),
        rate.paragraph(),
        rate.sats.amount(case.rates),
        true,
    );
    components.push(base);
    let boernetillaeg = r4_01(case, person, standing);
    if boernetillaeg {
        let amount = (case.rates.boernetillaeg, "boernetillaeg");
        components.push(component(
            ComponentCode::Boernetillaeg,
            "§ 17",
            amount,
            true,
        ));
    }
    if let Some(included) = r4_02(case, person, rate) {
        let amount = (
            case.rates.tillaeg_enlig_forsoerger,
            "tillaeg_enlig_forsoerger",
        );
        let code = ComponentCode::TillaegEnligForsoerger;
        components.push(component(code, "§ 18, stk. 1", amount, included));
    }
    if r4_03(case, person, rate) {
        let amount = (
            case.rates.tillaeg_enlig_ikke_forsoerger,
            "tillaeg_enlig_ikke_forsoerger",
        );
        let code = ComponentCode::TillaegEnligIkkeForsoerger;
        components.push(component(code, "§ 18, stk. 3", amount, true));
    }
    if let Some((amount, included)) = r4_04(case, person, adult, rate, boernetillaeg) {
        components.push(component(
            ComponentCode::Ungetillaeg,
            "§ 19",
            amount,
            included,
        ));
    }
    if r4_05(case, adult, rate) {
        let amount = (case.rates.tilpasningstillaeg, "tilpasningstillaeg");
        components.push(component(
            ComponentCode::Tilpasningstillaeg,
            "§ 20",
            amount,
            true,
        ));
    }
    components
}

/// R4-01: børnetillæg, § 17. One per person who supports an own child; one of them stays in the
/// realm, unless EU law gives the right.
fn r4_01(case: &Case<'_>, person: Person, standing: &Standing) -> bool {
    case.own_children(person)
        .any(|child| child.stays_in_realm || standing.eu_ret)
}

/// R4-02: tillæg til enlige forsørgere, § 18, stk. 1, 2, 5 and 6. `Some(false)` when it is only
/// a possible extra.
fn r4_02(case: &Case<'_>, person: Person, rate: BaseRate) -> Option<bool> {
    let right_rate = matches!(
        rate.sats.code(),
        ComponentCode::Grundsats | ComponentCode::Mindstesats
    );
    if !is_single(case) || !right_rate {
        return None;
    }
    let at_home = case.has_child_at_home(person) == Some(true);
    match case.household.ekstra_boernetilskud? {
        EkstraBoernetilskud::Granted | EkstraBoernetilskud::RefusedOnlyCitizenshipOrAccrual => {
            at_home.then_some(true)
        }
        EkstraBoernetilskud::Applied | EkstraBoernetilskud::NotApplied => at_home.then_some(false),
        EkstraBoernetilskud::ChildPlaced => case
            .own_children(person)
            .any(|child| child.placed_outside_home)
            .then_some(true),
        EkstraBoernetilskud::Refused => None,
    }
}

/// R4-03: tillæg til enlige uden forsørgelsespligt, § 18, stk. 3 and 4.
fn r4_03(case: &Case<'_>, person: Person, rate: BaseRate) -> bool {
    let right_rate = matches!(
        rate.sats.code(),
        ComponentCode::Grundsats | ComponentCode::ForhoejetSats
    );
    is_single(case) && right_rate && case.own_children(person).next().is_none()
}

/// R4-04: særligt ungetillæg, § 19. Not included until the municipality has decided.
fn r4_04(
    case: &Case<'_>,
    person: Person,
    adult: &Adult,
    rate: BaseRate,
    boernetillaeg: bool,
) -> Option<((Kroner, &'static str), bool)> {
    let age = case.age(adult)?;
    if age >= FULL_RATE_AGE || !rate.sats.is_youth_rate() {
        return None;
    }
    let included = match adult.visitation? {
        Visitation::Aktivitetsparat | Visitation::Forrevalidend => true,
        Visitation::NotDecided => false,
        _ => return None,
    };
    let supports_child = case.own_children(person).next().is_some();
    let amount = match (supports_child, boernetillaeg) {
        (true, true) => (case.rates.ungetillaeg_forsoerger, "ungetillaeg_forsoerger"),
        (true, false) => return None,
        (false, _) if age < 25 => (case.rates.ungetillaeg_under_25, "ungetillaeg_under_25"),
        (false, _) => (case.rates.ungetillaeg_25_29, "ungetillaeg_25_29"),
    };
    Some((amount, included))
}

/// R4-05: midlertidigt tilpasningstillæg, § 20. Only who got it for July 2025; never inferred.
fn r4_05(case: &Case<'_>, adult: &Adult, rate: BaseRate) -> bool {
    adult.got_tilpasningstillaeg_july_2025
        && rate.sats.is_youth_rate()
        && case.age(adult).is_some_and(|age| age < FULL_RATE_AGE)
}

pub(crate) fn is_single(case: &Case<'_>) -> bool {
    case.household
        .relationship
        .is_some_and(|relationship| relationship.is_single())
}

/// A child of R4-01 or R7-02 by its age: born, and under 18 or turning 18 on the 1st.
pub(crate) fn is_child_by_age(case: &Case<'_>, child: &Child) -> bool {
    child.date_of_birth.is_some_and(|born| {
        born <= case.first
            && (born.whole_years_until(case.first) < 18 || turns_18_on_the_first(case, child))
    })
}

/// R7-09: the month of the 18th birthday is still paid.
pub(crate) fn turns_18_on_the_first(case: &Case<'_>, child: &Child) -> bool {
    child.date_of_birth.is_some_and(|born| {
        let eve = case.household.month.plus(-1).last();
        born.whole_years_until(case.first) == 18 && born.whole_years_until(eve) == 17
    })
}

/// Section 13.2: the facts of sections 4 and 7 that are needed and unknown.
pub(crate) fn missing(
    case: &Case<'_>,
    tie: Tie,
    rates: [Option<BaseRate>; 2],
    report: &mut Report,
) {
    for (person, rate) in tie.computed().iter().zip(rates) {
        let Some(adult) = case.household.adult(*person) else {
            continue;
        };
        let youth = rate.is_some_and(|rate| rate.sats.is_youth_rate() && !rate.nedsat);
        if youth && adult.visitation.is_none() {
            report.miss(Rule::R4_04, *person, false, pointer(*person, "visitation"));
        }
    }
    let household = Subject::Household;
    let of_computed = |child: &Child| {
        tie.computed()
            .iter()
            .any(|person| child.parents.contains(person))
    };
    for (index, child) in case.household.children.iter().enumerate() {
        let spouse_in_kombination =
            tie == Tie::Kombination && child.parents.contains(&Person::Partner);
        if child.date_of_birth.is_none() && (of_computed(child) || spouse_in_kombination) {
            let field = format!("/children/{index}/date_of_birth");
            report.miss(Rule::R4_01, household, false, field);
        }
        let may_count = is_child_by_age(case, child) && !child.supports_own_family;
        if child.same_address_as.is_none() && may_count && of_computed(child) {
            let field = format!("/children/{index}/same_address_as");
            report.miss(Rule::R7_02, household, false, field);
        }
    }
    let single_parent = is_single(case)
        && case.household.children.iter().any(|child| {
            is_child_by_age(case, child)
                && child.parents.contains(&Person::Applicant)
                && !child.supports_own_family
        });
    if single_parent && case.household.ekstra_boernetilskud.is_none() {
        report.miss(
            Rule::R4_02,
            household,
            false,
            "/ekstra_boernetilskud".into(),
        );
    }
}
