use leptos::prelude::*;

/// Answers that are handed in together. Faults are ours to show (see
/// [`ErrorSummary`](super::ErrorSummary)), so the browser's own bubbles are off; Enter hands in.
#[component]
pub fn Form(
    /// The citizen hands in.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Fields and a submitting [`Button`](super::Button).
    children: Children,
) -> impl IntoView {
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(());
            }
        >
            {children()}
        </form>
    }
}
