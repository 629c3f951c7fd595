//! Components under the names that Det Fælles Designsystem (DKFDS) gives them, with its classes and
//! its documented behaviour: <https://designsystem.dk/komponenter/>.
//!
//! They take ready texts and plain signals, and know nothing of the pages that use them.

mod accordion;
mod alert;
mod back_link;
mod button;
mod checkbox;
mod date_input;
mod details;
mod error_message;
mod error_summary;
mod field;
mod form;
mod icon;
mod radio_button;
mod receipt;
mod step_indicator;
mod table;
mod text_input;
mod tile;

pub use accordion::Accordion;
pub use alert::{Alert, AlertKind};
pub use back_link::BackLink;
pub use button::{Button, ButtonKind, ButtonLink};
pub use checkbox::CheckboxGroup;
pub use date_input::{DateFields, DateInput};
pub use details::Details;
pub use error_message::ErrorMessage;
pub use error_summary::{ERROR_SUMMARY, ErrorSummary, FieldError};
pub use form::Form;
pub use icon::Icon;
pub use radio_button::{Choice, RadioGroup};
pub use receipt::{Receipt, ReceiptLine, ReceiptSum};
pub use step_indicator::StepIndicator;
pub use table::Table;
pub use text_input::TextInput;
pub use tile::Tile;
