//! What a citizen writes, by what it is about, and what is wrong with it. The app and the server check alike.

use indgang_law::calendar::Date;
use indgang_law::kroner::Kroner;
use serde::{Deserialize, Serialize};

use super::activity::Activity;
use super::application::Application;
use super::choice::Choice;
use super::matter::{By, Kind, Outcome};
use super::own_part::OwnPart;
use crate::hours::Dato;

/// The longest text, in characters.
pub const TEXT: usize = 4000;
/// The longest text on one line.
pub const LINE: usize = 200;
/// The most steps of a partial return.
pub const STEPS: usize = 6;

/// What a matter holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the kind of that name")]
pub enum Content {
    Application(Box<Application>),
    OwnPart(Box<OwnPart>),
    Message(Message),
    Sick(Since),
    Well(Since),
    PartialReturn(PartialReturn),
    Holiday(Holiday),
    SickStart(SickStart),
    Job(Job),
    Moved(Moved),
    Phone(Phone),
    Spouse(Spouse),
    Child(Child),
    Need(Need),
    Receipts(Receipts),
    Transport(Transport),
    Talk(Talk),
    Intensity(Intensity),
    Hearing(Hearing),
    Complaint(Complaint),
    Choice(Choice),
    Activity(Activity),
}

macro_rules! document {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$doc])* pub $field: $type,)+ }
    };
}
pub(super) use document;

document! {
    /// In the citizen's own words.
    Message {
        /// What they say.
        text: String,
    }
}

document! {
    /// Ill, or well again.
    Since {
        /// The first day.
        from: Dato,
    }
}

document! {
    /// Back to work step by step.
    PartialReturn {
        /// The first day.
        from: Dato,
        /// One after the other; the hours never fall.
        steps: Vec<Step>,
    }
}

document! {
    /// Some weeks with the same hours.
    Step {
        /// How many weeks.
        weeks: u8,
        /// Hours a week.
        hours: u8,
    }
}

document! {
    /// Days away that the citizen would like to have (LAS § 13, stk. 12-13).
    Holiday {
        /// The first day.
        from: Dato,
        /// The last day.
        until: Dato,
        /// Whether the citizen has had help for twelve months on end, as far as they know.
        twelve_months: bool,
    }
}

document! {
    /// A case about sickness begins.
    SickStart {
        /// The first day.
        from: Dato,
        /// Where one works; may be empty.
        employer: String,
        /// What one can do for now, and what not.
        can: String,
        /// What would help; may be empty.
        helps: String,
        /// Where one can call.
        phone: String,
        /// Every unit whose task it is may see it and work on it together; else only the first one.
        together: bool,
    }
}

document! {
    /// Work, or other hours.
    Job {
        /// The first day.
        from: Dato,
        /// Hours a week.
        hours: u8,
        /// Kr. a month before tax, as `"12000.00"`; empty, when it is not known.
        pay: String,
        /// Where; may be empty.
        employer: String,
    }
}

document! {
    /// A new address.
    Moved {
        /// The first day there.
        from: Dato,
        /// The address.
        address: String,
    }
}

document! {
    /// A new telephone number.
    Phone {
        /// The number.
        number: String,
    }
}

document! {
    /// A spouse or partner has moved in, or out.
    Spouse {
        /// The first day.
        from: Dato,
        /// In; else out.
        moved_in: bool,
    }
}

document! {
    /// A child was born.
    Child {
        /// On which day.
        born: Dato,
    }
}

