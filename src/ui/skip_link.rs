use leptos::prelude::*;

use crate::browser::page;
use crate::text::{Key, t};

/// The id of the page's own content.
pub const MAIN: &str = "main-content";

/// The first stop of the keyboard: past the header.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <a
            class="skipnav"
            href=format!("#{MAIN}")
            on:click=move |event| {
                event.prevent_default();
                page::focus(MAIN);
            }
        >
            {t(Key::COMMON_SKIP)}
        </a>
    }
}
