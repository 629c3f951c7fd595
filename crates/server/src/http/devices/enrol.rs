//! `POST /api/v1/devices/enrol`.

use axum::extract::State;
use axum::http::StatusCode;
use indgang_api::devices::{DeviceCode, ENROL};
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, Session};

use crate::clock;
use crate::http::body::Json as JsonBody;
use crate::http::refusal::Refusal;
use crate::identity::visitor::{self, Visitor};
use crate::store::{Store, device};

/// The longest that browsers keep a cookie; a kiosk may stand still over a holiday.
const LIFE: Duration = Duration::days(400);

/// Enrol the device that asks, with the code from the front desk
#[utoipa::path(
    post,
    path = ENROL,
    request_body = DeviceCode,
    responses((status = 204, description = "It is enrolled"), Refusal)
)]
pub async fn enrol(
    State(store): State<Store>,
    session: Session,
    JsonBody(DeviceCode { code }): JsonBody<DeviceCode>,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    let id = device::enrol(&mut transaction, &code, clock::now()).await?;
    transaction.commit().await?;
    let id = id.ok_or(Refusal::NotFound)?;
    session.set_expiry(Some(Expiry::OnInactivity(LIFE)));
    visitor::begin(&session, Visitor::Device { id }).await?;
    Ok(StatusCode::NO_CONTENT)
}
