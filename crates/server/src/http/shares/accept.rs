//! `POST /api/v1/shares/accept`.

use axum::extract::State;
use axum::{Extension, Json};
use indgang_api::shares::{ACCEPT, AcceptedShare, ShareCode};

use crate::clock;
use crate::http::body::Json as JsonBody;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::{Store, share};

/// Bring a citizen's code and become their helper
#[utoipa::path(
    post,
    path = ACCEPT,
    request_body = ShareCode,
    responses((status = 200, description = "Whom one helps now", body = AcceptedShare), Refusal)
)]
pub async fn accept(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    JsonBody(ShareCode { code }): JsonBody<ShareCode>,
) -> Result<Json<AcceptedShare>, Refusal> {
    let mut transaction = store.write().await?;
    let citizen = share::accept(&mut transaction, &person.id, &code, clock::today()).await?;
    transaction.commit().await?;
    let citizen = citizen.ok_or(Refusal::NotFound)?;
    Ok(Json(AcceptedShare { citizen }))
}
