//! Households of all kinds in which every fact is known, so that most of them reach a calculation.

use indgang_law::calendar::{Date, Month};
use indgang_law::household::{
    Abroad, Adult, Application, ApplicationReason, Asset, AssetType, Availability, Boligstoette,
    Child, Citizenship, CohabitantHelp, Education, EkstraBoernetilskud, EuRight, FromAbroad,
    Household, Income, IncomeType, LastMonth, OtherSupport, Partner, Percent, Permit, Person,
    PublicBenefit, Relationship, SchemaVersion, SelfEmployment, Tax, Visitation,
};
use indgang_law::kroner::Kroner;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Amounts at which a rule turns, in kroner.
const EDGES: &[i64] = &[
    0, 2_600, 2_700, 3_057, 5_200, 5_400, 7_095, 7_529, 8_670, 12_150, 13_060, 13_345, 14_201,
    15_500, 16_200, 17_736, 18_735, 22_041, 26_120, 31_076, 32_400, 44_690, 76_200,
];

pub fn kroner() -> impl Strategy<Value = Kroner> {
    prop_oneof![
        3 => (0..4_000_000_i64).prop_map(Kroner::from_oere),
        2 => (select(EDGES), -1..=1_i64)
            .prop_map(|(kroner, oere)| Kroner::from_oere((kroner * 100 + oere).max(0))),
        1 => (0..30_000_i64).prop_map(Kroner::whole),
    ]
}

fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    select(all)
}

/// Mostly `usual`, sometimes any of the others.
fn mostly<T: Copy + std::fmt::Debug + 'static>(
    usual: T,
    all: &'static [T],
) -> impl Strategy<Value = T> {
    prop_oneof![9 => Just(usual), 1 => select(all)]
}

fn seldom() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.06)
}

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day)
        .or_else(|| Date::new(year, month, 28))
        .expect("every month has 28 days")
}

pub fn month() -> impl Strategy<Value = Month> {
    (0..18_i32).prop_map(|later| Month::new(2025, 7).expect("a month").plus(later))
}

/// A day of birth of somebody of an age from `ages` in 2026; often at a birthday that decides.
fn born(ages: std::ops::RangeInclusive<i16>) -> impl Strategy<Value = Date> {
    (
        ages,
        1..=12_i8,
        prop_oneof![1 => Just(1_i8), 3 => 1..=31_i8],
    )
        .prop_map(|(age, month, day)| date(2026 - age, month, day))
}

fn income() -> impl Strategy<Value = Income> {
    let part = || prop_oneof![2 => Just(0), 1 => 0..200_000_i64].prop_map(Kroner::from_oere);
    let kind = prop_oneof![
        4 => Just(IncomeType::Arbejdsindtaegt),
        1 => Just(IncomeType::FeriepengeAfholdtFerie),
        1 => Just(IncomeType::SocialtFrikort),
        3 => any_of(IncomeType::ALL),
    ];
    (
        (kind, kroner()),
        (part(), part(), part(), part()),
        (0..=30_u32, any::<bool>()),
        option::weighted(0.3, (1..=12_i8, 1..=31_i8)),
    )
        .prop_map(
            |((kind, amount), (atp, am, ferie, pension), (days, right), paid)| Income {
                amount: Some(amount),
                atp,
                am_bidrag: am,
                henlagte_feriepenge: ferie,
                kollektiv_pension: pension,
                holiday_days: Some(days),
                has_holiday_right: Some(right),
                paid_on: paid.map(|(month, day)| date(2026, month, day)),
                ..Income::unknown(kind)
            },
        )
}

fn asset() -> impl Strategy<Value = Asset> {
    let debt = prop_oneof![3 => Just(Kroner::ZERO), 1 => kroner()];
    (
        any_of(AssetType::ALL),
        kroner(),
        debt,
        (2018..=2026_i16, 1..=12_i8, 1..=28_i8),
    )
        .prop_map(|(kind, amount, secured_debt, (year, month, day))| Asset {
            r#type: kind,
            amount: Some(amount),
            secured_debt,
            paid_out_on: Some(date(year, month, day)),
        })
}

