//! The frame around every page: header, messages, contact and footer.

use indgang_api::pages::Entry;
use leptos::prelude::*;

use crate::browser::{beside, location, page};
use crate::municipality::municipality;
use crate::routes::{Route, use_route};
use crate::text::{File, Key, language};
use crate::ui::{ANNOUNCEMENTS, ContactBox, Footer, Header, MAIN, Notices, SkipLink};

/// What is a program's own. A page that it does not name is not in it, nor is what only that page uses.
pub struct Program {
    /// Which addresses are its own.
    pub entry: Entry,
    /// The page at an address.
    pub content: fn(Route) -> AnyView,
    /// The text files whose keys it uses, fetched together in another language.
    pub texts: &'static [&'static File],
    /// What it says where there is no network.
    pub offline: Key,
}

/// All that is on the screen.
#[component]
pub fn App(
    /// Which of the programs.
    program: &'static Program,
) -> impl IntoView {
    page::set_token("--kommune-farve", &municipality().farve.to_string());
    location::follow(program.entry);
    let route = use_route();
    begin_pages(route);
    move || {
        // Another language builds the screen anew; see `crate::text`.
        language();
        let (is_a_device, is_inside) = (route.get_untracked().is_a_device(), beside::is_inside());
        if is_a_device || is_inside {
            let class = if is_inside { "page" } else { "device" };
            // The page around has a main part, too.
            return view! {
                <main id=MAIN class=class aria-label=beside::name()>{move || (program.content)(route.get())}</main>
                <div id=ANNOUNCEMENTS class="sr-only" role="status"></div>
            }
            .into_any();
        }
        view! {
            <SkipLink/>
            <Header/>
            <Notices offline=program.offline/>
            <main id=MAIN class="page">{move || (program.content)(route.get())}</main>
            <ContactBox/>
            <Footer/>
            <div id=ANNOUNCEMENTS class="sr-only" role="status"></div>
        }
        .into_any()
    }
}

/// Another page begins at its top, with its heading in focus and in the title. The page that was
/// opened first keeps the browser's own beginning, and so does a page in another language.
fn begin_pages(route: Memo<Route>) {
    Effect::new(move |before: Option<Route>| {
        let now = route.get();
        language();
        if before.is_some_and(|before| before != now) {
            page::begin();
        }
        request_animation_frame(|| page::set_title(&municipality().navn));
        now
    });
}
