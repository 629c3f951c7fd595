//! `GET /api/v1/citizens`.

use axum::extract::State;
use axum::{Extension, Json};
use indgang_api::citizens::{Citizen, PATH};
use indgang_api::mine_data::Part;

use crate::clock;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::{Store, look, person, relation};

/// The citizens whom one's own unit works with
///
/// That somebody looked is kept, and each citizen sees it.
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "By name", body = Vec<Citizen>), Refusal)
)]
pub async fn list(
    State(store): State<Store>,
    Extension(staff): Extension<Person>,
) -> Result<Json<Vec<Citizen>>, Refusal> {
    let unit = staff.unit.clone().unwrap_or_default();
    let now = clock::now();
    let mut transaction = store.read().await?;
    let mut citizens = Vec::new();
    for id in relation::citizens(&mut transaction, &unit, now).await? {
        if let Some(person) = person::find(&mut transaction, &id).await? {
            citizens.push(Citizen {
                id,
                name: person.name,
            });
        }
    }
    drop(transaction);
    let who = (staff.id.as_str(), staff.unit.as_deref());
    let seen = citizens.iter().map(|citizen| citizen.id.as_str());
    look::keep_all(&store, seen, who, Part::Person, now).await?;
    citizens.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(Json(citizens))
}
