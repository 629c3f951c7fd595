use leptos::prelude::*;

use super::ErrorMessage;
use super::field::{described_by, group_class, hint_of, question};

/// One line of text or one number. Narrow it with `width` to what is expected: the width says how much.
#[component]
pub fn TextInput(
    /// Unique on the page.
    #[prop(into)]
    id: String,
    /// What to write.
    #[prop(into)]
    label: String,
    /// The question is the page's heading: the label becomes its `h1`.
    #[prop(optional)]
    as_heading: bool,
    /// Help that everyone needs; what only some need belongs in [`Details`](super::Details).
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, when something is.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What stands in the field.
    value: RwSignal<String>,
    /// The keyboard of a phone: `"numeric"`, `"decimal"`, `"tel"`, `"email"`.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// What the browser may fill in, as `"bday-year"`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// A unit after the field: `kr.`
    #[prop(optional, into)]
    suffix: Option<String>,
    /// DKFDS' width in characters: `"input-char-4"`, `"input-char-8"`, `"input-char-11"`.
    #[prop(default = "")]
    width: &'static str,
    /// The citizen has left the field.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let label = view! { <label class="form-label" for=id.clone()>{label}</label> }.into_any();
    let description = described_by(&id, hint.as_ref(), error);
    let input = view! {
        <input
            class=format!("form-input {width}")
            id=id.clone()
            name=id.clone()
            type="text"
            inputmode=inputmode
            autocomplete=autocomplete
            aria-describedby=description
            aria-invalid=move || error.read().is_some().then_some("true")
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
            on:blur=move |_| {
                if let Some(on_leave) = on_leave {
                    on_leave.run(());
                }
            }
        />
    };
    let input = match suffix {
        Some(suffix) => view! {
            <div class="form-input-wrapper form-input-wrapper--suffix">
                {input} <div class="form-input-suffix" aria-hidden="true">{suffix}</div>
            </div>
        }
        .into_any(),
        None => input.into_any(),
    };
    view! {
        <div class=group_class(error)>
            {question(label, as_heading)}
            {hint_of(&id, hint)}
            <ErrorMessage id error/>
            {input}
        </div>
    }
}
