//! `POST /api/v1/assessments`: stateless, and the answer is what `indgang assess` prints.

use axum::Json;
use indgang_api::{Problem, assessments::PATH};
use indgang_law::Assessment;

use super::household::HouseholdBody;

/// Assess a household
///
/// A month without known rates is not an error: the assessment is then `refused`.
/// Nothing is kept, and nothing is logged about the household.
#[utoipa::path(
    post,
    path = PATH,
    request_body(content = ref("#/components/schemas/Household")),
    responses(
        (status = 200, description = "The assessment", body = ref("#/components/schemas/Assessment")),
        (status = 400, description = "Not JSON", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 408, description = "Too slow", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 413, description = "Longer than 256 KiB", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 415, description = "Not said to be JSON", body = Problem, content_type = Problem::MEDIA_TYPE),
        (status = 422, description = "Not a valid household", body = Problem, content_type = Problem::MEDIA_TYPE),
    )
)]
pub async fn create(HouseholdBody(household): HouseholdBody) -> Json<Assessment> {
    Json(indgang_law::assess(&household))
}
