use leptos::prelude::*;

use super::LanguageSwitch;
use crate::municipality::municipality;
use crate::routes::Route;
use crate::text::{Key, t};

/// Whose page this is, the way home, and the language.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <header class="header site-header">
            <div class="site-header__inner">
                <a class="site-header__home" href=Route::Home.path()>
                    {municipality().logo.as_ref().map(|logo| view! {
                        <img class="site-header__logo" src=logo.fil.clone() alt=logo.tekst.clone()/>
                    })}
                    <span class="site-header__name">{municipality().navn.clone()}</span>
                    <span class="sr-only">" – " {t(Key::COMMON_TO_HOME)}</span>
                </a>
                <LanguageSwitch/>
            </div>
        </header>
    }
}
