use leptos::prelude::*;

/// A picture of DKFDS' set, cut into the sprite by `cargo xtask vendor`. It only accompanies words, so
/// screen readers pass over it.
#[component]
pub fn Icon(
    /// One of the names in `crates/xtask/src/icons.rs`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon-svg" focusable="false" aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
