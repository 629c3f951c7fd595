//! `/api/v1/reception`: what a kiosk asks, for who stands before it.

use std::sync::Arc;

use axum::extract::State;
use axum::{Extension, Json};
use indgang_api::meetings::Change;
use indgang_api::reception::{
    ARRIVALS, Arrival, Born, Hall, NUMBERS, NewArrival, NewNumber, PATH, VISITORS, Visitor, Waiting,
};
use indgang_domain::meetings::{By, MINUTE, Refused};

use super::visitors::{born_on, meeting_of, named};
use super::{place, today, until_meeting, wait};
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::meetings::act::{Actor, done};
use crate::http::meetings::booking;
use crate::http::once::{Made, Once, Turn};
use crate::http::refusal::Refusal;
use crate::identity::access::ThisDevice;
use crate::store::meetings::{self, Meeting};
use crate::store::reception::{self, For};
use crate::store::{Store, Transaction};

/// How often one kiosk may ask for a date of birth, and in how long: a queue of people does not, who tries
/// out dates does.
const SEARCHES: i64 = 20;
const SEARCHES_IN: i64 = 10 * MINUTE;

const LANGUAGES: [&str; 4] = ["da", "en", "ar", "uk"];

/// What a kiosk needs to begin
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "It", body = Hall), Refusal)
)]
pub async fn hall(
    State(config): State<Arc<Config>>,
    Extension(device): Extension<ThisDevice>,
) -> Result<Json<Hall>, Refusal> {
    let place = place(&config, &device.place)?;
    let reception = &config.meetings.reception;
    Ok(Json(Hall {
        errands: reception.errand.clone(),
        waiting: reception.waiting(&place.key).cloned(),
        place: place.clone(),
    }))
}

/// Who has a meeting today and is born on a day
///
/// First names only. Nobody is an answer too: then a person helps. Twenty times in ten minutes for one kiosk.
#[utoipa::path(
    post,
    path = VISITORS,
    request_body = Born,
    responses((status = 200, description = "Who it may be", body = Vec<Visitor>), Refusal)
)]
pub async fn find(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(device): Extension<ThisDevice>,
    JsonBody(born): JsonBody<Born>,
) -> Result<Json<Vec<Visitor>>, Refusal> {
    if !(1..=31).contains(&born.day)
        || !(1..=12).contains(&born.month)
        || !(1900..2100).contains(&born.year)
    {
        return Err(Refusal::Invalid {
            pointer: "",
            message: "a date of birth is needed here, with four digits for the year".to_owned(),
        });
    }
    let now = clock::now();
    let mut transaction = store.write().await?;
    let times = (now - SEARCHES_IN, now);
    let searched = reception::searched(&mut transaction, &device.id, times).await?;
    if searched > SEARCHES {
        transaction.commit().await?;
        return Err(Refusal::TooMany);
    }
    let found = born_on(&mut transaction, &config, &device.id, &born, now).await?;
    transaction.commit().await?;
    Ok(Json(found))
}

/// Say that somebody is here
///
/// As the citizen could themselves, within the same time. Said again it is answered the same.
#[utoipa::path(
    post,
    path = ARRIVALS,
    request_body = NewArrival,
    responses((status = 200, description = "What came of it", body = Arrival), Refusal)
)]
pub async fn arrive(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(device): Extension<ThisDevice>,
    JsonBody(new): JsonBody<NewArrival>,
) -> Result<Json<Arrival>, Refusal> {
    check_language(&new.language)?;
    let now = clock::now();
    let mut transaction = store.write().await?;
    let citizen = named(&transaction, &device.id, &new.token, now);
    let arrived = match citizen {
        Some(citizen) => arrived(&mut transaction, &config, (&device, &citizen), &new, now).await,
        None => Err(Refusal::NotFound),
    };
    // What one is told is on the disk, also that nothing came of it.
    match arrived {
        Err(Refusal::Store(error)) => Err(error.into()),
        arrived => {
            transaction.commit().await?;
            arrived.map(Json)
        }
    }
}

