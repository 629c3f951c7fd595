use leptos::prelude::*;

/// A large door: a picture, a verb and one line.
#[component]
pub fn Tile(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// An inline svg that only accompanies the words.
    picture: AnyView,
    /// What one does behind it.
    #[prop(into)]
    title: String,
    /// What one gets.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <a class="card tile" href=href>
            <span class="tile__picture" aria-hidden="true">{picture}</span>
            <span class="card-content">
                <span class="card-heading">{title}</span>
                <span class="tile__text">{text}</span>
            </span>
        </a>
    }
}
