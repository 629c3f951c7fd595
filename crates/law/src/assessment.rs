//! The output: exactly `schema/assessment.schema.json`.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::calendar::{Date, Month};
use crate::household::{Person, SchemaVersion, choice};
use crate::kroner::Kroner;
use crate::rule::Rule;

/// What the rules give for one household in one month. Guidance, not a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// `"1"`.
    pub schema_version: SchemaVersion,
    /// Assessed, or refused because the month has no law or no rates here.
    pub status: Status,
    /// Why it is refused.
    pub refusal_code: Option<RefusalCode>,
    /// The month.
    pub month: Month,
    /// `None` when refused.
    pub outcome: Option<Outcome>,
    /// One per rule and person, in the order of section 13.6.
    pub reasons: Vec<Reason>,
    /// Facts that are needed and unknown.
    pub missing_facts: Vec<MissingFact>,
    /// The amounts, when they can be computed.
    pub calculation: Option<Calculation>,
    /// What the citizen must know about the result.
    pub reservations: Vec<Reservation>,
    /// What to do now.
    pub next_steps: Vec<NextStep>,
    /// Which parameters were used.
    pub parameters: ParametersUsed,
}

choice! {
    /// Assessed or refused (R0-01).
    Status {
        Assessed = "assessed",
        Refused = "refused",
    }
}

choice! {
    /// Why a month is refused (R0-01).
    RefusalCode {
        IngenSatserForMaaneden = "INGEN_SATSER_FOR_MAANEDEN",
        FoerReformen = "FOER_REFORMEN",
    }
}

choice! {
    /// The result (R1-00).
    Outcome {
        Entitled = "entitled",
        NotEntitled = "not_entitled",
        Uncertain = "uncertain",
    }
}

choice! {
    /// What a rule came to.
    RuleOutcome {
        Met = "met",
        NotMet = "not_met",
        KommunenVurderer = "kommunen_vurderer",
        Todo = "todo",
        NotApplicable = "not_applicable",
        Missing = "missing",
    }
}

choice! {
    /// Whom a reason is about.
    Subject {
        Applicant = "applicant",
        Partner = "partner",
        Household = "household",
    }
}

impl From<Person> for Subject {
    fn from(person: Person) -> Self {
        match person {
            Person::Applicant => Self::Applicant,
            Person::Partner => Self::Partner,
        }
    }
}

/// What one rule came to for one person or the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule.
    pub rule: Rule,
    /// Whom it is about.
    pub person: Subject,
    /// What it came to.
    pub outcome: RuleOutcome,
    /// The rule alone can block the right.
    pub decisive: bool,
    /// A code of its own, where section 13.5 gives one.
    pub named: Option<NamedReason>,
}

choice! {
    /// Reasons with a code of their own (section 13.5).
    NamedReason {
        GiftBorHverForSig = "GIFT_BOR_HVER_FOR_SIG",
        FormueDelvis = "FORMUE_DELVIS",
        FormueBoligErhverv = "FORMUE_BOLIG_ERHVERV",
    }
}

impl Reason {
    /// `R1_07_NOT_MET`, or the code of its own.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.named {
            Some(named) => named.name(),
            None => self.rule.code(self.outcome),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut reason = serializer.serialize_struct("Reason", 6)?;
        reason.serialize_field("rule_id", self.rule.id())?;
        reason.serialize_field("paragraph", self.rule.paragraph())?;
        reason.serialize_field("person", &self.person)?;
        reason.serialize_field("outcome", &self.outcome)?;
        reason.serialize_field("decisive", &self.decisive)?;
        reason.serialize_field("code", self.code())?;
        reason.end()
    }
}

/// A needed fact that is unknown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MissingFact {
    /// JSON pointer of the field.
    pub pointer: String,
    /// The first rule that needs it.
    #[serde(rename = "rule_id")]
    pub rule: Rule,
}

/// The amounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Calculation {
    /// Whether it holds only if the municipality accepts something.
    pub basis: Basis,
    /// How the couple's help is put together.
    pub couple_type: CoupleType,
    /// What the help is made of.
    pub components: Vec<Component>,
    /// What is taken off.
    pub deductions: Vec<Deduction>,
    /// Per computed person.
    pub per_person: Vec<PersonTotal>,
    /// The household.
    pub household: HouseholdTotal,
    /// An estimate of what is left after tax.
    pub net_estimate: NetEstimate,
    /// The effect of boligstøtteloft (R7-01).
    pub housing_benefit_effect: Option<HousingBenefitEffect>,
    /// The sanction that was asked about (section 9).
    pub sanction_what_if: Option<SanctionWhatIf>,
}

choice! {
    /// What the calculation rests on.
    Basis {
        Computed = "computed",
        IfKommunenAccepts = "if_kommunen_accepts",
    }
}

