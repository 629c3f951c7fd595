//! The questions in the order that a person would expect, as data. A page is one question, or a few
//! that belong together; the words of its first field are its heading.

use indgang_law::household::{
    Abroad, ApplicationReason, AssetType, Availability, Citizenship, CohabitantHelp, Education,
    EkstraBoernetilskud, EuRight, FromAbroad, IncomeType, OtherSupport, Permit, Person,
    PublicBenefit, Relationship, SanctionRule, SelfEmployment, Visitation,
};
use serde_json::Value;

use super::field::Fact::{
    AtLeast, Is, IsNot, MonthsAgo, MonthsAgoAtLeast, MonthsAgoAtMost, Null, Number, Open, People,
    Word,
};
use super::field::{Answer, Empty, Fact, Field, Kind, NONE, Scope, UNKNOWN, Unit};

/// A page of questions.
pub struct Question {
    /// Its address.
    pub path: &'static str,
    /// The adult that it is about, or the household.
    pub at: &'static str,
    /// What is asked.
    pub fields: &'static [Field],
    /// Whom it concerns.
    pub when: fn(&Value) -> bool,
    /// Not on the way to the result: for those who want it more exact.
    pub extra: bool,
}

/// All pages. A field may look back at the answers before it.
pub const QUESTIONS: &[Question] = &[
    about("/beregner/samliv", "", &[RELATIONSHIP]),
    about("/beregner/foedselsdag", APPLICANT, &[DATE_OF_BIRTH]),
    about("/beregner/hjemme", APPLICANT, &[LIVES_WITH_PARENTS]),
    about("/beregner/boern", "", &[CHILDREN]),
    Question {
        when: single_parent,
        ..about("/beregner/boernetilskud", "", &[BOERNETILSKUD])
    },
    about("/beregner/statsborger", APPLICANT, CITIZENSHIP),
    about("/beregner/ophold", APPLICANT, RESIDENCE),
    about("/beregner/arbejdstimer", APPLICANT, WORK_HOURS),
    about("/beregner/aarsag", "", &[REASON]),
    about("/beregner/anden-ydelse", "", &[OTHER_SUPPORT]),
    about("/beregner/uddannelse", APPLICANT, &[EDUCATION]),
    about("/beregner/job", APPLICANT, &[AVAILABILITY, REGISTERED]),
    about("/beregner/vurdering", APPLICANT, &[VISITATION]),
    Question {
        when: cohabiting,
        ..about("/beregner/samlever", PARTNER, &[COHABITANT_HELP])
    },
    Question {
        when: married,
        ..about("/beregner/aegtefaelle", PARTNER, SPOUSE)
    },
    Question {
        when: married,
        ..about("/beregner/aegtefaelle-statsborger", PARTNER, CITIZENSHIP)
    },
    Question {
        when: married,
        ..about("/beregner/aegtefaelle-ophold", PARTNER, RESIDENCE)
    },
    Question {
        when: married,
        ..about("/beregner/aegtefaelle-arbejdstimer", PARTNER, WORK_HOURS)
    },
    Question {
        when: married,
        ..about(
            "/beregner/aegtefaelle-hjemme",
            PARTNER,
            &[LIVES_WITH_PARENTS],
        )
    },
    Question {
        when: married,
        ..about("/beregner/aegtefaelle-vurdering", PARTNER, &[VISITATION])
    },
    Question {
        extra: true,
        ..about("/beregner/foerste-dag", "", FIRST_DAY)
    },
    about("/beregner/indtaegt", APPLICANT, INCOME),
    Question {
        when: married,
        ..about("/beregner/aegtefaelle-indtaegt", PARTNER, INCOME)
    },
    about("/beregner/formue", APPLICANT, WEALTH),
    about("/beregner/saerligt", APPLICANT, SPECIAL),
    Question {
        when: married,
        ..about("/beregner/aegtefaelle-saerligt", PARTNER, SPECIAL)
    },
    Question {
        extra: true,
        when: couple,
        ..about("/beregner/boligstoette", "", BOLIGSTOETTE)
    },
    Question {
        extra: true,
        ..about("/beregner/skat", "", TAX)
    },
    Question {
        extra: true,
        ..about("/beregner/sanktion", "", SANCTION)
    },
];

const APPLICANT: &str = "/applicant";
const PARTNER: &str = "/partner";

const fn about(path: &'static str, at: &'static str, fields: &'static [Field]) -> Question {
    Question {
        path,
        at,
        fields,
        when: |_| true,
        extra: false,
    }
}

