//! Components under the names that Det Fælles Designsystem (DKFDS) gives them, with its classes and
//! its documented behaviour: <https://designsystem.dk/komponenter/>.
//!
//! Those of a page take ready texts and plain signals; those of the frame (header, contact, footer)
//! know the municipality and the routes.

mod alert;
mod back_link;
mod button;
mod checkbox;
mod contact_box;
mod date_input;
mod details;
mod dialog;
mod error_message;
mod error_summary;
mod field;
mod footer;
mod form;
mod header;
mod icon;
mod language_switch;
mod markup;
mod notices;
mod picture;
mod prose;
mod qr;
mod radio_button;
mod skeleton;
mod skip_link;
mod step_indicator;
mod text_area;
mod text_input;
mod tile;

pub use alert::{Alert, AlertKind};
pub use back_link::BackLink;
pub use button::{Button, ButtonKind, ButtonLink};
pub use checkbox::CheckboxGroup;
pub use contact_box::{ContactBox, OpenNow};
pub use date_input::{DateFields, DateInput};
pub use details::Details;
pub use dialog::Dialog;
pub use error_message::ErrorMessage;
pub use error_summary::{ERROR_SUMMARY, ErrorSummary, FieldError};
pub use footer::Footer;
pub use form::Form;
pub use header::Header;
pub use icon::Icon;
pub use language_switch::LanguageSwitch;
pub use markup::Markup;
pub use notices::{ANNOUNCEMENTS, Notices};
pub use picture::Picture;
pub use prose::{Piece, prose};
pub use qr::qr;
pub use radio_button::{Choice, RadioGroup};
pub use skeleton::skeleton;
pub use skip_link::{MAIN, SkipLink};
pub use step_indicator::StepIndicator;
pub use text_area::TextArea;
pub use text_input::TextInput;
pub use tile::Tile;
