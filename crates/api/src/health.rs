//! Whether the server answers.

use serde::{Deserialize, Serialize};

/// `GET`: for whoever watches over the server.
pub const PATH: &str = "/api/v1/health";

/// The server answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Health {
    /// Always `ok`.
    pub status: String,
    /// The version of the program.
    pub version: String,
}
