//! Section 13. The assessment as the contract wants it: reasons, reservations, next steps and
//! amounts in their exact order.

use crate::assessment::{
    Assessment, Calculation, ComponentCode, Deduction, DeductionCode, HouseholdTotal, NamedReason,
    NetEstimate, NextStep, Outcome, ParametersUsed, PersonNet, PersonTotal, RefusalCode,
    Reservation, RuleOutcome, Status,
};
use crate::base_rate::{self, Sats};
use crate::calendar::{Date, Month};
use crate::case::Case;
use crate::computation::{Calculated, Computation, Prepared, Recipient};
use crate::couples::Tie;
use crate::household::{
    Citizenship, Education, EkstraBoernetilskud, EuRight, FromAbroad, Household, IncomeType,
    Permit, Person, PublicBenefit, SchemaVersion,
};
use crate::income;
use crate::kroner::Kroner;
use crate::net;
use crate::order::sort_short;
use crate::other_help;
use crate::part_months;
use crate::rule::Rule;
use crate::sanctions::{self, Sanktionssats};
use crate::scope;
use crate::supplements::is_single;
use crate::wealth;

/// What the rules give for a household: exactly `schema/assessment.schema.json`.
#[must_use]
pub fn assess(household: &Household) -> Assessment {
    match scope::rates_of(household.month) {
        Ok(rates) => Computation::run(Case::new(household, rates)).assessment(),
        Err(code) => refused(household.month, code),
    }
}

/// S0: no law or no rates for the month.
pub(crate) fn refused(month: Month, code: RefusalCode) -> Assessment {
    Assessment {
        schema_version: SchemaVersion,
        status: Status::Refused,
        refusal_code: Some(code),
        month,
        outcome: None,
        reasons: Vec::new(),
        missing_facts: Vec::new(),
        calculation: None,
        reservations: vec![Reservation::KommunenAfgoer],
        next_steps: vec![NextStep::KontaktKommunen],
        parameters: ParametersUsed {
            version: "none",
            valid_from: None,
            valid_to: None,
        },
    }
}