async fn arrived(
    transaction: &mut Transaction,
    config: &Config,
    (device, citizen): (&ThisDevice, &str),
    new: &NewArrival,
    now: i64,
) -> Result<Arrival, Refusal> {
    let here = place(config, &device.place)?;
    let meeting = meeting_of(transaction, config, (citizen, &here.key), now).await?;
    let Some(meeting) = meeting else {
        return Ok(Arrival::Over {});
    };
    if meeting.place != here.key
        && let Some(place) = config.meetings.place(&meeting.place)
    {
        return Ok(Arrival::Elsewhere {
            place: place.clone(),
            start: meeting.starts_at,
        });
    }
    let actor = Actor {
        by: By::Kiosk,
        person: None,
        citizen,
    };
    let which = (meeting.id.as_str(), meeting.version);
    match done(transaction, config, actor, which, &Change::Arrive {}, now).await {
        Ok(meeting) => {
            meetings::tell(transaction, &meeting, now).await?;
            here_now(transaction, config, &meeting, &new.language, now).await
        }
        Err(Refusal::Meeting(Refused::TooEarly)) => Ok(Arrival::Early {
            start: meeting.starts_at,
            from: booking(config, &meeting).cutoffs.arrive_from,
        }),
        Err(Refusal::Meeting(Refused::TooLate)) => Ok(Arrival::Late {}),
        Err(Refusal::Meeting(_)) => Ok(Arrival::Over {}),
        Err(refusal) => Err(refusal),
    }
}

async fn here_now(
    transaction: &mut Transaction,
    config: &Config,
    meeting: &Meeting,
    language: &str,
    now: i64,
) -> Result<Arrival, Refusal> {
    // Who has said before that they are here, and is in the room already, waits for nothing.
    let Some(ticket) = reception::of_meeting(transaction, &meeting.id).await? else {
        return Ok(Arrival::Over {});
    };
    reception::set_language(transaction, &ticket.id, language).await?;
    let waiting = until_meeting(transaction, config, &ticket, meeting, now).await?;
    Ok(Arrival::Here(waiting))
}

/// Draw a number
///
/// Sent again with the same key it draws no other.
#[utoipa::path(
    post,
    path = NUMBERS,
    params(Once<NewNumber>),
    request_body = NewNumber,
    responses((status = 200, description = "The number, and how long one waits", body = Waiting), Refusal)
)]
pub async fn draw(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(device): Extension<ThisDevice>,
    once: Once<NewNumber>,
) -> Result<Made, Refusal> {
    let new = &once.body;
    check_language(&new.language)?;
    let errand = config.meetings.reception.errand(&new.errand);
    let errand = errand.ok_or_else(|| Refusal::Invalid {
        pointer: "/errand",
        message: "an errand is needed here: /api/v1/reception names them".to_owned(),
    })?;
    let phone = (!new.phone.trim().is_empty()).then_some(new.phone.trim());
    if phone.is_some_and(|phone| !is_phone(phone)) {
        return Err(Refusal::Invalid {
            pointer: "/phone",
            message: "a telephone number of 8 to 15 digits is needed here, or nothing".to_owned(),
        });
    }
    let here = place(&config, &device.place)?;
    let now = clock::now();
    let mut transaction = match once.begin_as(&store, &device.id).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let day = today();
    let at = (&*day, &*here.key);
    let what = For::Errand {
        key: &errand.key,
        phone,
    };
    let language = Some(new.language.as_str());
    let ticket = reception::draw(&mut transaction, at, what, language, now).await?;
    let all = reception::of_day(&mut transaction, at).await?;
    let (least, most) = wait(&all, ticket.came_at, now);
    let waiting = Waiting {
        label: ticket.label,
        least,
        most,
        start: None,
        room: String::new(),
    };
    let made = Made::without_address(&waiting);
    once.keep_as(transaction, &device.id, made).await
}

fn check_language(language: &str) -> Result<(), Refusal> {
    if LANGUAGES.contains(&language) {
        return Ok(());
    }
    Err(Refusal::Invalid {
        pointer: "/language",
        message: "da, en, ar or uk is needed here".to_owned(),
    })
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let known = |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '+');
    (8..=15).contains(&digits) && text.len() <= 30 && text.chars().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_is_digits_and_what_people_put_between_them() {
        for good in ["20304050", "20 30 40 50", "+45 20 30 40 50"] {
            assert!(is_phone(good), "{good}");
        }
        for wrong in ["2030405", "20304050x", "1234567890123456"] {
            assert!(!is_phone(wrong), "{wrong}");
        }
    }
}