const fn field(id: &'static str, kind: Kind) -> Field {
    Field {
        id,
        kind,
        when: |_| true,
        folded: false,
    }
}

const fn answer(id: &'static str, sets: &'static [(&'static str, Fact)]) -> Answer {
    Answer { id, sets }
}

/// The contract's own words for a fact, without those that are no answer here.
macro_rules! words {
    ($type:ident $(without $($word:literal)|+)?) => {
        || {
            let words = $type::ALL.iter().map(|word| word.name());
            words$(.filter(|word| !matches!(*word, $($word)|+)))?.collect()
        }
    };
}

const RELATIONSHIP: Field = field(
    "relationship",
    Kind::Word {
        at: "relationship",
        of: words!(Relationship),
        unknown: false,
    },
);

fn relationship(household: &Value) -> Option<Relationship> {
    Relationship::from_name(household["relationship"].as_str()?)
}

fn married(household: &Value) -> bool {
    relationship(household).is_some_and(Relationship::is_married)
}

fn cohabiting(household: &Value) -> bool {
    relationship(household) == Some(Relationship::Cohabiting)
}

/// The household has another adult.
pub fn couple(household: &Value) -> bool {
    married(household) || cohabiting(household)
}

fn single_parent(household: &Value) -> bool {
    relationship(household).is_some_and(Relationship::is_single)
        && household["children"]
            .as_array()
            .is_some_and(|children| !children.is_empty())
}

const DATE_OF_BIRTH: Field = field(
    "date_of_birth",
    Kind::Date {
        at: "date_of_birth",
        optional: false,
    },
);

const LIVES_WITH_PARENTS: Field = field(
    "lives_with_parents",
    Kind::YesNo {
        at: "lives_with_parents",
        absent: "",
    },
);

const CHILDREN: Field = field(
    "children",
    Kind::Rows {
        at: "children",
        kinds: None,
        usual: 0,
        fields: &[
            field(
                "child_date_of_birth",
                Kind::Date {
                    at: "date_of_birth",
                    optional: false,
                },
            ),
            Field {
                when: |child| couple(child.facts),
                ..field(
                    "child_parents",
                    Kind::One(&[
                        answer("both", &[("parents", People(BOTH))]),
                        answer("applicant", &[("parents", People(&["applicant"]))]),
                        answer("partner", &[("parents", People(&["partner"]))]),
                    ]),
                )
            },
            Field {
                when: |child| couple(child.facts),
                ..field(
                    "child_same_address_as",
                    Kind::One(&[
                        answer("both", &[("same_address_as", People(BOTH))]),
                        answer("applicant", &[("same_address_as", People(&["applicant"]))]),
                        answer("partner", &[("same_address_as", People(&["partner"]))]),
                        answer("nobody", &[("same_address_as", People(&[]))]),
                        answer(UNKNOWN, &[("same_address_as", Null)]),
                    ]),
                )
            },
            Field {
                when: |child| !couple(child.facts),
                ..field(
                    "child_at_home",
                    Kind::One(&[
                        answer("yes", &[("same_address_as", People(&["applicant"]))]),
                        answer("no", &[("same_address_as", People(&[]))]),
                        answer(UNKNOWN, &[("same_address_as", Null)]),
                    ]),
                )
            },
            Field {
                folded: true,
                ..field(
                    "child_special",
                    Kind::Many(&[
                        answer("placed_outside_home", &[("placed_outside_home", Is(true))]),
                        answer("outside_realm", &[("stays_in_realm", Is(false))]),
                        answer("supports_own_family", &[("supports_own_family", Is(true))]),
                    ]),
                )
            },
            Field {
                folded: true,
                when: |child| couple(child.facts) && child.chose("child_parents", &["both"]),
                ..field(
                    "child_cpr_mor_far_medfar",
                    Kind::Word {
                        at: "cpr_mor_far_medfar",
                        of: words!(Person),
                        unknown: false,
                    },
                )
            },
        ],
    },
);
const BOTH: &[&str] = &["applicant", "partner"];

const BOERNETILSKUD: Field = field(
    "ekstra_boernetilskud",
    Kind::Word {
        at: "ekstra_boernetilskud",
        of: words!(EkstraBoernetilskud),
        unknown: true,
    },
);

const CITIZENSHIP: &[Field] = &[
    field(
        "citizenship",
        Kind::Word {
            at: "citizenship",
            of: words!(Citizenship),
            unknown: false,
        },
    ),
    Field {
        when: |adult| adult.is_any("citizenship", &["eu_eea"]),
        ..field(
            "eu_right",
            Kind::Word {
                at: "eu_right_of_residence",
                of: words!(EuRight),
                unknown: true,
            },
        )
    },
    Field {
        when: |adult| adult.is_any("citizenship", &["other"]),
        ..field(
            "permit",
            Kind::Word {
                at: "residence_permit",
                of: words!(Permit),
                unknown: true,
            },
        )
    },
];

const MONTHS: &str = "months_in_realm_last_120";
const FROM_ABROAD: &str = "registered_from_abroad";
const HOURS: &str = "ordinary_work_hours_realm_last_10_years";

const RESIDENCE: &[Field] = &[
    field(
        "residence",
        Kind::One(&[
            answer(
                "always",
                &[(MONTHS, Number(120)), (FROM_ABROAD, Word("never"))],
            ),
            answer("nine_years", &[(MONTHS, AtLeast(108))]),
            answer("less", &[(MONTHS, Open)]),
            answer(UNKNOWN, &[(MONTHS, Null)]),
        ]),
    ),
    Field {
        when: |adult| adult.chose("residence", &["less"]),
        ..field(
            "months_in_realm",
            Kind::Number {
                at: MONTHS,
                unit: Unit::Whole(0, 107),
                empty: Empty::Unknown,
            },
        )
    },
    Field {
        when: |adult| adult.chose("residence", &["nine_years", "less", UNKNOWN]),
        ..field(
            "registered_from_abroad",
            Kind::Word {
                at: FROM_ABROAD,
                of: words!(FromAbroad),
                unknown: true,
            },
        )
    },
    Field {
        when: came_from_abroad,
        ..field(
            "equated",
            Kind::YesNo {
                at: "equated_with_born_here",
                absent: "no",
            },
        )
    },
    Field {
        when: |adult| {
            adult.is_any("citizenship", &["dk"]) && adult.chose("residence", &["less", UNKNOWN])
        },
        ..field(
            "exercised_eu_free_movement",
            Kind::YesNo {
                at: "exercised_eu_free_movement",
                absent: "no",
            },
        )
    },
];

fn came_from_abroad(adult: &Scope<'_>) -> bool {
    adult.is_any(
        FROM_ABROAD,
        &[
            "first_entry_1968_or_later",
            "after_more_than_12_months_abroad_1968_or_later",
        ],
    )
}

const WORK_HOURS: &[Field] = &[
    field(
        "work_hours",
        Kind::One(&[
            answer("more", &[(HOURS, AtLeast(4810))]),
            answer("about", &[(HOURS, Open)]),
            answer("fewer", &[(HOURS, Number(0))]),
            answer(UNKNOWN, &[(HOURS, Null)]),
        ]),
    ),
    Field {
        when: |adult| {
            let young = adult.age().is_some_and(|age| (25..30).contains(&age));
            young && adult.chose("work_hours", &["about", "fewer", UNKNOWN])
        },
        ..field(
            "work_hours_eu",
            Kind::Number {
                at: "ordinary_work_hours_eu_eea_last_10_years",
                unit: Unit::Whole(0, 40_000),
                empty: Empty::Default,
            },
        )
    },
    Field {
        when: |adult| {
            let abroad = !matches!(adult.answer("work_hours_eu"), "" | "0");
            adult.chose("work_hours", &["about"]) || abroad && adult.chose("work_hours", &["fewer"])
        },
        ..field(
            "work_hours.number",
            Kind::Number {
                at: HOURS,
                unit: Unit::Whole(0, 40_000),
                empty: Empty::Unknown,
            },
        )
    },
    Field {
        when: |adult| came_from_abroad(adult) && !adult.chose("work_hours", &["more"]),
        ..field(
            "work_requirement_met_earlier",
            Kind::YesNo {
                at: "work_requirement_met_earlier",
                absent: "no",
            },
        )
    },
];

const REASON: Field = field(
    "reason",
    Kind::Word {
        at: "application/reason",
        of: words!(ApplicationReason),
        unknown: false,
    },
);

const OTHER_SUPPORT: Field = field(
    "other_support",
    Kind::Word {
        at: "application/other_support",
        of: words!(OtherSupport),
        unknown: true,
    },
);

const EDUCATION: Field = field(
    "education",
    Kind::Word {
        at: "education",
        of: words!(Education),
        unknown: false,
    },
);

const AVAILABILITY: Field = field(
    "availability",
    Kind::Word {
        at: "availability",
        of: words!(Availability),
        unknown: false,
    },
);

const REGISTERED: Field = Field {
    when: |adult| adult.is_any("availability", &["yes", "reasonable_ground", "no"]),
    ..field(
        "registered_as_jobseeker",
        Kind::YesNo {
            at: "registered_as_jobseeker",
            absent: UNKNOWN,
        },
    )
};

const VISITATION: Field = field(
    "visitation",
    Kind::Word {
        at: "visitation",
        of: words!(Visitation),
        unknown: true,
    },
);

const COHABITANT_HELP: Field = field(
    "cohabitant_help",
    Kind::Word {
        at: "cohabitant_help",
        of: words!(CohabitantHelp),
        unknown: true,
    },
);

const SPOUSE: &[Field] = &[
    DATE_OF_BIRTH,
    // What a spouse does settles most of what the law asks about spouses, in one tap.
    field(
        "situation",
        Kind::One(&[
            answer(
                "works",
                &[
                    ("works_full_time", Is(true)),
                    ("public_benefit", NO),
                    ("education", NO),
                ],
            ),
            answer(
                "job",
                &[
                    ("availability", Word("yes")),
                    ("opted_out_of_availability", IsNot),
                    ("public_benefit", NO),
                    ("education", NO),
                ],
            ),
            answer("benefit", &[("public_benefit", Open)]),
            answer("study", &[("education", Open), ("public_benefit", NO)]),
            answer(
                "home",
                &[
                    ("opted_out_of_availability", Is(true)),
                    ("public_benefit", NO),
                    ("education", NO),
                ],
            ),
            answer(
                "leave",
                &[
                    ("availability", Word("leave_birth_adoption_grief")),
                    ("public_benefit", NO),
                    ("education", NO),
                ],
            ),
            answer(
                "ground",
                &[
                    ("availability", Word("reasonable_ground")),
                    ("public_benefit", NO),
                    ("education", NO),
                ],
            ),
            answer(
                "unwilling",
                &[
                    ("availability", NO_WORK),
                    ("public_benefit", NO),
                    ("education", NO),
                ],
            ),
            answer(UNKNOWN, &[("public_benefit", Null), ("education", Null)]),
        ]),
    ),
    Field {
        when: |adult| adult.chose("situation", &["benefit"]),
        ..field(
            "public_benefit",
            Kind::Word {
                at: "public_benefit",
                of: words!(PublicBenefit without "none"),
                unknown: false,
            },
        )
    },
    Field {
        when: |adult| adult.chose("situation", &["study"]),
        ..field(
            "education",
            Kind::Word {
                at: "education",
                of: words!(Education without "none"),
                unknown: false,
            },
        )
    },
    Field {
        when: |adult| adult.is_any("education", &["approved_minor_course"]),
        ..AVAILABILITY
    },
    REGISTERED,
];
const NO: Fact = Word("none");
const NO_WORK: Fact = Word("no");

/// First and last day with right to help in the month: only a part of a month is paid otherwise.
const FIRST_DAY: &[Field] = &[
    field(
        "start_date",
        Kind::Date {
            at: "application/first_contact_on",
            optional: true,
        },
    ),
    field(
        "right_ends_on",
        Kind::Date {
            at: "application/right_ends_on",
            optional: true,
        },
    ),
];

const INCOME: &[Field] = &[
    field(
        "income",
        Kind::Rows {
            at: "incomes",
            kinds: Some(income_kinds),
            usual: USUAL_INCOMES.len(),
            fields: &[
                field("income_amount", amount("amount", Empty::Unknown)),
                Field {
                    when: |one| one.is_any("type", &["feriepenge_afholdt_ferie"]),
                    ..field(
                        "holiday.holiday_days",
                        Kind::Number {
                            at: "holiday_days",
                            unit: Unit::Whole(0, 30),
                            empty: Empty::Unknown,
                        },
                    )
                },
                Field {
                    when: |one| one.is_any("type", &["feriepenge_afholdt_ferie"]),
                    ..field(
                        "holiday.has_holiday_right",
                        Kind::YesNo {
                            at: "has_holiday_right",
                            absent: UNKNOWN,
                        },
                    )
                },
                payslip("payslip.atp", "atp", Empty::Default),
                payslip(
                    "payslip.kollektiv_pension",
                    "kollektiv_pension",
                    Empty::Default,
                ),
                payslip(
                    "payslip.henlagte_feriepenge",
                    "henlagte_feriepenge",
                    Empty::Default,
                ),
                payslip("payslip.am_bidrag", "am_bidrag", Empty::AmBidrag),
                Field {
                    when: |one| {
                        let application = &one.facts["application"];
                        ["first_contact_on", "right_ends_on"]
                            .iter()
                            .any(|day| application[day].is_string())
                    },
                    ..field(
                        "paid_on",
                        Kind::Date {
                            at: "paid_on",
                            optional: true,
                        },
                    )
                },
            ],
        },
    ),
    Field {
        when: |adult| has_row(adult, "incomes", "socialt_frikort"),
        ..field(
            "frikort_used",
            amount("socialt_frikort_used_this_year", Empty::Default),
        )
    },
    Field {
        when: |adult| {
            adult.is_any("education", &["stu"]) && has_row(adult, "incomes", "arbejdsindtaegt")
        },
        ..field(
            "stu_earnings",
            amount("stu_earnings_disregarded_this_year", Empty::Default),
        )
    },
];

const fn amount(at: &'static str, empty: Empty) -> Kind {
    Kind::Number {
        at,
        unit: Unit::Kroner,
        empty,
    }
}

const fn payslip(id: &'static str, at: &'static str, empty: Empty) -> Field {
    Field {
        when: |one| one.is_any("type", &["arbejdsindtaegt"]),
        folded: true,
        ..field(id, amount(at, empty))
    }
}

fn has_row(adult: &Scope<'_>, list: &str, kind: &str) -> bool {
    adult
        .get(list)
        .as_array()
        .is_some_and(|rows| rows.iter().any(|row| row["type"] == kind))
}

const USUAL_INCOMES: &[&str] = &[
    "arbejdsindtaegt",
    "sygedagpenge",
    "dagpenge",
    "barselsdagpenge",
    "boern_indtaegt",
    "feriepenge_afholdt_ferie",
];

const USUAL_ASSETS: &[&str] = &[
    "kontanter_bank",
    "koeretoej",
    "egen_bolig_frivaerdi",
    "pensionsopsparing_med_tilbagekoeb",
];

fn income_kinds() -> Vec<&'static str> {
    usual_first(
        USUAL_INCOMES,
        IncomeType::ALL.iter().map(|kind| kind.name()),
    )
}

fn asset_kinds() -> Vec<&'static str> {
    usual_first(USUAL_ASSETS, AssetType::ALL.iter().map(|kind| kind.name()))
}

