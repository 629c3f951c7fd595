//! The pages of the house: its people's desk, the kiosk in its hall and the screens on its walls. Starts them in
//! the browser.

use indgang_api::pages::Entry;
use indgang_app::app::Program;
use indgang_app::desk::Desk;
use indgang_app::not_found::NotFound;
use indgang_app::reception::{Kiosk, Screen};
use indgang_app::room::OnlineRoom;
use indgang_app::routes::Route;
use indgang_app::text::{self, Key};
use leptos::prelude::*;

static HOUSE: Program = Program {
    entry: Entry::House,
    content,
    texts: &[
        &text::APPLY,
        &text::ATTACH,
        &text::BUDGET,
        &text::CASE,
        &text::COMMON,
        &text::CONSENT,
        &text::DESK,
        &text::DEVICE,
        &text::KIOSK,
        &text::PAPERS,
        &text::ROOM,
        &text::SPOUSE,
    ],
    offline: Key::DESK_OFFLINE,
};

fn main() {
    indgang_app::start(&HOUSE);
}

fn content(route: Route) -> AnyView {
    match route {
        Route::Desk(page) => view! { <Desk page/> }.into_any(),
        Route::Kiosk => view! { <Kiosk/> }.into_any(),
        Route::Screen => view! { <Screen/> }.into_any(),
        Route::Room => view! { <OnlineRoom/> }.into_any(),
        _ => view! { <NotFound/> }.into_any(),
    }
}
