//! The single-page app that a citizen meets: the library of its programs, `main.rs` and those that
//! `crates/api/src/pages.rs` names.

pub mod about;
pub mod account;
pub mod app;
pub mod blank;
pub mod browser;
pub mod calculator;
pub mod case;
pub mod desk;
pub mod home;
pub mod household;
pub mod meetings;
pub mod municipality;
pub mod not_found;
pub mod opinion;
pub mod plan;
pub mod receipt;
pub mod reception;
pub mod room;
pub mod routes;
pub mod text;
pub mod typed;
pub mod ui;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

/// Mounts one of the app's programs on the page, in the language that was chosen before.
pub fn start(program: &'static app::Program) {
    // Only for who works on the app: in the release build a message would be weight that nobody reads.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    spawn_local(async move {
        text::restore(program.texts).await;
        let place = document()
            .get_element_by_id("app")
            .and_then(|place| place.dyn_into().ok());
        if let Some(place) = place {
            mount_to(place, move || view! { <app::App program/> }).forget();
        }
    });
}
