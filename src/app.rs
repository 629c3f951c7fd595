//! The frame around every page: header, messages, contact and footer.

use leptos::prelude::*;

use crate::about::{About, Accessibility, NotFound, Rates};
use crate::account::MineData;
use crate::browser::{location, page};
use crate::calculator::Calculator;
use crate::home::Home;
use crate::municipality::municipality;
use crate::plan::Plan;
use crate::receipt::CheckReceipt;
use crate::routes::{Route, use_route};
use crate::text::language;
use crate::ui::{ANNOUNCEMENTS, ContactBox, Footer, Header, MAIN, Notices, SkipLink};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    page::set_token("--kommune-farve", &municipality().farve.to_string());
    location::follow();
    let route = use_route();
    begin_pages(route);
    move || {
        // Another language builds the screen anew; see `crate::text`.
        language();
        view! {
            <SkipLink/>
            <Header/>
            <Notices/>
            <main id=MAIN class="page">{move || content(route.get())}</main>
            <ContactBox/>
            <Footer/>
            <div id=ANNOUNCEMENTS class="sr-only" role="status"></div>
        }
        .into_any()
    }
}

fn content(route: Route) -> AnyView {
    match route {
        Route::Home => view! { <Home/> }.into_any(),
        Route::Calculator(page) => view! { <Calculator page/> }.into_any(),
        Route::Receipt => view! { <CheckReceipt/> }.into_any(),
        Route::Rates => view! { <Rates/> }.into_any(),
        Route::About => view! { <About/> }.into_any(),
        Route::Accessibility => view! { <Accessibility/> }.into_any(),
        Route::MineData => view! { <MineData/> }.into_any(),
        Route::Plan => view! { <Plan/> }.into_any(),
        Route::NotFound => view! { <NotFound/> }.into_any(),
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
