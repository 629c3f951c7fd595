//! `POST /api/v1/consents`.

use std::sync::Arc;

use axum::extract::State;
use indgang_api::consents::{Consent, NewConsent, ONE, PATH};

use super::within_a_year;
use crate::clock;
use crate::config::Config;
use crate::http::once::{Made, Once, Turn};
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::store::{Store, consent};

/// The longest purpose, in characters.
const PURPOSE: usize = 500;

/// Let a unit see a part, for a purpose, until a day
///
/// Sent again with the same key it makes nothing new and is answered the same.
#[utoipa::path(
    post,
    path = PATH,
    params(Once<NewConsent>),
    request_body = NewConsent,
    responses(
        (status = 201, description = "It is given", body = Consent, headers(("Location" = String))),
        Refusal,
    )
)]
pub async fn give(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    person: Person,
    once: Once<NewConsent>,
) -> Result<Made, Refusal> {
    let now = clock::now();
    // Before it is checked: what was right yesterday may be sent again today.
    let mut transaction = match once.begin(&store, &person).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let wish = &once.body;
    check(wish, &config)?;
    let id = consent::give(&mut transaction, &person.0, wish, now).await?;
    let given = Consent {
        id,
        unit: wish.unit.clone(),
        part: wish.part.name().to_owned(),
        purpose: wish.purpose.clone(),
        given_at: clock::written(now),
        ends_on: wish.ends_on.0.to_string(),
        withdrawn_at: None,
    };
    let made = Made::new(ONE.replace("{consent}", &given.id), None, &given);
    once.keep(transaction, &person, made).await
}

fn check(wish: &NewConsent, config: &Config) -> Result<(), Refusal> {
    within_a_year(wish.ends_on)?;
    if !config.units.contains_key(&wish.unit) {
        return Err(Refusal::Invalid {
            pointer: "/unit",
            message: "a unit of this municipality is needed here".to_owned(),
        });
    }
    if wish.purpose.trim().is_empty() || wish.purpose.chars().count() > PURPOSE {
        return Err(Refusal::Invalid {
            pointer: "/purpose",
            message: format!("a purpose of at most {PURPOSE} characters is needed here"),
        });
    }
    Ok(())
}
