//! The single-page app that a citizen meets.

pub mod about;
pub mod account;
pub mod app;
pub mod browser;
pub mod calculator;
pub mod home;
pub mod municipality;
pub mod receipt;
pub mod routes;
pub mod text;
pub mod ui;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// Mounts the app on the page, in the language that was chosen before.
pub fn start() {
    // Only for who works on the app: in the release build a message would be weight that nobody reads.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    spawn_local(async {
        text::restore(&text::FILES).await;
        let place = document()
            .get_element_by_id("app")
            .and_then(|place| place.dyn_into().ok());
        if let Some(place) = place {
            mount_to(place, app::App).forget();
        }
    });
}
