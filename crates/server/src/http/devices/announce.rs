//! `POST /api/v1/devices`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use indgang_api::devices::{AnnouncedDevice, NewDevice, PATH};
use rand::seq::IndexedRandom;

use crate::clock;
use crate::http::body::Json as JsonBody;
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
#[utoipa::path(
    post,
    path = PATH,
    request_body = NewDevice,
    responses((status = 201, description = "It is announced", body = AnnouncedDevice), Refusal)
)]
pub async fn announce(
    State(store): State<Store>,
    JsonBody(NewDevice { name }): JsonBody<NewDevice>,
) -> Result<(StatusCode, Json<AnnouncedDevice>), Refusal> {
    if name.trim().is_empty() || name.chars().count() > NAME {
        return Err(Refusal::Invalid {
            pointer: "/name",
            message: format!("a name of at most {NAME} characters is needed here"),
        });
    }
    let code = code();
    let mut transaction = store.write().await?;
    let id = device::announce(&mut transaction, &name, &code, clock::now()).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(AnnouncedDevice { id, code })))
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
