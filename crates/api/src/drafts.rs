//! Forms that a person has begun, kept so that they can go on elsewhere or another day.

use serde::{Deserialize, Serialize};

/// `GET`: the drafts of who asks. `POST`: a new one, with the header `Idempotency-Key`.
/// `DELETE`: all of them at once.
pub const PATH: &str = "/api/v1/drafts";

/// `GET`, `PUT` with the header `If-Match`, `DELETE`.
pub const ITEM: &str = "/api/v1/drafts/{id}";

/// The longest content in bytes.
pub const CONTENT_LIMIT: usize = 64 * 1024;

/// The longest name of a form in bytes.
pub const FORM_LIMIT: usize = 64;

/// A form to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDraft {
    /// Which form it is.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        schema(min_length = 1, max_length = 64, pattern = "^[a-z0-9-]+$")
    )]
    pub form: String,
    /// What has been filled in, as the app writes it. The server does not look inside.
    #[cfg_attr(not(target_arch = "wasm32"), schema(max_length = 65536))]
    pub content: String,
}

/// What a form has become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DraftChange {
    /// What has been filled in now.
    #[cfg_attr(not(target_arch = "wasm32"), schema(max_length = 65536))]
    pub content: String,
}

/// A form that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Draft {
    /// Names it.
    pub id: String,
    /// Which form it is.
    pub form: String,
    /// What has been filled in.
    pub content: String,
    /// Counts the changes from 1; the header `ETag` has it in quotation marks.
    pub version: i64,
    /// When it was changed last, in milliseconds since 1970.
    pub changed_at: i64,
}