fn usual_first(
    usual: &[&'static str],
    all: impl Iterator<Item = &'static str>,
) -> Vec<&'static str> {
    usual
        .iter()
        .copied()
        .chain(all.filter(|kind| !usual.contains(kind)))
        .collect()
}

const WEALTH: &[Field] = &[
    field(
        "wealth",
        Kind::Rows {
            at: "wealth",
            kinds: Some(asset_kinds),
            usual: USUAL_ASSETS.len(),
            fields: &[
                field("wealth.value", amount("amount", Empty::Unknown)),
                Field {
                    when: |asset| !asset.is_any("type", &["kontanter_bank"]),
                    folded: true,
                    ..field(
                        "wealth.secured_debt",
                        amount("secured_debt", Empty::Default),
                    )
                },
                Field {
                    when: |asset| {
                        asset.is_any(
                            "type",
                            &[
                                "efterbetaling_offentlig_ydelse",
                                "kritisk_sygdom_engangsbeloeb",
                            ],
                        )
                    },
                    ..field(
                        "wealth.paid_out_on",
                        Kind::Date {
                            at: "paid_out_on",
                            optional: true,
                        },
                    )
                },
            ],
        },
    ),
    Field {
        when: |adult| has_row(adult, "wealth", "pensionsopsparing_med_tilbagekoeb"),
        ..field(
            "months_since_application",
            Kind::Number {
                at: "/application/months_since_application",
                unit: Unit::Whole(0, 600),
                empty: Empty::Unknown,
            },
        )
    },
];

