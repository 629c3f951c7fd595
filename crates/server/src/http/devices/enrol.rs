//! `POST /api/v1/devices/enrol`.

use axum::extract::State;
use indgang_api::devices::{DeviceCode, ENROL};
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, Session};

use crate::clock;
use crate::http::once::{Made, Once, Turn};
use crate::http::refusal::Refusal;
use crate::identity::visitor::{self, Visitor};
use crate::store::{Store, device};

/// The longest that browsers keep a cookie; a kiosk may stand still over a holiday.
const LIFE: Duration = Duration::days(400);
/// Whose keys those of devices are that are not enrolled yet. No person is called so.
const NEWCOMERS: &str = "devices";

/// Enrol the device that asks, with the code from the front desk
///
/// A code is good once. Sent again with the same key, within the 10 minutes of the code, the device is
/// enrolled as the same one: an answer that was lost costs no new code.
#[utoipa::path(
    post,
    path = ENROL,
    params(Once<DeviceCode>),
    request_body = DeviceCode,
    responses((status = 204, description = "It is enrolled"), Refusal)
)]
pub async fn enrol(
    State(store): State<Store>,
    session: Session,
    once: Once<DeviceCode>,
) -> Result<Made, Refusal> {
    let code = &once.body.code;
    let (id, made) = match once.begin_as(&store, NEWCOMERS).await? {
        Turn::First(mut transaction) => {
            let id = device::enrol(&mut transaction, code, clock::now()).await?;
            let id = id.ok_or(Refusal::NotFound)?;
            let made = once
                .keep_as(transaction, NEWCOMERS, Made::default())
                .await?;
            (id, made)
        }
        // What was answered then lacks the cookie, which nobody keeps.
        Turn::Again(made) => {
            let mut transaction = store.read().await?;
            let id = device::enrolled(&mut transaction, code, clock::now()).await?;
            (id.ok_or(Refusal::NotFound)?, made)
        }
    };
    session.set_expiry(Some(Expiry::OnInactivity(LIFE)));
    visitor::begin(&session, Visitor::Device { id }).await?;
    Ok(made)
}
