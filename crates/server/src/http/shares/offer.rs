//! `POST /api/v1/shares`.

use axum::extract::State;
use indgang_api::shares::{NewShare, ONE, OfferedShare, PATH};

use crate::clock;
use crate::http::consents::within_a_year;
use crate::http::once::{Made, Once, Turn};
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::store::{Store, share};

/// Let somebody help with a part, until a day
///
/// The answer has a code, shown once: whoever signs in and brings it first becomes the helper.
/// Sent again with the same key it makes nothing new and is answered the same.
#[utoipa::path(
    post,
    path = PATH,
    params(Once<NewShare>),
    request_body = NewShare,
    responses(
        (status = 201, description = "It is offered", body = OfferedShare, headers(("Location" = String))),
        Refusal,
    )
)]
pub async fn offer(
    State(store): State<Store>,
    person: Person,
    once: Once<NewShare>,
) -> Result<Made, Refusal> {
    // Before it is checked: what was right yesterday may be sent again today.
    let mut transaction = match once.begin(&store, &person).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    within_a_year(once.body.ends_on)?;
    let (id, code) = share::offer(&mut transaction, &person.0, &once.body, clock::now()).await?;
    let location = ONE.replace("{share}", &id);
    let made = Made::new(location, None, &OfferedShare { id, code });
    once.keep(transaction, &person, made).await
}
