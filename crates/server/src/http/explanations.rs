//! `POST /api/v1/explanations`: stateless, and the answer is what `indgang explain` prints.

use axum::Json;
use indgang_api::explanations::PATH;
use indgang_law::Explanation;

use super::household::{HouseholdBody, HouseholdRejection};

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
pub async fn create(HouseholdBody(household): HouseholdBody) -> Json<Explanation> {
    Json(indgang_law::explain(&household))
}
