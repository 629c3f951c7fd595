//! The input: one household in one calendar month (`schema/household.schema.json`).
//!
//! A field that is `None` is a fact nobody knows yet. Whether that matters is for the rules to say
//! (section 13.2); a field that cannot be `None` has the default that the schema states.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::calendar::{Date, Month};
use crate::json::{self, At, Fields, Invalid, InvalidCode, Json, Read};
use crate::kroner::Kroner;
use rust_decimal::Decimal;

/// A closed set of answers with the words that the contract uses for them.
macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* #[doc = concat!("`", $word, "`")] $variant,)+ }

        impl $name {
            /// Every value, in the order of the schema.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of the contract.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value for a word of the contract.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }

        impl $crate::json::Read for $name {
            fn read(
                json: &$crate::json::Json<'_>,
                at: &$crate::json::At<'_>,
            ) -> Result<Self, $crate::json::Invalid> {
                $crate::json::choice(json, at, Self::ALL, Self::name)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}
pub(crate) use choice;

/// The fields of an object: name, type, default if it has one, and a reader where the type alone
/// does not say what is allowed. What equals its default is not written.
macro_rules! record {
    (
        $(#[$about:meta])*
        $name:ident $(flattens $inner:ident : $inner_type:ty)? {
            $($(#[$doc:meta])* $field:ident : $type:ty $(= $default:expr)? $(; $read:expr)?,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name {
            $(/// The facts that both adults have.
            pub $inner: $inner_type,)?
            $($(#[$doc])* pub $field: $type,)+
        }

        impl $name {
            const KEYS: &'static [&'static str] = &[$(key(stringify!($field))),+];

            fn from_fields(fields: &Fields<'_, '_>) -> Result<Self, Invalid> {
                Ok(Self {
                    $($inner: <$inner_type>::from_fields(fields)?,)?
                    $($field: fields.field(
                        key(stringify!($field)),
                        record!(@default $($default)?),
                        record!(@read $type $(; $read)?),
                    )?,)+
                })
            }

            fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(self.$inner.write(map)?;)?
                $({
                    let default: Option<$type> = record!(@default $($default)?);
                    if default.as_ref() != Some(&self.$field) {
                        map.serialize_entry(key(stringify!($field)), &self.$field)?;
                    }
                })+
                Ok(())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                self.write(&mut map)?;
                map.end()
            }
        }
    };
    (@default) => { None };
    (@default $default:expr) => { Some($default) };
    (@read $type:ty) => { <$type as Read>::read };
    (@read $type:ty; $read:expr) => { $read };
}

choice! {
    /// Who of the two adults.
    Person {
        Applicant = "applicant",
        Partner = "partner",
    }
}

choice! {
    /// How the applicant lives (R5-01).
    Relationship {
        Single = "single",
        Married = "married",
        SeparatedOrDivorced = "separated_or_divorced",
        Cohabiting = "cohabiting",
        MarriedLivingApart = "married_living_apart",
    }
}

impl Relationship {
    /// `single` and `separated_or_divorced` (section 4).
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Single | Self::SeparatedOrDivorced)
    }

    /// `married` and `married_living_apart`: the other adult is a spouse.
    #[must_use]
    pub const fn is_married(self) -> bool {
        matches!(self, Self::Married | Self::MarriedLivingApart)
    }
}

choice! {
    /// Citizenship (R1-03).
    Citizenship {
        Dk = "dk",
        EuEea = "eu_eea",
        Other = "other",
    }
}

choice! {
    /// The basis of stay under EU rules (R1-03, R1-04).
    EuRight {
        WorkerOrSelfEmployed = "worker_or_self_employed",
        RetainedWorker = "retained_worker",
        PermanentResidence = "permanent_residence",
        FamilyMember = "family_member",
        StudentOrSelfSufficient = "student_or_self_sufficient",
        FirstTimeJobseeker = "first_time_jobseeker",
        FirstThreeMonths = "first_three_months",
    }
}

choice! {
    /// The residence permit of a citizen of a third country (R1-02, R1-03).
    Permit {
        Refugee = "refugee",
        FamilyReunified = "family_reunified",
        Permanent = "permanent",
        UkraineSpecialAct = "ukraine_special_act",
        EuFamilyMember = "eu_family_member",
        WorkOrStudy = "work_or_study",
        PendingOrNone = "pending_or_none",
    }
}

choice! {
    /// Registered in Denmark as coming from abroad (R1-18).
    FromAbroad {
        Never = "never",
        FirstEntry1968OrLater = "first_entry_1968_or_later",
        AfterMoreThan12MonthsAbroad1968OrLater = "after_more_than_12_months_abroad_1968_or_later",
        Before1968Only = "before_1968_only",
    }
}

choice! {
    /// The municipality's classification (R4-04, R1-14).
    Visitation {
        Jobparat = "jobparat",
        Uddannelsesparat = "uddannelsesparat",
        AabenlystUddannelsesparat = "aabenlyst_uddannelsesparat",
        Aktivitetsparat = "aktivitetsparat",
        Forrevalidend = "forrevalidend",
        NotDecided = "not_decided",
    }
}

choice! {
    /// Education (R1-10, R5-04).
    Education {
        None = "none",
        SuEducation = "su_education",
        Stu = "stu",
        ApprovedMinorCourse = "approved_minor_course",
        StartedByUddannelsespaalaegWaitingForSu = "started_by_uddannelsespaalaeg_waiting_for_su",
        BetweenTwoEducations = "between_two_educations",
        OnLeaveFromEducation = "on_leave_from_education",
        ExceptionBek784 = "exception_bek_784",
    }
}

choice! {
    /// Can and will take work, offers or education (R1-12, R1-13).
    Availability {
        Yes = "yes",
        LeaveBirthAdoptionGrief = "leave_birth_adoption_grief",
        ReasonableGround = "reasonable_ground",
        No = "no",
    }
}

choice! {
    /// Running a business (R1-16).
    SelfEmployment {
        No = "no",
        Running = "running",
        Closing = "closing",
    }
}

choice! {
    /// Abroad in the month (R1-05).
    Abroad {
        No = "no",
        ShortStayOrOneNight = "short_stay_or_one_night",
        AgreedHoliday = "agreed_holiday",
        KommuneApproved = "kommune_approved",
        Yes = "yes",
    }
}

choice! {
    /// A public benefit that the spouse lives on (R5-04).
    PublicBenefit {
        None = "none",
        Dagpenge = "dagpenge",
        Sygedagpenge = "sygedagpenge",
        Barselsdagpenge = "barselsdagpenge",
        Foertidspension = "foertidspension",
        Seniorpension = "seniorpension",
        TidligPension = "tidlig_pension",
        Folkepension = "folkepension",
        Efterloen = "efterloen",
        Fleksydelse = "fleksydelse",
        Fleksloentilskud = "fleksloentilskud",
        Ressourceforloebsydelse = "ressourceforloebsydelse",
        Ledighedsydelse = "ledighedsydelse",
        Revalideringsydelse = "revalideringsydelse",
        Su = "su",
        TilskudPasningEgneBoern86 = "tilskud_pasning_egne_boern_86",
        Igu = "igu",
        Other = "other",
    }
}

choice! {
    /// The help that a cohabitant gets (R5-03).
    CohabitantHelp {
        None = "none",
        Section16_1 = "section_16_1",
        Section16_2 = "section_16_2",
    }
}

choice! {
    /// Ekstra børnetilskud from Udbetaling Danmark (R4-02).
    EkstraBoernetilskud {
        Granted = "granted",
        RefusedOnlyCitizenshipOrAccrual = "refused_only_citizenship_or_accrual",
        ChildPlaced = "child_placed",
        Applied = "applied",
        NotApplied = "not_applied",
        Refused = "refused",
    }
}

choice! {
    /// What changed, so that the applicant cannot support themselves (R1-07).
    ApplicationReason {
        Unemployment = "unemployment",
        Illness = "illness",
        RelationshipEnded = "relationship_ended",
        OtherChange = "other_change",
        NoChange = "no_change",
    }
}

choice! {
    /// Can the need be covered by another benefit (R1-09)?
    OtherSupport {
        None = "none",
        ReceivesAndEnteredAsIncome = "receives_and_entered_as_income",
        CouldApplyElsewhere = "could_apply_elsewhere",
    }
}

choice! {
    /// Which sanction to ask about (section 9).
    SanctionRule {
        Section36 = "36",
        Section37 = "37",
        Section37a = "37a",
        Section38 = "38",
        Sections39And40 = "39_40",
    }
}

choice! {
    /// Kinds of income (R6-01).
    IncomeType {
        Arbejdsindtaegt = "arbejdsindtaegt",
        LoenUnderSygdom = "loen_under_sygdom",
        Dagpenge = "dagpenge",
        Sygedagpenge = "sygedagpenge",
        Barselsdagpenge = "barselsdagpenge",
        OffentligPension = "offentlig_pension",
        Su = "su",
        AndenOffentligYdelse = "anden_offentlig_ydelse",
        Aegtefaellebidrag = "aegtefaellebidrag",
        PrivatPensionEllerForsikring = "privat_pension_eller_forsikring",
        Kapitalindkomst = "kapitalindkomst",
        Lejeindtaegt = "lejeindtaegt",
        LejeindtaegtEnLogerende = "lejeindtaegt_en_logerende",
        HonorarUdenArbejde = "honorar_uden_arbejde",
        Fratraedelsesgodtgoerelse = "fratraedelsesgodtgoerelse",
        SelvstaendigVirksomhed = "selvstaendig_virksomhed",
        FeriepengeKontant = "feriepenge_kontant",
        FeriepengeAfholdtFerie = "feriepenge_afholdt_ferie",
        TilskudPasningEgneBoern = "tilskud_pasning_egne_boern",
        BoernIndtaegt = "boern_indtaegt",
        Valgvederlag = "valgvederlag",
        LegatEllerSocialFond = "legat_eller_social_fond",
        GodtgoerelseLab175176 = "godtgoerelse_lab_175_176",
        Transportgodtgoerelse = "transportgodtgoerelse",
        EfterbetalingOffentligYdelse = "efterbetaling_offentlig_ydelse",
        Kulturpas = "kulturpas",
        InvaliditetsydelsePlejetillaeg = "invaliditetsydelse_plejetillaeg",
        Personskadeerstatning = "personskadeerstatning",
        UddannelsesgodtgoerelseAegtefaelle = "uddannelsesgodtgoerelse_aegtefaelle",
        SocialtFrikort = "socialt_frikort",
        AndenIndtaegt = "anden_indtaegt",
    }
}

choice! {
    /// Kinds of wealth (R2-02).
    AssetType {
        KontanterBank = "kontanter_bank",
        Vaerdipapirer = "vaerdipapirer",
        Koeretoej = "koeretoej",
        KoeretoejNoedvendigtForArbejde = "koeretoej_noedvendigt_for_arbejde",
        EgenBoligFrivaerdi = "egen_bolig_frivaerdi",
        AndenFastEjendom = "anden_fast_ejendom",
        CampingvognEllerBaad = "campingvogn_eller_baad",
        Vaerdigenstande = "vaerdigenstande",
        Tilgodehavende = "tilgodehavende",
        GaveEllerLaanModtaget = "gave_eller_laan_modtaget",
        PensionsopsparingMedTilbagekoeb = "pensionsopsparing_med_tilbagekoeb",
        ObligatoriskArbejdsgiverpension = "obligatorisk_arbejdsgiverpension",
        EfterloensbidragUdbetalt = "efterloensbidrag_udbetalt",
        EfterbetalingOffentligYdelse = "efterbetaling_offentlig_ydelse",
        Erhvervsevnetabserstatning = "erhvervsevnetabserstatning",
        MenEllerIkkeoekonomiskSkade = "men_eller_ikkeoekonomisk_skade",
        LegatEllerSocialFond = "legat_eller_social_fond",
        Kulturpas = "kulturpas",
        KritiskSygdomEngangsbeloeb = "kritisk_sygdom_engangsbeloeb",
        BarnsEgenFormue = "barns_egen_formue",
        AndenFormue = "anden_formue",
    }
}

record! {
    /// One household in one calendar month.
    Household {
        /// `"1"`.
        schema_version: SchemaVersion,
        /// The calendar month that the help is for.
        month: Month,
        /// How the applicant lives.
        relationship: Option<Relationship>,
        /// Who asks.
        applicant: Adult,
        /// Spouse or cohabitant.
        partner: Option<Partner> = None,
        /// Every child under 18 that one of the two has a duty to support.
        children: Vec<Child> = Vec::new(); json::list(30),
        /// Single parents: ekstra børnetilskud.
        ekstra_boernetilskud: Option<EkstraBoernetilskud> = None,
        /// About the application.
        application: Application,
        /// False: receipts for fritidstillæg were due and not delivered (R7-07).
        receipts_delivered: bool = true,
        /// Shows the effect of boligstøtteloft (R7-01).
        boligstoette: Option<Boligstoette> = None,
        /// For the net estimate.
        tax: Tax = Tax::AVERAGE,
        /// A what-if of section 9.
        what_if_sanction: Option<WhatIfSanction> = None,
    }
}

record! {
    /// What is asked about both adults.
    Adult {
        /// Date of birth.
        date_of_birth: Option<Date>,
        /// Citizenship.
        citizenship: Option<Citizenship>,
        /// Basis of stay under EU rules.
        eu_right_of_residence: Option<EuRight> = None,
        /// Residence permit.
        residence_permit: Option<Permit> = None,
        /// Danish citizens: worked or lived in another EU/EØS country and returned (R1-22).
        exercised_eu_free_movement: bool = false,
        /// Months with address in the realm in the last 10 years (R1-17).
        months_in_realm_last_120: Option<u32> = None; json::nullable(json::whole(0..=120)),
        /// Registered as coming from abroad (R1-18).
        registered_from_abroad: Option<FromAbroad> = None,
        /// Equated with persons born here, § 11, stk. 12.
        equated_with_born_here: bool = false,
        /// Hours of ordinary work in the realm in the last 10 years.
        ordinary_work_hours_realm_last_10_years: Option<u32> = None;
            json::nullable(json::whole(0..=40_000)),
        /// Hours of ordinary work in other EU/EØS countries in the last 10 years.
        ordinary_work_hours_eu_eea_last_10_years: u32 = 0; json::whole(0..=40_000),
        /// A municipality decided earlier that the beskæftigelseskrav is met.
        work_requirement_met_earlier: bool = false,
        /// False: § 11, stk. 13 (R1-19).
        can_document_residence_and_work: bool = true,
        /// Lives with one or both parents (R3-01).
        lives_with_parents: Option<bool> = None,
        /// The municipality's classification.
        visitation: Option<Visitation> = None,
        /// Education.
        education: Option<Education> = None,
        /// Availability.
        availability: Option<Availability> = None,
        /// Registered as jobseeker (R1-14).
        registered_as_jobseeker: Option<bool> = None,
        /// Runs a business.
        self_employment: SelfEmployment = SelfEmployment::No,
        /// Abroad in the month.
        abroad: Abroad = Abroad::No,
        /// In prison, detained or under a sentence (R1-06).
        detained_or_sentenced: bool = false,
        /// Reduced pension, §§ 27 a and 27 b (R1-20).
        partial_pension_or_faroe_greenland_pension: bool = false,
        /// Whole months in a row with the right to help, up to last month.
        consecutive_months_with_help: u32 = 0; json::whole(0..=600),
        /// The last month with help (R6-07).
        last_month_with_help: Option<LastMonth> = None,
        /// Got tilpasningstillæg for July 2025 (R4-05).
        got_tilpasningstillaeg_july_2025: bool = false,
        /// Kr. of STU earnings already disregarded this calendar year (R6-08).
        stu_earnings_disregarded_this_year: Kroner = Kroner::ZERO,
        /// All income paid in the month.
        incomes: Vec<Income> = Vec::new(); json::list(100),
        /// All assets.
        wealth: Vec<Asset> = Vec::new(); json::list(100),
        /// Works full time in an ordinary job (R10-05, R1-13).
        works_full_time: bool = false,
        /// Kr. earned with socialt frikort earlier in the calendar year.
        socialt_frikort_used_this_year: Kroner = Kroner::ZERO,
    }
}

record! {
    /// The spouse or cohabitant.
    Partner flattens adult: Adult {
        /// A public benefit to live on (R5-04).
        public_benefit: Option<PublicBenefit> = None,
        /// Has chosen not to be available, § 13, stk. 11 (R5-05).
        opted_out_of_availability: bool = false,
        /// Cohabitants: the help that the partner gets (R5-03).
        cohabitant_help: Option<CohabitantHelp> = None,
    }
}

record! {
    /// A child.
    Child {
        /// Date of birth.
        date_of_birth: Option<Date>,
        /// Who of the two has the duty of support.
        parents: Vec<Person>; parents,
        /// Whose CPR address the child shares.
        same_address_as: Option<Vec<Person>> = None; json::nullable(json::distinct),
        /// Stays in the realm (R4-01).
        stays_in_realm: bool = true,
        /// Placed outside the home by the municipality.
        placed_outside_home: bool = false,
        /// Has an own spouse or child to support, § 2, stk. 3.
        supports_own_family: bool = false,
        /// Who stands in the CPR field "mor/far/medfar" (R7-05).
        cpr_mor_far_medfar: Person = Person::Applicant,
    }
}

record! {
    /// About the application.
    Application {
        /// What changed.
        reason: Option<ApplicationReason>,
        /// Other benefits.
        other_support: Option<OtherSupport> = None,
        /// First contact to the municipality about help (R10-03).
        first_contact_on: Option<Date> = None,
        /// Last day with right (R10-03).
        right_ends_on: Option<Date> = None,
        /// Whole months since the application (R2-02).
        months_since_application: Option<u32> = Some(0); json::nullable(json::whole(0..=600)),
    }
}

record! {
    /// Boligstøtte for the home.
    Boligstoette {
        /// Kr. per month.
        monthly_amount: Kroner,
        /// People in the boligstøtte calculation.
        household_members: u32; json::whole(1..=30),
        /// One of the exceptions in § 25 b, stk. 3.
        exception_25b_3: bool = false,
    }
}

record! {
    /// Tax rates in per cent.
    Tax {
        /// `None`: the national average of the year.
        kommuneskat_pct: Option<Percent> = None; json::nullable(kommuneskat),
        /// 0 for those who are not members.
        kirkeskat_pct: Percent = Percent::ZERO; kirkeskat,
    }
}

impl Tax {
    /// Average kommuneskat, no kirkeskat.
    pub const AVERAGE: Self = Self {
        kommuneskat_pct: None,
        kirkeskat_pct: Percent::ZERO,
    };
}

record! {
    /// A sanction to ask about.
    WhatIfSanction {
        /// Whose.
        person: Person,
        /// Which.
        rule: SanctionRule,
        /// Days, for §§ 36-38.
        days: u32 = 1; json::whole(1..=31),
    }
}

record! {
    /// One income, paid out in the month (R6-11).
    Income {
        /// Kind.
        r#type: IncomeType,
        /// Gross kr. before tax.
        amount: Option<Kroner>,
        /// Kr. of own ATP.
        atp: Kroner = Kroner::ZERO,
        /// Kr. of arbejdsmarkedsbidrag.
        am_bidrag: Kroner = Kroner::ZERO,
        /// Kr. of holiday pay set aside.
        henlagte_feriepenge: Kroner = Kroner::ZERO,
        /// Kr. of own contribution to a collective pension scheme.
        kollektiv_pension: Kroner = Kroner::ZERO,
        /// Days of a five-day week that the holiday pay covers.
        holiday_days: Option<u32> = None; json::nullable(json::whole(0..=30)),
        /// Agreed holiday with help, § 13, stk. 12-13.
        has_holiday_right: Option<bool> = None,
        /// Day of payment, used in a part month.
        paid_on: Option<Date> = None,
    }
}

record! {
    /// One asset.
    Asset {
        /// Kind.
        r#type: AssetType,
        /// Value in kr.
        amount: Option<Kroner>,
        /// Kr. of debt secured on it.
        secured_debt: Kroner = Kroner::ZERO,
        /// Day of payout.
        paid_out_on: Option<Date> = None,
    }
}

/// The key of a field: `type` is a word of the language and stands as `r#type` in the code.
const fn key(field: &'static str) -> &'static str {
    match field.as_bytes() {
        b"r#type" => "type",
        _ => field,
    }
}

macro_rules! read_record {
    ($($name:ident $(+ $inner:ty)?),+) => { $(
        impl Read for $name {
            fn read(json: &Json<'_>, at: &At<'_>) -> Result<Self, Invalid> {
                Self::from_fields(&Fields::open(json, at, &[Self::KEYS $(, <$inner>::KEYS)?])?)
            }
        }
    )+ };
}
read_record!(
    Household,
    Adult,
    Partner + Adult,
    Child,
    Application,
    Boligstoette,
    Tax,
    WhatIfSanction,
    Income,
    Asset
);

/// The version of the contract: `"1"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SchemaVersion;

impl Read for SchemaVersion {
    fn read(json: &Json<'_>, at: &At<'_>) -> Result<Self, Invalid> {
        json::choice(json, at, &[Self], |_| "1")
    }
}

impl Serialize for SchemaVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("1")
    }
}

/// The last month with help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LastMonth {
    /// Never had help.
    Never,
    /// This month.
    In(Month),
}

impl Read for LastMonth {
    fn read(json: &Json<'_>, at: &At<'_>) -> Result<Self, Invalid> {
        json::parsed(
            json,
            at,
            "a month like \"2026-11\", or \"never\"",
            |text| match text {
                "never" => Some(Self::Never),
                month => Month::parse(month).map(Self::In),
            },
        )
    }
}

impl Serialize for LastMonth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Never => serializer.serialize_str("never"),
            Self::In(month) => month.serialize(serializer),
        }
    }
}

