//! Whom a citizen lets help.

pub use crate::mine_data::{AcceptedShare, NewShare, OfferedShare, Share, ShareCode};

/// `POST`: make one, with the header `Idempotency-Key`.
pub const PATH: &str = "/api/v1/shares";
/// `POST`: bring a code and become the helper, with the header `Idempotency-Key`.
pub const ACCEPT: &str = "/api/v1/shares/accept";
/// `DELETE`: revoke it.
pub const ONE: &str = "/api/v1/shares/{share}";