const MONTHS_WITH_HELP: &str = "consecutive_months_with_help";
const LAST_HELP: &str = "last_month_with_help";

const SPECIAL: &[Field] = &[
    field(
        "special",
        Kind::Many(&[
            answer(NONE, &[]),
            answer("works_full_time", &[("works_full_time", Is(true))]),
            answer("self_employment", &[("self_employment", Open)]),
            answer("abroad", &[("abroad", Open)]),
            answer(
                "partial_pension",
                &[("partial_pension_or_faroe_greenland_pension", Is(true))],
            ),
            answer(
                "tilpasningstillaeg",
                &[("got_tilpasningstillaeg_july_2025", Is(true))],
            ),
            answer(
                "undocumented",
                &[("can_document_residence_and_work", Is(false))],
            ),
            answer("detained", &[("detained_or_sentenced", Is(true))]),
        ]),
    ),
    Field {
        when: |adult| adult.answer("special").contains("abroad"),
        ..field(
            "abroad",
            Kind::Word {
                at: "abroad",
                of: words!(Abroad without "no"),
                unknown: false,
            },
        )
    },
    Field {
        when: |adult| adult.answer("special").contains("self_employment"),
        ..field(
            "self_employment",
            Kind::Word {
                at: "self_employment",
                of: words!(SelfEmployment without "no"),
                unknown: false,
            },
        )
    },
    field(
        "help_before",
        Kind::One(&[
            answer(
                "yes",
                &[(MONTHS_WITH_HELP, Open), (LAST_HELP, MonthsAgo(1))],
            ),
            answer("no", &[]),
        ]),
    ),
    Field {
        when: |adult| adult.chose("help_before", &["yes"]),
        ..field(
            "consecutive_months",
            Kind::Number {
                at: MONTHS_WITH_HELP,
                unit: Unit::Whole(0, 600),
                empty: Empty::Fault,
            },
        )
    },
    Field {
        when: |adult| adult.chose("help_before", &["no"]) && has_money(adult.facts),
        ..field(
            "last_month_with_help",
            Kind::One(&[
                answer("never", &[(LAST_HELP, Word("never"))]),
                answer("lately", &[(LAST_HELP, MonthsAgoAtMost(2))]),
                answer("earlier", &[(LAST_HELP, MonthsAgoAtLeast(3))]),
                answer(UNKNOWN, &[(LAST_HELP, Null)]),
            ]),
        )
    },
    Field {
        when: |adult| {
            let months = adult.get(MONTHS_WITH_HELP).as_u64().unwrap_or(0);
            let children = adult.facts["children"].as_array();
            adult.at == APPLICANT && months >= 3 && children.is_some_and(|all| !all.is_empty())
        },
        ..field(
            "receipts_delivered",
            Kind::YesNo {
                at: "/receipts_delivered",
                absent: "yes",
            },
        )
    },
];

