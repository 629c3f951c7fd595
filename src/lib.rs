//! The single-page app that a citizen meets.

pub mod about;
pub mod app;
pub mod browser;
pub mod calculator;
pub mod home;
pub mod municipality;
pub mod routes;
pub mod text;
pub mod ui;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// Mounts the app on the page, in the language that was chosen before.
pub fn start() {
    spawn_local(async {
        text::restore().await;
        let place = document().get_element_by_id("app").and_then(|place| place.dyn_into().ok());
        if let Some(place) = place {
            mount_to(place, app::App).forget();
        }
    });
}
