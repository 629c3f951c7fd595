//! The single-page app that a citizen meets.

pub mod browser;
pub mod text;
pub mod ui;

/// Mounts the app on the page.
pub fn start() {}