/// Someone in the household has an income; only then does it matter when the last help was.
fn has_money(household: &Value) -> bool {
    ["applicant", "partner"].iter().any(|adult| {
        household[adult]["incomes"]
            .as_array()
            .is_some_and(|incomes| !incomes.is_empty())
    })
}

const BOLIGSTOETTE: &[Field] = &[
    field(
        "boligstoette",
        Kind::One(&[answer("yes", &[("boligstoette", Open)]), answer("no", &[])]),
    ),
    Field {
        when: |home| home.chose("boligstoette", &["yes"]),
        ..field(
            "boligstoette.amount",
            amount("boligstoette/monthly_amount", Empty::Fault),
        )
    },
    Field {
        when: |home| home.chose("boligstoette", &["yes"]),
        ..field(
            "boligstoette.household_members",
            Kind::Number {
                at: "boligstoette/household_members",
                unit: Unit::Whole(1, 30),
                empty: Empty::Fault,
            },
        )
    },
    Field {
        when: |home| home.chose("boligstoette", &["yes"]),
        ..field(
            "boligstoette.exception",
            Kind::YesNo {
                at: "boligstoette/exception_25b_3",
                absent: "no",
            },
        )
    },
];

const TAX: &[Field] = &[
    field(
        "tax.kommuneskat",
        Kind::Number {
            at: "tax/kommuneskat_pct",
            unit: Unit::Percent(40),
            empty: Empty::Default,
        },
    ),
    field(
        "tax.kirkeskat",
        Kind::Number {
            at: "tax/kirkeskat_pct",
            unit: Unit::Percent(10),
            empty: Empty::Default,
        },
    ),
];

const SANCTION: &[Field] = &[
    field(
        "sanction",
        Kind::Word {
            at: "what_if_sanction/rule",
            of: words!(SanctionRule),
            unknown: false,
        },
    ),
    Field {
        when: |household| !matches!(household.answer("sanction"), "" | "39_40"),
        ..field(
            "sanction.days",
            Kind::Number {
                at: "what_if_sanction/days",
                unit: Unit::Whole(1, 31),
                empty: Empty::Default,
            },
        )
    },
];
