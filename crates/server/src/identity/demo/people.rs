//! The people of the demo.

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

pub const PEOPLE: [Person; 12] = [
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
    staff(
        "sara",
        "Sara Friis",
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