/// What a single expense is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Talks with a psychologist (LAS § 82).
    Psychologist,
    /// Teeth (LAS §§ 82, 82 a).
    Teeth,
    /// Medicine for ADHD (LAS § 82).
    AdhdMedicine,
    /// Other medicine (LAS §§ 82, 82 b).
    Medicine,
    /// A place to live, or rent that is owed (LAS §§ 81, 81 a).
    Housing,
    /// Something else (LAS § 81).
    Other,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Psychologist,
        Self::Teeth,
        Self::AdhdMedicine,
        Self::Medicine,
        Self::Housing,
        Self::Other,
    ];

    /// What it is called in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Psychologist => "psychologist",
            Self::Teeth => "teeth",
            Self::AdhdMedicine => "adhd_medicine",
            Self::Medicine => "medicine",
            Self::Housing => "housing",
            Self::Other => "other",
        }
    }

    /// The preset of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// Where the law has it.
    #[must_use]
    pub const fn law(self) -> &'static str {
        match self {
            Self::Psychologist | Self::AdhdMedicine => "LAS § 82",
            Self::Medicine => "LAS §§ 82, 82 b",
            Self::Teeth => "LAS §§ 82, 82 a",
            Self::Housing => "LAS §§ 81, 81 a",
            Self::Other => "LAS § 81",
        }
    }
}

document! {
    /// Help with a single expense.
    Need {
        /// What for.
        preset: Preset,
        /// What it is, in a few words.
        what: String,
        /// Kr. in all, as `"1200.00"`; empty, when it is not known.
        amount: String,
        /// What the money changes in the citizen's plan.
        changes: String,
        /// What only whoever decides is to read; may be empty.
        details: String,
        /// Whether a person must look at it the same day.
        urgent: bool,
    }
}

document! {
    /// What a leisure supplement was spent on; the receipts come as files.
    Receipts {
        /// The last day of the three months that it is about.
        until: Dato,
        /// What was bought; may be empty, as it stands on the receipts.
        what: String,
    }
}

impl Receipts {
    /// The last day to show them: the 20th of the month after (LAS § 86, stk. 8).
    #[must_use]
    pub fn due(&self) -> Date {
        let month = self.until.0.month().plus(1);
        month.first().plus_days(19)
    }
}

document! {
    /// The fare to an offer, for all of it.
    Transport {
        /// The first day.
        from: Dato,
        /// The last day.
        until: Dato,
        /// Days a week.
        days: u8,
        /// Kilometres a day, there and back.
        km: u16,
        /// Where to.
        place: String,
        /// Whether it costs more because of how the citizen's body or mind works (LAB § 175, stk. 4).
        hindered: bool,
    }
}

document! {
    /// A talk, or none for now.
    Talk {
        /// A talk; else none for now.
        wanted: bool,
        /// What about, or why not.
        reason: String,
    }
}

/// How close the contact is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// I manage by myself.
    Light,
    /// A little help.
    #[default]
    Normal,
    /// Close contact.
    Close,
}

document! {
    /// How close the contact is to be.
    Intensity {
        /// As the citizen chooses.
        level: Level,
    }
}

document! {
    /// What the municipality has registered, and what could come of it. Nothing is decided.
    Hearing {
        /// What was registered, in plain words.
        what: String,
        /// On which day.
        on: Dato,
        /// By which law something can come of it: `LAS § 36`.
        law: String,
        /// Days that it can come to cost; 0, when it is not counted in days.
        days: u8,
        /// The last day to answer. No answer decides nothing.
        answer_by: Dato,
    }
}

document! {
    /// A complaint about a decision.
    Complaint {
        /// The matter that was decided.
        about: String,
        /// What is wrong with it.
        text: String,
    }
}

/// What the rules of the process say about what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Weeks of holiday at a time, at most.
    pub holiday_weeks: u16,
}

/// A field that must be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which field, as a JSON pointer.
    pub pointer: &'static str,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing stands there.
    Missing,
    /// Too many characters: so many are allowed.
    TooLong(usize),
    /// No amount, as `"1200.00"`.
    NotAnAmount,
    /// A number between these is needed.
    Number(u16, u16),
    /// A telephone number of at least eight digits is needed.
    NotAPhone,
    /// On this day or later.
    NotBefore(Date),
    /// On this day or before.
    NotAfter(Date),
    /// A later step has fewer hours.
    Falls,
    /// More days than are allowed at a time.
    TooManyDays(u16),
    /// Offers of the catalogue are needed, each once.
    NotAnOffer,
}

/// Collects what is wrong.
pub(super) struct Check(pub(super) Vec<Fault>);

