//! Who is signed in. The session itself stays on the server.

use serde::{Deserialize, Serialize};

/// `GET`: who is signed in. `DELETE`: sign out.
pub const PATH: &str = "/api/v1/session";
/// `DELETE`: sign out everywhere.
pub const ALL: &str = "/api/v1/sessions";
/// `GET`: leave for the provider.
pub const SIGN_IN: &str = "/api/v1/sign-in";
/// `GET`: come back from the provider.
pub const CALLBACK: &str = "/api/v1/sign-in/callback";
/// The header that every request that changes something carries: another site cannot send it.
pub const HEADER: &str = "indgang-request";

/// Who is signed in: nobody, where there is no name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Session {
    /// The name as the provider says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the person is here; empty for a citizen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Where the person works here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What is left to do after signing out here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct SignedOut {
    /// Where to go, so that the provider forgets the person too.
    pub location: String,
}
