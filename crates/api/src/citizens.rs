//! Citizens, as those see them who may.

use serde::{Deserialize, Serialize};

/// `GET`: the citizens whom one's own unit works with.
pub const PATH: &str = "/api/v1/citizens";
/// `GET`: one of them.
pub const ONE: &str = "/api/v1/citizens/{citizen}";

/// A citizen by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Citizen {
    /// Ours; never the CPR number.
    pub id: String,
    /// The name.
    pub name: String,
}