impl Check {
    pub(super) fn when(&mut self, is_wrong: bool, pointer: &'static str, wrong: Wrong) {
        if is_wrong {
            self.0.push(Fault { pointer, wrong });
        }
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, text: &str, pointer: &'static str, most: usize) {
        self.when(text.trim().is_empty(), pointer, Wrong::Missing);
        self.at_most(text, pointer, most);
    }

    pub(super) fn at_most(&mut self, text: &str, pointer: &'static str, most: usize) {
        self.when(text.chars().count() > most, pointer, Wrong::TooLong(most));
    }

    /// An amount, or nothing.
    pub(super) fn amount(&mut self, text: &str, pointer: &'static str) {
        let is_wrong = !text.is_empty() && Kroner::parse(text).is_none();
        self.when(is_wrong, pointer, Wrong::NotAnAmount);
    }

    pub(super) fn number(
        &mut self,
        number: impl Into<u16>,
        pointer: &'static str,
        (from, to): (u16, u16),
    ) {
        let is_wrong = !(from..=to).contains(&number.into());
        self.when(is_wrong, pointer, Wrong::Number(from, to));
    }

    /// A day, no further away than so many days.
    pub(super) fn day(&mut self, day: Dato, pointer: &'static str, (from, to): (Date, Date)) {
        self.when(day.0 < from, pointer, Wrong::NotBefore(from));
        self.when(day.0 > to, pointer, Wrong::NotAfter(to));
    }

    pub(super) fn phone(&mut self, text: &str, pointer: &'static str) {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        self.when(
            digits < 8 || text.chars().count() > 30,
            pointer,
            Wrong::NotAPhone,
        );
    }
}

/// Days that lie within what one writes about: a year back, two years ahead.
fn around(today: Date) -> (Date, Date) {
    (today.plus_days(-366), today.plus_days(2 * 366))
}

