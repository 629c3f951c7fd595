//! What the server does by itself.

pub mod case;
pub mod feeds;
pub mod housekeeping;
pub mod meetings;
pub mod outbox;
