//! The citizen's meetings. Starts them in the browser.

use indgang_api::pages::Entry;
use indgang_app::app::Program;
use indgang_app::meetings::{Book, MeetingPage, Meetings};
use indgang_app::not_found::NotFound;
use indgang_app::room::OnlineRoom;
use indgang_app::routes::Route;
use indgang_app::text::{self, Key};
use leptos::prelude::*;

static MEET: Program = Program {
    entry: Entry::Meet,
    content,
    texts: &[&text::COMMON, &text::MEETINGS, &text::ROOM],
    offline: Key::MEET_OFFLINE,
};

fn main() {
    indgang_app::start(&MEET);
}

fn content(route: Route) -> AnyView {
    match route {
        Route::Meetings => view! { <Meetings/> }.into_any(),
        Route::BookMeeting => view! { <Book/> }.into_any(),
        Route::Meeting(step) => view! { <MeetingPage step/> }.into_any(),
        Route::Room => view! { <OnlineRoom/> }.into_any(),
        _ => view! { <NotFound/> }.into_any(),
    }
}
