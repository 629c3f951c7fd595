use leptos::prelude::*;

/// How far one has come: a thin bar and, in words, what is left ("ca. 2 minutter tilbage").
#[component]
pub fn StepIndicator(
    /// 0 to 100.
    #[prop(into)]
    percent: Signal<u8>,
    /// What is left.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <progress class="progress__bar" max="100" value=move || percent.get() aria-hidden="true">
            </progress>
            <p class="progress__text">{move || text.get()}</p>
        </div>
    }
}
