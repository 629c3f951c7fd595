//! Pages about the app itself.

mod accessibility;
mod not_found;
mod rates;

pub use accessibility::Accessibility;
pub use not_found::NotFound;
pub use rates::Rates;

use leptos::prelude::*;

use crate::routes::Route;
use crate::text::{Key, t};
use crate::ui::{ButtonKind, ButtonLink};

/// What the calculator does and does not do, and what happens to the answers.
#[component]
pub fn About() -> impl IntoView {
    view! {
        <article class="prose">
            <h1>{t(Key::ABOUT_TITLE)}</h1>
            <p class="font-lead">{t(Key::ABOUT_LEAD)}</p>
            <h2>{t(Key::ABOUT_DOES_TITLE)}</h2>
            {list(&[Key::ABOUT_DOES_RULES, Key::ABOUT_DOES_AMOUNT, Key::ABOUT_DOES_REASONS, Key::ABOUT_DOES_UNKNOWN])}
            <h2>{t(Key::ABOUT_NOT_TITLE)}</h2>
            <p>{t(Key::ABOUT_NOT_LEAD)}</p>
            {list(
                &[
                    Key::ABOUT_NOT_STAY,
                    Key::ABOUT_NOT_EVENT,
                    Key::ABOUT_NOT_WEALTH,
                    Key::ABOUT_NOT_VISITATION,
                    Key::ABOUT_NOT_COUPLE,
                    Key::ABOUT_NOT_SANCTION,
                    Key::ABOUT_NOT_SINGLE,
                    Key::ABOUT_NOT_PAYMENT,
                ],
            )}
            <p>{t(Key::ABOUT_NOT_APPLY)}</p>
            <h2 id="data">{t(Key::ABOUT_DATA_TITLE)}</h2>
            {list(&[Key::ABOUT_DATA_DEVICE, Key::ABOUT_DATA_SENT, Key::ABOUT_DATA_LINK, Key::ABOUT_DATA_CLEAR, Key::ABOUT_DATA_LOGS])}
            <h2>{t(Key::ABOUT_NUMBERS_TITLE)}</h2>
            <p>{t(Key::ABOUT_NUMBERS_TEXT)}</p>
            <p><a href=Route::Rates.path()>{t(Key::ABOUT_NUMBERS_LINK)}</a></p>
            <h2>{t(Key::ABOUT_WRONG_TITLE)}</h2>
            <p>{t(Key::ABOUT_WRONG_TEXT)}</p>
            <h2>{t(Key::ABOUT_OPEN_TITLE)}</h2>
            <p>{t(Key::ABOUT_OPEN_TEXT)}</p>
            <ul>
                <li><a href="/licenses/dkfds.md" rel="external">"Det Fælles Designsystem"</a></li>
                <li><a href="/licenses/ibm-plex-sans.txt" rel="external">"IBM Plex Sans"</a></li>
            </ul>
            <p class="way-on">
                <ButtonLink href=Route::CALCULATOR.path() kind=ButtonKind::Primary>
                    {t(Key::HOME_CALCULATOR_TITLE)}
                </ButtonLink>
            </p>
        </article>
    }
}

fn list(keys: &[Key]) -> AnyView {
    let items = keys.iter().map(|key| view! { <li>{t(*key)}</li> });
    view! { <ul>{items.collect::<Vec<_>>()}</ul> }.into_any()
}