/// A tax rate in per cent, with at most three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Percent(pub Decimal);

impl Percent {
    /// `"0.0"`.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// A rate with `most` at most as its whole part, like `"25.049"`.
    #[must_use]
    pub fn parse(text: &str, most: u8) -> Option<Self> {
        let (whole, decimals) = text.split_once('.')?;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let whole_digits = 1..=(1 + usize::from(most > 9));
        if !whole_digits.contains(&whole.len())
            || !(1..=3).contains(&decimals.len())
            || !digits(whole)
            || !digits(decimals)
            || whole.parse::<u8>().ok()? > most
        {
            return None;
        }
        let thousandths = format!("{whole}{decimals:0<3}").parse().ok()?;
        Some(Self(Decimal::new(thousandths, 3)))
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rate = self.0;
        rate.rescale(3);
        serializer.collect_str(&rate)
    }
}

fn kommuneskat(json: &Json<'_>, at: &At<'_>) -> Result<Percent, Invalid> {
    json::parsed(
        json,
        at,
        "a rate below 40 with one to three decimals, like \"25.049\"",
        |text| Percent::parse(text, 39),
    )
}

fn kirkeskat(json: &Json<'_>, at: &At<'_>) -> Result<Percent, Invalid> {
    json::parsed(
        json,
        at,
        "a rate below 10 with one to three decimals, like \"0.867\"",
        |text| Percent::parse(text, 9),
    )
}

