//! What changes while one is looking.

use serde::{Deserialize, Serialize};

/// `GET`: server-sent events for who asks. A listener that comes back with `Last-Event-ID` hears what
/// it has missed.
pub const PATH: &str = "/api/v1/events";

/// `GET`: server-sent events for who works in the house: [`HOUSE`], when somebody has come, or when anything else has
/// become of the meetings of these days or of who waits in the hall.
pub const DESK: &str = "/api/v1/desk/events";
/// What such an event is called.
pub const HOUSE: &str = "house";

/// The data of an event. Its name says what kind of thing it is: `draft`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The address to load again.
    pub subject: String,
}
