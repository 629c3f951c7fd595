//! A citizen's own case: what they tell the municipality and ask it for, what is asked of them, and what
//! becomes of it. A person decides about rights and money; nothing here does.

pub mod activity;
pub mod application;
pub mod choice;
pub mod content;
pub mod file;
pub mod matter;
pub mod own_part;
pub mod transport;

pub use content::{Content, Fault, Rules, Wrong};
pub use file::FileType;
pub use matter::{Act, By, Kind, Outcome, Refused, Status};
