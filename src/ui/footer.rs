use leptos::prelude::*;

use crate::municipality::{has_sign_in, municipality};
use crate::routes::Route;
use crate::text::{Key, t};

/// What people look for at the end of a page.
#[component]
pub fn Footer() -> impl IntoView {
    let link = |route: Route, key: Key| view! { <li><a href=route.path()>{t(key)}</a></li> };
    view! {
        <footer class="site-footer">
            <nav class="site-footer__inner" aria-label=t(Key::COMMON_FOOTER)>
                <ul class="nobullet-list">
                    {link(Route::About, Key::ABOUT_TITLE)}
                    {link(Route::Rates, Key::RATES_TITLE)}
                    {link(Route::Accessibility, Key::ACCESSIBILITY_TITLE)}
                    {link(Route::Opinion, Key::COMMON_OPINION)}
                    {has_sign_in().then(|| view! {
                        {link(Route::Meetings, Key::MEET_TITLE)}
                        {link(Route::MineData, Key::COMMON_ACCOUNT)}
                    })}
                </ul>
                <p>{municipality().navn.clone()}</p>
            </nav>
        </footer>
    }
}
