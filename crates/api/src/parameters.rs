//! The dated rates that the law is computed with, and where each comes from.

/// `GET`: all rates as a list.
pub const PATH: &str = "/api/v1/parameters";