impl Content {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Application(_) => Kind::Application,
            Self::OwnPart(_) => Kind::OwnPart,
            Self::Message(_) => Kind::Message,
            Self::Sick(_) => Kind::Sick,
            Self::Well(_) => Kind::Well,
            Self::PartialReturn(_) => Kind::PartialReturn,
            Self::Holiday(_) => Kind::Holiday,
            Self::SickStart(_) => Kind::SickStart,
            Self::Job(_) => Kind::Job,
            Self::Moved(_) => Kind::Moved,
            Self::Phone(_) => Kind::Phone,
            Self::Spouse(_) => Kind::Spouse,
            Self::Child(_) => Kind::Child,
            Self::Need(_) => Kind::Need,
            Self::Receipts(_) => Kind::Receipts,
            Self::Transport(_) => Kind::Transport,
            Self::Talk(_) => Kind::Talk,
            Self::Intensity(_) => Kind::Intensity,
            Self::Hearing(_) => Kind::Hearing,
            Self::Complaint(_) => Kind::Complaint,
            Self::Choice(_) => Kind::Choice,
            Self::Activity(_) => Kind::Activity,
        }
    }

    /// Whether they can begin it, as it is written.
    #[must_use]
    pub fn can_begin(&self, by: By) -> bool {
        match (self, by) {
            (_, By::Provider) => false,
            (Self::Message(_), _) => true,
            // One offers, and the other chooses.
            (Self::Choice(choice), By::Citizen) => choice.offered.is_empty(),
            (Self::Choice(choice), By::Staff) => {
                !choice.offered.is_empty() && choice.picked.is_none()
            }
            (other, By::Citizen) => !other.kind().is_the_offices(),
            (other, By::Staff) => other.kind().is_the_offices(),
        }
    }

    /// Whether it can be decided so, as it stands.
    #[must_use]
    pub fn can_be(&self, outcome: Outcome) -> bool {
        let is_chosen = !matches!(self, Self::Choice(Choice { picked: None, .. }));
        outcome.fits(self.kind()) && is_chosen
    }

    /// Whether an objection in it waits for an answer: till then it cannot be laid aside.
    #[must_use]
    pub fn waits(&self) -> bool {
        matches!(self, Self::Activity(activity) if activity.waits())
    }

    /// Whether a person must see it the same working day.
    #[must_use]
    pub const fn is_urgent(&self) -> bool {
        matches!(self, Self::Need(Need { urgent: true, .. }))
    }

    /// Whether the citizen lets all units whose task it is see it.
    #[must_use]
    pub const fn is_together(&self) -> bool {
        matches!(self, Self::SickStart(SickStart { together: true, .. }))
    }

    /// What is wrong with it; nothing, when it can be sent.
    #[must_use]
    pub fn check(&self, today: Date, rules: Rules) -> Vec<Fault> {
        let mut check = Check(Vec::new());
        match self {
            Self::Application(application) => application.check(today, &mut check),
            Self::OwnPart(part) => part.check(&mut check),
            Self::Message(message) => check.text(&message.text, "/text", TEXT),
            Self::Sick(since) | Self::Well(since) => {
                check.day(
                    since.from,
                    "/from",
                    (today.plus_days(-366), today.plus_days(31)),
                );
            }
            Self::PartialReturn(plan) => {
                check.day(plan.from, "/from", around(today));
                check.number(plan.steps.len() as u16, "/steps", (1, STEPS as u16));
                for step in &plan.steps {
                    check.number(step.weeks, "/steps", (1, 26));
                    check.number(step.hours, "/steps", (1, 37));
                }
                let falls = plan.steps.windows(2).any(|two| two[1].hours < two[0].hours);
                check.when(falls, "/steps", Wrong::Falls);
            }
            Self::Holiday(holiday) => {
                // It is agreed beforehand (LAS § 13, stk. 12).
                check.day(holiday.from, "/from", (today.plus_days(1), around(today).1));
                let days = rules.holiday_weeks * 7;
                let last = holiday.from.0.plus_days(i32::from(days) - 1);
                check.when(
                    holiday.until < holiday.from,
                    "/until",
                    Wrong::NotBefore(holiday.from.0),
                );
                check.when(holiday.until.0 > last, "/until", Wrong::TooManyDays(days));
            }
            Self::SickStart(start) => {
                check.day(start.from, "/from", around(today));
                check.at_most(&start.employer, "/employer", LINE);
                check.text(&start.can, "/can", TEXT);
                check.at_most(&start.helps, "/helps", TEXT);
                check.phone(&start.phone, "/phone");
            }
            Self::Job(job) => {
                check.day(job.from, "/from", around(today));
                check.number(job.hours, "/hours", (1, 80));
                check.amount(&job.pay, "/pay");
                check.at_most(&job.employer, "/employer", LINE);
            }
            Self::Moved(moved) => {
                check.day(moved.from, "/from", around(today));
                check.text(&moved.address, "/address", LINE);
            }
            Self::Phone(phone) => check.phone(&phone.number, "/number"),
            Self::Spouse(spouse) => check.day(spouse.from, "/from", around(today)),
            Self::Child(child) => check.day(child.born, "/born", (today.plus_days(-366), today)),
            Self::Need(need) => {
                check.text(&need.what, "/what", LINE);
                check.amount(&need.amount, "/amount");
                check.text(&need.changes, "/changes", TEXT);
                check.at_most(&need.details, "/details", TEXT);
            }
            Self::Receipts(receipts) => {
                check.day(
                    receipts.until,
                    "/until",
                    (around(today).0, today.plus_days(31)),
                );
                check.at_most(&receipts.what, "/what", TEXT);
            }
            Self::Transport(transport) => {
                check.day(transport.from, "/from", around(today));
                check.day(
                    transport.until,
                    "/until",
                    (transport.from.0, transport.from.0.plus_days(3 * 366)),
                );
                check.number(transport.days, "/days", (1, 7));
                check.number(transport.km, "/km", (1, 1000));
                check.text(&transport.place, "/place", LINE);
            }
            Self::Talk(talk) => check.text(&talk.reason, "/reason", TEXT),
            Self::Intensity(_) => {}
            Self::Hearing(hearing) => {
                check.text(&hearing.what, "/what", TEXT);
                check.text(&hearing.law, "/law", LINE);
                check.day(hearing.on, "/on", (today.plus_days(-366), today));
                check.day(
                    hearing.answer_by,
                    "/answer_by",
                    (today.plus_days(1), today.plus_days(92)),
                );
                check.number(hearing.days, "/days", (0, 31));
            }
            Self::Complaint(complaint) => {
                check.text(&complaint.about, "/about", 64);
                check.text(&complaint.text, "/text", TEXT);
            }
            Self::Choice(choice) => choice.check(today, &mut check),
            Self::Activity(activity) => activity.check(around(today), &mut check),
        }
        check.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: Rules = Rules { holiday_weeks: 2 };

    fn on(text: &str) -> Dato {
        text.parse().unwrap()
    }

    fn faults(json: &str) -> Vec<(&'static str, Wrong)> {
        let content: Content = serde_json::from_str(json).unwrap();
        let faults = content.check(on("2026-11-23").0, RULES);
        faults
            .into_iter()
            .map(|fault| (fault.pointer, fault.wrong))
            .collect()
    }

    #[test]
    fn what_is_right_can_be_sent() {
        for json in [
            r#"{"kind":"message","text":"Hvornår får jeg svar?"}"#,
            r#"{"kind":"sick","from":"2026-11-23"}"#,
            r#"{"kind":"well","from":"2026-11-24"}"#,
            r#"{"kind":"partial_return","from":"2026-12-01","steps":[{"weeks":4,"hours":8},{"weeks":4,"hours":16}]}"#,
            r#"{"kind":"holiday","from":"2026-12-14","until":"2026-12-27","twelve_months":true}"#,
            r#"{"kind":"job","from":"2026-12-01","hours":15,"pay":"9000.00","employer":""}"#,
            r#"{"kind":"moved","from":"2026-12-01","address":"Åvej 3, 9999 Lysby"}"#,
            r#"{"kind":"phone","number":"20 30 40 50"}"#,
            r#"{"kind":"spouse","from":"2026-11-01","moved_in":false}"#,
            r#"{"kind":"child","born":"2026-11-20"}"#,
            r#"{"kind":"need","preset":"adhd_medicine","what":"Medicin i tre måneder","amount":"1200.00","changes":"Jeg kan holde praktikken","details":"","urgent":false}"#,
            r#"{"kind":"transport","from":"2026-12-01","until":"2028-11-30","days":3,"km":64,"place":"Værkstedet","hindered":false}"#,
            r#"{"kind":"sick_start","from":"2026-11-20","employer":"","can":"Lette ting","helps":"","phone":"20 30 40 50","together":true}"#,
            r#"{"kind":"receipts","until":"2026-11-30","what":"Fodbold"}"#,
            r#"{"kind":"talk","wanted":false,"reason":"Jeg er i behandling"}"#,
            r#"{"kind":"intensity","level":"light"}"#,
            r#"{"kind":"hearing","what":"Du kom ikke","on":"2026-11-20","law":"LAS § 36","days":1,"answer_by":"2026-12-07"}"#,
            r#"{"kind":"complaint","about":"7","text":"Jeg var syg"}"#,
            r#"{"kind":"choice","about":"Noget at stå op til","offered":[{"offer":"jobklub","place":"Værkstedet","hours":12},{"offer":"mentor","place":"","hours":0}],"answer_by":"2026-12-07","picked":null}"#,
            r#"{"kind":"activity","name":"Træning","provider":"vaerkstedet","run_by":"Værkstedet","from":"2026-11-16","until":"2027-01-29","days":[0,2],"attendance":[]}"#,
            r#"{"kind":"choice","about":"Et kursus","offered":[],"answer_by":null,"picked":{"wanted":{"own":"Gaffeltruck"},"reason":""}}"#,
            r#"{"kind":"own_part","invitation":"7","situation":"works","wage":"21000.00","benefits":"","other_income":"","bank":"","car":"","home":"","other_wealth":"","more":"","phone":"","shows":false,"consents":true,"promised":true}"#,
        ] {
            assert_eq!(faults(json), [], "{json}");
            let content: Content = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&content).unwrap(), json);
            let kind = format!(r#""kind":"{}""#, content.kind().name());
            assert!(json.contains(&kind), "{json}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_at_its_field() {
        let day = |text: &str| on(text).0;
        for (json, wanted) in [
            (
                r#"{"kind":"message","text":"  "}"#,
                ("/text", Wrong::Missing),
            ),
            (
                r#"{"kind":"phone","number":"2030"}"#,
                ("/number", Wrong::NotAPhone),
            ),
            (
                r#"{"kind":"partial_return","from":"2026-12-01","steps":[]}"#,
                ("/steps", Wrong::Number(1, 6)),
            ),
            (
                r#"{"kind":"partial_return","from":"2026-12-01","steps":[{"weeks":4,"hours":16},{"weeks":4,"hours":8}]}"#,
                ("/steps", Wrong::Falls),
            ),
            (
                r#"{"kind":"holiday","from":"2026-11-23","until":"2026-11-27","twelve_months":true}"#,
                ("/from", Wrong::NotBefore(day("2026-11-24"))),
            ),
            (
                r#"{"kind":"holiday","from":"2026-12-14","until":"2026-12-28","twelve_months":true}"#,
                ("/until", Wrong::TooManyDays(14)),
            ),
            (
                r#"{"kind":"job","from":"2026-12-01","hours":15,"pay":"9.000","employer":""}"#,
                ("/pay", Wrong::NotAnAmount),
            ),
            (
                r#"{"kind":"child","born":"2026-11-24"}"#,
                ("/born", Wrong::NotAfter(day("2026-11-23"))),
            ),
            (
                r#"{"kind":"transport","from":"2026-12-01","until":"2026-11-30","days":3,"km":64,"place":"V","hindered":false}"#,
                ("/until", Wrong::NotBefore(day("2026-12-01"))),
            ),
            (
                r#"{"kind":"hearing","what":"Du kom ikke","on":"2026-11-20","law":"","days":1,"answer_by":"2026-12-07"}"#,
                ("/law", Wrong::Missing),
            ),
        ] {
            assert_eq!(faults(json), [wanted], "{json}");
        }
        let long = format!(r#"{{"kind":"message","text":"{}"}}"#, "å".repeat(TEXT + 1));
        assert_eq!(faults(&long), [("/text", Wrong::TooLong(TEXT))]);
    }

    #[test]
    fn what_the_municipality_begins_the_citizen_does_not_and_the_other_way_round() {
        let read = |json| serde_json::from_str::<Content>(json).unwrap();
        let offered = r#"{"kind":"choice","about":"A","offered":[{"offer":"mentor","place":"","hours":0}],"answer_by":null,"picked":null}"#;
        let own = r#"{"kind":"choice","about":"A","offered":[],"answer_by":null,"picked":null}"#;
        let hearing = r#"{"kind":"hearing","what":"A","on":"2026-11-20","law":"L","days":1,"answer_by":"2026-12-07"}"#;
        for (json, citizen, staff) in [
            (r#"{"kind":"message","text":"Hej"}"#, true, true),
            (r#"{"kind":"sick","from":"2026-11-23"}"#, true, false),
            (hearing, false, true),
            (offered, false, true),
            (own, true, false),
        ] {
            let content = read(json);
            assert_eq!(content.can_begin(By::Citizen), citizen, "{json}");
            assert_eq!(content.can_begin(By::Staff), staff, "{json}");
        }
        assert!(!read(offered).can_be(Outcome::Granted), "nothing is chosen");
    }

    #[test]
    fn receipts_are_due_on_the_20th_of_the_month_after_their_three_months() {
        for (until, due) in [("2026-11-30", "2026-12-20"), ("2026-12-31", "2027-01-20")] {
            let receipts = Receipts {
                until: on(until),
                what: String::new(),
            };
            assert_eq!(receipts.due(), on(due).0);
        }
    }

    #[test]
    fn a_field_that_nobody_knows_is_refused() {
        let typed = r#"{"kind":"message","text":"Hej","cpr":"x"}"#;
        assert!(serde_json::from_str::<Content>(typed).is_err());
    }
}
