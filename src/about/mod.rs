//! Pages about the app itself.

mod rates;

pub use rates::Rates;

use leptos::prelude::*;

use crate::municipality::municipality;
use crate::routes::Route;
use crate::text::{Key, t};
use crate::ui::Piece::{Heading, Link, List, Text};
use crate::ui::prose;

/// What the calculator does and does not do, and what happens to the answers.
#[component]
pub fn About() -> impl IntoView {
    let link = |route: Route, words: Key| Link("", route.path().to_owned(), t(words).to_owned());
    let licence = |file: &str, name: &str| Link("", format!("/licenses/{file}"), name.to_owned());
    prose(
        Key::ABOUT_TITLE,
        Key::ABOUT_LEAD,
        &[],
        vec![
            Heading(Key::ABOUT_DOES_TITLE),
            List(&[
                Key::ABOUT_DOES_RULES,
                Key::ABOUT_DOES_AMOUNT,
                Key::ABOUT_DOES_REASONS,
                Key::ABOUT_DOES_UNKNOWN,
            ]),
            Heading(Key::ABOUT_NOT_TITLE),
            Text(Key::ABOUT_NOT_LEAD),
            List(&[
                Key::ABOUT_NOT_STAY,
                Key::ABOUT_NOT_EVENT,
                Key::ABOUT_NOT_WEALTH,
                Key::ABOUT_NOT_VISITATION,
                Key::ABOUT_NOT_COUPLE,
                Key::ABOUT_NOT_SANCTION,
                Key::ABOUT_NOT_SINGLE,
                Key::ABOUT_NOT_PAYMENT,
            ]),
            Text(Key::ABOUT_NOT_APPLY),
            Heading(Key::ABOUT_DATA_TITLE),
            List(&[
                Key::ABOUT_DATA_DEVICE,
                Key::ABOUT_DATA_SENT,
                Key::ABOUT_DATA_LINK,
                Key::ABOUT_DATA_CLEAR,
                Key::ABOUT_DATA_LOGS,
            ]),
            Heading(Key::ABOUT_NUMBERS_TITLE),
            Text(Key::ABOUT_NUMBERS_TEXT),
            link(Route::Rates, Key::ABOUT_NUMBERS_LINK),
            Heading(Key::ABOUT_WRONG_TITLE),
            Text(Key::ABOUT_WRONG_TEXT),
            Heading(Key::ABOUT_OPEN_TITLE),
            Text(Key::ABOUT_OPEN_TEXT),
            licence("dkfds.md", "Det Fælles Designsystem"),
            licence("ibm-plex-sans.txt", "IBM Plex Sans"),
            licence("material-symbols.txt", "Material Symbols"),
        ],
    )
}

/// The accessibility statement, with ways to write and to call about a hindrance.
#[component]
pub fn Accessibility() -> impl IntoView {
    let kommune = municipality();
    prose(
        Key::ACCESSIBILITY_TITLE,
        Key::ACCESSIBILITY_LEAD,
        &[("kommune", &kommune.navn)],
        vec![
            Heading(Key::ACCESSIBILITY_STATUS_TITLE),
            Text(Key::ACCESSIBILITY_STATUS_TEXT),
            List(&[
                Key::ACCESSIBILITY_STATUS_AXE,
                Key::ACCESSIBILITY_STATUS_KEYBOARD,
                Key::ACCESSIBILITY_STATUS_SMALL,
                Key::ACCESSIBILITY_STATUS_CONTRAST,
            ]),
            Heading(Key::ACCESSIBILITY_MISSING_TITLE),
            List(&[
                Key::ACCESSIBILITY_MISSING_AUDIT,
                Key::ACCESSIBILITY_MISSING_READERS,
                Key::ACCESSIBILITY_MISSING_LINKS,
            ]),
            Heading(Key::ACCESSIBILITY_FEEDBACK_TITLE),
            Text(Key::ACCESSIBILITY_FEEDBACK_TEXT),
            Link(
                t(Key::ACCESSIBILITY_FEEDBACK_CALL),
                format!("tel:{}", kommune.telefon.link()),
                kommune.telefon.to_string(),
            ),
            Link(
                t(Key::ACCESSIBILITY_FEEDBACK_WRITE),
                format!("mailto:{}", kommune.email),
                kommune.email.clone(),
            ),
            Text(Key::ACCESSIBILITY_FEEDBACK_OTHER),
            Heading(Key::ACCESSIBILITY_COMPLAIN_TITLE),
            Link(
                t(Key::ACCESSIBILITY_COMPLAIN_TEXT),
                "https://digst.dk".to_owned(),
                "digst.dk".to_owned(),
            ),
        ],
    )
}
