use leptos::prelude::*;

/// What only some need, folded under its heading: "Hvorfor spørger vi?"
#[component]
pub fn Details(
    /// What is in it.
    #[prop(into)]
    summary: String,
    /// Open from the start.
    #[prop(optional)]
    open: bool,
    /// Its content.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="details" open=open>
            <summary class="details-summary">
                <span class="details-summary-text">{summary}</span>
            </summary>
            <div class="details-text">{children()}</div>
        </details>
    }
}
