//! What a citizen lets other units see.

pub use crate::mine_data::{Consent, NewConsent};

/// `POST`: give one, with the header `Idempotency-Key`.
pub const PATH: &str = "/api/v1/consents";
/// `DELETE`: withdraw it.
pub const ONE: &str = "/api/v1/consents/{consent}";
