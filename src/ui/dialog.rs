use leptos::html;
use leptos::prelude::*;

use super::Icon;
use crate::text::{Key, t};

/// What is looked at closely, above the page. The browser keeps the focus in it, closes it with Escape
/// and gives the focus back.
#[component]
pub fn Dialog(
    /// Its heading.
    title: String,
    /// It was closed.
    #[prop(into)]
    on_close: Callback<()>,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Refused only when it is open already.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby="dialog-title"
            on:close=move |_| on_close.run(())
        >
            <header class="dialog__header">
                <h2 id="dialog-title">{title}</h2>
                <button
                    type="button"
                    class="dialog__close"
                    on:click=move |_| {
                        if let Some(dialog) = dialog.get() {
                            dialog.close();
                        }
                    }
                >
                    <Icon name="close"/>
                    <span>{t(Key::COMMON_CLOSE)}</span>
                </button>
            </header>
            {children()}
        </dialog>
    }
}