choice! {
    /// How a couple's help is put together (section 5).
    CoupleType {
        None = "none",
        Par26_1 = "par_26_1",
        Blandet26_2 = "blandet_26_2",
        Kombination26_3 = "kombination_26_3",
        Hjemmearbejdende26_4 = "hjemmearbejdende_26_4",
        Samlevende = "samlevende",
    }
}

choice! {
    /// What help is made of, in the order of the schema.
    ComponentCode {
        Grundsats = "GRUNDSATS",
        ForhoejetSats = "FORHOEJET_SATS",
        Mindstesats = "MINDSTESATS",
        Hjemmeboendesats = "HJEMMEBOENDESATS",
        Boernetillaeg = "BOERNETILLAEG",
        TillaegEnligForsoerger = "TILLAEG_ENLIG_FORSOERGER",
        TillaegEnligIkkeForsoerger = "TILLAEG_ENLIG_IKKE_FORSOERGER",
        Ungetillaeg = "UNGETILLAEG",
        Tilpasningstillaeg = "TILPASNINGSTILLAEG",
        Fritidstillaeg = "FRITIDSTILLAEG",
    }
}

/// One part of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Component {
    /// What it is.
    pub code: ComponentCode,
    /// Where it stands in the law.
    pub paragraph: &'static str,
    /// Whose.
    pub person: Person,
    /// Kr. per month.
    pub amount: Kroner,
    /// False: a possible extra, never part of a total.
    pub included: bool,
    /// False for fritidstillæg.
    pub taxable: bool,
    /// Number of children, for fritidstillæg.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The key of its parameter.
    pub parameter: &'static str,
}

choice! {
    /// What is taken off, in the order of the schema.
    DeductionCode {
        Delmaaned = "DELMAANED",
        Arbejdsindtaegt = "ARBEJDSINDTAEGT",
        Indkomstloft = "INDKOMSTLOFT",
        Ferie = "FERIE",
        AndenIndtaegt = "ANDEN_INDTAEGT",
        AegtefaelleOverloeb = "AEGTEFAELLE_OVERLOEB",
        AegtefaelleOverGraense = "AEGTEFAELLE_OVER_GRAENSE",
        AegtefaelleIndtaegt = "AEGTEFAELLE_INDTAEGT",
        MellemUddannelserMaks = "MELLEM_UDDANNELSER_MAKS",
    }
}

impl DeductionCode {
    /// Where it stands in the law (section 13.5).
    #[must_use]
    pub const fn paragraph(self) -> &'static str {
        match self {
            Self::Delmaaned => "§ 13 b, stk. 2",
            Self::Arbejdsindtaegt => "§ 31",
            Self::Indkomstloft => "§ 31, stk. 5",
            Self::Ferie => "§ 32",
            Self::AndenIndtaegt | Self::AegtefaelleOverloeb | Self::AegtefaelleIndtaegt => {
                "§ 30, stk. 1"
            }
            Self::AegtefaelleOverGraense => "§ 30, stk. 2",
            Self::MellemUddannelserMaks => "§ 12, stk. 3",
        }
    }
}

/// One deduction from a person's help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Deduction {
    /// What it is.
    pub code: DeductionCode,
    /// Where it stands in the law.
    pub paragraph: &'static str,
    /// Whose help is reduced.
    pub person: Person,
    /// Kr. per month.
    pub amount: Kroner,
}

/// A computed person's sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PersonTotal {
    /// Who.
    pub person: Person,
    /// Kr. of full help `G`.
    pub help_before_deductions: Kroner,
    /// Kr. payable before tax, without fritidstillæg.
    pub help_payable: Kroner,
    /// Kr. of fritidstillæg.
    pub tax_free: Kroner,
}

/// The household's sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HouseholdTotal {
    /// Kr. of full help.
    pub help_before_deductions: Kroner,
    /// Kr. taken off.
    pub total_deductions: Kroner,
    /// Kr. payable before tax.
    pub help_payable: Kroner,
    /// Kr. of fritidstillæg.
    pub tax_free: Kroner,
    /// `help_payable + tax_free`.
    pub gross_total: Kroner,
}

/// The net, always an estimate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetEstimate {
    /// Per computed person.
    pub per_person: Vec<PersonNet>,
    /// Kr. in hand.
    pub household_net: Kroner,
}

/// A computed person's net (R8-01 to R8-03).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PersonNet {
    /// Who.
    pub person: Person,
    /// Kr. taxed.
    pub taxable: Kroner,
    /// Kr. of the month's personfradrag used.
    pub allowance_used: Kroner,
    /// Per cent.
    #[serde(serialize_with = "three_decimals")]
    pub tax_rate_pct: Decimal,
    /// Kr. of tax.
    pub tax: Kroner,
    /// Kr. of own ATP.
    pub atp: Kroner,
    /// `taxable - tax - atp`.
    pub net_taxable_part: Kroner,
    /// Kr. of fritidstillæg.
    pub tax_free: Kroner,
    /// Kr. in hand.
    pub net_total: Kroner,
    /// Kr. of obligatorisk pension, paid by the state on top.
    pub pension_on_top: Kroner,
}

