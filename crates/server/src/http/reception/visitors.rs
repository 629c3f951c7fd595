//! Who may be standing at a kiosk: those with a meeting today who are born on a day.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use indgang_api::reception::{Born, Visitor};
use indgang_domain::meetings::{MINUTE, Status};
use serde::{Deserialize, Serialize};

use super::first_name;
use crate::clock;
use crate::config::Config;
use crate::http::meetings::booking;
use crate::keys::Sealed;
use crate::store::meetings::{self, Meeting};
use crate::store::{StoreError, Transaction, person};

/// What a token is bound to, beside the kiosk.
const TOKEN: &str = "reception.token";
/// How long it names somebody.
const TOKEN_LIFE: i64 = 3 * MINUTE;

/// What only who has our keys reads in a token.
#[derive(Deserialize, Serialize)]
struct Named {
    citizen: String,
    ends_at: i64,
}

/// Somebody's name for a kiosk.
fn token(
    transaction: &Transaction,
    device: &str,
    citizen: &str,
    now: i64,
) -> Result<String, StoreError> {
    let named = Named {
        citizen: citizen.to_owned(),
        ends_at: now + TOKEN_LIFE,
    };
    let named = serde_json::to_vec(&named).map_err(|_| Sealed)?;
    let seal = transaction.keys().seal(TOKEN, device, &named)?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(seal))
}

/// Whom a token names, while it does.
pub fn named(transaction: &Transaction, device: &str, token: &str, now: i64) -> Option<String> {
    let seal = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    let named = transaction.keys().open(TOKEN, device, &seal).ok()?;
    let named: Named = serde_json::from_slice(&named).ok()?;
    (named.ends_at > now).then_some(named.citizen)
}

/// Those who are born on a day and have a meeting today.
pub async fn born_on(
    transaction: &mut Transaction,
    config: &Config,
    device: &str,
    born: &Born,
    now: i64,
) -> Result<Vec<Visitor>, StoreError> {
    let mut citizens: Vec<String> = today(transaction, config, now)
        .await?
        .into_iter()
        .map(|meeting| meeting.citizen)
        .collect();
    citizens.sort_unstable();
    citizens.dedup();
    let mut found = Vec::new();
    for citizen in citizens {
        let Some(person) = person::find(transaction, &citizen).await? else {
            continue;
        };
        if person.cpr.is_some_and(|cpr| is_born_on(&cpr, born)) {
            found.push((person.name, token(transaction, device, &citizen, now)?));
        }
    }
    found.sort_unstable();
    let names: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
    Ok(found
        .into_iter()
        .map(|(name, token)| Visitor {
            first_name: told_apart(&name, &names),
            token,
        })
        .collect())
}

/// A first name; with an initial, when another has the same.
fn told_apart(name: &str, all: &[String]) -> String {
    let first = first_name(name);
    let same = all.iter().filter(|other| first_name(other) == first);
    let last = name.split_whitespace().skip(1).last();
    match last.and_then(|last| last.chars().next()) {
        Some(initial) if same.count() > 1 => format!("{first} {initial}."),
        _ => first.to_owned(),
    }
}

/// Whether a CPR number is of somebody born on a day. It has two digits of the year; numbers for tests have
/// 60 added to the day.
fn is_born_on(cpr: &str, born: &Born) -> bool {
    let part = |from: usize| cpr.get(from..from + 2)?.parse::<u16>().ok();
    let (Some(day), Some(month), Some(year)) = (part(0), part(2), part(4)) else {
        return false;
    };
    let day = if day > 60 { day - 60 } else { day };
    (day, month, year) == (born.day.into(), born.month.into(), born.year % 100)
}

/// Today's meetings at all places to which somebody comes.
async fn today(
    transaction: &mut Transaction,
    config: &Config,
    now: i64,
) -> Result<Vec<Meeting>, StoreError> {
    let today = clock::day(now);
    let mut meetings = meetings::in_person_after(transaction, clock::midnight(today)).await?;
    meetings.retain(|meeting| {
        let comes = matches!(
            meeting.status,
            Status::Booked | Status::Arrived | Status::Called | Status::Running
        );
        // Just before midnight one comes for what is after it.
        let is_near = booking(config, meeting).cutoffs.arrive_from <= now;
        comes && (is_near || clock::day(meeting.starts_at) == today)
    });
    Ok(meetings)
}