fn parents(json: &Json<'_>, at: &At<'_>) -> Result<Vec<Person>, Invalid> {
    let parents: Vec<Person> = json::distinct(json, at)?;
    if parents.is_empty() {
        return at.refuse(InvalidCode::Length, "at least one parent is needed here");
    }
    Ok(parents)
}

impl Adult {
    /// An adult of whom nothing is known yet.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            date_of_birth: None,
            citizenship: None,
            eu_right_of_residence: None,
            residence_permit: None,
            exercised_eu_free_movement: false,
            months_in_realm_last_120: None,
            registered_from_abroad: None,
            equated_with_born_here: false,
            ordinary_work_hours_realm_last_10_years: None,
            ordinary_work_hours_eu_eea_last_10_years: 0,
            work_requirement_met_earlier: false,
            can_document_residence_and_work: true,
            lives_with_parents: None,
            visitation: None,
            education: None,
            availability: None,
            registered_as_jobseeker: None,
            self_employment: SelfEmployment::No,
            abroad: Abroad::No,
            detained_or_sentenced: false,
            partial_pension_or_faroe_greenland_pension: false,
            consecutive_months_with_help: 0,
            last_month_with_help: None,
            got_tilpasningstillaeg_july_2025: false,
            stu_earnings_disregarded_this_year: Kroner::ZERO,
            incomes: Vec::new(),
            wealth: Vec::new(),
            works_full_time: false,
            socialt_frikort_used_this_year: Kroner::ZERO,
        }
    }
}