/// Citizenship, with the right or permit that goes with it.
fn basis() -> impl Strategy<Value = (Citizenship, Option<EuRight>, Option<Permit>)> {
    prop_oneof![
        7 => Just((Citizenship::Dk, None, None)),
        2 => mostly(EuRight::WorkerOrSelfEmployed, EuRight::ALL)
            .prop_map(|right| (Citizenship::EuEea, Some(right), None)),
        2 => mostly(Permit::Refugee, Permit::ALL)
            .prop_map(|permit| (Citizenship::Other, None, Some(permit))),
    ]
}

prop_compose! {
    /// The facts of section 1 about residence and work.
    fn residence()(
        (citizenship, right, permit) in basis(),
        months in prop_oneof![3 => Just(120_u32), 1 => 0..=120_u32, 1 => 107..=108_u32],
        from_abroad in mostly(FromAbroad::Never, FromAbroad::ALL),
        hours in prop_oneof![2 => Just(0_u32), 1 => 4809..=4811_u32, 1 => 0..=40_000_u32],
        eu_hours in prop_oneof![5 => Just(0_u32), 1 => 0..=40_000_u32],
        flags in (seldom(), seldom(), seldom(), seldom()),
    ) -> Adult {
        let (moved, equated, met_earlier, undocumented) = flags;
        Adult {
            citizenship: Some(citizenship),
            eu_right_of_residence: right,
            residence_permit: permit,
            exercised_eu_free_movement: moved,
            months_in_realm_last_120: Some(months),
            registered_from_abroad: Some(from_abroad),
            equated_with_born_here: equated,
            ordinary_work_hours_realm_last_10_years: Some(hours),
            ordinary_work_hours_eu_eea_last_10_years: eu_hours,
            work_requirement_met_earlier: met_earlier,
            can_document_residence_and_work: !undocumented,
            ..Adult::unknown()
        }
    }
}

/// Months in a row with help, and the last month with help, counted back from the month.
fn history() -> impl Strategy<Value = (u32, Option<i32>)> {
    prop_oneof![
        5 => select(&[1_u32, 2, 3, 5, 11, 12, 40][..]).prop_map(|months| (months, Some(1))),
        2 => (1..=15_i32).prop_map(|back| (0, Some(back))),
        2 => Just((0, None)),
    ]
}

prop_compose! {
    fn adult(month: Month)(
        residence in residence().boxed(),
        born in prop_oneof![2 => born(19..=31), 2 => born(30..=66), 1 => born(18..=68)],
        daily in (
            prop::bool::weighted(0.3),
            any_of(Visitation::ALL),
            prop_oneof![
                9 => Just(Education::None),
                1 => Just(Education::Stu),
                1 => Just(Education::BetweenTwoEducations),
                1 => Just(Education::ApprovedMinorCourse),
            ],
            mostly(Availability::Yes, &[Availability::LeaveBirthAdoptionGrief, Availability::ReasonableGround]),
            any::<bool>(),
        ),
        odd in (
            mostly(SelfEmployment::No, SelfEmployment::ALL),
            mostly(Abroad::No, &[Abroad::AgreedHoliday, Abroad::ShortStayOrOneNight]),
            seldom(),
            seldom(),
            seldom(),
        ),
        (months, last) in history(),
        incomes in prop_oneof![2 => Just(Vec::new()), 3 => vec(income().boxed(), 1..4)],
        wealth in prop_oneof![3 => Just(Vec::new()), 1 => vec(asset().boxed(), 1..3)],
        used in (
            prop_oneof![3 => Just(Kroner::ZERO), 1 => kroner()],
            prop_oneof![3 => Just(Kroner::ZERO), 1 => kroner()],
        ),
    ) -> Adult {
        let (lives_with_parents, visitation, education, availability, registered) = daily;
        let (self_employment, abroad, detained, partial_pension, tilpasning) = odd;
        Adult {
            date_of_birth: Some(born),
            lives_with_parents: Some(lives_with_parents),
            visitation: Some(visitation),
            education: Some(education),
            availability: Some(availability),
            registered_as_jobseeker: Some(registered),
            self_employment,
            abroad,
            detained_or_sentenced: detained,
            partial_pension_or_faroe_greenland_pension: partial_pension,
            consecutive_months_with_help: months,
            last_month_with_help: Some(last.map_or(LastMonth::Never, |back| {
                LastMonth::In(month.plus(-back))
            })),
            got_tilpasningstillaeg_july_2025: tilpasning,
            stu_earnings_disregarded_this_year: used.0,
            socialt_frikort_used_this_year: used.1,
            incomes,
            wealth,
            ..residence
        }
    }
}

