use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on the screen.
    #[default]
    Primary,
    /// Other good ways on.
    Secondary,
    /// What few need.
    Tertiary,
    /// What cannot be undone.
    Warning,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button button-secondary",
            Self::Tertiary => "button button-tertiary",
            Self::Warning => "button button-warning",
        }
    }
}

/// Does something here. Without `on_press` it submits the form that it stands in.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// What it does; left out, it submits.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Its words, and perhaps an [`Icon`](super::Icon) before them.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=kind.class()
            type=if on_press.is_some() { "button" } else { "submit" }
            on:click=move |_| {
                if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
        >
            {children()}
        </button>
    }
}

/// Goes to another page, but looks like a button: for the way on.
#[component]
pub fn ButtonLink(
    /// An address, most often of a [`Route`](crate::routes::Route).
    #[prop(into)]
    href: String,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Its words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href>
            {children()}
        </a>
    }
}
