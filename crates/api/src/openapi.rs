//! The description of the API.

/// `GET`: the API as OpenAPI 3.1.
pub const PATH: &str = "/api/v1/openapi.json";
