//! An application for kontanthjælp: the calculator's answers, which the citizen has chosen to carry over, and
//! the few things that the calculator does not ask.

use indgang_law::Household;
use indgang_law::calendar::Date;
use indgang_law::household::{
    Adult, ApplicationReason, AssetType, Citizenship, Education, IncomeType, Relationship,
    SelfEmployment,
};
use serde::{Deserialize, Serialize};

use super::content::{Check, LINE, TEXT, Wrong, document};
use crate::hours::Dato;

/// The longest household document, in bytes.
const HOUSEHOLD: usize = 32 * 1024;
/// The most papers that can be answered for.
const PAPERS: usize = 40;

document! {
    /// What the citizen signs.
    Application {
        /// The calculator's answers, as the contract of households has them.
        household: String,
        /// When the income stopped.
        since: Dato,
        /// What has happened, in the citizen's words.
        what_happened: String,
        /// Where one can call.
        phone: String,
        /// Where they live.
        address: String,
        /// For each paper that is asked for, where it is.
        papers: Vec<Paper>,
        /// What else there is to say; may be empty.
        more: String,
        /// The citizen has answered as well as they can, and will say when something changes
        /// (retssikkerhedsloven § 11, stk. 2).
        promised: bool,
    }
}

document! {
    /// A paper that is asked for.
    Paper {
        /// Which, by the name of its text.
        name: String,
        /// Where it is.
        where_is: WhereIs,
        /// The uploads that it is attached as.
        #[serde(default)]
        files: Vec<String>,
    }
}

/// Where a paper is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhereIs {
    /// With the application.
    Attached,
    /// It comes later.
    #[default]
    Later,
    /// The municipality has it already.
    HandedIn,
}

impl Application {
    pub(super) fn check(&self, today: Date, check: &mut Check) {
        let is_household = self.household.len() <= HOUSEHOLD && self.household().is_some();
        check.when(!is_household, "/household", Wrong::Missing);
        check.day(
            self.since,
            "/since",
            (today.plus_days(-3 * 366), today.plus_days(92)),
        );
        check.text(&self.what_happened, "/what_happened", TEXT);
        check.phone(&self.phone, "/phone");
        check.text(&self.address, "/address", LINE);
        check.when(
            self.papers.len() > PAPERS,
            "/papers",
            Wrong::TooLong(PAPERS),
        );
        for paper in &self.papers {
            check.at_most(&paper.name, "/papers", LINE);
            let is_attached = paper.where_is == WhereIs::Attached;
            check.when(
                is_attached == paper.files.is_empty(),
                "/papers",
                Wrong::Missing,
            );
        }
        check.at_most(&self.more, "/more", TEXT);
        check.when(!self.promised, "/promised", Wrong::Missing);
    }

    /// The uploads that papers are attached as.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        self.papers.iter().flat_map(|paper| &paper.files)
    }

    /// The calculator's answers; `None`, when they break the contract.
    #[must_use]
    pub fn household(&self) -> Option<Household> {
        Household::from_json(self.household.as_bytes()).ok()
    }
}

/// The papers that the municipality asks for, by the names of their texts, the most asked for first.
#[must_use]
pub fn papers(household: &Household) -> Vec<&'static str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn household() -> Household {
        Household::unknown(Date::parse("2026-12-01").unwrap().month())
    }

    fn mettes() -> Application {
        Application {
            household: serde_json::to_string(&household()).unwrap(),
            since: "2026-11-01".parse().unwrap(),
            what_happened: "Firmaet lukkede".to_owned(),
            phone: "20 30 40 50".to_owned(),
            address: "Åvej 3, 9999 Lysby".to_owned(),
            papers: vec![Paper {
                name: "opsigelse".to_owned(),
                where_is: WhereIs::Later,
                files: Vec::new(),
            }],
            more: String::new(),
            promised: true,
        }
    }

    fn pointers(application: &Application) -> Vec<&'static str> {
        let mut check = Check(Vec::new());
        application.check(Date::parse("2026-11-23").unwrap(), &mut check);
        check.0.into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn an_application_that_is_filled_in_can_be_signed() {
        assert_eq!(pointers(&mettes()), [""; 0]);
    }

    #[test]
    fn each_thing_that_is_missing_is_named() {
        let empty = Application {
            household: "{}".to_owned(),
            what_happened: String::new(),
            phone: String::new(),
            address: " ".to_owned(),
            promised: false,
            ..mettes()
        };
        let missing = [
            "/household",
            "/what_happened",
            "/phone",
            "/address",
            "/promised",
        ];
        assert_eq!(pointers(&empty), missing);
    }

    #[test]
    fn a_paper_is_attached_with_files_and_only_then() {
        for (where_is, files, faults) in [
            (WhereIs::Attached, &["7"][..], &[][..]),
            (WhereIs::Attached, &[], &["/papers"]),
            (WhereIs::Later, &["7"], &["/papers"]),
        ] {
            let mut application = mettes();
            application.papers[0].where_is = where_is;
            application.papers[0].files = files.iter().map(|id| (*id).to_owned()).collect();
            assert_eq!(pointers(&application), faults, "{where_is:?} {files:?}");
        }
    }

    #[test]
    fn everybody_is_asked_for_accounts_and_only_parents_for_their_childrens_savings() {
        let asked = papers(&household());
        assert!(asked.contains(&"kontooversigt"));
        assert!(!asked.contains(&"boerns_opsparing"));
    }
}
