//! `POST /api/v1/devices`.

use std::sync::Arc;

use axum::extract::State;
use indgang_api::devices::{AnnouncedDevice, NewDevice, ONE, PATH};
use rand::seq::IndexedRandom;

use crate::clock;
use crate::config::Config;
use crate::http::once::{Made, Once, Turn};
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::store::{Store, device};

/// Digits and letters that nobody takes for each other: 5 bits each.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODE: usize = 8;
/// The longest name, in characters.
const NAME: usize = 100;

/// Announce a device
///
/// The answer has the code to type in on it, within 10 minutes.
/// Sent again with the same key it makes nothing new and is answered the same.
#[utoipa::path(
    post,
    path = PATH,
    params(Once<NewDevice>),
    request_body = NewDevice,
    responses(
        (status = 201, description = "It is announced", body = AnnouncedDevice, headers(("Location" = String))),
        Refusal,
    )
)]
pub async fn announce(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    person: Person,
    once: Once<NewDevice>,
) -> Result<Made, Refusal> {
    let name = &once.body.name;
    if name.trim().is_empty() || name.chars().count() > NAME {
        return Err(Refusal::Invalid {
            pointer: "/name",
            message: format!("a name of at most {NAME} characters is needed here"),
        });
    }
    let place = &once.body.place;
    if !place.is_empty() && config.meetings.place(place).is_none() {
        return Err(Refusal::Invalid {
            pointer: "/place",
            message: "a place is needed here: /api/v1/meetings/facts names them".to_owned(),
        });
    }
    let mut transaction = match once.begin(&store, &person).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let code = code();
    let id = device::announce(&mut transaction, &once.body, &code, clock::now()).await?;
    let location = ONE.replace("{device}", &id);
    let made = Made::new(location, None, &AnnouncedDevice { id, code });
    once.keep(transaction, &person, made).await
}

fn code() -> String {
    let mut rng = rand::rng();
    let letters = std::iter::repeat_with(|| LETTERS.choose(&mut rng));
    letters
        .take(CODE)
        .flatten()
        .map(|letter| char::from(*letter))
        .collect()
}
