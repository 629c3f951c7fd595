//! Pages that cannot be shown: an address that is none of ours, or a page that is not on the device.

use leptos::prelude::*;

use crate::browser::location;
use crate::routes::Route;
use crate::text::{Key, t};
use crate::ui::Piece::{Link, Text};
use crate::ui::prose;

/// An address that is none of ours: ways on instead of an end.
#[component]
pub fn NotFound() -> impl IntoView {
    let link = |route: Route, words: Key| Link("", route.path().to_owned(), t(words).to_owned());
    prose(
        Key::NOT_FOUND_TITLE,
        Key::NOT_FOUND_TEXT,
        &[],
        vec![
            link(Route::Home, Key::NOT_FOUND_HOME),
            link(Route::CALCULATOR, Key::HOME_CALCULATOR_TITLE),
            link(Route::About, Key::ABOUT_TITLE),
            Text(Key::NOT_FOUND_PEOPLE),
        ],
    )
}

/// A page of another program, when neither the network nor the device has it.
#[component]
pub fn Away() -> impl IntoView {
    let path = location::path().get_untracked();
    prose(
        Key::AWAY_TITLE,
        Key::AWAY_TEXT,
        &[],
        vec![Link("", path, t(Key::AWAY_AGAIN).to_owned())],
    )
}
