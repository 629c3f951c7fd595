//! Arriving at the office: the kiosk in the hall, and the screens that show who is called.

mod device;
mod idle;
mod kiosk;
mod pad;
mod screen;
mod stages;
mod words;

pub use kiosk::Kiosk;
pub use screen::Screen;
