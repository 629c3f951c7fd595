//! What a citizen and an office may send each other through a server that keeps it for both: neither can
//! speak for the other, and nothing arrives that is to stay on the citizen's devices.

use super::edit::{Author, Edit, Replica, Role, Stamp, Value};
use super::log::Log;

/// How far ahead of the clock an action may be, in milliseconds: a year. Everybody's clock goes on from
/// the latest action, so one at the end of time would leave no room for others.
const AHEAD: u64 = 366 * 24 * 60 * 60 * 1000;

/// Why something that was sent is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It never leaves the citizen's devices readable: see [`Value::is_always_private`].
    #[error(
        "it has something that stays on the citizen's devices: send what is left by `Log::shown`"
    )]
    Private,
    /// An action is too far ahead of now.
    #[error("an action is more than a year ahead of now: set the clock of the device")]
    Ahead,
    /// A replica has not been signed by who sends it.
    #[error("each replica must be signed by who sends it, in their role and by their name")]
    Unsigned,
    /// A replica is somebody else's.
    #[error("a replica belongs to somebody else: sign a new one, and do it again there")]
    Taken,
    /// Only the citizen may do it, or nobody can tell what it is.
    #[error("it does what a caseworker may not do")]
    NotAllowed,
}

impl Log {
    /// What is kept of a plan that a citizen shows to an office which has written `office`: what the
    /// citizen did. What the office did is known from the office.
    ///
    /// # Errors
    ///
    /// When nothing of it may be kept. `now` is in milliseconds since 1970.
    pub fn from_citizen(&self, office: &Self, now: u64) -> Result<Self, Refused> {
        self.not_ahead(now)?;
        if self
            .entries()
            .any(|(_, edits)| edits.iter().any(tells_what_is_private))
        {
            return Err(Refused::Private);
        }
        let citizens = self.of_role(Role::Citizen);
        if citizens.shares_a_replica_with(office) {
            return Err(Refused::Taken);
        }
        Ok(citizens)
    }

    /// What the owner of this plan takes in of what came from an office: what caseworkers did, at replicas
    /// that are not the owner's own.
    #[must_use]
    pub fn news_from_office(&self, theirs: &Self) -> Self {
        let own = self.authors();
        let is_own = |stamp: Stamp| {
            own.get(&stamp.replica)
                .is_some_and(|author| author.role == Role::Citizen)
        };
        theirs
            .of_role(Role::Caseworker)
            .actions()
            .filter(|action| !is_own(action.stamp))
            .collect()
    }

    /// What an office has written (`self`) and what somebody there has done since (`news`), for a citizen
    /// who shows it `citizens`. Doing it twice is doing it once.
    ///
    /// # Errors
    ///
    /// When nothing of the news may be kept. `now` is in milliseconds since 1970.
    pub fn with_news_from_office(
        &self,
        news: &Self,
        author: &Author,
        citizens: &Self,
        now: u64,
    ) -> Result<Self, Refused> {
        news.not_ahead(now)?;
        let (signed, here) = (news.authors(), self.authors());
        for (stamp, edits) in news.entries() {
            let replica = stamp.replica;
            if signed.get(&replica) != Some(author) {
                return Err(Refused::Unsigned);
            }
            if here.get(&replica).is_some_and(|known| known != author) {
                return Err(Refused::Taken);
            }
            for edit in edits {
                match edit {
                    Edit::Sign(signed) if signed != author => return Err(Refused::Unsigned),
                    // It could be filled in later, and would then have been there always.
                    Edit::Withheld => return Err(Refused::NotAllowed),
                    edit if !edit.is_allowed(author.role, true) => {
                        return Err(Refused::NotAllowed);
                    }
                    _ => {}
                }
            }
        }
        if news.shares_a_replica_with(citizens) {
            return Err(Refused::Taken);
        }
        let mut merged = self.clone();
        merged.merge(news);
        Ok(merged)
    }

    fn not_ahead(&self, now: u64) -> Result<(), Refused> {
        let latest = self.entries().next_back().map(|(stamp, _)| stamp.at);
        if latest.is_some_and(|at| at > now.saturating_add(AHEAD)) {
            return Err(Refused::Ahead);
        }
        Ok(())
    }

    fn shares_a_replica_with(&self, other: &Self) -> bool {
        let theirs = other.known();
        let is_theirs = |replica: &Replica| theirs.contains_key(replica);
        self.known().keys().any(is_theirs)
    }
}

fn tells_what_is_private(edit: &Edit) -> bool {
    match edit {
        Edit::Add { values, .. } => values.iter().any(Value::is_always_private),
        Edit::Set { value, .. } => value.is_always_private(),
        Edit::Sign(_) | Edit::Remove { .. } | Edit::Undo { .. } | Edit::Withheld => false,
    }
}