prop_compose! {
    fn partner(month: Month)(
        adult in adult(month).boxed(),
        works_full_time in prop::bool::weighted(0.15),
        public_benefit in mostly(PublicBenefit::None, PublicBenefit::ALL),
        opted_out in seldom(),
        cohabitant_help in any_of(CohabitantHelp::ALL),
    ) -> Partner {
        Partner {
            adult: Adult { works_full_time, ..adult },
            public_benefit: Some(public_benefit),
            opted_out_of_availability: opted_out,
            cohabitant_help: Some(cohabitant_help),
        }
    }
}

fn some_of(people: &'static [Person]) -> impl Strategy<Value = Vec<Person>> {
    proptest::sample::subsequence(people, 0..=people.len())
}

prop_compose! {
    fn child(people: &'static [Person])(
        born in born(0..=18),
        parents in prop_oneof![
            3 => Just(people.to_vec()),
            1 => select(people).prop_map(|person| vec![person]),
        ],
        address in prop_oneof![3 => Just(people.to_vec()), 1 => some_of(people)],
        flags in (seldom(), seldom(), seldom()),
        field in select(people),
    ) -> Child {
        let (abroad, placed, provides) = flags;
        Child {
            date_of_birth: Some(born),
            parents,
            same_address_as: Some(address),
            stays_in_realm: !abroad,
            placed_outside_home: placed,
            supports_own_family: provides,
            cpr_mor_far_medfar: field,
        }
    }
}

prop_compose! {
    fn of_relationship(month: Month, relationship: Relationship)(
        applicant in adult(month).boxed(),
        partner in partner(month).boxed(),
        children in {
            let people: &'static [Person] = if relationship.is_single() {
                &[Person::Applicant]
            } else {
                Person::ALL
            };
            prop_oneof![2 => Just(Vec::new()), 3 => vec(child(people).boxed(), 1..5)]
        },
        ekstra in any_of(EkstraBoernetilskud::ALL),
        application in (
            mostly(ApplicationReason::Unemployment, &[ApplicationReason::OtherChange]),
            mostly(OtherSupport::None, OtherSupport::ALL),
            option::weighted(0.12, 1..=31_i8),
            option::weighted(0.12, 1..=31_i8),
            0..=12_u32,
        ),
        tax in (option::weighted(0.5, 22_000..27_000_i64), 0..1_300_i64),
        housing in option::weighted(0.3, (kroner(), 1..=6_u32, seldom())),
        receipts_delivered in prop::bool::weighted(0.9),
    ) -> Household {
        let (reason, other_support, from, until, months) = application;
        let on = |day: i8| date(month.year, month.month, day);
        Household {
            schema_version: SchemaVersion,
            month,
            relationship: Some(relationship),
            applicant,
            partner: (!relationship.is_single()).then_some(partner),
            children,
            ekstra_boernetilskud: Some(ekstra),
            application: Application {
                reason: Some(reason),
                other_support: Some(other_support),
                first_contact_on: from.map(on),
                right_ends_on: until.map(on),
                months_since_application: Some(months),
            },
            receipts_delivered,
            boligstoette: housing.map(|(monthly_amount, household_members, exception_25b_3)| {
                Boligstoette { monthly_amount, household_members, exception_25b_3 }
            }),
            tax: Tax {
                kommuneskat_pct: tax.0.map(percent),
                kirkeskat_pct: percent(tax.1),
            },
            what_if_sanction: None,
        }
    }
}

fn percent(thousandths: i64) -> Percent {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    Percent::parse(&text, 39).expect("a rate below 40")
}

/// A household of any kind. Boxed, as its parts are: a strategy of this size fills a test's stack.
pub fn household() -> BoxedStrategy<Household> {
    let relationship = prop_oneof![
        4 => Just(Relationship::Single),
        5 => Just(Relationship::Married),
        2 => Just(Relationship::Cohabiting),
        1 => Just(Relationship::SeparatedOrDivorced),
        1 => Just(Relationship::MarriedLivingApart),
    ];
    (month(), relationship)
        .prop_flat_map(|(month, relationship)| of_relationship(month, relationship).boxed())
        .boxed()
}

/// A married couple.
pub fn couple() -> BoxedStrategy<Household> {
    month()
        .prop_flat_map(|month| of_relationship(month, Relationship::Married).boxed())
        .boxed()
}
