//! `POST /api/v1/assessments`: stateless, and the answer is what `indgang assess` prints.

use axum::Json;
use indgang_api::assessments::PATH;
use indgang_law::Assessment;

use super::household::{HouseholdBody, HouseholdRejection};

/// Assess a household
///
/// A month without known rates is not an error: the assessment is then `refused`.
/// Refused beyond what the schema can say: a number like 120.0 for a whole number, a key that is
/// repeated, a partner named where there is none.
/// Nothing is kept, and nothing is logged about the household.
#[utoipa::path(
    post,
    path = PATH,
    request_body(content = ref("#/components/schemas/Household")),
    responses(
        (status = 200, description = "The assessment", body = ref("#/components/schemas/Assessment")),
        HouseholdRejection,
    )
)]
pub async fn create(HouseholdBody(household): HouseholdBody) -> Json<Assessment> {
    Json(indgang_law::assess(&household))
}
