//! The open pages: what anybody can use without signing in. Starts them in the browser.

use indgang_api::pages::Entry;
use indgang_app::about::{About, Accessibility, Rates};
use indgang_app::app::Program;
use indgang_app::blank::Blank;
use indgang_app::calculator::Calculator;
use indgang_app::home::Home;
use indgang_app::not_found::{Away, NotFound};
use indgang_app::receipt::CheckReceipt;
use indgang_app::routes::Route;
use indgang_app::text::{self, Key};
use leptos::prelude::*;

static OPEN: Program = Program {
    entry: Entry::Open,
    content,
    texts: &[
        &text::APPLY,
        &text::BLANK,
        &text::CALCULATOR,
        &text::CALCULATOR_WORDS,
        &text::COMMON,
        &text::HOME,
        &text::LAW,
        &text::OM,
        &text::PAPERS,
        &text::SATSER,
        &text::WAS,
    ],
    offline: Key::COMMON_OFFLINE,
};

fn main() {
    indgang_app::start(&OPEN);
}

fn content(route: Route) -> AnyView {
    match route {
        Route::Home => view! { <Home/> }.into_any(),
        Route::Calculator(page) => view! { <Calculator page/> }.into_any(),
        Route::Blank(form) => view! { <Blank form/> }.into_any(),
        Route::Receipt => view! { <CheckReceipt/> }.into_any(),
        Route::Rates => view! { <Rates/> }.into_any(),
        Route::About => view! { <About/> }.into_any(),
        Route::Accessibility => view! { <Accessibility/> }.into_any(),
        Route::NotFound => view! { <NotFound/> }.into_any(),
        // The service worker answers with this program where another cannot be had.
        _ => view! { <Away/> }.into_any(),
    }
}
