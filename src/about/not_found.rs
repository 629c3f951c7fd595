use leptos::prelude::*;

use crate::routes::Route;
use crate::text::{Key, t};

/// An address that is none of ours: ways on instead of an end.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <article class="prose">
            <h1>{t(Key::NOT_FOUND_TITLE)}</h1>
            <p class="font-lead">{t(Key::NOT_FOUND_TEXT)}</p>
            <ul>
                <li><a href=Route::Home.path()>{t(Key::NOT_FOUND_HOME)}</a></li>
                <li><a href=Route::CALCULATOR.path()>{t(Key::HOME_CALCULATOR_TITLE)}</a></li>
                <li><a href=Route::About.path()>{t(Key::ABOUT_TITLE)}</a></li>
            </ul>
            <p>{t(Key::NOT_FOUND_PEOPLE)}</p>
        </article>
    }
}
