use std::time::Duration;

use leptos::prelude::*;

/// The shape of what comes; in words when it takes long.
#[must_use]
pub fn skeleton(words: &'static str) -> AnyView {
    let is_long = RwSignal::new(false);
    set_timeout(
        move || {
            // Whoever went on does not wait any more.
            let _ = is_long.try_set(true);
        },
        Duration::from_secs(3),
    );
    view! {
        <div class="start__skeleton" aria-hidden="true">
            <span class="start__bar start__bar--heading"></span>
            <span class="start__bar"></span>
            <span class="start__bar start__bar--short"></span>
        </div>
        <p role="status">{move || is_long.get().then_some(words)}</p>
    }
    .into_any()
}
