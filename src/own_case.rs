//! The citizen's own case. Starts it in the browser.

use indgang_api::pages::Entry;
use indgang_app::app::Program;
use indgang_app::case::Case;
use indgang_app::not_found::NotFound;
use indgang_app::routes::Route;
use indgang_app::text::{self, Key};
use leptos::prelude::*;

static CASE: Program = Program {
    entry: Entry::Case,
    content,
    texts: &[
        &text::APPLY,
        &text::ATTACH,
        &text::BUDGET,
        &text::CASE,
        &text::COMMON,
        &text::CONSENT,
        &text::OFFERS,
        &text::PAPERS,
        &text::SPOUSE,
    ],
    offline: Key::CASE_OFFLINE,
};

fn main() {
    indgang_app::start(&CASE);
}

fn content(route: Route) -> AnyView {
    match route {
        Route::Case(page) => view! { <Case page/> }.into_any(),
        _ => view! { <NotFound/> }.into_any(),
    }
}
