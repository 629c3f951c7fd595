use leptos::prelude::*;

use super::ErrorMessage;
use super::field::{described_by, group_class, hint_of};

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What to write.
    #[prop(into)]
    label: String,
    /// Help that everyone needs.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, when something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What stands in the field.
    value: RwSignal<String>,
    /// The most that it takes, in characters.
    most: usize,
) -> impl IntoView {
    let description = described_by(&id, hint.as_ref(), error);
    view! {
        <div class=group_class(error)>
            <label class="form-label" for=id.clone()>{label}</label>
            {hint_of(&id, hint)}
            <ErrorMessage id=id.clone() error/>
            <textarea
                class="form-input"
                rows="4"
                id=id.clone()
                name=id
                maxlength=most.to_string()
                aria-describedby=description
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        </div>
    }
}
