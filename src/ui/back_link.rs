use leptos::prelude::*;

use super::Icon;
use crate::text::{Key, t};

/// The way back, above the heading. It never loses an answer.
#[component]
pub fn BackLink(
    /// Where it goes.
    #[prop(into)]
    href: String,
    /// Its words; "Tilbage" when left out.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    view! {
        <a class="back-link" href=href>
            <Icon name="arrow-back"/>
            {label.unwrap_or_else(|| t(Key::COMMON_BACK).to_owned())}
        </a>
    }
}
