use leptos::prelude::*;

/// One of several sections under each other that people open to compare or look up.
#[component]
pub fn Accordion(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What is in it.
    #[prop(into)]
    title: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// Its content; kept in the page while closed, so that it prints and is found.
    children: Children,
) -> impl IntoView {
    let expanded = RwSignal::new(open);
    view! {
        <div class="accordion">
            <h2>
                <button
                    class="accordion-button"
                    type="button"
                    aria-expanded=move || if expanded.get() { "true" } else { "false" }
                    aria-controls=id.clone()
                    on:click=move |_| expanded.update(|open| *open = !*open)
                >
                    <span class="accordion-title">{title}</span>
                </button>
            </h2>
            <div
                class="accordion-content"
                id=id
                aria-hidden=move || if expanded.get() { "false" } else { "true" }
            >
                {children()}
            </div>
        </div>
    }
}