fn three_decimals<S: Serializer>(rate: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    let mut rate = *rate;
    rate.rescale(3);
    serializer.collect_str(&rate)
}

/// R7-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HousingBenefitEffect {
    /// Whole kr. of boligstøtte per member.
    pub share_per_member: Kroner,
    /// Kr. of the cap.
    pub cap: Kroner,
    /// How many are capped.
    pub capped_members: u32,
    /// Kr. less boligstøtte.
    pub reduction_total: Kroner,
}

/// Section 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SanctionWhatIf {
    /// Kr. per day.
    pub rate: Kroner,
    /// Days or rates.
    pub units: u32,
    /// Kr., never more than the month's help.
    pub amount: Kroner,
    /// Where it stands in the law.
    pub paragraph: &'static str,
}

choice! {
    /// What the citizen must know about the result (section 13.3), in byte order.
    Reservation {
        AegtefaelleArbejdsindtaegt = "AEGTEFAELLE_ARBEJDSINDTAEGT",
        AegtefaelleSu = "AEGTEFAELLE_SU",
        AegtefaelleUdenRet = "AEGTEFAELLE_UDEN_RET",
        Aldersskift = "ALDERSSKIFT",
        AndenIndtaegtUkendt = "ANDEN_INDTAEGT_UKENDT",
        BlandetPar = "BLANDET_PAR",
        Delmaaned = "DELMAANED",
        EkstraBoernetilskudAfventer = "EKSTRA_BOERNETILSKUD_AFVENTER",
        EuRet = "EU_RET",
        EuRetDansk = "EU_RET_DANSK",
        FerieDagsats = "FERIE_DAGSATS",
        Foerstegangsansoegning = "FOERSTEGANGSANSOEGNING",
        FoersteIndrejseDansk = "FOERSTE_INDREJSE_DANSK",
        FormueBoligErhverv = "FORMUE_BOLIG_ERHVERV",
        FormueDelvis = "FORMUE_DELVIS",
        FritidstillaegSamlevende = "FRITIDSTILLAEG_SAMLEVENDE",
        HjemmeboendeIndtaegt = "HJEMMEBOENDE_INDTAEGT",
        HjemmeboendeMed4810Timer = "HJEMMEBOENDE_MED_4810_TIMER",
        Kombinationspar = "KOMBINATIONSPAR",
        KommunenAfgoer = "KOMMUNEN_AFGOER",
        LoenUnderSygdom = "LOEN_UNDER_SYGDOM",
        LoftMedTillaeg = "LOFT_MED_TILLAEG",
        LoftOgAndenIndtaegt = "LOFT_OG_ANDEN_INDTAEGT",
        LovstatusEfterMarts2026 = "LOVSTATUS_EFTER_MARTS_2026",
        Opholdsgrundlag = "OPHOLDSGRUNDLAG",
        ParHoejIndkomst = "PAR_HOEJ_INDKOMST",
        Sanktionssats2026 = "SANKTIONSSATS_2026",
        SanktionHvadNuHvis = "SANKTION_HVAD_NU_HVIS",
        Satser2026Beregnet = "SATSER_2026_BEREGNET",
        SelvstaendigIndtaegt = "SELVSTAENDIG_INDTAEGT",
        SkatGennemsnit = "SKAT_GENNEMSNIT",
        VisitationAfventer = "VISITATION_AFVENTER",
    }
}

choice! {
    /// What to do now (section 13.4), in byte order.
    NextStep {
        DuKanAltidSoege = "DU_KAN_ALTID_SOEGE",
        Engangshjaelp25a = "ENGANGSHJAELP_25A",
        FritidstillaegFoerstEfter3Maaneder = "FRITIDSTILLAEG_FOERST_EFTER_3_MAANEDER",
        KontaktKommunen = "KONTAKT_KOMMUNEN",
        SoegAndenYdelse = "SOEG_ANDEN_YDELSE",
        SoegEkstraBoernetilskud = "SOEG_EKSTRA_BOERNETILSKUD",
        SoegHosKommunen = "SOEG_HOS_KOMMUNEN",
        TilmeldJobsoegende = "TILMELD_JOBSOEGENDE",
    }
}

/// The parameter table that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ParametersUsed {
    /// Named after the first month that it holds for; `none` when refused.
    pub version: &'static str,
    /// First day.
    pub valid_from: Option<Date>,
    /// Last day.
    pub valid_to: Option<Date>,
}
