use leptos::prelude::*;

use super::Icon;
use crate::text::{Key, t};

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// Good to know.
    Info,
    /// It went well.
    Success,
    /// Take care.
    Warning,
    /// It did not work.
    Error,
}

/// A box that stands out: at most one or two on a screen. When it appears as an answer to something,
/// say it too: `announced`.
#[component]
pub fn Alert(
    /// What it is about.
    kind: AlertKind,
    /// A short heading.
    #[prop(optional, into)]
    heading: Option<String>,
    /// Screen readers say it as soon as it appears.
    #[prop(optional)]
    announced: bool,
    /// What to know or do.
    children: Children,
) -> impl IntoView {
    let (class, icon, word) = match kind {
        AlertKind::Info => ("alert alert-info", "info", Key::COMMON_KIND_INFO),
        AlertKind::Success => ("alert alert-success", "success", Key::COMMON_KIND_SUCCESS),
        AlertKind::Warning => ("alert alert-warning", "warning", Key::COMMON_KIND_WARNING),
        AlertKind::Error => ("alert alert-error", "error", Key::COMMON_KIND_ERROR),
    };
    let role = match (announced, kind) {
        (false, _) => None,
        (true, AlertKind::Error) => Some("alert"),
        (true, _) => Some("status"),
    };
    view! {
        <div class=class role=role>
            <div class="alert-icon">
                <Icon name=icon/>
                <span class="sr-only">{t(word)}</span>
            </div>
            {heading.map(|heading| view! { <h2 class="alert-heading">{heading}</h2> })}
            <div class="alert-text">{children()}</div>
        </div>
    }
}