impl Partner {
    /// A partner of whom nothing is known yet.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            adult: Adult::unknown(),
            public_benefit: None,
            opted_out_of_availability: false,
            cohabitant_help: None,
        }
    }
}

impl Income {
    /// An income of an amount that is not known yet.
    #[must_use]
    pub fn unknown(r#type: IncomeType) -> Self {
        Self {
            r#type,
            amount: None,
            atp: Kroner::ZERO,
            am_bidrag: Kroner::ZERO,
            henlagte_feriepenge: Kroner::ZERO,
            kollektiv_pension: Kroner::ZERO,
            holiday_days: None,
            has_holiday_right: None,
            paid_on: None,
        }
    }
}

impl Household {
    /// A household of which only the month is known.
    #[must_use]
    pub fn unknown(month: Month) -> Self {
        Self {
            schema_version: SchemaVersion,
            month,
            relationship: None,
            applicant: Adult::unknown(),
            partner: None,
            children: Vec::new(),
            ekstra_boernetilskud: None,
            application: Application {
                reason: None,
                other_support: None,
                first_contact_on: None,
                right_ends_on: None,
                months_since_application: Some(0),
            },
            receipts_delivered: true,
            boligstoette: None,
            tax: Tax::AVERAGE,
            what_if_sanction: None,
        }
    }

