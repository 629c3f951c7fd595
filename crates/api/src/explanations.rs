//! Explaining an assessment: the rules and inputs behind each line, and what would change it.

/// `POST`: a household, answered by its explanation (`crates/law/schema/explanation.schema.json`).
/// The body limit is that of [`crate::assessments`].
pub const PATH: &str = "/api/v1/explanations";