/// The meeting for which somebody has come to a place: one here before one elsewhere, one that it is time
/// for before others.
pub async fn meeting_of(
    transaction: &mut Transaction,
    config: &Config,
    (citizen, place): (&str, &str),
    now: i64,
) -> Result<Option<Meeting>, StoreError> {
    let mut meetings = today(transaction, config, now).await?;
    meetings.retain(|meeting| meeting.citizen == citizen);
    Ok(meetings.into_iter().min_by_key(|meeting| {
        let at = booking(config, meeting).cutoffs;
        let time = match now {
            now if now < at.arrive_from => 1,
            now if now < at.arrive_until || meeting.status != Status::Booked => 0,
            _ => 2,
        };
        (meeting.place != place, time, meeting.starts_at)
    }))
}

#[cfg(test)]
mod tests {
    use indgang_domain::meetings::Form;

    use super::*;
    use crate::store::testing::on_both;

    #[test]
    fn a_cpr_number_says_when_somebody_is_born() {
        let born = |day, month, year| Born { day, month, year };
        assert!(is_born_on("7105820001", &born(11, 5, 1982)));
        assert!(is_born_on("1105820001", &born(11, 5, 1982)));
        assert!(!is_born_on("7105820001", &born(5, 11, 1982)));
        assert!(!is_born_on("7105820001", &born(11, 5, 1983)));
        assert!(!is_born_on("", &born(11, 5, 1982)));
    }

    on_both! {
        async fn two_with_the_same_date_choose_between_their_first_names(store: Store) {
            let (config, _) = Config::find(None).unwrap();
            let now = clock::now();
            let mut transaction = store.write().await.unwrap();
            for (name, cpr) in [
                ("Hassan Aziz", "7105820001"),
                ("Birgit Holm", "1105820002"),
                ("Mette Holm", "6802880001"),
                ("Line Krogh", "1105820004"),
            ] {
                let who = person::Person { name: name.to_owned(), cpr: Some(cpr.to_owned()) };
                let id = person::keep(&mut transaction, ("demo", name), &who, now).await.unwrap();
                let meeting = Meeting {
                    id: format!("meeting of {name}"),
                    citizen: id,
                    kind: "jobsamtale".to_owned(),
                    form: if name == "Line Krogh" { Form::Video } else { Form::InPerson },
                    place: "raadhus".to_owned(),
                    starts_at: now,
                    ends_at: now + 30 * MINUTE,
                    status: Status::Booked,
                    instead_of: None,
                    kept_until: 0,
                    extended: 0,
                    version: 1,
                    private: meetings::Private::default(),
                    wants_earlier: false,
                    changed_at: now,
                };
                meetings::add(&mut transaction, &meeting).await.unwrap();
            }
            let born = Born { day: 11, month: 5, year: 1982 };
            let found = born_on(&mut transaction, &config, "hall", &born, now).await.unwrap();
            let names: Vec<&str> = found.iter().map(|one| one.first_name.as_str()).collect();
            assert_eq!(names, ["Birgit", "Hassan"], "Line does not come: hers is by video");
            let token = &found[1].token;
            let hassan = named(&transaction, "hall", token, now).unwrap();
            let found = person::find(&mut transaction, &hassan).await.unwrap();
            assert_eq!(found.unwrap().name, "Hassan Aziz");
            assert_eq!(named(&transaction, "another hall", token, now), None);
            assert_eq!(named(&transaction, "hall", token, now + TOKEN_LIFE), None);
        }
    }

    #[test]
    fn two_of_the_same_name_are_told_apart_by_an_initial() {
        let all = ["Ali Rahimi", "Ali Said", "Mette Holm"].map(str::to_owned);
        let shown = all.each_ref().map(|name| told_apart(name, &all));
        assert_eq!(shown, ["Ali R.", "Ali S.", "Mette"]);
    }
}
