//! Section 7. Other help shown beside the result: boligstøtteloft and fritidstillæg.

use rust_decimal::Decimal;

use crate::assessment::{Component, ComponentCode, HousingBenefitEffect};
use crate::case::Case;
use crate::couples::Tie;
use crate::household::{Child, CohabitantHelp, EkstraBoernetilskud, Person};
use crate::kroner::Kroner;
use crate::order::sort_short;
use crate::supplements::{is_child_by_age, is_single};

/// R7-01: the effect of boligstøtteloft on boligstøtte, § 25 b. `capped` is the number of capped
/// persons.
pub(crate) fn boligstoetteloft(case: &Case<'_>, capped: u32) -> Option<HousingBenefitEffect> {
    let boligstoette = case.household.boligstoette.as_ref()?;
    if boligstoette.exception_25b_3 || capped == 0 {
        return None;
    }
    let members = boligstoette.household_members;
    let share = boligstoette.monthly_amount.decimal() / Decimal::from(members);
    let share_per_member = Kroner::floor(share);
    let cap = case.rates.boligstoetteloft;
    let over = if share_per_member > cap {
        share_per_member - cap
    } else {
        Kroner::ZERO
    };
    let capped_members = if over.is_positive() {
        capped.min(members)
    } else {
        0
    };
    let reduction_total = Kroner::to_oere(over.decimal() * Decimal::from(capped_members));
    Some(HousingBenefitEffect {
        share_per_member,
        cap,
        capped_members,
        reduction_total,
    })
}

/// What section 7 says about fritidstillæg in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fritid {
    pub components: Vec<Component>,
    /// The cohabitant stands in the CPR field of a common child.
    pub samlevende: bool,
    /// A child counts, and only the three months are lacking.
    pub awaits_three_months: bool,
}

/// R7-02: the child counts for the person, § 86.
fn counts_for(case: &Case<'_>, child: &Child, person: Person) -> bool {
    child.parents.contains(&person)
        && child
            .same_address_as
            .as_ref()
            .is_some_and(|with| with.contains(&person))
        && is_child_by_age(case, child)
        && !child.supports_own_family
}

/// R7-06: three consecutive months with right before this one.
fn has_three_months(case: &Case<'_>, person: Person) -> bool {
    case.household.adult(person).is_some_and(|adult| {
        adult.consecutive_months_with_help >= case.rates.fritidstillaeg_karens_maaneder
    })
}

/// R7-02 to R7-09. Whole months only; a part month has none.
pub(crate) fn fritidstillaeg(case: &Case<'_>, tie: Tie, part_month: bool) -> Fritid {
    let mut fritid = Fritid::default();
    if part_month {
        return fritid;
    }
    let mut paid: Vec<(&Child, Person)> = Vec::new();
    for child in &case.household.children {
        let counts = |person: &Person| counts_for(case, child, *person);
        let qualifies = |person: Person| {
            tie.computed().contains(&person) && counts(&person) && has_three_months(case, person)
        };
        let by_field = child.cpr_mor_far_medfar;
        let cohabitant = cohabitant_qualifies(case, tie, child);
        let recipient = match (
            qualifies(Person::Applicant),
            qualifies(Person::Partner) || cohabitant,
        ) {
            (true, true) => by_field,
            (true, false) => Person::Applicant,
            (false, true) => Person::Partner,
            (false, false) => {
                fritid.awaits_three_months |= tie.computed().iter().any(counts);
                continue;
            }
        };
        let to_cohabitant = cohabitant && recipient == Person::Partner;
        fritid.samlevende |= to_cohabitant && qualifies(Person::Applicant);
        paid.push((child, recipient));
    }
    // R7-04: særbørn before common children, older before younger, then the order of the input.
    let rank = |child: &Child| (child.parents.len(), child.date_of_birth);
    sort_short(&mut paid, |(one, _), (next, _)| rank(one) <= rank(next));
    paid.truncate(case.rates.fritidstillaeg_maks_boern as usize);
    if !case.household.receipts_delivered {
        // R7-07: nothing for this month; payment goes on the month after the receipts.
        return fritid;
    }
    for person in tie.computed() {
        let children = paid
            .iter()
            .filter(|(_, recipient)| recipient == person)
            .count() as u32;
        if children > 0 {
            fritid.components.push(component(case, *person, children));
        }
    }
    fritid
}

/// R7-05: a cohabitant who gets help counts as qualifying for a common child on both addresses.
fn cohabitant_qualifies(case: &Case<'_>, tie: Tie, child: &Child) -> bool {
    let gets_help = case.household.partner.as_ref().is_some_and(|partner| {
        partner
            .cohabitant_help
            .is_some_and(|help| help != CohabitantHelp::None)
    });
    tie == Tie::Samlevende
        && gets_help
        && [Person::Applicant, Person::Partner]
            .iter()
            .all(|person| counts_for(case, child, *person))
}

/// R7-03: the amount per child; a quarter for a single provider unless ekstra børnetilskud is
/// refused.
fn component(case: &Case<'_>, person: Person, children: u32) -> Component {
    let refused = case.household.ekstra_boernetilskud == Some(EkstraBoernetilskud::Refused);
    let (per_child, parameter) = if is_single(case) && !refused {
        (
            case.rates.fritidstillaeg_reduceret_pr_barn,
            "fritidstillaeg_reduceret_pr_barn",
        )
    } else {
        (case.rates.fritidstillaeg_pr_barn, "fritidstillaeg_pr_barn")
    };
    Component {
        code: ComponentCode::Fritidstillaeg,
        paragraph: "§ 86",
        person,
        amount: Kroner::to_oere(per_child.decimal() * Decimal::from(children)),
        included: true,
        taxable: false,
        count: Some(children),
        parameter,
    }
}
