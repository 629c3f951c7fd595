//! Assessing a household: a household in, an assessment out, nothing kept.

/// `POST`: a household (`crates/law/schema/household.schema.json`), answered by its assessment
/// (`assessment.schema.json`).
pub const PATH: &str = "/api/v1/assessments";

/// The longest request body in bytes. The largest household that makes sense has a tenth of it.
pub const BODY_LIMIT: usize = 256 * 1024;
