use leptos::prelude::*;

use super::list;
use crate::municipality::municipality;
use crate::text::{Key, t, t_with};

/// The accessibility statement, with ways to write and to call about a hindrance.
#[component]
pub fn Accessibility() -> impl IntoView {
    let kommune = municipality();
    view! {
        <article class="prose">
            <h1>{t(Key::ACCESSIBILITY_TITLE)}</h1>
            <p class="font-lead">{t_with(Key::ACCESSIBILITY_LEAD, &[("kommune", &kommune.navn)])}</p>
            <h2>{t(Key::ACCESSIBILITY_STATUS_TITLE)}</h2>
            <p>{t(Key::ACCESSIBILITY_STATUS_TEXT)}</p>
            {list(
                &[
                    Key::ACCESSIBILITY_STATUS_AXE,
                    Key::ACCESSIBILITY_STATUS_KEYBOARD,
                    Key::ACCESSIBILITY_STATUS_SMALL,
                    Key::ACCESSIBILITY_STATUS_CONTRAST,
                ],
            )}
            <h2>{t(Key::ACCESSIBILITY_MISSING_TITLE)}</h2>
            {list(
                &[
                    Key::ACCESSIBILITY_MISSING_AUDIT,
                    Key::ACCESSIBILITY_MISSING_READERS,
                    Key::ACCESSIBILITY_MISSING_LINKS,
                ],
            )}
            <h2>{t(Key::ACCESSIBILITY_FEEDBACK_TITLE)}</h2>
            <p>{t(Key::ACCESSIBILITY_FEEDBACK_TEXT)}</p>
            <ul>
                <li>
                    {t(Key::ACCESSIBILITY_FEEDBACK_CALL)} " "
                    <a href=format!("tel:{}", kommune.telefon.link())>{kommune.telefon.to_string()}</a>
                </li>
                <li>
                    {t(Key::ACCESSIBILITY_FEEDBACK_WRITE)} " "
                    <a href=format!("mailto:{}", kommune.email)>{kommune.email.clone()}</a>
                </li>
            </ul>
            <p>{t(Key::ACCESSIBILITY_FEEDBACK_OTHER)}</p>
            <h2>{t(Key::ACCESSIBILITY_COMPLAIN_TITLE)}</h2>
            <p>
                {t(Key::ACCESSIBILITY_COMPLAIN_TEXT)} " "
                <a href="https://digst.dk" rel="external">"digst.dk"</a>
            </p>
        </article>
    }
}
