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
    /// What one gets, in one line.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="card tile" href=href>
            <div class="tile__picture" aria-hidden="true">{picture}</div>
            <div class="card-content">
                <h2 class="card-heading">{title}</h2>
                {children()}
            </div>
        </a>
    }
}
