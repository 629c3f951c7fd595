//! The people of the demo.

use indgang_api::meetings::OwnTimes;
use indgang_domain::meetings::times::{Opening, Weekly};
use indgang_domain::meetings::{Form, Times};

/// Somebody to pick. All are made up; the numbers are of the form that is never given to a person
/// (the day plus 60).
pub struct Person {
    pub subject: &'static str,
    pub name: &'static str,
    pub situation: &'static str,
    pub cpr: Option<&'static str>,
    pub role: Option<&'static str>,
    pub unit: Option<&'static str>,
}

pub const PEOPLE: [Person; 15] = [
    citizen(
        "mette",
        "Mette Holm",
        "38 år, bogholder, lige blevet ledig",
        "6802880001",
    ),
    citizen(
        "hassan",
        "Hassan Aziz",
        "44 år, svejser, læser helst arabisk",
        "7105820001",
    ),
    citizen(
        "oksana",
        "Oksana Bondar",
        "31 år, fra Ukraine",
        "6209950002",
    ),
    citizen(
        "taras",
        "Taras Koval",
        "31 år, læser helst ukrainsk",
        "6209950001",
    ),
    citizen(
        "bent",
        "Bent Lund",
        "57 år, dårlig ryg, læser langsomt",
        "8303690001",
    ),
    citizen("line", "Line Krogh", "27 år, har ADHD", "6411990002"),
    citizen(
        "gitte",
        "Gitte Bjerre",
        "62 år, bruger telefon og papir",
        "7806640002",
    ),
    citizen(
        "ali",
        "Ali Rahimi",
        "33 år, får hjælp af sin søster",
        "6901930001",
    ),
    citizen(
        "samira",
        "Samira Rahimi",
        "Alis søster, hjælper ham",
        "7007900002",
    ),
    citizen(
        "jonas",
        "Jonas Vinther",
        "22 år, er lige flyttet hjemmefra",
        "6304040001",
    ),
    staff(
        "sara",
        "Sara Friis",
        "sagsbehandler i jobenheden",
        "caseworker",
        "job",
    ),
    staff(
        "mads",
        "Mads Kjær",
        "sagsbehandler i jobenheden",
        "caseworker",
        "job",
    ),
    staff(
        "yusuf",
        "Yusuf Demir",
        "ydelsesmedarbejder",
        "benefit_officer",
        "ydelse",
    ),
    staff(
        "kirsten",
        "Kirsten Dahl",
        "reception",
        "front_desk",
        "borgerservice",
    ),
    staff(
        "vera",
        "Vera Toft",
        "leder af et værksted",
        "provider",
        "vaerkstedet",
    ),
];

/// Who works with whom.
pub const RELATIONS: [(&str, &str); 6] = [
    ("mette", "job"),
    ("hassan", "job"),
    ("bent", "job"),
    ("bent", "ydelse"),
    ("line", "job"),
    ("ali", "ydelse"),
];

/// When the people of the units have time for meetings: who, unit, weekdays, hours, room.
pub const TIMES: [(&str, &str, &[u8], &str, &str); 3] = [
    (
        "sara",
        "job",
        &[0, 1, 2, 3, 4],
        "9.00-12.00, 13.00-15.00",
        "Lokale 12",
    ),
    (
        "mads",
        "job",
        &[1, 3],
        "9.00-12.00, 14.00-18.00",
        "Lokale 14",
    ),
    (
        "yusuf",
        "ydelse",
        &[0, 1, 3],
        "9.00-12.00, 13.00-15.00",
        "Lokale 12",
    ),
];

/// Who helps whom: the citizen, who it is, and of which unit.
pub const CONTACTS: [(&str, &str, &str); 4] = [
    ("hassan", "mads", "job"),
    ("bent", "sara", "job"),
    ("line", "sara", "job"),
    ("ali", "yusuf", "ydelse"),
];

/// One of [`ACTIVITIES`].
pub type Course = (
    &'static str,
    &'static str,
    &'static str,
    (i32, i32),
    &'static [u8],
    &'static str,
);

/// Who comes to what, run by whom, from and until how many days from now, on which weekdays; and who named it.
pub const ACTIVITIES: [Course; 1] = [(
    "bent",
    "Træning i værkstedet",
    "vaerkstedet",
    (-20, 70),
    &[0, 1, 2, 3, 4],
    "sara",
)];

/// What citizens see of who works with them: who, what they are, and their direct number.
pub const CARDS: [(&str, &str, &str); 3] = [
    ("sara", "Sagsbehandler", "70 10 20 41"),
    ("mads", "Sagsbehandler", "70 10 20 42"),
    ("yusuf", "Ydelsesmedarbejder", "70 10 20 43"),
];

const fn citizen(
    subject: &'static str,
    name: &'static str,
    situation: &'static str,
    cpr: &'static str,
) -> Person {
    Person {
        subject,
        name,
        situation,
        cpr: Some(cpr),
        role: None,
        unit: None,
    }
}

const fn staff(
    subject: &'static str,
    name: &'static str,
    situation: &'static str,
    role: &'static str,
    unit: &'static str,
) -> Person {
    Person {
        subject,
        name,
        situation,
        cpr: None,
        role: Some(role),
        unit: Some(unit),
    }
}

/// The same hours on some weekdays, at the town hall and in every form.
pub fn published(days: &[u8], hours: &str, room: &str) -> OwnTimes {
    let weekly = days.iter().map(|weekday| Weekly {
        weekday: *weekday,
        opening: Opening {
            hours: hours.parse().unwrap_or_default(),
            place: "raadhus".to_owned(),
            forms: Form::ALL.to_vec(),
            kinds: Vec::new(),
        },
        from: None,
        until: None,
    });
    OwnTimes {
        room: room.to_owned(),
        times: Times {
            weekly: weekly.collect(),
            buffer: 5,
            ..Times::default()
        },
    }
}