    /// Reads a household from JSON and refuses all that breaks the contract (R0-10).
    ///
    /// # Errors
    /// The first breach, with its JSON pointer and what is allowed there.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Invalid> {
        let json = Json::parse(bytes)?;
        let household = Self::read(&json, &At::ROOT)?;
        household.check_partner()?;
        Ok(household)
    }

    /// The adult, if there is one.
    #[must_use]
    pub fn adult(&self, person: Person) -> Option<&Adult> {
        match person {
            Person::Applicant => Some(&self.applicant),
            Person::Partner => self.partner.as_ref().map(|partner| &partner.adult),
        }
    }

    pub(crate) fn adult_mut(&mut self, person: Person) -> Option<&mut Adult> {
        match person {
            Person::Applicant => Some(&mut self.applicant),
            Person::Partner => self.partner.as_mut().map(|partner| &mut partner.adult),
        }
    }

    fn check_partner(&self) -> Result<(), Invalid> {
        let root = At::ROOT;
        let refuse = InvalidCode::PartnerNotAllowed;
        match self.relationship {
            Some(
                Relationship::Married | Relationship::MarriedLivingApart | Relationship::Cohabiting,
            ) if self.partner.is_none() => {
                return root.key("partner").refuse(
                    InvalidCode::PartnerRequired,
                    "this relationship needs a partner",
                );
            }
            Some(relationship) if relationship.is_single() && self.partner.is_some() => {
                return root
                    .key("partner")
                    .refuse(refuse, "a single applicant has no partner");
            }
            _ => {}
        }
        if self.partner.is_some() {
            return Ok(());
        }
        let no_partner = "there is no partner in this household";
        let children = root.key("children");
        for (index, child) in self.children.iter().enumerate() {
            let child_at = children.index(index);
            if child.parents.contains(&Person::Partner) {
                return child_at.key("parents").refuse(refuse, no_partner);
            }
            if child
                .same_address_as
                .as_ref()
                .is_some_and(|with| with.contains(&Person::Partner))
            {
                return child_at.key("same_address_as").refuse(refuse, no_partner);
            }
        }
        if self
            .what_if_sanction
            .as_ref()
            .is_some_and(|ask| ask.person == Person::Partner)
        {
            return root
                .key("what_if_sanction")
                .key("person")
                .refuse(refuse, no_partner);
        }
        Ok(())
    }
}
