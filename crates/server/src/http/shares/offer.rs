//! `POST /api/v1/shares`.

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use indgang_api::shares::{NewShare, OfferedShare, PATH};

use crate::clock;
use crate::http::body::Json as JsonBody;
use crate::http::consents::within_a_year;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::{Store, share};

/// Let somebody help with a part, until a day
///
/// The answer has a code, shown once: whoever signs in and brings it first becomes the helper.
#[utoipa::path(
    post,
    path = PATH,
    request_body = NewShare,
    responses((status = 201, description = "It is offered", body = OfferedShare), Refusal)
)]
pub async fn offer(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    JsonBody(wish): JsonBody<NewShare>,
) -> Result<(StatusCode, Json<OfferedShare>), Refusal> {
    within_a_year(wish.ends_on)?;
    let mut transaction = store.write().await?;
    let (id, code) = share::offer(&mut transaction, &person.id, &wish, clock::now()).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(OfferedShare { id, code })))
}
