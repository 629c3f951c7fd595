//! `POST /api/v1/shares/accept`.

use axum::extract::State;
use indgang_api::shares::{ACCEPT, AcceptedShare, ShareCode};

use crate::clock;
use crate::http::once::{Made, Once, Turn};
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::store::{Store, share};

/// Bring a citizen's code and become their helper
///
/// A code is good once. Sent again with the same key it is answered the same.
#[utoipa::path(
    post,
    path = ACCEPT,
    params(Once<ShareCode>),
    request_body = ShareCode,
    responses((status = 200, description = "Whom one helps now", body = AcceptedShare), Refusal)
)]
pub async fn accept(
    State(store): State<Store>,
    person: Person,
    once: Once<ShareCode>,
) -> Result<Made, Refusal> {
    let mut transaction = match once.begin(&store, &person).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let code = &once.body.code;
    let citizen = share::accept(&mut transaction, &person.0, code, clock::today()).await?;
    let citizen = citizen.ok_or(Refusal::NotFound)?;
    let made = Made::without_address(&AcceptedShare { citizen });
    once.keep(transaction, &person, made).await
}
