//! `/api/v1/shares`: whom a citizen lets help.

pub mod accept;
pub mod offer;
pub mod revoke;
