use leptos::prelude::*;

/// A picture of a card or one of its marks (`pictures/README.md`), gathered into the sprite by `cargo
/// xtask vendor`. As large as its words unless told otherwise. It only accompanies them, so screen
/// readers pass over it.
#[component]
pub fn Picture<'a>(
    /// The key of an offer, or the name of a mark.
    name: &'a str,
) -> impl IntoView + use<> {
    view! {
        <svg class="picture" focusable="false" aria-hidden="true">
            <use href=format!("/pictures.svg#{name}")></use>
        </svg>
    }
}
