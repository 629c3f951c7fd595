//! Who a session belongs to.

use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::role::Role;
use crate::store::uploads::Sender;

/// Where in a session it stands who it belongs to.
pub const KEY: &str = "visitor";

/// Somebody whom the server knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visitor {
    Person(Person),
    Device {
        id: String,
    },
    /// Who comes to a citizen's online meeting by a link of their own.
    Guest {
        id: String,
    },
}

/// A person who has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Ours, not the provider's.
    pub id: String,
    pub name: String,
    /// None for a citizen.
    pub roles: Vec<Role>,
    pub unit: Option<String>,
    /// In seconds since 1970.
    pub signed_in_at: i64,
    /// When the provider last asked who it is.
    pub asked_at: i64,
    /// When the last request came, exact to a minute.
    pub seen_at: i64,
    /// How often they had signed out everywhere when this session began.
    #[serde(default)]
    pub sign_outs: i64,
}

impl Person {
    pub fn is_citizen(&self) -> bool {
        self.roles.is_empty()
    }

    /// As who the person sends files about a citizen.
    pub fn sends_about<'a>(&'a self, citizen: &'a str) -> Sender<'a> {
        Sender {
            citizen,
            staff: (!self.is_citizen()).then_some(&*self.id),
        }
    }

    /// Whether the person is at work here in one of the roles.
    pub fn works_as(&self, wanted: &[Role]) -> bool {
        self.roles.iter().any(|role| wanted.contains(role))
    }
}

/// Begins a session of somebody under a new id: one that was planted in the browser before is worth
/// nothing.
pub async fn begin(
    session: &Session,
    visitor: Visitor,
) -> Result<(), tower_sessions::session::Error> {
    session.clear().await;
    session.cycle_id().await?;
    session.insert(KEY, visitor).await
}

pub async fn of(session: &Session) -> Result<Option<Visitor>, tower_sessions::session::Error> {
    session.get(KEY).await
}
