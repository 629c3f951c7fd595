//! The facts that can be asked about, by their place in the household.

use crate::household::Person;

/// A fact of the household that somebody can be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// `/relationship`
    Relationship,
    /// `/application/reason`
    Reason,
    /// `/application/other_support`
    OtherSupport,
    /// `/application/months_since_application`
    MonthsSinceApplication,
    /// `/ekstra_boernetilskud`
    EkstraBoernetilskud,
    /// `/children`: how many, and who they are.
    Children,
    /// `/children/N/…`
    Child(usize, ChildFact),
    /// `/applicant/…` or `/partner/…`
    Adult(Person, AdultFact),
    /// `/applicant/incomes/N/…` or `/partner/incomes/N/…`
    Income(Person, usize, IncomeFact),
    /// `/applicant/wealth/N/…` or `/partner/wealth/N/…`
    Asset(Person, usize, AssetFact),
}

macro_rules! fields {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $field:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = concat!("`", $field, "`")] $variant,)+ }

        impl $name {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name of the field in the contract.
            #[must_use]
            pub const fn field(self) -> &'static str {
                match self { $(Self::$variant => $field),+ }
            }
        }
    };
}

fields! {
    /// A fact about an adult.
    AdultFact {
        DateOfBirth = "date_of_birth",
        Citizenship = "citizenship",
        EuRight = "eu_right_of_residence",
        Permit = "residence_permit",
        MonthsInRealm = "months_in_realm_last_120",
        RegisteredFromAbroad = "registered_from_abroad",
        WorkHours = "ordinary_work_hours_realm_last_10_years",
        LivesWithParents = "lives_with_parents",
        Visitation = "visitation",
        Education = "education",
        Availability = "availability",
        SelfEmployment = "self_employment",
        Abroad = "abroad",
        Detained = "detained_or_sentenced",
        PartialPension = "partial_pension_or_faroe_greenland_pension",
        MonthsWithHelp = "consecutive_months_with_help",
        LastMonthWithHelp = "last_month_with_help",
        Incomes = "incomes",
        Wealth = "wealth",
        WorksFullTime = "works_full_time",
        PublicBenefit = "public_benefit",
        OptedOut = "opted_out_of_availability",
        CohabitantHelp = "cohabitant_help",
    }
}

fields! {
    /// A fact about a child.
    ChildFact {
        DateOfBirth = "date_of_birth",
        SameAddressAs = "same_address_as",
    }
}

fields! {
    /// A fact about an income.
    IncomeFact {
        Amount = "amount",
        HolidayDays = "holiday_days",
        HasHolidayRight = "has_holiday_right",
    }
}

fields! {
    /// A fact about an asset.
    AssetFact {
        Amount = "amount",
        PaidOutOn = "paid_out_on",
    }
}

impl Fact {
    /// Its JSON pointer in the household.
    #[must_use]
    pub fn pointer(self) -> String {
        match self {
            Self::Relationship => "/relationship".to_owned(),
            Self::Reason => "/application/reason".to_owned(),
            Self::OtherSupport => "/application/other_support".to_owned(),
            Self::MonthsSinceApplication => "/application/months_since_application".to_owned(),
            Self::EkstraBoernetilskud => "/ekstra_boernetilskud".to_owned(),
            Self::Children => "/children".to_owned(),
            Self::Child(index, fact) => format!("/children/{index}/{}", fact.field()),
            Self::Adult(person, fact) => format!("/{}/{}", person.name(), fact.field()),
            Self::Income(person, index, fact) => {
                format!("/{}/incomes/{index}/{}", person.name(), fact.field())
            }
            Self::Asset(person, index, fact) => {
                format!("/{}/wealth/{index}/{}", person.name(), fact.field())
            }
        }
    }

    /// The fact at a pointer that a rule named as missing.
    #[must_use]
    pub fn at(pointer: &str) -> Option<Self> {
        let mut steps = pointer.strip_prefix('/')?.split('/');
        let steps = [
            steps.next(),
            steps.next(),
            steps.next(),
            steps.next(),
            steps.next(),
        ];
        let named = |field: &str| {
            AdultFact::ALL
                .iter()
                .copied()
                .find(|fact| fact.field() == field)
        };
        Some(match steps {
            [Some("relationship"), None, ..] => Self::Relationship,
            [Some("application"), Some("reason"), None, ..] => Self::Reason,
            [Some("application"), Some("other_support"), None, ..] => Self::OtherSupport,
            [
                Some("application"),
                Some("months_since_application"),
                None,
                ..,
            ] => Self::MonthsSinceApplication,
            [Some("ekstra_boernetilskud"), None, ..] => Self::EkstraBoernetilskud,
            [Some("children"), None, ..] => Self::Children,
            [Some("children"), Some(index), Some(field), None, _] => {
                let fact = ChildFact::ALL
                    .iter()
                    .copied()
                    .find(|fact| fact.field() == field)?;
                Self::Child(index.parse().ok()?, fact)
            }
            [Some(person), Some(field), None, ..] => {
                Self::Adult(Person::from_name(person)?, named(field)?)
            }
            [
                Some(person),
                Some("incomes"),
                Some(index),
                Some(field),
                None,
            ] => {
                let fact = IncomeFact::ALL
                    .iter()
                    .copied()
                    .find(|fact| fact.field() == field)?;
                Self::Income(Person::from_name(person)?, index.parse().ok()?, fact)
            }
            [Some(person), Some("wealth"), Some(index), Some(field), None] => {
                let fact = AssetFact::ALL
                    .iter()
                    .copied()
                    .find(|fact| fact.field() == field)?;
                Self::Asset(Person::from_name(person)?, index.parse().ok()?, fact)
            }
            _ => return None,
        })
    }

    /// Whether both say the same of an item of a list, like the amounts of two incomes.
    pub(crate) fn together_with(self, other: Self) -> bool {
        match (self, other) {
            (Self::Child(_, one), Self::Child(_, other)) => one == other,
            (Self::Income(_, _, one), Self::Income(_, _, other)) => one == other,
            (Self::Asset(_, _, one), Self::Asset(_, _, other)) => one == other,
            _ => self == other,
        }
    }

    /// The document that settles the fact; its name is a key of the texts.
    #[must_use]
    pub const fn document(self) -> Option<&'static str> {
        Some(match self {
            Self::Reason => "opsigelse",
            Self::EkstraBoernetilskud => "boernetilskud_afgoerelse",
            Self::Income(_, _, IncomeFact::HolidayDays | IncomeFact::HasHolidayRight) => {
                "feriepenge"
            }
            Self::Income(..) | Self::Adult(_, AdultFact::Incomes) => "loensedler_3_maaneder",
            Self::Asset(..) | Self::Adult(_, AdultFact::Wealth) => "kontooversigt",
            Self::Adult(_, AdultFact::WorkHours) => "arbejdstimer_dokumentation",
            Self::Adult(_, AdultFact::Permit) => "opholdstilladelse",
            Self::Adult(_, AdultFact::EuRight) => "eu_opholdsdokument",
            Self::Adult(_, AdultFact::Education) => "uddannelse",
            Self::Adult(_, AdultFact::SelfEmployment) => "regnskab_virksomhed",
            _ => return None,
        })
    }
}
