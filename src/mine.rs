//! The citizen's own pages. Starts them in the browser.

use indgang_api::pages::Entry;
use indgang_app::account::MineData;
use indgang_app::app::Program;
use indgang_app::not_found::NotFound;
use indgang_app::opinion::Opinion;
use indgang_app::plan::{ExamplePlan, Office, Plan, ShownPlan};
use indgang_app::routes::Route;
use indgang_app::text::{self, Key};
use leptos::prelude::*;

static MINE: Program = Program {
    entry: Entry::Mine,
    content,
    texts: &[
        &text::ACCOUNT,
        &text::COMMON,
        &text::LIFE,
        &text::MEETING,
        &text::OFFERS,
        &text::OPINION,
        &text::PLAN,
        &text::PLAN_TAKE,
        &text::WHO,
    ],
    offline: Key::ACCOUNT_OFFLINE,
};

fn main() {
    indgang_app::start(&MINE);
}

fn content(route: Route) -> AnyView {
    match route {
        Route::MineData => view! { <MineData/> }.into_any(),
        Route::Opinion => view! { <Opinion/> }.into_any(),
        Route::Plan => view! { <Plan/> }.into_any(),
        Route::PlanExample => view! { <ExamplePlan/> }.into_any(),
        Route::PlanShown => view! { <ShownPlan/> }.into_any(),
        Route::PlanMeeting => view! { <Office/> }.into_any(),
        _ => view! { <NotFound/> }.into_any(),
    }
}