impl Computation<'_> {
    /// The assessment that the computation comes to.
    pub(crate) fn assessment(&self) -> Assessment {
        let mut reasons = self.report.reasons.clone();
        sort_short(&mut reasons, |one, next| {
            (one.rule, one.person) <= (next.rule, next.person)
        });
        let mut missing_facts = self.report.missing.clone();
        sort_short(&mut missing_facts, |one, next| one <= next);
        missing_facts.dedup_by(|later, earlier| later.pointer == earlier.pointer);
        Assessment {
            schema_version: SchemaVersion,
            status: Status::Assessed,
            refusal_code: None,
            month: self.case.household.month,
            outcome: Some(self.outcome),
            reasons,
            missing_facts,
            calculation: self.calculation(),
            reservations: self.reservations(),
            next_steps: self.next_steps(),
            parameters: ParametersUsed {
                version: self.case.rates.version,
                valid_from: Some(self.case.rates.valid_from),
                valid_to: Some(self.case.rates.valid_to),
            },
        }
    }

    /// The stage that shows amounts, when it was reached.
    pub(crate) fn shown(&self) -> Option<(&Prepared<'_>, &Calculated<Kroner>)> {
        self.prepared.as_ref().zip(self.result.as_ref())
    }

    fn calculation(&self) -> Option<Calculation> {
        let (prepared, result) = self.shown()?;
        let entitled_or_open = self.outcome != Outcome::NotEntitled;
        // R7-11: no fritidstillæg when there is no right.
        let fritid: &[_] = if entitled_or_open {
            &prepared.fritid.components
        } else {
            &[]
        };
        let mut components = Vec::with_capacity(8);
        for recipient in &prepared.recipients {
            components.extend_from_slice(&recipient.components);
            components.extend(
                fritid
                    .iter()
                    .filter(|extra| extra.person == recipient.person),
            );
        }
        let tax_free = |person: Person| -> Kroner {
            fritid
                .iter()
                .filter(|extra| extra.person == person)
                .map(|extra| extra.amount)
                .sum()
        };
        let per_person: Vec<PersonTotal> = prepared
            .recipients
            .iter()
            .zip(&result.deducted)
            .map(|(recipient, deducted)| PersonTotal {
                person: recipient.person,
                help_before_deductions: recipient.help.full,
                help_payable: deducted.payable,
                tax_free: tax_free(recipient.person),
            })
            .collect();
        let total = |of: fn(&PersonTotal) -> Kroner| per_person.iter().map(of).sum::<Kroner>();
        let (before, payable, free) = (
            total(|person| person.help_before_deductions),
            total(|person| person.help_payable),
            total(|person| person.tax_free),
        );
        Some(Calculation {
            basis: self.basis(),
            couple_type: prepared.couple_type,
            components,
            deductions: self.deductions(prepared, result),
            household: HouseholdTotal {
                help_before_deductions: before,
                total_deductions: before - payable,
                help_payable: payable,
                tax_free: free,
                gross_total: payable + free,
            },
            net_estimate: self.net_estimate(prepared, result, &per_person),
            housing_benefit_effect: self.housing_benefit_effect(prepared, result),
            sanction_what_if: self.sanction().map(|(_, what_if)| what_if),
            per_person,
        })
    }

    fn deductions(&self, prepared: &Prepared<'_>, result: &Calculated<Kroner>) -> Vec<Deduction> {
        let mut deductions = Vec::new();
        for (recipient, deducted) in prepared.recipients.iter().zip(&result.deducted) {
            let delmaaned = recipient.help.full - recipient.help.in_month;
            let lines = [
                (DeductionCode::Delmaaned, delmaaned),
                (DeductionCode::Arbejdsindtaegt, deducted.arbejdsindtaegt),
                (DeductionCode::Indkomstloft, deducted.indkomstloft),
                (DeductionCode::Ferie, deducted.ferie),
                (DeductionCode::AndenIndtaegt, deducted.anden_indtaegt),
                (self.spouse_deduction(), deducted.spouse),
                (DeductionCode::MellemUddannelserMaks, deducted.maks),
            ];
            for (code, amount) in lines {
                if amount.is_positive() {
                    let (paragraph, person) = (code.paragraph(), recipient.person);
                    deductions.push(Deduction {
                        code,
                        paragraph,
                        person,
                        amount,
                    });
                }
            }
        }
        deductions
    }

    /// What a spouse's income is called by the type of the couple.
    pub(crate) fn spouse_deduction(&self) -> DeductionCode {
        match self.tie {
            Tie::Kombination => DeductionCode::AegtefaelleOverGraense,
            Tie::Hjemmearbejdende | Tie::UdenRet => DeductionCode::AegtefaelleIndtaegt,
            _ => DeductionCode::AegtefaelleOverloeb,
        }
    }

    fn net_estimate(
        &self,
        prepared: &Prepared<'_>,
        result: &Calculated<Kroner>,
        totals: &[PersonTotal],
    ) -> NetEstimate {
        let tax_rate_pct = net::tax_rate_pct(&self.case);
        let per_person: Vec<PersonNet> = prepared
            .recipients
            .iter()
            .zip(&result.nets)
            .zip(totals)
            .map(|((recipient, net), total)| PersonNet {
                person: recipient.person,
                taxable: net.taxable,
                allowance_used: net.allowance_used,
                tax_rate_pct,
                tax: net.tax,
                atp: net.atp,
                net_taxable_part: net.net_taxable_part,
                tax_free: total.tax_free,
                net_total: net.net_taxable_part + total.tax_free,
                pension_on_top: net.pension_on_top,
            })
            .collect();
        let household_net = per_person.iter().map(|person| person.net_total).sum();
        NetEstimate {
            per_person,
            household_net,
        }
    }

    fn housing_benefit_effect(
        &self,
        prepared: &Prepared<'_>,
        result: &Calculated<Kroner>,
    ) -> Option<crate::assessment::HousingBenefitEffect> {
        if prepared.part_month || self.tie == Tie::Alone {
            return None;
        }
        let apart = self.case.household.relationship
            == Some(crate::household::Relationship::MarriedLivingApart);
        let capped = prepared
            .recipients
            .iter()
            .zip(&result.deducted)
            .filter(|(recipient, deducted)| {
                recipient.rate.sats.is_forhoejet()
                    && !recipient.rate.nedsat
                    && deducted.payable.is_positive()
                    && !(apart && recipient.person == Person::Partner)
            })
            .count();
        other_help::boligstoetteloft(&self.case, capped as u32)
    }

    /// Section 9: asked, for a computed person, and the help is not refused.
    fn sanction(&self) -> Option<(Sanktionssats, crate::assessment::SanctionWhatIf)> {
        let (prepared, _) = self.shown()?;
        let ask = self.case.household.what_if_sanction.as_ref()?;
        let recipient = prepared
            .recipients
            .iter()
            .find(|one| one.person == ask.person)?;
        if self.outcome == Outcome::NotEntitled {
            return None;
        }
        let help = &recipient.help;
        let what_if = sanctions::what_if(&self.case, ask, help.full, help.in_month);
        Some((sanctions::sanktionssats(&self.case, help.full), what_if))
    }

    /// Section 13.3, in byte order.
    fn reservations(&self) -> Vec<Reservation> {
        let mut found = vec![Reservation::KommunenAfgoer];
        let month = self.case.household.month;
        if month.year >= 2026 {
            found.push(Reservation::Satser2026Beregnet);
        }
        if (month.year, month.month) >= (2026, 4) {
            found.push(Reservation::LovstatusEfterMarts2026);
        }
        self.reservations_of_persons(&mut found);
        if self.first_time_test_run {
            found.push(Reservation::Foerstegangsansoegning);
        }
        if let Some((prepared, result)) = self.shown() {
            self.reservations_of_calculation(prepared, result, &mut found);
        }
        let every = Reservation::ALL.iter().copied();
        every.filter(|code| found.contains(code)).collect()
    }

    fn reservations_of_persons(&self, found: &mut Vec<Reservation>) {
        for (person, standing) in self.tie.computed().iter().zip(&self.standings) {
            let Some(adult) = self.case.household.adult(*person) else {
                continue;
            };
            match (
                adult.citizenship,
                adult.eu_right_of_residence,
                adult.residence_permit,
            ) {
                (Some(Citizenship::EuEea), right, _)
                    if standing.eu_ret || right == Some(EuRight::StudentOrSelfSufficient) =>
                {
                    found.push(Reservation::EuRet);
                }
                (Some(Citizenship::Other), _, Some(Permit::EuFamilyMember)) => {
                    found.push(Reservation::EuRet);
                }
                (Some(Citizenship::Other), _, Some(permit)) if permit != Permit::PendingOrNone => {
                    found.push(Reservation::Opholdsgrundlag);
                }
                (Some(Citizenship::Dk), ..) => {
                    if adult.exercised_eu_free_movement && standing.opholdskrav == Some(false) {
                        found.push(Reservation::EuRetDansk);
                    }
                    let first_entry =
                        adult.registered_from_abroad == Some(FromAbroad::FirstEntry1968OrLater);
                    if first_entry && standing.beskaeftigelseskrav == Some(false) {
                        found.push(Reservation::FoersteIndrejseDansk);
                    }
                }
                _ => {}
            }
        }
    }

    fn reservations_of_calculation(
        &self,
        prepared: &Prepared<'_>,
        result: &Calculated<Kroner>,
        found: &mut Vec<Reservation>,
    ) {
        let household = self.case.household;
        let mut when = |holds: bool, code: Reservation| {
            if holds {
                found.push(code);
            }
        };
        when(self.aldersskift(prepared), Reservation::Aldersskift);
        let (_, named) = result.formue;
        when(
            named == Some(NamedReason::FormueDelvis),
            Reservation::FormueDelvis,
        );
        when(
            named == Some(NamedReason::FormueBoligErhverv),
            Reservation::FormueBoligErhverv,
        );
        let asked = household.ekstra_boernetilskud;
        let awaits = matches!(
            asked,
            Some(EkstraBoernetilskud::Applied | EkstraBoernetilskud::NotApplied)
        ) && self.is_single_with_child_at_home();
        when(awaits, Reservation::EkstraBoernetilskudAfventer);
        when(prepared.part_month, Reservation::Delmaaned);
        when(
            household.tax.kommuneskat_pct.is_none(),
            Reservation::SkatGennemsnit,
        );
        when(result.par_hoej_indkomst, Reservation::ParHoejIndkomst);
        let samlevende = prepared.fritid.samlevende && self.outcome != Outcome::NotEntitled;
        when(samlevende, Reservation::FritidstillaegSamlevende);
        if let Some((sats, _)) = self.sanction() {
            when(true, Reservation::SanktionHvadNuHvis);
            let open = matches!(sats, Sanktionssats::Sats2 | Sanktionssats::Sats4);
            when(
                open && household.month.year == 2026,
                Reservation::Sanktionssats2026,
            );
        }
        self.reservations_of_spouse(prepared, &mut when);
        let stk_2_spouse_gets_nothing = prepared
            .recipients
            .iter()
            .zip(&result.deducted)
            .any(|(recipient, deducted)| !recipient.rate.nedsat && !deducted.payable.is_positive());
        let mixed = prepared.recipients.len() == 2
            && prepared
                .recipients
                .iter()
                .any(|recipient| recipient.rate.nedsat);
        when(mixed && stk_2_spouse_gets_nothing, Reservation::BlandetPar);
        for (index, (recipient, deducted)) in
            prepared.recipients.iter().zip(&result.deducted).enumerate()
        {
            let part = |code: ComponentCode| {
                recipient
                    .components
                    .iter()
                    .any(|one| one.code == code && !one.included)
            };
            when(
                part(ComponentCode::Ungetillaeg),
                Reservation::VisitationAfventer,
            );
            let loft = deducted.indkomstloft.is_positive();
            let base = recipient.components.first().map(|base| base.amount);
            when(
                loft && Some(recipient.help.full) != base,
                Reservation::LoftMedTillaeg,
            );
            let other = prepared.incomes[index].other.is_positive();
            when(loft && other, Reservation::LoftOgAndenIndtaegt);
            when(deducted.ferie.is_positive(), Reservation::FerieDagsats);
            let hjemmeboende = recipient.rate.sats.code() == ComponentCode::Hjemmeboendesats
                && !recipient.rate.nedsat;
            let earns = deducted.earnings.is_positive();
            when(hjemmeboende && earns, Reservation::HjemmeboendeIndtaegt);
            let worked = recipient.rate.sats == Sats::Hjemmeboende
                && base_rate::har_arbejdet(&self.case, recipient.adult) == Some(true);
            when(worked, Reservation::HjemmeboendeMed4810Timer);
        }
        for (person, adult) in wealth::spouses(&self.case) {
            let period = self.income_period(prepared, person);
            let mut has = |kind, code| when(income::has(adult, kind, period), code);
            has(IncomeType::LoenUnderSygdom, Reservation::LoenUnderSygdom);
            has(
                IncomeType::SelvstaendigVirksomhed,
                Reservation::SelvstaendigIndtaegt,
            );
            has(IncomeType::AndenIndtaegt, Reservation::AndenIndtaegtUkendt);
        }
    }

    fn reservations_of_spouse(
        &self,
        prepared: &Prepared<'_>,
        when: &mut impl FnMut(bool, Reservation),
    ) {
        let Some(partner) = &self.case.household.partner else {
            return;
        };
        let kombination = self.tie == Tie::Kombination;
        let su = partner.public_benefit == Some(PublicBenefit::Su)
            || partner.adult.education == Some(Education::SuEducation);
        when(kombination, Reservation::Kombinationspar);
        when(kombination && su, Reservation::AegtefaelleSu);
        when(self.tie == Tie::UdenRet, Reservation::AegtefaelleUdenRet);
        let no_own_help = matches!(self.tie, Tie::Hjemmearbejdende | Tie::UdenRet);
        let earns = prepared.incomes[1].net_base.is_positive();
        when(
            no_own_help && earns,
            Reservation::AegtefaelleArbejdsindtaegt,
        );
    }

    /// The period that a spouse's incomes must be paid in, computed or not.
    fn income_period(
        &self,
        prepared: &Prepared<'_>,
        person: Person,
    ) -> Option<part_months::Period> {
        let of_recipient = |one: &&Recipient<'_>| one.person == person;
        match prepared.recipients.iter().find(of_recipient) {
            Some(recipient) => recipient.period,
            None => prepared
                .part_month
                .then(|| part_months::Period::of_household(&self.case)),
        }
    }

    /// R0-04: somebody's age changes what they get on day 2 or later of the month.
    fn aldersskift(&self, prepared: &Prepared<'_>) -> bool {
        let Case { first, last, .. } = self.case;
        let turns = |born: Date, age: i16| {
            born.whole_years_until(first) < age && born.whole_years_until(last) >= age
        };
        prepared.recipients.iter().any(|recipient| {
            let born = recipient.adult.date_of_birth;
            let own = born.is_some_and(|born| {
                turns(born, 25)
                    || turns(born, 30)
                    || (recipient.person == Person::Applicant && turns(born, 18))
            });
            let mut children = self.case.own_children(recipient.person).peekable();
            let last_child = children.peek().is_some()
                && children.all(|child| child.date_of_birth.is_some_and(|born| turns(born, 18)));
            own || last_child
        })
    }

    fn is_single_with_child_at_home(&self) -> bool {
        is_single(&self.case) && self.case.has_child_at_home(Person::Applicant) == Some(true)
    }

    /// Section 13.4, in byte order.
    fn next_steps(&self) -> Vec<NextStep> {
        let reasons = &self.report.reasons;
        let has = |rule: Rule, outcome: RuleOutcome| {
            reasons
                .iter()
                .any(|reason| reason.rule == rule && reason.outcome == outcome)
        };
        let mut steps = Vec::new();
        if has(Rule::R1_09, RuleOutcome::KommunenVurderer) {
            steps.push(NextStep::SoegAndenYdelse);
        }
        if self.outcome == Outcome::NotEntitled {
            steps.push(NextStep::DuKanAltidSoege);
            return in_order(&steps);
        }
        steps.push(NextStep::SoegHosKommunen);
        if has(Rule::R1_14, RuleOutcome::Todo) {
            steps.push(NextStep::TilmeldJobsoegende);
        }
        if has(Rule::R1_15, RuleOutcome::Todo) {
            steps.push(NextStep::Engangshjaelp25a);
        }
        let not_applied =
            self.case.household.ekstra_boernetilskud == Some(EkstraBoernetilskud::NotApplied);
        if not_applied && self.is_single_with_child_at_home() {
            steps.push(NextStep::SoegEkstraBoernetilskud);
        }
        if self
            .shown()
            .is_some_and(|(prepared, _)| prepared.fritid.awaits_three_months)
        {
            steps.push(NextStep::FritidstillaegFoerstEfter3Maaneder);
        }
        in_order(&steps)
    }
}

/// Next steps in the order of the contract.
fn in_order(steps: &[NextStep]) -> Vec<NextStep> {
    let every = NextStep::ALL.iter().copied();
    every.filter(|step| steps.contains(step)).collect()
}
