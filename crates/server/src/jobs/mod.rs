//! What the server does by itself.

pub mod housekeeping;
