//! `POST /api/v1/explanations`: stateless, and the answer is what `indgang explain` prints.

use axum::Json;
use axum::response::Response;
use indgang_api::explanations::PATH;
use indgang_law::Explanation;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::household::{HouseholdBody, HouseholdRejection};
use super::problems;

/// How many are computed at once. The more is unknown the longer one takes, and nobody may keep
/// everybody else from being answered.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Explain the assessment of a household
///
/// The rules and inputs behind each line, and what would change the result. Refused is what cannot
/// be assessed.
/// Nothing is kept, and nothing is logged about the household.
#[utoipa::path(
    post,
    path = PATH,
    request_body(content = ref("#/components/schemas/Household")),
    responses(
        (status = 200, description = "The explanation", body = ref("#/components/schemas/Explanation")),
        HouseholdRejection,
    )
)]
pub async fn create(
    HouseholdBody(household): HouseholdBody,
) -> Result<Json<Explanation>, Response> {
    let place = PLACES.acquire().await;
    let explanation = spawn_blocking(move || {
        let _place = place;
        indgang_law::explain(&household)
    });
    match explanation.await {
        Ok(explanation) => Ok(Json(explanation)),
        Err(panic) => Err(problems::internal(Box::new(panic))),
    }
}
