use leptos::prelude::*;

use super::{Button, ButtonKind};
use crate::browser::connection;
use crate::text::{Key, t};

/// Where [`page::announce`](crate::browser::page::announce) writes for screen readers.
pub const ANNOUNCEMENTS: &str = "announcements";

/// What concerns the whole app: no network, or a newer version that is ready.
#[component]
pub fn Notices(
    /// What does and does not work without a network.
    offline: Key,
) -> impl IntoView {
    let online = connection::online();
    let new_version = connection::new_version();
    view! {
        <div class="notices" role="status">
            {move || {
                (!online.get()).then(|| view! { <p class="notice">{t(offline)}</p> })
            }}
            {move || {
                new_version
                    .get()
                    .then(|| {
                        view! {
                            <div class="notice">
                                <p>{t(Key::COMMON_NEW_VERSION)}</p>
                                <Button
                                    kind=ButtonKind::Secondary
                                    on_press=|()| connection::use_new_version()
                                >
                                    {t(Key::COMMON_NEW_VERSION_USE)}
                                </Button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
